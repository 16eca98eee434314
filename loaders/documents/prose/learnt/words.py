"""Words that say what a name is of, and what stands before it, in both languages."""

from __future__ import annotations

import re
from typing import Final

from graph.text.strings import fold

# Nouns of work by what they are; the stems of both languages.
CLASSES: Final = {
    "programme": r"program(?:me)?s?|initiatives?|projets?|projects?|pilots?|pilotes?|chantiers?|demarches?|actions?|"
    r"operations?|experimentations?",
    "plan": r"plans?|strateg\w+|feuilles? de route|roadmaps?|frameworks?|cadres?|agendas?|orientations?|polic\w+|"
    r"politiques?|budgets?|schema",
    "agreement": r"agreements?|accords?|memorand\w+|mou|ententes?|conventions?|protocol\w*|partnerships?|"
    r"partenariats?|declarations?|chart\w+|treat\w+|contrats?|contracts?|pactes?|compacts?|jumelages?",
    "service": r"services?|portals?|portails?|platforms?|plateformes?|plate-formes?|systems?|systemes?|tools?|outils?|"
    r"apps?|applications?|websites?|sites?|registr\w+|registers?|registres?|dashboards?|databases?|bases?|"
    r"catalogu?e?s?|networks?|reseaux?|hubs?|guichets?|simulateurs?|chatbots?|infrastructures?|apis?",
    "event": r"summits?|sommets?|conferences?|meetings?|reunions?|rencontres?|weeks?|semaines?|days?|journees?|"
    r"forums?|assises|tours?|hackathons?|consultations?|congres|workshops?|ateliers?|events?|evenements?",
    "money": r"funds?|fonds|grants?|subventions?|contributions?|investments?|investissements?|prets?|loans?|aides?|"
    r"financements?|appels? a projets?|calls?|challenges?|concours|prizes?",
    "body": r"councils?|conseils?|committees?|comites?|agenc\w+|department\w*|departements?|minist\w+|offices?|"
    r"bureaux?|commissions?|boards?|directions?|secretariat\w*|groups?|groupes?|teams?|equipes?|centres?|"
    r"centers?|institut\w*|universit\w+|associations?|societes?|labs?|laboratoires?|authorit\w+|delegations?|"
    r"missions?|task forces?|working groups?|chamb\w+|federations?",
    "law": r"acts?|lois?|bills?|decrets?|regulations?|reglements?|orders?|arretes?|codes?|ordonnances?|directives?|"
    r"legislation|reforms?|reformes?",
    "text": r"reports?|rapports?|guides?|guidelines?|standards?|normes?|toolkits?|whitepapers?|papers?|livres?|blogs?|"
    r"pages?|articles?|newsletters?|presentations?|minutes|documents?|studies|study|etudes?|surveys?|enquetes?",
    "place": r"schools?|ecoles?|hospitals?|hopita\w+|roads?|routes?|bridges?|ponts?|buildings?|parks?|parcs?|airports?|"
    r"lycees?|colleges?|lines?|lignes?|tramways?|metros?|logements?|housing",
    "person": r"ministers?|premiers?|presidents?|directors?|directeurs?|directrices?|mayors?|maires?|secretar\w+|"
    r"citizens?|citoyens?|users?|usagers?|people|members?|membres?|agents?|students?|partners?|partenaires?",
}
_CLASSES: Final = {name: re.compile(rf"\b(?:{pattern})\b") for name, pattern in CLASSES.items()}
DETERMINER: Final = {
    "definite": re.compile(
        r"(?:\bthe|\bth(?:is|ese|ose)|\ble|\bla|\bles|\bl['’]|\bdu|\bau|\baux|\bcet(?:te)?|\bce|\bces)\s*$",
        re.IGNORECASE,
    ),
    "indefinite": re.compile(
        r"(?:\ban?|\bun|\bune|\bone|\bseveral|\btwo|\bthree|\bdeux|\btrois|\bdes|\bd['’])\s*(?:new\s+|nouve\w+\s+)?$",
        re.IGNORECASE,
    ),
    "possessive": re.compile(
        r"(?:\bits|\bour|\btheir|\bson|\bsa|\bses|\bnotre|\bnos|\bleurs?|['’]s)\s*$", re.IGNORECASE
    ),
    "new": re.compile(r"(?:\bnew|\bnouve\w+|\bfirst|\bpremi\w+|\bfutur\w*|\bjoint|\bcommun\w*)\s*$", re.IGNORECASE),
}
NAMED: Final = re.compile(
    r"(?:called|named|known as|titled|entitled|dubbed|intitulée?|nommée?|appelée?|dénommée?|baptisée?|dite?)"
    r"\s*[,:«“\"]*\s*$",
    re.IGNORECASE,
)
_PREPOSITION: Final = re.compile(
    r"\b(of|for|in|on|at|to|with|by|from|under|through|via|as|de|du|des|d['’]|pour|dans|sur|à|au|aux|avec|par|en|entre|selon|"
    r"between|and|et|or|ou)\s*(?:the\s+|le\s+|la\s+|les\s+|l['’]|an?\s+|une?\s+|its\s+|our\s+|their\s+)?$",
    re.IGNORECASE,
)
ABOUT: Final = re.compile(
    r"^(?:about|background|contexte|notes?|quick facts|related|liens|links|references|en savoir plus|sources|contacts?|"
    r"resources|associated|à propos|who|qui|faits)",
    re.IGNORECASE,
)
PREPOSITIONS: Final = ("of", "for", "in", "on", "to", "with", "by", "from", "under", "through", "between", "and")
_SAME: Final = {
    "de": "of",
    "du": "of",
    "des": "of",
    "d'": "of",
    "d’": "of",
    "pour": "for",
    "dans": "in",
    "en": "in",
    "sur": "on",
    "à": "to",
    "au": "to",
    "aux": "to",
    "avec": "with",
    "par": "by",
    "entre": "between",
    "et": "and",
    "at": "in",
    "via": "through",
    "selon": "under",
}


def word_classes(text: str) -> set[str]:
    """The classes of the words of a name."""
    bare = fold(text)
    return {name for name, pattern in _CLASSES.items() if pattern.search(bare)}


def preposition(before: str) -> str:
    """The preposition that a text ends with, in English; empty where it ends with none."""
    hit = _PREPOSITION.search(before)
    return _SAME.get(hit[1].casefold(), hit[1].casefold()) if hit else ""

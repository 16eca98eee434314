"""Offices of persons with their portfolios and seats: "Minister for Fisheries and the Sea", « député de Pontiac ».

What such a title names is no party: only the government or the body whose office it is, which stands before or behind
it, is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_CAP: Final = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
_BODY: Final = (  # what no portfolio ends with
    r"(?:Agency|Authority|Council|Commission|Board|Committee|Bureau|University|College|Institute|Foundation|Association|"
    r"Corporation|Cent(?:er|re)|Secretariat|Society|Federation|Museum|Library|Bank|Hospital|Laboratory|Office|"
    r"Ministry|Department|District|County|Directorate|Division|Branch|Inspectorate|Government|Union)"
)
_SUBJECTS: Final = (  # words with which portfolios begin
    r"(?:Administration|Affairs|Aboriginal|Ageing|Agricultur\w+|Arts|Aviation|Budget|Business|Care|Children|Citizens\w*|"
    r"Civil|Climate|Clean|Commerce|Communications?|Communit\w+|Competition|Conservation|Consumer|Council|Crown|Cultur\w+|"
    r"Customs|Data|Decentrali[sz]ation|Defen[cs]e|Demograph\w+|Depopulation|Development|Digital|Disab\w+|Disaster|"
    r"Econom\w+|Education|Electronics|Emergency|Employment|Energy|Enterprise|Environment\w*|Equality|Europe\w*|Exports?|Famil\w+|"
    r"Finances?|Financial|Fisher\w+|Food|Foreign|Forest\w*|Francophone|Gender|Governance|Government|Health|Heritage|Higher|"
    r"Home|Housing|Human|Hydrocarbons|Immigration|Indigenous|Industr\w+|Information|Infrastructure|Innovation|Integration|"
    r"Intergovernmental|Interior|Internal|International|Investments?|Irrigation|Islands|Jobs|Justice|Labou?r|Lands?|Law|"
    r"Livestock|Local|Manpower|Marine|Maritime|Media|Mental|Mines|Minerals?|Mining|Mobility|Multicultur\w+|Municipal|"
    r"National|Native|Natural|Nature|Northern|Oceans?|Overseas|Parks|Petroleum|Planning|Police|Population|Ports?|Power|"
    r"Primary|Procurement|Public|Railways?|Reconciliation|Reforms?|Regional|Regions|Religious|Renewable|Research|Resources?|"
    r"Revenue|Roads?|Rural|Safety|Sanitation|Science|Sea|Security|Seniors|Services?|Shipping|Skills|Small|Social|Space|"
    r"Sports?|State|Statistics|Status|Sustainab\w+|Taxation|Technolog\w+|Telecommunications?|Territorial|Tourism|Trade|"
    r"Training|Transformation|Transition|Transport\w*|Treasury|Tribal|Urban|Veterans|Vocational|Water|Waste|Welfare|"
    r"Wildlife|Women|Works|Workforce|Youth)"
)
_RANKS: Final = (
    r"(?:(?:Senior|Deputy|Prime|First|Second|Vice|Associate|Assistant|Parliamentary|Permanent|Acting|Junior|Coordinating|"
    r"Union|Cabinet|Provincial|Under)[\s-]+)*"
)
_ENGLISH_HOLDER: Final = (
    rf"(?<![\w-]){_RANKS}(?:Ministers?(?:\s+of\s+State)?|Secretar(?:y|ies)\s+of\s+State|Councill?ors?)"
)
_ENGLISH_SUBJECT: Final = rf"{_SUBJECTS}(?![\w-])(?:\s+(?:of\s+)?(?!{_BODY}(?![\w-])){_CAP})*+(?!\s+{_BODY}(?![\w-]))"
_ENGLISH: Final = re.compile(
    rf"{_ENGLISH_HOLDER}\s+(?:of|for|responsible\s+for|in\s+charge\s+of)\s+(?:the\s+)?{_ENGLISH_SUBJECT}"
    rf"(?:(?:,|,?\s+and|\s*&)\s+(?:(?:for\s+)?the\s+|for\s+)?{_ENGLISH_SUBJECT})*"
)
_OF_STATE: Final = re.compile(  # "Minister of State, Ministry of Trade and Ministry of Fisheries, Ms …"
    rf"(?P<state>(?<![\w-]){_RANKS}Minister\s+of\s+State)(?![\w-])"
    rf"(?:,\s+(?:Ministry|Department)\s+of\s+{_CAP}(?:\s+{_CAP})*"
    rf"(?P<more>(?:(?:,|,?\s+and)\s+(?:Ministry|Department)\s+of\s+{_CAP}(?:\s+{_CAP})*)+))?"
)
_LINK: Final = r"(?:\s+(?:de\s+la|de|des|du|aux?|à\s+la|pour\s+l[ae]s?)\s+|\s+(?:de\s+l|à\s+l|d|pour\s+l)[’']\s*)"
_NO_HEAD: Final = (  # in a second portfolio, a body begins: « ministre de la Pêche et de la Ville de Rives »
    r"(?!(?:Ville|Région|Société|Agence|Communauté|Conseil|Banque|Ministère|Commune|Commission|Fondation|Association|"
    r"Université|Institut|Fédération|Office|Province|République|Gouvernement|Chambre|Union)(?![\w-]))"
)
_FRENCH_NAME: Final = (
    rf"(?:[a-zà-ÿ-]+\s+)?(?:{_CAP})(?:\s+(?!(?:et|ont|est|sont|qui|pour|dans|par|sur|avec)\b)[a-zà-ÿ-]+(?:ales?|aux|"
    rf"iques?|aires?|ives?|eures?|elles?|ées?)(?=[\s,.;:)]|$))*"
)
_FRENCH_HOLDER: Final = (
    r"(?<![\w-])(?:[Mm]inistres?|[Ss]ecrétaires?\s+d[’']État|[Ss]ecrétaires?\s+parlementaires?)"
    r"(?:\s+(?:fédérale?s?|déléguée?s?|d[’']État|principale?|adjointe?|associée?|provinciale?s?))*"
)
_FRENCH: Final = re.compile(rf"{_FRENCH_HOLDER}{_LINK}{_FRENCH_NAME}(?:(?:,|,?\s+et){_LINK}{_NO_HEAD}{_FRENCH_NAME})*")
# What somebody is in charge of: « ministre responsable de la région des Dunes », "Minister responsible for …"
_CHARGE: Final = re.compile(
    r"(?<![\w-])(?:(?:Minister|Premier|Secretary|Councill?or)s?(?![\w-])[^.;:()\n\u2029]{0,110}?(?<![\w-])"
    rf"(?P<charge>responsible\s+for\s+(?:the\s+)?{_CAP}(?:\s+(?:(?:of|for|the|and\s+(?={_SUBJECTS}))\s+){{0,2}}{_CAP})*)|"
    r"(?:[Vv]ice-)?(?:[Mm]inistre|[Ss]ecrétaire|[Pp]résidente?|[Aa]djointe?|[Cc]onseill(?:er|ère)|[Cc]ommissaire|"
    r"[Dd]éléguée?|[Éé]lue?|[Dd]irect(?:eur|rice))s?(?![\w-])[^.;:()\n\u2029]{0,110}?(?<![\w-])"
    rf"(?P<french>(?:responsable|chargée?|en\s+charge)s?{_LINK}(?:[a-zà-ÿ-]+\s+){{0,3}}?(?:[ld][’'])?{_FRENCH_NAME}"
    rf"(?:(?:,|,?\s+et|)(?:{_LINK}){_FRENCH_NAME})*))"
)
_CHARGED: Final = re.compile(  # from a charge to the government whose it is; no part of the land that it governs
    r"(?:responsible\s+for|(?:responsable|chargée?|en\s+charge)s?(?:\s+(?:de\s+l['’]|de\s+la|des|du|de|d['’])))\s*"
    r"(?:(?:the|l[ae]s?)\s+)?(?![^,]*\b(?:[Rr]egions?|[Rr]égions?|[Nn]ord|[Ss]ud|[Ee]st|[Oo]uest|[Vv]illes?|North|South|Port|"
    r"Agency|Agence|Bank|Banque|[Rr]elations?|Affairs\s+with|Territoires?|[Pp]rovinces?)\b)[^,;.:]{3,60}?"
    r"(?:\s(?:of|for)(?:\s+the)?\s|\s(?:du|de\s+la)\s|\s(?:de\s+l|d)['’])\s*"
)
_SEAT: Final = re.compile(  # of a member of a parliament: the place is no party
    r"(?<![\w-])(?:(?:MPs?|MPPs?|MLAs?|MNAs?|MHAs?|Members?\s+of\s+(?:Provincial\s+)?Parliament|Members?\s+of\s+the\s+"
    r"(?:Legislative\s+Assembly|National\s+Assembly|House\s+of\s+Assembly))\s+(?:for|from)\s+(?:the\s+)?"
    r"(?:(?:riding|constituency|electoral\s+district)\s+of\s+)?|"
    r"(?:[Dd]éputée?s?|[Ss]énat(?:eur|rice)s?)(?:\s+(?:fédérale?|provinciale?|libérale?|québécoise?)s?)?"
    r"(?:\s+de\s+la\s+circonscription)?(?:\s+(?:de\s+la|de|des|du)\s+|\s+(?:de\s+l|d)[’']\s*)"
    r"(?!(?:Assemblée|Parlement|Chambre|Congrès|Conseil|Parti)\b)(?:(?:La|Les?)\s+|L[’'])?)"
    rf"{_CAP}(?:(?:\s*[–—]\s*|\s+){_CAP})*|"
    r"(?:Leader\s+of\s+the\s+Government|Government\s+(?:House\s+)?Leader)\s+in\s+the\s+(?:House\s+of\s+Commons|Senate)|"
    r"[Ll]eader\s+(?:parlementaire\s+)?du\s+gouvernement\s+(?:à\s+la\s+Chambre\s+des\s+communes|au\s+Sénat)"
)
_MINISTER: Final = {  # who acts for a ministry
    "en": re.compile(
        r"(?:[Tt]he\s+)?(?:[Mm]inister\s+(?P<of>(?:of|for)\s+(?!State\b)[^,]+)|(?P<before>(?!The\s)[A-Z][\w&\s]+?)\s+Minister\b)"
    ),
    "fr": re.compile(r"(?:l[ea]\s+)?ministre\s+(?P<of>(?:de\s+la\s|de\s+l[’']|du\s|des\s)[^,]+)", re.IGNORECASE),
}
_MINISTRY: Final = {"en": "Ministry", "fr": "ministère"}
_OF: Final = re.compile(
    r"(?:ministry|department|ministère)\s+(?:of|for|d(?:e\s+la|e\s+l[’']|u|es))\s*(?:the\s+)?", re.IGNORECASE
)
MAX_PORTFOLIO: Final = 12  # words
_ANY: Final = re.compile(
    r"[Mm]inist(?:er|re)|[Ss]ecr[eé]ta|[Cc]ouncill?or|[Cc]onseill|[Pp]résiden|[Aa]djoint|[Cc]ommissaire|[Dd]élégué|[Éé]lu|"
    r"[Dd]irect|MP|MLA|MNA|MHA|Member|[Dd]éputé|[Ss]énat|[Ll]eader"
)
KEPT_TEXTS: Final = 64  # whose offices are kept: each of the steps that find parties asks for them
_OF_WHOM: Final = re.compile(
    r"(?:\s+(?:of|for|du|de\s+la|de\s+l[’']|de)|,?\s+(?:and|et|&))\s*(?:the\s+|l[ae]\s+|l[’'])?"
)


@lru_cache(maxsize=KEPT_TEXTS)
def find_offices(text: str) -> tuple[tuple[int, int], ...]:
    """Where offices with their portfolios stand; the government that they are of may stand behind.

    >>> text = "the Minister for Fisheries and the Sea met them"
    >>> [text[start:end] for start, end in find_offices(text)]
    ['Minister for Fisheries and the Sea']
    """
    if not _ANY.search(text):
        return ()
    found = [hit.span() for pattern in (_ENGLISH, _FRENCH) for hit in pattern.finditer(text)]
    for hit in _OF_STATE.finditer(text):
        is_owned = text[: hit.start()].rstrip().endswith(("'s", "’s"))
        found += [hit.span()] if is_owned else [hit.span(key) for key in ("state", "more") if hit[key]]
    return tuple(found)


def ministry_of(minister: str, language: str) -> str | None:
    """The name of the ministry of a minister; None where the words do not say of what.

    >>> ministry_of("The Minister of Culture", "en"), ministry_of("La ministre de la Santé, Mme Tremblay,", "fr")
    ('Ministry of Culture', 'ministère de la Santé')
    """
    hit = _MINISTER[language].match(minister)
    if hit is None:
        return None
    groups = hit.groupdict()
    of = groups["of"] or f"of {groups['before']}"
    return f"{_MINISTRY[language]} {of.strip()}" if len(of.split()) <= MAX_PORTFOLIO else None


def is_same_ministry(one: str, other: str) -> bool:
    """Whether two names are of ministries or departments of one subject.

    >>> is_same_ministry("Department of Justice", "Ministry of Justice")
    True
    """
    subjects = [one[hit.end() :].casefold() if (hit := _OF.match(one)) else None for one in (one, other)]
    return subjects[0] is not None and subjects[0] == subjects[1]


@lru_cache(maxsize=KEPT_TEXTS)
def find_charges(text: str) -> tuple[tuple[int, int], ...]:
    """Where stands what a person is in charge of or sits for, of which no name is a party.

    >>> text = "le ministre responsable de la région des Dunes et le député de Rives"
    >>> [text[start:end] for start, end in find_charges(text)]
    ['responsable de la région des Dunes', 'député de Rives']
    """
    if not _ANY.search(text):
        return ()
    charged = (hit.span(hit.lastgroup or 0) for hit in _CHARGE.finditer(text))
    return (*charged, *(hit.span() for hit in _SEAT.finditer(text)))


def has_charge(text: str, at: int) -> bool:
    """Whether the government that a text names at a place is that of ministers who are in charge of what is before it.

    >>> text = "les ministres responsables de l’Habitation du Manitoba"
    >>> has_charge(text, text.index("Manitoba"))
    True
    """
    return any(_CHARGED.fullmatch(text, start, at) for start, end in find_charges(text) if start < at < end)


def without_offices(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield names of bodies without the office before them, and without what an officer of theirs is in charge of."""
    offices, charges = find_offices(text), find_charges(text)
    for first, last in spans:
        start, end = first, last
        for opens, closes in offices:
            if opens <= start < closes:
                behind = _OF_WHOM.match(text, closes, end)
                start = behind.end() if behind else start
        end = min((at for at, _ in charges if start < at < end), default=end)
        name = text[start:end].rstrip(" ,")
        if (start, end) == (first, last) or " " in name:
            yield start, start + len(name)

"""Names of organisations that no vocabulary has: found by the kind of body that they say they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.text.pattern_cache import compile_kept
from loaders.documents.prose.entities.bodies.abbreviations import is_short_for
from loaders.documents.prose.entities.bodies.kinds import TOWNS
from loaders.documents.prose.entities.bodies.name_ends import (
    ALLOWS,
    CAPITAL,
    CAPITAL_WORD,
    MEETING,
    NEWS,
    breaks_off,
    to_its_end,
)
from loaders.documents.prose.entities.bodies.offices import without_offices
from loaders.documents.prose.entities.dates import WHEN_BEFORE

MAX_WORDS: Final = 16  # of the name of a body
_CAPITAL: Final = CAPITAL
_CAP: Final = CAPITAL_WORD
# --- English: the kind of body ends the name, or opens it before "of"
_NO_NATIONS: Final = (  # "Squamish Nation", but "Island Nation"
    "Arab", "Coastal", "Developed", "Developing", "Digital", "Each", "Every", "First", "Host", "Island", "Member",
    "New", "One", "Our", "Partner", "Rainbow", "Smart", "Sovereign", "Start-up", "Startup", "State",
    "The", "This", "Whole", "Young",
)  # fmt: skip
_BODIES: Final = (
    "Council|Agency|Authority|Commission|Committee|Department|Ministry|Bureau|Secretariat|Corporation|Association|"
    "Foundation|University|College|Federation|Institute|Society|Alliance|Consortium|Trust|Hospital|Bank|Administration|"
    "Service|Services|Office|Treasury|Laboratory|Museum|Library|Union|Chamber|Directorate|Inspectorate|Ombudsman|"
    "County|"
    "District|Municipality|Borough|Parish|Police|Registry Office|Centre|Center|Division|Branch|Board|Tribunal|Utility|"
    "Government|Regulator|Coalition|Organi[sz]ation|Energy|Electric|Hydro|Power|Railway|Airport|Harbour Commission|"
    "Port Authority|Limited|LLC|GmbH|Highways|Red Cross|Red Crescent|First Nation|"
    + "".join(rf"(?<!{word} )" for word in _NO_NATIONS)
    + "Nation"
)
_BODY_ENDS: Final = (  # of a name in a list: "Ministry of Health, Land Survey Agency and …" is two
    "Agency|Authority|Council|Commission|Department|Ministry|Bureau|University|College|Institute|Foundation|Association|"
    "Corporation|Board|Committee|Centre|Center|Secretariat|Society|Federation|Museum|Library|Bank|Hospital|Laboratory"
)
# "Commission on the Status of Women", but "works with the Highway Administration on the Bridge Project"
_ON_THE: Final = "|".join(rf"(?<={word}\s)on\s+the\s+" for word in ("Commission", "Committee", "Council", "Board"))
_WHOSE: Final = (  # "the President’s Council"
    r"(?:State[’']s\s+Attorney|District\s+Attorney|Attorney\s+General|Sheriff|Prosecutor|President|Governor|Mayor|"
    r"Premier|Minister|Women|Children|People|Veterans)[’']s?"
)
_ENGLISH_END_TEXT: Final = (
    rf"(?:(?:{_WHOSE}|{_CAP})\s+(?:(?:of|for)\s+(?:the\s+)?|(?:and|&)\s+)?){{1,8}}(?:{_BODIES})(?![\w-])"
    rf"(?!\s+(?!{MEETING}\b|{NEWS}){_CAPITAL})"
    rf"(?:\s+(?:(?:of|for)\s+(?:the\s+)?|on\s+(?!the\s)|{_ON_THE})(?:People[’']s\s+)?{_CAP}(?:\s+(?:(?:of\s+the|and|&|of|for)\s+)?{_CAP})*)?"
)
_TWO_BODIES_TEXT: Final = (  # "Corporate Services and Finance Branch" is one
    rf"(?P<first>(?:{_CAP}\s+){{1,6}}(?:{_BODIES})|(?:{_CAP}\s+(?:(?:and|&)\s+)?){{1,6}}?(?:{_BODY_ENDS})(?![\w-]))"
    rf"(?!(?<=Services)\s+(?:and|&)\s+(?:{_CAP}\s+){{1,3}}(?:Branch|Division|Directorate|Department)\b)"
    r"\s+(?:and|&)\s+(?:the\s+)?"
    rf"(?P<second>(?:{_CAP}\s+){{1,5}}(?:{_BODIES})\b)"
)
_OPENERS: Final = (
    f"{TOWNS}|"
    "Department|Ministry|Office|Bureau|Board|Council|Agency|Commission|Institute|Federation|Secretariat|Directorate|"
    "Division|Branch|University|Bank|Centre|Center|Association|Society|House|Chamber|Authority|County|"
    r"Municipality|District|Borough|Republic|Kingdom|State(?!\s+for\s)|Province|Principality|Government|College|Ministers|"
    r"Port(?!\s+for\s)|Geological Survey|Transport(?=\s+for\s)|National (?:Archives|Radio|Museum|Library)"
)
_LINKED: Final = (
    r"of\s+the|(?:and|&)\s+the(?=\s+(?:Environment|Arts|Sea|Economy|Interior|Regions|Family|Ocean|Islands)\b)|"
    r"and|&|of|for"
)
_GOVERNMENTS: Final = (
    rf"Government|Republic|Kingdom|State(?!\s+for\s)|Province|Principality|County|Municipality|{TOWNS}"
)
# "Bavarian Ministry of Economic Affairs"
_OF_A_PEOPLE: Final = r"(?:(?!European\b)[A-Z][a-z]{2,}(?:[ai]an|ish|ese)\s+(?=Ministry|Department))?"


def _body_of(openers: str, links: str, comma: str) -> str:
    """The pattern of a name that a word for a body opens, with what may link its other words."""
    joint = rf"\s+|{comma}" if comma else r"\s+"
    return (
        rf"(?:{openers})\s+(?:of|for)\s+(?:the\s+)?{_CAP}(?:(?:{joint})"
        rf"(?!(?:(?:and|&)\s+(?:the\s+)?(?:{_OPENERS})|(?:{_GOVERNMENTS})\s+of)\s)(?:(?:{links})\s+)?{_CAP})*"
    )


# "Department of Studies on Ageing", but "Government of Iceland on Fisheries" in the name of an agreement
_COMMA: Final = (  # "Department of Agriculture, Fisheries and Food"; no name of a town or a state has one
    rf"\s*,\s+(?:the\s+)?"
    rf"(?=(?:{_CAP}\s+){{1,3}}(?:and|&)\s|(?:{_CAP}\s+){{0,2}}{_CAP},\s+the\s+{_CAP}\s+(?:and|&)\s)"
    rf"(?!(?:{_CAP}\s+){{1,3}}(?<=\s)(?:{_BODY_ENDS})\s+(?:and|&)\s)"
    rf"(?!(?:{_CAP}\s+){{1,3}}(?:and|&)\s+(?:{_CAP}\s+){{1,2}}(?:{_BODY_ENDS})\b)"
)
_ENGLISH_OF_TEXT: Final = (
    f"(?:{_body_of(_GOVERNMENTS, _LINKED, '')}|{_OF_A_PEOPLE}{_body_of(_OPENERS, _LINKED + '|on', _COMMA)})"
)
_AND_BODY: Final = re.compile(
    r"\s+(?:and|&)\s+(?:[Tt]he\s+)?(?=(?:Department|Ministry|Office|Bureau|University)\s+(?:of|for)\s)|"
    rf"\s+(?:and|&)\s+[Tt]he\s+(?:Corporation\s+of\s+the\s+)?(?=(?:{TOWNS}|County)\s+of\s)|"
    r"\s+(?:and|&)\s+(?=County\s+of\s)|"
    rf"\s+(?:and|&)\s+(?=[A-Z][a-z]{{2,}}(?:[ai]an|ish|ese)\s+(?:{_CAP}\s+){{1,3}}(?:{_BODY_ENDS}|Administration)$)|"
    rf"(?<!Arts)(?<!Science)(?<!Sciences)\s+(?:and|&)\s+(?=(?:{_CAP}\s+){{1,2}}(?<!al\s)(?<!Technology\s)(?<!Sciences\s)"
    r"(?:University|College|Institute|Museum|Hospital|Foundation)$)"
)
_BRAND_AND: Final = re.compile(r"(?!Ma?c)(?P<brand>[A-Z][a-z]+[A-Z]\w*)\s+(?:and|&|et)\s+(?=[A-Z])")  # "GasCo and …"
_ENDS_AS_BODY: Final = re.compile(rf"\s(?:{_BODIES})$")
_OPENS_AS_BODY: Final = re.compile(rf"(?:{_OPENERS})\s+(?:of|for)\s")
# --- French: the kind of body opens the name, and small words lead on
_TETES: Final = (
    "Agence|Direction|Secrétariat d[’']État|Secrétariat|Office|Conseil|Commission|Communauté de communes|"
    "Communauté d[’']agglomération|Communauté urbaine|Communauté|Métropole|Région|Département|Ville|Commune|Mairie|"
    "Préfecture|Caisse|Régie|Société|Fédération|Association|Institut|Universit[ée]|Centre|Trésorerie|Chambre|Syndicat|"
    "Observatoire|Union|Fondation|Autorité|Établissement|Groupement|Banque|Haut-Commissariat|Délégation|Bureau|"
    "Municipalité|MRC|Régime|Tribunal|Cour|Académie|Laboratoire|Musée|Bibliothèque|Service départemental|Comité|"
    "Coopérative|Énergie|Hydro(?:-Québec)?|Maison|Réseau|Ordre|Commissariat|Inspection|Gendarmerie|Police|Collège|"
    "Confédération|Conférence|Centrale|Assemblée|Parlement|Syndicat mixte|"
    "Groupement|Grand Port maritime|Port autonome|"
    "Pôle|École|Cité|Entreprise|Sûreté|Mission|Hôpital|Parc|Port|Aéroport|Conseil général|"
    r"Grand Conseil|Haute [Éé]cole|Administration(?=\s+(?:générale|de|du|des|d[’']))|Archives|Collectivité|Rectorat|"
    r"Scène nationale|Service(?=\s+(?:de\s+la\s|de\s+l[’']|du\s|des\s|d[’']information\b))|District scolaire|"
    "Centre de services scolaire|Orchestre|Opéra|Ballet|Conservatoire|"
    r"(?:CHR?U|DREAL|DRAAF|DRAC|DRIEAT|DRIAAF|CCI|CRESS|CPAM|CARSAT|SDIS|ARS|URSSAF|CROUS)(?=\s+(?:de|du|des|d[’']))"
)
_NOUN: Final = r"(?:(?:l|d|L|D)[’'])?[\w’-]{2,}(?:'(?=[A-ZÀ-Ý])[\w’-]+)?"
_ADJECTIVE: Final = (
    r"(?!(?:indique|explique|communique|applique|pratique|fabrique|implique|revendique|critique|"
    r"(?:co)?opère|gère|génère|considère|espère|suggère|transfère|confère|accélère|libère|préfère|récupère)\b)"
    r"(?:(?:publics?|publiques?|belges?|suisses?|civile?s?|maritimes?|marine?s?|durables?|stables?|responsables?|propres?|commun[es]*|tiers|libres?|verte?s?|bâtie?s?|mixtes?|jeunes|mobiles?|ouverte?s?|douces?|sourdes?|"
    r"wallon(?:ne)?s?|flamande?s?|allemande?s?|catalane?s?|breton(?:ne)?s?|espagnole?s?|letton(?:ne)?s?|grec(?:que)?s?|"
    r"tur(?:c|que)s?|russes?|slovaques?|tchèques?|serbes?|bulgares?|croates?|slovènes?|andorrane?s?)(?![\w-])|"
    r"(?:[a-zà-ÿ-]+(?:ale?s?|aux|aires?|iques?|basques?|iens?|iennes?|ains?|aines?|ais|aises?|ois|oises?|ifs?|ives?|elles?|els?|"
    r"eux|euses?|[éi]eure?s?|iers?|i?ères?|éens?|éennes?|icoles?|phones?|urbaine?|rurale?|générale?)(?![\w-])|[a-zà-ÿ]+ée?s?(?=\s*(?:$|[.,;:)]))))"
)
_LINKS: Final = (  # « du », « de l’ », « chargé des »: all but those with an apostrophe need a space
    r"(?:(?:de\s+la|de|du|des|pour\s+l(?:a|es?)|à\s+la|aux?|chargée?\s+(?:de\s+la|du|des)|en\s+charge\s+(?:de\s+la|du|des))\s+|"
    r"(?:(?:de\s+|pour\s+|à\s+|chargée?\s+de\s+|en\s+charge\s+de\s+)l|d)[’']\s*)"
)
_NO_NOUN: Final = (  # « pour l’année », « d’approuver »
    r"(?!(?:année|exercice|période|durée|ensemble|a(?:ccept|ccord|dopt|dhér|pprouv|ssur|ttribu|utoris)er|e(?:ngag|xamin)er|"
    r"é(?:labor|tudi)er|établir|émettre|inscrire|octroyer|organiser|avoir|être)(?![\w-]))"
)
_NO_PHRASE: Final = (  # « à l’assemblée plénière »
    r"(?!(?:à\s+(?:l[’']|la\s+)(?:assemblée|attention|échelle|égard|heure|initiative|issue|occasion|unanimité|demande|fois|"
    r"fin|mise|réunion|séance|signature|suite|tête)|au\s+(?:service|sein|titre|profit|nom|cours|moyen|niveau|regard|terme|"
    r"moment))(?![\w-]))"
)
_AGAINST: Final = (  # « de la Lutte contre les changements climatiques », « du numérique en santé »
    r"(?:\s+contre\s+(?:les?\s+|la\s+|l[’'])[a-zà-ÿ-]+(?:\s+(?:climatiques?|sociales?|sexuelles?))?|\s+en\s+santé)"
)
# Words in small letters before the next subject of a ministry: « du Vivre ensemble et de l’Accueil ».
_SMALL_WORDS: Final = (
    r"(?:(?:\s+[a-zà-ÿ-]+){1,4}(?=\s*(?:,|\set|,\s+et)\s+(?:(?:de\s+la|du|des)\s+|(?:de\s+l|d)[’']\s*)[A-ZÀ-Ý]))"
)
_STUDIES: Final = rf"(?:\s+d[’']études\s+(?:sur|en)\s+(?:les?\s+|la\s+|l[’'])?{_NOUN})"
_TWO_SUBJECTS: Final = rf"\s+des\s+{_CAPITAL}[\w’-]+[sx]\s+et\s+(?!{_TETES}){_CAPITAL}[\w’-]+[sx](?![\w-])"
_TWO_PURPOSES: Final = (  # « pour le développement et la promotion de l’artisanat »
    rf"(?:\s+pour\s+(?:l(?:a|es?)\s+|l[’']){_NO_NOUN}[a-zà-ÿ-]+\s+et\s+(?:l(?:a|es?)\s+|l[’'])"
    r"(?!(?:agence|autorité|caisse|chambre|commune|département|direction|ministère|mairie|municipalité|métropole|"
    r"préfecture|province|région|société|ville)s?(?![\w-]))[a-zà-ÿ-]+)"
)
_SUITE: Final = (
    rf"(?:{_STUDIES}|{_TWO_PURPOSES}|{_TWO_SUBJECTS}|\s+{_NO_PHRASE}{_LINKS}{_NO_NOUN}{_NOUN}"
    rf"(?:{_AGAINST}|(?:\s+{_ADJECTIVE}){{0,2}}(?:\s+et\s+{_ADJECTIVE})?))"
)
# « et du Développement de la petite enfance », « des cours et tribunaux »: small words that end a name
_END: Final = (
    rf"(?:\s+(?:de\s+la|des?|du)\s+|\s+d[’']|\s+et\s+(?:de\s+|d[’'])?)(?:petite\s+)?[a-zà-ÿ-]{{4,}}(?:\s+{_ADJECTIVE})?"
    r"(?=\s*[.,;:)(]|$|\s+(?:a|ont|est|sont|et|qui|pour|dans|par|sur|avec|assure|participe|soutient|s[e’'])(?![\w-]))"
)
_ET: Final = (
    rf"(?:\s*(?:,|\set|,\s+et)\s+(?:(?:de\s+la|du|des)\s+|(?:de\s+l|d)[’']\s*)(?!(?:{_TETES}|[Mm]inistère)\b){_NOUN}"
    rf"(?:{_AGAINST}|{_SMALL_WORDS}|(?:\s+{_ADJECTIVE}){{0,2}})(?:{_END})?)"
)
_PROPRE: Final = rf"(?:\s+{_CAPITAL}(?:[\w’'-]|\.(?=\w))+)"
# « Communauté de communes Monts et Vallées »: names without « de » go on behind « et »
_AND_PROPER: Final = (
    rf"(?<=[a-z])\s+et\s+(?!(?:{_TETES}|[A-ZÀ-Ý]+)(?![\w-])){_CAPITAL}[\w’-]++(?:\s+{_CAPITAL}[\w’-]++)*+"
    r"(?!\s+(?:(?:se\s+)?sont|ont|[a-zà-ÿ]+ent)(?![\w-]))"
)
_PLACES_BODY: Final = (
    r"(?:[Cc]ommunauté\s+(?:de\s+communes|d[’']agglomération|urbaine)|[Ss]yndicat\s+mixte|Parc\s+naturel\s+régional|PETR|"
    r"Pays)"
)
_PLACES: Final = re.compile(
    rf"(?<![\w-]){_PLACES_BODY}(?:\s+(?:du\s+|de\s+la\s+|des\s+)?{_CAPITAL}[\w’-]+(?:\s+de\s+(?=[A-Z]))?){{1,4}}{_AND_PROPER}"
)
_OF_PLACE: Final = rf"(?:\s+(?:du|de\s+la|de)\s+|\s+(?:de\s+l|d)[’'])(?:(?:La|Le|Les)\s+)?{_CAPITAL}[\w’-]+"
_FRENCH_TEXT: Final = (
    rf"(?<![\w-])(?:(?:{_TETES})(?![\w-])(?:\s+{_ADJECTIVE}){{0,3}}(?:{_SUITE}|{_PROPRE}){{1,6}}(?:{_ET}){{0,4}}(?:{_END})?(?:{_OF_PLACE})?|"
    rf"[Mm]inistère(?:\s+{_ADJECTIVE})?(?:{_SUITE}){{1,2}}(?:{_ET}){{0,4}}(?:{_PROPRE}|{_OF_PLACE})?|"
    rf"SP[FPW]\s+{_CAPITAL}[\w’-]+(?:\s+{_ADJECTIVE}|\s+{_CAPITAL}[\w’-]+)*(?:\s+et\s+{_CAPITAL}[\w’-]+)?|"
    rf"(?:{_TETES})(?:\s+{_ADJECTIVE}){{1,4}}(?<!\ssuisse)(?<!\sbelge)(?![\w-])|"
    rf"(?:commune|ville|région|métropole|municipalité|village|canton|département|agglomération|comté|province|(?:académie|"
    rf"rectorat)(?=\s+d(?:e\s+|u\s+|[’'])(?!Convention|Accord|Entente|Protocole)))\s+"
    rf"(?:de\s+la\s+|de\s+l[’']|des?\s+|du\s+|d[’'])(?:(?:La|Le|Les|L[’'])\s*)?{_CAPITAL}[\w’'-]+|"
    rf"région\s+{_CAPITAL}[\w’'-]+)"
)
# Bodies whose kind releases write in small letters: "la délégation interministérielle aux archives de France".
_SMALL: Final = (
    r"(?:direction|délégation|inspection)\s+(?:générale|interministérielle|ministérielle|régionale|départementale|nationale)|"
    r"[Ss]ervice\s+(?:national|régional|fédéral|cantonal)(?=\s+(?:de|du|des|d[’'])(?!\s+l?[’']?(?:emploi|santé)\b))|"
    r"(?:comité|service|commissariat)\s+interministériel|mission\s+interministérielle|secrétariat\s+général|"
    r"(?:agence|commission|fédération|caisse|école|union|assemblée|conférence)\s+(?:nationale|régionale)|"
    r"(?:institut|centre|office|conseil|observatoire)\s+(?:national|régional|départemental)|"
    r"communauté\s+(?:de\s+communes|d[’']agglomération|urbaine)|fabrique\s+numérique|préfecture"
)
_SMALL_BODY_TEXT: Final = rf"(?<![\w-])(?:{_SMALL})(?:{_SUITE}|{_PROPRE}){{1,4}}(?:{_ET}){{0,4}}"
_CONTINUED: Final = re.compile(r"\s+(?:a|ont|est|sont|s[’']est|se|qui|que|pour son|pour sa|avec|dans|sur|sous|par)$")
_PURPOSE: Final = re.compile(  # « Département du Rhône pour les travaux … », « Fonds de solidarité pour le logement »
    r"(?<=[\s’'])([A-ZÀ-Ý][\w’-]+)\s+(?:pour\s+(?:l(?:a|es?)\s+|l[’'])[a-zà-ÿ]|"
    r"au\s+(?:projet|programme|plan|réseau|financement|titre|profit|sein)(?![\w-])).*$"
)
_STRONG: Final = (  # words with which no subject of a minister ends: "Secretary of Health and Human Services" is none
    f"{_BODY_ENDS}|Office|Municipality|District|County|Directorate|Division|Branch|Inspectorate|"
    "Trust|Alliance|Limited|Ltd|LLC|Inc|Corp|GmbH"
)
# "Secretary of the Ministry of Defence", "CEO of the Economic Development Authority": the body is the party
_RANKS: Final = (
    "Executive|Permanent|Parliamentary|Deputy|Assistant|Associate|Acting|Chief|Under|Vice|Managing|Senior|Interim|"
    "Additional|Principal|First|Joint|Founding|General|Regional|National|Country"
)
_OFFICERS: Final = (
    "Secretary|Director|President|Chair(?:man|woman|person)?|CEO|COO|CFO|CIO|CTO|Commissioner|Minister|Mayor|Governor|Head|"
    "Officer|Superintendent|Administrator|Manager|Registrar|Rector|(?:Co-)?[Ff]ounder|Partner|Dean"
)
_OFFICE_OF: Final = re.compile(
    rf"(?:(?:{_RANKS})\s+)*(?:{_OFFICERS})(?:[- ]General)?\s+(?:of|for)\s+(?:the\s+)?"
    rf"(?=(?!State\b)(?:(?:{_OPENERS})\s+(?:of|for)\s|"
    rf"(?:{_CAP}\s+(?:(?:of|for|and|&)\s+(?:the\s+)?)?){{1,6}}(?:{_STRONG})(?![\w-])))"
)
_GENERIC: Final = re.compile(
    r"^(?:(?:The|This|Our|Each|All|An?|No|Any|Its|Public|Open|New|Other|Both|Shared|Digital|Common|Federal|Provincial|Local|State|Central|"
    r"Territorial|Municipal|National|Regional|Whole|"
    r"City|Town|County|Village|District|Borough|Parish|"
    r"Executive|Mayor and City|Advisory|Transit|Lead|Partner|Member|Host|"
    r"Participating|Contracting|Awarding|Implementing|Managing|Sponsoring|Responsible|Issuing|Requesting|Purchasing|Ordering|"
    r"Non-?[Pp]rofit)\s+)?"
    r"(?:Service|Services|Office|Council|Department|Ministry|Board|Committee|Branch|Division|Energy|Power|Treasury|Centre|"
    r"Center|Agency|Authority|Commission|Bank|Trust|Police|Government|Administration|Corporation|Division|Union|"
    r"Organi[sz]ation)$|"
    r"^(?:Conseil|Commission|Comité|Assemblée)\s+(?:[Mm]unicipale?|communautaire|régionale?|général|départemental|consultatif|exécutif|permanente?)$"
)
_COMPANY_NAME_TEXT: Final = (
    rf"(?:{_CAP}\s+){{1,4}}(?:Inc|Ltd|Corp|LLC|Ltée|S\.A|Energy|Electric|Power|Utility)(?![\w-])\.?"
    r"(?!\s+(?-i:Agreement|Accord|Program))"
)
# A name, but for its first word in small letters, whose first letters the abbreviation behind it has: "la direction du
# numérique (DN)", « le Service information et presse (SIP) ».
_EXPLAINED_TEXT: Final = (
    r"(?=(?<![\w-])(?P<name>(?i:agence|autorité|banque|bureau|caisse|centre|comité|commission|conseil|délégation|département|"
    r"direction|fédération|institut|ministère|mission|observatoire|office|régie|secrétariat|service|société|syndicat|union)"
    r"(?:\s+[a-zà-ÿ-]+|\s+(?:[a-zà-ÿ-]+\s+)?[lLdD][’'][A-Za-zÀ-ÿ-]+|\s+[A-ZÀ-Ý][\w’-]+){1,12}?)"
    r"\s*\((?P<short>[A-ZÀ-Ý][A-Za-zÀ-ÿ]{1,9})\))"
)
_LEADING: Final = re.compile(
    r"^(?:(?:The|This|That|These|Those|In|At|By|For|From|With|And|But|When|While|As|Under|Through|Today|Its|Our|Le|La|Les|L[’']|"
    r"Each|Both|Where|If|On|Of|To|According|Since|After|Before|Also|Then|Meanwhile|About|Between|Among|"
    r"Alongside|Beside|Besides|Like|Unlike|"
    rf"Corporation\s+of\s+the(?=\s+(?:{TOWNS}|County|Municipality|Borough|District)\s+of\s)|"
    r"(?:Initially|Additionally|Recently|Currently|Jointly|Finally|Similarly|Previously|Subsequently|Ultimately|Formerly|Notably|"
    r"Specifically|Accordingly|Consequently|Originally|Eventually|Simultaneously|Furthermore|Moreover|However|Now|Later)(?:,(?=\s))?|"
    rf"(?:Summary|Overview|Anatomy|{MEETING})\s+[Oo]f(?:\s+[Tt]he)?|They|We|He|She|It|Join|Visit|Contact|Meet)\s+)+"
)
_OFFICER_BEFORE: Final = re.compile(  # "the Chief Information Officer and Office of the Chief Auditor" are two
    rf"(?:{_CAP}\s+){{0,4}}(?:Officer|Minister|Secretary|Director|President|Commissioner|Manager)\s+and\s+(?:the\s+)?"
    r"(?=(?:Office|Department|Ministry|Secretariat|Bureau)\s)"
)
_CAPITALS_TEXT: Final = (  # "MINUTES OF ALDER & BIRCH COMMUNITY COUNCIL"
    r"(?<![\w’'-])(?:(?!(?:OF|THE|FOR|TO|BY|AND|AT|IN|FROM|MEETINGS?|MINUTES|AGENDA|REGULAR|SPECIAL|ORDINARY|MONTHLY|"
    r"ANNUAL|GENERAL|FULL|JOINT)\s)[A-Z][A-Z’'-]+\s+(?:(?:&|AND)\s+)?){1,4}"
    r"(?:COMMUNITY|PARISH)\s+COUNCIL(?![\w-])"
)
_TOWN_TEXT: Final = (
    rf"(?P<first>(?:{TOWNS}|County|District|State|Province|Government)\s+of\s+(?:{_CAP}\s+){{0,3}}?{_CAP})"
    rf"(?:\s+(?:and|&)\s+(?:the\s+)?(?P<second>(?:{_CAP}\s+){{1,5}}(?:{_BODIES}|County|Township|Borough)\b)|"
    r"(?=\s+(?:and|&|for)\s))"
)


# by far the longest patterns to compile of all modules
_ENGLISH_OF, _ENGLISH_END, _COMPANY_NAME, _FRENCH, _SMALL_BODY, _EXPLAINED, _TWO_BODIES, _TOWN, _CAPITALS = (
    compile_kept(
        __file__,
        [
            _ENGLISH_OF_TEXT,
            _ENGLISH_END_TEXT,
            _COMPANY_NAME_TEXT,
            _FRENCH_TEXT,
            _SMALL_BODY_TEXT,
            _EXPLAINED_TEXT,
            _TWO_BODIES_TEXT,
            _TOWN_TEXT,
            _CAPITALS_TEXT,
        ],
    )
)


def find_organisations(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where names of bodies stand that say what kind of body they are, in order; one may stand within another."""
    for start, end in without_offices(text, _bodies(text, language)):
        town = _TOWN.match(text, start, end) if language == "en" else None
        if town:
            yield start, town.end("first")
            if town["second"]:
                yield town.span("second")
            continue
        if brand := _BRAND_AND.match(text, start, end):
            yield from (brand.span("brand"), (brand.end(), end))
            continue
        joined = _TWO_BODIES.match(text, start, end) if language == "en" else None
        opened = _AND_BODY.search(text, start, end) if language == "en" and not joined else None
        if opened:
            is_body = _ENDS_AS_BODY.search(text, start, opened.start()) or _OPENS_AS_BODY.match(text, start)
            if is_body:
                yield start, opened.start()
            is_one = not is_body and " " in text[start : opened.start()]  # "National Fish and Wildlife Foundation"
            yield (start if is_one else opened.end()), end
        elif joined:
            yield start, joined.end("first")
            yield joined.start("second"), end
        else:
            yield start, end


def _bodies(text: str, language: str) -> Iterator[tuple[int, int]]:
    # French texts name English bodies by their own names
    english = (_ENGLISH_OF, _ENGLISH_END, _COMPANY_NAME, _CAPITALS)
    patterns = english if language == "en" else (_PLACES, _FRENCH, _SMALL_BODY, *english)
    if language == "fr":
        for hit in _EXPLAINED.finditer(text):
            name, short = hit["name"], hit["short"]
            if short[0].casefold() == name[0].casefold() and is_short_for(short, name):
                yield hit.span("name")
    for pattern in patterns:
        for hit in pattern.finditer(text):
            start, end = hit.span()
            start = when.end() if (when := WHEN_BEFORE.match(text, start, end)) else start
            start += led.end() if (led := _LEADING.match(text[start:end])) else 0
            for office in (_OFFICER_BEFORE, _OFFICE_OF):
                start = before.end() if (before := office.match(text, start, end)) else start
            name = to_its_end(text, start, end)
            name = _PURPOSE.sub(r"\1", _CONTINUED.sub("", name)).rstrip(" ,;:")
            is_short = 1 < len(name.split()) <= MAX_WORDS and ":" not in name
            if breaks_off(text, start, start + len(name)):
                continue
            if is_short and name[0].isalpha() and not (_GENERIC.match(name) or ALLOWS.match(text, start)):
                yield start, start + len(name)

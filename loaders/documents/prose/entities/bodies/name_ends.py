"""What stands behind the names of bodies in texts, and is no part of them: dates, meetings, offices, small words."""

from __future__ import annotations

import re
from typing import Final

from graph.names.tokens import ENGLISH_MONTHS
from loaders.documents.prose.entities.bodies.kinds import TOWNS

CAPITAL: Final = r"[A-ZÀ-ÖØ-Þ]"
CAPITAL_WORD: Final = rf"(?:e(?=[A-Z]))?{CAPITAL}(?:[\w&-]|[’'](?!s?\s)|\.(?=\w))*+"
# Of a body, before and behind its name: "Regular Meeting of the Riverton City Council", "… Council November Minutes"
MEETING: Final = (
    rf"(?:(?:{ENGLISH_MONTHS}|Regular|Special|Annual|Ordinary|Extraordinary|Monthly|Emergency|General|Full|Draft|"
    r"(?:19|20)\d\d)\s+)*(?:Meetings?|Minutes|Agenda)(?:\s+(?:Minutes|Agenda|Notes|Summary))?"
)
# a verb of a headline behind a body
NEWS: Final = r"(?:Partners|Teams|Joins)\s+(?:[Ww]ith|[Uu]p|[Tt]o|[Ii]n|[Ff]orces)\b"
# What stands behind names: "Steering Committee of April", « Comité interministériel du 29 », "Staff BE DIRECTED"
_BEHIND: Final = re.compile(
    rf"\s+(?:of|on|in|for)\s+(?:{ENGLISH_MONTHS})(?![\w-]).*$|\s+on\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|"
    r"\s+(?:du|le)\s+\d{1,2}(?:er)?$|\s+(?:de|en|of|in)\s+(?:19|20)\d\d$|"
    r"(?<=[a-z])\s+(?:BE|ARE|IS|SHALL|WILL|HAS|HAVE|NOT)(?:\s+[A-Z]+)*$|\s+pour\s+l[’'][A-Z]{3,}$|"
    r"\s+(?:Concerning|Regarding|Respecting|Relating|Pertaining)(?![\w-]).*$|"
    r"\s+d[ue]\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)$|"
    rf"\s+{MEETING}$"
)
HEADS: Final = r"C[EIOTFD]O|Chief\s+(?:\w+\s+){1,3}?Officer"  # offices of whoever heads a body or a part of it
# "City of Riverton CIO"; "Office of the Federal CIO" is a body
_OFFICE_BEHIND: Final = re.compile(
    rf"(?!(?:The\s+)?(?:Office|Bureau)\s)(?P<body>.*[^\s,](?<!\sthe)(?<!\sof)),?\s+(?:{HEADS}|CISO)"
)
SMALL_END: Final = re.compile(
    r"[\s,]+(?:and|of|the|for|de|du|des|la|le|les|et|l[’']|d[’']|pour|à|au|aux|on|in)$", re.IGNORECASE
)
_NEWS_AT_END: Final = re.compile(r"\s+(?:Partners|Teams|Joins)$")
_NEWS_AT_ONCE: Final = re.compile(rf"\s+{NEWS}")
_UNIVERSITY_OF: Final = re.compile(r"University of ")
_CAMPUS: Final = re.compile(rf"\s+at\s+{CAPITAL_WORD}(?:\s+{CAPITAL_WORD})*")  # "University of Quebec at Riverton"
# "City of Riverton Climate Action Plan", "City of Riverton Principal …": what it has or does, or who works for it
_OF_TOWN: Final = re.compile(rf"(?:{TOWNS})\s+of\s+(?:the\s+)?(?P<rest>.+)")
_WHO: Final = (
    "Administrator Alderman Architect Attorney Auditor Chair Chief Clerk Commissioner Comptroller Coordinator "
    "Council Councillor Councilman Councilmember Councilor Councilwoman Controller Department Departments Deputy "
    "Director Division Engineer Manager Mayor Officer Officials Planner Police President Principal Provost "
    "Secretary Solicitor Staff Superintendent Supervisor Treasurer"
)
_WHAT: Final = (
    "Action Agreement Annual App Application Bridge Budget Building Capital Charter Citizen Civic Clean Climate "
    "Code Community Comprehensive Corridor Cultural Cyber Dashboard Data Development Digital Downtown Economic "
    "Electric Emergency Energy Engineering Enhancement Environmental Finance Flood Framework General Greenway "
    "Health Heritage Historic Housing Human Improvement Information Infrastructure Initiative Innovation Library "
    "Licence License Local Master Mobility Multi Municipal Neighborhood Neighbourhood Network Online Open "
    "Ordinance Parks Pedestrian Permit Pilot Plan Planning Platform Policy Portal Procurement Program Programme "
    "Project Public Purchasing Recreation Recycling Registry Renewable Resilience Resilient Resolution "
    "Restoration Revitalization Safe Sanitary Sanitation School Sewer Sidewalk Smart Solar Stormwater Strategic "
    "Strategy Street Streets Sustainability Sustainable Technology Tourism Traffic Trail Transit Transportation "
    "Tree Tributary Urban Utilities Utility Vision Wastewater Waste Water Watershed Website Wetland Workforce "
    "Youth Zoning"
)
_NOT_OF_TOWN: Final = frozenset(_WHO.split()) | frozenset(_WHAT.split())
_WORK_BEHIND: Final = re.compile(
    r"\s+(?:initiative|pilot|plan|program(?:me)?|project|scheme|strategy)s?(?![\w-])", re.IGNORECASE
)
_OPENS: Final = (
    "Big Cape Castle Coral Del East El Fort Ft Glen Grand Great Greater High Kansas La Lake Las Le Little Long "
    "Los Lower Mount Mt New North Old Oak Palo Palm Pine Point Port Rancho Red Rio Rock Saint Salt San Santa "
    "Santo South St Ste Stony The Union Upper Ville Walnut West White Winter"
)
_OPENS_PLACE: Final = frozenset(_OPENS.split())
# that a town sets up beside its departments: "City of Riverton Housing Authority" is a body of its own
_BODY_OF_TOWN: Final = re.compile(
    r"(?:Agency|Authority|Bank|Board|College|Commission|Corporation|Foundation|Library|Museum|School|Trust|University)$"
)
MAX_TOWN_WORDS: Final = 3
_QUOTED: Final = re.compile(rf"\s+(?:«\s?{CAPITAL}[^«»\n]{{1,40}}?\s?»|“{CAPITAL}[^“”\n]{{1,40}}”)")
_MAY_BE_QUOTED: Final = re.compile(
    r"(?:Association|Parc|Collectif|Syndicat|Société|Fondation|Groupement|École|Coopérative|Maison|Fédération)(?![\w-])"
)  # « Syndicat des eaux « Rives Bleues » »
# « à la Ville de prendre le soin », « au Conseil de suivre les … », « La Ville a-t-elle … »: no name of a town has a
# word in small letters
ALLOWS: Final = re.compile(
    r"(?:Ville|Commune|Mairie|Métropole|Municipalité|Région)\s+(?:de\s+|d[’'])[a-zà-ÿ]|"
    r"[A-ZÀ-Ý][a-zà-ÿ]+\s+[a-zà-ÿ]+(?:-t)?-(?:elles?|ils?|on)(?![\w-])|"
    r"[A-ZÀ-Ý][a-zà-ÿ]+(?:\s+[a-zà-ÿ]+)?\s+(?:de\s+|d[’'])[a-zà-ÿ]+(?:er|ir|re)\s+"
    r"(?:(?:les?|la|des|une?|son|sa|ses|leurs?|cette|ces?|en|aux?|à|que)(?![\w-])|l[’'])"
)
_INITIAL: Final = re.compile(r"\s(?:of|for|the)\s+[A-Z]$")


def breaks_off(text: str, start: int, end: int) -> bool:
    """Whether the name `text[start:end]` ends within that of a person: "the Office of H. E. …"."""
    return text[end : end + 1] == "." and _INITIAL.search(text[start:end]) is not None


def without_behind(name: str) -> str:
    """The name of a body without a date, a verb in capitals or the office of its head behind it.

    >>> without_behind("Steering Committee of April"), without_behind("Civic Administration BE DIRECTED")
    ('Steering Committee', 'Civic Administration')
    >>> without_behind("Water Board on Tuesday"), without_behind("City of Riverton CIO"), without_behind("Federal CIO")
    ('Water Board', 'City of Riverton', 'Federal CIO')
    """
    name = _BEHIND.sub("", name)
    office = _OFFICE_BEHIND.fullmatch(name)
    return office["body"] if office and " " in office["body"] else name


def end_of_town(name: str, behind: str) -> str:
    """The name of a town without what it has or does, or who works for it; any other name as it is.

    Args:
        name: the name.
        behind: the text behind it.

    >>> end_of_town("City of Riverton Climate Action Plan", ""), end_of_town("City of New Riverton Mayor", "")
    ('City of Riverton', 'City of New Riverton')
    >>> end_of_town("Town of Riverton Mill Brook Bank", " project"), end_of_town("City of Mill Brook", " launches")
    ('Town of Riverton', 'City of Mill Brook')
    """
    hit = _OF_TOWN.fullmatch(name)
    words = hit["rest"].split() if hit else []
    if hit is None or any(word[0].islower() for word in words) or _BODY_OF_TOWN.search(hit["rest"]):
        return name
    first = next((at for at, word in enumerate(words[1:], 1) if word in _NOT_OF_TOWN), len(words))
    is_work = first == len(words) >= MAX_TOWN_WORDS and _WORK_BEHIND.match(behind) is not None
    is_open = words[0].rstrip(".") in _OPENS_PLACE
    if is_work or first > MAX_TOWN_WORDS or (not is_open and MAX_TOWN_WORDS == first < len(words)):
        first = 2 if is_open else 1
    return " ".join([name[: hit.start("rest")].rstrip(), *words[:first]]) if first < len(words) else name


def to_its_end(text: str, start: int, end: int) -> str:
    """The name of a body at a place without what stands behind it, and with the place of a university."""
    name = end_of_town(without_behind(text[start:end]), text[end:])
    if (verb := _NEWS_AT_END.search(name)) and _NEWS_AT_ONCE.match(text, start + verb.start()):
        name = name[: verb.start()]
    while cut := SMALL_END.search(name):
        name = name[: cut.start()]
    if (quoted := _QUOTED.match(text, start + len(name))) and _MAY_BE_QUOTED.match(name):
        return text[start : quoted.end()]
    campus = _CAMPUS.match(text, start + len(name)) if _UNIVERSITY_OF.match(name) else None
    return text[start : campus.end()] if campus else name

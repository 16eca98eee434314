"""What stands behind the names of bodies in texts, and is no part of them: dates, meetings, offices, small words."""

from __future__ import annotations

import re
from typing import Final

from loaders.documents.prose.entities.dates import ENGLISH_MONTHS

# Of a body, before and behind its name: "Regular Meeting of the Riverton City Council", "… Council November Minutes"
MEETING: Final = (
    rf"(?:(?:{ENGLISH_MONTHS}|Regular|Special|Annual|Ordinary|Extraordinary|Monthly|Emergency|General|Full|Draft|"
    r"(?:19|20)\d\d)\s+)*(?:Meetings?|Minutes|Agenda)(?:\s+(?:Minutes|Agenda|Notes|Summary))?"
)
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

"""Names that may be those of bodies or of work, and that a document has as bodies: "Puget Sound Partnership".

A partnership or a network may be what governments have begun together, or an organisation of that name. It is an
organisation where the document says of it what only bodies do or have (a board, staff, announcements, orders it takes),
and says so more often than what is said of work (it is launched, joined, part of something). "Dinan Agglomération" is
always one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from loaders.text.rules import straight

BEFORE, BEHIND = 50, 70  # characters around a name that are looked at
_CAP: Final = r"[A-ZÀ-ÖØ-Þ][\w’'&-]*"
_NAMES: Final = {
    "en": re.compile(
        rf"(?<![\w-])(?:{_CAP}\s+(?:(?:of|for|and|the|in|&)\s+){{0,2}}){{1,6}}"
        rf"(?:Partnership|Alliance|Coalition|Collaborative|Consortium|Network)(?![\w-])(?!\s+{_CAP})"
    ),
    "fr": re.compile(rf"(?<![\w-])(?:Alliance|Coalition|Collectif|Réseau)(?:\s+(?:de\s+|du\s+|des\s+)?{_CAP}){{1,4}}"),
}
_ALWAYS: Final = {
    "fr": re.compile(
        rf"(?<![\w-])(?!(?:La|Cette|Notre|Une)\s){_CAP}(?:\s{_CAP}){{0,2}}\s(?:Agglomération|Métropole)(?![\w-])"
    ),
}
_LEADING: Final = re.compile(
    r"^(?:.*\s[Tt]he\s+|(?:(?:The|This|Our|And|In|By|For|With|Of|At|To|From|About|Under|As|Join)\s+)+)"
)
_BODY_BEHIND: Final = re.compile(
    r"^(?:\s*\([^)]{1,12}\))?(?:"
    r"(?:'s)?\s+(?:board|staff|employees?|headquarters|executive director|director|chair|president|ceo|members|"
    r"spokes\w+|office|leadership|website|web site|newsletter|blog|annual report)\b|"
    r"\s+(?:(?:has|have|also|will|recently|today|is|are|has also|staff)\s+){0,2}(?:announce[sd]?|adopt(?:s|ed)|"
    r"hire[sd]?|employs|recommend(?:s|ed)|publishe[sd]|believes?|recogni[sz]e[sd]?|thank(?:s|ed)|invites?|urge[sd]?|testified|"
    r"convene[sd]?|award(?:s|ed)|approve[sd]|voted|advocates?|seeks|encourages|acknowledges|committed|"
    r"works (?:with|to)|worked with|working with|conduct(?:s|ed)|reviewed|supports?|transitioning|hiring|accepting|"
    r"collaborate[sd]?|coordinate[sd]?|manages?|oversees|administers|seeking|partnered)\b|"
    r"\s+is\s+(?:pleased|proud|(?:the|an?)\s+(?:[\w-]+\s+){0,3}(?:agency|organi[sz]ation|nonprofit|non-profit|association|body|charity|"
    r"company))\b|"
    r"\s+(?:a\s+|est\s+|s'est\s+|se\s+|va\s+|souhaite|invite|publie|emploie|anime|organise|propose|accompagne|finance)|"
    r"\s+(?:recrute|adhère|soutient|pilote)\b)",
    re.IGNORECASE,
)
_BODY_BEFORE: Final = re.compile(
    r"(?:directed|asked|ordered|required|appointed to|staff (?:of|at)|director of|president of|chair of|managed by|"
    r"led by|funded by|prepared by|published by|developed by|hosted by|approved by|adopted by|administered by|"
    r"(?:élus|agents|services|président|présidente|directrice|directeur|siège|adhérents|volonté) (?:de|du|d'))\s+"
    r"(?:the\s+|la\s+|le\s+|l')?$",
    re.IGNORECASE,
)
_WORK_BEHIND: Final = re.compile(
    r"^(?:\s*\([^)]{1,12}\))?\s+(?:(?:was|is|were|will be|has been|are)\s+(?:\w+\s+)?(?:launched|established|created|"
    r"formed|signed|renewed|expanded|part of|an?\s+(?:\w+\s+){0,3}(?:initiative|partnership|network|program|programme|"
    r"project|collaboration|effort|alliance|coalition|consortium))|brings together|aims|agreement|program|project|"
    r"initiative)\b",
    re.IGNORECASE,
)
_WORK_BEFORE: Final = re.compile(
    r"(?:launch\w*|creat\w+|establish\w*|form(?:ed|ing)?|join(?:ed|s|ing)?|members? (?:of|in)|under|through|part of|"
    r"develop\w*|sign\w*|build\w*|participat\w+ in|lance\w*|créé\w*|création (?:du|de)|membres? (?:du|de))\s+"
    r"(?:an?\s+|the\s+|our\s+|its\s+|new\s+|la\s+|le\s+|un\s+|l')*$",
    re.IGNORECASE,
)


def find_acting_bodies(texts: Sequence[str], language: str) -> frozenset[str]:
    """The names of a document that may be of work, and that it has as bodies."""
    acts: Counter[str] = Counter()
    works: Counter[str] = Counter()
    for text in map(straight, texts):
        for name, start, end in _named(text, language):
            before, behind = text[max(start - BEFORE, 0) : start], text[end : end + BEHIND]
            works[name] += bool(_WORK_BEHIND.match(behind) or _WORK_BEFORE.search(before))
            acts[name] += bool(_BODY_BEHIND.match(behind) or _BODY_BEFORE.search(before))
    always = _ALWAYS.get(language)
    sure = {hit.group() for text in texts for hit in always.finditer(text)} if always else set()
    return frozenset(sure | {name for name, count in acts.items() if count > works[name]})


def find_acting(text: str, bodies: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where the names of such bodies stand in a text."""
    flat = straight(text)
    for name in sorted(bodies):
        if name in flat:
            yield from (hit.span() for hit in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", flat))


def starts_with_acting(name: str, bodies: frozenset[str]) -> bool:
    """Whether a name is that of such a body, or goes on in small letters: "Dune Bay Partnership supports ports"."""
    return any(name == body or (name.startswith(f"{body} ") and name[len(body) + 1].islower()) for body in bodies)


def _named(text: str, language: str) -> Iterator[tuple[str, int, int]]:
    for hit in _NAMES[language].finditer(text):
        led = _LEADING.match(hit.group())
        start = hit.start() + (led.end() if led else 0)
        name = text[start : hit.end()]
        if " " in name:
            yield name, start, hit.end()

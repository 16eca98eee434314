"""Days without a year, completed from the date of the document: "le 6 avril dernier", "on 27 March"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from graph.dates.parse import DateMention, find_dates
from graph.dates.patterns import MONTHS
from graph.text.strings import fold

_MONTHS: Final = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_DAY_MONTH: Final = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:er)?\s+(?P<m>{_MONTHS})|(?P<m2>{_MONTHS})\s+(?P<d2>\d{{1,2}}))"
    r"(?P<last>\s+(?:dernier|last))?(?!\w|\s+(?:of\s+|de\s+)?(?:19|20)\d\d|\s*,\s*(?:19|20)\d\d|-\d)"
)
_MONTH_ALONE: Final = re.compile(
    rf"\b(?:in|since|by|until|from|early|late|mid-?|en|depuis|dès|d[’']ici|fin|début|mi-)\s*(?:the\s+(?:end|beginning)\s+of\s+)?"
    rf"(?P<m>{_MONTHS})(?!\w|\s+\d|\s*,\s*(?:19|20)\d\d|\s+(?:of|de)\s+(?:19|20)\d\d|\s+(?:and|to|et|à)\s)"
)
_SEASON: Final = re.compile(
    r"\b(?:(?P<when>this|next|last|cet(?:te)?)\s+(?P<s>spring|summer|fall|autumn|winter|printemps|été|automne|hiver))\b",
    re.IGNORECASE,
)
_SEASONS: Final = {"printemps": "spring", "été": "summer", "automne": "fall", "autumn": "fall", "hiver": "winter"}
MONTH: Final = 7


def partial_dates(text: str, written: str | None) -> Iterator[DateMention]:
    """The days that a text gives without their year, each in the year that brings it nearest to the document's date."""
    if not written or len(written) < MONTH:
        return
    first = written.partition("/")[0]
    base = date(int(first[:4]), int(first[5:7]), int(first[8:10]) if len(first) > MONTH else 15)
    for hit in _DAY_MONTH.finditer(text):
        day, month = int(hit["d"] or hit["d2"]), MONTHS[fold(hit["m"] or hit["m2"])]
        near = [made for year in (base.year - 1, base.year, base.year + 1) if (made := _day(year, month, day))]
        if hit["last"]:
            near = [one for one in near if one <= base]
        if near:
            chosen = min(near, key=lambda one: abs((one - base).days))
            found = find_dates(chosen.isoformat())
            yield DateMention(found[0].span, hit.start(), hit.end())


def partial_months(text: str, written: str | None) -> Iterator[DateMention]:
    """The months and seasons that a text gives without their year ("in August", "this fall"), likewise."""
    if not written or len(written) < MONTH:
        return
    base = date(int(written[:4]), int(written[5:7]), 15)
    for hit in _MONTH_ALONE.finditer(text):
        month = MONTHS[fold(hit["m"])]
        year = min((base.year - 1, base.year, base.year + 1), key=lambda each: abs((date(each, month, 15) - base).days))
        yield DateMention(find_dates(f"{year}-{month:02}")[0].span, hit.start("m"), hit.end("m"))
    for hit in _SEASON.finditer(text):
        season = _SEASONS.get(hit["s"].casefold(), hit["s"].casefold())
        year = base.year + {"next": 1, "last": -1}.get(hit["when"].casefold(), 0)
        if found := find_dates(f"{season} {year}"):
            yield DateMention(found[0].span, hit.start(), hit.end())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

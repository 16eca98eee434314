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


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

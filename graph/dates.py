"""Dates as people write them, in English and in French, as EDTF (ISO 8601-2).

A date keeps its own precision: ``2021-10-19``, ``2021-07``, ``2021``. A season is the range of its months, and a
winter is named by the year it ends in: winter 2022 is ``2021-12/2022-02``. What is no date of the calendar
(31 February) is no date at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from graph.errors import UsageError
from graph.text import fold

_MONTHS: Final = (
    "january janvier jan janv",
    "february fevrier feb fevr fev",
    "march mars mar",
    "april avril apr avr",
    "may mai",
    "june juin jun",
    "july juillet jul juil",
    "august aout aug",
    "september septembre sept sep",
    "october octobre oct",
    "november novembre nov",
    "december decembre dec",
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
SEASONS: Final = {
    "winter": "winter",
    "hiver": "winter",
    "spring": "spring",
    "printemps": "spring",
    "summer": "summer",
    "ete": "summer",
    "fall": "fall",
    "autumn": "fall",
    "automne": "fall",
}
FIRST_MONTH: Final = {"winter": 12, "spring": 3, "summer": 6, "fall": 9}

_LONG = r"|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_OF = r"(?:\s+(?:of|de|d')\s*|\s+|,\s+)"
_NOT_IN = r"(?<![\w/-])"
_ANY_YEAR: Final = re.compile(_YEAR)
_PATTERNS: Final = tuple(
    re.compile(_NOT_IN + pattern + r"(?![\w/]|-\d)")
    for pattern in (
        rf"(?P<year>{_YEAR})-(?P<m>\d\d)(?:-(?P<d>\d\d?))?",
        rf"(?P<d>\d{{1,2}})(?:er|st|nd|rd|th| er)?(?:\s+of)?\s+(?P<month>{_LONG})\.?{_OF}(?P<year>{_YEAR})",
        rf"(?P<month>{_LONG})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>{_YEAR})",
        rf"(?P<from>{_LONG})\.?\s*(?:-|–|to|through|a|au)\s*(?P<to>{_LONG})\.?{_OF}(?P<year>{_YEAR})",
        rf"(?P<month>{_LONG})\.?{_OF}(?P<year>{_YEAR})",
        rf"(?P<season>{'|'.join(SEASONS)}){_OF}(?P<since>{_YEAR}\s*[-–/]\s*)?(?P<year>{_YEAR}|(?(since)\d\d|(?!)))",
        rf"(?P<year>{_YEAR})",
    )
)


@dataclass(frozen=True, slots=True)
class Span:
    """A date: EDTF, and its first and last moment to their own precision."""

    edtf: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text, which is ``text[at:to]``; the words that lead up to it ("en", "on") are not part of it."""

    span: Span
    at: int
    to: int


def season_span(year: int, name: str) -> Span:
    """The months of a season (winter, spring, summer, fall), named by the year it ends in.

    >>> season_span(2022, "winter").edtf
    '2021-12/2022-02'
    """
    first = FIRST_MONTH[name]
    start = f"{year - (first == 12):04d}-{first:02d}"
    end = f"{year:04d}-{(first + 1) % 12 + 1:02d}"
    return Span(f"{start}/{end}", start, end)


def season_of(year: int, month: int) -> tuple[int, str]:
    """The season a month lies in, and the year that names it.

    >>> season_of(2021, 12)
    (2022, 'winter')
    """
    name = ("winter", "spring", "summer", "fall")[month % 12 // 3]
    return year + (month == 12), name


def find_dates(text: str) -> list[Found]:
    """The dates in a text of either language, in order, the longest at each place.

    A month or season without a year is no date; neither are fiscal years ("2021-22").
    """
    if not _ANY_YEAR.search(text):
        return []
    flat, origin = _flat(text)
    found: list[Found] = []
    for hit, span in _hits(flat):
        at, to = origin[hit.start()], origin[hit.end() - 1] + 1
        if not found or at >= found[-1].to:
            found.append(Found(span, at, to) if span else Found(Span("", "", ""), at, to))
    return [each for each in found if each.span.edtf]


def read_date(text: str) -> Span:
    """A date as a person types it: EDTF, or words of either language.

    Raises:
        UsageError: it is no date, or none of the calendar.
    """
    stripped = text.strip()
    first, slash, last = stripped.partition("/")
    if slash:
        start, end = read_date(first), read_date(last)
        if start.start > end.end:
            raise UsageError("{date} ends before it begins.", date=text)
        return Span(f"{start.edtf}/{end.edtf}", start.start, end.end)
    found = find_dates(stripped)
    if len(found) == 1 and (found[0].at, found[0].to) == (0, len(stripped)):
        return found[0].span
    raise UsageError("{date} is not a date. Write it as 2021-10-19, 2021-10, 2021 or 2021-09/2021-11.", date=text)


def _flat(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place of the original one."""
    made: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        small = _small(char)
        made.append(small)
        origin.extend([at] * len(small))
    return "".join(made), origin


@lru_cache(maxsize=4096)
def _small(char: str) -> str:
    return " " if char.isspace() else fold(char)


def _hits(flat: str) -> Iterator[tuple[re.Match[str], Span | None]]:
    """Matches in order of place, and at one place in order of the patterns; the span is None if no date."""
    hits = sorted(
        ((hit.start(), rank, hit) for rank, each in enumerate(_PATTERNS) for hit in each.finditer(flat)),
        key=lambda row: row[:2],
    )
    for _, _, hit in hits:
        yield hit, _span(hit.groupdict())


def _span(parts: dict[str, str | None]) -> Span | None:
    year = int(parts["year"] or 0)
    if name := parts.get("season"):
        full = year if year > 99 else 2000 + year
        return season_span(full, SEASONS[name])
    if (first := parts.get("from")) and (last := parts.get("to")):
        start, end = f"{year:04d}-{MONTHS[first]:02d}", f"{year:04d}-{MONTHS[last]:02d}"
        return Span(f"{start}/{end}", start, end) if start < end else None
    named, number, day = parts.get("month"), parts.get("m"), parts.get("d")
    month = MONTHS[named] if named else int(number) if number else None
    return _calendar(year, month, int(day) if day else None)


def _calendar(year: int, month: int | None, day: int | None) -> Span | None:
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    edtf = "-".join(
        [f"{year:04d}", *([] if month is None else [f"{month:02d}"]), *([] if day is None else [f"{day:02d}"])]
    )
    return Span(edtf, edtf, edtf)

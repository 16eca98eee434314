"""Dates as people write them, in English and in French, as EDTF (ISO 8601-2).

A date keeps its own precision: ``2021-10-19``, ``2021-07``, ``2021``. A season is the range of its months, and a
winter is named by the year it ends in: winter 2022 is ``2021-12/2022-02``. A fiscal year, which two years that follow
each other name, is that of governments in Canada: 2021-22 is ``2021-04/2022-03``, and its third quarter
``2021-10/2021-12``. A part of a time that has no name of its own ("early 2022") is that time. What is no date of the
calendar (31 February) is no date at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graph.date_patterns import ANY_YEAR, FIRST_MONTH, MONTHS, ORDINALS, PATTERNS, SEASONS
from graph.errors import UsageError
from graph.text import fold


@dataclass(frozen=True, slots=True)
class Span:
    """A date: EDTF, and its first and last moment to their own precision."""

    edtf: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text, which is ``text[at:to]``; the words that lead up to it ("en", "on") are not part of it.

    `ends` are the two that a stretch is written with ("June to September 2021"); None for any other date.
    """

    span: Span
    at: int
    to: int
    ends: tuple[Span, Span] | None = None


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

    A month or season without a year is no date; neither is a fiscal year named by one year only ("fiscal 2022").
    """
    if not ANY_YEAR.search(text):
        return []
    flat, origin = _flat(text)
    found: list[Found] = []
    for hit, span, ends in _hits(flat):
        at, to = origin[hit.start()], origin[hit.end() - 1] + 1
        if not found or at >= found[-1].to:
            found.append(Found(span, at, to, ends) if span else Found(Span("", "", ""), at, to))
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


def _hits(flat: str) -> Iterator[tuple[re.Match[str], Span | None, tuple[Span, Span] | None]]:
    """Matches in order of place, and at one place in order of the patterns; the span is None if no date."""
    hits = sorted(
        ((hit.start(), rank, hit) for rank, each in enumerate(PATTERNS) for hit in each.finditer(flat)),
        key=lambda row: row[:2],
    )
    for _, _, hit in hits:
        parts = hit.groupdict()
        if parts.get("next") and not _is_fiscal(parts):
            continue
        ends = _ends(parts)
        yield hit, _stretch(ends) if parts.get("from") or parts.get("to") else _span(parts), ends


def _is_fiscal(parts: dict[str, str | None]) -> bool:
    """Whether two years follow each other; two digits that may be a month need the word."""
    year, following = int(parts["year"] or 0), parts["next"] or ""
    named = parts.get("fiscal") or parts.get("q") or parts.get("nth")
    if len(following) == 2 and int(following) <= 12 and not named:
        return False
    return (year + 1) % 100 == int(following) % 100 and (len(following) == 2 or int(following) == year + 1)


def _ends(parts: dict[str, str | None]) -> tuple[Span, Span] | None:
    """The first and the last date of a stretch that one year ends; a month or year named once is that of both."""
    last = parts.get("to") or parts.get("from")
    if not last or not parts["year"]:
        return None
    year, days = int(parts["year"]), (parts.get("d"), parts.get("d2"))
    months = (MONTHS[parts.get("from") or last], MONTHS[last])
    start, end = (_calendar(year, month, _day(day)) for month, day in zip(months, days, strict=True))
    return (start, end) if start and end and start.start < end.start else None


def _day(written: str | None) -> int | None:
    found = re.match(r"\d+", written or "")
    return int(found.group()) if found else None


def _stretch(ends: tuple[Span, Span] | None) -> Span | None:
    return Span(f"{ends[0].edtf}/{ends[1].edtf}", ends[0].start, ends[1].end) if ends else None


def _span(parts: dict[str, str | None]) -> Span | None:
    year = int(parts["year"] or parts.get("alone") or 0)
    if parts.get("unsure"):
        return None
    if parts.get("next") or parts.get("q") or parts.get("nth"):
        return _fiscal(year, parts)
    if name := parts.get("season"):
        full = year if year > 99 else 2000 + year
        return season_span(full, SEASONS[name])
    named, number = parts.get("month"), parts.get("m")
    month = MONTHS[named] if named else int(number) if number else None
    return _calendar(year, month, _day(parts.get("d")))


def _fiscal(year: int, parts: dict[str, str | None]) -> Span:
    """A fiscal year, which begins in April; one of its quarters, or one of a calendar year."""
    which = parts.get("q") or ORDINALS.get(parts.get("nth") or "")
    first = (3 if parts.get("next") else 0) + 3 * (int(which) - 1 if which else 0)
    last = first + (2 if which else 11)
    start, end = (f"{year + at // 12:04d}-{at % 12 + 1:02d}" for at in (first, last))
    return Span(f"{start}/{end}", start, end)


def _calendar(year: int, month: int | None, day: int | None) -> Span | None:
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    edtf = "-".join(
        [f"{year:04d}", *([] if month is None else [f"{month:02d}"]), *([] if day is None else [f"{day:02d}"])]
    )
    return Span(edtf, edtf, edtf)

"""Find and parse dates written in English or French, as EDTF (ISO 8601-2).

A date keeps its own precision: ``2021-10-19``, ``2021-07``, ``2021``. A season is the interval of its months, named by
the year it ends in: winter 2022 is ``2021-12/2022-02``. Two consecutive years are a fiscal year of Canadian
governments: 2021-22 is ``2021-04/2022-03``, and its third quarter ``2021-10/2021-12``. A vague part of a period
("early 2022") is that period. A date that the calendar does not have (31 February) is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.dates.editions import SEASON_BY_WORD, months_of_season
from graph.dates.patterns import ANY_YEAR, MONTHS, ORDINALS, PATTERNS, START
from graph.errors import UsageError
from graph.text.strings import fold

if TYPE_CHECKING:
    from graph.text.required_words import Regex


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date in EDTF, with its start and end to their own precision."""

    edtf: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at ``text[at:to]``, without the preposition before it ("en", "on").

    `bounds` are the two dates of an interval ("June to September 2021"); None for any other date.
    """

    span: EdtfDate
    at: int
    to: int
    bounds: tuple[EdtfDate, EdtfDate] | None = None


def date_of_season(year: int, season: str) -> EdtfDate:
    """Return the interval of the months of a season, named by the year it ends in.

    >>> date_of_season(2022, "winter").edtf
    '2021-12/2022-02'
    """
    start, end = months_of_season(year, season)
    return EdtfDate(f"{start}/{end}", start, end)


def find_dates(text: str) -> list[DateMention]:
    """Find the dates in a text of either language, in order, the longest at each position.

    A month or season without a year is ignored, and so is a fiscal year named by a single year ("fiscal 2022").
    """
    if not ANY_YEAR.search(text):
        return []
    flat, origin = _fold_with_offsets(text)
    found: list[DateMention] = []
    for hit, span, ends in _iter_matches(flat):
        at, to = origin[hit.start()], origin[hit.end() - 1] + 1
        if not found or at >= found[-1].to:
            found.append(DateMention(span, at, to, ends) if span else DateMention(EdtfDate("", "", ""), at, to))
    return [each for each in found if each.span.edtf]


def parse_date(text: str) -> EdtfDate:
    """Parse a date as typed by a person: EDTF, or words of either language.

    Raises:
        UsageError: The text is not a date, or the calendar does not have it.
    """
    stripped = text.strip()
    first, slash, last = stripped.partition("/")
    if slash:
        start, end = parse_date(first), parse_date(last)
        if start.start > end.end:
            raise UsageError("{date} ends before it begins.", date=text)
        return EdtfDate(f"{start.edtf}/{end.edtf}", start.start, end.end)
    found = find_dates(stripped)
    if len(found) == 1 and (found[0].at, found[0].to) == (0, len(stripped)):
        return found[0].span
    raise UsageError("{date} is not a date. Write it as 2021-10-19, 2021-10, 2021 or 2021-09/2021-11.", date=text)


def _fold_with_offsets(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text and, for each of its characters, the offset of the original character."""
    folded = {char: _fold_character(char) for char in set(text)}
    flat = text.translate({ord(char): small for char, small in folded.items()})
    if all(len(small) == 1 for small in folded.values()):  # as in nearly all texts
        return flat, range(len(text))
    return flat, [at for at, char in enumerate(text) for _ in folded[char]]


@lru_cache(maxsize=4096)
def _fold_character(char: str) -> str:
    return " " if char.isspace() else fold(char)


def _iter_matches(flat: str) -> Iterator[tuple[re.Match[str], EdtfDate | None, tuple[EdtfDate, EdtfDate] | None]]:
    """Yield matches by position, then by rank of the pattern; the date is None where the calendar does not have it."""
    starts = [hit.start() for hit in START.finditer(flat)]
    hits = sorted(
        ((hit.start(), rank, hit) for rank, each in enumerate(PATTERNS) for hit in _matches(each, flat, starts)),
        key=lambda row: row[:2],
    )
    for _, _, hit in hits:
        parts = hit.groupdict()
        if parts.get("next") and not _is_fiscal(parts):
            continue
        ends = _interval_bounds(parts)
        yield hit, _join_bounds(ends) if parts.get("from") or parts.get("to") else _parse_parts(parts), ends


def _matches(pattern: Regex, flat: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """Yield what `finditer` does, for a pattern that matches at some places only."""
    at = 0
    for start in starts:
        if start >= at and (hit := pattern.match(flat, start)):
            yield hit
            at = hit.end()


def _is_fiscal(parts: dict[str, str | None]) -> bool:
    """Tell whether two years are consecutive; two digits that may be a month need the word "fiscal"."""
    year, following = int(parts["year"] or 0), parts["next"] or ""
    named = parts.get("fiscal") or parts.get("q") or parts.get("nth")
    if len(following) == 2 and int(following) <= 12 and not named:
        return False
    return (year + 1) % 100 == int(following) % 100 and (len(following) == 2 or int(following) == year + 1)


def _interval_bounds(parts: dict[str, str | None]) -> tuple[EdtfDate, EdtfDate] | None:
    """Return the first and last date of an interval; a month or year that is given once applies to both."""
    last = parts.get("to") or parts.get("from")
    if not last or not parts["year"]:
        return None
    year, days = int(parts["year"]), (parts.get("d"), parts.get("d2"))
    months = (MONTHS[parts.get("from") or last], MONTHS[last])
    start, end = (_calendar_date(year, month, _parse_day(day)) for month, day in zip(months, days, strict=True))
    return (start, end) if start and end and start.start < end.start else None


def _parse_day(written: str | None) -> int | None:
    found = re.match(r"\d+", written or "")
    return int(found.group()) if found else None


def _join_bounds(ends: tuple[EdtfDate, EdtfDate] | None) -> EdtfDate | None:
    return EdtfDate(f"{ends[0].edtf}/{ends[1].edtf}", ends[0].start, ends[1].end) if ends else None


def _parse_parts(parts: dict[str, str | None]) -> EdtfDate | None:
    year = int(parts["year"] or parts.get("alone") or 0)
    if parts.get("unsure"):
        return None
    if parts.get("next") or parts.get("q") or parts.get("nth"):
        return _fiscal_period(year, parts)
    if name := parts.get("season"):
        full = year if year > 99 else 2000 + year
        return date_of_season(full, SEASON_BY_WORD[name])
    named, number = parts.get("month"), parts.get("m")
    month = MONTHS[named] if named else int(number) if number else None
    return _calendar_date(year, month, _parse_day(parts.get("d")))


def _fiscal_period(year: int, parts: dict[str, str | None]) -> EdtfDate:
    """Return a fiscal year (from April), one of its quarters, or a quarter of a calendar year."""
    which = parts.get("q") or ORDINALS.get(parts.get("nth") or "")
    first = (3 if parts.get("next") else 0) + 3 * (int(which) - 1 if which else 0)
    last = first + (2 if which else 11)
    start, end = (f"{year + at // 12:04d}-{at % 12 + 1:02d}" for at in (first, last))
    return EdtfDate(f"{start}/{end}", start, end)


def _calendar_date(year: int, month: int | None, day: int | None) -> EdtfDate | None:
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    edtf = "-".join(
        [f"{year:04d}", *([] if month is None else [f"{month:02d}"]), *([] if day is None else [f"{day:02d}"])]
    )
    return EdtfDate(edtf, edtf, edtf)

"""Dates in the cells of tables: ISO, day or month first, serial numbers of spreadsheets, words of both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from graph.dates.editions import season_of_month
from graph.dates.parse import find_dates
from graph.text.strings import fold

Order = Literal["dmy", "mdy"]
_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d.*)?")
_SHORT: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:\.0)?")  # some programs write whole numbers as 2021.0
_YEAR_FIRST: Final = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ]\d.*)?")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ,]+\d.*)?|(\d{1,2})[/.](\d{1,2})[/.](\d\d)")
_MONTH_YEAR: Final = re.compile(r"(?:(\d{1,2})[-. ])?([^\W\d_]{3,9})[-.]\s?(\d{4})")
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_SERIAL: Final = re.compile(r"([2-7]\d{4})(?:\.\d+)?")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_PREPOSITIONS: Final = frozenset(("in", "on", "by", "the", "of", "en", "le", "la", "au", "de", "du"))
MAX_CHARACTERS: Final = 200  # of a cell in which words may be a date
FIRST_OF_1900: Final = 69  # years of two digits from which they are of the last century
EPOCH: Final = date(1899, 12, 30)  # day 0 of spreadsheets, as they count from March 1900 on


@lru_cache(maxsize=1 << 16)
def read_cell_date(text: str, order: Order | None = None) -> str | None:
    """The EDTF of a date in a cell; None where it is none, or `order` would have to say which.

    >>> read_cell_date("9/30/2022 12:00:00 AM")
    '2022-09-30'
    >>> read_cell_date("18/01/25")
    '2025-01-18'
    """
    if found := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _calendar(found[1], found[2], found[3])
    if found := _SHORT.fullmatch(text):
        return _calendar(found[1], found[2])
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = _parts(found)
        return _year_last(first, second, year, order)
    if found := _SERIAL.fullmatch(text):
        return (EPOCH + timedelta(days=int(found[1]))).isoformat()
    if found := _MONTH_YEAR.fullmatch(text.strip()):
        text = f"{found[1] or ''} {found[2]} {found[3]}".strip()  # Mar-2016
    hits = find_dates(text) if len(text) < MAX_CHARACTERS else []
    return hits[0].span.edtf if len(hits) == 1 else None


def words_besides(text: str) -> str:
    """Return the words of a cell that are no part of the one date in it, but for prepositions; "" without a date.

    >>> words_besides("sprng 2024")
    'sprng'
    >>> words_besides("in October 2023")
    ''
    """
    hits = find_dates(text) if len(text) < MAX_CHARACTERS else []
    if len(hits) != 1:
        return ""
    rest = _WORD.findall(text[: hits[0].at]) + _WORD.findall(text[hits[0].to :])
    return " ".join(word for word in rest if fold(word) not in _PREPOSITIONS)


def guess_order(texts: Iterable[str]) -> Order | None:
    """Whether days or months come first in a column, where one of its dates gives it away."""
    found = [_parts(hit) for text in texts if (hit := _YEAR_LAST.fullmatch(text))]
    day_first = any(first > 12 for first, _, _ in found)
    month_first = any(second > 12 for _, second, _ in found)
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def edition_of(edtf: str, by: Literal["year", "season", "month"]) -> str:
    """The edition that a date falls into.

    >>> edition_of("2021-12-05", "season")
    '2022-winter'
    """
    start = edtf.partition("/")[0]
    if by == "year" or len(start) < len("2021-01"):
        return start[:4]
    if by == "month":
        return start[:7]
    year, season = season_of_month(int(start[:4]), int(start[5:7]))
    return f"{year}-{season}"


def _parts(found: re.Match[str]) -> tuple[int, int, str]:
    """The parts of a date that ends in a year; of two digits, one from 1969 to 2068, as POSIX has it."""
    first, second, year = (part for part in found.groups() if part)
    return int(first), int(second), year if len(year) > 2 else f"{19 if int(year) >= FIRST_OF_1900 else 20}{year}"


def _year_last(first: int, second: int, year: str, order: Order | None) -> str | None:
    month_first = _calendar(year, str(first), str(second))
    day_first = _calendar(year, str(second), str(first))
    if month_first and day_first and month_first != day_first:
        return {"mdy": month_first, "dmy": day_first, None: None}[order]
    return month_first or day_first


def _calendar(year: str, month: str | None, day: str | None = None) -> str | None:
    try:
        made = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    return made if day else made[:7] if month else made[:4]

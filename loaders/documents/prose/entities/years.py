"""Intervals of years ("2021–2024", « de 2021 à 2024 »), and the date that the name of a piece of work holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from graph.dates.parse import DateMention, find_dates, parse_date

_YEAR: Final = r"(?:19|20)\d\d"
_INTERVAL: Final = re.compile(
    rf"(?<![\w./-])(?:(?P<first>{_YEAR})\s?[-–—]\s?(?P<last>{_YEAR})|"
    rf"(?:from|between|de|entre)\s+(?P<from>{_YEAR})\s+(?:to|and|until|à|et)\s+(?P<to>{_YEAR}))(?![\w/-]|\.\d)"
)
_NUMBERED: Final = re.compile(r"(?:\b[nN][o°ᵒº]s?\.?|#|\bRFP|\bBill|\bLoi|\bAct)\s*$")
_ALONE: Final = re.compile(rf"(?<![\w./-]){_YEAR}(?![\w/-]|\.\d)")
_AIMED_AT: Final = re.compile(r"20(?:[3-9][05]|63)")  # "Agenda 2030"
FISCAL: Final = re.compile(r"\d{4}-04/\d{4}-03")  # "Grant 2024-25": what is paid for it
LONGEST: Final = 60  # years of an interval
YEAR: Final = 4  # characters of a date that is no more than a year


def find_intervals(text: str) -> Iterator[DateMention]:
    """Yield the intervals of years of a text; two years that follow each other are a fiscal year, and left out."""
    for hit in _INTERVAL.finditer(text):
        key = "first" if hit["first"] else "from"
        first, last = int(hit[key]), int(hit["last"] or hit["to"])
        if 1 < last - first <= LONGEST:
            bounds = parse_date(str(first)), parse_date(str(last))
            yield DateMention(parse_date(f"{first}/{last}"), hit.start(key), hit.end(), bounds)


def dates_and_intervals(text: str) -> list[DateMention]:
    """The dates of a text in order, with intervals of years as one."""
    intervals = list(find_intervals(text))
    alone = (one for one in find_dates(text) if not any(i.at < one.to and one.at < i.to for i in intervals))
    return sorted([*intervals, *alone], key=lambda one: one.at)


def share_of_dates(text: str) -> float:
    """How much of a text stands from its first to its last date, from 0 to 1."""
    found = dates_and_intervals(text)
    return (found[-1].to - found[0].at) / len(text.strip()) if found else 0.0


def date_of_name(name: str) -> DateMention | None:
    """The date that a name holds: an interval, else the first that is more than a year, else a year.

    No fiscal year, no year by which something is aimed at, no number, and no date with which a name opens, as those of
    files do.

    >>> date_of_name("Harbour Plan 2021-2024").span.edtf, date_of_name("Order No. 2025-273 of 25 June 2025").span.edtf
    ('2021/2024', '2025-06-25')
    """
    found = [one for one in find_dates(name) if one.at > 0 and not FISCAL.fullmatch(one.span.edtf)]
    if interval := next(find_intervals(name), None) or next((one for one in found if "/" in one.span.edtf), None):
        return interval
    if whole := next((one for one in found if len(one.span.edtf) > YEAR), None):
        return whole
    years = [
        hit
        for hit in _ALONE.finditer(name)
        if not _NUMBERED.search(name, 0, hit.start()) and not _AIMED_AT.fullmatch(hit.group())
    ]
    return DateMention(parse_date(years[0].group()), *years[0].span()) if len(years) == 1 else None

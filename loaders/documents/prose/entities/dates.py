"""Dates of a text: intervals of years, days without a year, days in numbers, and the date that a name holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from graph.dates.parse import DateMention, find_dates, parse_date
from graph.dates.patterns import MONTHS
from graph.text.strings import fold

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
ENGLISH_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTHS: Final = (
    f"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|{ENGLISH_MONTHS}"
)
_SHORT: Final = "janv|févr?|avr|juil|sept|oct|nov|déc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_ANY: Final = rf"{_MONTHS}|{_SHORT}"
_DAY_MONTH: Final = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_ANY})"
    rf"|(?P<m2>{_ANY})(?:\.\s?|\s+)(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?P<last>\s+(?:dernier|last))?(?!\w|\.?\s+(?:of\s+|de\s+)?(?:19|20)\d\d|\.?\s*,\s*(?:19|20)\d\d|-\d)"
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
MONTHS_OF_A_YEAR: Final = 12
_NUMERIC: Final = re.compile(rf"(?<![\w/-])(?P<first>\d\d?)/(?P<second>\d\d?)/(?P<year>{_YEAR})(?![\w/-])")


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


def is_date(text: str) -> bool:
    """Whether a text is a date, or an interval, and no more."""
    return any(one.at == 0 and one.to == len(text) for one in dates_and_intervals(text))


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
            yield DateMention(parse_date(chosen.isoformat()), hit.start(), hit.end())


def is_day_first(texts: Iterable[str], language: str) -> bool:
    """Whether a document writes 4 May as 04/05: in French, and where another date can be read in no other way."""
    if language == "fr":
        return True
    hits = [hit for text in texts for hit in _NUMERIC.finditer(text)]
    order = {(int(hit["first"]) > MONTHS_OF_A_YEAR, int(hit["second"]) > MONTHS_OF_A_YEAR) for hit in hits}
    return (True, False) in order and (False, True) not in order


def numeric_dates(text: str) -> Iterator[DateMention]:
    """The days of a text whose day and month may each be a month, the day first: "04/05/2021" is of May."""
    for hit in _NUMERIC.finditer(text):
        day, month = int(hit["first"]), int(hit["second"])
        if day <= MONTHS_OF_A_YEAR and (made := _day(int(hit["year"]), month, day)):
            yield DateMention(parse_date(made.isoformat()), hit.start(), hit.end())


def partial_months(text: str, written: str | None) -> Iterator[DateMention]:
    """The months and seasons that a text gives without their year ("in August", "this fall"), likewise."""
    if not written or len(written) < MONTH:
        return
    base = date(int(written[:4]), int(written[5:7]), 15)
    for hit in _MONTH_ALONE.finditer(text):
        month = MONTHS[fold(hit["m"])]
        year = min((base.year - 1, base.year, base.year + 1), key=lambda each: abs((date(each, month, 15) - base).days))
        yield DateMention(parse_date(f"{year}-{month:02}"), hit.start("m"), hit.end("m"))
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

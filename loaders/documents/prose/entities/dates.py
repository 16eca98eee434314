"""Dates of a text: intervals of years, days without a year, days in numbers, and the date that a name holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from graph.dates.parse import DateMention, EdtfDate, find_dates, parse_date
from graph.dates.patterns import MONTHS
from graph.names.tokens import ENGLISH_MONTHS
from graph.text.strings import fold
from loaders.text.intervals import Intervals

_YEAR: Final = r"(?:19|20)\d\d"
_INTERVAL: Final = re.compile(
    rf"(?:(?<![\w./-])|(?<=FY))(?:(?P<first>{_YEAR})\s?(?P<sign>[-–—/])\s?(?P<last>{_YEAR}|\d\d)|"
    r"(?:(?P<open>\()|(?i:from|since|between|de|depuis|entre|p[ée]riode(?:\s+de)?|period(?:\s+of)?)\s+)"
    rf"(?P<from>{_YEAR})\s+(?:to|until|till|through|à|jusqu['’]en|(?(open)(?!)|(?:and|et)))\s+"
    rf"(?P<to>{_YEAR}))(?![\w/-]|\.\d)"
)
_WORD_TO: Final = (
    r"\s+(?:to|until|till|thru|through|up\s+to|au|à|jusqu['’](?:au|à|en))\s+"
    r"(?:(?:the\s+end\s+of|end\s+of|late|mid|early|la\s+fin\s+d[eu]|fin|d[ée]but|mi|le)[\s-]+)?"
)
_TO: Final = re.compile(rf"\s?[-–—]\s?|{_WORD_TO}", re.IGNORECASE)  # between the days or months of an interval
_TO_YEAR: Final = re.compile(r"\s+(?:to|until|through|up\s+to|à|jusqu['’](?:en|à))\s+", re.IGNORECASE)
_AND: Final = re.compile(r"\s+(?:and|et)\s+(?:le\s+)?", re.IGNORECASE)
_BETWEEN: Final = re.compile(
    r"\b(?:between|entre)\s+(?:(?:the|le|mid|early|late|fin|d[ée]but|mi)[\s-]+)?$", re.IGNORECASE
)
_RANGE_FROM: Final = re.compile(r"\b(?:from|de|du|d['’]|depuis|since)\s*(?:le\s+)?$", re.IGNORECASE)
_MOVED: Final = re.compile(  # "postponed from 3 May 2021 to 4 June 2021" is no interval
    r"\b(?:(?:postpon|reschedul|extend|delay|chang|mov|push|shift)(?:ed|ing)|brought\s+forward|"
    r"(?:report|prolong|d[ée]plac|prorog|d[ée]cal|repouss|avanc|pass)(?:ée?s?|er|ant))\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(  # of what a number that looks like a year counts
    r"\s?(?:[€$£%°]|m²|m2\b|k[mgW]h?\b|MWh?\b|ha\b)|\s(?:(?:square|cubic|m[èe]tres?\s+(?:carr[ée]s|cubes))\b|"
    r"(?:watts?|euros?|dollars?|francs?|m[èe]tres?|met(?:er|re)s?|feet|miles?|kilom[èe]t(?:re|er)s?|hectares?|acres?|tonn?e?s|"
    r"heures?|hours?|jours|days|pages?|mots|words|habitants?|inhabitants|residents?|people|persons?|personnes|lits|beds|"
    r"places|seats|spaces|logements?|homes|households|housing\s+units|emplois?|jobs|employ[ée]+s|agents|[ée]l[èe]ves|students|"
    r"[ée]tudiants|participants|b[ée]n[ée]voles|volunteers|arbres|trees|v[ée]hicules|vehicles)\b)"
)
_IN: Final = re.compile(r"\b(?:the|in|by|since|during|until|en|depuis|d[èe]s|ann[ée]e|year)\s+$", re.IGNORECASE)
MAX_BEFORE: Final = 60  # characters before an interval that may say that it is none
_FISCAL_YEAR: Final = re.compile(
    rf"\b(?:(?:fiscal|financial)(?:\s+year)?s?|FY)\s?(?P<year>{_YEAR}|['’]?\d\d)(?![\w/]|\s?[-–—]\s?\d|\.\d)",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"(?:\b[nN][o°ᵒº]s?\.?|#|\bRFP|\bBill|\bLoi|\bAct)\s*$")
_ALONE: Final = re.compile(rf"(?<![\w./-]){_YEAR}(?![\w/-]|\.\d)")
_AIMED_AT: Final = re.compile(r"20(?:[3-9][05]|63)")  # "Agenda 2030"
_FISCAL_MONTHS: Final = re.compile(r"\d{4}-04/\d{4}-03")
LONGEST: Final = 60  # years of an interval
LONGEST_IN_SHORT: Final = 15  # of one of which the last is written in two digits
THIS_CENTURY: Final = 50  # up to which two digits are a year of 2000
LONG_INTERVAL: Final = len("2021/2022")
YEAR: Final = 4  # characters of a date that is no more than a year
WHEN_BEFORE: Final = re.compile(  # before a name: "In May Riverton launched …", with "in" in small letters, too
    r"(?:(?:(?:In|Since|During|Until|By|From|Last|This|Early|Late|Of)[\s-]+)+|(?<=\bin )|(?<=\bsince )|(?<=\bby )|"
    rf"(?<=\blast )|(?<=\bearly )|(?<=\blate )|(?<=\bmid-))(?:{ENGLISH_MONTHS})\s+(?=[A-Z])"
)
MONTH_NAMES: Final = (
    f"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|{ENGLISH_MONTHS}"
)
_BEFORE_MONTH: Final = re.compile(rf"(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTH_NAMES})\b", re.IGNORECASE)
_SHORT: Final = "janv|févr?|avr|juil|sept|oct|nov|déc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_ANY: Final = rf"{MONTH_NAMES}|{_SHORT}"
_DAY_MONTH: Final = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_ANY})"
    rf"|(?P<m2>{_ANY})(?:\.\s?|\s+)(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?P<last>\s+(?:dernier|last))?(?!\w|\.?\s+(?:of\s+|de\s+)?(?:19|20)\d\d|\.?\s*,\s*(?:19|20)\d\d|-\d)"
)
_MONTH_ALONE: Final = re.compile(
    rf"\b(?:in|since|by|until|from|early|late|mid-?|en|depuis|dès|d[’']ici|fin|début|mi-)\s*(?:the\s+(?:end|beginning)\s+of\s+)?"
    rf"(?P<m>{MONTH_NAMES})(?!\w|\s+\d|\s*,\s*(?:19|20)\d\d|\s+(?:of|de)\s+(?:19|20)\d\d|\s+(?:and|to|et|à)\s)"
)
_SEASON: Final = re.compile(
    r"\b(?:(?P<when>this|next|last|cet(?:te)?)\s+(?P<s>spring|summer|fall|autumn|winter|printemps|été|automne|hiver))\b",
    re.IGNORECASE,
)
_SEASONS: Final = {"printemps": "spring", "été": "summer", "automne": "fall", "autumn": "fall", "hiver": "winter"}
_WEEKDAYS: Final = (
    "monday|lundi|mon", "tuesday|mardi|tue|tues", "wednesday|mercredi|wed", "thursday|jeudi|thu|thurs",
    "friday|vendredi|fri", "saturday|samedi|sat", "sunday|dimanche|sun",
)  # fmt: skip
_WEEKDAY_OF: Final = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split("|")}
_WEEKDAY: Final = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b\.?,?\s+(?:the\s+|le\s+)?$", re.IGNORECASE)
MAX_WEEKDAY: Final = 16  # characters of a day of the week and what stands behind it
MONTH: Final = 7
MONTHS_OF_A_YEAR: Final = 12
_NUMERIC: Final = re.compile(rf"(?<![\w/-])(?P<first>\d\d?)/(?P<second>\d\d?)/(?P<year>{_YEAR})(?![\w/-])")
_SHORT_YEAR: Final = re.compile(
    r"(?<![\w./-])(?P<first>\d\d?)(?P<sign>[./])(?P<second>\d\d?)(?P=sign)(?P<year>\d\d)(?![\w/-]|\.\d)"
)


def find_intervals(text: str) -> Iterator[DateMention]:
    """Yield the intervals of years of a text: "2019-2022", "2019-22", "from 2019 to 2022", "2019/20".

    Two years that follow each other may be a school year, a fiscal year or two calendar years, by the government that
    writes; the interval of both years is right for each.
    """
    for hit in _INTERVAL.finditer(text):
        key = "first" if hit["first"] else "from"
        first, last = int(hit[key]), _last_year(int(hit[key]), hit["last"] or hit["to"])
        is_short = len(hit["last"] or hit["to"]) < YEAR
        if is_short and (_BEFORE_MONTH.match(text, hit.end()) or _NUMBERED.search(text, 0, hit.start())):
            continue  # "2018 - 28 May", "n° 2020-43"
        if hit["sign"] == "/" and last - first > 1:
            continue  # "2014/24/EU"
        if 0 < last - first <= (LONGEST_IN_SHORT if is_short else LONGEST):
            yield DateMention(parse_date(f"{first}/{last}"), hit.start(key), hit.end(), _bounds(first, last))


def _last_year(first: int, written: str) -> int:
    """The last year of an interval, of which only two digits may be written; the first if they may be a month."""
    if len(written) == YEAR:
        return int(written)
    return first - first % 100 + int(written) if int(written) > MONTHS_OF_A_YEAR else first


def _bounds(first: int, last: int) -> tuple[EdtfDate, EdtfDate]:
    return parse_date(str(first)), parse_date(str(last))


def find_fiscal_years(text: str) -> Iterator[DateMention]:
    """Yield the fiscal years that are named by one year: "FY 2019", "fiscal 2019", "FY19".

    They begin in different months from government to government, and are called by the year in which they end or that
    in which they begin; that year is what is sure.
    """
    for hit in _FISCAL_YEAR.finditer(text):
        year = int(hit["year"].lstrip("'’"))
        full = _century(year) if year < 100 else year  # of two digits
        yield DateMention(parse_date(str(full)), hit.start(), hit.end())


def dates_and_intervals(text: str) -> list[DateMention]:
    """The dates of a text in order, with intervals of years as one."""
    found = [_without_months(one) for one in find_dates(text) if not _is_quantity(text, one)]
    parts = (one for one in found if _is_part_of_a_year(one))
    years = outside([*find_intervals(text), *find_fiscal_years(text)], parts)
    return _join_years(text, sorted([*years, *outside(found, years)], key=lambda one: one.at))


def _join_years(text: str, dates: Iterable[DateMention]) -> list[DateMention]:
    """The dates of a text, of which two intervals of a year each are one: "2024-25 to 2028-29"."""
    made: list[DateMention] = []
    for one in dates:
        last = made[-1] if made else None
        if last and last.bounds and one.bounds and _TO_YEAR.fullmatch(text, last.to, one.at):
            spans = last.span, one.span
            if all(len(span.edtf) == LONG_INTERVAL and _is_of_a_year(span) for span in spans):
                first, end = int(spans[0].start[:YEAR]), int(spans[1].end[:YEAR])
                if 0 < end - first <= LONGEST:
                    made[-1] = DateMention(parse_date(f"{first}/{end}"), last.at, one.to, _bounds(first, end))
                    continue
        made.append(one)
    return made


def _is_of_a_year(span: EdtfDate) -> bool:
    """Whether an interval is of two years that follow each other, as school and fiscal years are."""
    return int(span.end[:YEAR]) - int(span.start[:YEAR]) == 1


def _is_quantity(text: str, one: DateMention) -> bool:
    """Whether a bare year is how much or how many of something: "a society of 2000 watts", "1950 €"."""
    is_year = one.to - one.at == YEAR and one.bounds is None
    return is_year and _UNIT.match(text, one.to) is not None and not _IN.search(text[max(0, one.at - 12) : one.at])


def join_ranges(text: str, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates of a text, those with a month as intervals where one is the end of the other.

    >>> [one.span.edtf for one in join_ranges(text := "from May 2020 to 30 June 2022", find_dates(text))]
    ['2020-05/2022-06-30']
    """
    made: list[DateMention] = []
    for one in dates:
        if made and _is_range(text, made[-1], one):
            first = made.pop()
            span = parse_date(f"{first.span.edtf}/{one.span.edtf}")
            one = DateMention(span, first.at, one.to, (first.span, one.span))  # noqa: PLW2901
        made.append(one)
    return made


def _is_range(text: str, first: DateMention, last: DateMention) -> bool:
    """Whether two dates that follow each other are the bounds of an interval; of years with words before them only."""
    edtfs = first.span.edtf, last.span.edtf
    if any("/" in each for each in edtfs) or first.span.end >= last.span.start or max(map(len, edtfs)) < MONTH:
        return False
    before = text[max(0, first.at - MAX_BEFORE) : first.at]
    if _AND.fullmatch(text, first.to, last.at):
        return _BETWEEN.search(before) is not None
    is_to = _TO.fullmatch(text, first.to, last.at) is not None and not _MOVED.search(before)
    return is_to and (min(map(len, edtfs)) >= MONTH or _RANGE_FROM.search(before) is not None)


def outside(dates: Iterable[DateMention], taken: Iterable[DateMention]) -> list[DateMention]:
    """The dates that have no character in common with any of others."""
    places = Intervals((one.at, one.to) for one in taken)
    return [one for one in dates if not places.meet(one.at, one.to)]


def _is_part_of_a_year(one: DateMention) -> bool:
    """Whether a date is of months ("Q3 2021-22", "winter 2019-20")."""
    return "/" in one.span.edtf and len(one.span.edtf) > LONG_INTERVAL


def _without_months(one: DateMention) -> DateMention:
    """A fiscal year as an interval of two years: only in Canada and some other countries does it begin in April."""
    if one.bounds is not None or not _FISCAL_MONTHS.fullmatch(one.span.edtf):
        return one
    first, last = int(one.span.start[:YEAR]), int(one.span.end[:YEAR])
    return DateMention(parse_date(f"{first}/{last}"), one.at, one.to, _bounds(first, last))


def share_of_dates(text: str) -> float:
    """How much of a text stands from its first to its last date, from 0 to 1."""
    found = dates_and_intervals(text)
    return (found[-1].to - found[0].at) / len(text.strip()) if found else 0.0


def is_date(text: str) -> bool:
    """Whether a text is a date, or an interval, and no more."""
    return any(one.at == 0 and one.to == len(text) for one in dates_and_intervals(text))


def date_of_name(name: str) -> DateMention | None:
    """The date that a name holds: an interval, else the first that is more than a year, else a year.

    No year by which something is aimed at, no number, and no date with which a name opens, as those of files do.

    >>> date_of_name("Harbour Plan 2021-2024").span.edtf, date_of_name("Order No. 2025-273 of 25 June 2025").span.edtf
    ('2021/2024', '2025-06-25')
    """
    found = [one for one in join_ranges(name, dates_and_intervals(name)) if one.at > 0]
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
    """The days that a text gives without their year, each in the year that brings it nearest to the document's date.

    Of these, it is one that falls on the day of the week that the text gives, if there is one.

    >>> [one.span.edtf for one in partial_dates("opened on Wednesday 22 January", "2020-08-21")]
    ['2020-01-22']
    """
    if not written or len(written) < MONTH:
        return
    first = written.partition("/")[0]
    base = date(int(first[:4]), int(first[5:7]), int(first[8:10]) if len(first) > MONTH else 15)
    for hit in _DAY_MONTH.finditer(text):
        day, month = int(hit["d"] or hit["d2"]), MONTHS[fold(hit["m"] or hit["m2"])]
        near = [made for year in (base.year - 1, base.year, base.year + 1) if (made := _day(year, month, day))]
        if hit["last"]:
            near = [one for one in near if one <= base]
        if weekday := _WEEKDAY.search(text, max(0, hit.start() - MAX_WEEKDAY), hit.start()):
            near = [one for one in near if one.weekday() == _WEEKDAY_OF[weekday[1].lower()]] or near
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


def short_dates(text: str, *, day_first: bool) -> Iterator[DateMention]:
    """The days of a text whose year has two digits, where the order of the others is sure: "06.12.22", "28/11/22".

    With dots, the day comes first; with slashes as well where the document writes it first (`is_day_first`).

    >>> [one.span.edtf for one in short_dates("06.12.22", day_first=False)]
    ['2022-12-06']
    """
    for hit in _SHORT_YEAR.finditer(text):
        first, second, year = int(hit["first"]), int(hit["second"]), _century(int(hit["year"]))
        is_first = day_first or hit["sign"] == "." or first > MONTHS_OF_A_YEAR
        if not is_first and second <= MONTHS_OF_A_YEAR:
            continue
        day, month = (first, second) if is_first else (second, first)
        if made := _day(year, month, day):
            yield DateMention(parse_date(made.isoformat()), hit.start(), hit.end())


def _century(year: int) -> int:
    """The year that is written in two digits."""
    return year + (1900 if year > THIS_CENTURY else 2000)


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

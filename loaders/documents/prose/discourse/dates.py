"""The dates of a piece of work in a clause: those that words tie to it, none of laws, budgets or earlier work."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.entities.dates import YEAR, date_of_name
from loaders.documents.prose.initiative_candidates import DateFact
from loaders.documents.prose.roles import is_unreal

if TYPE_CHECKING:
    from graph.dates.parse import DateMention
    from graph.values import DateKind
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.documents.prose.lexicon import Lexicon, Pattern

RANGE: Final = "date-range"  # a rule that only counts for intervals
OPENING: Final = "date-first"  # a rule of the date with which a clause opens, whatever the clause is about
LABEL: Final = "date-label"  # a rule of the date behind a label
NAME: Final = "date-of-the-name"
NEAR_A_NAME: Final = "date-beside-a-name"
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")  # EDTF of a day
TODAY: Final = ("this_morning", "done_today", "done_today_last", "today_done")
WEEKDAYS: Final = ("done_on_weekday", "on_weekday_done")
MOMENTS: Final = ("approval", "launch")  # kinds of dates that last no years
MAX_LINE_WORDS: Final = 10  # of a line that says what happens, and when
_MORE: Final = re.compile(r"\s*[;,|.]\s*|\s+")


def dates_of_clause(
    text: Annotated, start: int, stop: int, lexicon: Lexicon, written: str | None, *, is_named: bool = False
) -> Iterator[DateFact]:
    """The dates that a clause gives to what it is about.

    Args:
        text: the annotated text.
        start: where the clause begins.
        stop: where it ends.
        lexicon: the patterns of its language.
        written: the date of the document, from which "today" counts.
        is_named: whether the clause names the work; then a date is of it that no word ties to something else.
    """
    used = {one.at for one in text.dates_in(start, stop) if is_of_other_act(text.view, one.at, start, stop, lexicon)}
    has_dates = any(start <= one.at < stop for one in text.dates)
    if has_dates and lexicon.regex("publication_line").fullmatch(text.view):
        return
    for rule in lexicon.patterns("dates") if has_dates else ():
        for hit in rule.finditer(text.view, start, stop):
            found = _date_of(text, hit.start(), hit.end())
            if found is None or found.at in used or not _is_tied(text, found, rule, hit.span(), start, lexicon):
                continue
            used.add(found.at)
            yield DateFact(found.span.edtf, _kind(rule, found), text.passage, hit.start(), hit.end(), rule.name)
    for one in text.dates if is_named else ():
        if start <= one.at and one.to <= stop and one.at not in used and _may_be_of_work(text, start, one, lexicon):
            yield DateFact(one.span.edtf, "milestone", text.passage, one.at, one.to, NEAR_A_NAME, stated=False)
    found_day = (lexicon.regex(name).search(text.view, start, stop) for name in TODAY)
    if written and len(written) > YEAR and (day := next(filter(None, found_day), None)):
        yield DateFact(written, "milestone", text.passage, *day.span("day"), "date-today", stated=False)
    if written and DAY.fullmatch(written) and (weekday := _weekday_of_past(text, start, stop, lexicon)):
        edtf = _last_weekday(written, weekday["day"].lower(), lexicon)
        yield DateFact(edtf, "milestone", text.passage, *weekday.span("day"), "date-of-the-week", stated=False)


def _weekday_of_past(text: Annotated, start: int, stop: int, lexicon: Lexicon) -> re.Match[str] | None:
    """The name of a day of the week, without a date behind it, on which a clause says that something was done."""
    for name in WEEKDAYS:
        hit = lexicon.regex(name).search(text.view, start, stop)
        if hit and not any(hit.end("day") <= one.at <= hit.end("day") + len(", ") for one in text.dates):
            return hit
    return None


def _last_weekday(written: str, name: str, lexicon: Lexicon) -> str:
    """The last day up to that of a document that is of this name: "on Tuesday"."""
    day, names = dt.date.fromisoformat(written), re.findall(r"\w+", lexicon.regex("weekday").pattern)
    return (day - dt.timedelta(days=(day.weekday() - names.index(name)) % len(names))).isoformat()


def add_date_of_name(work: Work, written: str | None) -> None:
    """Add the date that the name of a piece of work holds: "Harbour Plan 2021–2024".

    A year alone is only likely its date, and may be one by which something is aimed at ("Agenda 2030").

    Args:
        work: the piece of work; is changed.
        written: the date of the document.
    """
    found = date_of_name(work.passage.text[work.start : work.end])
    if found is None:
        return
    edtf, is_year = found.span.edtf, len(found.span.edtf) == YEAR
    if is_year and (work.dates or (written and int(edtf) > int(written[:YEAR]) + 1)):
        return
    ends = {bound.edtf for bound in found.bounds or ()}
    work.dates = [one for one in work.dates if one.stated or one.edtf not in ends]
    start = work.start + found.at
    work.add_date(DateFact(edtf, "milestone", work.passage, start, work.start + found.to, NAME, stated=not is_year))


def is_of_other_act(view: str, at: int, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether a date is only that since which somebody is a member, collects data, consults: "a member since 2010".

    Args:
        view: the text with its dates marked.
        at: where the date begins.
        start: where its clause begins.
        stop: where that ends.
        lexicon: the patterns of its language.
    """
    return any(hit.start() <= at < hit.end() for hit in lexicon.regex("other_act").finditer(view, start, stop))


def _kind(rule: Pattern, found: DateMention) -> str:
    """What a date is of; an interval of years is that of a plan, and not when it was approved or launched."""
    bounds = found.bounds
    is_long = bounds is not None and bounds[0].start[:YEAR] != bounds[1].end[:YEAR]
    return "milestone" if is_long and rule.kind in MOMENTS else rule.kind or "milestone"


def _date_of(text: Annotated, start: int, stop: int) -> DateMention | None:
    """The date that a statement ends with, else the first in it."""
    inside = [one for one in text.dates if start <= one.at < stop]
    return next((one for one in inside if one.to == stop), inside[0] if inside else None)


def _is_tied(
    text: Annotated, found: DateMention, rule: Pattern, hit: tuple[int, int], start: int, lexicon: Lexicon
) -> bool:
    """Whether a statement holds, and its date is none of a law, a budget or earlier work."""
    if is_unreal(text, *hit, start, lexicon) or (rule.name == RANGE and "/" not in found.span.edtf):
        return False
    if lexicon.regex("previous").search(text.view, start, found.at):
        return False
    around = text.view[max(start, found.at - 30) : found.to + 20]
    return not (len(found.span.edtf) == YEAR and lexicon.regex("year_only").search(around))


def _may_be_of_work(text: Annotated, start: int, date: DateMention, lexicon: Lexicon) -> bool:
    """Whether nothing ties a date to something other than the work of its clause."""
    around = text.view[max(start, date.at - 30) : date.to + 20]
    if (line := lexicon.regex("dateline").match(text.passage.text)) and date.at < line.end():
        return False
    return not (
        len(date.span.edtf) == YEAR
        or is_unreal(text, date.at, date.to, start, lexicon)
        or lexicon.regex("previous").search(text.view, start, date.at)
        or lexicon.regex("year_only").search(around)
    )


def dates_of_list(text: Annotated, *, calendar: bool) -> Iterator[DateFact]:
    """The date of a line that is what happens and when: "First feeds: March 2021"; below a calendar, any line's."""
    dates = text.dates
    if len(dates) != 1 or text.parties or (not calendar and len(text.view.split()) > MAX_LINE_WORDS):
        return
    at, to = dates[0].at, dates[0].to
    opens = re.search(r"[:–—(-]\s*$", text.view[:at]) and not text.view[to:].strip(" .;)")
    if calendar or opens:
        yield DateFact(dates[0].span.edtf, "milestone", text.passage, 0, len(text.passage.text), "date-of-a-line")


def date_label(text: Annotated, lexicon: Lexicon, value_at: int | None = None, *, key: str = "") -> Iterator[DateFact]:
    """The dates behind a label: "Start date: 3 May 2019; end: 31 March 2022".

    Args:
        text: the annotated text.
        lexicon: the patterns of its language.
        value_at: where the value begins, if the layout sets the label apart; else it ends with a colon.
        key: the label, where it does not stand in the text.
    """
    start, label = 0, lexicon.regex("date_label").match(text.view)
    behind = label.end() if label else value_at
    while behind is not None:
        dates = text.dates_in(behind, len(text.view))
        if not dates or not lexicon.regex("before_date").fullmatch(text.view[behind : dates[0].at]):
            return
        written = f"{key} {text.view[start:behind]}"
        kind = kind_of_label(written, lexicon)
        kind = "milestone" if kind == "target" and dates[0].bounds else kind
        yield DateFact(dates[0].span.edtf, kind, text.passage, start, dates[0].to, LABEL)
        if len(dates) > 1 and lexicon.regex("date_to").fullmatch(text.view, dates[0].to, dates[1].at):
            yield DateFact(dates[1].span.edtf, "end", text.passage, start, dates[1].to, LABEL)
            return
        more = _MORE.match(text.view, dates[0].to)
        if not more:
            return
        start, label = more.end(), lexicon.regex("date_label").match(text.view[more.end() :])  # "^" is where it begins
        behind = start + label.end() if label else None


def kind_of_label(written: str, lexicon: Lexicon) -> DateKind:
    """What the date behind a label, or below the head of a column, is of."""
    kinds: tuple[DateKind, ...] = ("end", "start")
    return next((kind for kind in kinds if lexicon.regex(f"{kind}_label").search(written)), "target")

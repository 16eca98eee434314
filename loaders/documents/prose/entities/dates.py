"""The dates of a piece of work in a clause: those that words tie to it, none of laws, budgets or earlier work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.initiative_candidates import DateFact
from loaders.documents.prose.roles import is_unreal

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.lexicon import Lexicon

RANGE: Final = "date-range"  # a rule that only counts for intervals
YEAR: Final = 4  # characters of a date that is no more than a year
_FISCAL: Final = re.compile(r"\d{4}-04/\d{4}-03")  # a budget year
_MORE: Final = re.compile(r"\s*[;,|]\s*")


def dates_of_clause(
    text: Annotated, start: int, stop: int, lexicon: Lexicon, written: str | None
) -> Iterator[DateFact]:
    """The dates that a clause gives to what it is about.

    Args:
        text: the annotated text.
        start: where the clause begins.
        stop: where it ends.
        lexicon: the patterns of its language.
        written: the date of the document, from which "today" counts.
    """
    used: set[int] = set()
    for rule in lexicon.patterns("dates"):
        for hit in rule.regex.finditer(text.view, start, stop):
            found = next((one for one in text.dates if hit.start() <= one.at and one.to == hit.end()), None)
            if found is None:
                found = next((one for one in text.dates if hit.start() <= one.at < hit.end()), None)
            if found is None or found.at in used:
                continue
            if is_unreal(text, hit.start(), hit.end(), start, lexicon):
                continue
            if rule.name == RANGE and "/" not in found.span.edtf:
                continue
            if lexicon.regex("previous").search(text.view, start, found.at) or _FISCAL.fullmatch(found.span.edtf):
                continue
            if len(found.span.edtf) == YEAR and lexicon.regex("year_only").search(
                text.view, max(start, found.at - 30), found.to + 20
            ):
                continue
            used.add(found.at)
            yield DateFact(found.span.edtf, rule.kind or "milestone", text.passage, hit.start(), hit.end(), rule.name)
    day = lexicon.regex("today").search(text.view, start, stop)
    if written and day and len(written) > YEAR:
        yield DateFact(written, "milestone", text.passage, *day.span(), "date-today", stated=False)


def date_label(text: Annotated, lexicon: Lexicon) -> Iterator[DateFact]:
    """The dates behind a label: "Start date: 3 May 2019; end: 31 March 2022"."""
    at = 0
    while label := lexicon.regex("date_label").match(text.view, at):
        dates = text.dates_in(label.end(), len(text.view))
        if not dates or text.view[label.end() : dates[0].at].strip(" (:"):
            return
        kinds = [kind for kind in ("end", "start") if lexicon.regex(f"{kind}_label").search(label.group())]
        kind = kinds[0] if kinds else "target"
        yield DateFact(dates[0].span.edtf, kind, text.passage, label.start(), dates[0].to, "date-label")
        if len(dates) > 1 and lexicon.regex("date_to").fullmatch(text.view, dates[0].to, dates[1].at):
            yield DateFact(dates[1].span.edtf, "end", text.passage, label.start(), dates[1].to, "date-label")
            return
        more = _MORE.match(text.view, dates[0].to)
        if not more:
            return
        at = more.end()

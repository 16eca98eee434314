"""The statements of a row of a table, or of a line that is a label and its value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final, get_args

from graph.dates.parse import find_dates
from graph.values import DateKind, Status
from queries.verification.model import Statement, Topic
from queries.verification.statements.lexicon import is_kind_name

if TYPE_CHECKING:
    from graph.exchange.memo import MemoPassage
    from queries.verification.statements.annotate import Annotator

STATUSES: Final = frozenset(get_args(Status))
DATE_FIELDS: Final = (*get_args(DateKind), "date")


def read_row(passage: MemoPassage, annotator: Annotator, language: str, context: Topic | None) -> Iterator[Statement]:
    """Yield the statements of the cells of a row about the title in it, or about the heading above."""
    base = Statement(passage, passage.text, "none")
    cells = passage.cells
    title = cells.get("title")
    about = (title_topic(title, annotator),) if title else (context,) if context else ()
    if about and is_kind_name(about[0].text):
        parties = (one for field in ("lead", "partners") for one in annotator.parties(cells.get(field, ""), language))
        about = (replace(about[0], parties=(*about[0].parties, *parties)),)
    made = list(_statements(replace(base, about=about), annotator, language)) if about else []
    yield from made or [base]


def title_topic(title: str, annotator: Annotator) -> Topic:
    """Return the topic that a cell names."""
    found = annotator.titles.find(title)
    whole = [span for span in found if span.end - span.start >= len(title.strip()) - 2]
    return Topic(title, whole[0].ids if whole else (), named=True)


def _statements(base: Statement, annotator: Annotator, language: str) -> Iterator[Statement]:
    cells = base.passage.cells
    for field, predicate in (("lead", "lead"), ("partners", "partner")):
        for party in annotator.parties(cells.get(field, ""), language):
            yield replace(base, predicate="lead" if predicate == "lead" else "partner", parties=(party,))
    if cells.get("status") in STATUSES:
        yield replace(base, predicate="status", value=cells["status"])
    for kind in DATE_FIELDS:
        for date in find_dates(cells.get(kind, "")):
            yield replace(
                base, predicate="date", value=date.span.edtf, kind=None if kind == "date" else kind, past=True
            )

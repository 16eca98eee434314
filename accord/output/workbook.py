"""An answer as a workbook (XLSX): typed columns, the header frozen, the evidence on a second sheet.

Nothing in it is a formula: cells that begin as one are text. The same answer gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from accord.messages import _
from accord.output.evidence import describe_unstated
from queries.questions.question import format_value
from viz.export.sheets import CellValue, encode_book, fill_sheet, new_book

if TYPE_CHECKING:
    from queries.questions.answer import Answer
    from queries.questions.question import Column, Question

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLACES: Final = ("page", "sheet", "cell", "line")


def format_workbook(answer: Answer, question: Question, heading: str) -> bytes:
    """Return an answer as a workbook of three sheets: the rows, their evidence, and what was asked.

    Args:
        answer: the answer; the first column of the first sheet numbers its rows.
        question: its question, for the headers.
        heading: the question and its subject, in words.
    """
    book = new_book(heading, answer.language)
    columns = _ordered_columns(question, answer)
    headers = [_("No."), *(column.header[answer.language] for column in columns)]
    rows = [
        [number, *(typed_value(column, row.get(column.name), answer.language) for column in columns)]
        for number, row in enumerate(answer.rows, start=1)
    ]
    unstated = [describe_unstated(row, columns, answer.language) for row in answer.rows]
    if any(unstated):
        headers.append(_("Not stated"))
        rows = [[*row, words or None] for row, words in zip(rows, unstated, strict=True)]
    fill_sheet(book.create_sheet(_("Answer")), headers, rows)
    evidence = [_("No."), _("Source"), _("Page"), _("Sheet"), _("Cell"), _("Line"), _("Quote"), _("Basis"), _("Rule")]
    fill_sheet(book.create_sheet(_("Evidence")), evidence, list(_evidence_rows(answer)))
    about = [[_("Question"), heading], [_("Audience"), answer.audience], *([_("Note"), note] for note in answer.notes)]
    fill_sheet(book.create_sheet(_("About")), [_("What"), _("Value")], about)
    return encode_book(book)


def _ordered_columns(question: Question, answer: Answer) -> list[Column]:
    """Return the columns that tables show, then the identifiers and codes."""
    known = [column for column in question.columns if column.name in answer.columns]
    return sorted(known, key=lambda column: not column.table)


def typed_value(column: Column, value: object, language: str) -> CellValue:
    """Return the value of a cell: numbers and full days as such, codes in words, lists as text."""
    if column.codes == "date" and isinstance(value, str) and _DAY.fullmatch(value):
        return _to_date(value)
    shown = column.format(value, language)
    if isinstance(shown, str) and _DAY.fullmatch(shown):
        return _to_date(shown)
    if shown is None or isinstance(shown, bool | int | float | str):
        return shown
    return ", ".join(map(str, shown)) if isinstance(shown, list | tuple) else str(shown)


def _to_date(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def _evidence_rows(answer: Answer) -> Iterable[list[object]]:
    for number, row in enumerate(answer.rows, start=1):
        for entry in row.get("evidence", ()):
            source = entry.get("name") or _("the vocabulary of Accord")
            basis = _("stated") if entry.get("stated") else _("inferred")
            rule = format_value("rule", entry.get("rule"), answer.language)
            yield [number, source, *(entry.get(key) for key in _PLACES), entry.get("quote"), basis, rule]

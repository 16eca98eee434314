"""An answer as a workbook (XLSX): typed columns, the header frozen, the evidence on a second sheet.

Nothing in it is a formula: cells that begin as one are text. The same answer gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from accord.messages import _
from loaders.templates.reproducible_zip import EPOCH, make_reproducible
from queries.questions.question import format_value

if TYPE_CHECKING:
    from queries.questions.answer import Answer
    from queries.questions.question import Column, Question

CellValue = str | float | dt.date | None
MAX_CELL: Final = 32_767  # characters that Excel keeps of a cell
MAX_WIDTH: Final = 60
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLACES: Final = ("page", "sheet", "cell", "line")


def format_workbook(answer: Answer, question: Question, heading: str) -> bytes:
    """Return an answer as a workbook of three sheets: the rows, their evidence, and what was asked.

    Args:
        answer: the answer; the first column of the first sheet numbers its rows.
        question: its question, for the headers.
        heading: the question and its subject, in words.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.title = _CONTROLS.sub(" ", heading)
    book.properties.language = answer.language
    book.properties.creator = "Accord"
    book.properties.created = book.properties.modified = EPOCH
    columns = _ordered_columns(question, answer)
    headers = [_("No."), *(column.header[answer.language] for column in columns)]
    rows = (
        [number, *(typed_value(column, row.get(column.name), answer.language) for column in columns)]
        for number, row in enumerate(answer.rows, start=1)
    )
    _fill_sheet(book.create_sheet(_("Answer")), headers, list(rows))
    evidence = [_("No."), _("Source"), _("Page"), _("Sheet"), _("Cell"), _("Line"), _("Quote"), _("Basis"), _("Rule")]
    _fill_sheet(book.create_sheet(_("Evidence")), evidence, list(_evidence_rows(answer)))
    about = [[_("Question"), heading], [_("Audience"), answer.audience], *([_("Note"), note] for note in answer.notes)]
    _fill_sheet(book.create_sheet(_("About")), [_("What"), _("Value")], about)
    made = io.BytesIO()
    book.save(made)
    return make_reproducible(made.getvalue())


def _ordered_columns(question: Question, answer: Answer) -> list[Column]:
    """Return the columns that tables show, then the identifiers and codes."""
    known = [column for column in question.columns if column.name in answer.columns]
    return sorted(known, key=lambda column: not column.table)


def typed_value(column: Column, value: object, language: str) -> CellValue:
    """Return the value of a cell: numbers and full days as such, codes in words, lists as text."""
    if column.codes == "date" and isinstance(value, str) and _DAY.fullmatch(value):
        return _to_date(value)
    shown = format_value(column.codes, value, language)
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


def _fill_sheet(sheet: Any, headers: Sequence[str], rows: Sequence[Sequence[object]]) -> None:  # noqa: ANN401
    """Write a header, which stays in view, and rows."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for at, header in enumerate(headers):
        longest = max([len(header), *(len(str(row[at])) for row in rows[:1000] if row[at] is not None)])
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(MAX_WIDTH, longest + 2)
    sheet.freeze_panes = "A2"
    cells = [_make_cell(sheet, header) for header in headers]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    for row in rows:
        sheet.append([_make_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{len(rows) + 1}"


def _make_cell(sheet: Any, value: Any) -> Any:  # noqa: ANN401 (openpyxl's are untyped)
    """Return a cell; text stays text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, dt.date):
            cell.number_format = "yyyy-mm-dd"
        return cell
    text = _CONTROLS.sub("\ufffd", value)
    cell = WriteOnlyCell(sheet, text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…")
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    return cell

"""Sheets of a workbook (XLSX): the header stays in view, text stays text, the same content gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from graph.text.strings import replace_controls
from loaders.templates.reproducible_zip import EPOCH, make_reproducible

if TYPE_CHECKING:
    from openpyxl import Workbook

CellValue = str | float | dt.date | None
MAX_CELL: Final = 32_767  # characters that Excel keeps of a cell
MAX_ROWS: Final = 1_048_575  # below the header
MAX_WIDTH: Final = 60
_MEASURED_ROWS: Final = 1000  # by which the width of a column is chosen


def new_book(title: str, language: str) -> Workbook:
    """Return an empty workbook that is written sheet by sheet."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.title = replace_controls(title)
    book.properties.language = language
    book.properties.creator = "Accord"
    book.properties.created = book.properties.modified = EPOCH
    return book


def encode_book(book: Workbook) -> bytes:
    """Return a workbook as the bytes of a file, without the time when it was made."""
    made = io.BytesIO()
    book.save(made)
    return make_reproducible(made.getvalue())


def fill_sheet(sheet: Any, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> int:  # noqa: ANN401
    """Write a header, which stays in view, and rows: at most `MAX_ROWS`; return how many rows there are.

    Args:
        sheet: a write-only sheet of openpyxl.
        headers: the header.
        rows: the cells, each a text, number, date or None.
    """
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    coming = iter(rows)
    first = list(islice(coming, _MEASURED_ROWS))
    for at, header in enumerate(headers):
        longest = max([len(header), *(len(str(row[at])) for row in first if row[at] is not None)])
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(MAX_WIDTH, longest + 2)
    sheet.freeze_panes = "A2"
    cells = [_make_cell(sheet, header) for header in headers]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    count = 0
    for count, row in enumerate(chain(first, coming), start=1):
        if count <= MAX_ROWS:
            sheet.append([_make_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{min(count, MAX_ROWS) + 1}"
    return count


def _make_cell(sheet: Any, value: Any) -> Any:  # noqa: ANN401 (openpyxl's are untyped)
    """Return a cell; text stays text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, dt.date):
            cell.number_format = "yyyy-mm-dd"
        return cell
    text = replace_controls(value)
    cell = WriteOnlyCell(sheet, text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…")
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    return cell

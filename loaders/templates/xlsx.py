"""Templates as workbooks (XLSX): a sheet of head, one of initiatives, one of needs, and lists to choose from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from graph.claims import Place
from graph.errors import SourceError
from graph.text.strings import FORMULA_PREFIXES
from graph.values import LANGUAGES
from loaders.formats.sample import sample_of
from loaders.tables.formats.rows import Broken, Log, letters, one_line, shortened
from loaders.templates.form import joined
from loaders.templates.form_data import Filled, Record, Value
from loaders.templates.labels import KINDS, coded, codes, field_of, head, instructions, is_text, mark_in, text
from loaders.templates.names import all_jurisdictions, all_themes
from loaders.templates.reproducible_zip import EPOCH, make_reproducible

if TYPE_CHECKING:
    from graph.claims import Note
    from loaders.tables.formats.rows import Row, Sheet
    from loaders.templates.form import Form
    from loaders.templates.labels import Field, Kind

REPEATED: Final = 3  # columns of a list that has choices: a cell of a sheet lets one choose once
BLANK_ROWS: Final = 200  # rows that are ready to be filled
COLUMN_WIDTHS: Final = {
    "title": 32,
    "summary": 46,
    "question": 60,
    "date": 11,
    "status": 12,
}  # by the first word of a key
DEFAULT_WIDTH: Final = 17
PRINTED_BLANK_ROWS: Final = 6  # below what is filled in, to write by hand
BLANK_ROW_HEIGHT: Final = 48  # points; of those rows
LINE_HEIGHT: Final = 15
SPARE_ROOM: Final = 1.15  # for words that do not fill a line
LETTER: Final = 1  # the number of this size of paper in a workbook
MARGIN: Final = 0.4  # inches
# How many pages wide a sheet prints, always one high: four pages at most, as the lists are not printed.
PAGES_WIDE: Final = {"about": 1, "initiative": 2, "need": 1}
_CHOICES: Final = {
    "themes": "list_themes",
    "partners": "list_jurisdictions",
    "lead": "list_jurisdictions",
    "jurisdiction": "list_jurisdictions",
    "status": "list_statuses",
    "approval": "list_approvals",
}


def write_workbook(form: Form) -> bytes:
    """A template as a workbook; all that is filled in is text, whatever it begins with."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.keywords = str(form.mark)
    book.properties.title = form.word("title")
    book.properties.creator = "Accord"
    book.properties.created = book.properties.modified = EPOCH
    ranges = _lists(form, book.create_sheet(form.word("lists")))
    _about(form, book.active, ranges)
    for at, kind in enumerate(KINDS, start=1):
        _table(form, book.create_sheet(form.word(f"{kind}s"), at), kind, ranges)
    made = io.BytesIO()
    book.save(made)
    return make_reproducible(made.getvalue())


def _lists(form: Form, sheet: Any) -> dict[str, str]:  # noqa: ANN401 (openpyxl's are untyped)
    """Fill the sheet of lists; returns the range of each, as a formula has it."""
    offered = {
        "list_themes": all_themes(form.language),
        "list_statuses": [coded("status", code, form.language) for code in codes("status")],
        "list_approvals": [coded("approval", code, form.language) for code in codes("approval")],
        "list_jurisdictions": all_jurisdictions(form.language, form.members),
    }
    ranges = {}
    for column, (name, values) in enumerate(offered.items(), start=1):
        _put(sheet.cell(1, column), form.word(name), bold=True)
        for row, value in enumerate(values, start=2):
            _put(sheet.cell(row, column), value)
        letter = letters(column - 1)
        sheet.column_dimensions[letter].width = 50
        ranges[name] = f"'{form.word('lists')}'!${letter}$2:${letter}${len(values) + 1}"
    sheet.freeze_panes = "A2"
    sheet.sheet_state = "hidden"  # cells offer what it holds; printed, it would be many pages
    return ranges


def _about(form: Form, sheet: Any, ranges: dict[str, str]) -> None:  # noqa: ANN401
    from openpyxl.styles import Font

    sheet.title = form.word("about")
    _put(sheet.cell(1, 1), str(form.mark))
    sheet.cell(1, 1).font = Font(color="808080", size=8)
    _put(sheet.cell(2, 1), form.word("title"), bold=True)
    for row, (field, value) in enumerate(form.head(), start=4):
        _put(sheet.cell(row, 1), field.labels[form.language], bold=True)
        _put(sheet.cell(row, 2), value)
        _offer(sheet, field, f"B{row}", ranges, form.language)
    for row, line in enumerate(instructions(form.language), start=5 + len(head())):
        _put(sheet.cell(row, 1), line)
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 40
    _lay_out(sheet, "about", f"A1:H{4 + len(head()) + len(instructions(form.language))}")


def _table(form: Form, sheet: Any, kind: Kind, ranges: dict[str, str]) -> None:  # noqa: ANN401
    columns = [
        (field, n)
        for field in form.fields(kind)
        for n in range(REPEATED if field.key in _CHOICES and field.key in ("themes", "partners") else 1)
    ]
    records = form.records(kind)
    last = len(records) + 1 + BLANK_ROWS
    for at, (field, n) in enumerate(columns, start=1):
        letter = letters(at - 1)
        several = sum(one is field for one, _ in columns) > 1
        label = field.labels[form.language] + (f" {n + 1}" if several else "")
        _put(sheet.cell(1, at), label, bold=True, wrap=True)
        sheet.column_dimensions[letter].width = COLUMN_WIDTHS.get(field.key.partition("_")[0], DEFAULT_WIDTH)
        sheet.column_dimensions[letter].number_format = "@"
        _offer(sheet, field, f"{letter}2:{letter}{last}", ranges, form.language)
        for row, values in enumerate(records, start=2):
            texts = values.get(field.key, [])
            rest = texts[n:] if not several or n == REPEATED - 1 else texts[n : n + 1]
            if rest:
                _put(sheet.cell(row, at), joined(rest), wrap=True)
        for row in range(len(records) + 2, last + 1):
            _put(sheet.cell(row, at), "", wrap=True)  # as text, else a spreadsheet makes a day of “2022-10”
    sheet.row_dimensions[1].height = 2 * LINE_HEIGHT
    for row in range(2, len(records) + 2):
        sheet.row_dimensions[row].height = LINE_HEIGHT * max(map(_count_lines, sheet[row]))
    for row in range(len(records) + 2, len(records) + 2 + PRINTED_BLANK_ROWS):
        sheet.row_dimensions[row].height = BLANK_ROW_HEIGHT
    sheet.freeze_panes = "B2"
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    _lay_out(sheet, kind, f"A1:{letters(len(columns) - 1)}{len(records) + 1 + PRINTED_BLANK_ROWS}")


def _count_lines(cell: Any) -> int:  # noqa: ANN401
    """How many lines a text takes in its column, about."""
    width: float = cell.parent.column_dimensions[letters(cell.column - 1)].width
    return ceil(len(cell.value or " ") * SPARE_ROOM / width)


def _lay_out(sheet: Any, name: str, area: str) -> None:  # noqa: ANN401
    """Say how a sheet prints: which cells, and on how many pages."""
    sheet.print_area = area
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", LETTER
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = PAGES_WIDE[name], 1
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = MARGIN
    sheet.print_options.gridLines = True


def _put(cell: Any, text: str, *, bold: bool = False, wrap: bool = False) -> None:  # noqa: ANN401
    """Write text into a cell: as text, never as a formula, and still text when somebody edits it."""
    from openpyxl.styles import Alignment, Font

    cell.number_format = "@"
    if text:
        cell.value = text
        cell.data_type = "s"
    if text.startswith(FORMULA_PREFIXES):
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    if wrap:
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _offer(sheet: Any, field: Field, cells: str, ranges: dict[str, str], language: str) -> None:  # noqa: ANN401
    """Say what goes into cells and, where there is a list, let it be chosen; other values are let in with a warning."""
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = ranges.get(_CHOICES.get(field.key, ""))
    offer = DataValidation(type="list" if listed else None, formula1=listed, allow_blank=True, errorStyle="warning")
    offer.promptTitle, offer.prompt = field.labels[language][:32], field.help[language][:255]
    offer.showInputMessage, offer.showErrorMessage = True, bool(listed)
    sheet.add_data_validation(offer)
    offer.add(cells)


def read_workbook_template(data: bytes, name: str) -> tuple[Filled, list[Note]]:
    """Read a template in a workbook; also return notes on the workbook.

    Raises:
        SourceError: it is damaged, or no template.
    """
    from loaders.tables.formats.xlsx import read_workbook

    mark = mark_in(sample_of(data, name).inside.decode("utf-8", "replace"))
    if mark is None:
        raise SourceError("{file} is not a template: it has no marker.", file=name)
    filled, log = Filled(mark), Log("")
    lists = [text("lists", language) for language in LANGUAGES]  # hidden, and not read
    for sheet in read_workbook(data, name, log, lists):
        if not is_text(sheet.name or "", "lists"):
            _take_sheet(filled, sheet)
    return filled, log.notes


def _take_sheet(filled: Filled, sheet: Sheet) -> None:
    title = sheet.name or ""
    kind: Kind | None = next((kind for kind in KINDS if is_text(title, f"{kind}s")), None)
    labels: Sequence[str] | None = None
    for row in sheet.rows:
        if isinstance(row, Broken):
            continue
        if labels is None:
            here = _labelled(filled, row, kind)
            if here is not None:
                kind, labels = here, row.cells
            else:
                _take_head(filled, title, row)
        elif kind is not None:
            record = Record(kind, Place(sheet=title, cell=f"A{row.number}"))
            for at, cell in enumerate(row.cells):
                if cell.strip():
                    label = labels[at] if at < len(labels) else ""
                    filled.put(record, label, Value(cell, _place(title, row, at)))
            filled.has_record(record)


def _labelled(filled: Filled, row: Row, kind: Kind | None) -> Kind | None:
    """Whether a row holds the labels of fields, and of which kind: two of them at least, a title or question too."""
    counts = {
        one: sum(field_of(cell, one, filled.mark.language) is not None for cell in row.cells if cell.strip())
        for one in (KINDS if kind is None else (kind,))
    }
    best = max(counts, key=lambda one: counts[one])
    return best if counts[best] >= 2 else None


def _take_head(filled: Filled, sheet: str, row: Row) -> None:
    filled_cells = [(at, cell) for at, cell in enumerate(row.cells) if cell.strip()]
    if not filled_cells:
        return
    label = filled_cells[0][1]
    values = [Value(cell, _place(sheet, row, at)) for at, cell in filled_cells[1:]]
    next_cell = Value("", Place(sheet=sheet, cell=f"{letters(filled_cells[0][0] + 1)}{row.number}"))
    first = Value(label, _place(sheet, row, filled_cells[0][0]))
    outside = values[1:] if filled.put_head(label, values[0] if values else next_cell) else [first, *values]
    for value in outside:
        filled.put_outside(value)


def _place(sheet: str, row: Row, at: int) -> Place:
    quote = shortened(one_line(row.cells[at])) or None
    return Place(sheet=sheet, cell=f"{letters(at)}{row.number}", quote=quote)

"""XLSX as people send it: several sheets, merged cells, dates of every kind; nothing in it is run or followed."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from graph.claims import note
from graph.errors import SourceError
from loaders.tables.formats.formulas import uncomputed
from loaders.tables.formats.rows import Row, Sheet

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

    from loaders.tables.formats.rows import Log

MAX_UNPACKED_BYTES: Final = 256 << 20  # bytes that a workbook may have when it is unpacked
MOST_PARTS: Final = 10_000
MOST_MERGED: Final = 20_000  # cells that are filled in from what they are merged with
WIDEST: Final = 2000  # columns that are read; sheets are 16,384 wide, tables are not
BLANK_RUN: Final = 10_000  # empty rows after which a sheet is taken to be at its end
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
Filled = dict[int, dict[int, tuple[int, int]]]  # row -> column -> the place of the value of a merged cell


def read_workbook(data: bytes, name: str, log: Log, only: Sequence[str] = ()) -> Iterator[Sheet]:
    """The sheets of a workbook; hidden ones are reported and skipped unless a mapping names them.

    Args:
        data: its bytes.
        name: its name, for messages.
        log: takes notes of what is not read.
        only: the sheets that a mapping names.

    Raises:
        SourceError: it is no workbook, or is too large to be unpacked.
    """
    archive = _checked(data, name)
    if any(part.endswith("vbaProject.bin") for part in archive.namelist()):
        log.notes.append(note("It holds macros; they were not run, and only its cells were read."))
    if any(part.startswith("xl/externalLinks/") for part in archive.namelist()):
        log.notes.append(note("It refers to other files; they were not opened."))
    book = _opened(data, name)
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible" and sheet.title not in only:
                log.notes.append(note("Sheet “{sheet}” is hidden and was not read.", sheet=sheet.title))
                continue
            yield Sheet(sheet.title, _guarded(sheet, archive, name, log), lettered=True)
    finally:
        book.close()


def _checked(data: bytes, name: str) -> zipfile.ZipFile:
    """The workbook as the archive that it is, once what it says of its size is bearable.

    What a part says of its size binds: Python's zipfile reads no more of it than that.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise SourceError("{file} is damaged: its archive (XLSX) cannot be unpacked.", file=name) from error
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise SourceError(
            "{file} unpacks to more than {megabytes} megabytes, and was not opened. Save the sheet as CSV.",
            file=name, megabytes=MAX_UNPACKED_BYTES >> 20,
        )  # fmt: skip
    return archive


def _opened(data: bytes, name: str) -> Workbook:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts that it leaves out are none of ours
            return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # whatever openpyxl meets in a damaged file
        raise SourceError("{file} is damaged: it is not a readable workbook (XLSX).", file=name) from error


def _guarded(sheet: Any, archive: zipfile.ZipFile, name: str, log: Log) -> Iterator[Row]:  # noqa: ANN401 (untyped)
    """The rows of a sheet; what a damaged one makes of its reader is said as it is."""
    try:
        if missing := uncomputed(archive, sheet._worksheet_path, sheet.title):  # noqa: SLF001 (no other way to it)
            log.notes.append(missing)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from _rows(sheet, _merged(sheet, archive))
    except (MemoryError, SourceError):
        raise
    except Exception as error:
        raise SourceError(
            "{file} is damaged: sheet “{sheet}” cannot be read to its end.", file=name, sheet=sheet.title
        ) from error


def _rows(sheet: Any, merged: Filled) -> Iterator[Row]:  # noqa: ANN401
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong
    origins: dict[int, set[int]] = defaultdict(set)
    for row, column in (place for cells in merged.values() for place in cells.values()):
        origins[row].add(column)
    held: dict[tuple[int, int], str] = {}
    blank = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [_text(value) for value in values[:WIDEST]]  # asked for as many, it would fill up each empty row
        for column in origins.get(number, ()):
            held[number, column] = cells[column] if column < len(cells) else ""
        for column, origin in merged.get(number, {}).items():
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = cells[column] or held.get(origin, "")
        while cells and not cells[-1]:
            cells.pop()
        blank = 0 if cells else blank + 1
        if blank > BLANK_RUN:
            return
        if cells:
            yield Row(number, cells)


def _merged(sheet: Any, archive: zipfile.ZipFile) -> Filled:  # noqa: ANN401
    """Cells that show the value of another one: merged down a column, as the lead of several rows.

    Cells merged across are titles: they stay where they begin, so that no title line looks like a header.
    """
    from openpyxl.utils import column_index_from_string

    filled: Filled = defaultdict(dict)
    count = 0
    with archive.open(sheet._worksheet_path) as part:  # noqa: SLF001 (read-only sheets know no merged cells)
        tail = b""
        while block := part.read(1 << 20):
            text = tail + block
            for found in _MERGED.finditer(text):
                left, right = column_index_from_string(found[1].decode()), column_index_from_string(found[3].decode())
                top, bottom = int(found[2]), int(found[4])
                count += bottom - top
                if left == right and count <= MOST_MERGED:
                    for row in range(top + 1, bottom + 1):
                        filled[row][left - 1] = (top, left - 1)
            tail = text[-200:] if b"<mergeCell" in text[-200:] else b""
    return filled


def _text(value: Any) -> str:  # noqa: ANN401 (what a cell holds)
    """A cell as text: dates in ISO form, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, dt.date) else str(value)

"""Read files, and standard input where a command is given "-" in place of a file or text."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from graph.errors import SourceError
from graph.text.strings import unescape_formula
from graph.values import STDIO

_DELIMITERS: Final = ",;\t"
_MAX_FIELD: Final = 10_000_000  # characters; the csv module refuses fields of more than 131,072 by default


def read_lines() -> Iterator[str]:
    """Yield the lines that are not empty; bytes that are not UTF-8 become replacement characters."""
    for raw in sys.stdin.buffer:
        if line := raw.decode("utf-8", "replace").lstrip("\ufeff").strip():
            yield line


def read_file(file: str) -> tuple[bytes, str]:
    """Return the content of a file, or of standard input for "-", and a name for messages.

    Raises:
        SourceError: the file cannot be read.
    """
    from loaders.inputs.paths import read_file_bytes

    if file == STDIO:
        return sys.stdin.buffer.read(), "stdin"
    return read_file_bytes(Path(file)), Path(file).name


class CsvTable(NamedTuple):
    """A table that a spreadsheet saved: the name of the file, its columns in lower case, and numbered rows."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[int, dict[str, str]]]


def read_csv_table(file: str) -> CsvTable:
    """Read a CSV file, or standard input for "-", as any spreadsheet may have saved it; see `parse_csv_table`."""
    return parse_csv_table(*read_file(file))


def parse_csv_table(data: bytes, name: str) -> CsvTable:
    """Read the content of a CSV file as any spreadsheet may have saved it.

    Commas, semicolons and tabs may separate; the encoding may be any that Excel writes, with or without a mark of byte
    order. Each row has the number of the line that it ends in. Cells are without spaces at their ends and without what
    protects them from being read as formulas; rows of empty cells are left out.

    Args:
        data: the content of the file.
        name: how messages call the file.

    Raises:
        SourceError: it is no CSV.
    """
    from loaders.formats.decode import decode

    text = decode(data, name).lstrip("\ufeff")
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows = []
    try:
        columns = tuple(field.strip().strip('"').casefold() for field in reader.fieldnames or ())
        reader.fieldnames = columns
        for row in reader:
            cells = {key: unescape_formula(cell.strip()) for key, cell in row.items() if key and isinstance(cell, str)}
            if any(cells.values()):
                rows.append((reader.line_num, {**dict.fromkeys(columns, ""), **cells}))
    except csv.Error as error:
        raise SourceError("{file}, line {n}: this is no valid CSV: {reason}.", file=name, n=reader.line_num,
                          reason=error) from error  # fmt: skip
    return CsvTable(name, columns, rows)

"""Code tables: the labels of codes, found by code or by label in any language."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import SourceError
from graph.text.strings import fold
from loaders.tables.formats.delimited import read_delimited
from loaders.tables.formats.rows import Row, one_line

if TYPE_CHECKING:
    from loaders.mapping.model import Codes

LABEL_COLUMNS: Final = ("label", "name", "title", "libelle", "nom", "titre")
MAX_BYTES: Final = 64 << 20  # bytes of a code table or a joined file, which is kept in memory


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a code table: the code, its labels by language, and its place."""

    code: str
    labels: dict[str, str]
    file: str
    line: int


@dataclass(slots=True)
class CodeTable:
    """Entries by code and by label, whatever their case and accents."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def find(self, text: str) -> Entry | None:
        """Return the entry of a code or a label."""
        return self.entries.get(fold(text))


def find_side_file(name: str, folders: Sequence[Path], place: str) -> Path:
    """Return the path of a file that a mapping names; it must be in one of the folders.

    Raises:
        SourceError: it is in none of them.
    """
    for folder in folders:
        path = folder / name
        if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
            if path.stat().st_size > MAX_BYTES:
                raise SourceError(
                    "{place}: {file} is too large for a code table or a joined file.", place=place, file=name
                )
            return path
    raise SourceError(
        "{place}: there is no file {file} in the folder of the mapping or the table.", place=place, file=name
    )


def read_codes(spec: Codes, folders: Sequence[Path], place: str) -> CodeTable:
    """The code table that a mapping names.

    Raises:
        SourceError: it is not there, or lacks the columns that it should have.
    """
    header, rows = side_table(find_side_file(spec.file, folders, place))
    code = _position(header, spec.code, place, spec.file) if spec.code else 0
    labels = {lang: _position(header, name, place, spec.file) for lang, name in spec.labels.items()}
    labels = labels or _label_columns(header, code)
    if not labels:
        raise SourceError(
            "{place}: {file} has no column of labels. Name them in the field “labels”, by language.",
            place=place, file=spec.file,
        )  # fmt: skip
    table = CodeTable()
    for row in rows:
        cells = [one_line(cell) for cell in row.cells] + [""] * len(header)
        row_labels = {lang: cells[at] for lang, at in labels.items() if cells[at]}
        if not row_labels:
            continue
        entry = Entry(cells[code], row_labels, spec.file, row.number)
        for text in (cells[code], *row_labels.values()):
            if text:
                table.entries.setdefault(fold(text), entry)
    return table


def side_table(path: Path) -> tuple[list[str], list[Row]]:
    """Return the header and the rows of a code table or a joined file."""
    sheet, _ = read_delimited(io.BytesIO(path.read_bytes()), path.name)
    rows = [row for row in sheet.rows if isinstance(row, Row)]
    header = [one_line(cell) for cell in rows[0].cells] if rows else []
    return header, rows[1:]


def _position(header: Sequence[str], name: str, place: str, file: str) -> int:
    folded = [fold(column) for column in header]
    if fold(name) not in folded:
        raise SourceError(
            "{place}: {file} has no column “{column}”. Its columns: {columns}.",
            place=place, file=file, column=name, columns=", ".join(header[:40]),
        )  # fmt: skip
    return folded.index(fold(name))


def _label_columns(header: Sequence[str], code: int) -> dict[str, int]:
    """The columns of labels, by their names: ``label_en``, ``name_fr``, ``label``."""
    found: dict[str, int] = {}
    for at, column in enumerate(header):
        stem, _, end = fold(column).replace("-", "_").replace(" ", "_").rpartition("_")
        if at != code and stem in LABEL_COLUMNS and end in ("en", "fr"):
            found.setdefault(end, at)
        elif at != code and fold(column) in LABEL_COLUMNS:
            found.setdefault("", at)
    return found

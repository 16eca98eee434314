"""`sources.csv`: what a person says of the files in its folder, one row a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from graph.errors import AccordError, SourceError
from graph.text.strings import escape_formula, fold, unescape_formula
from loaders.inputs.hints import parse_hints
from loaders.tables.formats.delimited import delimiter_of, read_delimited
from loaders.tables.formats.rows import Broken

if TYPE_CHECKING:
    from graph.claims import SourceHints
    from loaders.tables.formats.rows import Row

NAME: Final = "sources.csv"
FILE: Final = "file"
COLUMNS: Final[dict[str, dict[str, str]]] = {  # as the template writes them, by language
    "en": {FILE: "file", "sender": "sender", "date": "date", "edition": "edition", "language": "language",
           "approval": "approval", "note": "note"},
    "fr": {FILE: "fichier", "sender": "expéditeur", "date": "date", "edition": "édition", "language": "langue",
           "approval": "approbation", "note": "remarque"},
}  # fmt: skip
_SYNONYMS: Final = {"from": "sender", "de": "sender", "when": "date", "quand": "date", "notes": "note",
                    "remarques": "note", "name": FILE, "nom": FILE}  # fmt: skip
_DELIMITERS: Final = {"en": ",", "fr": ";"}  # as spreadsheets expect them where these languages are set
_KNOWN: Final = {fold(word): key for columns in COLUMNS.values() for key, word in columns.items()} | _SYNONYMS


@dataclass(frozen=True, slots=True)
class SourceList:
    """The rows of a `sources.csv`.

    Attributes:
        name: that of the file, for messages.
        hints: by file, as its path from the folder of the list.
        rows: the number of the row of each file.
    """

    name: str = NAME
    hints: dict[str, SourceHints] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    def check_files(self, exists: Callable[[str], bool]) -> None:
        """Check that every file that is listed is there.

        Raises:
            SourceError: one is not; names its row.
        """
        for path, row in self.rows.items():
            if not exists(path):
                raise SourceError("{place}: there is no file “{file}” in this folder.",
                                  place=f"{self.name}:{row}", file=path)  # fmt: skip


def read_source_list(data: bytes, name: str) -> SourceList | None:
    """Return what a list says of files; None where the table has no column of files, and is some other table.

    Raises:
        SourceError: a column or a value is not understood, or a file is listed twice; names the row.
    """
    sheet, _ = read_delimited(io.BytesIO(data), name)
    rows = iter(sheet.rows)
    header = next((row for row in rows if not isinstance(row, Broken) and any(map(str.strip, row.cells))), None)
    if header is None:
        return None
    keys = [_KNOWN.get(fold(cell.lstrip("\ufeff"))) for cell in header.cells]
    if FILE not in keys:
        return None
    _check_header(header.cells, keys, f"{name}:{header.number}")
    found = SourceList(name)
    for row in rows:
        place = f"{name}:{row.number}"
        if isinstance(row, Broken) or any(map(str.strip, row.cells[len(keys) :])):
            raise SourceError("{place}: this row has more cells than there are columns. Put a text that holds the "
                              "separator between quotation marks.", place=place)  # fmt: skip
        _take_row(found, dict(_named_cells(keys, row)), row.number, place)
    return found


def _check_header(cells: Sequence[str], keys: Sequence[str | None], place: str) -> None:
    known = ", ".join(COLUMNS["en"].values())
    for cell, key in zip(cells, keys, strict=True):
        if cell.strip() and key is None:
            raise SourceError("{place}: there is no column “{column}” in a list of sources. Its columns are: {known}.",
                              place=place, column=cell.strip(), known=known)  # fmt: skip
        if key and keys.count(key) > 1:
            raise SourceError("{place}: the column “{column}” is there twice.", place=place, column=cell.strip())


def _named_cells(keys: Sequence[str | None], row: Row) -> Iterator[tuple[str, str]]:
    for key, cell in zip(keys, row.cells, strict=False):
        if key and cell.strip():
            yield key, cell if key == FILE else unescape_formula(cell.strip())


def _take_row(found: SourceList, cells: Mapping[str, str], number: int, place: str) -> None:
    if not cells:
        return
    if FILE not in cells:
        raise SourceError("{place}: this row names no file.", place=place)
    path = _path_of(cells[FILE])
    if path in found.rows:
        raise SourceError("{place}: “{file}” is listed in row {row} too.", place=place, file=path, row=found.rows[path])
    try:
        found.hints[path] = parse_hints(cells)
    except AccordError as error:
        raise SourceError("{place}: {reason}", place=place, reason=error) from error
    found.rows[path] = number


def write_source_list(files: Sequence[str], before: bytes | None, language: str) -> bytes:
    """Return a list with a row for each file; rows that it has already stay as they are, files that are gone too.

    Args:
        files: the paths of the files from the folder of the list.
        before: the list as it is.
        language: that of its columns, where there is none yet.
    """
    made = io.StringIO(newline="")
    if before is None:
        writer = csv.writer(made, delimiter=_DELIMITERS[language])
        writer.writerow(COLUMNS[language].values())
        width, at, listed = len(COLUMNS[language]), 0, set[str]()
    else:
        sheet, _ = read_delimited(io.BytesIO(before), NAME)
        rows = [row.cells for row in sheet.rows if not isinstance(row, Broken)]
        keys = [_KNOWN.get(fold(cell)) for cell in rows[0]]
        width, at = len(keys), keys.index(FILE)
        writer = csv.writer(made, delimiter=delimiter_of(before.decode("utf-8-sig", "replace")))
        writer.writerows(rows)
        listed = {_path_of(row[at]) for row in rows[1:] if len(row) > at}
    for file in files:
        if file not in listed:
            writer.writerow([escape_formula(file) if column == at else "" for column in range(width)])
    return made.getvalue().encode("utf-8-sig")


def _path_of(cell: str) -> str:
    return str(PurePosixPath(unescape_formula(cell.strip()).replace("\\", "/")))

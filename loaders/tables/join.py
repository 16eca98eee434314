"""A second file whose columns join the rows of a table: the same registry in the other language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import SourceError
from graph.text.strings import fold
from loaders.tables.codes import find_side_file, side_table
from loaders.tables.formats.rows import Broken, Row, one_line

if TYPE_CHECKING:
    from loaders.mapping.file import MappingFile
    from loaders.tables.formats.header import Table


def joined(table: Table, source: MappingFile, folders: Sequence[Path]) -> Table:
    """The table with the columns of the file that the mapping joins to it; as it is where it joins none.

    Raises:
        SourceError: the file is not there, or one of the two lacks the column of the key.
    """
    spec = source.mapping.join
    if spec is None:
        return table
    place = source.where(spec.file)
    header, rows = side_table(find_side_file(spec.file, folders, place))
    ours, theirs = table.find(spec.on), _position(header, spec.on)
    if ours is None or theirs is None:
        raise SourceError("{place}: “{column}” is not in both files.", place=place, column=spec.on)
    found: dict[str, Row] = {}
    for row in rows:
        if theirs < len(row.cells) and (key := fold(row.cells[theirs])):
            found.setdefault(key, row)
    columns = [*table.columns, *(f"{name}{spec.suffix}" for name in header)]
    tags = [*table.tags, *[""] * len(header)]
    own = len(table.columns)
    return replace(table, columns=columns, tags=tags, rows=_extended(table, found, ours), own=own, joined=spec.file)


def _extended(table: Table, found: dict[str, Row], ours: int) -> Iterator[Row | Broken]:
    own = len(table.columns)
    for row in table.rows:
        if isinstance(row, Broken):
            yield row
            continue
        other = found.get(fold(row.cells[ours])) if ours < len(row.cells) else None
        cells = [*row.cells[:own], *[""] * (own - len(row.cells)), *(other.cells if other else ())]
        yield Row(row.number, cells, other.number if other else 0)


def _position(header: Sequence[str], name: str) -> int | None:
    folded = [fold(one_line(column)) for column in header]
    return folded.index(fold(name)) if fold(name) in folded else None

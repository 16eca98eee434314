"""The claims of a table: each sheet is opened and bound to the mapping."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.claims import GROUPS_PER_BATCH, note
from graph.errors import SourceError
from graph.text.strings import fold
from loaders.mapping.model import Cell
from loaders.tables.formats.header import Table, open_table
from loaders.tables.formats.rows import Broken
from loaders.tables.initiatives import Initiatives
from loaders.tables.join import joined
from loaders.tables.registries import Registry, Scheme

if TYPE_CHECKING:
    from graph.claims import ClaimGroup
    from loaders.mapping.file import MappingFile
    from loaders.tables.binding import Binding
    from loaders.tables.formats.rows import Log, Sheet

_SECOND: Final = re.compile(r" \(\d+\)$")  # the suffix of a column with the name of an earlier one
MAX_LISTED_NAMES: Final = 12  # names of sheets or columns that a message lists


def sheet_batches(
    sheets: Iterator[Sheet], source: MappingFile, log: Log, name: str, folders: Sequence[Path]
) -> Iterator[Sequence[ClaimGroup]]:
    """Yield the claims of the sheets that a mapping selects, in groups, many at a time.

    Args:
        sheets: those of a file, in order.
        source: the mapping.
        log: takes what is not placed, and the notes.
        name: that of the file.
        folders: where the files lie that the mapping names.

    Raises:
        SourceError: no sheet has the columns that the mapping names; the mapping names a file that is not there.
    """
    wanted = named_columns(source.mapping)
    only = {fold(sheet) for sheet in source.mapping.sheet}
    tables_read, failed = 0, None
    for sheet in sheets:
        if only and fold(sheet.name or "") not in only:
            continue
        table = open_table(sheet, _like(wanted), source.mapping.header)
        if table is None:
            continue
        try:
            binding = bind_table(joined(table, source, folders), source, log, Path(name).stem, folders)
        except SourceError as error:
            if sheet.name is None or only:
                raise
            failed = error
            log.notes.append(note("Sheet “{sheet}” was not read: it lacks columns of the mapping.", sheet=sheet.name))
            continue
        tables_read += 1
        yield from table_batches(binding)
    if not tables_read:
        raise failed or SourceError(
            "{file} has none of the columns that {mapping} names: {columns}.",
            file=name, mapping=source.name, columns=", ".join(wanted[:MAX_LISTED_NAMES]),
        )  # fmt: skip


def bind_table(table: Table, source: MappingFile, log: Log, stem: str, folders: Sequence[Path]) -> Binding:
    """Bind a mapping to the columns of a table, by the kind of its rows; see `Binding`."""
    kinds: dict[str, type[Binding]] = {"jurisdiction": Registry, "theme": Scheme}
    return kinds.get(source.mapping.rows, Initiatives)(table, source, log, stem, folders)


def table_batches(binding: Binding) -> Iterator[Sequence[ClaimGroup]]:
    """Yield the claims of the rows below the header, in groups, many at a time."""
    batch: list[ClaimGroup] = []
    for row in binding.table.rows:
        if isinstance(row, Broken):
            binding.log.lose(row.number, row.text, binding.table.sheet)
            continue
        batch += binding.row_groups(row)
        if len(batch) >= GROUPS_PER_BATCH:
            yield batch
            batch = []
    yield [*batch, *binding.remaining_groups()]


def named_columns(mapping: object) -> list[str]:
    """The columns that a mapping names, wherever it does."""
    found: dict[str, None] = {}

    def walk(part: object) -> None:
        if isinstance(part, Cell):
            found.update(dict.fromkeys(part.column))
        if isinstance(part, dict):
            part = list(part.values())
        elif hasattr(part, "model_fields_set"):
            part = [getattr(part, name) for name in part.model_fields_set]
        for one in part if isinstance(part, list | tuple) else ():
            walk(one)

    walk(mapping)
    return list(found)


def _like(wanted: Sequence[str]) -> Callable[[Sequence[str]], float]:
    names = {fold(name) for name in wanted} | {fold(_SECOND.sub("", name)) for name in wanted}
    return lambda cells: float(len(names & {fold(cell) for cell in cells if cell}))

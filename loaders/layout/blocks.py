"""Text and tables in the order of a document, as the lines that the analysis reads.

A row of the table of achievements goes on until another lead begins one, across pages; any other table is boxes
in parallel, read column by column. The parser of the format decides what a table is, this module its role.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.values import LANGUAGES
from loaders.layout.sections import heading_at
from loaders.text.names import is_known
from loaders.text.rules import rules

if TYPE_CHECKING:
    from loaders.text.lines import Line

COLUMNS: Final = 2  # of a table of achievements: who, and what; any wider one has columns that mean something else


@dataclass(slots=True)
class Grid:
    """A table: rows of cells, each its lines; None where a cell is merged away."""

    rows: list[list[list[Line] | None]]

    @property
    def is_wide(self) -> bool:
        """Whether any of its rows has several cells."""
        return max((sum(cell is not None for cell in row) for row in self.rows), default=0) > 1


Block = list["Line"] | Grid


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """All lines, each with the one it follows."""
    before: Line | None = None
    for line in _Flow().all(blocks):
        follows = before.number if before else None
        before = line if line.follows or follows is None else replace(line, follows=follows)
        yield before


def flat(block: Block) -> Iterator[Line]:
    """The lines of a block, a table's cell by cell."""
    if isinstance(block, Grid):
        yield from (line for row in block.rows for cell in row for line in cell or ())
    else:
        yield from block


@dataclass(slots=True)
class _Flow:
    in_table: bool = False
    cells: int = 0  # how many cells were given a number so far
    row: dict[int, list[Line]] = field(default_factory=dict)

    def all(self, blocks: Iterable[Block]) -> Iterator[Line]:
        for block in blocks:
            yield from self._grid(block) if isinstance(block, Grid) else self._text(block)
        yield from self._flush()

    def _text(self, lines: Sequence[Line]) -> Iterator[Line]:
        if lines and self.in_table and any(section_at(lines, at) not in (None, "table") for at in range(len(lines))):
            self.in_table = False
        if lines and not self.in_table:
            yield from self._flush()
        yield from lines

    def _grid(self, grid: Grid) -> Iterator[Line]:
        wide = grid.is_wide
        alone = wide and not self.in_table and _of_leads(grid)
        rows = [[cell or [] for cell in row] for row in grid.rows if row]
        for row in rows:
            joined = [replace(line, cell=None) for lines in row for line in lines]
            if joined and section_at(joined, 0) == "table":
                self.in_table = True
                if not self.row:
                    yield from joined
            elif (self.in_table and wide) or (alone and (not row[0] or _names_lead(row))):
                yield from self._row(row)
            elif alone:
                yield from joined
            elif not wide:
                yield from self._boxes([row])
        if wide and not self.in_table and not alone:
            yield from self._boxes(rows)

    def _row(self, cells: Sequence[list[Line]]) -> Iterator[Line]:
        """A row; where its first cell is empty, it goes on with the one before."""
        if cells[0] or not self.row:
            yield from self._flush()
            self.row = {0: [replace(line, lead=True) for line in cells[0]]}
        for column, lines in enumerate(cells[1:], 1):
            if not lines:
                continue
            first = replace(lines[0], after_break=bool(self.row.get(column)), after_gap=True)
            self.row.setdefault(column, []).extend([first, *lines[1:]])

    def _flush(self) -> Iterator[Line]:
        """The lines of the row that is complete, cell by cell."""
        for column in sorted(self.row):
            self.cells += 1
            yield from (replace(line, cell=self.cells) for line in self.row[column])
        self.row = {}

    def _boxes(self, rows: Sequence[Sequence[list[Line]]]) -> Iterator[Line]:
        """Boxes: column by column, each a cell of its own."""
        for column in range(max(map(len, rows), default=0)):
            for row in rows:
                if column < len(row) and row[column]:
                    self.cells += 1
                    yield from (replace(line, cell=self.cells) for line in row[column])


def _of_leads(grid: Grid) -> bool:
    """Whether a table that no heading announces has a jurisdiction in front of each row but its header, text behind."""
    rows = [[cell or [] for cell in row] for row in grid.rows if any(row)]
    new = [row for row in rows if row[0]]
    named = [row for row in new if _names_lead(row)]
    return bool(named) and len(named) >= len(new) - 1 and all(len(row) == COLUMNS and row[1] for row in named)


def _names_lead(row: Sequence[list[Line]]) -> bool:
    name = " ".join(line.text for line in row[0]) if row else ""
    return any(is_known(name, language) for language in LANGUAGES) if name else False


def section_at(lines: Sequence[Line], at: int) -> str | None:
    """The part that a heading here opens, in either language."""
    free = [replace(line, after_gap=True) for line in lines]
    return next((found[0] for each in LANGUAGES if (found := heading_at(free, at, rules(each)))), None)

"""Tables whose header says what their columns hold, found among the blocks of a document and put together again.

A row that a page cut is whole again, a header that every page repeats is no row, and a lead that spans rows, or is not
repeated, leads all of them. The rows are read by `loaders.documents.council_form.table_rows`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from loaders.layout.blocks import Block, Grid
from loaders.layout.sections import is_closed
from loaders.mapping.headers import header_field

if TYPE_CHECKING:
    from loaders.text.lines import Line

MIN_COLUMNS: Final = 3  # columns; a table of two is leads with their initiatives, or adjacent boxes
HEADER_ROWS: Final = 2  # rows among which the header is looked for: there may be a title above it
HEADER_WORDS: Final = 8  # of a cell of the header
MIN_NAMED_FIELDS: Final = 2  # fields that a header has to name, the subject among them
SUBJECT_FIELDS: Final = {"title", "needs"}

Cells = list[list["Line"]]


@dataclass(slots=True)
class Columns:
    """A table with a header: what each column is called and means, and the rows below."""

    names: list[str]
    fields: list[str | None]
    rows: list[Cells] = field(default_factory=list)

    def columns(self, name: str) -> list[int]:
        """The columns of a field."""
        return [at for at, each in enumerate(self.fields) if each == name]

    def cell(self, row: Cells, name: str) -> list[Line]:
        """The lines of a row in the first column of a field; none where it has no such column."""
        return next((row[at] for at in self.columns(name)), [])

    def matter(self, row: Cells) -> list[Line]:
        """The subject of a row: the title of an initiative or, in a table of needs, the need."""
        return self.cell(row, "title" if self.columns("title") else "needs")

    def extend(self, rows: Sequence[Sequence[list[Line] | None]], *, after_page: bool) -> None:
        """Add rows; `after_page`: they begin a page, so the first may go on with the last one before it."""
        for at, row in enumerate(rows):
            cells = [list(cell or []) for cell in row] + [[] for _ in range(len(self.names) - len(row))]
            if self._goes_on(cells, first=at == 0 and after_page):
                self._join(cells)
                continue
            lead, above = self.columns("lead"), self.rows[-1] if self.rows else None
            if lead and above and not cells[lead[0]] and self.matter(cells):
                cells[lead[0]] = above[lead[0]]
            self.rows.append(cells)

    def _goes_on(self, cells: Cells, *, first: bool) -> bool:
        """Whether a row goes on with the one above: it has no title of its own, or only the end of one."""
        if not self.rows or self.cell(cells, "lead"):
            return False
        title = self.matter(cells)
        if not title:
            return first or bool(self.columns("lead") and sum(map(bool, cells)) > 1)
        cut = self.matter(self.rows[-1])
        return first and bool(cut) and not is_closed(cut[-1].text) and title[0].text[:1].islower()

    def _join(self, cells: Cells) -> None:
        for at, lines in enumerate(cells):
            self.rows[-1][at] += [replace(line, after_break=True) for line in lines[:1]] + lines[1:]


def split_column_tables(blocks: Sequence[Block], *, with_lead: bool) -> tuple[list[Block], list[Columns]]:
    """Split the blocks of a document into its tables with column headers and the other blocks.

    Args:
        blocks: its paragraphs and tables.
        with_lead: whether a table needs a column of leads; not if the document names its sender.
    """
    rest: list[Block] = []
    found: list[Columns] = []
    going_on = False  # whether nothing but page breaks stood between here and the last such table
    for block in blocks:
        if not isinstance(block, Grid):
            going_on = going_on and not block
            rest.append(block)
            continue
        made = _headed(block, with_lead=with_lead)
        if going_on and made is None and _width(block) == len(found[-1].names):
            found[-1].extend(block.rows, after_page=True)
        elif going_on and made and made[0].fields == found[-1].fields:
            found[-1].extend(made[1], after_page=True)
        elif made:
            made[0].extend(made[1], after_page=False)
            found.append(made[0])
            going_on = True
        else:
            going_on = False
            rest.append(block)
    return rest, found


def _headed(grid: Grid, *, with_lead: bool) -> tuple[Columns, list[list[list[Line] | None]]] | None:
    """The columns that a row near the top of a table names, and the rows below; None where none does."""
    for at, row in enumerate(grid.rows[:HEADER_ROWS]):
        names = [cell_text(cell or []) for cell in row]
        if sum(map(bool, names)) < MIN_COLUMNS or any(len(name.split()) > HEADER_WORDS for name in names):
            continue
        fields = list(fields_of(names))
        known = {one for one in fields if one}
        if known & SUBJECT_FIELDS and len(known) >= MIN_NAMED_FIELDS and ("lead" in known or not with_lead):
            return Columns(names, fields), grid.rows[at + 1 :]
    return None


def fields_of(names: Sequence[str]) -> Iterator[str | None]:
    """Yield the field of each column; a field that may occur once belongs to its first column."""
    found_fields: set[str] = set()
    for name in names:
        found = header_field(name)[0] or header_field(_singular(name))[0]
        if found in found_fields and found not in ("partners", "themes"):
            found = None
        if found:
            found_fields.add(found)
        yield found


def _singular(name: str) -> str:
    """A header that names its column in the plural: Jurisdictions, Initiatives, Administrations."""
    return " ".join(word.removesuffix("s") for word in fold(name).split())


def _width(grid: Grid) -> int:
    return max(map(len, grid.rows), default=0)


def cell_text(lines: Sequence[Line]) -> str:
    """A cell on one line."""
    return " ".join(line.text for line in lines)

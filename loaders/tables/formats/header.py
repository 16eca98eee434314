"""Find the header of a sheet and the names of its columns."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Final

from graph.text.strings import fold
from loaders.tables.formats.rows import Broken, Row, Sheet, letters, one_line

SAMPLE: Final = 500  # rows looked at before any is read
SEARCHED: Final = 40  # rows among which the header is looked for
TAG: Final = re.compile(r"#[a-z]\w*(?:\s*\+\s*[a-z]\w*)*", re.IGNORECASE | re.ASCII)
REPEATED_SHARE: Final = 0.2  # of the cells of a row that may be values of other rows, if it is a header
REPEATED: Final = 0.1  # of the score of a row with more of them
TAGGED: Final = 0.5  # share of the cells of a row from which it is a tag row, as the HXL standard has it
WIDEST: Final = 2000  # columns that are looked at; sheets are 16,384 wide, tables are not


@dataclass(slots=True)
class Table:
    """A sheet with its header found: the names of its columns, their HXL tags, the rows below.

    Columns from `own` on come from the file `joined`.
    """

    sheet: str | None
    lettered: bool
    columns: list[str]
    tags: list[str]
    sample: list[Row]
    rows: Iterator[Row | Broken]
    header: int
    own: int = sys.maxsize
    joined: str | None = None

    def find(self, name: str) -> int | None:
        """The column of a name or a tag; case, accents and spaces do not matter."""
        if name.startswith("#") and (tag := normal_tag(name)) in self.tags:
            return self.tags.index(tag)
        among = [fold(column) for column in self.columns]
        return among.index(fold(name)) if fold(name) in among else None

    def texts(self, column: int) -> list[str]:
        """The values of a column in the sample, without blanks."""
        cells = (row.cells[column] for row in self.sample if column < len(row.cells))
        return [text for cell in cells if (text := one_line(cell))]


def normal_tag(text: str) -> str:
    """A tag as it is compared: ``#Org + Lead`` is ``#org+lead``; attributes in alphabetical order."""
    tag, *attributes = (part.strip().lower() for part in text.strip().split("+"))
    return "+".join([tag, *sorted(attributes)])


def open_table(sheet: Sheet, score: Callable[[Sequence[str]], float], at: int | None = None) -> Table | None:
    """Find the header of a sheet.

    Args:
        sheet: its rows are taken from here on.
        score: how well a row would do as the header; 0: not at all.
        at: the number of the row that is the header, where somebody says so.

    Returns:
        None where there are no rows, or none can be the header.
    """
    rows = sheet.rows
    sample: list[Row | Broken] = list(islice(rows, SAMPLE))
    whole = [row for row in sample if isinstance(row, Row)]
    sheet.empty = not any(any(row.cells) for row in whole)
    if sheet.empty:
        return None
    tags = next((row for row in whole[:SEARCHED] if _is_tag_row(row.cells)), None) if at is None else None
    header = _header(whole, tags, score, at)
    if header is None:
        return None
    after = [row for row in sample if row.number > max(header.number, tags.number if tags else 0)]
    if tags is None and after and isinstance(after[0], Row) and _is_tag_row(after[0].cells):
        tags = after.pop(0)  # type: ignore[assignment]  # it is a Row, as just checked
    names = list(header.cells if header is not tags else [])
    width = min(WIDEST, max([len(names), *(len(row.cells) for row in after if isinstance(row, Row))]))
    columns = _named(names[:width] + [""] * (width - len(names)))
    marks = [normal_tag(cell) if TAG.fullmatch(cell.strip()) else "" for cell in (tags.cells if tags else ())]
    below = [row for row in after if isinstance(row, Row)]
    return Table(sheet.name, sheet.lettered, columns, marks[:width] + [""] * (width - len(marks)), below,
                 chain(after, rows), header.number)  # fmt: skip


def _header(
    rows: Sequence[Row], tags: Row | None, score: Callable[[Sequence[str]], float], at: int | None
) -> Row | None:
    if at is not None:
        return next((row for row in rows if row.number == at), None)
    if tags is not None:
        before = [row for row in rows if row.number < tags.number and any(row.cells)]
        return before[-1] if before else tags
    values = [Counter(column) for column in zip_longest(*(row.cells for row in rows), fillvalue="")]
    scored = [(score(row.cells) * (REPEATED if _is_data(row, rows, values) else 1.0), row) for row in rows[:SEARCHED]]
    best, header = max(scored, key=lambda one: one[0], default=(0.0, None))
    return header if best > 0 else None


def _is_data(row: Row, rows: Sequence[Row], values: Sequence[Counter[str]]) -> bool:
    """Whether several cells of a row are values of other rows, too; a header that is on each page is so as a whole."""
    filled = [at for at, cell in enumerate(row.cells) if cell]
    repeated = sum(values[at][row.cells[at]] > 1 for at in filled)
    return repeated > max(1, REPEATED_SHARE * len(filled)) and sum(one.cells == row.cells for one in rows) == 1


def _is_tag_row(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell and not cell.isspace()]
    return sum(bool(TAG.fullmatch(cell)) for cell in filled) >= max(2, len(filled) * TAGGED)


def _named(cells: Sequence[str]) -> list[str]:
    """Each column's name; one that has none is called by its letters, one that is there already gets a number."""
    counts: Counter[str] = Counter()
    names = []
    for at, cell in enumerate(cells):
        name = one_line(cell or "") or letters(at)
        counts[fold(name)] += 1
        names.append(name if counts[fold(name)] == 1 else f"{name} ({counts[fold(name)]})")
    return names

"""Blocks of text on a page, found by where its words are, and their reading order.

Most PDFs are written in the order in which they are read, and know better than geometry what belongs together. Slides
are not, nor are pages on which a text is written before one that is right above it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING, Final

from loaders.formats.pdf.words import Box, Row, Word, bounds_of, rows_of, segments_of
from loaders.layout.reading_order import in_reading_order

if TYPE_CHECKING:
    from loaders.formats.pdf.words import Page, Table

SLIDE_SHAPES: Final = (4 / 3, 16 / 10, 16 / 9)  # width by height
SHAPE_TOLERANCE: Final = 0.015
MAX_SLIDE_WORDS: Final = 200  # median of the pages of a deck
MAX_LINE_GAP: Final = 0.9  # between two lines of a block, in heights of a line
MIN_SHARED_WIDTH: Final = 0.5  # of the narrower of two lines or blocks above each other
MAX_HEIGHT_RATIO: Final = 1.3  # of the fonts of two lines of a block
MAX_MARK_LETTERS: Final = 3  # of a bullet or number in front of a line, from which it is parted by a tab
COLUMN_PREFERENCE: Final = 2.0  # on pages of running text, whose columns are narrow
MIN_FILLED_ROWS: Final = 2  # of a table on a slide; what has fewer is a background with boxes on it
MIN_FILLED_SHARE: Final = 0.5  # of its cells
MAX_PLACED_WORDS: Final = 2_000  # of a page, of which more are a drawing
MIN_FRAME_SHARE: Final = 0.4  # of a page that the only filled cell of a frame around text covers


@dataclass(slots=True)
class TextBlock:
    """Lines that belong together, or a table.

    Attributes:
        rows: the lines.
        box: the rectangle around them.
        table: the place of the table on its page; None for text.
        written: the place of its first word in the order of writing.
    """

    rows: list[Row]
    box: Box
    table: int | None = None
    written: int = 0

    @property
    def words(self) -> list[Word]:
        """All its words, line by line."""
        return [word for row in self.rows for word in row]

    @property
    def height(self) -> float:
        """The usual height of its words."""
        return median(word.height for word in self.words)


@dataclass(slots=True)
class PageBlocks:
    """The blocks of a page."""

    page: Page
    blocks: list[TextBlock] = field(init=False)

    def __post_init__(self) -> None:
        places = {id(word): at for at, word in enumerate(self.page.words)}
        loose = [
            word for word in self.page.words if self.page.table_of(word) is None and id(word) not in self.page.running
        ]
        self.blocks = _text_blocks(loose)
        for at, table in enumerate(self.page.tables):
            inside = [word for word in self.page.words if self.page.table_of(word) == at]
            if inside:
                self.blocks.append(TextBlock([inside], _table_box(table), table=at))
        for block in self.blocks:
            block.written = min(places[id(word)] for word in block.words)

    def ordered(self, column_preference: float = 1.0) -> list[TextBlock]:
        """Return the blocks in the order in which a person reads them."""
        return in_reading_order(self.blocks, lambda block: block.box, column_preference)

    def are_written_out_of_order(self) -> bool:
        """Return whether a block is written before one that is right above it."""
        return any(_is_above(one, other) and other.written < one.written
                   for one, other in itertools.permutations(self.blocks, 2))  # fmt: skip


def is_slide_deck(pages: Sequence[Page]) -> bool:
    """Return whether pages are slides: of the shape of a screen, with few words."""
    shaped = [page for page in pages if _has_slide_shape(page)]
    return 2 * len(shaped) > len(pages) and median(len(page.words) for page in shaped) <= MAX_SLIDE_WORDS


def _has_slide_shape(page: Page) -> bool:
    ratio = page.width / page.height if page.height else 0.0
    return any(abs(ratio - shape) <= SHAPE_TOLERANCE * shape for shape in SLIDE_SHAPES)


def drop_frames(page: Page, *, is_slide: bool) -> None:
    """Drop tables that are only lines or boxes around text, as the backgrounds of slides are."""
    page.keep_tables([table for table in page.tables if not _is_frame(table, page, is_slide=is_slide)])


def _is_frame(table: Table, page: Page, *, is_slide: bool) -> bool:
    cells = [cell for row in table for cell in row if cell is not None]
    filled = {cell for cell in cells if any(word.within(cell) for word in page.words)}
    if not is_slide:
        shares = [(cell[2] - cell[0]) * (cell[3] - cell[1]) / (page.width * page.height) for cell in filled]
        return len(filled) == 1 and shares[0] >= MIN_FRAME_SHARE
    rows = sum(sum(cell in filled for cell in row) > 1 for row in table)
    return rows < MIN_FILLED_ROWS or len(filled) < MIN_FILLED_SHARE * len(set(cells))


def _table_box(table: Table) -> Box:
    cells = [cell for row in table for cell in row if cell is not None]
    return (
        min(cell[0] for cell in cells),
        min(cell[1] for cell in cells),
        max(cell[2] for cell in cells),
        max(cell[3] for cell in cells),
    )


def _text_blocks(words: Sequence[Word]) -> list[TextBlock]:
    blocks: list[TextBlock] = []
    last: list[_Line] = []  # of each block
    for row in rows_of(words):
        for part in _segments(row):
            line = _Line.of(part)
            above = [at for at, block in enumerate(blocks) if _goes_on(block, last[at], line)]
            if above:
                nearest = max(above, key=lambda at: blocks[at].box[3])
                blocks[nearest].rows.append(part)
                blocks[nearest].box = _around(blocks[nearest].box, line.box)
                last[nearest] = line
            else:
                blocks.append(TextBlock([part], line.box))
                last.append(line)
    return blocks


@dataclass(frozen=True, slots=True)
class _Line:
    """Where a line is, and how high its words usually are."""

    box: Box
    height: float

    @classmethod
    def of(cls, words: Row) -> _Line:
        return cls(bounds_of(words), median(word.height for word in words))


def _around(one: Box, other: Box) -> Box:
    """Return the smallest box around two."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _segments(row: Row) -> list[Row]:
    """Return the parts of a row; a bullet or number stays with what follows it."""
    parts: list[Row] = []
    for part in segments_of(row):
        if parts and len(parts[-1]) == 1 and _is_mark(parts[-1][0].text):
            parts[-1] += part
        else:
            parts.append(list(part))
    return parts


def _is_mark(text: str) -> bool:
    return len(text) <= MAX_MARK_LETTERS and (not text[0].isalpha() or text[-1:] in ".)" or text == "o")


def _goes_on(block: TextBlock, last: _Line, line: _Line) -> bool:
    """Return whether a line is the next one of a block: right below it, above or below the same text, of its height."""
    height, other = line.height, last.height
    gap = line.box[1] - last.box[3]
    return (
        -height < gap <= MAX_LINE_GAP * min(height, other)
        and _shared_width(line.box, block.box) >= MIN_SHARED_WIDTH
        and max(height, other) <= MAX_HEIGHT_RATIO * min(height, other)
    )


def _shared_width(one: Box, other: Box) -> float:
    """Return the share of the narrower box's width that both cover."""
    narrower = min(one[2] - one[0], other[2] - other[0]) or 1.0
    return (min(one[2], other[2]) - max(one[0], other[0])) / narrower


def _is_above(one: TextBlock, other: TextBlock) -> bool:
    return one.box[3] <= other.box[1] + 1 and _shared_width(one.box, other.box) >= MIN_SHARED_WIDTH

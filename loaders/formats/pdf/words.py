"""The words of a PDF page and where they are: in rows, in segments of rows, and in the boxes of tables."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

SAME_ROW: Final = 3.0  # points between the tops of words of one row
COLUMN_GAP: Final = 0.9  # narrowest gap between columns, in heights of a line

Box = tuple[float, float, float, float]  # left, top, right, bottom, in points from the page's top left
Table = Sequence[Sequence[Box | None]]  # rows of cells; None where a cell is merged away


@dataclass(frozen=True, slots=True)
class Word:
    """A word, where it is on its page, and whether its font is a bold one."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    is_bold: bool = False

    @property
    def height(self) -> float:
        """Its height, which is about that of its font."""
        return self.bottom - self.top

    def within(self, box: Box) -> bool:
        """Return whether its middle is inside a box."""
        across, down = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        return box[0] <= across <= box[2] and box[1] <= down <= box[3]


Row = list[Word]


@dataclass(slots=True)
class Page:
    """A page: its words in the order in which they were written, and its tables.

    `running` are the words of headers, footers and page numbers (see `loaders.formats.pdf.running_text`), by `id`.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    tables: list[Table] = field(default_factory=list)
    running: set[int] = field(default_factory=set)
    body_height: float = 0.0  # the usual height of a word of the document
    has_bold: bool = True  # whether bold is not the usual font of the document
    tops: list[float] = field(init=False)
    _table_places: dict[int, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tops = []
        for word in sorted(self.words, key=lambda word: word.top):
            if not self.tops or word.top - self.tops[-1] > SAME_ROW:
                self.tops.append(word.top)

    def line_number(self, word: Word) -> int:
        """Return the number of the line that a word is on, from the top of the page."""
        return 1 + bisect_left(self.tops, word.top - SAME_ROW)

    def keep_tables(self, kept: list[Table]) -> None:
        """Replace the tables by those that are kept."""
        self.tables = kept
        self._table_places.clear()

    def table_of(self, word: Word) -> int | None:
        """Return the place of the first table that a word is in; None where it is in none."""
        key = id(word)
        if key not in self._table_places:
            found = (at for at, table in enumerate(self.tables) if in_table(word, table))
            self._table_places[key] = next(found, None)
        return self._table_places[key]


def in_table(word: Word, table: Table) -> bool:
    """Return whether a word is inside a cell of a table."""
    return any(cell is not None and word.within(cell) for row in table for cell in row)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """Return rows of words on the same line, from top to bottom, each from left to right."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: (word.top, word.left)):
        if rows and word.top - rows[-1][0].top <= SAME_ROW:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def segments_of(row: Row) -> Iterator[Row]:
    """Yield the parts of a row between which there is more room than between words of a sentence."""
    begin = 0
    for at, (one, other) in enumerate(itertools.pairwise(row), 1):
        if is_column_gap(one, other):
            yield row[begin:at]
            begin = at
    yield row[begin:]


def is_column_gap(one: Word, other: Word) -> bool:
    """Return whether there is more room between two words of a row than between words of a sentence."""
    return other.left - one.right >= COLUMN_GAP * one.height


def text_of(words: Iterable[Word]) -> str:
    """Return words on one line."""
    return " ".join(word.text for word in words)


def bounds_of(words: Sequence[Word]) -> Box:
    """Return the smallest box around words."""
    return (
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
    )

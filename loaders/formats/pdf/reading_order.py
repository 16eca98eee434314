"""The reading order of columns of running text that a PDF writes line by line across the page.

Most PDFs write one column after the other; then the order that they write in is kept. Only where lines of both sides
alternate is a page split along the empty strip between them, which several consecutive lines leave free.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from loaders.formats.pdf.words import COLUMN_GAP, Row, Word, is_column_gap, rows_of

MIN_ROWS: Final = 4  # rows with text on both sides
MIN_WIDTH_SHARE: Final = 0.6  # of the width of its column that a line of running text usually fills
MIN_WORDS: Final = 3  # usually in a line of a column; fewer are cells of a table
MIN_LETTERS: Final = 12  # likewise
MIN_SIDE_RATIO: Final = 0.5  # rows of one side to those of the other
MIN_ALTERNATION: Final = 0.5  # for each row with both sides, from which on the order of writing mixes the columns
MAX_WORDS: Final = 5_000  # words of a page, of which more are no running text
MAX_DEPTH: Final = 3  # columns within columns, as three of them are


@dataclass(frozen=True, slots=True)
class _Split:
    """Rows ``first`` to ``last`` (without it) that leave the place ``at`` free; ``both`` have text on both sides."""

    first: int
    last: int
    at: float
    both: int


def in_reading_order(words: Sequence[Word], depth: int = 0) -> list[Word]:
    """The words of a page as they are written, columns that were mixed one after the other."""
    rows = rows_of(words) if depth < MAX_DEPTH and len(words) <= MAX_WORDS else []
    split = max(_splits(rows), key=lambda one: one.both, default=None)
    if split is None or not _is_mixed(words, rows, split):
        return list(words)
    here = rows[split.first : split.last]
    sides = [[word for row in here for word in row if (word.left < split.at) is left] for left in (True, False)]
    before, after = _written(words, rows[: split.first]), _written(words, rows[split.last :])
    parts = [in_reading_order(part, depth) for part in (before, after)]
    inside = [in_reading_order(side, depth + 1) for side in sides]
    return [*parts[0], *inside[0], *inside[1], *parts[1]]


def _splits(rows: Sequence[Row]) -> Iterator[_Split]:
    """The strips that consecutive rows leave free, with running text on both sides."""
    for at in sorted({round(middle) for row in rows for middle in _gaps(row)}):
        free = [all(not _covers(word, at) for word in row) for row in rows]
        for is_free, run in itertools.groupby(range(len(rows)), key=free.__getitem__):
            places = list(run)
            if is_free and len(places) >= MIN_ROWS and (made := _split(rows, places, at)):
                yield made


def _gaps(row: Row) -> Iterator[float]:
    for one, other in itertools.pairwise(row):
        if is_column_gap(one, other):
            yield (one.right + other.left) / 2


def _covers(word: Word, at: float) -> bool:
    room = COLUMN_GAP * (word.bottom - word.top) / 2 - 1
    return word.left - room < at < word.right + room


def _split(rows: Sequence[Row], places: Sequence[int], at: float) -> _Split | None:
    """The rows with text on both sides of a strip, where both are running text, and those that only go on on one."""
    both = [place for place in places if rows[place][0].left < at < rows[place][-1].left]
    if len(both) < MIN_ROWS:
        return None
    here = rows[both[0] : both[-1] + 1]
    left = [side for row in here if (side := [word for word in row if word.left < at])]
    right = [side for row in here if (side := [word for word in row if word.left >= at])]
    fewer, more = sorted(map(len, (left, right)))
    nearest_left = [_nearest(side, last=True) for side in left]
    if fewer < MIN_SIDE_RATIO * more or not all(
        map(_is_running_text, (nearest_left, [_nearest(side, last=False) for side in right]))
    ):
        return None
    below = [rows[place] for place in places if place > both[-1]]
    goes_on = len(below) > 1 and _is_running_text([*nearest_left, *below])
    return _Split(both[0], (places[-1] if goes_on else both[-1]) + 1, at, len(both))


def _nearest(row: Row, *, last: bool) -> Row:
    """The part of one side of a row that is next to the strip, if that side has columns of its own."""
    ends = [at for at, (one, other) in enumerate(itertools.pairwise(row), 1) if is_column_gap(one, other)]
    if not ends:
        return row
    return row[ends[-1] :] if last else row[: ends[0]]


def _is_running_text(lines: Sequence[Row]) -> bool:
    widths = [line[-1].right - line[0].left for line in lines]
    letters = [sum(len(word.text) for word in line) for line in lines]
    return (
        median(widths) >= MIN_WIDTH_SHARE * max(widths)
        and median(map(len, lines)) >= MIN_WORDS
        and median(letters) >= MIN_LETTERS
    )


def _is_mixed(words: Sequence[Word], rows: Sequence[Row], split: _Split) -> bool:
    """Whether the order of writing goes to and fro between the columns, line by line."""
    inside = {id(word) for row in rows[split.first : split.last] for word in row}
    sides = [word.left < split.at for word in words if id(word) in inside]
    return sum(one != other for one, other in itertools.pairwise(sides)) >= MIN_ALTERNATION * split.both


def _written(words: Sequence[Word], rows: Sequence[Row]) -> list[Word]:
    """The words of some rows in the order in which they are written."""
    kept = {id(word) for row in rows for word in row}
    return [word for word in words if id(word) in kept]

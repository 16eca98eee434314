"""Tables without ruling lines, recognised by a header that names their columns and the empty strips between them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING, Final

from loaders.formats.pdf.words import rows_of
from loaders.layout.tables import MIN_COLUMNS, fields_of

if TYPE_CHECKING:
    from loaders.formats.pdf.words import Box, Row, Word

MIN_HEADER_FIELDS: Final = 3  # fields that a header without lines has to name, the title among them
ROW_GAP: Final = 1.3  # distance of two lines, in those of the closest, from which on a row begins
EDGE_MARGIN: Final = 2.0  # points
MAX_HEADER_LINES: Final = 4  # lines of a header
MAX_CELL_LINE_STEP: Final = 1.65  # distance of two lines of a cell, in heights of a line
MIN_CELL_GAP: Final = 0.5  # space between the words of two cells, in heights of a line
INFINITE: Final = 100_000.0
MAX_WORDS: Final = 5_000  # words of a page, of which more are no text


def unruled(words: Sequence[Word]) -> list[list[list[Box | None]]]:
    """The tables among words that are in no other table: rows of cells, the header first."""
    rows = rows_of(words) if len(words) <= MAX_WORDS else []
    made: list[list[list[Box | None]]] = []
    at = 0
    while at < len(rows):
        header, height = _header(rows[at : at + MAX_HEADER_LINES])
        below = at + height
        edges = _edges(header, rows[below:]) if header else []
        stop = next((n for n in range(below, len(rows)) if _crosses(rows[n], edges)), len(rows)) if edges else below
        if stop > below:
            bands = [rows[at:below], *_bands(rows[below:stop], edges)]
            made.append([_cells(band, edges) for band in bands])
        at = stop
    return made


def _header(rows: Sequence[Row]) -> tuple[list[Row], int]:
    """The columns of a header that begins here, and of how many lines it is; none where none does.

    One that a later line begins is better where it names as much, unless this line goes on with several columns of it:
    a line above a header by itself is a title.
    """
    here, columns, height = _named(rows)
    has_columns = len(list(_parts(rows[0]))) > 1
    for start in range(1, len(rows)):
        later, others, _ = _named(rows[start:])
        if later > here or (later == here and not (has_columns and start < height and len(columns) == len(others))):
            return [], 1
    return (columns, height) if here >= MIN_HEADER_FIELDS else ([], 1)


def _named(rows: Sequence[Row]) -> tuple[int, list[Row], int]:
    """The number of fields of the best header from here, its columns and its number of lines."""
    best: tuple[int, list[Row], int] = (0, [], 1)
    for height in range(1, len(rows) + 1):
        if height > 1 and rows[height - 1][0].top - rows[height - 2][0].top > MAX_CELL_LINE_STEP * _height(rows[0]):
            break
        columns = _columns([part for row in rows[:height] for part in _parts(row)])
        if len(columns) < MIN_COLUMNS:
            continue
        names = [" ".join(word.text for word in sorted(column, key=lambda word: word.top)) for column in columns]
        known = {one for one in fields_of(names) if one}
        if "title" in known and len(known) > best[0]:
            best = len(known), columns, height
    return best


def _height(row: Row) -> float:
    return median(word.bottom - word.top for word in row)


def _columns(parts: Sequence[Row]) -> list[Row]:
    """Parts of lines above each other, from left to right."""
    columns: list[Row] = []
    for part in sorted(parts, key=lambda part: part[0].left):
        if columns and part[0].left < max(word.right for word in columns[-1]):
            columns[-1] += part
        else:
            columns.append(list(part))
    return columns


def _parts(row: Row) -> Iterator[Row]:
    """The words of a row, parted where there is room between them."""
    part: Row = []
    for word in row:
        if part and _parted(part[-1], word):
            yield part
            part = []
        part.append(word)
    yield part


def _parted(one: Word, other: Word) -> bool:
    """Whether two words are in two cells: their distance exceeds the space between words, a quarter of their height."""
    return other.left - one.right >= MIN_CELL_GAP * (one.bottom - one.top)


def _edges(header: Sequence[Row], rows: Sequence[Row]) -> list[float]:
    """The left edge of each column but the first: before its header or, if free for more rows, halfway to it."""
    edges = []
    for before, here in itertools.pairwise(header):
        left, right = max(word.right for word in before), min(word.left for word in here)
        places = (right - EDGE_MARGIN, (left + right) / 2)
        edges.append(max(places, key=lambda place: _free(rows, place)))
    return edges


def _free(rows: Sequence[Row], place: float) -> int:
    """The number of consecutive rows that leave a place free."""
    return next((at for at, row in enumerate(rows) if any(_covers(word, place) for word in row)), len(rows))


def _covers(word: Word, place: float) -> bool:
    return word.left < place < word.right


def _crosses(row: Row, edges: Sequence[float]) -> bool:
    """Whether a row does not belong to the table: a word, or the usual space between two, crosses an edge."""
    spans_edge = any(
        one.left < edge <= other.left and not _parted(one, other) and other.left > one.right
        for one, other in itertools.pairwise(row)
        for edge in edges
    )
    return spans_edge or any(_covers(word, edge) for word in row for edge in edges)


def _bands(rows: Sequence[Row], edges: Sequence[float]) -> Iterator[list[Row]]:
    """The lines of each row of the table: those with room above begin one; where none has, those with a first cell."""
    steps = [below[0].top - above[0].top for above, below in itertools.pairwise(rows)]
    closest = min(steps, default=0.0)
    roomy = any(step > ROW_GAP * closest for step in steps)
    band: list[Row] = []
    for row, step in zip(rows, [0.0, *steps], strict=True):
        begins = step > ROW_GAP * closest if roomy else row[0].left < edges[0]
        if band and begins:
            yield band
            band = []
        band.append(row)
    if band:
        yield band


def _cells(rows: Sequence[Row], edges: Sequence[float]) -> list[Box | None]:
    """The cells of a row, as boxes around the words of each column."""
    height = _height([word for row in rows for word in row])
    top, bottom = rows[0][0].top - height / 4, max(word.bottom for word in rows[-1]) + height / 4
    return [(left, top, right, bottom) for left, right in zip([-INFINITE, *edges], [*edges, INFINITE], strict=True)]

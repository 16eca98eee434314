"""From what a mapping says of a value to a function that takes it from a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from graph.errors import SourceError
from graph.text.strings import fold
from loaders.mapping.model import LISTS, Cell
from loaders.tables.formats.rows import Remembered, one_line

if TYPE_CHECKING:
    from loaders.mapping.file import MappingFile
    from loaders.tables.formats.header import Table
    from loaders.tables.row_claims import RowClaims

NOWHERE: Final = -1  # the column of a value that the mapping gives
Item = tuple[str, int]  # a text, and its column
Getter = Callable[["RowClaims"], Sequence[Item]]
_PLACE: Final = re.compile(r"\{([^{}]+)\}")


def nothing(_row: RowClaims) -> Sequence[Item]:
    """Take nothing: for a field that is not mapped."""
    return ()


def getter(spec: Cell | None, table: Table, source: MappingFile, *, many: bool = False) -> Getter:
    """Return a function that takes a value, or with `many` a list of values, from a row.

    Raises:
        SourceError: the mapping names a column that the table does not have.
    """
    if spec is None:
        return nothing
    at = columns_of(spec, table, source)
    raw = many or bool(spec.separator)
    is_plain = not (raw or spec.cut or spec.ignore or spec.values)
    if len(at) == 1 and spec.template is None:
        return _single(at[0]) if is_plain else _single_changed(at[0], _words(spec, many=many), raw=raw)
    origin = _origin(spec, at, many=many)
    return origin if is_plain else _changed(origin, _words(spec, many=many))


def columns_of(spec: Cell | None, table: Table, source: MappingFile) -> list[int]:
    """The columns that a cell is taken from."""
    if spec is None:
        return []
    names = spec.column or tuple(_PLACE.findall(spec.template or ""))
    return [_column(name, table, source) for name in names]


def _origin(spec: Cell, at: Sequence[int], *, many: bool) -> Getter:
    """The value of a row before it is changed, where it is not that of one column."""
    if spec.fixed is not None:
        fixed = ((spec.fixed, NOWHERE),) if spec.fixed else ()
        return lambda _row: fixed
    if spec.template is not None:
        return _filled(spec.template, at)
    if many:
        return lambda row: [(text, one) for one in at if (text := row.cells[one])]
    return _first(at) if spec.first else _joined(at, spec.join)


def _single(at: int) -> Getter:
    """The cell of a column, on one line."""

    def take(row: RowClaims) -> Sequence[Item]:
        text = row.lines[at]
        return ((text, at),) if text else ()

    return take


def _single_changed(at: int, words: Callable[[str], Sequence[str]], *, raw: bool) -> Getter:
    """What the cell of a column becomes; `raw` keeps its line ends, which may separate the items of a list."""
    items = Remembered(lambda text: [(word, at) for word in words(text)])

    def take(row: RowClaims) -> Sequence[Item]:
        text = row.cells[at] if raw else row.lines[at]
        return items[text] if text else ()

    return take


def _joined(at: Sequence[int], mark: str) -> Getter:
    def take(row: RowClaims) -> Sequence[Item]:
        found = [(text, one) for one in at if (text := row.lines[one])]
        return ((mark.join(text for text, _ in found), found[0][1]),) if found else ()

    return take


def _first(at: Sequence[int]) -> Getter:
    """The first of several columns that holds anything."""

    def take(row: RowClaims) -> Sequence[Item]:
        return next((((text, one),) for one in at if (text := row.lines[one])), ())

    return take


def _filled(template: str, at: Sequence[int]) -> Getter:
    pieces = _PLACE.split(template)[::2]

    def take(row: RowClaims) -> Sequence[Item]:
        found = [row.cells[one] for one in at]
        if at and not any(found):
            return ()
        text = pieces[0] + "".join(cell + piece for cell, piece in zip(found, pieces[1:], strict=True))
        return ((one_line(text), at[0] if at else NOWHERE),)

    return take


def _changed(origin: Getter, words: Callable[[str], Sequence[str]]) -> Getter:
    kept = Remembered(words)
    return lambda row: [(word, at) for text, at in origin(row) for word in kept[text]]


def _words(spec: Cell, *, many: bool) -> Callable[[str], Sequence[str]]:
    """What a mapping makes of a text: the items of a list, without what it ignores, in its own words."""
    separators = (spec.separator,) if spec.separator else LISTS
    split = re.compile("|".join(re.escape(mark) for mark in separators)) if many or spec.separator else None
    ignored = {fold(text) for text in spec.ignore}
    values = {**{fold(text): value for text, value in spec.values.items()}, **spec.values}

    def words(text: str) -> Sequence[str]:
        made = []
        for piece in split.split(text) if split else (text,):
            word = one_line(piece)
            if spec.cut:
                word = word.rpartition(spec.cut)[0]
            if not word or (ignored and fold(word) in ignored):
                continue
            if values:
                word = values.get(word) or values.get(fold(word), word)
            made.append(word)
        return made

    return words


def _column(name: str, table: Table, source: MappingFile) -> int:
    at = table.find(name)
    if at is None:
        raise SourceError(
            "{place}: the table has no column “{column}”. Its columns: {columns}.",
            place=source.where(name), column=name, columns=", ".join(table.columns[:40]),
        )  # fmt: skip
    return at

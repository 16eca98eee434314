"""From what a mapping says of a value to a function that takes it from a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from graph.errors import SourceError
from graph.text.strings import fold
from loaders.mapping.model import LISTS, Cell
from loaders.tables.formats.rows import one_line, remembered

if TYPE_CHECKING:
    from loaders.mapping.file import MappingFile
    from loaders.tables.formats.header import Table

NOWHERE: Final = -1  # the column of a value that the mapping gives
Item = tuple[str, int]  # a text, and its column
Getter = Callable[[Sequence[str]], Sequence[Item]]
_PLACE: Final = re.compile(r"\{([^{}]+)\}")


def nothing(_cells: Sequence[str]) -> Sequence[Item]:
    """Take nothing: for a field that is not mapped."""
    return ()


def getter(spec: Cell | None, table: Table, source: MappingFile, *, many: bool = False) -> Getter:
    """Return a function that takes a value, or with `many` a list of values, from a row.

    Raises:
        SourceError: the mapping names a column that the table does not have.
    """
    if spec is None:
        return nothing
    origin = _origin(spec, table, source, many=many)
    plain = not (spec.separator or spec.cut or spec.ignore or spec.values or many)
    if plain:
        return origin
    return _changed(origin, spec, many=many)


def columns_of(spec: Cell | None, table: Table, source: MappingFile) -> list[int]:
    """The columns that a cell is taken from."""
    if spec is None:
        return []
    names = spec.column or tuple(_PLACE.findall(spec.template or ""))
    return [_column(name, table, source) for name in names]


def _origin(spec: Cell, table: Table, source: MappingFile, *, many: bool) -> Getter:
    at = columns_of(spec, table, source)
    if spec.fixed is not None:
        fixed = ((spec.fixed, NOWHERE),) if spec.fixed else ()
        return lambda _cells: fixed
    if spec.template is not None:
        return _filled(spec.template, at)
    if len(at) == 1:
        return _single(at[0], raw=many or bool(spec.separator))
    if many:
        singles = [_single(one, raw=True) for one in at]
        return lambda cells: [item for single in singles for item in single(cells)]
    return _first(at) if spec.first else _joined(at, spec.join)


def _single(at: int, *, raw: bool = False) -> Getter:
    """The cell of a column, on one line; `raw` keeps its line ends, which may separate the items of a list."""

    def take(cells: Sequence[str]) -> Sequence[Item]:
        text = cells[at] if at < len(cells) else ""
        if text and not raw:
            text = one_line(text)
        return ((text, at),) if text else ()

    return take


def _joined(at: Sequence[int], mark: str) -> Getter:
    def take(cells: Sequence[str]) -> Sequence[Item]:
        found = [(text, one) for one in at if one < len(cells) and (text := one_line(cells[one]))]
        return ((mark.join(text for text, _ in found), found[0][1]),) if found else ()

    return take


def _first(at: Sequence[int]) -> Getter:
    """The first of several columns that holds anything."""
    singles = [_single(one) for one in at]

    def take(cells: Sequence[str]) -> Sequence[Item]:
        return next((found for single in singles if (found := single(cells))), ())

    return take


def _filled(template: str, at: Sequence[int]) -> Getter:
    pieces = _PLACE.split(template)[::2]

    def take(cells: Sequence[str]) -> Sequence[Item]:
        found = [cells[one] if one < len(cells) else "" for one in at]
        if at and not any(found):
            return ()
        text = pieces[0] + "".join(cell + piece for cell, piece in zip(found, pieces[1:], strict=True))
        return ((one_line(text), at[0] if at else NOWHERE),)

    return take


def _changed(origin: Getter, spec: Cell, *, many: bool) -> Getter:
    separators = (spec.separator,) if spec.separator else LISTS
    split = re.compile("|".join(re.escape(mark) for mark in separators)) if many or spec.separator else None
    ignored = {fold(text) for text in spec.ignore}
    values = {**{fold(text): value for text, value in spec.values.items()}, **spec.values}

    @remembered
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

    return lambda cells: [(word, at) for text, at in origin(cells) for word in words(text)]


def _column(name: str, table: Table, source: MappingFile) -> int:
    at = table.find(name)
    if at is None:
        raise SourceError(
            "{place}: the table has no column “{column}”. Its columns: {columns}.",
            place=source.where(name), column=name, columns=", ".join(table.columns[:40]),
        )  # fmt: skip
    return at

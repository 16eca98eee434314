"""The result of an ad hoc query, in values that JSON can hold."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.adhoc.limits import memory_error

if TYPE_CHECKING:
    from graph.adhoc.limits import Limits


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Columns with unique names, rows of as many values, and whether there are more rows than the limit allows."""

    columns: list[str]
    rows: list[list[Any]]
    more: bool = False

    def to_dictionaries(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def collect_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], limits: Limits) -> QueryResult:
    """Collect as many rows as the limits allow.

    Raises:
        UsageError: they take more memory than the limits allow.
    """
    collected: list[list[Any]] = []
    size = 0
    for row in rows:
        if len(collected) == limits.rows:
            return QueryResult(unique_names(columns), collected, more=True)
        size += sum(map(_size, row))
        if size > limits.bytes:
            raise memory_error(limits)
        collected.append(list(row))
    return QueryResult(unique_names(columns), collected)


def _size(value: object) -> int:
    return sys.getsizeof(json.dumps(value, default=str) if isinstance(value, list | dict) else value)


def unique_names(columns: Iterable[str]) -> list[str]:
    """Return names of columns, with a number added to repeated ones: ``id``, ``id_2``."""
    names: list[str] = []
    for name in columns:
        number, unique = 1, name
        while unique in names:
            number += 1
            unique = f"{name}_{number}"
        names.append(unique)
    return names


def to_json_value(value: object) -> object:
    """Convert a value to one that JSON can hold: bytes to hexadecimal digits, infinity, dates and others to text."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, bool | int | float | str | None):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [to_json_value(one) for one in value]
    if isinstance(value, dict):
        return {str(key): to_json_value(one) for key, one in value.items()}
    return str(value)

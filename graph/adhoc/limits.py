"""What a question typed in SQL or Cypher may cost, and what it yields."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.errors import UsageError

MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that a query may take, rows that it may yield, megabytes that it may use."""

    seconds: float = 30.0
    rows: int = 10_000
    megabytes: int = 512

    @property
    def bytes(self) -> int:
        """The megabytes as bytes."""
        return self.megabytes * MILLION


@dataclass(frozen=True, slots=True)
class Found:
    """What a query yields: names of columns, no two alike; rows of as many values; whether there would be more."""

    columns: list[str]
    rows: list[list[Any]]
    more: bool = False

    def dictionaries(self) -> list[dict[str, Any]]:
        """The rows by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def kept(columns: Sequence[str], rows: Iterable[Sequence[Any]], limits: Limits) -> Found:
    """As many rows as the limits allow.

    Raises:
        UsageError: they take more memory than the limits allow.
    """
    found: list[list[Any]] = []
    taken = 0
    for row in rows:
        if len(found) == limits.rows:
            return Found(distinct(columns), found, more=True)
        taken += sum(map(_size, row))
        if taken > limits.bytes:
            raise too_large(limits)
        found.append(list(row))
    return Found(distinct(columns), found)


def _size(value: object) -> int:
    return sys.getsizeof(json.dumps(value, default=str) if isinstance(value, list | dict) else value)


def distinct(columns: Iterable[str]) -> list[str]:
    """Names of columns, the later of two that are alike with a number: ``id``, ``id_2``."""
    made: list[str] = []
    for name in columns:
        nth, new = 1, name
        while new in made:
            nth += 1
            new = f"{name}_{nth}"
        made.append(new)
    return made


def too_slow(limits: Limits) -> UsageError:
    """What is said of a query that takes too long."""
    return UsageError(
        "The query took longer than {seconds} seconds and was stopped. Ask for less, or allow more with --timeout.",
        seconds=f"{limits.seconds:g}",
    )


def too_large(limits: Limits) -> UsageError:
    """What is said of a query that takes too much memory."""
    return UsageError(
        "The query needed more than {megabytes} MB of memory and was stopped. Ask for less, or allow more with"
        " --memory.",
        megabytes=limits.megabytes,
    )  # fmt: skip


def number_or_text(typed: str) -> object:
    """A value as it is meant: a number, true, false, null, a list or a text in quotes as JSON has them, else a text.

    >>> number_or_text("3"), number_or_text("CA-AB"), number_or_text('"3"')
    (3, 'CA-AB', '3')
    """
    try:
        value = json.loads(typed)
    except ValueError:
        return typed
    return typed if isinstance(value, dict) else value


def plain(value: object) -> object:
    """A value that JSON has: bytes in hexadecimal digits, no infinity, dates and the like as text."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, bool | int | float | str | None):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    return str(value)

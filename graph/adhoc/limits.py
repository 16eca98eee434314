"""Limits of ad hoc queries, and the values that are typed for their parameters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from graph.errors import UsageError

BYTES_PER_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds that a query may take, rows that it may return, megabytes that it may use."""

    seconds: float = 30.0
    rows: int = 10_000
    megabytes: int = 512

    @property
    def bytes(self) -> int:
        """The megabytes as bytes."""
        return self.megabytes * BYTES_PER_MEGABYTE


def timeout_error(limits: Limits) -> UsageError:
    """Return the error for a query that takes too long."""
    return UsageError(
        "The query took longer than {seconds} seconds and was stopped. Ask for less, or allow more with --timeout.",
        seconds=f"{limits.seconds:g}",
    )


def memory_error(limits: Limits) -> UsageError:
    """Return the error for a query that takes too much memory."""
    return UsageError(
        "The query needed more than {megabytes} MB of memory and was stopped. Ask for less, or allow more with"
        " --memory.",
        megabytes=limits.megabytes,
    )  # fmt: skip


def parse_value(typed: str) -> object:
    """Parse a parameter: a number, true, false, null, a list or a quoted string as in JSON, anything else as text.

    >>> parse_value("3"), parse_value("CA-AB"), parse_value('"3"')
    (3, 'CA-AB', '3')
    """
    try:
        value = json.loads(typed)
    except ValueError:
        return typed
    return typed if isinstance(value, dict) else value

"""Limits of a graph file: how long to wait for another process, and what size of a change takes which way."""

from __future__ import annotations

from typing import NamedTuple


class StoreLimits(NamedTuple):
    """Limits that a store is opened with; the defaults suit graphs of up to millions of claims.

    Attributes:
        busy_seconds: how long a connection waits for another process that writes.
        min_bulk_claims: a first load of fewer claims is written before a worker process would have started.
        groups_per_message: groups of claims sent to the worker at once, where they are not made in batches.
        min_rebuilt_mentions: a change of fewer mentions never derives everything.
    """

    busy_seconds: float = 30.0
    min_bulk_claims: int = 20_000
    groups_per_message: int = 1_024
    min_rebuilt_mentions: int = 2_000


DEFAULT_LIMITS = StoreLimits()

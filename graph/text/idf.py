"""Inverse document frequency: how much something says, by how few have it (Spärck Jones 1972, J. Doc. 28:11)."""

from __future__ import annotations

from math import log


def smoothed_idf(total: int, having: int) -> float:
    """Return log((1 + N) / (1 + n)): 0 for what all have, so that it does not make two of them similar."""
    return log((1 + total) / (1 + having))


def positive_idf(total: int, having: int) -> float:
    """Return log(1 + N / n): above 0 even for what all have, so that every word of a query counts."""
    return log(1 + total / max(1, having))

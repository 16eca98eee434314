"""Betweenness: on how many of the shortest ways between others each is (Freeman 1977), for all or from a sample.

The algorithm is that of Brandes (2001): from each starting point in rings, ever further away, then back from the
furthest ring. What it does to neighbours one by one is done to a whole ring at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from queries.numeric.sparse import SparseMatrix


def betweenness(ties: SparseMatrix, starts: np.ndarray) -> np.ndarray:
    """The share of the shortest ways between two others that each is on, by row.

    Args:
        ties: who is tied to whom, symmetric.
        starts: the rows that ways are counted from: all, or a sample, from which it is estimated (Brandes & Pich 2007).
    """
    import numpy as np

    everyone = ties.shape[0]
    found = np.zeros(everyone)
    for start in starts.tolist():
        found += _dependencies(ties, start)
    others = (everyone - 1) * (everyone - 2)
    shares: np.ndarray = found * everyone / len(starts) / others if others > 0 else found
    return shares


def _dependencies(ties: SparseMatrix, start: int) -> np.ndarray:
    """For each the sum, over all ends, of the part of the shortest ways from a start to it that it is on."""
    import numpy as np

    everyone = ties.shape[0]
    ways = np.zeros(everyone)  # how many shortest ways lead to each
    ways[start] = 1
    ring, steps = np.array([start]), []
    while len(ring):
        places, lengths = ties.places_of(ring)
        near, far = np.repeat(ring, lengths), ties.columns[places]
        new = ways[far] == 0
        near, far = near[new], far[new]
        reached = np.bincount(far, ways[near], everyone)
        ring = np.flatnonzero(reached)
        ways[ring] = reached[ring]
        steps.append((near, far))
    depends = np.zeros(everyone)
    for near, far in reversed(steps):
        depends += np.bincount(near, ways[near] / ways[far] * (1 + depends[far]), everyone)
    depends[start] = 0
    return depends

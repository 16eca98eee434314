"""Betweenness centrality: the share of shortest paths between others that each node is on (Freeman 1977).

Brandes' algorithm (2001), exact or from a sample of sources: breadth first from each source, level by level, then back
from the furthest level. Each step treats the edges of a whole level at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from queries.numeric.sparse import SparseMatrix


def compute_betweenness(adjacency: SparseMatrix, sources: np.ndarray) -> np.ndarray:
    """Return the share of the shortest paths between two others that each node is on, by row.

    Args:
        adjacency: the symmetric adjacency matrix.
        sources: the rows where paths begin: all, or a sample from which shares are estimated (Brandes & Pich 2007).
    """
    import numpy as np

    nodes = adjacency.shape[0]
    total = np.zeros(nodes)
    for source in sources.tolist():
        total += _accumulate_dependencies(adjacency, source)
    pairs = (nodes - 1) * (nodes - 2)
    shares: np.ndarray = total * nodes / len(sources) / pairs if pairs > 0 else total
    return shares


def _accumulate_dependencies(adjacency: SparseMatrix, source: int) -> np.ndarray:
    """Return for each node the sum, over all targets, of the share of shortest paths from the source that it is on."""
    import numpy as np

    nodes = adjacency.shape[0]
    paths = np.zeros(nodes)  # the number of shortest paths from the source
    paths[source] = 1
    level, steps = np.array([source]), []
    while len(level):
        places, lengths = adjacency.places_of(level)
        near, far = np.repeat(level, lengths), adjacency.columns[places]
        new = paths[far] == 0
        near, far = near[new], far[new]
        reached = np.bincount(far, paths[near], nodes)
        level = np.flatnonzero(reached)
        paths[level] = reached[level]
        steps.append((near, far))
    dependencies = np.zeros(nodes)
    for near, far in reversed(steps):
        dependencies += np.bincount(near, paths[near] / paths[far] * (1 + dependencies[far]), nodes)
    dependencies[source] = 0
    return dependencies

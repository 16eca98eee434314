"""The innermost k-core: what remains when nodes with fewer than k neighbours within it are removed, for the greatest k.

Seidman 1983.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from queries.numeric.sparse import SparseMatrix


def find_innermost_core(adjacency: SparseMatrix) -> tuple[int, np.ndarray]:
    """Return the greatest k for which there is a k-core, and its nodes in ascending order.

    Args:
        adjacency: the symmetric adjacency matrix, without loops.
    """
    import numpy as np

    degrees = adjacency.row_lengths.copy()  # within what is left
    core = left = np.arange(len(degrees))
    number = 0
    while len(left):
        number, core = max(number, int(degrees[left].min())), left
        while len(removed := left[degrees[left] <= number]):
            left = left[degrees[left] > number]
            places, _ = adjacency.places_of(removed)
            degrees -= np.bincount(adjacency.columns[places], minlength=len(degrees))
    return number, core

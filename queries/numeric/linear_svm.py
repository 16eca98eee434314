"""Linear support vector machines for several labels at once, by dual coordinate descent (Hsieh et al. 2008).

For each label the plane that minimises |w|²/2 + C times the sum of squared hinge losses, its offset held like a weight:
what liblinear and scikit-learn's `LinearSVC` minimise. One text after the other, in an order drawn anew for each round
from a fixed seed, moves the planes of all labels; so a text is read once for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from queries.numeric.sparse import SparseMatrix

Floats = np.ndarray[Any, np.dtype[np.float32]]
SEED: Final = 0
MAX_ROUNDS: Final = 1000
TOLERANCE: Final = 2e-2  # of the gradient: margins are then within some thousandths of the best


@dataclass(frozen=True, slots=True, eq=False)
class Planes:
    """A plane for each label: `weights` are features by labels, `offsets` one a label."""

    weights: Floats
    offsets: Floats

    def margins(self, features: SparseMatrix) -> Floats:
        """The signed distance of each row from each plane."""
        made = np.empty((features.shape[0], len(self.offsets)), dtype=np.float32)
        for row in range(features.shape[0]):
            part = slice(features.starts[row], features.starts[row + 1])
            made[row] = features.values[part] @ self.weights[features.columns[part]] + self.offsets
        return made


def train(features: SparseMatrix, labels: np.ndarray, cost: float) -> Planes:
    """The planes that part the rows that have a label from those that have not.

    Args:
        features: rows to learn from.
        labels: True where a row has a label: rows by labels.
        cost: how much a row on the wrong side weighs against the width of the margin.
    """
    signs = np.where(labels, 1, -1).astype(np.float32)
    planes = np.zeros((features.shape[1] + 1, signs.shape[1]), dtype=np.float32)  # the last row: offsets
    duals = np.zeros_like(signs)
    rows = list(_rows_with_one(features))
    slack = np.float32(0.5 / cost)
    curvature = [float(values @ values) + slack for _, values in rows]
    drawn = np.random.default_rng(SEED)
    for _ in range(MAX_ROUNDS):
        order = drawn.permutation(len(rows))
        steepest = max((_step(planes, duals[at], rows[at], signs[at], slack, curvature[at]) for at in order), default=0)
        if steepest < TOLERANCE:
            break
    return Planes(planes[:-1], planes[-1])


def _rows_with_one(features: SparseMatrix) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The columns and values of each row, with a 1 in a last column for the offset."""
    for first, last in zip(features.starts[:-1], features.starts[1:], strict=True):
        columns, values = features.columns[first:last], features.values[first:last]
        yield np.append(columns, features.width), np.append(values, np.float32(1)).astype(np.float32)


def _step(
    planes: np.ndarray, duals: np.ndarray, row: tuple[np.ndarray, np.ndarray], signs: np.ndarray, slack: np.float32,
    curvature: float,
) -> float:  # fmt: skip
    """Move the planes to what is best for one row, and say by how much the gradient was off, at most."""
    columns, values = row
    weights = planes[columns]
    slope = signs * (values @ weights) - 1 + slack * duals
    change = np.maximum(duals - slope / curvature, 0) - duals
    furthest = float(np.abs(change).max(initial=0)) * curvature
    if furthest > TOLERANCE / 10:
        duals += change
        planes[columns] = weights + np.multiply.outer(values, signs * change)
    return furthest

"""Multinomial logistic regression by stochastic dual coordinate ascent (Shalev-Shwartz & Zhang 2013).

The planes that minimise |w|²/2 + C times the sum of the cross-entropies between what a text is labelled with (a share for
each label, 1 together) and the softmax of its margins. One text after the other, in an order drawn anew for each round from
a fixed seed, moves its dual variables towards the difference of both, by the step that never makes the dual worse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from queries.numeric.linear_svm import Planes, rows_with_one

if TYPE_CHECKING:
    from queries.numeric.sparse import SparseMatrix

SEED: Final = 0
MAX_ROUNDS: Final = 60
TOLERANCE: Final = 5e-3  # the mean change of a text's dual variables in a round, below which it ends


def train_softmax(features: SparseMatrix, shares: np.ndarray, cost: float) -> Planes:
    """Return the planes whose softmax is nearest to the shares.

    Args:
        features: rows to learn from.
        shares: the share of each label in each row, 1 together.
        cost: how much a row weighs against the length of the planes.
    """
    targets = shares.astype(np.float32)
    planes = np.zeros((features.shape[1] + 1, targets.shape[1]), dtype=np.float32)  # the last row: offsets
    duals = np.zeros_like(targets)
    rows = list(rows_with_one(features))
    scale = np.float32(cost)
    steps = [1 / (1 + cost * float(values @ values)) for _, values in rows]
    drawn = np.random.default_rng(SEED)
    for _ in range(MAX_ROUNDS):
        moved = 0.0
        for at in drawn.permutation(len(rows)):
            columns, values = rows[at]
            weights = planes[columns]
            change = (targets[at] - softmax(values @ weights) - duals[at]) * np.float32(steps[at])
            moved += float(np.abs(change).sum())
            duals[at] += change
            planes[columns] = weights + np.multiply.outer(values, scale * change)
        if moved < TOLERANCE * len(rows):
            break
    return Planes(planes[:-1], planes[-1])


def softmax(margins: np.ndarray) -> np.ndarray:
    """Return margins as shares of 1, row by row."""
    raised: np.ndarray = np.exp(margins - margins.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)

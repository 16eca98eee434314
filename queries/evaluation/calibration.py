"""Calibrated odds of suggestions: how often pairs with such a score became partners, and how well that holds later.

A score is turned into a probability by isotonic regression (pool adjacent violators; Ayer et al. 1955, Zadrozny & Elkan
2002) on the suggestions of the period before the split, scored with weights that were not fitted to it. It is tried on
the suggestions of the period after the split: the Brier score (Brier 1950), beside that of stating the same share for
all, and the reliability curve.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from queries.link_prediction.ranking import rank_candidates

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np

    from queries.link_prediction.feature_matrices import FeatureMatrices

TOP: Final = 10  # suggestions of each organisation
MAX_ORGANISATIONS: Final = 1500  # drawn at random where there are more
MIN_PAIRS: Final = 100  # suggestions that came true, without which no probability is given
BINS: Final = 8
SEED: Final = 20220119


class Bin(NamedTuple):
    """Suggestions of about one probability: the mean of what was stated, the share that came true, and how many."""

    stated: float
    came_true: float
    n: int


@dataclass(frozen=True)
class Reliability:
    """How well stated probabilities held.

    Attributes:
        bins: from the least probable to the most.
        brier: the mean square of probability less outcome; 0 is best.
        reference: the Brier score of stating the same share, that of the earlier period, for all.
        count: suggestions tried.
        fitted_on: suggestions that the probabilities come from.
    """

    bins: tuple[Bin, ...]
    brier: float
    reference: float
    count: int
    fitted_on: int


class Outcomes(NamedTuple):
    """Scores of suggestions, and whether each came true within the period."""

    scores: np.ndarray
    came_true: np.ndarray


def collect_outcomes(
    features: FeatureMatrices, weights: Mapping[str, float], truth: Mapping[int, np.ndarray]
) -> Outcomes:
    """Return the first suggestions of organisations that have been active, and whether they came true.

    Args:
        features: as they stood before the period.
        weights: by feature.
        truth: the new partners of each organisation within the period.
    """
    import numpy as np

    subjects = np.flatnonzero(features.history.initiatives > 0)
    if len(subjects) > MAX_ORGANISATIONS:
        subjects = np.sort(np.random.default_rng(SEED).choice(subjects, MAX_ORGANISATIONS, replace=False))
    scores, came_true = [np.zeros(0)], [np.zeros(0, dtype=bool)]
    for ranked in rank_candidates(features, weights, subjects, TOP):
        scores.append(ranked.scores.astype(float))
        came_true.append(np.isin(ranked.others, truth.get(ranked.subject, np.zeros(0, dtype=int))))
    return Outcomes(np.concatenate(scores), np.concatenate(came_true))


def fit_isotonic(scores: np.ndarray, came_true: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return scores in ascending order and the probability at each, which never falls as the score rises."""
    import numpy as np

    distinct, at = np.unique(scores, return_inverse=True)
    count = np.bincount(at).astype(float)
    total = np.bincount(at, weights=came_true.astype(float))
    blocks: list[list[float]] = []  # the sum of outcomes, the number of suggestions, the number of distinct scores
    for one, n in zip(total.tolist(), count.tolist(), strict=True):
        blocks.append([one, n, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    shares = [s / n for s, n, _ in blocks]
    return distinct, np.repeat(shares, [int(width) for _, _, width in blocks])


def measure_reliability(before: Outcomes, after: Outcomes) -> Reliability | None:
    """Fit probabilities on one period and try them on the next; None where too little came true in the first."""
    import numpy as np

    if before.came_true.sum() < MIN_PAIRS or not len(after.scores):
        return None
    stated = np.interp(after.scores, *fit_isotonic(*before))
    order = np.argsort(stated, kind="stable")
    bins = [
        Bin(float(stated[part].mean()), float(after.came_true[part].mean()), len(part))
        for part in np.array_split(order, BINS)
        if len(part)
    ]
    reference = float(before.came_true.mean())
    return Reliability(
        tuple(bins),
        float(np.mean((stated - after.came_true) ** 2)),
        float(np.mean((reference - after.came_true) ** 2)),
        len(after.scores),
        len(before.scores),
    )

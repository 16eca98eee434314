"""Rank possible partners of many organisations by the weighted mean of link features.

A score runs from 0 to 1, and the part of each feature in it can be read off. Weights are data: shipped in
`queries/suggestions/weights.yaml` under `history`, or trained (`training`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from queries.link_prediction.features import LINK_FEATURES

if TYPE_CHECKING:
    import numpy as np

    from queries.link_prediction.feature_matrices import FeatureMatrices

MAX_CELLS: Final = 1_000_000  # of one feature at a time; bounds the memory


@dataclass(frozen=True)
class RankedCandidates:
    """The best candidates of one organisation: their numbers, scores and features, the best first."""

    subject: int
    others: np.ndarray
    scores: np.ndarray
    features: Mapping[str, np.ndarray]
    known: np.ndarray

    def features_at(self, rank: int) -> dict[str, float]:
        """Return the features of one candidate."""
        return {name: float(values[rank]) for name, values in self.features.items()}


def split_subjects(subjects: np.ndarray, width: int) -> Iterator[np.ndarray]:
    """Yield subjects in blocks whose features fit into bounded memory."""
    step = max(1, MAX_CELLS // max(width, 1))
    for start in range(0, len(subjects), step):
        yield subjects[start : start + step]


def weigh_features(values: Mapping[str, Any], weights: Mapping[str, float]) -> Any:  # noqa: ANN401 (a matrix)
    """Return the weighted mean of features."""
    import numpy as np

    total = sum(weights.values()) or 1.0
    scores = np.zeros(next(iter(values.values())).shape, dtype=np.float32)
    weighted = np.empty_like(scores)
    for name, weight in weights.items():
        scores += np.multiply(values[name], np.float32(weight / total), out=weighted)
    return scores


def rank_candidates(
    features: FeatureMatrices, weights: Mapping[str, float], subjects: np.ndarray, limit: int, *,
    include_known: bool = False, among: np.ndarray | None = None,
) -> Iterator[RankedCandidates]:  # fmt: skip
    """Yield the best candidates of each subject, in the order of subjects.

    Args:
        features: of the history to score on.
        weights: by feature.
        subjects: numbers of organisations.
        limit: how many candidates each gets.
        include_known: whether partners are candidates, too.
        among: True for each organisation that may be a candidate; None is all.
    """
    import numpy as np

    used = {name: weight for name, weight in weights.items() if weight > 0 and name in LINK_FEATURES}
    for block in split_subjects(subjects, len(features.history.organisations)):
        values = features.compute(block, used)
        is_new = features.find_candidates(block)
        scores = weigh_features(values, used)
        is_shown = is_new.copy() if include_known else is_new
        if include_known:
            partners = features.partners.rows(block)
            is_shown[partners.row_numbers, partners.columns] = True
        scores *= is_shown
        if among is not None:
            scores = np.where(among, scores, 0)
        for at, subject in enumerate(block):
            best = find_greatest(scores[at], limit)
            yield RankedCandidates(
                int(subject), best, scores[at][best], {name: made[at][best] for name, made in values.items()},
                ~is_new[at][best],
            )  # fmt: skip


def find_greatest(scores: np.ndarray, limit: int) -> np.ndarray:
    """Return the positions of the greatest values above 0, the greatest first, equal ones in order of position."""
    import numpy as np

    if limit < len(scores):
        least = np.partition(scores, len(scores) - limit)[len(scores) - limit] if limit else np.inf
        found = np.flatnonzero(scores >= least if least > 0 else scores > 0)
    else:
        found = np.flatnonzero(scores > 0)
    order: np.ndarray = found[np.lexsort((found, -scores[found]))][:limit]
    return order

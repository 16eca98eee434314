"""Whom each organisation might work with next: published features, weighed, the best first.

A score is the weighted mean of the features (`features`), so it runs from 0 to 1 and each feature's part in it can be
read off. The weights are data: shipped in `opportunity_weights.yaml` under `history`, or learnt (`learning`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from queries.link_prediction.features import FEATURES, Features

if TYPE_CHECKING:
    import numpy as np

CELLS: Final = 1_000_000  # of one feature at a time; bounds the memory


@dataclass(frozen=True)
class Ranked:
    """The best candidates of one organisation: their numbers, scores and features, the best first."""

    subject: int
    others: np.ndarray
    scores: np.ndarray
    features: Mapping[str, np.ndarray]
    known: np.ndarray

    def values(self, at: int) -> dict[str, float]:
        """The features of one candidate."""
        return {name: float(made[at]) for name, made in self.features.items()}


def blocks(subjects: np.ndarray, width: int) -> Iterator[np.ndarray]:
    """Subjects in portions whose features fit into bounded memory."""
    step = max(1, CELLS // max(width, 1))
    for start in range(0, len(subjects), step):
        yield subjects[start : start + step]


def scores(values: Mapping[str, Any], weights: Mapping[str, float]) -> Any:  # noqa: ANN401 (a matrix, as `features` has it)
    """The weighted mean of features."""
    import numpy as np

    total = sum(weights.values()) or 1.0
    made = np.zeros(next(iter(values.values())).shape, dtype=np.float32)
    weighed = np.empty_like(made)
    for name, weight in weights.items():
        made += np.multiply(values[name], np.float32(weight / total), out=weighed)
    return made


def ranked(
    features: Features, weights: Mapping[str, float], subjects: np.ndarray, most: int, *, include_known: bool = False,
    among: np.ndarray | None = None,
) -> Iterator[Ranked]:  # fmt: skip
    """The best candidates of each subject, in the order of subjects.

    Args:
        features: of the history to score on.
        weights: by feature.
        subjects: numbers of organisations.
        most: how many candidates each gets.
        include_known: whether those who are partners already stand among them.
        among: True for each organisation that may stand among them; None is all.
    """
    import numpy as np

    used = {name: weight for name, weight in weights.items() if weight > 0 and name in FEATURES}
    for block in blocks(subjects, len(features.history.organisations)):
        values = features.of(block, used)
        open_to = features.candidates(block)
        score = scores(values, used)
        shown = open_to.copy() if include_known else open_to
        if include_known:
            theirs = features.partners.rows(block)
            shown[theirs.row_numbers, theirs.columns] = True
        score *= shown
        if among is not None:
            score = np.where(among, score, 0)
        for at, subject in enumerate(block):
            best = top(score[at], most)
            yield Ranked(
                int(subject), best, score[at][best], {name: made[at][best] for name, made in values.items()},
                ~open_to[at][best],
            )  # fmt: skip


def top(score: np.ndarray, most: int) -> np.ndarray:
    """Where the greatest values above 0 stand, the greatest first; equal ones in the order of their places."""
    import numpy as np

    if most < len(score):
        least = np.partition(score, len(score) - most)[len(score) - most] if most else np.inf
        found = np.flatnonzero(score >= least if least > 0 else score > 0)
    else:
        found = np.flatnonzero(score > 0)
    order: np.ndarray = found[np.lexsort((found, -score[found]))][:most]
    return order

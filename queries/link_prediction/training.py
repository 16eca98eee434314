"""Train feature weights on history: which features predicted, a year before, who would begin to work together.

The model is a conditional logit (McFadden 1974) over the candidates of an organisation: the probability that its next
new partner is one of those it did begin to work with is sum(exp(s) over them) / sum(exp(s) over all candidates), where
s is the weighted sum of features. Candidates are sampled: all that any single feature ranks high, and of the others a
random sample, each weighted by how many it was drawn from (McFadden 1978). Weights are at least 0, so that a feature
never counts against a partner, and are shrunk a little (L2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from queries.link_prediction.feature_matrices import FeatureMatrices
from queries.link_prediction.features import LINK_FEATURES
from queries.link_prediction.history import History, read_history
from queries.link_prediction.ranking import find_greatest, split_subjects

if TYPE_CHECKING:
    import numpy as np

    from graph.store import View

RANDOM_SEED: Final = 20220119
MIN_PAIRS: Final = 50  # new pairs of partners
MIN_ORGANISATIONS: Final = 30
MAX_ORGANISATIONS: Final = 800
TOP_CANDIDATES: Final = 150  # by each feature
OTHER_CANDIDATES: Final = 100  # drawn from the rest
L2_PENALTY: Final = 1e-3
_DAY: Final = r"[12]\d{3}-\d\d-\d\d"


@dataclass(frozen=True)
class TrainedWeights:
    """Weights by feature; `since` and `until` bound the year whose new pairs they were trained on."""

    weights: dict[str, float]
    since: str
    until: str
    pairs: int
    organisations: int
    candidates: int


@dataclass(frozen=True)
class Choices:
    """Candidates of many organisations, one below the other.

    Attributes:
        values: the features of each candidate.
        chosen: whether it became a partner.
        weights: the number of candidates that it represents.
        first: where the candidates of each organisation begin.
    """

    values: np.ndarray
    chosen: np.ndarray
    weights: np.ndarray
    first: np.ndarray


def train_weights(view: View, as_of: str | None = None) -> TrainedWeights | None:
    """Train weights on what a view shows, as known before a day; None where there is too little history."""
    whole = read_history(view, as_of)
    days = sorted(day for day in set(whole.days.tolist()) if re.fullmatch(_DAY, day))
    if not days:
        return None
    until = as_of or days[-1]
    since = _subtract_year(until)
    past = read_history(view, since)
    truth = find_new_pairs(past, whole, since)
    pairs = sum(map(len, truth.values())) // 2
    if pairs < MIN_PAIRS or len(truth) < MIN_ORGANISATIONS:
        return None
    choices = sample_choices(FeatureMatrices(past, since), truth)
    fitted = fit_weights(choices)
    total = float(fitted.sum()) or 1.0
    weights = {name: round(float(w) / total, 4) for name, w in zip(LINK_FEATURES, fitted, strict=True)}
    return TrainedWeights(weights, since, until, pairs, len(choices.first), len(choices.chosen))


def _subtract_year(day: str) -> str:
    from datetime import date

    then = date.fromisoformat(day)
    return then.replace(year=then.year - 1, day=28 if (then.month, then.day) == (2, 29) else then.day).isoformat()


def find_new_pairs(past: History, whole: History, since: str, until: str = "9999") -> dict[int, np.ndarray]:
    """Return, for each organisation active before, those active before that it then works with for the first time.

    Numbers are those of `past`.
    """
    import numpy as np

    position = {identifier: at for at, identifier in enumerate(past.organisations)}
    in_past = np.array([position.get(identifier, -1) for identifier in whole.organisations])
    later = np.flatnonzero((whole.days >= since) & (whole.days < until))
    together = whole.members.keep_columns(later).co_occurrences()
    a, b = in_past[together.row_numbers], in_past[together.columns]
    kept = (a >= 0) & (b >= 0)
    a, b = a[kept], b[kept]
    known, width = past.members.co_occurrences(), len(past.organisations)
    new = (past.initiatives[a] > 0) & (past.initiatives[b] > 0)
    new &= ~np.isin(a * width + b, known.row_numbers * width + known.columns)
    found: dict[int, list[int]] = {}
    for one, other in sorted(zip(a[new].tolist(), b[new].tolist(), strict=True)):
        found.setdefault(one, []).append(other)
    return {one: np.array(others) for one, others in found.items()}


def sample_choices(features: FeatureMatrices, truth: dict[int, np.ndarray]) -> Choices:
    """Sample the candidates to train on, with a fixed seed."""
    import numpy as np

    random = np.random.default_rng(RANDOM_SEED)
    subjects = np.array(sorted(truth))
    if len(subjects) > MAX_ORGANISATIONS:
        subjects = np.sort(random.choice(subjects, MAX_ORGANISATIONS, replace=False))
    parts: list[tuple[Any, Any, Any]] = []
    for block in split_subjects(subjects, len(features.history.organisations)):
        values = features.compute(block)
        is_candidate = features.find_candidates(block)
        for at, subject in enumerate(block):
            mine = {name: np.where(is_candidate[at], made[at], 0) for name, made in values.items()}
            high = np.unique(np.concatenate([find_greatest(score, TOP_CANDIDATES) for score in mine.values()]))
            others = np.setdiff1d(np.flatnonzero(is_candidate[at]), high)
            few = np.sort(random.choice(others, min(OTHER_CANDIDATES, len(others)), replace=False))
            sampled = np.concatenate([high, few]).astype(int)
            weights = np.concatenate([np.ones(len(high)), np.full(len(few), len(others) / max(len(few), 1))])
            is_new = np.isin(sampled, truth[int(subject)])
            if is_new.any():
                parts.append((np.stack([made[sampled] for made in mine.values()], axis=1), is_new, weights))
    sizes = [len(part[1]) for part in parts]
    return Choices(
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts]),
        np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int),
    )


def fit_weights(choices: Choices) -> np.ndarray:
    """Return the weights that maximize the likelihood of the choices; 0 for a feature without effect."""
    import numpy as np

    from queries.numeric.minimize import minimize_nonnegative

    spread = choices.values.std(axis=0)
    scale = np.where(spread > 0, spread, 1)
    values = (choices.values / scale).astype(np.float32)
    sizes = np.diff(np.append(choices.first, len(choices.chosen)))
    owner = np.repeat(np.arange(len(sizes)), sizes)
    weight = np.where(choices.chosen, 1.0, choices.weights)

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        utility = (values @ beta.astype(np.float32)).astype(float)
        highest = np.maximum.reduceat(utility, choices.first)
        expected = np.exp(utility - highest[owner])
        every = np.add.reduceat(expected * weight, choices.first)
        taken = np.add.reduceat(expected * choices.chosen, choices.first) + 1e-30
        surplus = expected * weight / every[owner] - expected * choices.chosen / taken[owner]
        slope = values.T @ surplus.astype(np.float32)
        penalty = L2_PENALTY * float(beta @ beta)
        return float((np.log(every) - np.log(taken)).mean()) + penalty, slope / len(sizes) + 2 * L2_PENALTY * beta

    found = minimize_nonnegative(loss, np.zeros(values.shape[1]))
    weights: np.ndarray = np.where(spread > 0, found / scale, 0.0)
    return weights

"""Evaluate link prediction on real history: hide what came after a day, rank candidates, and compare with new partners.

Subjects are the organisations that were active before the day and afterwards have a new partner who was active before,
too. Candidates are all organisations that were active before, except the subject and its partners. Baselines
(`baselines`) are single features in the form of their papers, weighted ties, and a mix set by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from queries.evaluation.baselines import BASELINES, WEIGHTED, WeightedTies
from queries.evaluation.calibration import Reliability, collect_outcomes, measure_reliability
from queries.link_prediction.feature_matrices import FeatureMatrices
from queries.link_prediction.history import History, read_history
from queries.link_prediction.ranking import find_greatest, split_subjects, weigh_features
from queries.link_prediction.training import RANDOM_SEED, TrainedWeights, find_new_pairs, train_weights

if TYPE_CHECKING:
    import numpy as np

    from graph.store import View

MAX_RANK: Final = 50
BOOTSTRAP_SAMPLES: Final = 1000
MEASURES: Final = ("hit@1", "hit@5", "hit@10", "mrr@50")


@dataclass(frozen=True)
class LinkEvaluation:
    """The measures of each model with their 95% interval, and the size of the test.

    `gains` are relative to the best baseline; `reliability` is that of odds from the shipped weights, None where
    history is too thin for any.
    """

    models: dict[str, dict[str, tuple[float, float, float]]]
    gains: dict[str, dict[str, tuple[float, float, float]]]
    organisations: int
    candidates: int
    pairs: int
    learnt: TrainedWeights | None
    reliability: Reliability | None = None


def evaluate_links(
    view: View, split: str, until: str | None, shipped: Mapping[str, float], wanted: tuple[str, ...]
) -> LinkEvaluation:
    """Evaluate models on the partnerships known from `split` on, and before `until` where it is given.

    Args:
        view: whose history.
        split: the first day that is hidden.
        until: the day after the last that counts.
        shipped: the weights of the model "shipped".
        wanted: "shipped", "learnt" or both.
    """
    import numpy as np

    past, whole = read_history(view, split), read_history(view, until)
    truth = find_new_pairs(past, whole, split)
    learnt = train_weights(view, split) if "learnt" in wanted else None
    models: dict[str, Mapping[str, float]] = dict(BASELINES)
    if "shipped" in wanted:
        models["shipped"] = shipped
    if learnt:
        models["learnt"] = learnt.weights
    features = FeatureMatrices(past, split)
    results = _measure_models(features, truth, models) if truth else {}
    drawn = None
    if truth:
        drawn = np.random.default_rng(RANDOM_SEED).integers(0, len(truth), (BOOTSTRAP_SAMPLES, len(truth)))
    return LinkEvaluation(
        {name: _compute_intervals(result, drawn) for name, result in results.items()},
        {name: _compute_gains(results, name, drawn) for name in results if name not in BASELINES},
        len(truth),
        int((past.initiatives > 0).sum()),
        sum(map(len, truth.values())) // 2,
        learnt,
        _measure_odds(view, features, shipped, truth, (split, until or _last_day(whole)))
        if truth and "shipped" in wanted
        else None,
    )


def _measure_odds(
    view: View, features: FeatureMatrices, weights: Mapping[str, float], truth: dict[int, np.ndarray],
    period: tuple[str, str],
) -> Reliability | None:  # fmt: skip
    """Fit odds on the time before a period, as long as it is, and try them on the period (first day, day after)."""
    from datetime import date

    split, end = map(date.fromisoformat, period)
    since = (split - (end - split)).isoformat()
    earlier = read_history(view, since)
    known = find_new_pairs(earlier, features.history, since)
    before = collect_outcomes(FeatureMatrices(earlier, since), weights, known)
    return measure_reliability(before, collect_outcomes(features, weights, truth))


def _last_day(history: History) -> str:
    days: list[str] = history.days.tolist()
    return max(day for day in days if len(day) == len("2000-01-01"))


def _measure_models(
    features: FeatureMatrices, truth: dict[int, np.ndarray], models: Mapping[str, Mapping[str, float]]
) -> dict[str, np.ndarray]:
    """Return for each model a row for each subject: the four measures."""
    import numpy as np

    found: dict[str, list[list[float]]] = {name: [] for name in models}
    used = {feature for weights in models.values() for feature, weight in weights.items() if weight > 0} - {*WEIGHTED}
    ties = WeightedTies(features)
    for block in split_subjects(np.array(sorted(truth)), len(features.history.organisations)):
        values = features.compute(block, used)
        is_candidate = features.find_candidates(block)
        values |= ties.compute(block, is_candidate)
        for name, weights in models.items():
            positive = {feature: weight for feature, weight in weights.items() if weight > 0}
            score = np.where(is_candidate, weigh_features(values, positive), 0)
            found[name] += [_measure_ranking(score[at], truth[int(subject)]) for at, subject in enumerate(block)]
    return {name: np.array(rows) for name, rows in found.items()}


def _measure_ranking(score: np.ndarray, truth: np.ndarray) -> list[float]:
    import numpy as np

    right = np.flatnonzero(np.isin(find_greatest(score, MAX_RANK), truth))
    rank = int(right[0]) + 1 if len(right) else 0
    return [float(0 < rank <= 1), float(0 < rank <= 5), float(0 < rank <= 10), 1 / rank if rank else 0.0]


def _compute_intervals(result: np.ndarray, drawn: Any) -> dict[str, tuple[float, float, float]]:  # noqa: ANN401 (an array, or None)
    """Return each measure with the percentiles 2.5 and 97.5 of its bootstrap (Efron & Tibshirani 1993)."""
    import numpy as np

    found = {}
    for at, measure in enumerate(MEASURES):
        low, high = np.percentile(result[:, at][drawn].mean(axis=1), [2.5, 97.5])
        found[measure] = (float(result[:, at].mean()), float(low), float(high))
    return found


def _compute_gains(results: dict[str, np.ndarray], name: str, drawn: Any) -> dict[str, tuple[float, float, float]]:  # noqa: ANN401
    """Return how much better a model is than the best baseline by each measure, with a paired bootstrap."""
    import numpy as np

    found = {}
    for at, measure in enumerate(MEASURES):
        best = max(BASELINES, key=lambda baseline: float(results[baseline][:, at].mean()))
        ours, theirs = results[name][:, at], results[best][:, at]
        ratio = ours[drawn].mean(axis=1) / np.maximum(theirs[drawn].mean(axis=1), 1e-9) - 1
        low, high = np.percentile(ratio, [2.5, 97.5])
        found[measure] = (float(ours.mean() / max(theirs.mean(), 1e-9) - 1), float(low), float(high))
    return found

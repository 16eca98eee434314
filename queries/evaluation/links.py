"""How good suggestions are on real history: hide what came after a day, suggest, and see who did begin to meet.

Asked for is every organisation that was active before the day and afterwards has a new partner who was active before,
too. Its candidates are all organisations that were active before, but for itself and its partners. Baselines are single
features in the form of their papers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from queries.link_prediction.features import Features
from queries.link_prediction.history import read
from queries.link_prediction.ranking import blocks, scores, top
from queries.link_prediction.training import SEED, Learnt, learn, new_pairs

if TYPE_CHECKING:
    import numpy as np

    from graph.store import View

BASELINES: Final = ("popularity", "common_partners", "adamic_adar", "resource_allocation", "shared_themes")
DEEPEST: Final = 50
SAMPLES: Final = 1000
MEASURES: Final = ("hit@1", "hit@5", "hit@10", "mrr@50")


@dataclass(frozen=True)
class Measured:
    """Each model's measures with their 95% interval, and of what they were taken."""

    models: dict[str, dict[str, tuple[float, float, float]]]
    gains: dict[str, dict[str, tuple[float, float, float]]]  # over the best baseline, relative
    organisations: int
    candidates: int
    pairs: int
    learnt: Learnt | None


def evaluate(
    view: View, split: str, until: str | None, shipped: Mapping[str, float], wanted: tuple[str, ...]
) -> Measured:
    """Measure models on what came from `split` on, and before `until` where it is given.

    Args:
        view: whose history.
        split: the first day that is hidden.
        until: the day after the last that counts.
        shipped: the weights of the model "shipped".
        wanted: "shipped", "learnt" or both.
    """
    import numpy as np

    past, whole = read(view, split), read(view, until)
    truth = new_pairs(past, whole, split)
    learnt = learn(view, split) if "learnt" in wanted else None
    models: dict[str, Mapping[str, float]] = {name: {name: 1.0} for name in BASELINES}
    if "shipped" in wanted:
        models["shipped"] = shipped
    if learnt:
        models["learnt"] = learnt.weights
    results = _results(Features(past, split), truth, models) if truth else {}
    drawn = np.random.default_rng(SEED).integers(0, len(truth), (SAMPLES, len(truth))) if truth else None
    return Measured(
        {name: _intervals(result, drawn) for name, result in results.items()},
        {name: _gains(results, name, drawn) for name in results if name not in BASELINES},
        len(truth),
        int((past.initiatives > 0).sum()),
        sum(map(len, truth.values())) // 2,
        learnt,
    )


def _results(
    features: Features, truth: dict[int, np.ndarray], models: Mapping[str, Mapping[str, float]]
) -> dict[str, np.ndarray]:
    """For each model a row for each organisation: the four measures."""
    import numpy as np

    found: dict[str, list[list[float]]] = {name: [] for name in models}
    used = {feature for weights in models.values() for feature, weight in weights.items() if weight > 0}
    for block in blocks(np.array(sorted(truth)), len(features.history.organisations)):
        values = features.of(block, used)
        open_to = features.candidates(block)
        for name, weights in models.items():
            score = np.where(open_to, scores(values, {f: w for f, w in weights.items() if w > 0}), 0)
            found[name] += [_measures(score[at], truth[int(subject)]) for at, subject in enumerate(block)]
    return {name: np.array(rows) for name, rows in found.items()}


def _measures(score: np.ndarray, truth: np.ndarray) -> list[float]:
    import numpy as np

    right = np.flatnonzero(np.isin(top(score, DEEPEST), truth))
    rank = int(right[0]) + 1 if len(right) else 0
    return [float(0 < rank <= 1), float(0 < rank <= 5), float(0 < rank <= 10), 1 / rank if rank else 0.0]


def _intervals(result: np.ndarray, drawn: Any) -> dict[str, tuple[float, float, float]]:  # noqa: ANN401 (an array, or None)
    """Each measure with the percentiles 2.5 and 97.5 of its bootstrap (Efron & Tibshirani 1993)."""
    import numpy as np

    found = {}
    for at, measure in enumerate(MEASURES):
        low, high = np.percentile(result[:, at][drawn].mean(axis=1), [2.5, 97.5])
        found[measure] = (float(result[:, at].mean()), float(low), float(high))
    return found


def _gains(results: dict[str, np.ndarray], name: str, drawn: Any) -> dict[str, tuple[float, float, float]]:  # noqa: ANN401
    """How much better a model is than the baseline that is best by that measure, with a paired bootstrap."""
    import numpy as np

    found = {}
    for at, measure in enumerate(MEASURES):
        best = max(BASELINES, key=lambda baseline: float(results[baseline][:, at].mean()))
        ours, theirs = results[name][:, at], results[best][:, at]
        ratio = ours[drawn].mean(axis=1) / np.maximum(theirs[drawn].mean(axis=1), 1e-9) - 1
        low, high = np.percentile(ratio, [2.5, 97.5])
        found[measure] = (float(ours.mean() / max(theirs.mean(), 1e-9) - 1), float(low), float(high))
    return found

"""Weights learnt from history: which features told, a year before, who would begin to work together.

The model is a conditional logit (McFadden 1974) over the candidates of an organisation: the probability that its next
new partner is one of those it did begin to work with is sum(exp(s) over them) / sum(exp(s) over all candidates), with
s the weighted sum of features. Not all candidates are looked at: those that any single feature ranks high are, all of
them, and of the others a random sample, each of which stands for as many as it was drawn from (McFadden 1978). Weights
are kept at 0 or above, so that each feature only ever speaks for a partner, and shrunk a little (L2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from queries.link_prediction.features import FEATURES, Features
from queries.link_prediction.history import History, read
from queries.link_prediction.ranking import blocks, top

if TYPE_CHECKING:
    import numpy as np

    from graph.store import View

SEED: Final = 20220119
_DAY: Final = r"[12]\d{3}-\d\d-\d\d"
ENOUGH_PAIRS: Final = 50
ENOUGH_ORGANISATIONS: Final = 30
MOST_ORGANISATIONS: Final = 800
HIGHEST: Final = 150  # of each feature
OTHERS: Final = 100
SHRINK: Final = 1e-3


@dataclass(frozen=True)
class Learnt:
    """Weights by feature; `since` and `until` bound the year whose new pairs they were learnt from."""

    weights: dict[str, float]
    since: str
    until: str
    pairs: int
    organisations: int
    candidates: int


@dataclass(frozen=True)
class Choices:
    """Candidates of many organisations, one below the other: features, whether chosen, for how many each stands."""

    values: np.ndarray
    chosen: np.ndarray
    stands_for: np.ndarray
    first: np.ndarray  # where each organisation's candidates begin


def learn(view: View, as_of: str | None = None) -> Learnt | None:
    """Weights from what a view shows, as known before a day; None where there is too little history."""
    whole = read(view, as_of)
    days = sorted(day for day in set(whole.days.tolist()) if re.fullmatch(_DAY, day))
    if not days:
        return None
    until = as_of or days[-1]
    since = _a_year_before(until)
    past = read(view, since)
    truth = new_pairs(past, whole, since)
    pairs = sum(map(len, truth.values())) // 2
    if pairs < ENOUGH_PAIRS or len(truth) < ENOUGH_ORGANISATIONS:
        return None
    choices = sample(Features(past, since), truth)
    fitted = fit(choices)
    total = float(fitted.sum()) or 1.0
    weights = {name: round(float(w) / total, 4) for name, w in zip(FEATURES, fitted, strict=True)}
    return Learnt(weights, since, until, pairs, len(choices.first), len(choices.chosen))


def _a_year_before(day: str) -> str:
    from datetime import date

    then = date.fromisoformat(day)
    return then.replace(year=then.year - 1, day=28 if (then.month, then.day) == (2, 29) else then.day).isoformat()


def new_pairs(past: History, whole: History, since: str, until: str = "9999") -> dict[int, np.ndarray]:
    """For each organisation active before, those active before that it then works with for the first time.

    Numbers are those of `past`.
    """
    import numpy as np

    place = {identifier: at for at, identifier in enumerate(past.organisations)}
    there = np.array([place.get(identifier, -1) for identifier in whole.organisations])
    later = np.flatnonzero((whole.days >= since) & (whole.days < until))
    together = whole.members.keep_columns(later).co_occurrences()
    a, b = there[together.row_numbers], there[together.columns]
    kept = (a >= 0) & (b >= 0)
    a, b = a[kept], b[kept]
    known, everyone = past.members.co_occurrences(), len(past.organisations)
    new = (past.initiatives[a] > 0) & (past.initiatives[b] > 0)
    new &= ~np.isin(a * everyone + b, known.row_numbers * everyone + known.columns)
    found: dict[int, list[int]] = {}
    for one, other in sorted(zip(a[new].tolist(), b[new].tolist(), strict=True)):
        found.setdefault(one, []).append(other)
    return {one: np.array(others) for one, others in found.items()}


def sample(features: Features, truth: dict[int, np.ndarray]) -> Choices:
    """The candidates to learn from, drawn with a fixed seed."""
    import numpy as np

    drawn = np.random.default_rng(SEED)
    subjects = np.array(sorted(truth))
    if len(subjects) > MOST_ORGANISATIONS:
        subjects = np.sort(drawn.choice(subjects, MOST_ORGANISATIONS, replace=False))
    parts: list[tuple[Any, Any, Any]] = []
    for block in blocks(subjects, len(features.history.organisations)):
        values = features.of(block)
        open_to = features.candidates(block)
        for at, subject in enumerate(block):
            mine = {name: np.where(open_to[at], made[at], 0) for name, made in values.items()}
            high = np.unique(np.concatenate([top(score, HIGHEST) for score in mine.values()]))
            others = np.setdiff1d(np.flatnonzero(open_to[at]), high)
            few = np.sort(drawn.choice(others, min(OTHERS, len(others)), replace=False))
            chosen = np.concatenate([high, few]).astype(int)
            stands_for = np.concatenate([np.ones(len(high)), np.full(len(few), len(others) / max(len(few), 1))])
            is_new = np.isin(chosen, truth[int(subject)])
            if is_new.any():
                parts.append((np.stack([made[chosen] for made in mine.values()], axis=1), is_new, stands_for))
    sizes = [len(part[1]) for part in parts]
    return Choices(
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        np.concatenate([part[2] for part in parts]),
        np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int),
    )


def fit(choices: Choices) -> np.ndarray:
    """The weights under which the choices made are most probable; 0 for a feature that tells nothing."""
    import numpy as np

    from queries.numeric.minimize import minimize_nonnegative

    spread = choices.values.std(axis=0)
    scale = np.where(spread > 0, spread, 1)
    values = (choices.values / scale).astype(np.float32)
    sizes = np.diff(np.append(choices.first, len(choices.chosen)))
    owner = np.repeat(np.arange(len(sizes)), sizes)
    weight = np.where(choices.chosen, 1.0, choices.stands_for)

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        utility = (values @ beta.astype(np.float32)).astype(float)
        highest = np.maximum.reduceat(utility, choices.first)
        expected = np.exp(utility - highest[owner])
        every = np.add.reduceat(expected * weight, choices.first)
        taken = np.add.reduceat(expected * choices.chosen, choices.first) + 1e-30
        surplus = expected * weight / every[owner] - expected * choices.chosen / taken[owner]
        slope = values.T @ surplus.astype(np.float32)
        penalty = SHRINK * float(beta @ beta)
        return float((np.log(every) - np.log(taken)).mean()) + penalty, slope / len(sizes) + 2 * SHRINK * beta

    found = minimize_nonnegative(loss, np.zeros(values.shape[1]))
    weights: np.ndarray = np.where(spread > 0, found / scale, 0.0)
    return weights

"""Which names are pieces of work, and which names are one: fitted, and applied to documents left out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from sklearn.linear_model import LogisticRegression

from loaders.documents.prose.learnt.chooser import (
    ASSERTED,
    PROPOSED,
    Choice,
    choose,
    judge,
    likely_pairs,
    relate,
    trusting,
)
from loaders.documents.prose.learnt.encoder.states import LaterStates
from loaders.documents.prose.learnt.models.model import model
from loaders.documents.prose.learnt.sameness import ExplainedNames
from prose.documents import FOLDS, Document, likeness
from prose.fitting import TREES, Fitted, Forest, fit_forest, fit_networks, hashed_table, read_forest

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from loaders.documents.prose.learnt.candidates import Pool

SAMENESS: Final[dict[str, Any]] = TREES | {
    "max_iter": 120,
    "learning_rate": 0.07,
    "max_leaf_nodes": 10,
    "max_features": 0.6,
}
UNKNOWN: Final = 0.15  # the weight of two names of which one is no piece of work


def fit_words(documents: Sequence[Document]) -> LogisticRegression:
    """The linear model of some documents."""
    right = np.array([each for one in documents for each in one.right])
    weights = np.array([each for one in documents for each in one.weights])
    return LogisticRegression(C=20, max_iter=60, tol=1e-3).fit(_sparse(documents), right, sample_weight=weights)


def _sparse(documents: Sequence[Document]) -> csr_matrix:
    return hashed_table([each for one in documents for each in one.words])


def words_likelihoods(documents: Sequence[Document], learnt: LogisticRegression) -> list[list[float]]:
    """What a linear model says of the candidates of each document."""
    likely_words = learnt.predict_proba(_sparse(documents))[:, 1]
    edges = np.cumsum([0, *(len(one.rows) for one in documents)])
    return [[float(each) for each in likely_words[a:b]] for a, b in itertools.pairwise(edges)]


def related(one: Document, likely_words: Sequence[float]) -> list[dict[str, float]]:
    """What is known of the candidates of a document together with what the linear model says of them."""
    rows = [dict(row) for row in one.rows]
    at = 0
    for pool in one.pools:
        stop = at + len(pool.candidates)
        relate(rows[at:stop], pool, likely_words[at:stop])
        at = stop
    return rows


def fit_names(documents: Sequence[Document]) -> Fitted:
    """The linear model of some documents, and what knows what it says of documents it was fitted without."""
    likely_words: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        inside, outside = [one for one in documents if one.fold != fold], [one for one in documents if one.fold == fold]
        if outside:
            for one, each in zip(outside, words_likelihoods(outside, fit_words(inside)), strict=True):
                likely_words[id(one)] = each
    rows = [row for one in documents for row in related(one, likely_words[id(one)])]
    right = [each for one in documents for each in one.right]
    weights = [each for one in documents for each in one.weights]
    vectors = [each for one in documents for each in one.vectors]
    trees = fit_forest(rows, right, weights, TREES)
    return Fitted(fit_words(documents), trees, fit_networks(trees[0], rows, vectors, right, weights))


def held_out(documents: Sequence[Document]) -> dict[int, list[float]]:
    """How likely each candidate of each document (by identity) is, by models that were fitted without it."""
    made = {}
    for fold in range(FOLDS):
        outside = [one for one in documents if one.fold == fold]
        fitted = fit_names([one for one in documents if one.fold != fold])
        for one, likely_words in zip(outside, words_likelihoods(outside, fitted.words), strict=True):
            rows = related(one, likely_words)
            made[id(one)] = trusting(rows, fitted.probabilities(rows, one.vectors))
    return made


def package_likelihoods(documents: Sequence[Document]) -> dict[int, list[float]]:
    """How likely each candidate of each document (by identity) is, as the package has it with its encoder."""
    made = {}
    for one in documents:
        states = [LaterStates([each.text for each in pool.discourse.outline.segments]) for pool in one.pools]
        judged = [judge(pool, each, model()) for pool, each in zip(one.pools, states, strict=True)]
        made[id(one)] = [likely for each in judged for likely in each]
    return made


def pooled(one: Document, likely: Sequence[float]) -> Iterator[tuple[Pool, list[float]]]:
    """Yield each pool of a document with how likely its candidates are."""
    at = 0
    for pool in one.pools:
        yield pool, list(likely[at : at + len(pool.candidates)])
        at += len(pool.candidates)


def fit_sameness(documents: Sequence[Document], likely: Mapping[int, Sequence[float]]) -> Forest:
    """The trees that say whether two names are of one piece of work."""
    rows, right, weights = [], [], []
    for one in documents:
        for pool, each in pooled(one, likely[id(one)]):
            named = [
                {at for at, wanted in enumerate(one.gold["initiatives"]) if likeness(wanted, candidate.name) > 0}
                if probability >= PROPOSED
                else set()
                for candidate, probability in zip(pool.candidates, each, strict=True)
            ]
            for a, b, row in likely_pairs(pool, each, PROPOSED, ExplainedNames(pool)):
                rows.append(row)
                right.append(int(bool(named[a] & named[b])))
                weights.append(one.weight * (1.0 if named[a] and named[b] else UNKNOWN))
    return fit_forest(rows, right, weights, SAMENESS)


def choose_held_out(
    documents: Sequence[Document], likely: Mapping[int, Sequence[float]]
) -> Iterator[tuple[Document, list[list[Choice]]]]:
    """Yield each document with the choices in each of its pools, by models that were fitted without it."""
    for fold in range(FOLDS):
        sameness = read_forest(fit_sameness([one for one in documents if one.fold != fold], likely))
        for one in documents:
            if one.fold == fold:
                yield one, [choose(pool, each, PROPOSED, sameness) for pool, each in pooled(one, likely[id(one)])]


def check(documents: Sequence[Document]) -> None:
    """Print precision and recall of the names that are asserted in documents left out."""
    counts = dict.fromkeys(("right", "wrong", "found", "asked"), 0)
    for one, pools in choose_held_out(documents, held_out(documents)):
        left = list(one.gold["initiatives"])
        counts["asked"] += sum(not each["optional"] for each in left)
        for choice in [each for choices in pools for each in choices if each.probability >= ASSERTED]:
            hit = max(left, key=lambda each: likeness(each, choice.candidate.name), default=None)
            if hit is None or likeness(hit, choice.candidate.name) <= 0:
                counts["wrong"] += 1
                continue
            left.remove(hit)
            counts["right"] += 1
            counts["found"] += not hit["optional"]
    precision = counts["right"] / max(counts["right"] + counts["wrong"], 1)
    print(f"{len(documents)} documents: precision {precision:.3f}, recall {counts['found'] / counts['asked']:.3f}")

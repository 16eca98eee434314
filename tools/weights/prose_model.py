"""Fits the model that chooses the names of pieces of work in free text, and says how it does on documents left out.

    python tools/weights/prose_model.py FOLDER…            write loaders/documents/prose/learnt/weights.npz
    python tools/weights/prose_model.py FOLDER… --check    only say how models fitted without each document do on it

A folder has texts in `docs` and, for each, `gold/ID.gold.json` with the pieces of work that a careful reader finds in
it (see bench/reading/free_text.py). Names: trees on what is known of a candidate, and on what a linear model on hashed
words says of it, and of those inside and around it; for that the linear model is fitted without the document in
question. A candidate that only contains the name of a piece of work is a wrong one. Other trees say which names are of
one piece of work; leads, partners and dates have a linear model and trees each, on names chosen without the document.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import numpy as np
from rapidfuzz.fuzz import ratio
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from graph.errors import SourceError
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose import pipeline
from loaders.documents.prose.learnt.candidates import Pool, collect
from loaders.documents.prose.learnt.chooser import (
    ASSERTED,
    PROPOSED,
    Choice,
    choose,
    describe,
    likely_pairs,
    name_words,
    relate,
    trusting,
)
from loaders.documents.prose.learnt.model import BUCKETS, FILE, RELATIONS, WORDS_LIKELY, Pair, hashed
from loaders.documents.prose.learnt.model import Forest as Trees
from loaders.documents.prose.learnt.relations import Relator
from loaders.documents.prose.learnt.scene import Scene
from loaders.documents.prose.learnt.works import select_learnt
from loaders.inputs.read import FileLoader

ROOT: Final = Path(__file__).parent.parent.parent
FOLDS: Final = 4
OPTIONAL: Final = 0.6  # the weight of a piece of work that a reader may list or not
CONTAINS: Final = 0.5  # that of a candidate that only contains a name
NEAR: Final = 0.1  # that of one that is nearly a name
TUNED: Final = 3.0  # that of documents on which the rules were written: few, and labelled with most care
ALIKE: Final = 80.0
NEARLY: Final = 60.0
TREES: Final[dict[str, Any]] = {
    "max_iter": 300,
    "learning_rate": 0.05,
    "max_leaf_nodes": 31,
    "min_samples_leaf": 15,
    "l2_regularization": 10,
    "max_features": 0.25,
    "random_state": 0,
    "early_stopping": False,
}

LINEAR: Final[dict[str, Any]] = {"C": 5, "max_iter": 80, "tol": 1e-3}
SAMENESS: Final[dict[str, Any]] = TREES | {
    "max_iter": 120,
    "learning_rate": 0.07,
    "max_leaf_nodes": 10,
    "max_features": 0.6,
}
UNKNOWN: Final = 0.15  # the weight of two names of which one is no piece of work
WRONG_NAME: Final = 0.5  # the weight of a pair with a name that is no piece of work
PAIRS: Final[dict[str, Any]] = TREES | {
    "max_iter": 90, "learning_rate": 0.07, "max_leaf_nodes": 8, "min_samples_leaf": 25, "max_features": 0.3,
}  # fmt: skip

sys.path.insert(0, str(ROOT / "bench" / "reading"))
from free_text import Read, likeness, plain, same_date  # noqa: E402 (what is right, as the benchmark has it)


@dataclass(slots=True)
class Document:
    """A labelled document: its candidates, what is known of each, and whether it is the name of a piece of work."""

    gold: Mapping[str, Any]
    weight: float
    pools: list[Pool] = field(default_factory=list)
    rows: list[dict[str, float]] = field(default_factory=list)
    words: list[list[int]] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    @property
    def fold(self) -> int:
        """The part that it is left out with."""
        return zlib.crc32(str(self.gold["id"]).encode()) % FOLDS


def read_documents(folders: Sequence[Path], tuned: Sequence[Path]) -> list[Document]:
    """The documents of folders, in the order of their names."""
    made = []
    for folder in folders:
        for path in sorted((folder / "docs").iterdir()):
            gold = folder / "gold" / f"{path.stem}.gold.json"
            if gold.is_file():
                one = Document(json.loads(gold.read_text("utf-8")), TUNED if folder in tuned else 1.0)
                _read(path, one)
                made.append(one)
    return [one for one in made if one.rows]


def _read(path: Path, made: Document) -> None:
    """Add the candidates of a document, as the rules have read it, and label them."""

    def watched(discourse: Any, works: Any, _: object) -> Any:  # noqa: ANN401 (what it stands in for has these)
        kept = [work for work in works if not work.is_proposed and not work.is_component]
        made.pools.append(collect(discourse, kept))
        return discourse, works

    with patch.object(pipeline, "_read_again", watched), suppress(SourceError):
        FileLoader(isolate=False).load_path(path)
    for pool in made.pools:
        made.rows += describe(pool)
        made.words += [hashed(name_words(one, pool)) for one in pool.candidates]
    _label(made)


def _label(made: Document) -> None:
    """Say of each candidate whether it is the name of a piece of work, and how much it counts."""
    wanted = made.gold["initiatives"]
    candidates = [one for pool in made.pools for one in pool.candidates]
    matched: list[tuple[int, float]] = []
    best: dict[int, tuple[float, int]] = {}
    for at, one in enumerate(candidates):
        found = max(((likeness(each, one.name), -number) for number, each in enumerate(wanted)), default=(0.0, 0))
        number = -found[1] if found[0] > 0 else -1
        alike = 0.0
        if number >= 0:
            title = plain(wanted[number]["title"])
            alike = max(ratio(each, plain(one.name)) for each in (title, title.partition(" (")[0]))
            if one.acronym and plain(one.acronym) == title:
                alike = max(alike, ALIKE + 5)
            best[number] = max(best.get(number, (0.0, 0)), (alike, -at))
        matched.append((number, alike))
    for at, (number, alike) in enumerate(matched):
        is_right = number >= 0 and (alike >= ALIKE or -best[number][1] == at)
        weight = 1.0
        if is_right and wanted[number]["optional"]:
            weight = OPTIONAL
        elif number >= 0 and not is_right:
            weight = NEAR if alike >= NEARLY else CONTAINS
        made.right.append(int(is_right))
        made.weights.append(weight * made.weight)


# --- Fitting


def fit_words(documents: Sequence[Document]) -> LogisticRegression:
    """The linear model of some documents."""
    right = np.array([each for one in documents for each in one.right])
    weights = np.array([each for one in documents for each in one.weights])
    return LogisticRegression(C=20, max_iter=60, tol=1e-3).fit(_sparse(documents), right, sample_weight=weights)


def _sparse(documents: Sequence[Document]) -> csr_matrix:
    return _hashed([each for one in documents for each in one.words])


def _hashed(rows: Sequence[Sequence[int]]) -> csr_matrix:
    edges = np.cumsum([0, *map(len, rows)])
    values = np.concatenate([np.full(len(row), 1 / max(len(row), 1) ** 0.5) for row in rows])
    return csr_matrix(
        (values, np.concatenate([np.array(row, dtype=np.int64) for row in rows]), edges), shape=(len(rows), BUCKETS)
    )


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


def fit_names(documents: Sequence[Document]) -> tuple[LogisticRegression, Forest]:
    """The linear model of some documents, and the trees that know what it says of documents it was fitted without."""
    likely_words: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        inside, outside = [one for one in documents if one.fold != fold], [one for one in documents if one.fold == fold]
        if outside:
            for one, each in zip(outside, words_likelihoods(outside, fit_words(inside)), strict=True):
                likely_words[id(one)] = each
    rows = [row for one in documents for row in related(one, likely_words[id(one)])]
    right = [each for one in documents for each in one.right]
    weights = [each for one in documents for each in one.weights]
    return fit_words(documents), _fit_forest(rows, right, weights, TREES)


# --- Trees


Forest = tuple[list[str], Any]  # the names of the columns, and the trees


def _fit_forest(
    rows: Sequence[Mapping[str, float]], right: Sequence[int], weights: Sequence[float], how: Mapping[str, Any]
) -> Forest:
    columns = sorted({name for row in rows for name in row})
    learnt = HistGradientBoostingClassifier(**how)
    return columns, learnt.fit(_table(columns, rows), np.array(right), sample_weight=np.array(weights))


def _table(columns: Sequence[str], rows: Sequence[Mapping[str, float]]) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.array([[row.get(name, 0.0) for name in columns] for row in rows], dtype=np.float32)


def _probabilities(forest: Forest, rows: Sequence[Mapping[str, float]]) -> list[float]:
    columns, learnt = forest
    return [float(each) for each in learnt.predict_proba(_table(columns, rows))[:, 1]] if rows else []


def read_forest(forest: Forest) -> Trees:
    """Trees as the package reads them."""
    return Trees.from_arrays(_forest_arrays("one", forest), "one")


def _forest_arrays(name: str, forest: Forest) -> dict[str, Any]:
    columns, learnt = forest
    return {f"{name}.features": np.array("\n".join(columns))} | {
        f"{name}.{key}": value for key, value in nodes_of(learnt).items()
    }


def arrays_of(words: Mapping[str, LogisticRegression], forests: Mapping[str, Forest]) -> dict[str, Any]:
    """The arrays that the package reads."""
    made: dict[str, Any] = {}
    for name, one in words.items():
        made |= {f"{name}.words": one.coef_[0].astype(np.float16), f"{name}.words.base": np.float64(one.intercept_[0])}
    for name, forest in forests.items():
        made |= _forest_arrays(name, forest)
    return made


def nodes_of(learnt: Any) -> dict[str, Any]:  # noqa: ANN401 (the library has no types)
    """The nodes of all trees one behind the other, a leaf as its own child."""
    trees = [group[0].nodes for group in learnt._predictors]  # noqa: SLF001 (the library gives no other way)
    roots = np.cumsum([0, *map(len, trees)])[:-1]
    nodes = np.concatenate(trees)
    first = np.repeat(roots, [len(tree) for tree in trees])
    is_leaf, own = nodes["is_leaf"].astype(bool), np.arange(len(nodes))
    return {
        "roots": roots.astype(np.int32),
        "feature": np.where(is_leaf, 0, nodes["feature_idx"]).astype(np.int16),
        "threshold": np.where(is_leaf, 0, nodes["num_threshold"]).astype(np.float32),
        "value": np.where(is_leaf, nodes["value"], 0).astype(np.float32),
        "left": np.where(is_leaf, own, first + nodes["left"]).astype(np.int32),
        "right": np.where(is_leaf, own, first + nodes["right"]).astype(np.int32),
        "base": np.float64(np.ravel(learnt._baseline_prediction)[0]),  # noqa: SLF001 (same)
        "depth": np.int64(nodes["depth"].max()),
    }


# --- Names of documents left out


def held_out(documents: Sequence[Document]) -> dict[int, list[float]]:
    """How likely each candidate of each document (by identity) is, by models that were fitted without it."""
    made = {}
    for fold in range(FOLDS):
        outside = [one for one in documents if one.fold == fold]
        words, forest = fit_names([one for one in documents if one.fold != fold])
        for one, likely_words in zip(outside, words_likelihoods(outside, words), strict=True):
            rows = related(one, likely_words)
            made[id(one)] = trusting(rows, _probabilities(forest, rows))
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
            for a, b, row in likely_pairs(pool, each, PROPOSED):
                rows.append(row)
                right.append(int(bool(named[a] & named[b])))
                weights.append(one.weight * (1.0 if named[a] and named[b] else UNKNOWN))
    return _fit_forest(rows, right, weights, SAMENESS)


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


# --- Roles and dates


@dataclass(slots=True)
class Pairs:
    """What is known of pairs, whether each is right, how much it counts, and the document that it is of."""

    pairs: list[Pair] = field(default_factory=list)
    right: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    documents: list[int] = field(default_factory=list)

    def add(self, pair: Pair, *, right: bool, weight: float, document: int) -> None:
        """Add a pair."""
        if weight > 0:
            self.pairs.append(pair)
            self.right.append(int(right))
            self.weights.append(weight)
            self.documents.append(document)

    def fit(self) -> tuple[LogisticRegression, Forest]:
        """The linear model, and the trees that know what it says of documents that it was fitted without."""
        table, right, weights = (
            _hashed([pair.words for pair in self.pairs]),
            np.array(self.right),
            np.array(self.weights),
        )
        folds, likely = np.array(self.documents) % FOLDS, np.zeros(len(right))
        for fold in range(FOLDS):
            inside, outside = folds != fold, folds == fold
            if outside.any():
                learnt = LogisticRegression(**LINEAR).fit(table[inside], right[inside], sample_weight=weights[inside])
                likely[outside] = learnt.predict_proba(table[outside])[:, 1]
        rows = [pair.row | {WORDS_LIKELY: float(each)} for pair, each in zip(self.pairs, likely, strict=True)]
        whole = LogisticRegression(**LINEAR).fit(table, right, sample_weight=weights)
        return whole, _fit_forest(rows, self.right, self.weights, PAIRS)


def fit_relations(
    documents: Sequence[Document], likely: Mapping[int, Sequence[float]]
) -> dict[str, tuple[LogisticRegression, Forest]]:
    """The models of leads, partners and dates, on names that models chose without the document."""
    made = {name: Pairs() for name in RELATIONS}
    for number, (one, pools) in enumerate(choose_held_out(documents, likely)):
        for pool, choices in zip(one.pools, pools, strict=True):
            _add_pairs(made, number, one, pool, choices)
    return {name: pairs.fit() for name, pairs in made.items()}


def _add_pairs(made: Mapping[str, Pairs], number: int, one: Document, pool: Pool, choices: list[Choice]) -> None:
    """Add the pairs of a document with the names that are chosen in it."""
    wanted = one.gold["initiatives"]
    again = pipeline.reread(pool.discourse, choices, None)
    whole = [work for work in select_learnt(again, choices) if not work.is_component]
    relator = Relator(Scene.of(again, whole))
    labels = [max(wanted, key=lambda each: likeness(each, work.title), default=None) for work in whole]
    labels = [
        each if each and likeness(each, work.title) > 0 else None for each, work in zip(labels, whole, strict=True)
    ]
    got = Read([], names_of(relator.scene))
    for pair in relator.pairs():
        label = labels[pair.work]
        if label is None:
            made["partners"].add(pair, right=False, weight=WRONG_NAME * one.weight, document=number)
            continue
        leads, sides = (
            [each for each in label["leads"] if each],
            [each for side in label["partners_any"] for each in side],
        )
        weight = (OPTIONAL if label["optional"] else 1.0) * one.weight
        if leads:
            made["leads"].add(pair, right=got.among(pair.key, leads), weight=weight, document=number)
        takes_part = got.among(pair.key, sides) and not got.among(pair.key, label["not_"])
        if takes_part or not got.among(pair.key, [*label["may"], *leads]):
            made["partners"].add(pair, right=takes_part, weight=weight, document=number)
    for pair in relator.dates():
        label = labels[pair.work]
        right = label is not None and any(same_date(pair.key, each) for each in [*label["dates"], *label["dates_may"]])
        is_dated = label is None or right or bool(label["dates"])
        made["dates"].add(pair, right=right, weight=one.weight * (1.0 if is_dated else OPTIONAL), document=number)


def names_of(scene: Scene) -> dict[str, list[str]]:
    """The names of the parties of a document."""
    known = {one.id: [*one.names.values(), *one.abbreviations.values()] for one in entries().values()}
    return {
        key: known.get(key) or sorted({one.party.name for one in spots if one.party})
        for key, spots in scene.parties.items()
    }


def main() -> None:
    """Fit the model, or say how well it does."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--tuned", nargs="*", type=Path, default=[], help="folders on which the rules were written")
    parser.add_argument("--check", action="store_true", help="only say how models do on documents left out")
    given = parser.parse_args()
    documents = read_documents([*given.folders, *given.tuned], given.tuned)
    if given.check:
        check(documents)
        return
    words, names = fit_names(documents)
    likely = held_out(documents)
    relations = fit_relations(documents, likely)
    forests = {"names": names, "sameness": fit_sameness(documents, likely)}
    linear = {"names": words} | {name: one for name, (one, _) in relations.items()}
    np.savez_compressed(FILE, **arrays_of(linear, forests | {name: trees for name, (_, trees) in relations.items()}))
    print(f"{FILE}: {FILE.stat().st_size} bytes, {len(documents)} documents")


if __name__ == "__main__":
    main()

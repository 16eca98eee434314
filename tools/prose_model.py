"""Fits the model that chooses the names of pieces of work in free text, and says how it does on documents left out.

    python tools/prose_model.py FOLDER…            write loaders/documents/prose/learnt/weights.npz
    python tools/prose_model.py FOLDER… --check    only say how models fitted without each document do on it

A folder has texts in `docs` and, for each, `gold/ID.gold.json` with the pieces of work that a careful reader finds in
it (see bench/reading/free_text.py). Three models share the decision: a linear one on hashed words of the name and
around it, trees on what is known of a candidate, and trees that do not know what the rules say. Trees know what the
linear model says of a candidate, and of those inside and around it; for that it is fitted without the document in
question. A candidate that only contains the name of a piece of work is a wrong one.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import zlib
from collections.abc import Mapping, Sequence
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
from loaders.documents.prose import pipeline
from loaders.documents.prose.learnt.candidates import Pool, collect
from loaders.documents.prose.learnt.chooser import (
    ASSERTED,
    FILE,
    TRUST,
    choose,
    describe,
    name_words,
    relate,
)
from loaders.documents.prose.learnt.forest import BUCKETS, hashed
from loaders.inputs.read import FileLoader

ROOT: Final = Path(__file__).parent.parent
FOLDS: Final = 4
OPTIONAL: Final = 0.6  # the weight of a piece of work that a reader may list or not
CONTAINS: Final = 0.5  # that of a candidate that only contains a name
NEAR: Final = 0.1  # that of one that is nearly a name
TUNED: Final = 0.6  # that of documents on which the rules were written
ALIKE: Final = 80.0
NEARLY: Final = 60.0
RULES: Final = ("work", "how ", "asserted", "alias", "score", "weight")
TREES: Final[dict[str, Any]] = {
    "max_iter": 120,
    "learning_rate": 0.07,
    "max_leaf_nodes": 10,
    "min_samples_leaf": 25,
    "l2_regularization": 10,
    "max_features": 0.25,
    "random_state": 0,
    "early_stopping": False,
}

sys.path.insert(0, str(ROOT / "bench" / "reading"))  # what a right name is, as the benchmark has it


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
    from free_text import likeness, plain

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
    rows = [each for one in documents for each in one.words]
    edges = np.cumsum([0, *map(len, rows)])
    values = np.concatenate([np.full(len(row), 1 / max(len(row), 1) ** 0.5) for row in rows])
    return csr_matrix(
        (values, np.concatenate([np.array(row, dtype=np.int64) for row in rows]), edges), shape=(len(rows), BUCKETS)
    )


def say_words(documents: Sequence[Document], learnt: LogisticRegression) -> list[list[float]]:
    """What a linear model says of the candidates of each document."""
    said = learnt.predict_proba(_sparse(documents))[:, 1]
    edges = np.cumsum([0, *(len(one.rows) for one in documents)])
    return [[float(each) for each in said[a:b]] for a, b in itertools.pairwise(edges)]


def related(one: Document, said: Sequence[float]) -> list[dict[str, float]]:
    """What is known of the candidates of a document together with what the linear model says of them."""
    rows = [dict(row) for row in one.rows]
    at = 0
    for pool in one.pools:
        stop = at + len(pool.candidates)
        relate(rows[at:stop], pool, said[at:stop])
        at = stop
    return rows


def fit(documents: Sequence[Document]) -> tuple[LogisticRegression, dict[str, tuple[list[str], Any]]]:
    """The linear model and the two forests of some documents."""
    said: dict[int, list[float]] = {}
    for fold in range(FOLDS):
        inside, outside = [one for one in documents if one.fold != fold], [one for one in documents if one.fold == fold]
        if outside:
            for one, each in zip(outside, say_words(outside, fit_words(inside)), strict=True):
                said[id(one)] = each
    rows = [row for one in documents for row in related(one, said[id(one)])]
    right = np.array([each for one in documents for each in one.right])
    weights = np.array([each for one in documents for each in one.weights])
    every = sorted({name for row in rows for name in row})
    forests = {}
    for name, columns in (("names", every), ("texts", [each for each in every if not each.startswith(RULES)])):
        table = np.array([[row.get(each, 0.0) for each in columns] for row in rows], dtype=np.float32)
        forests[name] = (columns, HistGradientBoostingClassifier(**TREES).fit(table, right, sample_weight=weights))
    return fit_words(documents), forests


def arrays_of(words: LogisticRegression, forests: Mapping[str, tuple[list[str], Any]]) -> dict[str, Any]:
    """The arrays that the package reads."""
    made: dict[str, Any] = {
        "words.weights": words.coef_[0].astype(np.float16),
        "words.base": np.float64(words.intercept_[0]),
    }
    for name, (columns, model) in forests.items():
        nodes = [group[0].nodes for group in model._predictors]  # noqa: SLF001 (the library gives no other way)
        starts = np.cumsum([0, *map(len, nodes)])[:-1].astype(np.int32)
        own = [np.arange(len(each), dtype=np.int32) for each in nodes]
        leaf = [each["is_leaf"].astype(bool) for each in nodes]
        made |= {
            f"{name}.features": np.array("\n".join(columns)),
            f"{name}.roots": starts,
            f"{name}.feature": np.concatenate(
                [np.where(end, 0, each["feature_idx"]) for each, end in zip(nodes, leaf, strict=True)]
            ).astype(np.int16),
            f"{name}.threshold": np.concatenate(
                [np.where(end, 0, each["num_threshold"]) for each, end in zip(nodes, leaf, strict=True)]
            ).astype(np.float32),
            f"{name}.value": np.concatenate(
                [np.where(end, each["value"], 0) for each, end in zip(nodes, leaf, strict=True)]
            ).astype(np.float32),
            f"{name}.left": np.concatenate(
                [
                    at + np.where(end, mine, each["left"])
                    for at, each, end, mine in zip(starts, nodes, leaf, own, strict=True)
                ]
            ).astype(np.int32),
            f"{name}.right": np.concatenate(
                [
                    at + np.where(end, mine, each["right"])
                    for at, each, end, mine in zip(starts, nodes, leaf, own, strict=True)
                ]
            ).astype(np.int32),
            f"{name}.base": np.float64(np.ravel(model._baseline_prediction)[0]),  # noqa: SLF001 (same)
            f"{name}.depth": np.int64(max(int(each["depth"].max()) for each in nodes)),
        }
    return made


# --- What it says of itself


def check(documents: Sequence[Document]) -> None:
    """Print precision and recall of names, of models that were fitted without the documents."""
    from free_text import likeness

    counts = dict.fromkeys(("right", "wrong", "found", "asked"), 0)
    for fold in range(FOLDS):
        words, forests = fit([one for one in documents if one.fold != fold])
        outside = [one for one in documents if one.fold == fold]
        for one, said in zip(outside, say_words(outside, words), strict=True):
            rows = related(one, said)
            trees = [
                model.predict_proba(
                    np.array([[row.get(each, 0.0) for each in columns] for row in rows], dtype=np.float32)
                )[:, 1]
                for columns, model in forests.values()
            ]
            likely = [
                (a + float(b) + float(c)) / 3 + (TRUST if row["asserted"] else 0.0)
                for a, b, c, row in zip(said, *trees, rows, strict=True)
            ]
            at, names = 0, []
            for pool in one.pools:
                stop = at + len(pool.candidates)
                names += [each.candidate.name for each in choose(pool, likely[at:stop], ASSERTED)]
                at = stop
            left = list(enumerate(one.gold["initiatives"]))
            for name in names:
                hit = max(left, key=lambda each: likeness(each[1], name), default=None)
                if hit is None or likeness(hit[1], name) <= 0:
                    counts["wrong"] += 1
                    continue
                left.remove(hit)
                counts["right"] += 1
                counts["found"] += not hit[1]["optional"]
            counts["asked"] += sum(not each["optional"] for each in one.gold["initiatives"])
    precision, recall = (
        counts["right"] / max(counts["right"] + counts["wrong"], 1),
        counts["found"] / max(counts["asked"], 1),
    )
    print(f"{len(documents)} documents: precision {precision:.3f}, recall {recall:.3f}")


def main() -> None:
    """Fit the model, or say how well it does."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument(
        "--tuned", nargs="*", type=Path, default=[], help="folders on which the rules were written; they count less"
    )
    parser.add_argument("--check", action="store_true", help="only say how models do on documents left out")
    given = parser.parse_args()
    documents = read_documents([*given.folders, *given.tuned], given.tuned)
    if given.check:
        check(documents)
        return
    np.savez_compressed(FILE, **arrays_of(*fit(documents)))
    print(f"{FILE}: {FILE.stat().st_size} bytes, {len(documents)} documents")


if __name__ == "__main__":
    main()

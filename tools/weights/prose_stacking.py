"""Fits the trees of leads and dates that know what the models say of all parties and dates of a document.

    python tools/weights/prose_stacking.py FOLDER…            write them into learnt/models/weights.npz
    python tools/weights/prose_stacking.py FOLDER… --check    only say how they do on documents left out

A folder has texts in `docs` and labels in `gold`, as for `prose_model.py`. None of the documents may be one to which
the models of names and relations or the encoder were fitted: what they say of such documents is too sure.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import numpy as np
from sklearn.metrics import average_precision_score

from graph.errors import SourceError
from loaders.documents.prose.learnt import roles
from loaders.documents.prose.learnt.encoder.heads import log_odds
from loaders.documents.prose.learnt.models.model import FILE, STACKED, STACKED_RELATIONS
from loaders.documents.prose.learnt.pairs.stacking import DATES, Levels
from loaders.inputs.read import FileLoader

sys.path.insert(0, str(Path(__file__).parent))
from prose.documents import FOLDS, Document, Read
from prose.fitting import TREES, Forest, Rows, fit_forest, forest_arrays, read_forest
from prose.relations import judge_date, judge_party, label_of, names_of

PROCESSES: Final = 2
HOW: Final[dict[str, Any]] = TREES | {
    "max_iter": 150, "learning_rate": 0.06, "max_leaf_nodes": 10, "min_samples_leaf": 40, "max_features": 0.3,
}  # fmt: skip


@dataclass(slots=True)
class Known:
    """Pairs of documents in one relation: what is known of each, whether it is right, how much it counts, its fold."""

    rows: list[dict[str, float]] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)  # how likely each is without the others
    right: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    folds: list[int] = field(default_factory=list)

    def extend(self, other: Known) -> None:
        """Add the pairs of another document."""
        for name in ("rows", "alone", "right", "weights", "folds"):
            getattr(self, name).extend(getattr(other, name))

    def part(self, fold: int, *, is_inside: bool) -> tuple[Rows, list[int], list[float]]:
        """The rows, verdicts and weights of the pairs that are, or are not, in a fold."""
        at = [at for at, each in enumerate(self.folds) if (each == fold) is is_inside]
        return [self.rows[one] for one in at], [self.right[one] for one in at], [self.weights[one] for one in at]


def read(paths: tuple[Path, Path]) -> dict[str, Known]:
    """The pairs of a document, by relation."""
    text, gold = paths
    one = Document(json.loads(gold.read_text("utf-8")), 1.0)
    made = {name: Known() for name in STACKED_RELATIONS}

    def watched(levels: Levels, known_of: Any, *_: object) -> None:  # noqa: ANN401 (a bound method)
        scene = known_of.__self__.scene
        labels = [label_of(work.title, one.gold["initiatives"]) for work in scene.works]
        got, is_dates = Read([], names_of(scene)), levels.relations == DATES
        for (number, key), row in levels.rows(known_of).items():
            label = labels[number]
            verdicts = judge_date(key, label, 1.0) if is_dates else judge_party(got, key, label, 1.0)
            right, weight = (each[0] for each in verdicts)  # of a party, whether it leads
            if weight > 0:
                known = made["dates" if is_dates else "leads"]
                known.rows.append(row)
                known.alone.append(levels.likely[0][number][key])
                known.right.append(int(right))
                known.weights.append(weight)
                known.folds.append(one.fold)

    with patch.object(roles, "stack", watched), suppress(SourceError):
        FileLoader(isolate=False).load_path(text)
    return made


def read_all(folders: Sequence[Path]) -> dict[str, Known]:
    """The pairs of all documents of folders, by relation."""
    paths = [
        (path, gold)
        for folder in folders
        for path in sorted((folder / "docs").iterdir())
        if (gold := folder / "gold" / f"{path.stem}.gold.json").is_file()
    ]
    made = {name: Known() for name in STACKED_RELATIONS}
    with Pool(PROCESSES) as pool:
        for found in pool.imap(read, paths, chunksize=4):
            for name, known in found.items():
                made[name].extend(known)
    return made


def fit(rows: Rows, right: Sequence[int], weights: Sequence[float]) -> Forest:
    """The trees of one relation."""
    return fit_forest(rows, right, weights, HOW)


def check(known: Known) -> Iterator[tuple[int, float, float]]:
    """Yield for each fold how many pairs are right, and the average precision alone and with trees of the others."""
    alone = np.array(known.alone)
    for fold in range(FOLDS):
        rows, right, weights = known.part(fold, is_inside=True)
        if any(right):
            likely = read_forest(fit(*known.part(fold, is_inside=False))).probabilities(rows)
            before = alone[np.array(known.folds) == fold]
            both = log_odds(likely) + log_odds(before)
            first, second = (average_precision_score(right, each, sample_weight=weights) for each in (before, both))
            yield sum(right), float(first), float(second)


def main() -> None:
    """Fit the trees, or say how well they do."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true", help="only say how they do on documents left out")
    given = parser.parse_args()
    known = read_all(given.folders)
    if given.check:
        for name, each in known.items():
            for right, before, after in check(each):
                print(f"{name}: {right} right pairs, average precision {before:.3f} alone, {after:.3f} stacked")
        return
    with np.load(FILE) as kept:
        arrays = {key: kept[key] for key in kept.files if key.partition(".")[0] != STACKED}
    for name, each in known.items():
        arrays |= forest_arrays(f"{STACKED}.{name}", fit(each.rows, each.right, each.weights))
    np.savez_compressed(FILE, **arrays)
    counts = ", ".join(f"{len(each.rows)} {name}" for name, each in known.items())
    print(f"{FILE}: {FILE.stat().st_size} bytes, pairs: {counts}")


if __name__ == "__main__":
    main()

"""What is learnt: which names are pieces of work, who leads them, who takes part, and when."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

FILE: Final = Path(__file__).parent / "weights.npz"
RELATIONS: Final = ("leads", "partners", "dates")
WORDS_LIKELY: Final = "words likely"  # the column of trees that has what the linear model says
TREES_SHARE: Final = 2 / 3  # of the trees in the probability of a relation; the linear model has the rest
ROWS_AT_ONCE: Final = 2048
BUCKETS: Final = 1 << 15  # of hashed words

Vector = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Forest:
    """Boosted trees; the score of a row is the sum of the leaves that it falls in.

    Attributes:
        features: the names of the numbers that the trees ask for, in the order of the columns.
        feature, threshold, left, right, value: of each node, those of all trees one behind the other; a leaf is its own
            child.
        roots: the first node of each tree.
        base: the score of a row without trees.
        depth: the longest way from a root to a leaf.
    """

    features: tuple[str, ...]
    feature: np.ndarray[Any, np.dtype[np.int16]]
    threshold: np.ndarray[Any, np.dtype[np.float32]]
    left: np.ndarray[Any, np.dtype[np.int32]]
    right: np.ndarray[Any, np.dtype[np.int32]]
    value: np.ndarray[Any, np.dtype[np.float32]]
    roots: np.ndarray[Any, np.dtype[np.int32]]
    base: float
    depth: int

    def probabilities(self, rows: Sequence[Mapping[str, float]]) -> Vector:
        """The probability of each row."""
        parts = [self._part(rows[at : at + ROWS_AT_ONCE]) for at in range(0, len(rows), ROWS_AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _part(self, rows: Sequence[Mapping[str, float]]) -> Vector:
        table = np.array([[row.get(name, 0.0) for name in self.features] for row in rows], dtype=np.float32)
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        lines = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = table[lines, self.feature[at]] <= self.threshold[at]
            at = np.where(goes_left, self.left[at], self.right[at])
        score = self.base + self.value[at].astype(np.float64).sum(axis=1)
        made: Vector = 1.0 / (1.0 + np.exp(-score))
        return made

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any], name: str) -> Forest:
        """The trees of this name in a file of arrays."""
        part = {key: arrays[f"{name}.{key}"] for key in ("feature", "threshold", "left", "right", "value", "roots")}
        return cls(
            tuple(str(arrays[f"{name}.features"]).split("\n")),
            **part,
            base=float(arrays[f"{name}.base"]),
            depth=int(arrays[f"{name}.depth"]),
        )


@dataclass(frozen=True, slots=True)
class Words:
    """A linear model on hashed words."""

    weights: np.ndarray[Any, np.dtype[np.float32]]
    base: float

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any], name: str) -> Words:
        """The linear model of this name in a file of arrays."""
        return cls(arrays[f"{name}.words"].astype(np.float32), float(arrays[f"{name}.words.base"]))

    def probability(self, places: Sequence[int]) -> float:
        """The probability of what has the words with these places."""
        if not places:
            return float(1.0 / (1.0 + np.exp(-self.base)))
        score = self.base + float(self.weights[places].sum()) / len(places) ** 0.5
        return float(1.0 / (1.0 + np.exp(-score)))


def hashed(words: Iterable[str]) -> list[int]:
    """The places of words among the weights, each once, in order."""
    return sorted({zlib.crc32(word.encode()) % BUCKETS for word in words})


class Pair(NamedTuple):
    """A piece of work, by its place, and a party or a date, by its key; what is known of both, and words by place."""

    work: int
    key: str
    row: dict[str, float]
    words: list[int]


@dataclass(frozen=True, slots=True)
class Relation:
    """What is learnt of one kind of pair: a linear model of words, and trees that know what it says."""

    words: Words
    trees: Forest

    def probabilities(self, pairs: Sequence[Pair]) -> list[float]:
        """How likely each pair is one."""
        words = [self.words.probability(pair.words) for pair in pairs]
        trees = self.trees.probabilities(
            [pair.row | {WORDS_LIKELY: word} for pair, word in zip(pairs, words, strict=True)]
        )
        return [TREES_SHARE * float(tree) + (1 - TREES_SHARE) * word for word, tree in zip(words, trees, strict=True)]


@dataclass(frozen=True, slots=True)
class Model:
    """What is learnt: of names, words, and trees that know what these say; which names are one; of relations."""

    words: Words
    names: Forest
    sameness: Forest
    leads: Relation
    partners: Relation
    dates: Relation


@lru_cache(maxsize=1)
def model() -> Model:
    """The model of the package."""
    with np.load(FILE) as arrays:
        return read_model(arrays)


def read_model(arrays: Mapping[str, Any]) -> Model:
    """The model in a file of arrays."""
    leads, partners, dates = (
        Relation(Words.from_arrays(arrays, name), Forest.from_arrays(arrays, name)) for name in RELATIONS
    )
    names, sameness = (Forest.from_arrays(arrays, name) for name in ("names", "sameness"))
    return Model(Words.from_arrays(arrays, "names"), names, sameness, leads, partners, dates)

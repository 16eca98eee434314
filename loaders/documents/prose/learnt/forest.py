"""Boosted trees and hashed words, evaluated with numpy alone."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

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
        if not rows:
            return np.zeros(0)
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

    def probability(self, words: Iterable[str]) -> float:
        """The probability of what has these words."""
        places = hashed(words)
        if not places:
            return float(1.0 / (1.0 + np.exp(-self.base)))
        score = self.base + float(self.weights[places].sum()) / len(places) ** 0.5
        return float(1.0 / (1.0 + np.exp(-score)))


def hashed(words: Iterable[str]) -> list[int]:
    """The places of words among the weights, each once, in order."""
    return sorted({zlib.crc32(word.encode()) % BUCKETS for word in words})

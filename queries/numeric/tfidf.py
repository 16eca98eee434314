"""TF-IDF vectors of texts (Salton & Buckley 1988), with the values of scikit-learn's `TfidfVectorizer`.

A term that occurs n times in a text counts 1 + log n, times log((1 + N) / (1 + d)) + 1 for a term that d of N texts
have; the vector of a text has length 1. Letters count in lower case and without accents.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from queries.numeric.sparse import SparseMatrix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_WORD: Final = re.compile(r"\b\w\w+\b")
_RUNS: Final = (3, 4)  # letters of a run within a word


def words(text: str) -> list[str]:
    """The words of a text that have two letters or more."""
    return _WORD.findall(_without_accents(text))


def words_and_pairs(text: str) -> list[str]:
    """The words of a text, and each two that follow one another."""
    single = words(text)
    return [*single, *map(" ".join, pairwise(single))]


def letter_runs(text: str) -> Iterator[str]:
    """Runs of three and four letters within the words of a text, each word with a space on either side."""
    for word in _without_accents(text).split():
        padded = f" {word} "
        for size in _RUNS:
            yield padded[:size]
            if len(padded) <= size:
                break
            yield from (padded[at : at + size] for at in range(1, len(padded) - size + 1))


def _without_accents(text: str) -> str:
    lower = text.lower()
    if lower.isascii():
        return lower
    return "".join(char for char in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(char))


class TfIdf:
    """The terms of some texts, and how much each says.

    Args:
        analyze: the terms of a text.
        texts: what is learnt from; their own vectors are `learnt`.
        min_texts: the texts in which a term has to occur.
    """

    def __init__(self, analyze: Callable[[str], Iterable[str]], texts: Sequence[str], min_texts: int = 1) -> None:
        self._analyze = analyze
        self._column: dict[str, int] = {}
        numbers: dict[str, int] = {}
        counted = self._counts(texts, lambda term: numbers.setdefault(term, len(numbers)))
        counted = replace(counted, width=len(numbers))
        having = counted.column_lengths
        self.terms = sorted(term for term, number in numbers.items() if having[number] >= min_texts)
        kept = np.array([numbers[term] for term in self.terms], dtype=np.intp)
        self._column = {term: at for at, term in enumerate(self.terms)}
        self._idf = np.log((1 + len(texts)) / (1 + having[kept])) + 1
        self.learnt = self._weighed(counted.keep_columns(kept))

    @classmethod
    def restored(cls, analyze: Callable[[str], Iterable[str]], terms: Sequence[str], weights: np.ndarray) -> TfIdf:
        """The same terms and weights as before, without the vectors of what was learnt from."""
        made = cls(analyze, [])
        made.terms = list(terms)
        made._column = {term: at for at, term in enumerate(made.terms)}
        made._idf = weights
        return made

    @property
    def weights(self) -> np.ndarray:
        """How much each term says, in the order of `terms`."""
        return self._idf

    def vectors(self, texts: Sequence[str]) -> SparseMatrix:
        """A row for each text, a column for each term."""
        return self._weighed(self._counts(texts, self._column.get))

    def _counts(self, texts: Sequence[str], column: Callable[[str], int | None]) -> SparseMatrix:
        """The number of times that each term occurs in each text."""
        columns, counts, starts = array("i"), array("i"), array("q", [0])
        for text in texts:
            found = Counter(at for at in map(column, self._analyze(text)) if at is not None)
            columns.extend(found)
            counts.extend(found.values())
            starts.append(len(columns))
        places, values = np.array(columns, dtype=np.intp), np.array(counts, dtype=np.float32)
        return SparseMatrix(places, values, np.array(starts), len(self._column))

    def _weighed(self, counted: SparseMatrix) -> SparseMatrix:
        values = (1 + np.log(counted.values)) * self._idf[counted.columns]
        return counted.with_values(values).unit_rows()

"""What is learnt: which names are pieces of work, who leads them, who takes part, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from loaders.documents.prose.learnt.forest import Forest, Words

FILE: Final = Path(__file__).parent / "weights.npz"
RELATIONS: Final = ("leads", "partners", "dates")
WORDS_LIKELY: Final = "words likely"  # the column of trees that has what the linear model says
TREES_SHARE: Final = 2 / 3  # of the trees in the probability of a relation; the linear model has the rest


class Pair(NamedTuple):
    """A piece of work, by its place, and a party or a date, by its key: what is known of both, and the words there."""

    work: int
    key: str
    row: dict[str, float]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """What is learnt of one kind of pair: a linear model of words, and trees that know what it says."""

    words: Words
    trees: Forest

    def probabilities(self, pairs: Sequence[Pair]) -> list[float]:
        """How likely each pair is one."""
        likely = [self.words.probability(pair.words) for pair in pairs]
        rows = [pair.row | {WORDS_LIKELY: word} for pair, word in zip(pairs, likely, strict=True)]
        return mixed(likely, self.trees.probabilities(rows))


def mixed(words: Iterable[float], trees: Iterable[float]) -> list[float]:
    """The probabilities of a relation, from those of both models."""
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

"""What is learnt: which names are pieces of work, who leads them, who takes part, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from loaders.documents.prose.learnt.models.array_files import open_arrays
from loaders.documents.prose.learnt.models.forest import Forest, Row, Table
from loaders.documents.prose.learnt.models.linear import Words
from loaders.documents.prose.learnt.models.network import Network

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.models.word_vectors import Floats

FILE: Final = Path(__file__).parent / "weights.npz"
RELATIONS: Final = ("leads", "partners", "dates")
STACKED_RELATIONS: Final = ("leads", "dates")
STACKED: Final = "stacked"  # before the names of the trees above the models of relations
WORDS_LIKELY: Final = "words likely"  # the column that has what the linear model says


class Pair(NamedTuple):
    """A piece of work, by its place, and a party or a date, by its key; what is known of both, and words by place."""

    work: int
    key: str
    row: dict[str, float]
    words: list[int]
    vector: Floats


@dataclass(frozen=True, slots=True)
class Learnt:
    """A linear model of words, and trees and networks that know what it says; what both say counts the same."""

    words: Words
    trees: Forest
    network: Network

    def probabilities(self, rows: Sequence[Row], vectors: Sequence[Floats]) -> list[float]:
        """How likely each row is right, with what the linear model says of it, and its vector."""
        return self.of_table(self.trees.table(rows), vectors)

    def of_table(self, table: Table, vectors: Sequence[Floats]) -> list[float]:
        """The same of rows that are a table already."""
        both = zip(self.trees.of_table(table), self.network.probabilities(table, vectors), strict=True)
        return [float(tree + network) / 2 for tree, network in both]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any], name: str) -> Learnt:
        """What is learnt under this name in a file of arrays."""
        return cls(Words.from_arrays(arrays, name), Forest.from_arrays(arrays, name), Network.from_arrays(arrays, name))


def of_pairs(pairs: Sequence[Pair], *relations: Learnt) -> list[list[float]]:
    """How likely each pair is one of each relation; what is known of the pairs is put into a table once."""
    made: list[list[float]] = []
    tables: dict[tuple[str, ...], Table] = {}
    vectors = [pair.vector for pair in pairs]
    for relation in relations:
        features = relation.trees.features
        if features not in tables:
            tables[features] = relation.trees.table([pair.row for pair in pairs])
        table = tables[features]
        if WORDS_LIKELY in features:
            table[:, features.index(WORDS_LIKELY)] = [relation.words.probability(pair.words) for pair in pairs]
        made.append(relation.of_table(table, vectors))
    return made


@dataclass(frozen=True, slots=True)
class Model:
    """What is learnt of names, of which names are one, and of relations.

    Attributes:
        stacked: the trees of each relation that know what the models say of all pairs of a document.
    """

    names: Learnt
    sameness: Forest
    leads: Learnt
    partners: Learnt
    dates: Learnt
    stacked: Mapping[str, Forest]


@lru_cache(maxsize=1)
def model() -> Model:
    """The model of the package."""
    with open_arrays(FILE) as arrays:
        return read_model(arrays)


def read_model(arrays: Mapping[str, Any]) -> Model:
    """The model in a file of arrays."""
    leads, partners, dates = (Learnt.from_arrays(arrays, name) for name in RELATIONS)
    names, sameness = Learnt.from_arrays(arrays, "names"), Forest.from_arrays(arrays, "sameness")
    stacked = {name: Forest.from_arrays(arrays, f"{STACKED}.{name}") for name in STACKED_RELATIONS}
    return Model(names, sameness, leads, partners, dates, stacked)

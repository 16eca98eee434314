"""Boosted trees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

ROWS_AT_ONCE: Final = 2048
ROWS_IN_CACHE: Final = 128  # of which each tree is followed at once: what that needs fits into the cache of a processor

Vector = np.ndarray[Any, np.dtype[np.float64]]
Table = np.ndarray[Any, np.dtype[np.float32]]
Nodes = np.ndarray[Any, np.dtype[np.int32]]
Row = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Forest:
    """Boosted trees; the score of a row is the sum of the leaves that it falls in.

    Attributes:
        features: the names of the numbers that the trees ask for, in the order of the columns.
        feature, threshold, value: of each node, those of all trees one behind the other.
        children: the right child of each node, where the number is above the threshold, and its left one, in turn; a
            leaf is its own child.
        roots: the first node of each tree.
        base: the score of a row without trees.
        depth: the longest way from a root to a leaf.
    """

    features: tuple[str, ...]
    feature: Nodes
    threshold: np.ndarray[Any, np.dtype[np.float32]]
    children: Nodes
    value: np.ndarray[Any, np.dtype[np.float32]]
    roots: Nodes
    base: float
    depth: int

    def probabilities(self, rows: Sequence[Row]) -> Vector:
        """The probability of each row."""
        return self.of_table(self.table(rows))

    def table(self, rows: Sequence[Row]) -> Table:
        """What is known of each row, (rows, features)."""
        return table_of(self.features, rows)

    def of_table(self, table: Table) -> Vector:
        """The probability of each row of a table."""
        parts = [self._part(table[at : at + ROWS_AT_ONCE]) for at in range(0, len(table), ROWS_AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _part(self, table: Table) -> Vector:
        leaves = [self._leaves(table[at : at + ROWS_IN_CACHE]) for at in range(0, len(table), ROWS_IN_CACHE)]
        score = self.base + self.value[np.concatenate(leaves)].astype(np.float64).sum(axis=1)
        made: Vector = 1.0 / (1.0 + np.exp(-score))
        return made

    def _leaves(self, table: Table) -> Nodes:
        """The leaf of each tree that each row falls in, (rows, trees)."""
        numbers = np.ascontiguousarray(table).ravel()
        first = (np.arange(len(table), dtype=np.int32) * table.shape[1])[:, None]
        at = np.tile(self.roots, (len(table), 1))
        for _ in range(self.depth):
            goes_left = numbers.take(first + self.feature.take(at)) <= self.threshold.take(at)
            at = self.children.take(2 * at + goes_left)
        return at

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any], name: str) -> Forest:
        """The trees of this name in a file of arrays."""
        part = {key: arrays[f"{name}.{key}"] for key in ("threshold", "value", "roots")}
        return cls(
            tuple(str(arrays[f"{name}.features"]).split("\n")),
            feature=arrays[f"{name}.feature"].astype(np.int32),
            children=np.stack([arrays[f"{name}.right"], arrays[f"{name}.left"]], axis=1).ravel(),
            **part,
            base=float(arrays[f"{name}.base"]),
            depth=int(arrays[f"{name}.depth"]),
        )


def table_of(features: Sequence[str], rows: Sequence[Row]) -> Table:
    """The numbers of these names of each row, (rows, features); 0 where a row has none."""
    made = np.array([list(map(row.get, features)) for row in rows], dtype=np.float32)  # what is missing is not a number
    return np.nan_to_num(made.reshape(len(rows), len(features)), copy=False, posinf=np.inf, neginf=-np.inf)

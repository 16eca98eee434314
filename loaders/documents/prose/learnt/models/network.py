"""Small networks with one hidden layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from loaders.documents.prose.learnt.models.forest import ROWS_AT_ONCE, Table, Vector

MOST: Final = 4.0  # standard deviations to which what is known is cut
DIGITS: Final = 6  # of a probability, so that it does not depend on the order of a sum


@dataclass(frozen=True, slots=True)
class Network:
    """The mean of some networks on the same numbers: those of a row, and behind them those of a vector.

    Attributes:
        mean, scale: those of each number, (numbers,).
        hidden, hidden_base: the weights of the hidden units, (networks, numbers, units) and (networks, units).
        out, out_base: those of the result, (networks, units) and (networks,).
    """

    mean: Table
    scale: Table
    hidden: Table
    hidden_base: Table
    out: Table
    out_base: Table

    def probabilities(self, table: Table, vectors: Sequence[Table]) -> Vector:
        """The probability of each row of a table with its vector."""
        stops = range(0, len(table), ROWS_AT_ONCE)
        parts = [self._part(table[at : at + ROWS_AT_ONCE], vectors[at : at + ROWS_AT_ONCE]) for at in stops]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _part(self, table: Table, vectors: Sequence[Table]) -> Vector:
        given = (np.hstack([table, np.stack(vectors)]) - self.mean) / self.scale
        given = np.clip(given, -MOST, MOST)
        made = np.zeros(len(table))
        for hidden, base, out, out_base in zip(self.hidden, self.hidden_base, self.out, self.out_base, strict=True):
            units = np.maximum(given @ hidden + base, 0)
            made += 1.0 / (1.0 + np.exp(-(units @ out + out_base).astype(np.float64)))
        rounded: Vector = np.round(made / len(self.out), DIGITS)
        return rounded

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any], name: str) -> Network:
        """The networks of this name in a file of arrays."""
        parts = ("mean", "scale", "hidden", "hidden_base", "out", "out_base")
        return cls(**{part: arrays[f"{name}.network.{part}"].astype(np.float32) for part in parts})

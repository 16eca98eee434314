"""Sparse matrices with numpy alone: the nonzero cells row by row (compressed sparse rows, CSR).

Only what suggestions, the network and themes need of `scipy.sparse`, which takes 150 MB on disk and a tenth of a second
to import. Products add up cell by cell with `numpy.bincount`, in double precision, in portions that fit into the cache.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CELLS_AT_ONCE: Final = 1 << 16  # of a product: what is added up in one portion


@dataclass(frozen=True, slots=True, eq=False)
class SparseMatrix:
    """A matrix whose row `n` has `values[starts[n]:starts[n + 1]]` in the columns of the same part of `columns`."""

    columns: np.ndarray
    values: np.ndarray
    starts: np.ndarray
    width: int

    @classmethod
    def from_cells(
        cls, rows: np.ndarray, columns: np.ndarray, values: np.ndarray, shape: tuple[int, int]
    ) -> SparseMatrix:
        """The matrix of some cells; values of the same cell are added up."""
        height, width = shape
        places, where = np.unique(rows.astype(np.int64) * width + columns, return_inverse=True)
        summed = np.bincount(where, values, len(places)).astype(np.float32)
        at = places // max(width, 1)
        return cls(places - at * width, summed, _starts_of(np.bincount(at, minlength=height)), width)

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and columns."""
        return len(self.starts) - 1, self.width

    @property
    def row_lengths(self) -> np.ndarray:
        """The number of cells of each row."""
        return np.diff(self.starts)

    @property
    def column_lengths(self) -> np.ndarray:
        """The number of cells of each column."""
        return np.bincount(self.columns, minlength=self.width)

    @property
    def row_numbers(self) -> np.ndarray:
        """The row of each cell."""
        return np.repeat(np.arange(self.shape[0]), self.row_lengths)

    def columns_of(self, row: int) -> np.ndarray:
        """The columns in which a row has cells."""
        return self.columns[self.starts[row] : self.starts[row + 1]]

    def column(self, number: int) -> np.ndarray:
        """A column as a dense vector."""
        here = self.columns == number
        return np.bincount(self.row_numbers[here], self.values[here], self.shape[0])

    def rows(self, numbers: np.ndarray) -> SparseMatrix:
        """Some rows, in the order they are named."""
        places, lengths = self.places_of(numbers)
        return replace(self, columns=self.columns[places], values=self.values[places], starts=_starts_of(lengths))

    def places_of(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The positions of the cells of some rows, one row after the other, and the number of cells of each."""
        lengths = self.row_lengths[numbers]
        ends = np.cumsum(lengths)
        shifts = self.starts[numbers] - (ends - lengths)
        return np.arange(ends[-1] if len(ends) else 0) + np.repeat(shifts, lengths), lengths

    def where(self, kept: np.ndarray) -> SparseMatrix:
        """The cells that are marked as kept, and no others."""
        lengths = np.bincount(self.row_numbers[kept], minlength=self.shape[0])
        return replace(self, columns=self.columns[kept], values=self.values[kept], starts=_starts_of(lengths))

    def keep_columns(self, numbers: np.ndarray) -> SparseMatrix:
        """Some columns, in ascending order, numbered anew."""
        place = np.full(self.width, -1)
        place[numbers] = np.arange(len(numbers))
        columns = place[self.columns]
        kept = self.where(columns >= 0)
        return replace(kept, columns=columns[columns >= 0], width=len(numbers))

    def with_values(self, values: np.ndarray) -> SparseMatrix:
        """Other values in the same cells."""
        return replace(self, values=values.astype(np.float32))

    def scale_columns(self, factors: np.ndarray) -> SparseMatrix:
        """Each column times its factor."""
        return self.with_values(self.values * factors[self.columns])

    def unit_rows(self) -> SparseMatrix:
        """Each row divided by its length; a row of zeros as it is."""
        rows = self.row_numbers
        squares = np.bincount(rows, self.values.astype(float) ** 2, self.shape[0])
        return self.with_values(self.values / np.sqrt(np.where(squares > 0, squares, 1))[rows])

    def transposed(self) -> SparseMatrix:
        """Rows as columns and columns as rows."""
        rows = self.row_numbers
        order = np.argsort(self.columns * self.shape[0] + rows)
        return SparseMatrix(rows[order], self.values[order], _starts_of(self.column_lengths), self.shape[0])

    def sum_rows(self) -> np.ndarray:
        """The sum of each row."""
        return np.bincount(self.row_numbers, self.values, self.shape[0])

    def sum_columns(self) -> np.ndarray:
        """The sum of each column."""
        return np.bincount(self.columns, self.values, self.width)

    def times_vector(self, vector: np.ndarray) -> np.ndarray:
        """The product with a vector."""
        return np.bincount(self.row_numbers, self.values * vector[self.columns], self.shape[0])

    def times(self, other: SparseMatrix) -> np.ndarray:
        """The product with another sparse matrix, as a dense one."""
        made = np.empty((self.shape[0], other.width), dtype=np.float32)
        for first, part in self._products(other):
            made[first : first + len(part)] = part
        return made

    def _products(self, other: SparseMatrix) -> Iterator[tuple[int, np.ndarray]]:
        """The product with another sparse matrix, some rows at once: the number of the first, and the rows."""
        width, rows = other.width, self.row_numbers
        mine, theirs = self.values.astype(float), other.values.astype(float)
        only_ones = bool((theirs == 1).all())
        for first, last in self._portions(other):
            part = slice(self.starts[first], self.starts[last])
            places, lengths = other.places_of(self.columns[part])
            cells = np.repeat((rows[part] - first) * width, lengths)
            cells += other.columns[places]
            values = np.repeat(mine[part], lengths)
            if not only_ones:
                values *= theirs[places]
            yield first, np.bincount(cells, values, (last - first) * width).reshape(last - first, width)

    def _portions(self, other: SparseMatrix) -> Iterator[tuple[int, int]]:
        """Runs of rows whose product with another matrix is added up at once: from where, and as far as where."""
        work = np.concatenate([[0], np.cumsum(other.row_lengths[self.columns])])[self.starts]
        work = work + np.arange(len(work)) * (other.width // 8)  # to write a row is work, too
        first = 0
        while first < self.shape[0]:
            last = max(first + 1, int(np.searchsorted(work, work[first] + CELLS_AT_ONCE, side="right")) - 1)
            yield first, last
            first = last

    def co_occurrences(self, weights: np.ndarray | None = None) -> SparseMatrix:
        """For each two rows what they have in common: the product with itself transposed, without its diagonal.

        Args:
            weights: what each column counts; 1 where there are none.
        """
        left = self if weights is None else self.scale_columns(weights)
        places, values = [np.array([], dtype=np.intp)], [np.array([])]
        height = self.shape[0]
        for first, part in left._products(self.transposed()):  # noqa: SLF001 (of its own kind)
            numbers = np.arange(len(part))
            part[numbers, first + numbers] = 0
            found = np.flatnonzero(part.ravel() > 0)
            places.append(found + first * height)
            values.append(part.ravel()[found])
        at = np.concatenate(places)
        rows = at // max(height, 1)
        starts = _starts_of(np.bincount(rows, minlength=height))
        return SparseMatrix(at - rows * height, np.concatenate(values).astype(np.float32), starts, height)

    def to_dense(self) -> np.ndarray:
        """The matrix with all its cells."""
        made = np.zeros(self.shape, dtype=np.float32)
        made[self.row_numbers, self.columns] = self.values
        return made


def _starts_of(lengths: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.intp)


def side_by_side(parts: Sequence[SparseMatrix]) -> SparseMatrix:
    """Matrices with the same rows as one, their columns one after the other."""
    rows = np.concatenate([part.row_numbers for part in parts])
    shifts = np.cumsum([0, *(part.width for part in parts)])
    columns = np.concatenate([part.columns + shift for part, shift in zip(parts, shifts, strict=False)])
    values = np.concatenate([part.values for part in parts])
    order = np.argsort(rows, kind="stable")
    starts = np.sum([part.starts for part in parts], axis=0)
    return SparseMatrix(columns[order], values[order], starts, int(shifts[-1]))

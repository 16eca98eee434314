"""Sparse matrices hold and multiply what SciPy's do; SciPy is installed for tests only."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from queries.numeric import sparse
from queries.numeric.sparse import SparseMatrix, side_by_side


@st.composite
def matrices(draw: st.DrawFn, height: int | None = None) -> tuple[SparseMatrix, csr_matrix]:
    height, width = draw(st.integers(0, 12)) if height is None else height, draw(st.integers(1, 12))
    cell = st.tuples(st.integers(0, max(height - 1, 0)), st.integers(0, width - 1), st.integers(1, 9))
    cells = draw(st.lists(cell, max_size=60 if height else 0))
    rows, columns, values = np.array(cells, dtype=int).reshape(-1, 3).T
    shape = (height, width)
    made = SparseMatrix.from_cells(rows, columns, values.astype(float), shape)
    return made, csr_matrix((values.astype(float), (rows, columns)), shape=shape)


@given(matrices())
def test_cells_of_one_place_are_added_up(pair):
    ours, theirs = pair
    assert (ours.to_dense() == theirs.toarray()).all()
    assert (ours.transposed().to_dense() == theirs.T.toarray()).all()
    assert ours.row_lengths.tolist() == np.diff(theirs.indptr).tolist()
    assert ours.sum_rows().tolist() == theirs.sum(axis=1).ravel().tolist()[0]
    assert ours.sum_columns().tolist() == theirs.sum(axis=0).ravel().tolist()[0]


@given(matrices(), st.randoms(use_true_random=False))
def test_parts_of_a_matrix(pair, dice):
    ours, theirs = pair
    height, width = ours.shape
    rows = np.array(dice.choices(range(height), k=5) if height else [], dtype=int)
    columns = np.array(sorted(dice.sample(range(width), dice.randint(0, width))), dtype=int)
    vector = np.arange(width) - 1.5
    assert (ours.rows(rows).to_dense() == theirs[rows].toarray()).all()
    assert (ours.keep_columns(columns).to_dense() == theirs[:, columns].toarray()).all()
    assert (ours.column(0) == theirs[:, [0]].toarray().ravel()).all()
    assert ours.times_vector(vector) == pytest.approx(theirs @ vector)
    assert ours.scale_columns(vector).to_dense() == pytest.approx(theirs.toarray() * vector)
    assert (side_by_side([ours, ours]).to_dense() == np.hstack([theirs.toarray(), theirs.toarray()])).all()


@given(st.data(), matrices(), st.integers(1, 50))
def test_products_in_portions_of_any_size(data, pair, at_once):
    ours, theirs = pair
    right, their_right = data.draw(matrices(ours.shape[1]))
    product = (theirs @ their_right).toarray()
    assert (ours.times(right) == product).all()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sparse, "CELLS_AT_ONCE", at_once)
        assert (ours.times(right) == product).all()


@given(matrices(), st.booleans())
def test_co_occurrences_are_the_product_with_itself_without_its_diagonal(pair, weighed):
    ours, theirs = pair
    weights = np.arange(ours.shape[1]) / 4 if weighed else None
    expected = theirs.toarray() * (1 if weights is None else weights) @ theirs.toarray().T
    np.fill_diagonal(expected, 0)
    assert ours.co_occurrences(weights).to_dense() == pytest.approx(expected)

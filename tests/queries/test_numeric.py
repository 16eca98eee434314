"""Numerical methods give what SciPy and scikit-learn give, which are installed for these tests only."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from queries.numeric import sparse
from queries.numeric.linear_svm import train
from queries.numeric.minimize import minimize_nonnegative
from queries.numeric.sparse import SparseMatrix, side_by_side
from queries.numeric.tfidf import TfIdf, letter_runs, words, words_and_pairs

TEXTS = [
    "Digital identity for citizens", "Identité numérique des citoyens", "L’été à Québec : été comme hiver", "a b c",
    "", "Open data, open government", "Données ouvertes et gouvernement ouvert", "identity identity data", "é è ê 12 3",
]  # fmt: skip


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


@pytest.mark.parametrize(
    ("analyze", "settings"),
    [
        (words, {}),
        (words_and_pairs, {"ngram_range": (1, 2), "min_df": 2}),
        (letter_runs, {"analyzer": "char_wb", "ngram_range": (3, 4), "min_df": 2}),
    ],
)
def test_vectors_are_those_of_scikit_learn(analyze, settings):
    theirs = TfidfVectorizer(strip_accents="unicode", sublinear_tf=True, **settings)
    learnt = theirs.fit_transform(TEXTS).toarray()
    ours = TfIdf(analyze, TEXTS, settings.get("min_df", 1))
    assert ours.terms == theirs.get_feature_names_out().tolist()
    assert ours.learnt.to_dense() == pytest.approx(learnt, abs=1e-6)
    fresh = ["Une identité", "unknown words only", ""]
    assert ours.vectors(fresh).to_dense() == pytest.approx(theirs.transform(fresh).toarray(), abs=1e-6)


@given(st.text())
def test_terms_of_any_text_are_those_of_scikit_learn(text):
    theirs = TfidfVectorizer(strip_accents="unicode", ngram_range=(1, 2)).build_analyzer()
    assert words_and_pairs(text) == theirs(text)
    letters = TfidfVectorizer(strip_accents="unicode", analyzer="char_wb", ngram_range=(3, 4)).build_analyzer()
    assert sorted(letter_runs(text)) == sorted(letters(text))


@pytest.mark.parametrize("cost", [0.3, 1.0])
def test_planes_are_those_of_liblinear(cost):
    drawn = np.random.default_rng(1)
    dense = np.where(drawn.random((150, 40)) < 0.2, drawn.random((150, 40)), 0)
    labels = dense @ drawn.normal(size=(40, 4)) + drawn.normal(scale=0.3, size=(150, 4)) > 0.2
    rows, columns = dense.nonzero()
    features = SparseMatrix.from_cells(rows, columns, dense[rows, columns], dense.shape)
    margins = train(features, labels, cost).margins(features)
    for at in range(4):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = LinearSVC(C=cost, random_state=0, tol=1e-6, max_iter=20_000).fit(dense, labels[:, at])
        assert margins[:, at] == pytest.approx(theirs.decision_function(dense), abs=0.02)


@settings(deadline=None)
@given(st.integers(1, 8), st.integers(0, 10_000))
def test_the_least_value_is_that_of_scipy(size, seed):
    drawn = np.random.default_rng(seed)
    root, aim = drawn.normal(size=(size + 2, size)), drawn.normal(size=size + 2)

    def loss(point):
        off = root @ point - aim
        return float(np.log1p(off**2).sum() + 0.1 * point @ point), 2 * root.T @ (off / (1 + off**2)) + 0.2 * point

    found = minimize_nonnegative(loss, np.zeros(size))
    slope = loss(found)[1]
    assert (found >= 0).all()
    assert np.abs(np.maximum(found - slope, 0) - found).max() < 1e-4  # nothing that is allowed makes it less
    theirs = minimize(loss, found, jac=True, method="L-BFGS-B", bounds=[(0, None)] * size)
    assert loss(found)[0] == pytest.approx(theirs.fun, abs=1e-6)

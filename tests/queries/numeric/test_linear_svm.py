"""Planes are those of liblinear, as scikit-learn has it; it is installed for tests only."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from sklearn.svm import LinearSVC

from queries.numeric.linear_svm import train
from queries.numeric.sparse import SparseMatrix


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

"""The least value is that of SciPy, which is installed for tests only."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from queries.numeric.minimize import minimize_nonnegative


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

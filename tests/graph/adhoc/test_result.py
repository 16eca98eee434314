"""Results of ad hoc queries: limits, names of columns, and values that JSON can hold."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.adhoc.limits import Limits
from graph.adhoc.result import collect_rows, to_json_value, unique_names
from graph.errors import UsageError


@given(st.lists(st.sampled_from(["id", "id_2", "name", ""])))
def test_names_of_columns_are_unique_and_the_first_stays(names):
    made = unique_names(names)
    assert len(set(made)) == len(made) == len(names)
    assert all(new.startswith(old) for old, new in zip(names, made, strict=True))
    assert made[:1] == names[:1]


def test_rows_end_at_the_limit():
    result = collect_rows(["n", "n"], ([n, n] for n in range(5)), Limits(rows=2))
    assert (result.columns, result.rows, result.more) == (["n", "n_2"], [[0, 0], [1, 1]], True)
    assert result.to_dictionaries()[1] == {"n": 1, "n_2": 1}
    assert not collect_rows(["n"], [[1], [2]], Limits(rows=2)).more


@pytest.mark.parametrize("value", ["x" * 1_000_000, ["x" * 1_000_000]])
def test_rows_that_take_too_much_memory_are_refused(value):
    with pytest.raises(UsageError, match="more than 1 MB"):
        collect_rows(["text"], [[value], [value]], Limits(megabytes=1))


@pytest.mark.parametrize(
    ("value", "converted"),
    [
        (b"\x00\xff", "00ff"), (math.inf, "inf"), (1.5, 1.5), (None, None), (True, True), ((1, b"\x01"), [1, "01"]),
        ({1: dt.date(2022, 1, 2)}, {"1": "2022-01-02"}),
    ],
)  # fmt: skip
def test_values_are_converted_to_those_of_json(value, converted):
    assert to_json_value(value) == converted

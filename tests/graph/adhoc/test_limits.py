"""Values that are typed for the parameters of ad hoc queries."""

from __future__ import annotations

import pytest

from graph.adhoc.limits import parse_value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3", 3), ("3.5", 3.5), ("true", True), ("null", None), ('"3"', "3"), ('["a", 1]', ["a", 1]),
        ("CA-AB", "CA-AB"), ("", ""), ('{"a": 1}', '{"a": 1}'), ("2022-01-02", "2022-01-02"),
    ],
)  # fmt: skip
def test_a_value_is_parsed_as_json_or_taken_as_text(typed, value):
    assert parse_value(typed) == value

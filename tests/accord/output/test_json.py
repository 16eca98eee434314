"""JSON that is written piece by piece is what the standard library writes at once."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from accord.output.json import pieces

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=20
)


@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_pieces_are_what_json_writes(value):
    assert "".join(pieces(value)) == json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def test_a_long_list_comes_item_by_item():
    assert len(list(pieces({"rows": [{"n": n} for n in range(100)]}))) > 100

"""JSON that is written piece by piece is what the standard library writes at once."""

from __future__ import annotations

import json
import math
import re

from hypothesis import given
from hypothesis import strategies as st

from accord.output.json import iter_json

ROUNDED = st.floats(-1e6, 1e6).map(lambda number: round(number, 4))  # as answers have them
SCALARS = st.none() | st.booleans() | st.integers() | ROUNDED | st.text(st.characters())
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=20
)


@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_pieces_are_what_json_writes(value):
    expected = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    # the control characters beyond ASCII, which JSON does not escape, are escaped too
    assert "".join(iter_json(value)) == re.sub("[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", expected)
    assert json.loads("".join(iter_json(value))) == value


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_number_is_read_back_as_it_was_and_what_is_none_as_null(number):
    written = json.loads("".join(iter_json({"n": number})))["n"]
    assert written == (number if math.isfinite(number) else None)


def test_text_that_is_no_unicode_and_long_integers_are_written():
    value = {"typed": "caf\udce9", "n": 2**70}
    assert "".join(iter_json(value)) == json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def test_a_long_list_comes_item_by_item():
    assert len(list(iter_json({"rows": [{"n": n} for n in range(100)]}))) > 100

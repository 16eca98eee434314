"""Tables of plain text: words of any length, wide letters, combining marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accord.output.table import display_width, format_table, wrap_text

WIDE_AND_NARROW = st.text(alphabet="abé漢\u0301 -/_,\u00a0", max_size=200)


@given(WIDE_AND_NARROW, st.integers(2, 30))
def test_lines_fit_and_nothing_is_lost(text: str, width: int):
    lines = wrap_text(text, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_long_word_takes_as_many_lines_as_it_needs():
    (*full, last) = wrap_text("x" * 1_000_001, 10)
    assert set(full) == {"x" * 10}
    assert (len(full), last) == (100_000, "x")


def test_a_word_is_broken_behind_a_hyphen_in_the_second_half():
    assert wrap_text("identity-verification", 12) == ["identity-", "verification"]
    assert wrap_text("an-identification", 10) == ["an-identif", "ication"]


def test_a_table_holds_a_cell_of_any_length():
    lines = format_table(["Title", "Lead"], [["a" * 20_000, "Ontario"]], right=[False, False], width=80)
    assert max(map(len, lines)) <= 80
    assert "".join(lines).count("a") == 20_000 + "Lead Ontario".count("a")

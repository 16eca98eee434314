"""Characters drawn twice, and the words of characters, are those that pdfplumber finds."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber
import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.utils.text import dedupe_chars, extract_words

from loaders.formats.pdf.characters import Char, distinct_chars, words_of
from loaders.formats.pdf.content import PageContent


@pytest.fixture
def data() -> bytes:
    """A page with a text that is printed twice at nearly the same place, and one of another size at the same place."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    for shift in (0.0, 0.1, 0.0):
        pdf.text(20 + shift, 30, "Digital identity aa")
    pdf.text(20, 60, "Ontario, Alberta")
    pdf.set_font("helvetica", size=18)
    pdf.text(20, 60, "Ontario")
    return bytes(pdf.output())


def described(char: Char) -> dict[str, Any]:
    """A character as pdfplumber describes it."""
    return {
        "text": char.text, "x0": char.left, "top": char.top, "x1": char.right, "bottom": char.bottom,
        "doctop": char.document_top, "size": char.size, "upright": char.is_upright, "fontname": char.font,
    }  # fmt: skip


def test_characters_printed_twice_are_those_that_pdfplumber_finds(data: bytes):
    with pdfplumber.open(io.BytesIO(data)) as document:
        (page,) = document.pages
        expected = page.dedupe_chars().chars
        assert len(expected) < len(page.chars)
        kept = distinct_chars(PageContent(page).chars)
        assert list(map(described, kept)) == [{key: one[key] for key in described(kept[0])} for one in expected]


PLACES = st.one_of(st.integers(0, 12).map(lambda half: half / 2), st.floats(0, 6))
CHARS = st.builds(
    Char,
    text=st.sampled_from(["a", "b", " ", "\t", "", "ab", "fi"]),
    left=PLACES,
    top=PLACES,
    right=PLACES,
    bottom=PLACES,
    size=st.sampled_from([10, 12.0]),
    is_upright=st.booleans(),
    font=st.sampled_from(["Sans", "Sans-Bold"]),
    direction=st.just((1.0, 0.0)),
    document_top=PLACES,
)


@given(st.lists(CHARS, max_size=30))
def test_characters_that_are_drawn_again_count_once(chars: list[Char]):
    # numbered, so that each is another than all others
    numbered = [{**described(char), "at": place} for place, char in enumerate(chars)]
    assert list(map(described, distinct_chars(chars))) == [
        {key: value for key, value in one.items() if key != "at"} for one in dedupe_chars(numbered)
    ]


@given(st.lists(CHARS, max_size=30))
def test_words_are_those_that_pdfplumber_makes(chars: list[Char]):
    expected = extract_words(list(map(described, chars)), use_text_flow=True, x_tolerance_ratio=0.15, return_chars=True)
    assert [list(map(described, word)) for word in words_of(chars)] == [word["chars"] for word in expected]

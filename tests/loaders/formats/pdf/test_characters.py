"""Characters of a page are those that pdfplumber finds, described by less."""

from __future__ import annotations

import io

import pdfplumber
import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st
from pdfplumber.utils.text import dedupe_chars

from loaders.formats.pdf.characters import describe_briefly, distinct_chars


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


def test_characters_printed_twice_are_those_that_pdfplumber_finds(data: bytes):
    with pdfplumber.open(io.BytesIO(data)) as document:
        (page,) = document.pages
        expected = page.dedupe_chars().chars
        assert len(expected) < len(page.chars)
        assert distinct_chars(page.chars) == expected


def test_a_brief_description_says_the_same(data: bytes):
    with pdfplumber.open(io.BytesIO(data)) as usual, pdfplumber.open(io.BytesIO(data)) as brief:
        describe_briefly(brief.pages[0])
        assert brief.pages[0].chars
        for one, other in zip(brief.pages[0].chars, usual.pages[0].chars, strict=True):
            assert one == {key: other[key] for key in one}


PLACES = st.one_of(st.integers(0, 12).map(lambda half: half / 2), st.floats(0, 6))
CHARS = st.builds(
    dict,
    upright=st.booleans(),
    text=st.sampled_from("ab"),
    fontname=st.sampled_from(["Sans", "Sans-Bold"]),
    size=st.sampled_from([10, 12.0]),
    doctop=PLACES,
    x0=PLACES,
)


@given(st.lists(CHARS, max_size=30, unique_by=id))
def test_characters_that_are_drawn_again_count_once(chars):
    chars = [{**char, "at": at} for at, char in enumerate(chars)]  # so that each is another than all others
    assert distinct_chars(chars) == list(dedupe_chars(chars))

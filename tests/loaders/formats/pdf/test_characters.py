"""Characters of a page are those that pdfplumber finds, described by less."""

from __future__ import annotations

import io

import pdfplumber
import pytest
from fpdf import FPDF

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

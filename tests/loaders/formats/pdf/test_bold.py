"""Words in a bold font: headings and names of the same size as the text, unless all of a document is bold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fpdf import FPDF

from loaders.formats.pdf.reader import parse_pdf
from loaders.layout.blocks import flat
from loaders.layout.omissions import LeftOut

if TYPE_CHECKING:
    from loaders.text.lines import Line

PLAN = [
    [("B", "Snow Gauge Register")],
    [("", "The Government of Yukon built a register of snow gauges in 2021, together with the")],
    [("", "Government of Alberta. It counts the gauges of both governments each spring.")],
    [("", "")],
    [("B", "Barge Calendar."), ("", " The Government of Manitoba publishes a calendar of the barges on")],
    [("", "its northern rivers since March 2020, and people look at it before they travel.")],
]


def printed(rows: Sequence[Sequence[tuple[str, str]]], *, always: str = "") -> bytes:
    """A page with lines of one size, each of parts with the style of their font."""
    pdf = FPDF(unit="pt")
    pdf.add_page()
    for at, row in enumerate(rows):
        left = 60.0
        for style, text in row:
            pdf.set_font("helvetica", style=style or always, size=10)
            pdf.text(left, 80 + 13 * at, text)
            left += pdf.get_string_width(text)
    return bytes(pdf.output())


def lines(data: bytes) -> list[Line]:
    return [line for block in parse_pdf(data, "x.pdf", LeftOut()).blocks for line in flat(block)]


def test_what_is_in_bold_at_the_beginning_of_a_line_is_counted():
    shown = {line.text: line.text[: line.bold] for line in lines(printed(PLAN)) if line.bold}
    assert list(shown.values()) == ["Snow Gauge Register", "Barge Calendar."]


def test_bold_says_nothing_where_all_is_bold():
    assert not any(line.bold for line in lines(printed(PLAN, always="B")))

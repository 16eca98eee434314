"""Slides in reading order, text written out of order, and running text in the same place of several pages."""

from __future__ import annotations

from fpdf import FPDF

from loaders.formats.pdf.reader import parse_pdf
from loaders.layout.blocks import Grid, flat
from loaders.layout.omissions import HEAD_OR_FOOT, LeftOut


def drawn(pages, size: tuple[float, float], *, filled: bool = False) -> tuple[list[list[str]], LeftOut, list]:
    """Return the lines of each page of a PDF; texts have a place and a size, in points, in the order of writing."""
    pdf = FPDF(unit="pt", format=size)
    pdf.set_auto_page_break(auto=False)
    for texts in pages:
        pdf.add_page()
        if filled:
            pdf.rect(10, 10, size[0] - 20, size[1] - 20)
            pdf.line(size[0] / 2, 10, size[0] / 2, size[1] - 10)
        for text, left, top, height in texts:
            pdf.set_font("helvetica", size=height)
            pdf.text(left, top, text)
    omitted = LeftOut()
    blocks = parse_pdf(bytes(pdf.output()), "x.pdf", omitted).blocks
    lines = [line for block in blocks for line in flat(block)]
    numbers = range(1, len(pages) + 1)
    return [[line.text for line in lines if line.page == number] for number in numbers], omitted, blocks


SLIDE = (720, 540)
COLUMNS = [
    ("Second point", 400, 250, 18), ("First point", 60, 250, 18), ("goes on below", 60, 272, 18),
    ("Digital identity", 60, 80, 32), ("also goes on", 400, 272, 18),
]  # fmt: skip
READ = ["Digital identity", "First point", "goes on below", "Second point", "also goes on"]


def test_a_slide_is_read_from_its_title_column_by_column():
    pages, _omitted, _blocks = drawn([COLUMNS], SLIDE)
    assert pages == [READ]


def test_the_background_of_a_slide_is_no_table():
    pages, _omitted, blocks = drawn([COLUMNS], SLIDE, filled=True)
    assert pages == [READ]
    assert not any(isinstance(block, Grid) for block in blocks)


def test_a_page_is_sorted_where_a_text_is_written_before_the_one_above_it():
    body = [(f"Line {number} of a text that goes on", 60, 200 + 14 * number, 11) for number in range(6)]
    pages, _omitted, _blocks = drawn([[*body, ("The heading", 60, 150, 16)]], (612, 792))
    assert pages[0][:2] == ["The heading", "Line 0 of a text that goes on"]


def test_headers_and_footers_of_two_pages_are_omitted_whatever_their_numbers():
    pages = [
        [
            ("Action plan", 60, 40, 9),
            (f"Alberta begins part {number} in May.", 60, 300, 11),
            (f"Plan 2021 page {number}", 60, 770, 9),
        ]
        for number in (1, 2)
    ]
    made, omitted, _blocks = drawn(pages, (612, 792))
    assert made == [["Alberta begins part 1 in May."], ["Alberta begins part 2 in May."]]
    assert omitted.texts[HEAD_OR_FOOT] == ["Action plan", "Plan 2021 page 1", "Plan 2021 page 2"]


def test_large_titles_that_several_slides_repeat_are_text():
    pages = [[("Digital identity", 60, 40, 32), (f"Point {number} of three", 60, 300, 18)] for number in (1, 2, 3)]
    made, _omitted, _blocks = drawn(pages, SLIDE)
    assert [page[0] for page in made] == ["Digital identity"] * 3

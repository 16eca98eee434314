"""The content of a page is, to the bit, what pdfplumber makes of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.formats.pdf.content import PageContent

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WINDOWS_FONT = FONT.replace(" >>", " /Encoding /WinAnsiEncoding >>")
UPRIGHT_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Mincho /Encoding /UniJIS-UCS2-V /DescendantFonts [<< /Type /Font "
    "/Subtype /CIDFontType0 /BaseFont /Mincho /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> "
    "/DW 1000 >>] >>"
)  # whose lines run from top to bottom
FORM = "BT /F1 7 Tf 3 3 Td (in a form) Tj ET"
PICTURE = (
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>"
)


def document(operators: str, box: str = "0 0 612 792", rotate: int = 0) -> bytes:
    """A document of two pages with the same operators."""
    form = "<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Matrix [0 2 -1 0 50 60] /Resources 3 0 R /Length"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [5 0 R 6 0 R] /Count 2 >>",
        "<< /Font << /F1 7 0 R /F2 8 0 R /F3 11 0 R >> /XObject << /Form 9 0 R /Picture 10 0 R >> >>",
        f"<< /Length {len(operators)} >>\nstream\n{operators}\nendstream",
        *[f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Rotate {rotate} /Resources 3 0 R /Contents 4 0 R >>"] * 2,
        FONT,
        UPRIGHT_FONT,
        f"{form} {len(FORM)} >>\nstream\n{FORM}\nendstream",
        f"{PICTURE}\nstream\n0\nendstream",
        WINDOWS_FONT,
    ]
    made = b"%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


@contextmanager
def last_page(operators: str, **how: Any) -> Iterator[Any]:
    with pdfplumber.open(io.BytesIO(document(operators, **how))) as opened:
        yield opened.pages[-1]


def described(page: Any) -> list[tuple[Any, ...]]:
    """The characters of a page as pdfplumber describes them."""
    return [
        (one["text"], one["x0"], one["top"], one["x1"], one["bottom"], one["size"], one["upright"], one["fontname"],
         one["matrix"][:2], one["doctop"])
        for one in page.chars
    ]  # fmt: skip


NUMBERS = st.floats(-9, 9).map(lambda number: round(number, 3)) | st.sampled_from([0, 1, -1, 0.1])
SPACINGS = st.tuples(st.sampled_from(["Tc", "Tw", "Ts", "TL"]), NUMBERS).map(lambda pair: f"{pair[1]} {pair[0]}")
STRETCHES = st.sampled_from(["100 Tz", "-80 Tz", "33.3 Tz"])
MATRICES = st.lists(NUMBERS, min_size=6, max_size=6).map(lambda six: f"{' '.join(map(str, six))} Tm")
STRAIGHT = st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS).map(lambda four: "{} 0 0 {} {} {} Tm".format(*four))
STRINGS = st.text("Aa b\\)(é€", max_size=5).map(lambda text: "".join(f"\\{byte:03o}" for byte in text.encode("cp1252")))
SHOWN = st.lists(STRINGS.map("({})".format) | NUMBERS.map(str), max_size=4).map(lambda each: f"[{' '.join(each)}] TJ")
MOVES = st.tuples(NUMBERS, NUMBERS).map(lambda pair: "{} {} Td".format(*pair))
FONTS = st.sampled_from(["/F1 12 Tf", "/F1 0.3 Tf", "/F1 -9 Tf", "/F2 10 Tf"])
TEXTS = st.lists(SPACINGS | STRETCHES | MATRICES | STRAIGHT | SHOWN | MOVES | FONTS | st.just("T*"), max_size=12)
BOXES = st.sampled_from(["0 0 612 792", "-10 20.5 400 300", "612 792 5 0"])


@given(TEXTS, BOXES, st.sampled_from([0, 90, 180, 270]), st.sampled_from(["", "2 0 0 3 5 7 cm ", "0 1 -1 0 9 9 cm "]))
def test_characters_are_those_of_pdfplumber(texts: list[str], box: str, rotate: int, moved: str):
    operators = f"{moved}BT /F1 10 Tf (A) Tj {' '.join(texts)} (b c) Tj ET /Form Do"
    with last_page(operators, box=box, rotate=rotate) as page:
        assert list(map(tuple, PageContent(page).chars)) == described(page)


def test_vertical_lines_are_read():
    with last_page("BT /F2 10 Tf 100 700 Td <304230443046> Tj ET") as page:
        read = PageContent(page).chars
        assert "".join(char.text for char in read) == "あいう"
        assert read[0].top < read[1].top < read[2].top
        assert list(map(tuple, read)) == described(page)


GRID = " ".join([*(f"{x} 100 m {x} 300 l S" for x in (50, 150, 250)), *(f"50 {y} 200 200 re S" for y in (100, 150))])


def test_tables_are_those_of_pdfplumber():
    with last_page(f"{GRID} 60 200 m 70 210 90 220 100 230 c S") as page:
        found = [table.cells for table in PageContent(page).tables()]
        assert found == [table.cells for table in page.find_tables()]
        assert len(found) == 1


def test_a_drawing_has_no_tables():
    with last_page(GRID) as page:
        assert PageContent(page, max_shapes=4).tables() == []


@pytest.mark.parametrize(("operators", "pictures"), [("/Picture Do", 1), ("BI /W 1 /H 1 ID 0\nEI ", 1), ("", 0)])
def test_pictures_are_noticed(operators: str, pictures: int):
    with last_page(operators) as page:
        assert PageContent(page).has_pictures is bool(pictures)


@pytest.mark.parametrize("font", ["F1", "F2"])
@pytest.mark.parametrize("text", ["(0B) Tj " * 60, f"({'0B' * 60}) Tj", "/Form Do " * 7])
def test_no_more_than_the_most_characters_are_read(text: str, font: str):
    with last_page(f"BT /{font} 9 Tf {text} ET") as page:
        read = PageContent(page, max_characters=50)
        assert read.is_crowded
        assert len(read.chars) <= 60


def test_a_page_of_just_the_most_characters_is_read():
    with last_page("BT /F1 9 Tf (aa) Tj (bb) Tj ET") as page:
        read = PageContent(page, max_characters=4)
        assert not read.is_crowded
        assert "".join(char.text for char in read.chars) == "aabb"


@pytest.mark.parametrize(("font", "expected"), [("F3", "• – é"), ("F1", "(cid:127) (cid:150) Ø")])
def test_unused_codes_of_windows_are_bullets(font: str, expected: str):
    with last_page(f"BT /{font} 9 Tf (\\177 \\226 \\351) Tj ET") as page:
        assert "".join(char.text for char in PageContent(page).chars) == expected

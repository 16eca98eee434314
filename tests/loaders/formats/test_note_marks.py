"""Marks of notes are no part of the words before them, in any format; what else is raised stays where it is."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
import reportlab
from fpdf import FPDF
from pptx import Presentation
from pptx.util import Inches
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from loaders.documents.formats import DOCUMENT_FORMATS
from loaders.formats.docx.reader import parse_docx
from loaders.formats.html import parse_html
from loaders.formats.markdown import parse_markdown
from loaders.formats.odt import parse_odt
from loaders.formats.pdf.reader import parse_pdf
from loaders.formats.pptx.reader import parse_pptx
from loaders.layout.blocks import flat
from loaders.layout.omissions import LeftOut
from tests.helpers.reading import read

if TYPE_CHECKING:
    from loaders.layout.document import ParsedDocument

Parts = Sequence[tuple[str, str]]  # a text on the line, and what is raised behind it
NAMES: Parts = [("In 2021", "1"), (" the Ministry of Health shared its plan with Alberta", "2,3"), (".", "[4]")]
SQUARES: Parts = [("A park of 45 km", "2"), (" opened on the 1", "st"), (" of May for 10", "6"), (" people.", "")]
URN = "urn:oasis:names:tc:opendocument:xmlns"


def as_markdown(parts: Parts) -> bytes:
    return "".join(text + (f"<sup>{raised}</sup>" if raised else "") for text, raised in parts).encode()


def as_html(parts: Parts) -> bytes:
    return b"<p>" + as_markdown(parts) + b"</p>"


def as_docx(parts: Parts) -> bytes:
    made = docx.Document()
    paragraph = made.add_paragraph()
    for text, raised in parts:
        paragraph.add_run(text)
        paragraph.add_run(raised).font.superscript = True
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def as_odt(parts: Parts, position: str = "super 58%") -> bytes:
    body = "".join(f'{text}<text:span text:style-name="R">{raised}</text:span>' for text, raised in parts)
    spaces = " ".join(f'xmlns:{space}="{URN}:{space}:1.0"' for space in ("office", "text", "style"))
    return (
        f'<office:document {spaces} office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
        f'<style:style style:name="R"><style:text-properties style:text-position="{position}"/></style:style>'
        f"</office:automatic-styles><office:body><office:text><text:p>{body}</text:p></office:text></office:body>"
        "</office:document>"
    ).encode()


def as_pptx(parts: Parts) -> bytes:
    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    paragraph = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(8), Inches(1)).text_frame.paragraphs[0]
    for text, raised in parts:
        paragraph.add_run().text = text
        run = paragraph.add_run()
        run.text = raised
        run.font._element.set("baseline", "30000")
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def as_pdf(parts: Parts, *, marks_last: bool = False) -> bytes:
    """A page with the text in 11 points and what is raised in 7; some programs write the marks of a line last."""
    pdf = FPDF(format=(300, 100))
    pdf.add_page()
    left, raised_ones = 10.0, []
    for text, raised in parts:
        pdf.set_font("helvetica", size=11)
        pdf.text(left, 30, text)
        left += pdf.get_string_width(text)
        pdf.set_font("helvetica", size=7)
        if marks_last:
            raised_ones.append((left, raised))
        else:
            pdf.text(left, 28.3, raised)
        left += pdf.get_string_width(raised)
    for at, raised in raised_ones:
        pdf.text(at, 28.3, raised)
    return bytes(pdf.output())


FORMATS: list[tuple[Callable[[Parts], bytes], Callable[[bytes, str, LeftOut], ParsedDocument]]] = [
    (as_markdown, parse_markdown),
    (as_html, parse_html),
    (as_docx, parse_docx),
    (as_odt, parse_odt),
    (lambda parts: as_odt(parts, "33% 58%"), parse_odt),
    (as_pptx, parse_pptx),
    (as_pdf, parse_pdf),
    (lambda parts: as_pdf(parts, marks_last=True), parse_pdf),
]  # fmt: skip


def shown(document: ParsedDocument) -> str:
    return " ".join(line.text for block in document.blocks for line in flat(block))


@pytest.mark.parametrize(("write", "parse"), FORMATS)
def test_marks_of_notes_are_no_part_of_a_text(write, parse):
    document = parse(write(NAMES), "x", LeftOut())
    assert shown(document) == "In 2021 the Ministry of Health shared its plan with Alberta."


@pytest.mark.parametrize(("write", "parse"), FORMATS[:-1])
def test_squares_powers_and_ordinals_stay(write, parse):
    document = parse(write(SQUARES), "x", LeftOut())
    assert shown(document) == "A park of 45 km2 opened on the 1st of May for 106 people."


def test_text_of_normal_height_in_a_style_that_says_so_stays():
    assert "Alberta2,3" in shown(parse_odt(as_odt(NAMES, "0% 100%"), "x", LeftOut()))


def test_footnotes_of_markdown_lose_their_labels():
    text = "Alberta[^1] opened it with Yukon^2^ and `[^code]`.[^long]\n\n[^1]: As told by Manitoba.\n"
    document = parse_markdown(text.encode(), "x", LeftOut())
    assert shown(document) == "Alberta opened it with Yukon and [^code]. As told by Manitoba."


def test_a_partner_with_a_mark_is_the_partner_that_it_is():
    text = (
        "<h1>Tide Gauge Network</h1><p>In 2021, the Government of Nova Scotia launched the Tide Gauge "
        "Network<sup>1</sup> in partnership with Manitoba<sup>2</sup> and the Harbour Data Trust<sup>3</sup>.</p>"
    )
    claims = read(None, text.encode(), "release.html").claims
    named = {claim.object or claim.value or "" for claim in claims}
    assert {"CA-MB", "Tide Gauge Network"} <= named
    assert not [each for each in named if each.endswith(("1", "2", "3")) and not each.startswith("20")]


def test_words_of_invisible_characters_are_no_words():
    """Some programs write a zero-width space by itself."""
    pdfmetrics.registerFont(TTFont("Vera", str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")))
    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.setFont("Vera", 12)
    for at, word in enumerate(("Alberta", "\u200b", "plans")):
        canvas.drawString(72 + 80 * at, 700, word)
    canvas.save()
    assert shown(parse_pdf(made.getvalue(), "x", LeftOut())).split() == ["Alberta", "plans"]


def test_each_format_is_tried():
    tried = {parse.__module__ for _, parse in FORMATS}
    plain = {"text", "eml"}  # whose letters are all of one height
    assert {each.parser.partition(":")[0] for name, each in DOCUMENT_FORMATS.items() if name not in plain} == tried

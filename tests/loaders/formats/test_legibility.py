"""Text of fonts without a map of their characters is no text; words, numbers, code and lists are."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
import reportlab
from fpdf import FPDF

from graph.errors import SourceError
from loaders.formats.eml.reader import parse_eml
from loaders.formats.pdf.reader import parse_pdf
from loaders.layout.blocks import flat
from loaders.layout.omissions import LeftOut
from loaders.text.legibility import is_legible

ENGLISH = "In 2021, the Province of Alberta launched the Tide Register with Yukon. It opens to all harbours in May."
FRENCH = (
    "En 2021, la Ville de Lausanne a lancé le Registre des marées avec l'État de Genève, « ouvert » à tous : l'été."
)


def drawn(text: str, *, mapped: bool) -> bytes:
    """A page with a text in an embedded font, which says which characters it shows or does not."""
    pdf = FPDF()
    pdf.add_font("Vera", fname=str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))
    pdf.set_font("Vera", size=12)
    pdf.add_page()
    pdf.multi_cell(0, 8, text)
    data = bytes(pdf.output())
    assert b"/ToUnicode" in data
    return data if mapped else data.replace(b"/ToUnicode", b"/NoUnicode")


def numbered(text: str, first: int) -> str:
    """A text in the numbers that a font gives its letters in the order in which they occur."""
    order = {letter: chr(first + at) for at, letter in enumerate(dict.fromkeys(text))}
    return "".join(order[letter] for letter in text)


def mail(body: str) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "office@gov.example", "Tide Register"
    made.set_content(body)
    return made.as_bytes()


@pytest.mark.parametrize("text", [ENGLISH, FRENCH])
def test_a_font_with_a_map_is_read_and_one_without_is_explained(text: str):
    lines = [line.text for block in parse_pdf(drawn(text, mapped=True), "x", LeftOut()).blocks for line in flat(block)]
    assert text[:30] in " ".join(lines)
    unmapped = drawn(text, mapped=False)
    with pytest.raises(SourceError, match=r"charter\.pdf holds text that cannot be read as words.*\(OCR\)"):
        parse_pdf(unmapped, "charter.pdf", LeftOut())


@pytest.mark.parametrize("text", [ENGLISH, FRENCH])
def test_an_e_mail_of_such_text_is_not_loaded(text: str):
    assert parse_eml(mail(text), "x", LeftOut()).blocks
    with pytest.raises(SourceError, match="cannot be read as words"):
        parse_eml(mail(numbered(text, ord("!"))), "x", LeftOut())


@pytest.mark.parametrize("text", [ENGLISH, FRENCH])
@pytest.mark.parametrize("first", [0, 1, ord("!")])
def test_numbers_of_glyphs_are_no_words(text: str, first: int):
    assert is_legible([text])
    assert not is_legible([numbered(text, first)])


def test_letters_that_are_shifted_by_a_font_in_the_order_of_its_glyphs_are_no_words():
    """Such fonts number all letters one after the other, the space among them: as a control character."""
    assert not is_legible(["".join(chr(ord(letter) - 29) for letter in ENGLISH)])


@pytest.mark.parametrize(
    "text",
    [
        "Year 2019 2020 2021\n" + "1,204.50 $ 3.2 % 17.0 % (12.5) 4 500 €\n" * 9,
        '{"name": "Tide Register", "lead": ["CA-AB"], "url": "https://tide.example/?a=1&b=2"}\n' * 5,
        "if (a[i] != b && !c) { x = \"&amp;\"; y += '#'; }\n" * 9,
        "Contents ............................................ 3\n" * 9,
        "\uf0b7 Alberta\n\uf0b7 Yukon\n\uf0b7 Ontario\n" * 5,
        "=" * 70 + "\nMINUTES\n" + "*" * 70 + "\nAgenda\n",
        "潮汐登记册由艾伯塔省与育空地区于二〇二一年启动,向所有港口开放。" * 3,
        "short !#",
    ],
)
def test_tables_code_lists_and_other_scripts_are_words(text: str):
    assert is_legible([text])

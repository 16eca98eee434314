"""A brief as PDF is PDF/UA-1, as veraPDF checks it, and its structure says what each text is, in which language."""

from __future__ import annotations

import ctypes
from io import BytesIO

import pytest
from pypdfium2 import PdfDocument, raw

from loaders.layout.sections import bullet
from tests.helpers.files.brief import written
from tests.helpers.two_editions import build
from tests.viz.brief.verapdf.validator import validate
from viz.brief.model import Brief, Heading, Item, Listing, Paragraph, Run, Table
from viz.brief.pdf.layout import Layout
from viz.brief.pdf.render import render_pdf

LONG = "An initiative that goes on from one line to the next, and from one page to the next one. " * 12


def run(text: str, language: str = "en", *, strong: bool = False) -> Run:
    return Run(text, language, strong)


def brief_of(*blocks) -> Brief:
    return Brief("Brief", "en", "public", "2022-02-01", blocks)


EVERYTHING = brief_of(
    Heading(1, run("Part")),
    Heading(2, run("Administration", "fr")),
    Paragraph((run("He says "), run("« bonjour »", "fr"), run(" to them, then "), run("ᐃᓄᒃ", "iu"), run("."))),
    *(Paragraph((run(LONG),)) for _ in range(6)),
    Listing(
        tuple(Item((run("Title", strong=True), run(f". {LONG}")), (Item((run("Part of it"),)),)) for _ in range(9))
    ),
    Table(
        (run("Name"), run("Language")),
        tuple((run(f"{LONG if n % 7 == 0 else n}"), run("français", "fr")) for n in range(60)),
    ),
    Paragraph((run("x" * 2000),)),
)


def test_verapdf_finds_no_fault(tmp_path):
    graph = build(tmp_path / "graph.db")
    files = []
    for language in ("en", "fr"):
        for audience in ("public", "secretariat"):
            to = tmp_path / f"{audience}.{language}.pdf"
            files.append(written(graph, to, "--lang", language, "--edition", "2022-winter", "--audience", audience))
    for name, made in {"everything": EVERYTHING, "empty": brief_of()}.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(render_pdf(made))
    found = validate(files)
    assert {path.name: one.broken for path, one in found.items()} == {path.name: () for path in files}
    assert min(one.checks for one in found.values()) > 100


def test_verapdf_finds_a_missing_language(tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(render_pdf(EVERYTHING).replace(b"/Lang (en-CA)", b"/Long (en-CA)"))
    assert validate([broken])[broken].broken


def elements(data: bytes) -> list[tuple[str, str]]:
    """The elements of all pages in their order: type and language."""
    found = []

    def walk(element) -> None:
        found.append(
            (property_of(raw.FPDF_StructElement_GetType, element), property_of(raw.FPDF_StructElement_GetLang, element))
        )
        for at in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, at):
                walk(child)

    document = PdfDocument(BytesIO(data))
    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page)
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            walk(raw.FPDF_StructTree_GetChildAtIndex(tree, at))
        raw.FPDF_StructTree_Close(tree)
        page.close()
    document.close()
    return found


def property_of(ask, element) -> str:
    size = ask(element, None, 0)
    buffer = (ctypes.c_char * size)()
    ask(element, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def test_each_text_has_its_element():
    made = render_pdf(
        brief_of(
            Heading(1, run("Part")),
            Paragraph((run("One "), run("deux", "fr"), run("."))),
            Listing((Item((run("Item"),), (Item((run("Below"),)),)),)),
            Table((run("Name"),), ((run("Value"),),)),
        )
    )
    assert [kind for kind, _ in elements(made)] == [
        "Document", "H1", "H2", "P", "Span", "L", "LI", "Lbl", "LBody", "P", "L", "LI", "Lbl", "LBody", "P",
        "Table", "THead", "TR", "TH", "TBody", "TR", "TD",
    ]  # fmt: skip
    assert [language for kind, language in elements(made) if kind == "Span"] == ["fr-CA"]


def test_a_table_repeats_its_header_on_each_page_and_reads_it_once():
    layout = Layout(EVERYTHING)
    shown = [mark for page in layout.pages for mark in page if getattr(mark, "text", "") == "Language"]
    assert len(shown) > 1
    assert [mark.tag is not None for mark in shown] == [True, *[False] * (len(shown) - 1)]


def test_nothing_is_drawn_outside_the_margins():
    from viz.brief.pdf.fonts import text_width
    from viz.brief.pdf.layout import MARGIN, PAGE

    texts = [mark for page in Layout(EVERYTHING).pages for mark in page if hasattr(mark, "text")]
    ends = [mark.x + text_width(mark.text.rstrip(" "), mark.face, mark.size) for mark in texts]
    assert max(ends) <= PAGE[0] - MARGIN + 0.01
    assert min(mark.x for mark in texts) >= MARGIN - 0.01
    assert min(mark.y for mark in texts) >= MARGIN - 0.01


def test_no_heading_is_the_last_on_its_page():
    blocks = [block for n in range(40) for block in (Heading(1, run(f"Part {n}")), Paragraph((run(LONG[: 90 * n]),)))]
    for page in Layout(brief_of(*blocks)).pages:
        sizes = [mark.size for mark in page if hasattr(mark, "text")]
        assert sizes[-1] == min(sizes)


@pytest.mark.parametrize("made", [EVERYTHING, brief_of()], ids=["everything", "empty"])
def test_the_same_brief_is_the_same_bytes(made):
    assert render_pdf(made) == render_pdf(made)


@pytest.mark.parametrize("mark", ["-", "•", "**bold**", "1.", "o"])
def test_no_line_within_a_paragraph_begins_as_an_item_of_a_list_does(mark):
    for words in range(8, 22):
        text = "words " * words + f"{mark} and more words"
        texts = [each for page in Layout(brief_of(Paragraph((run(text),)))).pages for each in page]
        lines = [each.text for each in texts if each.tag and each.tag.kind == "P"]
        assert not [line for line in lines if bullet(line)]
        assert "".join(lines) == text

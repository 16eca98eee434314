"""Presentations: order of reading, lists, tables, groups, diagrams, what is omitted, and hostile files."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from pptx import Presentation
from pptx.util import Inches, Pt

from graph.errors import SourceError
from loaders.formats.pptx.reader import parse_pptx
from loaders.layout.blocks import Grid, flat
from loaders.layout.omissions import COMMENT, HEAD_OR_FOOT, HIDDEN, SPEAKER_NOTES, LeftOut

TITLE_ONLY, BLANK, CONTENT, TWO_CONTENTS = 5, 6, 1, 3
DIAGRAM = """<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>
 <dgm:pt modelId="0" type="doc"><dgm:t><a:p><a:r><a:t>never</a:t></a:r></a:p></dgm:t></dgm:pt>
 <dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>Alberta </a:t></a:r><a:r><a:t>plans</a:t></a:r></a:p></dgm:t></dgm:pt>
 <dgm:pt modelId="2" type="node"><dgm:t><a:p><a:r><a:t>Yukon builds</a:t></a:r></a:p></dgm:t></dgm:pt>
</dgm:ptLst></dgm:dataModel>"""


class Deck:
    """A presentation in the making."""

    def __init__(self) -> None:
        self.made = Presentation()

    def slide(self, layout: int, title: str = ""):
        slide = self.made.slides.add_slide(self.made.slide_layouts[layout])
        if title:
            slide.shapes.title.text = title
        return slide

    def data(self) -> bytes:
        stream = io.BytesIO()
        self.made.save(stream)
        return stream.getvalue()


def box(shapes, text: str, left: float, top: float, width: float = 3, height: float = 1):
    made = shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    made.text_frame.text = text
    return made


def parsed(deck: Deck):
    left = LeftOut()
    document = parse_pptx(deck.data(), "x.pptx", left)
    return document, left, [line for block in document.blocks for line in flat(block)]


def test_the_title_first_then_columns_each_from_the_top():
    deck = Deck()
    slide = deck.slide(TITLE_ONLY)
    box(slide.shapes, "Second column", 6, 3)
    box(slide.shapes, "First column", 0.5, 3)
    box(slide.shapes, "Below the first", 0.5, 4.1)
    slide.shapes.title.text = "A shared bus feed"
    box(deck.slide(BLANK).shapes, "Another slide", 1, 1)
    _document, _left, lines = parsed(deck)
    assert [(line.text, line.page, line.number) for line in lines] == [
        ("A shared bus feed", 1, 1), ("First column", 1, 2), ("Below the first", 1, 3), ("Second column", 1, 4),
        ("Another slide", 2, 1),
    ]  # fmt: skip


def test_placeholders_have_the_place_of_their_layout_and_the_bullets_of_its_master():
    deck = Deck()
    slide = deck.slide(TWO_CONTENTS, "Title")
    slide.placeholders[2].text_frame.text = "Right"
    frame = slide.placeholders[1].text_frame
    frame.text = "Left"
    below = frame.add_paragraph()
    below.text, below.level = "Below it", 1
    _document, _left, lines = parsed(deck)
    assert [line.text for line in lines] == ["Title", "• Left", "o Below it", "• Right"]
    assert [line.indent for line in lines] == [0, 0, 4, 0]


def test_numbers_are_counted_and_an_explicit_none_is_no_bullet():
    deck = Deck()
    frame = deck.slide(CONTENT, "Title").placeholders[1].text_frame
    frame.text = "One"
    for text in ("Two", "Plain"):
        frame.add_paragraph().text = text
    from lxml import etree

    for paragraph, tag in zip(frame.paragraphs, ("buAutoNum", "buAutoNum", "buNone"), strict=True):
        mark = etree.SubElement(
            paragraph._p.get_or_add_pPr(), f"{{http://schemas.openxmlformats.org/drawingml/2006/main}}{tag}"
        )
        if tag == "buAutoNum":
            mark.set("type", "arabicPeriod")
    _document, _left, lines = parsed(deck)
    assert [line.text for line in lines] == ["Title", "1) One", "2) Two", "Plain"]


def test_a_line_break_begins_a_line_of_the_same_paragraph():
    deck = Deck()
    box(deck.slide(BLANK).shapes, "A shared\vbus feed", 1, 1)
    _document, _left, lines = parsed(deck)
    assert [(line.text, line.after_gap, line.follows) for line in lines] == [
        ("A shared", True, None),
        ("bus feed", False, 1),
    ]


def test_tables_with_merged_cells():
    deck = Deck()
    frame = deck.slide(TITLE_ONLY, "Title").shapes.add_table(2, 3, Inches(1), Inches(2), Inches(6), Inches(1))
    table = frame.table
    for at, text in enumerate(("Lead", "Initiative", "When")):
        table.cell(0, at).text = text
    table.cell(1, 0).merge(table.cell(1, 1))
    table.cell(1, 0).text, table.cell(1, 2).text = "Yukon", "May 2020"
    document, _left, _lines = parsed(deck)
    grid = document.blocks[1]
    assert isinstance(grid, Grid)
    rows = [[None if cell is None else [line.text for line in cell] for cell in row] for row in grid.rows]
    assert rows == [[["Lead"], ["Initiative"], ["When"]], [["Yukon"], None, ["May 2020"]]]


def test_a_group_stays_together_at_its_place():
    deck = Deck()
    slide = deck.slide(BLANK)
    box(slide.shapes, "Below", 0.5, 6)
    group = slide.shapes.add_group_shape()
    box(group.shapes, "Right in the group", 5, 3)
    box(group.shapes, "Left in the group", 1, 3.2)
    box(slide.shapes, "Above", 5, 0.5)
    _document, _left, lines = parsed(deck)
    assert [line.text for line in lines] == ["Above", "Left in the group", "Right in the group", "Below"]


def test_members_of_a_scaled_group_are_placed_on_the_slide():
    deck = Deck()
    slide = deck.slide(BLANK)
    group = slide.shapes.add_group_shape()
    box(group.shapes, "In the group", 0.5, 0.5)
    group.left, group.top = Inches(0.5), Inches(5)
    box(slide.shapes, "Outside", 0.5, 2)
    _document, _left, lines = parsed(deck)
    assert [line.text for line in lines] == ["Outside", "In the group"]


def test_what_is_omitted_is_reported():
    deck = Deck()
    slide = deck.slide(TITLE_ONLY, "Title")
    slide.notes_slide.notes_text_frame.text = "Say this aloud"
    box(slide.shapes, "Out of sight", 1, 3).element.nvSpPr.cNvPr.set("hidden", "1")
    hidden = deck.slide(TITLE_ONLY, "A hidden slide")
    hidden.element.set("show", "0")
    for number in range(3):
        repeated = deck.slide(TITLE_ONLY, f"Slide {number}")
        box(repeated.shapes, "For discussion only", 1, 7, height=0.4)
    _document, left, lines = parsed(deck)
    assert [(line.text, line.page) for line in lines] == [("Title", 1), ("Slide 0", 3), ("Slide 1", 4), ("Slide 2", 5)]
    assert dict(left.texts) == {
        SPEAKER_NOTES: ["Say this aloud"], HIDDEN: ["A hidden slide", "Out of sight"],
        HEAD_OR_FOOT: ["For discussion only"],
    }  # fmt: skip


def test_footer_placeholders_and_comments_are_omitted():
    deck = Deck()
    slide = deck.slide(TITLE_ONLY, "Title")
    for layout_shape in deck.made.slide_layouts[TITLE_ONLY].placeholders:
        if layout_shape.placeholder_format.type.name in ("FOOTER", "SLIDE_NUMBER", "DATE"):
            slide.shapes.clone_placeholder(layout_shape)
    for shape in slide.placeholders:
        if shape.placeholder_format.type.name == "FOOTER":
            shape.text_frame.text = "Draft"
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    comments = b'<p:cmLst xmlns:p="urn:p"><p:cm><p:text>Please check</p:text></p:cm></p:cmLst>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    part = Part(PackURI("/ppt/comments/comment1.xml"), "application/xml", slide.part.package, comments)
    slide.part.relate_to(part, kind)
    _document, left, lines = parsed(deck)
    assert [line.text for line in lines] == ["Title"]
    assert left.texts[HEAD_OR_FOOT] == ["Draft"]
    assert left.texts[COMMENT] == ["Please check"]


def test_diagrams_are_read_and_pictures_counted():
    from PIL import Image
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    deck = Deck()
    slide = deck.slide(TITLE_ONLY, "Title")
    picture = io.BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    slide.shapes.add_picture(io.BytesIO(picture.getvalue()), Inches(1), Inches(1), Pt(20))
    frame = slide.shapes.add_table(1, 1, Inches(1), Inches(3), Inches(2), Inches(1))
    part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", slide.part.package, DIAGRAM.encode())
    relation = slide.part.relate_to(
        part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
    )
    from lxml import etree

    uri = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    data = frame.element.graphic.graphicData
    data.set("uri", uri)
    data.remove(data[0])
    reference = etree.SubElement(data, f"{{{uri}}}relIds")
    reference.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm", relation)
    _document, left, lines = parsed(deck)
    assert [line.text for line in lines] == ["Title", "Alberta plans", "Yukon builds"]
    assert left.pictures == 1


def test_properties():
    deck = Deck()
    deck.slide(TITLE_ONLY, "Title")
    core = deck.made.core_properties
    core.title, core.author = "A shared bus feed", "Government of Manitoba"
    core.created = core.modified = datetime(2020, 8, 31, tzinfo=UTC)
    document, _left, _lines = parsed(deck)
    values = [(entry.name, entry.value) for entry in document.properties.entries]
    assert ("title", "A shared bus feed") in values
    assert ("author", "Government of Manitoba") in values
    assert ("created", "2020-08-31") in values


def test_a_default_title_is_none():
    deck = Deck()
    deck.slide(TITLE_ONLY, "Title")
    deck.made.core_properties.title = "PowerPoint Presentation"
    assert parsed(deck)[0].properties.first("title") is None


def test_a_slide_show_is_read_too():
    deck = Deck()
    deck.slide(TITLE_ONLY, "Title")
    show = repacked(
        deck.data(), {"[Content_Types].xml": lambda part: part.replace(b"presentation.main", b"slideshow.main")}
    )
    assert parse_pptx(show, "x.ppsx", LeftOut()).blocks


def repacked(data: bytes, changed: dict) -> bytes:
    """The archive with some of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, changed[name](content) if name in changed else content)
    return stream.getvalue()


def a_deck() -> bytes:
    deck = Deck()
    deck.slide(TITLE_ONLY, "Title")
    return deck.data()


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_is_refused(keep):
    data = a_deck()
    with pytest.raises(SourceError, match="damaged"):
        parse_pptx(data[: int(len(data) * keep)], "x.pptx", LeftOut())


@pytest.mark.parametrize(
    "part", ["ppt/presentation.xml", "ppt/slides/slide1.xml", "ppt/_rels/presentation.xml.rels", "[Content_Types].xml"]
)
@pytest.mark.parametrize("content", [b"", b"<broken", b"<a/>", b"\0\1\2"])
def test_a_broken_part_is_refused_or_passed_over(part, content):
    with pytest.raises(SourceError):
        parse_pptx(repacked(a_deck(), {part: lambda _old: content}), "x.pptx", LeftOut())


def test_entities_are_not_expanded():
    declared = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

    def change(part: bytes) -> bytes:
        head, _, rest = part.partition(b"?>")
        return head + b"?>" + declared + rest.replace(b"Title</a:t>", b"Title &e;</a:t>")

    lines = [
        line
        for block in parse_pptx(repacked(a_deck(), {"ppt/slides/slide1.xml": change}), "x.pptx", LeftOut()).blocks
        for line in flat(block)
    ]
    assert "root" not in " ".join(line.text for line in lines)


def test_what_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setenv("ACCORD_READ_MEGABYTES", "5")
    bomb = repacked(a_deck(), {"docProps/thumbnail.jpeg": lambda _old: b" " * 6_000_000})
    assert len(bomb) < 500_000
    with pytest.raises(SourceError, match="5 megabytes"):
        parse_pptx(bomb, "x.pptx", LeftOut())


def test_slides_without_text_are_refused():
    deck = Deck()
    deck.slide(BLANK)
    with pytest.raises(SourceError, match="holds no text"):
        parse_pptx(deck.data(), "x.pptx", LeftOut())


def test_groups_without_end_are_refused():
    deck = Deck()
    shapes = deck.slide(TITLE_ONLY, "Title").shapes
    for _ in range(60):
        shapes = shapes.add_group_shape().shapes
    box(shapes, "Deep", 1, 1)
    with pytest.raises(SourceError, match="nested too deep"):
        parsed(deck)

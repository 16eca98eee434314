"""OpenDocument texts: paragraphs, lists, tables, notes, boxes, what is omitted, and hostile files."""

from __future__ import annotations

import io
import zipfile

import pytest

from graph.errors import SourceError
from loaders.formats.odt import parse_odt
from loaders.layout.blocks import Grid, flat
from loaders.layout.omissions import COMMENT, CONTENTS, DELETED, HEAD_OR_FOOT, HIDDEN, LeftOut
from tests.helpers.reading import read_all

URN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = ("office", "text", "table", "style", "drawing", "meta")
NAMES = " ".join(f'xmlns:{"draw" if space == "drawing" else space}="{URN}:{space}:1.0"' for space in SPACES)
NAMES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
MIME = "application/vnd.oasis.opendocument.text"
STYLES = (
    '<text:list-style style:name="N"><text:list-level-style-number text:level="1"/>'
    '<text:list-level-style-bullet text:level="2"/></text:list-style>'
    '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
)
META = (
    "<office:meta><dc:title>A shared bus feed</dc:title>"
    "<meta:initial-creator>Government of Manitoba</meta:initial-creator>"
    "<meta:creation-date>2020-08-31T10:00:00.5</meta:creation-date><dc:date>2020-09-02T10:00:00</dc:date></office:meta>"
)


def content(body: str) -> str:
    return (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt(body: str, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content(body))
        for name, part in parts.items():
            archive.writestr(f"{name.replace('__', '/')}.xml", part)
    return stream.getvalue()


def parsed(body: str, **parts: str):
    left = LeftOut()
    document = parse_odt(odt(body, **parts), "x.odt", left)
    return document, left, [line for block in document.blocks for line in flat(block)]


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in parsed(body, **parts)[2]]


def p(inner: str) -> str:
    return f"<text:p>{inner}</text:p>"


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{p(text)}</table:table-cell>"


def test_paragraphs_headings_spaces_and_breaks():
    body = '<text:h>Heading</text:h><text:p>One<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four '
    body += "<text:span>five</text:span></text:p>"
    _document, _left, lines = parsed(body)
    assert [(line.text, line.number, line.after_gap, line.follows) for line in lines] == [
        ("Heading", 1, True, None), ("One two three", 2, True, None), ("four five", 3, False, 2),
    ]  # fmt: skip


def test_lists_have_the_marks_of_their_style_and_go_on_where_marked():
    item = "<text:list-item>{}</text:list-item>".format
    nested = f"<text:list>{item(p('Nested'))}</text:list>"
    first = f'<text:list text:style-name="N">{item(p("One") + nested)}{item(p("Two") + p("More"))}</text:list>'
    second = f'<text:list text:style-name="N" text:continue-numbering="true">{item(p("Three"))}</text:list>'
    anew = f'<text:list text:style-name="N">{item(p("One again"))}</text:list>'
    bulleted = f"<text:list>{item(p('Bullet'))}</text:list>"
    assert texts(first + p("Between") + second + anew + bulleted) == [
        "1) One", "o Nested", "2) Two", "More", "Between", "3) Three", "1) One again", "• Bullet",
    ]  # fmt: skip


def test_tables_with_spans_and_repeated_cells():
    header = "".join(cell(text) for text in ("Lead", "Initiative", "When"))
    spanning = cell("Yukon", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>" + cell("May 2020")
    rows = (
        f"<table:table-header-rows><table:table-row>{header}</table:table-row></table:table-header-rows>"
        f"<table:table-row>{spanning}</table:table-row>"
    )
    document, _left, _lines = parsed(f"{p('Before')}<table:table>{rows}</table:table>")
    grid = document.blocks[1]
    assert isinstance(grid, Grid)
    made = [[None if cell is None else [line.text for line in cell] for cell in row] for row in grid.rows]
    assert made == [[["Lead"], ["Initiative"], ["When"]], [["Yukon"], None, ["May 2020"]]]


def test_a_table_that_claims_to_repeat_without_end_is_cut():
    row = '<table:table-row table:number-rows-repeated="1000000">' + cell(
        "x", 'table:number-columns-repeated="1000000"'
    )
    row += "</table:table-row>"
    document, _left, _lines = parsed(f"<table:table>{row}</table:table>")
    assert (len(document.blocks[0].rows), len(document.blocks[0].rows[0])) == (100, 63)


def test_notes_follow_the_text_and_boxes_their_paragraph():
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
    note += "<text:p>The note</text:p></text:note-body></text:note>"
    frame = "<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame>"
    assert texts(f"<text:p>First{note} and{frame} more</text:p>{p('Second')}") == [
        "First and more", "In a box", "Second", "The note",
    ]  # fmt: skip


def test_what_is_omitted_is_reported():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Taken back</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>1 Goals 3</text:p></text:index-body></text:table-of-content>"
        "<text:p>Text<office:annotation><dc:creator>Somebody</dc:creator><text:p>Check</text:p></office:annotation>"
        '<text:span text:style-name="H">unseen</text:span></text:p>'
        '<text:p text:style-name="H">Unseen too</text:p>'
        '<text:section text:display="none"><text:p>A hidden section</text:p></text:section>'
        "<text:p><draw:frame><draw:image/></draw:frame></text:p>"
    )
    styles = (
        f"<office:document-styles {NAMES}><office:master-styles><style:master-page><style:header><text:p>Draft</text:p>"
        "</style:header><style:footer><text:p>Page 1</text:p></style:footer></style:master-page></office:master-styles>"
        "</office:document-styles>"
    )
    _document, left, lines = parsed(body, styles=styles)
    assert [line.text for line in lines] == ["Text"]
    assert dict(left.texts) == {
        CONTENTS: ["1 Goals 3"], COMMENT: ["Check"], HIDDEN: ["unseen", "Unseen too", "A hidden section"],
        DELETED: ["Taken back"], HEAD_OR_FOOT: ["Draft", "Page 1"],
    }  # fmt: skip
    assert left.pictures == 1


def test_properties():
    meta = f"<office:document-meta {NAMES}>{META}</office:document-meta>"
    document, _left, _lines = parsed(p("Text"), meta=meta)
    assert [(entry.name, entry.value, entry.key) for entry in document.properties.entries] == [
        ("title", "A shared bus feed", "dc:title"),
        ("author", "Government of Manitoba", "meta:initial-creator"),
        ("created", "2020-08-31", "meta:creation-date"),
        ("modified", "2020-09-02", "dc:date"),
    ]


def test_a_flat_file_is_read_as_the_packed_one():
    flat_file = (
        f'<office:document {NAMES} office:mimetype="{MIME}">{META}<office:automatic-styles>{STYLES}'
        f"</office:automatic-styles><office:body><office:text>{p('Text')}</office:text></office:body></office:document>"
    )
    document = parse_odt(flat_file.encode(), "x.fodt", LeftOut())
    assert [line.text for block in document.blocks for line in flat(block)] == ["Text"]
    assert document.properties.first("title").value == "A shared bus feed"


def test_it_is_known_by_its_content():
    with pytest.raises(SourceError, match="holds no text"):
        read_all(odt(p("–")), "named.docx")


def test_other_kinds_of_opendocument_are_refused_with_advice():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content(""))
    with pytest.raises(SourceError, match="Save it as XLSX"):
        read_all(stream.getvalue(), "x.ods")


def test_a_password_is_named():
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    with pytest.raises(SourceError, match="password"):
        parsed(p("Text"), **{"META-INF__manifest": manifest})


@pytest.mark.parametrize(
    ("nested", "says"),
    [
        ("<text:section>" * 200 + p("Deep") + "</text:section>" * 200, "nested too deep"),
        ("<text:list><text:list-item>" * 120 + p("Deep") + "</text:list-item></text:list>" * 120, "nested too deep"),
        ("<text:span>" * 5_000 + "</text:span>" * 5_000, "not well-formed XML"),
    ],
)
def test_what_nests_without_end_is_refused(nested, says):
    with pytest.raises(SourceError, match=says):
        parsed(nested)


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.95])
def test_a_file_that_was_cut_is_refused(keep):
    data = odt(p("Text"))
    with pytest.raises(SourceError, match="damaged"):
        parse_odt(data[: int(len(data) * keep)], "x.odt", LeftOut())


def test_entities_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + content(p("Text"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", MIME)
        archive.writestr("content.xml", bomb)
    with pytest.raises(SourceError, match="entities"):
        parse_odt(stream.getvalue(), "x.odt", LeftOut())


def test_a_part_that_unpacks_to_too_much_is_refused():
    with pytest.raises(SourceError, match="64 megabytes"):
        parsed(" " * 65_000_000)


def test_a_document_without_text_part_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", MIME)
    with pytest.raises(SourceError, match="no text part"):
        parse_odt(stream.getvalue(), "x.odt", LeftOut())

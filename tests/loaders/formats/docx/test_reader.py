"""A Word document tells what a reader of its final version sees, no more and no less."""

from __future__ import annotations

import io
import zipfile

import pytest

from graph.errors import SourceError
from loaders.formats.docx.reader import parse_docx
from loaders.formats.zip_parts import MAX_PART_BYTES
from loaders.layout.blocks import lines_of
from loaders.layout.omissions import COMMENT, DELETED, HEAD_OR_FOOT, HIDDEN, LeftOut
from tests.helpers.files import docx as w
from tests.helpers.reading import read

GRAIN = "Grain Ledger. Launched in April 2022, it was made in partnership with Manitoba."
ELEVATORS = "Elevator Map. The map shows every elevator that is still standing."
ROADS = "Road Desk. A desk for roads, which the territory shares with Nunavut."
ROWS = [("SASKATCHEWAN", [GRAIN, ELEVATORS]), ("YUKON", [ROADS])]


def texts(body: str, left: LeftOut | None = None, **parts: str) -> list[str]:
    return [line.text for line in lines_of(parse_docx(w.word(body, **parts), "x.docx", left).blocks)]


def claim_values(reading, predicate: str) -> list[str]:
    return [claim.value or claim.object for claim in reading.claims if claim.predicate == predicate]


def test_an_analysis_is_read_with_its_table():
    reading = read(None, w.analysis(ROWS), "council.docx")
    assert reading.source.edition == "2022-winter"
    assert claim_values(reading, "title") == ["Grain Ledger", "Elevator Map", "Road Desk"]
    assert claim_values(reading, "submitted") == ["CA-SK", "CA-YT"]
    assert claim_values(reading, "date") == ["2022-04"]
    assert {"CA-MB", "CA-SK"} <= set(claim_values(reading, "member"))
    place = next(claim.place for claim in reading.claims if claim.value == "Elevator Map")
    assert (place.line, place.page) == (8, None)  # the eighth paragraph that holds text
    assert not reading.unplaced


def test_a_french_analysis_is_read_as_french():
    rows = [("QUÉBEC", ["Guichet du fleuve. Lancé en avril 2022, il a été créé en partenariat avec l’Ontario."])]
    reading = read(None, w.analysis(rows, french=True), "conseil.docx")
    assert reading.source.language == "fr"
    assert claim_values(reading, "title") == ["Guichet du fleuve"]
    assert "CA-ON" in claim_values(reading, "member")


def test_changes_count_as_accepted():
    deleted = "<w:del><w:r><w:delText>alone</w:delText></w:r></w:del>"
    assert texts(
        w.p(w.run("Made "), f"<w:ins>{w.run('with Alberta')}</w:ins>", deleted)
        + w.p(f"<w:moveFrom>{w.run('moved away')}</w:moveFrom>", f"<w:moveTo>{w.run('moved here')}</w:moveTo>")
        + f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{w.run('One paragraph, ')}</w:p>"
        + w.p("not two.")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + w.p("deleted row") + "</w:tc></w:tr>"
        "<w:tr><w:tc>" + w.p("row that stays") + "</w:tc></w:tr></w:tbl>"
    ) == ["Made with Alberta", "moved here", "One paragraph, not two.", "row that stays"]  # fmt: skip


def test_what_is_not_text_is_omitted():
    field = '<w:r><w:instrText>HYPERLINK "https://example.org"</w:instrText></w:r>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>shown</w:t></w:r>'
    link = f'<w:hyperlink r:id="rId9">{w.run(" linked")}</w:hyperlink>'
    styles = f'<w:styles {w.NS}><w:style w:styleId="TM1"><w:name w:val="toc 1"/></w:style></w:styles>'
    contents = '<w:p><w:pPr><w:pStyle w:val="TM1"/></w:pPr>' + w.run("Contents … 3") + "</w:p>"
    assert texts(contents + w.p(field, hidden, shown, link), styles=styles) == ["shown linked"]


def test_text_boxes_and_smart_art_are_text():
    box = f"<w:txbxContent>{w.p('In a box')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice><mc:Fallback><v:textbox>{box}"
    drawing = w.p("Beside", f"<w:r>{both}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>")
    old = w.p(f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>")
    art = w.p('<w:r><w:drawing><a:graphic><dgm:relIds r:dm="diagramData"/></a:graphic></w:drawing></w:r>')
    point = "<dgm:pt{}><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt>"
    data = "".join([point.format("", "Mobile Service Priority"), point.format(' type="parTrans"', "no text")])
    assert texts(drawing + old + art, diagramData=f"<dgm:dataModel {w.NS}>{data}</dgm:dataModel>") == [
        "Beside", "In a box", "In a box", "Mobile Service Priority",
    ]  # fmt: skip


def test_notes_stand_at_the_end():
    notes = (
        f'<w:footnotes {w.NS}><w:footnote w:type="separator" w:id="0">{w.p("no note")}</w:footnote>'
        f'<w:footnote w:id="1">{w.p("A note.")}</w:footnote></w:footnotes>'
    )
    assert texts(w.p("Text", '<w:r><w:footnoteReference w:id="1"/></w:r>') + w.p("More."), footnotes=notes) == [
        "Text", "More.", "A note.",
    ]  # fmt: skip


def test_lists_show_their_marks():
    formats = "".join(
        f'<w:lvl w:ilvl="{n}"><w:numFmt w:val="{kind}"/></w:lvl>' for n, kind in enumerate(("decimal", "bullet"))
    )
    numbering = (
        f'<w:numbering {w.NS}><w:abstractNum w:abstractNumId="7">{formats}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )

    def item(text: str, level: int) -> str:
        return (
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>{w.run(text)}</w:p>'
        )

    assert texts(item("One", 0) + item("Within", 1) + item("Two", 0), numbering=numbering) == [
        "1) One",
        "o Within",
        "2) Two",
    ]


def test_tables_within_tables_and_merged_cells_keep_their_text():
    down = "<w:tcPr><w:vMerge{}/></w:tcPr>"
    inner = w.table([w.p("- River Desk. A desk, too."), "Far"])
    rows = (
        "<w:tr><w:tc>" + down.format(' w:val="restart"') + w.p("YUKON") + "</w:tc><w:tc>" + w.p("- Road Desk. A desk.")
        + "</w:tc></w:tr><w:tr><w:tc>" + down.format("") + "<w:p/></w:tc><w:tc>" + inner
        + "<w:p/></w:tc></w:tr>"
    )  # fmt: skip
    body = (
        w.p("February 2022")
        + w.p("Key Achievements and Showcase Opportunities")
        + w.table(["Jurisdictions", "Key Achievements"])
    )
    reading = read(None, w.word(body.replace("</w:tbl>", rows + "</w:tbl>")), "x.docx")
    assert claim_values(reading, "submitted") == ["CA-YT"]
    assert claim_values(reading, "title") == ["Road Desk", "River Desk"]
    assert "Far" in "".join(c.value or "" for c in reading.claims) or [u for u in reading.unplaced if "Far" in u.text]


def test_a_line_break_is_a_line_and_a_page_break_a_space():
    line, page = "<w:r><w:br/></w:r>", '<w:r><w:br w:type="page"/></w:r>'
    assert texts(w.p("One", line, "Two", page, "Three")) == [
        "One", "Two Three",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "declared", ['<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/hostname">']
)
def test_entities_are_refused(declared):
    body = "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
    with pytest.raises(SourceError, match="defines XML entities"):
        parse_docx(w.word(body, doctype=f"<!DOCTYPE document [{declared}]>"), "x.docx")


def test_a_part_that_unpacks_to_gigabytes_is_refused():
    bomb = w.packed({"word/document.xml": b" " * (MAX_PART_BYTES + 1)})
    with pytest.raises(SourceError, match="unpacks to more than 64 megabytes"):
        parse_docx(bomb, "x.docx")


def test_a_document_without_text_says_so():
    with pytest.raises(SourceError, match="holds no text"):
        parse_docx(w.word(w.p("–")), "x.docx")


@pytest.mark.parametrize("cut", [100, 400, 900])
def test_a_damaged_file_says_how_to_mend_it(cut):
    with pytest.raises(SourceError, match="damaged"):
        parse_docx(w.analysis(ROWS)[:-cut], "x.docx")


def test_tables_within_tables_without_end_are_refused():
    body = w.p("x")
    for _ in range(64):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    with pytest.raises(SourceError, match="deep within each other"):
        parse_docx(w.word(body), "x.docx")


def docx_with_part(name: str, content: str | bytes) -> bytes:
    """A document with a part that was put in from another file."""
    plain = w.word(w.p("Before") + f'<w:altChunk r:id="{name}"/>' + w.p("After"), **{name: "<x/>"})
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return w.packed({**parts, f"word/{name}.xml": content})


WEB = "<html><body><p>Le guichet</p><table><tr><td>un</td><td>deux</td></tr></table></body></html>"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (WEB, ["Le guichet", "un", "deux"]),
        (f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{WEB}", ["Le guichet", "un", "deux"]),
        ("one\ntwo <three>", ["one", "two <three>"]),
        (w.word(w.p("from Word") + w.p("as well")), ["from Word", "as well"]),
        (b"{\\rtf1 not read}", []),
        (b"", []),
    ],
)
def test_parts_embedded_from_other_files_are_text(content, shown):
    left = LeftOut()
    lines = list(lines_of(parse_docx(docx_with_part("chunk", content), "x.docx", left).blocks))
    assert [line.text for line in lines] == ["Before", *shown, "After"]
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert bool(left.omission_notes()) == (content == b"{\\rtf1 not read}")


def test_what_is_omitted_is_reported():
    gone = f"<w:del>{w.run('gone').replace('w:t>', 'w:delText>').replace('w:t ', 'w:delText ')}</w:del>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen words</w:t></w:r>"
    picture = '<w:r><w:drawing><a:graphic><a:blip r:embed="rId7"/></a:graphic></w:drawing></w:r>'
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{w.p('no row')}</w:tc></w:tr>"
    left = LeftOut()
    body = w.p("Text", gone, hidden, picture) + f"<w:tbl>{row}<w:tr><w:tc>{w.p('row')}</w:tc></w:tr></w:tbl>"
    assert texts(
        body,
        left,
        header=f"<w:hdr {w.NS}>{w.p('Running head')}</w:hdr>",
        comments=f"<w:comments {w.NS}><w:comment>{w.p('Call 613 555 0100')}</w:comment></w:comments>",
    ) == ["Text", "row"]
    omission_notes = {note.template: note.values for note in left.omission_notes()}
    assert omission_notes[HEAD_OR_FOOT] == {"text": "Running head", "n": 2}
    assert omission_notes[COMMENT] == {"text": "…", "n": 4}  # an address is not repeated
    assert omission_notes[DELETED] == {"text": "gone · no row", "n": 3}
    assert omission_notes[HIDDEN] == {"text": "unseen words", "n": 2}
    assert {"n": 1} in omission_notes.values()  # the picture


def test_the_report_of_a_load_names_what_is_omitted():
    reading = read(None, w.analysis(ROWS), "council.docx")
    assert [note.values["text"] for note in reading.notes] == ["A running head that is no text"]

"""Tables that nobody would send on purpose: each is read, or refused with a reason."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.claims import claims_adapter
from graph.errors import AccordError, SourceError
from graph.model import Unplaced
from tests.helpers.files.table import claim_values, csv_of, notes, read, subjects, workbook_of

ROWS = [["title", "lead"], ["One", "Alberta"]]


def rewritten(data: bytes, **parts: bytes) -> bytes:
    """A workbook with parts added or replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename not in parts:
                new.writestr(item, old.read(item.filename))
        for name, content in parts.items():
            new.writestr(name, content)
    return made.getvalue()


def test_macros_and_links_are_left_alone():
    data = rewritten(
        workbook_of(A=ROWS), **{"xl/vbaProject.bin": b"\0" * 99, "xl/externalLinks/externalLink1.xml": b"<"}
    )
    reading = read(data, "a.xlsm")
    assert subjects(reading, "initiative") == {"CA-AB/one"}
    assert "macros; they were not run" in notes(reading)
    assert "refers to other files" in notes(reading)


def test_a_bomb_is_not_unpacked():
    data = rewritten(workbook_of(A=ROWS), **{"xl/media/image.bin": b"\0" * (300 << 20)})
    assert len(data) < 1 << 20
    with pytest.raises(SourceError, match="unpacks to more than 256 megabytes"):
        read(data, "a.xlsx")


def test_entities_are_not_expanded():
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    sheet = bomb + (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
    )
    with pytest.raises(AccordError):
        read(rewritten(workbook_of(A=ROWS), **{"xl/worksheets/sheet1.xml": sheet}), "a.xlsx")


@pytest.mark.parametrize("keep", [40, 0.3, 0.6, 0.95])
def test_half_a_workbook_is_damaged(keep):
    data = workbook_of(A=ROWS)
    with pytest.raises(AccordError) as failure:
        read(data[: keep if isinstance(keep, int) else int(len(data) * keep)], "a.xlsx")
    assert "Traceback" not in str(failure.value)


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
)
def test_nonsense_within_a_workbook(part):
    data = rewritten(workbook_of(A=ROWS), **{part: b"<worksheet>nonsense"})
    with pytest.raises(SourceError):
        read(data, "a.xlsx")


def test_a_sheet_as_wide_as_sheets_can_be():
    wide = [f"c{n}" for n in range(16384 - 2)]
    for data, name in [(workbook_of(A=[["title", "lead", *wide], ["One", "Alberta", *wide]]), "a.xlsx"),
                       (csv_of([["title", "lead", *wide], ["One", "Alberta", *wide]]), "a.csv")]:  # fmt: skip
        assert subjects(read(data, name), "initiative") == {"CA-AB/one"}


def test_a_cell_far_below_costs_nothing():
    import openpyxl

    from tests.helpers.files.table import saved

    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["A1048576"] = "far below"
    assert subjects(read(saved(book), "a.xlsx"), "initiative") == {"CA-AB/one"}


def test_merges_that_cover_everything():
    merge = b'<mergeCells><mergeCell ref="A2:A1048576"/><mergeCell ref="B1:XFD1048576"/></mergeCells></worksheet>'
    data = workbook_of(A=ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").replace(b"</worksheet>", merge)
    assert subjects(read(rewritten(data, **{"xl/worksheets/sheet1.xml": sheet}), "a.xlsx"), "initiative")


def test_what_looks_like_a_formula_is_text():
    titles = [f"{mark}cmd|' /C calc'!A{n}" for n, mark in enumerate("=+-@")]
    table = csv_of([["title", "lead"], *([title, "Alberta"] for title in titles)])
    assert [title for (title,) in claim_values(read(table), "initiative", "title").values()] == titles
    book = read(workbook_of(A=[["title", "lead"], ["=1+1", "Alberta"], ["One", "Ontario"]]), "a.xlsx")
    assert subjects(book, "initiative") == {"CA-ON/one"}  # nobody computed the formula, so it has no value
    assert [(lost.line, lost.text) for lost in book.unplaced] == [(2, "A: Alberta")]


def test_a_huge_cell_and_control_characters():
    reading = read(f"title,lead,summary\nO\0ne,Al\0berta,{'word ' * 20000}\nT\x1b[31mwo,Ontario,\x07\n")
    assert subjects(reading, "initiative") == {"CA-AB/one", "CA-ON/t-31mwo"}
    assert all(claim.value is None or claim.value.isprintable() for claim in reading.claims)
    beyond = read(f"title,lead,summary\nOne,Alberta,{'x' * 200_000}\nTwo,Ontario,\n")
    assert subjects(beyond, "initiative") == {"CA-ON/two"}
    assert [lost.line for lost in beyond.unplaced] == [2]


def test_headers_that_repeat():
    reading = read("title,title,lead,lead\nOne,Other,Alberta,Ontario\n")
    assert claim_values(reading, "initiative", "lead") == {"CA-AB/one": ["CA-AB"]}
    second = read("title,title,lead,lead\nOne,Other,Alberta,Ontario\n", mapping="title: title (2)\nlead: lead (2)\n")
    assert claim_values(second, "initiative", "lead") == {"CA-ON/other": ["CA-ON"]}


@pytest.mark.parametrize(
    "data", ["title,lead\n", "title,lead", "title\n", "\n\n\n,,,\n", "[]", "[{}]", '[{"a": [[[]]]}]', "{}\n{}\n"]
)
@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.jsonl", "a.tsv"])
def test_tables_with_nothing_in_them(data, name):
    with contextlib.suppress(AccordError):
        assert read(data, name).claims == []


def test_deep_json():
    with pytest.raises(AccordError):
        read("[" * 100_000, "a.json")
    reading = read(
        '{"title": "One", "lead": "Alberta"}\nno json\n[1]\n{"title": "Two", "lead": "Ontario"}\n', "a.jsonl"
    )
    assert subjects(reading, "initiative") == {"CA-AB/one", "CA-ON/two"}
    assert [(lost.line, lost.text) for lost in reading.unplaced] == [(2, "no json"), (3, "[1]")]


def test_what_is_not_placed_is_bounded():
    reading = read("title,lead\n" + "x,y,z\n" * 12_000 + "One,Alberta\n")
    assert len(reading.unplaced) == 10_000
    assert "2000 more rows" in notes(reading)


@given(st.binary(max_size=300))
@settings(max_examples=150)
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(AccordError):
        reading = read(data, "a.csv", "title: title\nlead: lead\nstatus: status\ndates: {start: date}\n")
        assert all(isinstance(lost, Unplaced) for lost in reading.unplaced)


WORDS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="#;|"), max_size=12)


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), max_size=6))
@settings(max_examples=150)
def test_any_cells_are_claimed_or_kept(rows):
    """Each row that has anything in it makes an initiative, or is kept as not placed."""
    mapping = "title: title\nlead: lead\ndates: {start: date}\n"
    reading = read(csv_of([["title", "lead", "date"], *rows]), mapping=mapping)
    assert claims_adapter().validate_python(reading.claims) == reading.claims
    titled = {claim.place.line for claim in reading.claims if claim.predicate == "title"}
    lost = {text.line for text in reading.unplaced}
    filled = {n for n, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)}
    assert filled <= titled | lost


def test_formulas_without_a_value_are_reported():
    rows = [["title", "lead"], ["One", "Alberta"], ['=UPPER("two")', "Yukon"], ["=A3", "=B3"], ["Three", "Ontario"]]
    reading = read(workbook_of(Plans=rows), "a.xlsx")
    assert "Sheet “Plans” has formulas without a value, read as empty: A3, A4, B4." in notes(reading)
    assert {"CA-AB/one", "CA-ON/three"} == subjects(reading, "initiative")
    assert [(text.line, text.text) for text in reading.unplaced] == [(3, "Plans: Yukon")]


def test_formulas_with_a_value_are_read():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1" t="inlineStr"><is><t>title</t></is></c><c r="B1" t="inlineStr"><is><t>lead</t></is></c></row>'
        b'<row r="2"><c r="A2" t="str"><f>UPPER("one")</f><v>ONE</v></c><c r="B2" t="str"><f>B1</f><v></v></c></row>'
        b"</sheetData></worksheet>"
    )
    reading = read(rewritten(workbook_of(A=ROWS), **{"xl/worksheets/sheet1.xml": sheet}), "a.xlsx")
    assert [claim.value for claim in reading.claims if claim.predicate == "title"] == ["ONE"]
    assert "formulas" not in notes(reading)


@pytest.mark.parametrize("row", [b'"' + b"service " * 400_000, b"x" * 3_000_000 + b",Alberta"])
def test_a_line_too_long_for_a_row_costs_itself(row: bytes):
    made = read(b"title,lead\n" + row + b"\nA portal,Ontario\n", "long.csv")
    assert [claim.value for claim in made.claims if claim.predicate == "title"] == ["A portal"]
    assert [len(one.text) for one in made.unplaced] == [1_000]

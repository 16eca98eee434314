"""Tables of every format come down to the same claims, each with the cell or line that it stands at."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from graph.claims import claims_adapter
from graph.errors import MissingExtraError, SourceError
from graph.process.install import install_command
from tests.helpers.files.table import (
    INVENTORY,
    claim_values,
    csv_of,
    notes,
    read,
    saved,
    subjects,
    without_places,
    workbook_of,
)

ALBERTA = "CA-AB/identite-numerique"
CRA = "CRA/facturation-electronique"


def test_header_words_of_either_language_are_understood():
    reading = read(csv_of(INVENTORY))
    assert claim_values(reading, "initiative", "title") == {
        ALBERTA: ["Identité numérique"],
        CRA: ["Facturation électronique"],
    }
    assert claim_values(reading, "initiative", "lead") == {ALBERTA: ["CA-AB"], CRA: ["CRA"]}
    assert claim_values(reading, "initiative", "status") == {ALBERTA: ["in-progress"], CRA: ["completed"]}
    assert claim_values(reading, "initiative", "date") == {ALBERTA: ["2021-03-01"], CRA: ["2020-11"]}
    assert claim_values(reading, "initiative", "theme")[ALBERTA] == ["digital-identity"]
    assert claim_values(reading, "theme", "label") == {"fusees": ["Fusées"]}
    assert claim_values(reading, "partnership", "member") == {
        f"{ALBERTA}+CA-AB+CA-ON+CA-QC": ["CA-AB", "CA-ON", "CA-QC"]
    }
    title = next(claim for claim in reading.claims if claim.predicate == "title")
    assert (title.place.line, title.place.quote, title.language, title.stated) == (2, "Identité numérique", "fr", True)


def test_claims_are_what_the_model_would_have_made():
    claims = read(csv_of(INVENTORY)).claims
    assert claims_adapter().validate_python(claims) == claims


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_do_not_matter(encoding, delimiter):
    rows = [[cell.replace(";", " | " if delimiter == ";" else ";") for cell in row] for row in INVENTORY]
    reading = read(csv_of(rows, delimiter).encode(encoding))
    assert without_places(reading.claims) == without_places(read(csv_of(INVENTORY)).claims)
    assert not reading.unplaced
    assert ("cp1252" in notes(reading)) == (encoding == "cp1252")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(end):
    reading = read(csv_of(INVENTORY).replace("\r\n", end))
    assert without_places(reading.claims) == without_places(read(csv_of(INVENTORY)).claims)


def test_formats_give_the_same_claims():
    header, *rows = INVENTORY
    records = [dict(zip(header, row, strict=True)) for row in rows]
    expected = without_places(read(csv_of(INVENTORY)).claims)
    lines = "\n".join(json.dumps(one) for one in records)
    for data, name in [
        (json.dumps(records), "a.json"), (json.dumps({"items": records}), "a.json"), (lines, "a.jsonl"),
        (lines, "a.json"), (workbook_of(Feuille=INVENTORY), "a.xlsx"), (csv_of(INVENTORY, "\t"), "a.txt"),
    ]:  # fmt: skip
        assert without_places(read(data, name).claims) == expected, name


def test_parquet(monkeypatch):
    import io
    import sys

    import pyarrow as pa
    from pyarrow import parquet

    header, *rows = INVENTORY
    made = io.BytesIO()
    parquet.write_table(pa.table({name: list(column) for name, column in zip(header, zip(*rows))}), made)  # noqa: B905
    assert without_places(read(made.getvalue(), "a.parquet").claims) == without_places(read(csv_of(INVENTORY)).claims)
    with pytest.raises(SourceError, match="damaged"):
        read(made.getvalue()[:200], "a.parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=re.escape(install_command("parquet"))):
        read(made.getvalue(), "a.parquet")


def test_items_of_json_lists_are_items():
    record = {"title": "One", "lead": {"name": "Alberta"}, "partners": ["Ontario", "Québec"], "n": 3.0}
    reading = read(json.dumps([record]), "a.json", "title: title\nlead: lead.name\npartners: partners\n")
    assert claim_values(reading, "partnership", "member") == {
        "CA-AB/one+CA-AB+CA-ON+CA-QC": ["CA-AB", "CA-ON", "CA-QC"]
    }


# --- broken rows


def test_a_broken_row_costs_that_row():
    reading = read("title,lead\nOne,Alberta\nTwo,Ontario,who,knows\nThree,Québec\n")
    assert [title for (title,) in claim_values(reading, "initiative", "title").values()] == ["One", "Three"]
    assert [(lost.line, lost.text) for lost in reading.unplaced] == [(3, "Two,Ontario,who,knows")]


def test_a_quote_that_is_never_closed_costs_its_row():
    rows = "".join(f"Title {n},Alberta,\n" for n in range(3000))
    reading = read(f'title,lead,status\nOne,Ontario,\n"Two,Ontario,\n{rows}')
    assert len(subjects(reading, "initiative")) == 3001
    assert [(lost.line, lost.text) for lost in reading.unplaced] == [(3, '"Two,Ontario,')]


def test_cells_of_several_lines_are_counted_as_lines():
    reading = read('title,lead,summary\nOne,Alberta,"first\nsecond"\nTwo,Ontario,\n')
    assert claim_values(reading, "initiative", "summary") == {"CA-AB/one": ["first second"]}
    assert {c.place.line for c in reading.claims if c.subject == "CA-ON/two"} == {4}


def test_what_is_no_status_or_date_is_kept_once():
    reading = read(
        "title,lead,status,start date\n"
        + "".join(f"T{n},Alberta,{'Purple' if n % 5 == 0 else 'active'},2021-01-0{n % 9 + 1}\n" for n in range(20))
        + "Last,Alberta,active,soon\n"
    )
    assert [(u.line, u.text) for u in reading.unplaced] == [(2, "status: Purple"), (22, "start date: soon")]


def test_a_row_without_a_title_is_kept():
    reading = read("title,lead,status\nOne,Alberta,active\n,,\n,,Total 1\n", mapping="title: title\nlead: lead\n")
    assert [(lost.line, lost.text) for lost in reading.unplaced] == [(4, "Total 1")]


# --- HXL


def test_a_tag_row_names_the_columns_and_is_no_data():
    table = (
        "What,Who,With,About,When\n#activity +name,#ORG+lead,#org +partner,#sector,#date+start\n"
        "E-invoicing,Ontario,Alberta,taxation,2021\n"
    )
    reading = read(table)
    assert claim_values(reading, "initiative", "title") == {"CA-ON/e-invoicing": ["E-invoicing"]}
    assert claim_values(reading, "partnership", "member") == {"CA-ON/e-invoicing+CA-AB+CA-ON": ["CA-ON", "CA-AB"]}
    assert not reading.unplaced
    by_tag = read(table, mapping="title: '#activity+name'\nlead: '#org +lead'\n")
    assert claim_values(by_tag, "initiative", "lead") == {"CA-ON/e-invoicing": ["CA-ON"]}


def test_who_does_what_where():
    reading = read("Who,What,Where\n#org,#activity,#adm1\nRed Cross,Logistics,North\nRed Cross,Logistics,South\n")
    assert sorted(subjects(reading, "initiative")) == ["RED-CROSS/logistics-north", "RED-CROSS/logistics-south"]
    assert claim_values(reading, "jurisdiction", "name") == {"RED-CROSS": ["Red Cross"]}


# --- workbooks as people send them


def test_title_lines_merged_cells_and_hidden_sheets():
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Inventory"
    for row in [
        ["Inventory of the council, as of March"], [], ["Lead", "Title", "Start date", "End date", "Status"],
        ["Ontario", "One", dt.date(2021, 3, 1), "9/30/2022 12:00:00 AM", "Active"],
        [None, "Two", "2021-04-05T00:00:00Z", "12/31/2024", "=1+1"],
        ["Alberta", "Three", 44256, None, "@SUM(A1)"],
    ]:  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A4:A5")
    hidden = book.create_sheet("Lists")
    hidden.append(["title", "lead"])
    hidden.append(["Hidden", "Alberta"])
    hidden.sheet_state = "hidden"
    other = book.create_sheet("Notes")
    other.append(["Some words"])
    reading = read(saved(book), "a.xlsx", None)
    assert claim_values(reading, "initiative", "lead") == {
        "CA-ON/one": ["CA-ON"], "CA-ON/two": ["CA-ON"], "CA-AB/three": ["CA-AB"]
    }  # fmt: skip
    assert claim_values(reading, "initiative", "date") == {
        "CA-ON/one": ["2021-03-01", "2022-09-30"], "CA-ON/two": ["2021-04-05", "2024-12-31"],
        "CA-AB/three": ["2021-03-01"],
    }  # fmt: skip
    assert "Sheet “Lists” is hidden" in notes(reading)
    places = {(c.place.sheet, c.place.cell, c.place.quote) for c in reading.claims if c.predicate == "title"}
    assert places == {("Inventory", "B4", "One"), ("Inventory", "B5", "Two"), ("Inventory", "B6", "Three")}
    assert "Hidden" in str(read(saved(book), "a.xlsx", "sheet: Lists\ntitle: title\nlead: lead\n").claims)


def test_every_visible_sheet_is_read():
    rows = [["title", "lead"], ["One", "Alberta"]], [["title", "lead"], ["Two", "Ontario"]], [["a", "b"], [1, 2]]
    reading = read(workbook_of(A=rows[0], B=rows[1], C=rows[2]), "a.xlsx")
    assert subjects(reading, "initiative") == {"CA-AB/one", "CA-ON/two"}
    assert {claim.place.sheet for claim in reading.claims} == {"A", "B"}
    assert "Sheet “C” was not read" in notes(reading)


# --- what is refused


def test_a_table_of_which_too_little_is_known_names_the_way_out():
    with pytest.raises(SourceError, match=r"accord map odd.csv -o mapping.yaml"):
        read("a,b,c\n1,2,3\n4,5,6\n", "odd.csv")


def test_a_column_that_is_not_there_is_named_with_its_line():
    with pytest.raises(SourceError, match=r"mapping.yaml:2: the table has no column “leed”. Its columns: title, lead"):
        read("title,lead\nOne,Alberta\n", mapping="title: title\nlead: leed\n")

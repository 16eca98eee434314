"""Tables mark each status, date, lead and partner that no source states, and say in words what the marks mean."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from tests.helpers.files.brief import run
from tests.helpers.proposals import infer_all

EARLIER = "2021-winter"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph in which a rule infers lead, partner, status and date of one initiative, and one of two partners."""
    source = Writer()
    source.submitted("CRA", "CA-AB")
    infer_all(source)
    source.initiative("CA-AB", "Portal", partners=("CA-ON", "CA-QC"), status="planned", date="2022")
    member = next(at for at, claim in enumerate(source.claims) if claim.object == "CA-QC")
    source.claims[member] = source.claims[member]._replace(stated=False, rule="guess", confidence=0.6)
    earlier = Writer("two.txt", edition=EARLIER)
    earlier.submitted("CA-AB")
    earlier.initiative("CA-AB", "Portal", status="paused")
    path = tmp_path_factory.mktemp("marks") / "graph.db"
    SqliteStore(path, create=True).add([source.reading(), earlier.reading()])
    return path


def shown(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert run(*arguments) == 0
    return capsys.readouterr().out


def row_of(table: str, word: str) -> str:
    return next(line for line in table.splitlines() if word in line)


@pytest.mark.parametrize(
    ("language", "words", "meaning"),
    [
        ("en", ["Canada Revenue Agency †", "Nova Scotia †", "launched †", "July 2021 †"], "† Inferred: no source"),
        ("fr", ["Agence du revenu du Canada †", "Nouvelle-Écosse †", "lancé †", "juillet 2021 †"], "† Déduit"),
    ],
)
def test_each_inferred_cell_is_marked(graph, capsys, language, words, meaning):
    table = shown(capsys, "initiatives", "--format", "md", "--lang", language, "--graph", graph)
    assert row_of(table, "Ledger").count("†") == len(words)
    for word in words:
        assert word in row_of(table, "Ledger")
    assert row_of(table, "Portal").count("†") == 1
    assert "Ontario · Qu" in row_of(table, "Portal")
    assert "bec †" in row_of(table, "Portal")
    assert meaning in table


def test_the_timeline_marks_dates_statuses_and_leads(graph, capsys):
    table = shown(capsys, "timeline", "--format", "md", "--graph", graph)
    assert row_of(table, "Ledger").startswith(
        "| July 2021 † | launch | Canada Revenue Agency † | Ledger | launched † |"
    )
    assert "†" not in row_of(table, "Portal")


def test_a_change_to_an_inferred_partner_is_marked(graph, capsys):
    table = shown(capsys, "diff", EARLIER, "2022-winter", "--format", "md", "--graph", graph)
    assert "bec †" in row_of(table, "partner")
    assert "†" not in row_of(table, "status")


def test_programs_and_workbooks_read_what_is_not_stated(graph, capsys, tmp_path):
    answer = json.loads(shown(capsys, "initiatives", "--lead", "CRA", "--format", "json", "--graph", graph))
    assert answer["rows"][0]["unstated"] == dict.fromkeys(("lead_name", "partners", "status", "date"), "inferred")
    assert any(entry["rule"] == "lead-is-sender" for entry in answer["rows"][0]["evidence"])
    book = tmp_path / "answer.xlsx"
    shown(capsys, "initiatives", "--lead", "Alberta", "-o", book, "--graph", graph)
    header, first = list(openpyxl.load_workbook(BytesIO(book.read_bytes())).worksheets[0].values)[:2]
    assert header[-1] == "Not stated"
    assert first[-1].endswith("bec (inferred)")
    page = shown(capsys, "initiatives", "--lead", "CRA", "--format", "html", "--graph", graph)
    assert "<td>launched †</td>" in page
    assert "† Inferred: no source states it." in page


def test_a_request_of_which_no_words_name_who_asks_is_marked(tmp_path, capsys):
    text, path = tmp_path / "minutes.md", tmp_path / "graph.db"
    text.write_text("""From: Nova Scotia
Date: May 4, 2021

# Harbour table, minutes

Nova Scotia, Iceland and Norway met in Halifax on May 4, 2021. Iceland will host next.

We are looking for partners for a pilot of digital identity. Norway asked Iceland to share its guide to open data.
""", "utf-8")  # fmt: skip
    shown(capsys, "load", text, "--graph", path)
    output = ("--graph", path, "--format", "md")
    needs = shown(capsys, "needs", *output)
    assert "†" in row_of(needs, "We are looking for partners")
    assert "†" not in row_of(needs, "Norway asked")
    about = shown(capsys, "needs", "digital identity", "--by", "Nova Scotia", *output)
    assert "We are looking for partners" in about
    assert "†" in row_of(shown(capsys, "show", "Nova Scotia", *output), "We are looking for partners")

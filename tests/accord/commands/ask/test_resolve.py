"""`accord resolve` and its Python twin: names over the vocabulary, and over what a graph adds to it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import accord
from accord.api import Graph
from graph.claims import Claim, Place, Reading
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import source

COLUMNS = ["name", "id", "codes", "confidence", "how", "alternatives"]


def registry(*expected: tuple[str, str, str, str | None], by: str | None = None) -> Reading:
    """A registry of organisations: (identifier, predicate, text, its language or the system of a code)."""
    claims = [
        Claim(
            kind="jurisdiction", subject=one, predicate=predicate, value=text, reported_by=by, rule="test",
            language=more if predicate != "code" else None, qualifier=more if predicate == "code" else None,
            place=Place(line=number),
        )
        for number, (one, predicate, text, more) in enumerate(expected, start=1)
    ]  # fmt: skip
    return Reading(source=source("registry.csv"), claims=claims)


LAKES = registry(
    ("GREAT-LAKES-FERRY-OFFICE", "name", "Great Lakes Ferry Office", "en"),
    ("GREAT-LAKES-FERRY-OFFICE", "name", "Bureau des traversiers des Grands Lacs", "fr"),
    ("GREAT-LAKES-FERRY-OFFICE", "abbreviation", "GLFO", "en"),
    ("GREAT-LAKES-FERRY-OFFICE", "code", "4711", "ferry-id"),
)


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([LAKES])
    return Graph(store, "members", "en")


def test_rows_are_in_the_order_of_the_names_and_have_the_columns(run):
    done = run("resolve", "Revenue Canada", "SCC", "nowhere at all", "Ville de Québec", "--format", "csv")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert list(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == ["CRA", "", "", "QUEBEC-CITY"]
    assert json.loads(rows[0]["codes"]) == {"gc-orgid": "46"}
    assert "SUPREME-COURT-OF-CANADA" in json.loads(rows[1]["alternatives"])
    answer = json.loads(run("resolve", "SCC", "--format", "json").stdout)
    assert answer["columns"] == list(answer["rows"][0]) == COLUMNS
    assert answer["rows"][0]["id"] is None


def test_a_dash_reads_a_name_from_each_line(run):
    done = run("resolve", "-", "--format", "json", stdin="CRA\r\n\nOntario\nBC\n")
    assert [row["name"] for row in json.loads(done.stdout)["rows"]] == ["CRA", "", "Ontario", "BC"]
    assert json.loads(run("resolve", "-", "--format", "json", stdin="").stdout)["rows"] == []


def test_the_language_is_a_hint(run):
    answers = {
        lang: json.loads(run("resolve", "CSC", "--lang", lang, "--format", "json").stdout) for lang in ("en", "fr")
    }
    assert answers["en"]["rows"][0]["id"] == "CORRECTIONAL-SERVICE-CANADA"
    assert answers["fr"]["rows"][0]["id"] == "SUPREME-COURT-OF-CANADA"


def test_a_graph_is_not_needed_but_one_that_is_named_must_be_there(run, folder: Path):
    (folder / "accord.db").unlink()
    assert "Canada Revenue Agency" in " ".join(run("resolve", "CRA").stdout.split())
    missing = run("resolve", "CRA", "--graph", "none.db")
    assert (missing.returncode, missing.stdout) == (4, "")
    assert "There is no graph at none.db" in missing.stderr


def test_the_table_is_in_the_language_chosen(run):
    done = run("resolve", "ARC", "--lang", "fr")
    assert "Agence du revenu" in " ".join(done.stdout.split())
    assert max(map(len, done.stdout.splitlines())) <= 80


@pytest.mark.parametrize("name", ["=1+1", "\udcff", "a" * 5000, "((((((", "/" * 200, "\x1b[31mCRA"])
def test_hostile_names_get_an_answer(run, name: str):
    done = run("resolve", "--format", "csv", "--", name)
    assert done.returncode == 0, done.stderr
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == 1


@pytest.mark.parametrize(
    "name",
    [
        "Great Lakes Ferry Office", "GLFO", "ferry-id 4711", "Bureau des traversiers des Grands Lacs",
        "Great Lakes Ferry Ofice", "Great Lakes Ferry Office / Bureau des traversiers des Grands Lacs (GLFO)",
        "great-lakes-ferry-office",
    ],
)  # fmt: skip
def test_what_is_loaded_is_known(graph: Graph, name: str):
    (row,) = graph.resolve(name)
    assert (row["id"], row["codes"]) == ("GREAT-LAKES-FERRY-OFFICE", {"ferry-id": "4711"})
    assert accord.resolve(name)[0]["id"] is None


def test_names_that_an_audience_may_not_see_are_unknown_to_it(tmp_path: Path):
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([registry(("SECRET-OFFICE", "name", "Office of Quiet Harbours", "en"), by="CA-AB")], "withheld")
    graph = Graph(store, "members", "en")
    assert graph.resolve("Office of Quiet Harbours")[0]["id"] is None
    assert graph.resolve("Office of Quiet Harbours", audience="secretariat")[0]["id"] == "SECRET-OFFICE"


def test_a_registry_that_repeats_the_vocabulary_makes_nothing_unsure(tmp_path: Path):
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([registry(("CRA", "name", "Canada Revenue Agency", "en"), ("CRA", "abbreviation", "CRA", "en"))])
    assert Graph(store, "members", "en").resolve(["CRA", "cra-arc"])[1]["id"] == "CRA"

"""What no source states is marked in each export, as it is in tables, in the page and in a brief."""

from __future__ import annotations

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from viz.export.forms import encode_export


@pytest.fixture
def view(tmp_path):
    writer = Writer()
    writer.submitted("CRA")
    writer.initiative("CRA", "Ledger", partners=["CA-ON"], status="launched")
    writer.claims = [
        claim._replace(stated=False, rule="lead-is-sender") if claim.predicate in ("lead", "status") else claim
        for claim in writer.claims
    ]
    store = SqliteStore(tmp_path / "graph.db", create=True)
    store.add([writer.reading()])
    with store.view("members", "en") as opened:
        yield opened


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networks_mark_stated_relationships(view, form):
    import networkx as nx

    made = io.BytesIO(encode_export(view, form))
    network = nx.read_graphml(made) if form == "graphml" else nx.read_gexf(made)
    edges = {(start, end): data["stated"] for start, end, data in network.edges(data=True) if "stated" in data}
    assert (edges["CRA", "CRA/ledger"], edges["CA-ON", "CRA/ledger"]) == (0, 1)


def test_tables_for_gephi_mark_stated_relationships(view):
    rows = list(csv.DictReader(io.StringIO(encode_export(view, "gephi")["edges.csv"].decode())))
    stated = {(row["Source"], row["Label"]): row["stated"] for row in rows}
    assert (stated["CRA", "LEADS"], stated["CA-ON", "PARTNERS_IN"]) == ("0", "1")


def test_a_workbook_says_it(view):
    sheets = load_workbook(io.BytesIO(encode_export(view, "xlsx")))
    assert any("inferred" in map(str, row) for sheet in sheets for row in sheet.iter_rows(values_only=True))


@pytest.mark.parametrize("form", ["ttl", "jsonld"])
def test_linked_data_says_it(view, form):
    text = encode_export(view, form).decode()
    assert ("accord:stated false" if form == "ttl" else '"stated": false') in text


def test_the_import_of_neo4j_says_it(view):
    files = encode_export(view, "neo4j")
    header = files["Claim-header.csv"].decode().strip().split(",")
    rows = list(csv.reader(io.StringIO(files["Claim.csv"].decode())))
    stated = {tuple(row[-1].split("\t")[:1]): row[header.index("stated:boolean")] for row in rows}
    assert "false" in stated.values()
    assert json.dumps(sorted(set(stated.values()))) == '["false", "true"]'

"""The graph as NetworkX has it: what each node and edge is, and files that other tools can read."""

from __future__ import annotations

import io
import json

import networkx as nx
import pytest
from hypothesis import given, settings

from graph.exchange.networkx import to_networkx
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.graphs import graph_of
from tests.helpers.reading_strategies import documents


@pytest.fixture
def projected():
    writer = Writer()
    writer.submitted("CRA")
    writer.missing("CA-ON")
    whole = writer.initiative("CRA", "Portal", "ai", partners=["CA-AB"], status="launched", date="2021-09/2021-11")
    writer.initiative("CRA", "Step", part_of=whole)
    writer.need("How?", "ai", by="CA-AB", initiative=whole)
    with graph_of(writer.reading()) as store, store.view("secretariat", "fr") as view:
        yield to_networkx(view)


def test_nodes_have_their_kind_label_and_attributes(projected):
    assert isinstance(projected, nx.MultiDiGraph)
    assert projected.graph == {"audience": "secretariat", "language": "fr"}
    assert {data["kind"] for _, data in projected.nodes(data=True)} == {
        "jurisdiction", "theme", "initiative", "partnership", "need", "edition",
    }  # fmt: skip
    assert projected.nodes["CRA"]["label"] == "Agence du revenu du Canada"
    portal = projected.nodes["CRA/portal"]
    assert (portal["label"], portal["status"], portal["sort"]) == ("Portal", "launched", "initiative")
    assert json.loads(portal["dates"]) == [
        {"kind": "launch", "edtf": "2021-09/2021-11", "start": "2021-09", "end": "2021-11"}
    ]


def test_edges_have_their_relation_and_direction(projected):
    need, together = f"{EDITION}/CA-AB/how", "CRA/portal+CA-AB+CRA"
    expected = {
        ("CRA", "CRA/portal", "LEADS"), ("CRA", "CRA/step", "LEADS"), ("CA-AB", "CRA/portal", "PARTNERS_IN"),
        ("CRA/portal", "ai", "ADDRESSES"), ("CRA/step", "CRA/portal", "PART_OF"), ("CRA", "CA", "PART_OF"),
        ("CRA/portal", EDITION, "REPORTED_IN"), ("CRA", together, "MEMBER_OF"), ("CA-AB", together, "MEMBER_OF"),
        (together, "CRA/portal", "ABOUT"), (need, "CRA/portal", "ABOUT"), (together, "ai", "ON_THEME"),
        (need, "ai", "ON_THEME"), ("CA-AB", need, "ASKS"), (need, EDITION, "ASKED_IN"),
        ("CRA", EDITION, "SUBMITTED"), ("CA-ON", EDITION, "DID_NOT_SUBMIT"),
    }  # fmt: skip
    edges = {(start, end, key) for start, end, key in projected.edges(keys=True)}
    assert expected <= edges
    assert all(key == data["relation"] for *_, key, data in projected.edges(keys=True, data=True))
    assert projected.edges["CRA", together, "MEMBER_OF"]["role"] == "lead"
    assert projected.edges["CRA/portal", "ai", "ADDRESSES"]["stated"] == 0


def test_every_node_of_an_edge_is_a_node_with_a_kind(projected):
    assert all("kind" in data and data["label"] for _, data in projected.nodes(data=True))


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_it_can_be_written_and_read_back(projected, form, tmp_path):
    path = tmp_path / f"graph.{form}"
    getattr(nx, f"write_{form}")(projected, path)
    read = getattr(nx, f"read_{form}")(path)
    assert set(read.nodes) == set(projected.nodes)
    assert {(a, b, d["relation"]) for a, b, d in read.edges(data=True)} == {
        (a, b, d["relation"]) for a, b, d in projected.edges(data=True)
    }
    assert {n: d["label"] for n, d in read.nodes(data=True)} == {n: d["label"] for n, d in projected.nodes(data=True)}


@settings(max_examples=15, deadline=None, derandomize=True)
@given(documents())
def test_whatever_sources_state_other_tools_can_read_the_files(readings):
    with graph_of(*readings) as store, store.view("secretariat", "en") as view:
        made = to_networkx(view)
    assert all("kind" in data for _, data in made.nodes(data=True))
    read = nx.parse_graphml("\n".join(nx.generate_graphml(made)))
    assert set(read.nodes) == set(made.nodes)
    assert read.number_of_edges() == made.number_of_edges()
    again = nx.read_gexf(io.BytesIO("\n".join(nx.generate_gexf(made)).encode()))
    assert set(again.nodes) == set(made.nodes)

"""The way that is told is the shortest, and of several the first: as it is found by looking at everything."""

from __future__ import annotations

import runpy
from itertools import pairwise, product

import networkx as nx
import pytest

from graph.sqlite.store import SqliteStore
from queries.network.path import find_path
from queries.statements import fetch_rows
from tests.helpers.paths import ROOT

GENERATE = ROOT / "bench" / "generate.py"
KINDS = ("jurisdiction", "theme", "initiative", "need")


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    store = SqliteStore(tmp_path_factory.mktemp("path") / "graph.db", create=True)
    store.add([runpy.run_path(str(GENERATE))["reading"](120)], "public")
    with store.view("public", "en") as opened:
        yield opened


@pytest.fixture(scope="module")
def everything(view):
    """All that is connected; each connection with the first of what is said of it."""
    graph = nx.Graph()
    nodes = [row["id"] for kind in KINDS for row in view.rows(f"SELECT id FROM {kind}", {})]
    graph.add_nodes_from(nodes)
    for link in fetch_rows(view, "network/links", {"frontier": nodes}):
        if not graph.has_edge(link["a"], link["b"]):
            graph.add_edge(link["a"], link["b"], relation=link["relation"], claim=link["claim"])
    return graph


def expected(graph, distances, start, goal):
    """The steps, from the goal to the start: always to the first of those one step nearer."""
    if goal not in distances:
        return []
    way = [goal]
    while way[-1] != start:
        way.append(min(one for one in graph[way[-1]] if distances.get(one) == distances[way[-1]] - 1))
    return way[::-1]


def test_the_way_is_the_first_of_the_shortest(view, everything):
    nodes = sorted(everything)[::7]
    lengths = set()
    for start, goal in product(nodes, nodes):
        distances = nx.single_source_shortest_path_length(everything, start)
        found = find_path(view, **{"from": start, "to": goal})
        assert [step["node"] for step in found] == expected(everything, distances, start, goal)
        for before, step in pairwise(found):
            link = everything[before["node"]][step["node"]]
            assert (step["relation"], step["evidence"]) == (link["relation"], [link["claim"]])
        lengths.add(len(found))
    assert {1, 2, 3, 4, 5} <= lengths


def test_what_is_connected_with_nothing_ends_at_once(view):
    assert find_path(view, **{"from": "nowhere", "to": "AGENCY-0001"}) == []
    assert [step["node"] for step in find_path(view, **{"from": "AGENCY-0001", "to": "AGENCY-0001"})] == ["AGENCY-0001"]

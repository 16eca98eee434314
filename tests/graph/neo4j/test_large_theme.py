"""Offers on a theme with more initiatives than are read: the server lists the first, and answers as the file does."""

from __future__ import annotations

import json

import pytest

from graph.neo4j.copy_plan import read_plan
from graph.sqlite.store import SqliteStore
from queries.ask import ask
from queries.questions.question import load_question
from queries.suggestions.offers.listed_initiatives import MAX_LISTED
from queries.suggestions.offers.offer_candidates import MAX_CANDIDATES, SPARE_CANDIDATES
from tests.helpers.claim_writer import Writer
from tests.neo4j_server.opened import opened

READ = MAX_CANDIDATES + SPARE_CANDIDATES
LISTED = "MATCH (f:FirstOnTheme {theme: 'ai'}) RETURN f.listed AS it"


@pytest.fixture(scope="module")
def server(neo4j_server):
    neo4j_server.clear()
    return neo4j_server


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    graph = SqliteStore(tmp_path_factory.mktemp("large") / "accord.db", create=True)
    writer = Writer("many.txt")
    writer.submitted("CA-MB", "CA-ON", "CA-QC")
    for number in range(READ + 60):
        lead, status = ("CA-MB", "CA-ON")[number % 2], ("launched", "planned")[number % 3 == 0]
        writer.initiative(lead, f"River gauges {number}", "ai", status=status)
    writer.need("How do others read river gauges?", "ai", by="CA-QC")
    graph.add([writer.reading()], "members")
    return graph


def offers(store, **given):
    with store.view("members", "en") as view:
        rows = ask(view, load_question("offers"), given, 30).rows
    return [{name: value for name, value in row.items() if name != "evidence"} for row in rows]


def test_the_plan_lists_as_many_as_are_read():
    (step,) = (one for one in read_plan() if one.get("node") == ["FirstOnTheme"])
    assert step["read"].count(f"LIMIT {READ}") == step["read"].count("LIMIT") == 6
    assert MAX_LISTED == READ


@pytest.mark.parametrize("given", [{}, {"by": "CA-QC"}, {"lead": "CA-ON"}])
def test_offers_are_those_of_the_file(server, graph, given):
    with opened(server, "members") as store:
        store.push(graph, "members")
    with opened(server) as store:
        assert offers(store, **given) == offers(graph, **given) != []


def test_a_push_of_what_changed_lists_the_first_ones_anew(server, graph):
    with opened(server, "members") as store:
        store.push(graph, "members")
        writer = Writer("more.txt")
        writer.initiative("CA-MB", "A first gauge", "ai", status="completed")
        graph.add([writer.reading()], "members")
        assert not store.push(graph, "members").whole
        with server.session() as session:
            (listed,) = ([one[0] for one in json.loads(row["it"])] for row in session.run(LISTED).data())
    with graph.view("members", "en") as view:
        (new,) = (row["id"] for row in view.rows("SELECT id FROM initiative WHERE title = 'A first gauge'"))
    assert len(listed) == READ
    assert new in listed
    with opened(server) as store:
        assert offers(store) == offers(graph)

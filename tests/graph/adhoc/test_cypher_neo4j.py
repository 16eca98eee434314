"""Cypher that somebody typed, on a real server: it reads, ends, and changes nothing."""

from __future__ import annotations

import json

import pytest

import accord
from graph.adhoc.cypher_neo4j import run_query
from graph.adhoc.limits import Limits
from graph.errors import SharingError, UsageError
from graph.sqlite.store import SqliteStore
from tests.accord.conftest import built, folder, run
from tests.neo4j_server.fixture import neo4j_server
from tests.neo4j_server.opened import opened

__all__ = ["built", "folder", "neo4j_server", "run"]

LEADS = (
    "MATCH (j:Jurisdiction {generation: $generation})-[:LEADS]->(i:Initiative) RETURN j.id AS id, count(i) AS n"
    " ORDER BY n DESC, id"
)
WRITES = (
    "CREATE (n:Mine)", "MATCH (n) DETACH DELETE n", "MATCH (n:Theme) SET n.mine = 1", "MERGE (n:Mine {id: 1}) RETURN n",
    "MATCH (n:Theme) REMOVE n.id", "CREATE INDEX mine FOR (n:Theme) ON (n.mine)", "DROP CONSTRAINT accord_node",
    "CALL { CREATE (n:Mine) } IN TRANSACTIONS", "FOREACH (x IN [1] | CREATE (:Mine))", "CALL db.createLabel('Mine')",
    "MATCH (n:Theme) CALL { WITH n CREATE (:Mine) RETURN 1 AS x } RETURN x", "SHOW TRANSACTIONS",
    "CALL dbms.listConfig()", "CALL dbms.killConnection('x')", "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l",
    "CALL tx.setMetaData({a: 1})", "CREATE USER mine SET PASSWORD 'abcdefgh'", "CALL db.awaitIndexes()",
    "EXPLAIN MATCH (n) RETURN n", "PROFILE CREATE (n:Mine)", "// harmless\nPROFILE CREATE (n:Mine)",
    "/* */ PROFILE CREATE (n)",
    "RETURN 1; CREATE (n:Mine)", "UNWIND [1] AS x CREATE (n:Mine {x: x}) RETURN n",
)  # fmt: skip


@pytest.fixture(scope="module")
def server(neo4j_server, built):
    neo4j_server.clear()
    with opened(neo4j_server, "members") as store:
        store.push(SqliteStore(built), "members")
    return neo4j_server


def asked(server, text, limits=Limits(seconds=20, rows=1000, megabytes=64), **given):  # noqa: B008 (it is frozen)
    with opened(server) as store, store.view("members", "en") as view:
        return run_query(view, text, given, limits)


def count(server):
    return asked(server, "MATCH (n) RETURN count(n)").rows


def test_it_answers_as_the_file_does(server, run):
    done = run("cypher", LEADS, "--graph", server.uri, "--format", "json", env=server.environment)
    assert done.returncode == 0, done.stderr
    here = run("cypher", LEADS, "--format", "json")
    assert json.loads(done.stdout)["rows"] == json.loads(here.stdout)["rows"]
    assert len(json.loads(here.stdout)["rows"]) > 5


def test_what_there_is_on_a_server_is_what_the_schema_says(server):
    from graph.adhoc.catalog import list_labels, list_relationships

    there = asked(
        server, "MATCH (n) WHERE NOT n:Accord UNWIND labels(n) AS l UNWIND keys(n) AS k RETURN DISTINCT l, k"
    ).rows
    documented = {(label, name) for label, names in list_labels().items() for name in names}
    assert {(label, name) for label, name in there if label != "Node"} <= documented
    types = asked(server, "MATCH (a)-[r]->(b) RETURN DISTINCT type(r) AS t").rows
    assert {one for (one,) in types} <= {kind for _, kind, _ in list_relationships()}


@pytest.mark.parametrize("text", WRITES)
def test_what_changes_something_is_refused_before_it_runs(server, text):
    before = count(server)
    with pytest.raises(UsageError):
        asked(server, text)
    assert count(server) == before
    assert asked(server, "MATCH (n:Mine) RETURN n").rows == []


def test_usual_queries_are_answered(server):
    assert asked(server, "CALL db.labels() YIELD label RETURN count(label) > 5 AS many").rows == [[True]]
    node = asked(server, "MATCH (t:Theme {id: 'births', generation: $generation}) RETURN t").rows[0][0]
    assert node["labels"] == ["Node", "Theme"]
    assert node["properties"]["name_en"]
    path = asked(server, "MATCH p = (:Theme)-[:BROADER]->(:Theme) RETURN p LIMIT 1").rows[0][0]
    assert path["relationships"][0]["type"] == "BROADER"
    assert asked(server, "RETURN $x AS x, [1, 'é'] AS y, date('2022-01-02') AS d", x=3).rows == [
        [3, [1, "é"], "2022-01-02"]
    ]
    assert asked(server, "UNWIND range(1, 5) AS i RETURN i", limits=Limits(rows=2)).more


def test_what_does_not_end_is_stopped(server):
    endless = "MATCH (a), (b), (c), (d) WHERE a.id + b.id + c.id > d.id RETURN count(*)"
    with pytest.raises(UsageError, match="longer than 1 seconds"):
        asked(server, endless, limits=Limits(seconds=1))
    without_a_row = "RETURN size(reduce(text = '', x IN range(1, 400000) | left(text, 20000) + 'x')) AS n"
    with pytest.raises(UsageError, match=r"longer than 0\.5 seconds"):
        asked(server, without_a_row, limits=Limits(seconds=0.5))
    assert asked(server, "RETURN 1 AS one").rows == [[1]]
    with pytest.raises(UsageError, match="more than 1 MB"):
        asked(
            server,
            "UNWIND range(1, 1000000) AS i RETURN toString(i) + 'xxxxxxxxxxxxxxxxxxx'",
            limits=Limits(rows=10**6, megabytes=1),
        )


def test_mistakes_are_reported(server, run):
    with pytest.raises(UsageError, match="MATCH"):
        asked(server, "MATHC (n) RETURN n")
    with pytest.raises(UsageError, match=r"(?i)parameter"):
        asked(server, "RETURN $absent")
    done = run("cypher", "MATCH (n RETURN n", "--graph", server.uri, "--lang", "fr", env=server.environment)
    assert done.returncode == 2
    with opened(server) as store, pytest.raises(SharingError):
        store.view("public", "en")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("MATCH (i:Initiative RETURN i", "  1 | MATCH (i:Initiative RETURN i\n    |                     ^"),
        ("MATCH (i:Initiative)\nRETURN i.id,,", "  2 | RETURN i.id,,\n    |             ^"),
    ],
)
def test_a_mistake_is_shown_where_it_is(server, text, shown):
    with pytest.raises(UsageError) as caught:
        asked(server, text)
    assert str(caught.value).endswith(shown)
    assert "offset" not in str(caught.value)


def test_a_property_that_is_a_word_of_the_language_needs_no_quotation_marks(server):
    assert ["2021-10-19"] in asked(server, "MATCH (d:Milestone {end: '2021-10-19'}) RETURN d.end AS last").rows


def test_python_asks_a_server_in_cypher_and_a_file_in_sql(server, monkeypatch):
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    graph = accord.open_graph(server.uri)
    try:
        assert graph.cypher(LEADS).rows[0] == {"id": "TBS", "n": 5}
        with pytest.raises(UsageError, match="queries that read"):
            graph.cypher("MATCH (n) DETACH DELETE n")
        with pytest.raises(UsageError, match="accord cypher"):
            graph.sql("SELECT 1")
    finally:
        graph._store.close()

"""The folder for `neo4j-admin`: the real one imports it, and the database holds what a pushed copy holds."""

from __future__ import annotations

import os
import subprocess

import pytest

from graph.neo4j.address import address
from graph.neo4j.store import Neo4jStore
from tests.neo4j_server.maven import MissingError
from tests.neo4j_server.server import OPENED, Server, java_for, libraries
from viz.export.forms import encode_export
from viz.export.neo4j_import import INTERNAL, INTERNAL_PROPERTIES

VERSION = "5.26.30"
LABELS = ("Jurisdiction", "Theme", "Edition", "Initiative", "Partnership", "Need", "Milestone", "Submission", "Source")
COUNTED = "MATCH (n)-[r]->(m) WHERE NOT n:Accord RETURN type(r) AS type, count(*) AS n ORDER BY type"


@pytest.fixture(scope="module")
def imported(council, tmp_path_factory):
    """A server whose database `neo4j-admin` made."""
    folder, home = tmp_path_factory.mktemp("council.neo4j"), tmp_path_factory.mktemp("server") / "home"
    with council.view("members", "en") as view:
        for name, data in encode_export(view, "neo4j").items():
            (folder / name).write_bytes(data)
    home.mkdir()
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    try:
        java = java_for(VERSION)
        classes = f"{libraries(VERSION)}/*"
    except MissingError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))
    done = subprocess.run(
        [java, "-Xmx1g", *opened, "-cp", classes, "org.neo4j.cli.AdminTool", "database", "import", "full",
         "@import.args", "neo4j"],
        cwd=folder, env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home)}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    server = Server(VERSION, home)
    server.start()
    yield server
    server.stop()


def test_the_database_is_that_of_a_pushed_copy(council, imported, neo4j_server):
    neo4j_server.clear()
    with Neo4jStore(address(neo4j_server.uri, neo4j_server.environment), "members") as store:
        store.push(council, "members")
    with imported.session() as ours, neo4j_server.session() as theirs:
        for label in LABELS:
            assert by_rank(nodes(ours, label)) == by_rank(nodes(theirs, label)), label
        counts = [{row["type"]: row["n"] for row in session.run(COUNTED)} for session in (ours, theirs)]
        internal = INTERNAL | {"NAMES"}
        assert counts[0] == {kind: n for kind, n in counts[1].items() if kind not in internal}
        query = ("MATCH (j:Jurisdiction)-[r:LEADS]->(i:Initiative)-[a:ADDRESSES]->(t:Theme) "
                 "RETURN j.id, r.role, i.name_fr, a.stated, t.id ORDER BY j.id, i.name_fr, t.id")  # fmt: skip
        assert ours.run(query).values() == theirs.run(query).values() != []
        quotes = "MATCH (c:Claim)-[:SUPPORTS]->(i:Initiative) MATCH (c)-[:IN]->(s:Source) RETURN i.id, c.quote, s.name"
        assert sorted(ours.run(quotes).values()) == sorted(theirs.run(quotes).values()) != []


def nodes(session, label):
    """The nodes of a label as dictionaries, without what the import leaves out."""
    found = [dict(row["n"]) for row in session.run(f"MATCH (n:{label}) RETURN n")]
    for node in found:
        for name in (*INTERNAL_PROPERTIES, "generation"):
            node.pop(name, None)
    return sorted(found, key=lambda node: str(sorted(node.items())))


def by_rank(found):
    """Nodes with the rank of each number of a claim: two copies may number claims otherwise, in the same order."""
    names = {name for node in found for name in node if name in ("claim", "last", "number") or name.endswith("_claim")}
    numbers = sorted({node[name] for node in found for name in names & node.keys() if isinstance(node[name], int)})
    ranks = {number: rank for rank, number in enumerate(numbers)}
    ranked = ({**node, **{name: ranks.get(node[name]) for name in names & node.keys()}} for node in found)
    return sorted(ranked, key=lambda node: str(sorted(node.items())))

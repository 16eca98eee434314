"""A push of what changed leaves on a server what a whole push does, and readers see all of it or nothing."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from graph.errors import ReplacedError, SourceError, StoreError, UsageError
from graph.neo4j.address import address
from graph.neo4j.difference.push import PushLimits
from graph.neo4j.postings import PostingLimits
from graph.neo4j.push import hold_lock
from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SqliteStore
from graph.values import APPROVALS, AUDIENCES
from tests.graph.sqlite.test_changes import change_graph, changes
from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import SCRATCH
from tests.neo4j_server.copied_graph import copied_graph
from tests.neo4j_server.opened import opened

SEQUENCES = int(os.environ.get("ACCORD_PUSHED_SEQUENCES", "3"))


def base(folder):
    """A graph in which each audience sees more than the one before it, so that each has a graph of its own."""
    graph = SqliteStore(Path(folder) / "graph.db", create=True)
    for number, approval in enumerate(APPROVALS):
        writer = Writer(f"base-{number}.txt", edition=f"201{number}-fall")
        writer.submitted("CA-MB")
        writer.initiative("CA-MB", f"River gauges {number}", "ai", partners=["TBS"], date="2016-07")
        graph.add([writer.reading()], approval)
    return graph


@settings(
    max_examples=SEQUENCES, deadline=None, derandomize=SEQUENCES < 10,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(changes())
def test_a_push_of_what_changed_is_a_push_of_all(neo4j_server, steps):
    with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        graph = base(folder)
        audience = AUDIENCES[len(steps) % 3]
        neo4j_server.clear()
        with Neo4jStore(address(neo4j_server.uri, neo4j_server.environment), audience) as store:
            store.push(graph, audience)
            for number, step in enumerate(steps):
                with contextlib.suppress(UsageError, SourceError):
                    change_graph(graph, number, *step)
                if number % 2 == 0:  # some pushes take over several changes
                    store.push(graph, audience)
            store.push(graph, audience)
            with neo4j_server.session() as session:
                changed = copied_graph(session)
            store.push(graph, audience, whole=True)
            with neo4j_server.session() as session:
                whole = copied_graph(session)
    for kind in whole.keys() | changed.keys():
        assert changed.get(kind) == whole.get(kind), kind


@pytest.fixture
def graph(tmp_path):
    return base(tmp_path)


def another(number=1, leads=1):
    writer = Writer(f"more-{number}.txt", edition="2022-spring")
    writer.submitted("CA-ON")
    for one in range(leads):
        writer.initiative("CA-ON", f"Snow removal {number} {one}", "ai", partners=["CA-MB"])
    return writer.reading()


def titles(store):
    with store.view("members", "en") as view:
        return {row["title"] for row in view.rows(TITLES)}


TITLES = "MATCH (i:Initiative) WHERE i.generation = $generation RETURN i.name_en AS title"
GENERATION = "MATCH (a:Accord) RETURN a.generation AS it"


def test_only_what_changed_is_sent(server, graph):
    with opened(server, "members") as store:
        assert store.push(graph, "members").whole
        graph.add([another()], "members")
        sent = store.push(graph, "members")
        assert (sent.whole, sent.rows["Initiative"], sent.rows["Partnership"]) == (False, 1, 1)
        assert sent.rows["Claim"] < 20
        assert "Snow removal 1 0" in titles(store)
        graph.add([another(2)], "withheld")  # of which members see nothing
        assert "Initiative" not in {kind for kind, n in store.push(graph, "members").rows.items() if n}
        assert store.push(graph, "members") == ({}, False)
        with server.session() as session:
            assert session.run(GENERATION).single()["it"] == 1


def test_what_came_and_went_between_two_pushes_is_not_sent(server, graph):
    with opened(server, "members") as store:
        store.push(graph, "members")
        graph.add([another()], "members")
        graph.delete_source("more-1.txt")
        assert "Initiative" not in {kind for kind, n in store.push(graph, "members").rows.items() if n}
        graph.add([another(2)], "members")
        graph.delete_source("more-2.txt")
        graph.add([another(3)], "members")
        assert store.push(graph, "members").rows["Initiative"] == 1
        assert "Snow removal 3 0" in titles(store)


@pytest.mark.parametrize("change", ["another file", "another push", "another audience", "derived anew", "asked for"])
def test_a_copy_that_the_file_does_not_know_is_pushed_as_a_whole(server, graph, tmp_path, change):
    with opened(server, "members") as store:
        store.push(graph, "members")
        match change:
            case "another file":
                (tmp_path / "other").mkdir()
                graph = base(tmp_path / "other")
            case "another push":
                (tmp_path / "other").mkdir()
                store.push(base(tmp_path / "other"), "members")
            case "another audience":
                store.push(graph, "public")
            case "derived anew":
                graph.rebuild()
        assert store.push(graph, "members", whole=change == "asked for").whole
        assert not store.push(graph, "members").whole


def test_too_many_changes_for_one_transaction_are_pushed_as_a_whole(server, graph):
    with opened(server, "members") as store:
        store.push(graph, "members")
        graph.add([another(1, leads=3)], "members")
        assert store.push(graph, "members", limits=PushLimits(most=10)).whole


def test_a_second_pusher_gets_the_error_at_once(server, graph):
    with opened(server, "members") as store:
        store.push(graph, "members")
        graph.add([another()], "members")
        with hold_lock(store.connection), pytest.raises(StoreError, match="someone else"):
            store.push(graph, "members")
        assert not store.push(graph, "members").whole


def test_a_reader_learns_that_the_graph_changed(server, graph):
    with opened(server, "members") as store, opened(server, "members") as reader:
        store.push(graph, "members")
        graph.add([another()], "members")
        with reader.view("members", "en") as view:
            before = view.rows(TITLES)
            store.push(graph, "members")
            with pytest.raises(ReplacedError):
                view.rows(TITLES)
            view.refresh()
            assert len(view.rows(TITLES)) == len(before) + 1


def pushed(server, path, stop):
    """A push in a process of its own, which ends without notice before or after its transaction does."""
    environment = {**os.environ, **server.environment}
    return subprocess.run([sys.executable, "-c", STOPPED, server.uri, str(path), stop], env=environment, check=False)


STOPPED = """
import os, sys
from pathlib import Path
from graph.neo4j.address import address
from graph.neo4j.difference import push
from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SqliteStore
name = {"before": "start_difference", "after": "end_difference"}[sys.argv[3]]
kept = getattr(push, name)
def stop(*given):
    if sys.argv[3] == "before":
        kept(*given)
    os._exit(9)
setattr(push, name, stop)
with Neo4jStore(address(sys.argv[1], os.environ)) as store:
    store.push(SqliteStore(Path(sys.argv[2])), "members")
"""


@pytest.mark.parametrize("stop", ["before", "after"])
def test_an_interrupted_push_is_not_there_or_there_and_the_next_one_goes_on(server, graph, stop):
    with opened(server, "members") as store:
        store.push(graph, "members")
        graph.add([another()], "members")
        assert pushed(server, graph.path, stop).returncode == 9
        assert ("Snow removal 1 0" in titles(store)) == (stop == "after")
        graph.add([another(2)], "members")
        assert not store.push(graph, "members").whole
        assert {"Snow removal 1 0", "Snow removal 2 0"} <= titles(store)
        with server.session() as session:
            changed = copied_graph(session)
        store.push(graph, "members", whole=True)
        with server.session() as session:
            assert copied_graph(session) | {"Accord": []} == changed | {"Accord": []}


def test_frequent_words_and_full_nodes_change_in_place(server, graph):
    """With small limits the postings of few texts are in parts, and nodes of words are split."""
    limits = PushLimits(postings=PostingLimits(words=5, frequent=4, range_texts=2))
    with opened(server, "members") as store:
        graph.add([another(1, leads=9)], "members")
        store.push(graph, "members", limits=limits)
        for change in (another(2, leads=5), another(3, leads=12)):
            graph.add([change], "members")
            assert not store.push(graph, "members", limits=limits).whole
        graph.delete_source("more-2.txt")
        graph.delete_source("more-1.txt")
        assert not store.push(graph, "members", limits=limits).whole
        with server.session() as session:
            changed = copied_graph(session)
        store.push(graph, "members", whole=True, limits=limits)
        with server.session() as session:
            assert copied_graph(session)["words"] == changed["words"]

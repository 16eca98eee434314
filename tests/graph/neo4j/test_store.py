"""A graph on a real server: pushed, pulled and loaded whole or not at all, and errors that say what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from itertools import pairwise

import pytest

from graph.errors import ReplacedError, SharingError, StoreError, UsageError
from graph.exchange.document import export_document
from graph.neo4j.address import address
from graph.neo4j.connection import SCHEMA
from graph.neo4j.push import start_load
from graph.neo4j.sending.schema import read_schema
from graph.neo4j.store import Neo4jStore
from graph.process.progress import observed
from queries.ask import ask
from queries.questions.question import load_question
from tests.helpers.claim_writer import Writer
from tests.neo4j_server.opened import opened

EVERYTHING = "MATCH (n) RETURN count(n) AS n"
GENERATIONS = "MATCH (n) WHERE n.generation IS NOT NULL AND NOT n:Accord RETURN DISTINCT n.generation AS g"


def another():
    writer = Writer("more.txt", edition="2022-spring")
    writer.submitted("CA-MB")
    writer.initiative("CA-MB", "River gauges", "ai")
    return writer.reading()


def who(store, theme="ai", audience="members"):
    with store.view(audience, "en") as view:
        return json.dumps(ask(view, load_question("who"), {"theme": theme}).to_dict())


def run(server, *arguments, **environment):
    env = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")}
    return subprocess.run(
        [sys.executable, "-m", "accord", *arguments], env=env | server.environment | environment, capture_output=True,
        text=True, timeout=120, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


# whole copies


@pytest.mark.parametrize("audience", ["public", "members", "secretariat"])
def test_what_is_pushed_comes_back(server, graph, tmp_path, audience):
    with opened(server, audience) as store:
        store.push(graph, audience)
        (tmp_path / "copy").mkdir()
        copy = store.copy_to_file(tmp_path / "copy")
    with graph.view(audience, "en") as one, copy.view(audience, "en") as two:
        assert export_document(one) == export_document(two)


def test_a_push_says_how_much_it_has_sent(server, graph):
    begun = []
    with opened(server, "members") as store, observed(begun.append):
        sent = store.push(graph, "members").rows
    copying = next(one for one in begun if one.label == "Copying nodes and relationships to {server}")
    assert copying.done == sum(sent.values()) > 0


def test_a_copy_holds_nothing_that_its_audience_may_not_see(server, graph):
    with graph.view("secretariat", "en") as all_, graph.view("public", "en") as visible:
        numbers = {row["number"] for row in visible.rows("SELECT number FROM claim")}
        hidden = {r["value"] for r in all_.rows("SELECT number, value FROM claim") if r["number"] not in numbers}
        shown = json.dumps(export_document(visible), ensure_ascii=False)
    secret = {value for value in hidden if value and len(value) > 8 and value not in shown}
    secret.discard("component")  # a word of the model: each copy counts components
    assert secret
    with opened(server, "public") as store:
        store.push(graph, "public")
    with server.session() as session:
        held = json.dumps(session.run("MATCH (n) RETURN properties(n) AS p").data(), ensure_ascii=False)
        held += json.dumps(session.run("MATCH ()-[r]->() RETURN properties(r) AS p").data(), ensure_ascii=False)
        claims = session.run("MATCH (c:Claim) RETURN c.number AS first, c.last AS last ORDER BY first").data()
    assert not [value for value in secret if value in held]
    gaps = {following["first"] - one["last"] for one, following in pairwise(claims)}
    assert gaps == {claims[0]["first"]}  # other distances would tell how much there is beside


@pytest.mark.parametrize("asked", ["public", "secretariat"])
def test_a_copy_answers_its_audience_and_no_other(server, graph, asked):
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True)
        with pytest.raises(SharingError):
            store.view(asked, "en")
    done = run(server, "who", "ai", "--graph", server.uri, "--audience", asked)
    assert done.returncode == SharingError.exit_code
    assert "--audience members" in done.stderr


def test_constraints_and_indexes_are_made_and_made_again(server, graph):
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True)
        with server.session() as session:
            session.run("DROP INDEX accord_name").consume()
        store.push(graph, "members", whole=True)
    with server.session() as session:
        names = {row["name"] for row in session.run("SHOW INDEXES YIELD name").data()}
        assert read_schema().keys() <= names
        assert session.run(GENERATIONS).data() == [{"g": 2}]


# loading


def test_a_load_adds_to_what_is_there(server, graph):
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True)
        before = who(store)
        (added,) = store.add([another()])
        assert not added.existed
        assert "CA-MB" in who(store) != before
        (again,) = store.add([another()])
        assert again.existed
    graph.add([another()])
    with opened(server) as store:
        assert who(store) == who(graph)


def test_a_large_graph_is_not_read_back_to_load_into_it(server, graph):
    with Neo4jStore(address(server.uri, server.environment), "members", max_read_back=3) as store:
        store.push(graph, "members", whole=True)
        before = who(store)
        with pytest.raises(UsageError, match="accord server push --graph FILE"):
            store.add([another()])
        assert who(store) == before


def test_what_the_audience_may_not_see_is_refused_not_lost(server):
    with opened(server, "members") as store:
        with pytest.raises(SharingError, match="CA-MB"):
            store.add([another()], "withheld")
        store.add([another()])
        assert "River gauges" in who(store)


@pytest.mark.parametrize("at_once", [True, False])
def test_a_second_loader_gets_the_error_at_once_and_readers_see_the_old_graph(server, graph, at_once):
    with opened(server, "members") as store, opened(server, "members") as second:
        store.push(graph, "members", whole=True)
        before = who(second)
        with (
            start_load(store.connection) as load,
            graph.view("members", "en") as en,
            graph.view("members", "fr") as fr,
        ):
            (load.write_at_once if at_once else load.write)(en, fr)
            with pytest.raises(StoreError, match="someone else"):
                second.push(graph, "members", whole=True)
            assert who(second) == before
            load.switch("members", SCHEMA, "another", 1.0)
        assert who(second) == before
        with server.session() as session:
            assert session.run(GENERATIONS).data() == [{"g": 2}]


def test_a_loader_that_fails_leaves_the_old_graph_and_the_next_one_cleans_up(server, graph):
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True)
        before = who(store)
        with pytest.raises(ZeroDivisionError):
            _fail_at_last(store, graph)
        assert who(store) == before
        store.push(graph, "members", whole=True)
        with server.session() as session:
            assert session.run(GENERATIONS).data() == [{"g": 2}]


def _fail_at_last(store, graph):
    with start_load(store.connection) as load, graph.view("members", "en") as en:
        load.write(en, en)
        raise ZeroDivisionError


KILLED = """
import os, sys, time
from graph.neo4j.address import address
from graph.neo4j.push import start_load
from graph.neo4j.store import Neo4jStore
from graph.sqlite.store import SqliteStore
graph = SqliteStore(__import__("pathlib").Path(sys.argv[2]))
with Neo4jStore(address(sys.argv[1], os.environ)) as store:
    at_once = sys.argv[3] == "at once"
    with start_load(store.connection) as load, graph.view("members", "en") as en:
        (load.write_at_once if at_once else load.write)(en, en)
        print("written", flush=True)
        time.sleep(60)
"""


WAYS = ["at once", "in many transactions"]


def half_loaded(server, graph, way):
    """A loader that has written all and is about to let it be the graph."""
    env = os.environ | server.environment
    command = [sys.executable, "-c", KILLED, server.uri, graph.path, way]
    loader = subprocess.Popen(command, env=env, stdout=subprocess.PIPE)
    assert loader.stdout
    assert loader.stdout.readline() == b"written\n"
    return loader


@pytest.mark.parametrize("way", WAYS)
def test_a_loader_that_is_killed_holds_nobody_up(server, graph, way):
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True)
        before = who(store)
        loader = half_loaded(server, graph, way)
        with loader:
            loader.kill()
        assert who(store) == before
        for _ in range(20):  # the server takes a moment to see that the connection is gone
            try:
                store.push(graph, "members", whole=True)
                break
            except StoreError:
                time.sleep(0.5)
        assert who(store) == before
        with server.session() as session:
            assert session.run(GENERATIONS).data() == [{"g": 2}]


@pytest.mark.parametrize("way", WAYS)
def test_a_server_that_is_killed_while_it_is_loaded_has_the_old_graph(server, graph, way):
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True)
        before = who(store)
    loader = half_loaded(server, graph, way)
    server.kill()
    with loader:
        loader.kill()
    server.start()
    with opened(server) as store:
        assert who(store) == before
        store.push(graph, "members", whole=True)
        assert who(store) == before


def test_a_graph_that_is_replaced_between_two_statements_is_read_again(server, graph):
    with opened(server, "members") as store, opened(server, "members") as other:
        store.push(graph, "members", whole=True)
        with other.view("members", "en") as view:
            store.push(graph, "members", whole=True)
            with pytest.raises(ReplacedError):
                view.rows("RETURN 1 AS one")
            assert ask(view, load_question("who"), {"theme": "ai"}).rows


def test_readers_during_loads_see_one_graph_or_the_other(server, graph):
    answers, stop = [], threading.Event()

    def read():
        with opened(server) as store:
            while not stop.is_set():
                answers.append(who(store))

    with opened(server, "members") as store:
        store.push(graph, "members", whole=True)
        one = who(store)
        reader = threading.Thread(target=read)
        reader.start()
        store.add([another()])
        two = who(store)
        store.push(graph, "members", whole=True)
        stop.set()
        reader.join()
    assert len(answers) > 2
    assert set(answers) <= {one, two}


# what goes wrong


def test_a_server_that_is_not_there():
    class Nowhere:
        environment = {"NEO4J_PASSWORD": "x"}

    done = run(Nowhere, "who", "ai", "--graph", "bolt://127.0.0.1:9")
    assert done.returncode == StoreError.exit_code
    assert "does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_password_is_not_repeated(server):
    done = run(server, "who", "ai", "--graph", server.uri, NEO4J_PASSWORD="hunter2-wrong")  # noqa: S106
    assert done.returncode == StoreError.exit_code
    assert "NEO4J_PASSWORD" in done.stderr
    assert "hunter2" not in done.stderr + done.stdout


def test_no_password_where_nobody_can_be_asked(server):
    env = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")}
    with pytest.raises(StoreError, match="NEO4J_USERNAME"):
        Neo4jStore(address(server.uri, env))


def test_a_database_that_is_not_there(server):
    done = run(server, "who", "ai", "--graph", server.uri, NEO4J_DATABASE="elsewhere")
    assert done.returncode == StoreError.exit_code
    assert "elsewhere" in done.stderr
    assert "NEO4J_DATABASE" in done.stderr


def test_an_empty_database(server):
    done = run(server, "who", "ai", "--graph", server.uri, "--lang", "en")
    assert done.returncode == StoreError.exit_code
    assert "accord server push" in done.stderr


def test_a_database_of_somebody_else_s_is_left_alone(server, graph):
    server.clear(schema=True)
    with server.session() as session:
        session.run("CREATE (:Person {name: 'Nobody'})").consume()
    with pytest.raises(StoreError, match="other things"), opened(server, "members") as store:
        store.push(graph, "members", whole=True)
    with server.session() as session:
        assert session.run(EVERYTHING).single()["n"] == 1
        assert not session.run("SHOW CONSTRAINTS").data()


def test_a_newer_graph(server):
    with server.session() as session:
        session.run("CREATE (:Accord {format: 'accord', schema: 99, generation: 1, audience: 'members'})").consume()
    with pytest.raises(StoreError, match="newer"), opened(server):
        pass


def test_an_older_copy_is_not_read_and_is_replaced(server, graph):
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True)
        before = who(store)
    with server.session() as session:
        session.run("MATCH (a:Accord) SET a.schema = 1").consume()
    with pytest.raises(StoreError, match="Copy it again"), opened(server):
        pass
    with pytest.raises(StoreError, match="Copy it again"), opened(server, "members") as store:
        store.add([another()])
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True)
        assert who(store) == before


def test_a_server_that_takes_no_changes(server, graph):
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True)
        before = who(store)
    server.stop()
    server.start("server.databases.default_to_read_only=true")
    try:
        with opened(server) as store:
            assert who(store) == before
            with pytest.raises(StoreError, match="read-only"):
                store.push(graph, "members", whole=True)
            assert who(store) == before
    finally:
        server.stop()
        server.start()


def test_a_server_that_dies_between_two_questions(server, graph):
    with opened(server, "members") as store:
        store.push(graph, "members", whole=True)
        before = who(store)
        server.kill()
        with pytest.raises(StoreError, match="does not answer"):
            who(store)
        server.start()
        assert who(store) == before


@pytest.mark.parametrize(
    ("graph_", "says"),
    [
        ("neo4j://anna:secret-word@host", "do not belong"),
        ("neo4j://", "NEO4J_URI"),
        ("http://localhost:7474", "not a Neo4j address"),
        ("neo4j://host/database", "NEO4J_DATABASE"),
        ("neo4j://host:port", "not an address"),
        ("bolt://[", "not an address"),
    ],
)
def test_an_address_that_is_none(graph_, says):
    with pytest.raises(UsageError) as caught:
        address(graph_, {})
    assert says in str(caught.value)
    assert "secret-word" not in str(caught.value)


def test_credentials_come_from_the_environment_and_are_not_printed():
    found = address("neo4j://", {"NEO4J_URI": "neo4j+s://host:7687", "NEO4J_PASSWORD": "secret-word"})
    assert (found.uri, found.user, found.password) == ("neo4j+s://host:7687", "neo4j", "secret-word")
    assert "secret-word" not in repr(found) + str(found)
    assert address("bolt://h", {}, str.upper).password == "NEO4J"  # noqa: S105
    with pytest.raises(UsageError):
        address("neo4j://", {"NEO4J_URI": "bolt://a:b@host"})


UNLOADED = """
import sys
from graph.neo4j.address import Address
from graph.neo4j.driver import connect
connect(Address("bolt://localhost:1")).close()
print([one for one in ("numpy", "pandas", "pyarrow", "graph.neo4j.push") if one in sys.modules])
import pandas
"""


def test_the_driver_is_imported_without_data_frames():
    """It would import them where they are installed, which takes longer than an answer."""
    done = subprocess.run([sys.executable, "-c", UNLOADED], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

"""Who reads while a push changes a graph in place sees all of the push or nothing."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError

import pytest

from graph.errors import ReplacedError
from graph.neo4j.connection import MARK_SECONDS
from graph.neo4j.difference.marker import marked
from graph.sqlite.schema.limits import DEFAULT_LIMITS
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from tests.neo4j_server.opened import opened

INITIATIVES, PUSHES, READERS = 60, 2, 2
IN_PLACE = DEFAULT_LIMITS._replace(min_rebuilt_mentions=100_000)
TITLES = """
MATCH (j:Jurisdiction {id: 'CA-ON'})-[:LEADS]->(i:Initiative) WHERE i.generation = $generation RETURN i.name_en AS title
"""


def kept():
    """A document that stays, so that members see more than the public all the time."""
    writer = Writer("kept.txt", edition="2021-fall")
    writer.submitted("CA-QC")
    writer.initiative("CA-QC", "River gauges", "data")
    return writer.reading()


def report(version):
    """A document with initiatives of which each says which version of the document it is of."""
    writer = Writer("report.txt", edition="2022-spring")
    writer.submitted("CA-ON")
    for number in range(INITIATIVES):
        writer.initiative("CA-ON", f"Snow removal {number} of version {version}", "ai", partners=["CA-MB"])
    return writer.reading()


class Reader(threading.Thread):
    """Reads until it is stopped, and notes which versions each answer mixes, and how many initiatives it has."""

    def __init__(self, server, stop):
        super().__init__()
        self._server, self._until = server, stop
        self.found = set()

    def run(self):
        with opened(self._server, "members") as store, store.view("members", "en") as view:
            while not self._until.is_set():
                try:
                    rows = view.rows(TITLES)
                except ReplacedError:
                    view.refresh()
                else:
                    self.found.add((tuple(sorted({row["title"].rpartition(" ")[2] for row in rows})), len(rows)))


def test_no_answer_mixes_what_was_before_a_push_with_what_is_after_it(server, tmp_path):
    graph = SqliteStore(tmp_path / "graph.db", create=True, limits=IN_PLACE)
    graph.add([kept(), report(0)], "members")
    stop = threading.Event()
    with opened(server, "members") as store:
        store.push(graph, "members")
        readers = [Reader(server, stop) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            for version in range(1, PUSHES + 1):
                graph.delete_source("report.txt")
                graph.add([report(version)], "members")
                assert not store.push(graph, "members").whole
        finally:
            stop.set()
            for reader in readers:
                reader.join()
    found = {one for reader in readers for one in reader.found}
    assert found <= {((str(version),), INITIATIVES) for version in range(PUSHES + 1)}
    assert len(found) > 1  # they read while it was pushed


@pytest.mark.parametrize("fails", [False, True])
def test_a_block_is_checked_once_and_not_trusted_where_the_graph_changed_within_it(server, tmp_path, fails):
    graph = SqliteStore(tmp_path / "graph.db", create=True)
    graph.add([kept()], "members")
    counts = []

    def read(view):
        with view.checked_once():
            counts.append(len(view.rows(TITLES)))
            assert not store.push(graph, "members").whole
            counts.append(len(view.rows(TITLES)))
            if fails:
                raise ZeroDivisionError

    with opened(server, "members") as store:
        store.push(graph, "members")
        with store.view("members", "en") as view:
            graph.add([report(0)], "members")
            with pytest.raises(ReplacedError):
                read(view)
    assert counts in ([0, INITIATIVES], [0])  # a block that takes long is checked within it, too


def test_a_block_that_ends_during_a_commit_waits_for_its_end(server, tmp_path):
    graph = SqliteStore(tmp_path / "graph.db", create=True)
    graph.add([report(0)], "members")

    def read(view):
        with view.checked_once():
            return view.rows(TITLES)

    with opened(server, "members") as store, ThreadPoolExecutor(1) as pool:
        store.push(graph, "members")
        with store.view("members", "en") as view:
            with marked(store.connection):
                found = pool.submit(read, view)
                with pytest.raises(NotYetError):
                    found.result(0.5)
            assert len(found.result()) == INITIATIVES


MARK = "CREATE (:Changing {by: 'a process that died', since: timestamp() - 1000 * $age})"
MARKS = "MATCH (c:Changing) RETURN count(c) AS n"


def test_who_reads_during_a_commit_waits_for_its_end_and_asks_again(server, tmp_path):
    graph = SqliteStore(tmp_path / "graph.db", create=True)
    graph.add([report(0)], "members")
    with opened(server, "members") as store, ThreadPoolExecutor(1) as pool:
        store.push(graph, "members")
        with store.view("members", "en") as view:
            with marked(store.connection):
                found = pool.submit(view.rows, TITLES)
                with pytest.raises(NotYetError):
                    found.result(0.5)
            assert len(found.result()) == INITIATIVES


def test_the_mark_of_a_process_that_died_is_waited_for_once_and_deleted_by_the_next_push(server, tmp_path):
    graph = SqliteStore(tmp_path / "graph.db", create=True)
    graph.add([report(0)], "members")
    with opened(server, "members") as store, server.session() as session:
        store.push(graph, "members")
        session.run(MARK, age=MARK_SECONDS + 1).consume()
        with store.view("members", "en") as view:
            assert len(view.rows(TITLES)) == INITIATIVES
        graph.add([kept()], "members")
        assert not store.push(graph, "members").whole
        assert session.run(MARKS).single()["n"] == 0

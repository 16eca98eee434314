"""The graph file: what it is, that a load is all or nothing, that readers never wait, what is said of other files."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import SourceError, StoreError
from graph.sqlite.schema.connection import check_integrity
from graph.sqlite.schema.limits import StoreLimits
from graph.sqlite.schema.version import APPLICATION_ID, SCHEMA_VERSION
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import EDITION, Writer
from tests.helpers.graphs import document, portal, pragma
from tests.helpers.paths import ROOT

# the file


def test_the_file_says_what_it_is(store, path):
    assert pragma(path, "application_id") == [(APPLICATION_ID,)]
    assert path.read_bytes()[68:72] == b"ACCD"
    assert pragma(path, "user_version") == [(SCHEMA_VERSION,)]
    assert pragma(path, "journal_mode") == [("wal",)]


def interrupt() -> bool:
    """What Python does in a function that SQLite calls, after Ctrl-C."""
    raise KeyboardInterrupt


def test_ctrl_c_in_a_statement_of_a_view_is_no_damage_of_the_graph(store):
    with store.view("members", "en") as view:
        view.connection.set_progress_handler(interrupt, 1)
        with pytest.raises(KeyboardInterrupt):
            view.rows("SELECT count(*) FROM node AS a, node AS b")
        with pytest.raises(KeyboardInterrupt):
            list(view.stream("SELECT * FROM node")[1])


def test_the_file_is_sound_after_loads_and_approvals(store, path):
    store.add([portal("two.txt")])
    store.approve("CRA", EDITION, "withheld")
    assert pragma(path, "integrity_check") == [("ok",)]
    assert pragma(path, "foreign_key_check") == []


def test_what_is_stated_of_no_partnership_hangs_on_nothing(path):
    writer = Writer("alone.txt")
    writer.initiative("CRA", "Portal", "digital-identity", partners=["CA-AB"])
    writer.add_claim("partnership", "alone", "member", "CRA", by="CRA", qualifier="lead")
    writer.add_claim("partnership", "alone", "theme", "ai", by="CRA")
    SqliteStore(path, create=True).add([writer.reading()])
    assert pragma(path, "foreign_key_check") == []
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT DISTINCT theme FROM partnership_theme").fetchall() == [("digital-identity",)]
    connection.close()


def test_tables_hold_only_the_types_they_declare(store, path):
    others = {"virtual", "shadow", "view"}
    tables = {row[1]: row[5] for row in pragma(path, "table_list") if row[0] == "main" and row[2] not in others}
    assert len(tables) > 20
    assert {name for name, strict in tables.items() if not strict} == {"sqlite_schema"}
    with sqlite3.connect(path) as connection, pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
        connection.execute("INSERT INTO place (source, page) VALUES (1, 'seven')")
    connection.close()


# adding


def test_a_source_that_is_there_adds_nothing(store):
    before = document(store)
    (again,) = store.add([portal()])
    assert (again.existed, again.claims, again.unplaced) == (True, 0, 0)
    renamed = replace(portal(), source=portal().source.model_copy(update={"name": "copy.txt"}))
    (same,) = store.add([renamed])
    assert (same.existed, same.name) == (True, "copy.txt")
    assert document(store) == before


def test_a_source_twice_in_one_load_adds_once(path):
    store = SqliteStore(path, create=True)
    assert [a.existed for a in store.add([portal(), portal()])] == [False, True]
    assert len(document(store)["sources"]) == 1


def test_what_is_added_is_counted(path):
    reading = portal()
    (added,) = SqliteStore(path, create=True).add([reading])
    assert (added.source, added.name, added.claims) == (reading.source.id, "one.txt", len(reading.claims))


def test_a_load_that_fails_leaves_everything_as_it_was(store, path):
    before = document(store)
    wrong = Writer("wrong.txt")
    wrong.initiative("CRA", "Another", "CRA")  # the theme CRA would be a jurisdiction too
    with pytest.raises(SourceError, match="both a") as error:
        store.add([portal("good.txt"), wrong.reading()])
    assert error.value.values["id"] == "CRA"
    assert document(store) == before
    assert pragma(path, "integrity_check") == [("ok",)]
    store.add([portal("good.txt")])
    assert len(document(store)["sources"]) == 2


LOADER = """
import sys
from pathlib import Path
from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer

writer = Writer("many.txt")
for number in range(3000):
    writer.initiative("CRA", f"Initiative {number}", "digital-identity")
reading = writer.reading()
store = SqliteStore(Path(sys.argv[1]))
opened = __import__("graph.sqlite.schema.connection", fromlist=["connection"])
waiting = [sys.argv[2]]

def stop(sql):
    if waiting and waiting[0] in sql:
        waiting.clear()
        print("now", flush=True)
        sys.stdin.readline()

class Noisy(opened.Connection):
    def execute(self, sql, *parameters):
        stop(sql)
        return super().execute(sql, *parameters)

    def executemany(self, sql, *parameters):
        stop(sql)
        return super().executemany(sql, *parameters)

opened.Connection = Noisy
store.add([reading])
"""
BEGUN, CLAIMS, GRAPH = "INSERT INTO source", "INSERT INTO detail", "INSERT INTO works_on"
TEXTS, END = "search_", "COMMIT"


def begin_load(path, statement):
    """Start a load in another process and wait until it is about to run a statement, known by a part of it."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(LOADER), str(path), statement],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout.readline() == b"now\n"
    return process


def end(process):
    process.kill()
    process.communicate()


@pytest.mark.parametrize("statement", [BEGUN, CLAIMS, GRAPH, TEXTS, END])
def test_a_load_that_is_killed_leaves_everything_as_it_was(store, path, statement):
    before = document(store)
    process = begin_load(path, statement)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert document(SqliteStore(path)) == before
    assert pragma(path, "integrity_check") == [("ok",)]
    SqliteStore(path).add([portal("two.txt")])
    assert len(document(store)["sources"]) == 2


def test_readers_see_the_old_graph_while_another_loads(store, path):
    before = document(store)
    process = begin_load(path, GRAPH)
    try:
        assert document(SqliteStore(path)) == before
    finally:
        end(process)


def test_a_view_stays_as_it_was_opened_for_each_question(store):
    with store.view("secretariat", "en") as view:
        store.add([portal("two.txt")])
        assert len(view.rows("SELECT id FROM source")) == 2


def test_a_second_loader_gets_an_error_when_the_first_takes_too_long(store, path, monkeypatch):
    before = document(store)
    store = SqliteStore(path, limits=StoreLimits(busy_seconds=0.05))
    process = begin_load(path, CLAIMS)
    try:
        with pytest.raises(StoreError, match="Another process is loading") as error:
            store.add([portal("two.txt")])
        assert error.value.exit_code == 4
    finally:
        end(process)
    assert document(store) == before


def test_a_second_loader_waits_for_the_first(store, path):
    process = begin_load(path, CLAIMS)
    waiting = threading.Thread(target=store.add, args=([portal("two.txt")],))
    waiting.start()
    process.communicate(b"go on\n")
    waiting.join()
    assert process.returncode == 0
    assert [source["name"] for source in document(store)["sources"]] == ["one.txt", "many.txt", "two.txt"]


# other files


def _foreign(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE dogs (name)")
    connection.close()


def _newer(path):
    SqliteStore(path, create=True)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def _truncated(path):
    SqliteStore(path, create=True).add([portal()])
    pragma(path, "wal_checkpoint(truncate)")
    path.write_bytes(path.read_bytes()[:10_000])


def _damaged(path):
    SqliteStore(path, create=True).add([portal()])
    pragma(path, "wal_checkpoint(truncate)")
    data = bytearray(path.read_bytes())
    data[100 : len(data)] = b"\xff" * (len(data) - 100)
    path.write_bytes(data)


def _schema_gone(path):
    SqliteStore(path, create=True)
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TABLE works_on; DROP TABLE metadata;")
    connection.close()


OTHERS = {
    "missing": (lambda _: None, "There is no graph at"),
    "folder": (Path.mkdir, "folder"),
    "text": (lambda path: path.write_text("Dear colleagues, " * 100), "not an Accord graph"),
    "short text": (lambda path: path.write_text("hello"), "not an Accord graph"),
    "other database": (_foreign, "not an Accord graph"),
    "newer": (_newer, "newer version of Accord"),
    "truncated": (_truncated, "damaged"),
    "damaged": (_damaged, "damaged"),
    "without its tables": (_schema_gone, "damaged"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_other_files_are_refused_in_words(path, kind):
    make, words = OTHERS[kind]
    make(path)
    with pytest.raises(StoreError) as error:
        document(SqliteStore(path))
    assert words in str(error.value)
    assert str(path) in str(error.value)
    assert error.value.exit_code == 4


@pytest.mark.parametrize("kind", [kind for kind in OTHERS if kind != "missing"])
def test_nothing_is_loaded_into_other_files(path, kind):
    make, _ = OTHERS[kind]
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as error:
        SqliteStore(path, create=True).add([portal()])
    assert error.value.exit_code == 4
    if kind in {"text", "short text", "other database"}:
        assert path.read_bytes() == before


def test_every_place_of_damage_ends_in_words(path, tmp_path):
    """Wherever a page is overwritten, the answer is right, or a StoreError says that it cannot be."""
    whole = SqliteStore(path, create=True)
    whole.add([portal()])
    pragma(path, "wal_checkpoint(truncate)")
    data, expected = path.read_bytes(), document(whole)
    refused = 0
    for page in range(0, len(data), 4096 * 3):
        broken = tmp_path / "broken.db"
        broken.write_bytes(data[:page] + b"\xa5" * 4096 + data[page + 4096 :])
        try:
            document(SqliteStore(broken))
        except StoreError:
            refused += 1
        for left in tmp_path.glob("broken.db*"):
            left.unlink()
    assert refused
    assert document(whole) == expected


def test_an_empty_file_becomes_a_graph(path):
    path.touch()
    SqliteStore(path, create=True).add([portal()])
    assert document(SqliteStore(path))["initiatives"]


def test_a_name_with_odd_characters_is_a_name(tmp_path):
    path = tmp_path / "graphe d’été #1?mode=rwc %41.db"
    SqliteStore(path, create=True).add([portal()])
    assert document(SqliteStore(path))["initiatives"]
    assert {p.name for p in tmp_path.iterdir()} >= {path.name}


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(StoreError, match="cannot be opened"):
        SqliteStore(tmp_path / "no" / "graph.db", create=True)


NOBODY = 65534


def without_rights(act):
    """The result of a function in a process that may write nothing of ours (root may write anything)."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        with contextlib.suppress(OSError):
            os.setuid(NOBODY)  # only root can and need
        try:
            outcome = repr(act())
        except BaseException as error:  # noqa: BLE001 (told to the parent)
            outcome = f"{type(error).__name__}: {error}"
        os.write(writing, outcome.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        outcome = pipe.read()
    os.waitpid(child, 0)
    return outcome


@pytest.fixture
def locked():
    """A graph in a folder, neither of which may be written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.db"
        SqliteStore(path, create=True).add([portal()])
        path.chmod(0o444)
        Path(folder).chmod(0o555)
        yield path
        Path(folder).chmod(0o755)


def test_a_graph_that_may_not_be_written_can_be_read(locked):
    assert without_rights(lambda: len(document(SqliteStore(locked))["initiatives"])) == "2"


def test_a_graph_that_may_not_be_written_says_so_when_loading(locked):
    outcome = without_rights(lambda: SqliteStore(locked).add([portal("two.txt")]))
    assert outcome.startswith(f"StoreError: {locked} is not writable")


def test_a_graph_that_may_not_be_read_says_so(locked):
    locked.chmod(0)
    assert without_rights(lambda: SqliteStore(locked)).startswith(f"StoreError: {locked} cannot be opened")


def test_the_integrity_of_a_file_is_checked(path):
    SqliteStore(path, create=True).add([portal()])
    pragma(path, "wal_checkpoint(truncate)")
    check_integrity(path)
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 4] = data[4096 * 5 : 4096 * 6]  # a page in place of another
    path.write_bytes(data)
    with pytest.raises(StoreError, match="is damaged"):
        check_integrity(path)


def test_a_schema_that_is_no_text_is_damage(path):
    SqliteStore(path, create=True).add([portal()])
    pragma(path, "wal_checkpoint(truncate)")
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE mention", b"CREATE TABLE\xa7mention"))
    with pytest.raises(StoreError, match="is damaged"):
        document(SqliteStore(path))

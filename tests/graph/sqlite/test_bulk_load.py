"""Bulk first loads: the same graph as an ordinary load, and nothing left of a load that ends early."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import closing
from dataclasses import replace

import apsw
import pytest

from graph.errors import SourceError, StoreError
from graph.model import Approved, Unplaced
from graph.process.client import WorkerEndedError, WorkerProcess
from graph.process.progress import current_step, observed
from graph.sqlite import bulk_load
from graph.sqlite.derive import parallel
from graph.sqlite.derive.pipeline import COUNTS, NODES, RELATIONS, TEXTS
from graph.sqlite.schema.driver import Connection
from graph.sqlite.schema.limits import StoreLimits
from graph.sqlite.store import SqliteStore
from graph.values import AUDIENCES
from tests.helpers.claim_writer import Writer
from tests.helpers.graphs import answers, contents, document, graph_of, pragma
from tests.helpers.paths import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere a file that is open is not replaced")


def inventory(name="many.txt", edition="2022-winter"):
    """A bit of everything: components, needs, what several claims tell of, a title that only some may see."""
    writer = Writer(name, edition=edition)
    writer.submitted("CRA", "CA-AB")
    writer.missing("CA-ON")
    whole = writer.initiative("CRA", "Digital portal", "digital-identity", "ai", partners=["CA-AB", "CA-BC"])
    writer.initiative("CRA", "Step", "tree-planting", part_of=whole, date="2021-07", partners=["CA-YT"])
    writer.initiative("CA-AB", "Étude « nord »", "tree-planting", "digital-identity", date="2021-09/2021-11")
    writer.initiative("CRA", "Digital portal", "tree-planting", status="launched", summary="Seen twice")
    writer.need("How?", "ai", by="CRA", initiative=whole)
    writer.add_claim("partnership", "nobody+CRA", "theme", "ai", by="CRA")
    writer.unplaced.append(Unplaced(source=writer.source.id, page=1, line=2, text="Illegible", reported_by="CA-AB"))
    approvals = [
        Approved(jurisdiction="CRA", edition=edition, approval="public"),
        Approved(jurisdiction="CA-AB", edition=edition, approval="withheld"),
    ]
    return replace(writer.reading(), approvals=approvals)


ALWAYS = StoreLimits(min_bulk_claims=1)  # every first load is large


def names(path):
    """What stands in the folder but for what SQLite keeps beside a file that is open."""
    return sorted(one.name for one in path.parent.iterdir() if not one.name.endswith(("-wal", "-shm")))


def test_what_a_worker_builds_is_what_is_built_in_place(tmp_path, monkeypatch):
    readings = [inventory(), inventory("other.txt", "2021-fall")]
    (tmp_path / "usual").mkdir()
    (tmp_path / "bulk").mkdir()
    usual = SqliteStore(tmp_path / "usual" / "graph.db", create=True)
    added = usual.add(readings, "members")
    other = SqliteStore(tmp_path / "bulk" / "graph.db", create=True, limits=ALWAYS)
    before = other.path.stat().st_ino
    assert other.add(readings, "members") == added
    assert other.path.stat().st_ino != before
    for audience in AUDIENCES:
        assert contents(other, audience) == contents(usual, audience)
        assert answers(other, audience) == answers(usual, audience)
    assert pragma(other.path, "integrity_check") == [("ok",)]
    assert pragma(other.path, "foreign_key_check") == pragma(usual.path, "foreign_key_check") == []
    assert pragma(other.path, "journal_mode") == [("wal",)]
    assert names(other.path) == ["graph.db"]


@pytest.mark.parametrize("limits", [ALWAYS, StoreLimits()], ids=["in a worker", "in place"])
def test_a_load_says_which_stage_it_is_at(tmp_path, limits):
    begun = []
    with observed(begun.append):
        SqliteStore(tmp_path / "graph.db", create=True, limits=limits).add([inventory()])
    stages = ["Looking for duplicates", NODES, RELATIONS, "Creating indexes", COUNTS, TEXTS]
    assert [one.label for one in begun if one.label != "Deriving the graph of each audience"] == stages
    assert current_step() is None


def test_the_same_load_makes_the_same_bytes(tmp_path):
    made = []
    for number in range(2):
        (tmp_path / str(number)).mkdir()
        store = SqliteStore(tmp_path / str(number) / "graph.db", create=True)
        store.add([inventory()])
        made.append(store.path.read_bytes())
    assert made[0] == made[1]


def test_a_graph_that_holds_something_is_loaded_in_place(path):
    store = SqliteStore(path, create=True, limits=ALWAYS)
    store.add([inventory()])
    first = path.stat().st_ino
    store.add([inventory("other.txt", "2021-fall")])
    assert path.stat().st_ino == first
    assert len(store.sources()) == 2


def test_a_correction_in_the_same_load_takes_the_place_of_what_it_corrects(path):
    corrected = inventory()
    corrected = replace(corrected, source=corrected.source.model_copy(update={"id": "f" * 64}))
    _, later = SqliteStore(path, create=True, limits=ALWAYS).add([inventory(), corrected])
    assert later.replaced == inventory().source.id


def test_a_link_stays_a_link_and_rights_stay(tmp_path):
    (tmp_path / "far").mkdir()
    real, link = tmp_path / "far" / "real.db", tmp_path / "graph.db"
    SqliteStore(real, create=True)
    real.chmod(0o640)
    link.symlink_to(real)
    SqliteStore(link).add([inventory()])
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert document(SqliteStore(real))["initiatives"]


def test_what_is_wrong_with_the_claims_is_reported_and_nothing_is_left(path):
    wrong = Writer("wrong.txt")
    wrong.initiative("CRA", "Another", "CRA")  # the theme CRA would be a jurisdiction too
    store = SqliteStore(path, create=True, limits=ALWAYS)
    before = path.read_bytes()
    with pytest.raises(SourceError, match="both a") as error:
        store.add([wrong.reading()])
    assert error.value.values["id"] == "CRA"
    assert path.read_bytes() == before
    assert names(path) == ["graph.db"]


class Broken:
    """Claims that end in an error."""

    def __iter__(self):
        yield from inventory().claims
        raise SourceError("{file} cannot be read: {reason}.", file="many.txt", reason="it is torn")


def test_claims_that_end_in_an_error_leave_nothing(path):
    store = SqliteStore(path, create=True, limits=ALWAYS)
    with pytest.raises(SourceError, match="it is torn"):
        store.add([replace(inventory(), claims=Broken())])
    assert names(path) == ["graph.db"]
    store.add([inventory()])
    assert document(store)["initiatives"]


def bulk_load_with(store, worker):
    """Load an inventory with another worker."""
    claims = bulk_load.begin_bulk_load([inventory()], store.limits)
    bulk_load.bulk_load(store, [inventory()], claims, None, worker_function=f"tests.helpers.workers:{worker}")


def test_the_first_claims_are_made_once(path):
    rounds = []

    class Counted:
        def __iter__(self):
            rounds.append(len(rounds))
            return iter(inventory().claims)

    store = SqliteStore(path, create=True, limits=ALWAYS._replace(groups_per_message=10))
    store.add([replace(inventory(), claims=Counted())])
    assert rounds == [0]
    with graph_of(inventory()) as other:
        assert document(store) == document(other)


def test_a_process_that_ends_without_a_word_is_an_error(path, monkeypatch):
    store = SqliteStore(path, create=True, limits=ALWAYS)
    with pytest.raises(StoreError, match="ended before it was complete; the graph is unchanged"):
        bulk_load_with(store, "end")
    assert names(path) == ["graph.db"]


def test_a_full_disk_leaves_nothing(path, monkeypatch):
    store = SqliteStore(path, create=True, limits=ALWAYS)
    with pytest.raises(StoreError, match=r"no space left|cannot be opened"):
        bulk_load_with(store, "load_with_little_disk")
    assert names(path) == ["graph.db"]


LOADER = """
import sys, time
from dataclasses import replace
from pathlib import Path
from graph.sqlite.schema.limits import StoreLimits
from graph.sqlite.store import SqliteStore
from tests.graph.sqlite.test_bulk_load import inventory

class Slow:
    def __iter__(self):
        yield from inventory().claims
        print("now", flush=True)
        sys.stdin.readline()

limits = StoreLimits(min_bulk_claims=20, groups_per_message=10)
SqliteStore(Path(sys.argv[1]), limits=limits).add([replace(inventory(), claims=Slow())])
"""


@pytest.fixture
def loading(path):
    """Another process that loads into an empty graph, and waits in the midst of it."""
    SqliteStore(path, create=True)
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(LOADER), str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout.readline() == b"now\n"
    yield process
    process.kill()
    process.communicate()


def gone(path):
    """Wait until only the graph is there; whether that came about."""
    for _ in range(3000):
        if names(path) == ["graph.db"]:
            return True
        time.sleep(0.01)
    return False


def test_a_load_that_is_killed_is_cleared_away(loading, path):
    assert document(SqliteStore(path))["initiatives"] == []  # readers do not wait
    loading.send_signal(signal.SIGKILL)
    loading.wait()
    assert gone(path)
    store = SqliteStore(path)
    assert document(store)["initiatives"] == []
    store.add([inventory()])
    assert document(store)["initiatives"]


def test_what_is_left_of_a_load_is_cleared_away_by_the_next(path):
    store = SqliteStore(path, create=True, limits=ALWAYS)
    path.with_name(".graph.db.7.loading").write_bytes(b"half a graph")
    store.add([inventory()])
    assert names(path) == ["graph.db"]


def test_a_second_loader_gets_an_error_when_the_first_takes_too_long(loading, path, monkeypatch):
    impatient = SqliteStore(path, limits=StoreLimits(busy_seconds=0.05))
    with pytest.raises(StoreError, match="Another process is loading"):
        impatient.add([inventory("other.txt", "2021-fall")])


def test_a_second_loader_waits_and_finds_the_file_that_took_the_place(loading, path):
    store = SqliteStore(path)
    waiting = threading.Thread(target=store.add, args=([inventory("other.txt", "2021-fall")],))
    waiting.start()
    loading.communicate(b"go on\n")
    waiting.join()
    assert loading.returncode == 0
    assert list(store.sources().values()) == ["many.txt", "other.txt"]
    assert pragma(path, "integrity_check") == [("ok",)]


def build_in_parallel(path, worker):
    """Build relations with another worker for the parallel builder; return the error that is raised, if any."""
    SqliteStore(path, create=True).add([inventory()])
    with closing(Connection(path)) as connection:
        connection.execute("BEGIN")
        with parallel.ParallelBuilder(path, f"tests.helpers.workers:{worker}") as builder:
            try:
                builder.start(connection, [0], "relations")
                builder.collect(connection, "relations")
            except (SystemExit, apsw.Error) as error:
                return error
    return None


def test_a_parallel_builder_that_ends_early_ends_the_load(path, monkeypatch):
    assert isinstance(build_in_parallel(path, "end"), SystemExit)
    assert names(path) == ["graph.db"]


def test_an_error_in_the_parallel_builder_is_raised_in_the_load(path, monkeypatch):
    error = build_in_parallel(path, "build_with_little_disk")
    assert isinstance(error, apsw.FullError | apsw.IOError)
    assert names(path) == ["graph.db"]


def test_the_parallel_builder_ends_with_the_load_and_leaves_nothing(path):
    SqliteStore(path, create=True).add([inventory()])
    with (
        closing(Connection(path)) as connection,
        WorkerProcess(parallel.WORKER, str(path)) as worker,
    ):
        connection.execute("BEGIN")
        worker.send({"task": "titles", "audiences": [0]})
        assert [worker.receive()["event"], worker.receive()["event"]] == [parallel.OPENED, parallel.DONE]
        assert names(path) == ["graph.db", "graph.db-titles"]
        worker._channel._target.close()  # as when this process is killed
        with pytest.raises(WorkerEndedError):
            worker.receive()
    assert names(path) == ["graph.db"]

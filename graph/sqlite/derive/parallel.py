"""Build some derived tables of a bulk load in a worker process, in files next to the unfinished graph.

Tasks are done one after the other, while the process that asked for them goes on with its own work. The worker reads
the graph file past all locks, so what it reads must be committed and must not change meanwhile. It is a process, not a
thread: counting, and the Python functions that SQLite calls, would wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

import apsw

from graph.process.client import WorkerEndedError, WorkerProcess
from graph.sqlite.derive import full_text, relations, theme_counts
from graph.sqlite.derive.visible_claims import create_visible_claims, drop_visible_claims
from graph.sqlite.schema.schema import SEARCH_TABLES, create_indexes

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

WORKER: Final = "graph.sqlite.derive.parallel_worker:build"
OPENED, DONE = "opened", "done"  # what the worker says of a task


@dataclass(frozen=True, slots=True)
class Task:
    """A set of tables that can be built in parallel, for the audiences that have a graph of their own.

    Args:
        build: fills the tables, which are empty.
        tables: their names in schema.sql.
        storage_tables: the tables that are copied into the graph.
        prepare: creates what else the graph needs before they are copied.
        read: reads what else is in the file, which is then attached as "built".
    """

    build: Callable[[Connection, Sequence[int]], None]
    tables: Sequence[str]
    storage_tables: Sequence[str]
    prepare: Callable[[Connection], None]
    read: Callable[[Connection], Any] = lambda _: None


def _insert_stated(connection: Connection, audiences: Sequence[int]) -> None:
    for audience in audiences:
        create_visible_claims(connection, audience)
        relations.insert_stated(connection, audience)
    drop_visible_claims(connection)
    _index_relations(connection)


def _index_relations(connection: Connection) -> None:
    create_indexes(connection, relations.STATED_TABLES)


def _count(connection: Connection, audiences: Sequence[int]) -> None:
    for audience in audiences:
        theme_counts.keep_totals(connection, theme_counts.insert_works_on(connection, audience))


TASKS: Final = {  # indexes of empty tables are created at once, and copied with their table
    "relations": Task(
        _insert_stated, tuple(relations.STATED_TABLES), tuple(relations.STATED_TABLES), _index_relations
    ),
    "counts": Task(
        _count, ("works_on",), ("works_on",), lambda connection: create_indexes(connection, {"works_on"}),
        theme_counts.read_totals,
    ),
    "titles": Task(full_text.fill_title_table, ("title",), ("title",), lambda _: None),
    "texts": Task(
        lambda connection, _: full_text.fill_search_tables(connection),
        (*SEARCH_TABLES, *full_text.COUNT_TABLES), (*full_text.STORAGE_TABLES, *full_text.COUNT_TABLES),
        full_text.create_word_tables,
    ),
}  # fmt: skip


class ParallelBuilder:
    """The worker process, which runs one task after another.

    Args:
        graph: the unfinished file.
        worker_function: what the worker process runs, if not `WORKER`.

    Raises:
        SystemExit: when the worker ends before it is done.
        apsw.Error: the error that the worker met.
    """

    def __init__(self, graph: Path, worker_function: str | None = None) -> None:
        self._graph = graph
        self._done: set[str] = set()
        self._worker = WorkerProcess(worker_function or WORKER, str(graph))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.close()
        for task in TASKS:
            file_of(self._graph, task).unlink(missing_ok=True)

    def start(self, connection: Connection, audiences: Sequence[int], *tasks: str) -> None:
        """Commit what a connection wrote, and queue tasks; return when all of them have opened the graph.

        Args:
            connection: the connection to the file.
            audiences: the numbers of the audiences that have a graph of their own.
            tasks: their names.
        """
        connection.execute("COMMIT")
        for task in tasks:
            self._worker.send({"task": task, "audiences": list(audiences)})
            self._wait(OPENED, task)
        connection.execute("BEGIN")

    def collect(self, connection: Connection, task: str) -> Any:  # noqa: ANN401 (it depends on the task)
        """Copy the tables of a task into the graph, and return what else is read of it.

        SQLite copies into an empty table block by block, with its indexes.
        """
        self._wait(DONE, task)
        TASKS[task].prepare(connection)
        connection.execute("COMMIT")
        connection.execute("ATTACH ? AS built", (str(file_of(self._graph, task)),))
        connection.execute("BEGIN")
        for table in TASKS[task].storage_tables:
            connection.execute(f"DELETE FROM main.{table}")
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM built.{table}")
        result = TASKS[task].read(connection)
        connection.execute("COMMIT")
        connection.execute("DETACH built")
        file_of(self._graph, task).unlink()
        connection.execute("BEGIN")
        return result

    def _wait(self, event: str, task: str) -> None:
        """Wait until a task has opened the graph, or is done."""
        while not (event == DONE and task in self._done):
            try:
                received = self._worker.receive()
            except WorkerEndedError:
                raise SystemExit(1) from None
            if failure := received.get("failure"):
                kind: type[apsw.Error] = getattr(apsw, failure["kind"])
                raise kind(failure["message"])
            if received["event"] == DONE:
                self._done.add(received["task"])
            elif event == OPENED and received["task"] == task:
                return


def file_of(graph: Path, task: str) -> Path:
    """Return the file in which a task builds its tables."""
    return graph.with_name(f"{graph.name}-{task}")

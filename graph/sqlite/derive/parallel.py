"""A part of a large load that a process of its own makes, in a file beside the unfinished graph.

What it reads has to be in the graph's file, and stay as it is: it is read past all locks. A process and not a thread:
counting and the functions that SQLite calls in Python would wait for each other.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from graph.process import OwnProcess, command
from graph.sqlite.derive import full_text, relations
from graph.sqlite.derive.audience_views import forget, hear
from graph.sqlite.schema.indexes import index
from graph.sqlite.schema.schema import SEARCHED

COMMAND: Final = command("graph.sqlite.derive.parallel_worker")


@dataclass(frozen=True, slots=True)
class Work:
    """Something that can be made beside a graph, for the audiences that have one of their own.

    Args:
        make: makes it, in tables that are empty.
        tables: those tables, as schema.sql has them.
        blocks: the tables that are copied into the graph.
        prepare: makes what else has to be in the graph before.
    """

    make: Callable[[sqlite3.Connection, Sequence[int]], None]
    tables: Sequence[str]
    blocks: Sequence[str]
    prepare: Callable[[sqlite3.Connection], None]


def _say(connection: sqlite3.Connection, audiences: Sequence[int]) -> None:
    for audience in audiences:
        hear(connection, audience)
        relations.say(connection, audience)
    forget(connection)
    _index_facts(connection)


def _index_facts(connection: sqlite3.Connection) -> None:
    index(connection, relations.SAID)


WORKS: Final = {  # indexes of what is empty are made at once, and copied with their table
    "facts": Work(_say, tuple(relations.SAID), tuple(relations.SAID), _index_facts),
    "titles": Work(full_text.fill_titles, ("title",), ("title",), lambda _: None),
    "texts": Work(lambda connection, _: full_text.fill(connection), SEARCHED, full_text.BLOCKS, full_text.make_words),
}


class Beside:
    """The process, which makes one thing after another.

    Args:
        graph: the unfinished file.
        audiences: those that have a graph of their own, as numbers.

    Raises:
        SystemExit: when the process ends before it is done.
        sqlite3.Error: as it has it.
    """

    def __init__(self, graph: Path, audiences: Sequence[int]) -> None:
        self._graph = graph
        self._making = ""
        self._process = OwnProcess((*COMMAND, str(graph), json.dumps(list(audiences))))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.close()
        for work in WORKS:
            file_of(self._graph, work).unlink(missing_ok=True)

    def begin(self, connection: sqlite3.Connection, work: str) -> None:
        """Have it make something of what a connection wrote, when it is done with the last; returns when it reads."""
        self._wait()
        connection.execute("COMMIT")
        self._process.to.write(f"{work}\n".encode())
        self._process.to.flush()
        self._making = work
        self._answer()
        connection.execute("BEGIN")

    def take(self, connection: sqlite3.Connection, work: str) -> None:
        """Put what it made into the graph: block by block, as SQLite copies into a table that is empty."""
        if work == self._making:
            self._wait()
        WORKS[work].prepare(connection)
        connection.execute("COMMIT")
        connection.execute("ATTACH ? AS beside", (str(file_of(self._graph, work)),))
        connection.execute("BEGIN")
        for table in WORKS[work].blocks:
            connection.execute(f"DELETE FROM main.{table}")
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM beside.{table}")
        connection.execute("COMMIT")
        connection.execute("DETACH beside")
        file_of(self._graph, work).unlink()
        connection.execute("BEGIN")

    def _wait(self) -> None:
        if self._making:
            self._answer()
            self._making = ""

    def _answer(self) -> None:
        told = self._process.back.readline()
        if not told:
            raise SystemExit(1)
        if failed := json.loads(told):
            error = sqlite3.OperationalError(failed["says"])
            error.sqlite_errorname = failed["name"]
            raise error


def file_of(graph: Path, work: str) -> Path:
    """The file in which something is made beside a graph."""
    return graph.with_name(f"{graph.name}-{work}")

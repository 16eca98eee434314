"""A part of a large load that a process of its own makes, in a file beside the unfinished graph.

What it reads has to be in the graph's file, and stay as it is: it is read past all locks. A process and not a thread:
counting and the functions that SQLite calls in Python would wait for each other.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from graph.facts import SAID
from graph.indexes import index
from graph.search_index import blocks, make_words

COMMAND: Final = (sys.executable, "-P", "-m", "graph.beside_child")


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
        self._file = graph.with_name(f"{graph.name}-beside")
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter with our own module)
            (*COMMAND, str(graph), str(self._file), json.dumps(list(audiences))),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=None if os.environ.get("ACCORD_DEBUG") else subprocess.DEVNULL,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()
        self._file.unlink(missing_ok=True)

    def begin(self, connection: sqlite3.Connection, work: str) -> None:
        """Have it make something of what a connection wrote, which is committed; returns when it reads."""
        connection.execute("COMMIT")
        assert self._process.stdin is not None  # noqa: S101 (for the type checker)
        self._process.stdin.write(f"{work}\n".encode())
        self._process.stdin.flush()
        self._answer()
        connection.execute("BEGIN")

    def take_facts(self, connection: sqlite3.Connection) -> None:
        """Wait for what claims say (`graph.facts.say`), and put it into the graph, with its indexes."""
        self._answer()
        index(connection, SAID)  # while they are empty they are made at once, and copied with their table
        self._copy(connection, SAID)

    def take_texts(self, connection: sqlite3.Connection) -> None:
        """Wait for the full text (`graph.search_index.fill`), and put it into the graph."""
        self._answer()
        make_words(connection)
        self._copy(connection, blocks())

    def _copy(self, connection: sqlite3.Connection, tables: Iterable[str]) -> None:
        """Copy tables block by block, which SQLite does when the one that is copied to is empty."""
        connection.execute("COMMIT")
        connection.execute("ATTACH ? AS beside", (str(self._file),))
        connection.execute("BEGIN")
        for table in tables:
            connection.execute(f"DELETE FROM main.{table}")
            connection.execute(f"INSERT INTO main.{table} SELECT * FROM beside.{table}")
        connection.execute("COMMIT")
        connection.execute("DETACH beside")
        self._file.unlink()
        connection.execute("BEGIN")

    def _answer(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 (for the type checker)
        told = self._process.stdout.readline()
        if not told:
            raise SystemExit(1)
        if failed := json.loads(told):
            error = sqlite3.OperationalError(failed["says"])
            error.sqlite_errorname = failed["name"]
            raise error

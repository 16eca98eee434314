"""Worker of `graph.sqlite.derive.parallel`.

Each message that it receives names a task and the audiences. It opens the graph at once, even while an earlier task
runs, says so, and answers again when the task is done, or with the error. If the other process ends, so does
the worker, and deletes its files.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import apsw

from graph.sqlite.derive.parallel import DONE, OPENED, TASKS, file_of
from graph.sqlite.schema.connection import UNSHARED_SETTINGS
from graph.sqlite.schema.driver import Connection, uri_of
from graph.sqlite.schema.schema import create_tables

if TYPE_CHECKING:
    from graph.process.client import Channel

SETTINGS: Final = (*UNSHARED_SETTINGS, "cache_size = -8192", "automatic_index = off")


class _Opened(NamedTuple):
    """A task with its connection, which has opened the graph."""

    name: str
    audiences: Sequence[int]
    connection: Connection


def build(channel: Channel, graph: str) -> None:
    """Run tasks on a graph file until the other process ends."""
    tasks: queue.SimpleQueue[_Opened] = queue.SimpleQueue()
    answers = _Answers(channel)
    threading.Thread(target=_receive_tasks, args=(channel, answers, tasks, Path(graph)), daemon=True).start()
    while True:
        name, audiences, connection = tasks.get()
        with answers.reporting(name), closing(connection):
            TASKS[name].build(connection, audiences)
            connection.execute("COMMIT")
            answers.send(DONE, name)


class _Answers:
    """What is sent to the other process, by two threads."""

    def __init__(self, channel: Channel) -> None:
        self._channel, self._lock = channel, threading.Lock()

    def send(self, event: str, task: str) -> None:
        """Say what became of a task."""
        with self._lock:
            self._channel.send({"event": event, "task": task})

    @contextmanager
    def reporting(self, task: str) -> Iterator[None]:
        """Send the error that SQLite meets in a block."""
        try:
            yield
        except apsw.Error as error:
            failure = {"kind": type(error).__name__, "message": str(error)}
            with self._lock:
                self._channel.send({"event": DONE, "task": task, "failure": failure})


def _open(graph: Path, task: str) -> Connection:
    """Create the tables of a task in a new file, and attach the graph, from which all other tables are read."""
    file = file_of(graph, task)
    connection = Connection(file)
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    create_tables(connection, TASKS[task].tables)
    connection.execute("COMMIT")
    connection.execute("ATTACH ? AS graph", (uri_of(graph, "immutable"),))
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM graph.source").fetchone()  # SQLite reads the schema now
    return connection


def _receive_tasks(channel: Channel, answers: _Answers, tasks: queue.SimpleQueue[_Opened], graph: Path) -> None:
    """Open and queue the tasks that are received; end the process, and delete its files, when the other one ends."""
    try:
        while True:
            received = channel.receive()
            name = received["task"]
            with answers.reporting(name):
                tasks.put(_Opened(name, received["audiences"], _open(graph, name)))
                answers.send(OPENED, name)
    except EOFError:
        for task in TASKS:
            file_of(graph, task).unlink(missing_ok=True)
        os._exit(0)

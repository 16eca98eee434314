"""Worker of `graph.sqlite.derive.parallel`.

Each message that it receives names a task and the audiences. It answers when it has opened the graph, and again when
the task is done: null, or the error. If the other process ends, so does the worker, and deletes its files.
"""

from __future__ import annotations

import os
import queue
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.sqlite.derive.parallel import TASKS, file_of
from graph.sqlite.schema.connection import UNSHARED_SETTINGS
from graph.sqlite.schema.schema import create_tables

if TYPE_CHECKING:
    from graph.process.client import Channel

SETTINGS: Final = (*UNSHARED_SETTINGS, "cache_size = -8192", "automatic_index = off")


def build(channel: Channel, graph: str) -> None:
    """Run tasks on a graph file until the other process ends."""
    tasks: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_receive_tasks, args=(channel, tasks, Path(graph)), daemon=True).start()
    while True:
        received = tasks.get()
        name = received["task"]
        try:
            with closing(sqlite3.connect(file_of(Path(graph), name), isolation_level=None, uri=True)) as connection:
                _open(connection, Path(graph), TASKS[name].tables)
                channel.send(None)
                TASKS[name].build(connection, received["audiences"])
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            channel.send({"name": getattr(error, "sqlite_errorname", ""), "message": str(error)})
        else:
            channel.send(None)


def _open(connection: sqlite3.Connection, graph: Path, tables: Sequence[str]) -> None:
    """Create the tables in a new file, and attach the graph, from which all other tables are read."""
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    create_tables(connection, tables)
    connection.execute("COMMIT")
    connection.execute("ATTACH ? AS graph", (f"{graph.absolute().as_uri()}?immutable=1",))
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM graph.source").fetchone()  # SQLite reads the schema now


def _receive_tasks(channel: Channel, tasks: queue.SimpleQueue[dict[str, Any]], graph: Path) -> None:
    """Queue the tasks that are received; end the process, and delete its files, when the other process ends."""
    try:
        while True:
            tasks.put(channel.receive())
    except EOFError:
        for task in TASKS:
            file_of(graph, task).unlink(missing_ok=True)
        os._exit(0)

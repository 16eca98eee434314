"""Worker process of `graph.sqlite.derive.parallel`; its arguments are the graph file and the audiences.

Each line that it is sent names what to make; it answers with a line when it has the graph open, and with one when it is
done. It ends with the process that sends, and removes what it wrote.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sqlite3
import sys
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Final

from graph.process_worker import answers
from graph.sqlite.derive.parallel import WORKS, file_of
from graph.sqlite.schema import schema
from graph.sqlite.schema.connection import UNREAD

SETTINGS: Final = (*UNREAD, "cache_size = -8192", "automatic_index = off")


def main() -> None:
    """Make what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the process that ends this one
    graph, audiences = Path(sys.argv[1]), json.loads(sys.argv[2])
    asked: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked, graph), daemon=True).start()
    with answers() as pipe:
        while True:
            name = asked.get()
            try:
                with closing(sqlite3.connect(file_of(graph, name), isolation_level=None, uri=True)) as connection:
                    _open(connection, graph, WORKS[name].tables)
                    _say(pipe, None)
                    WORKS[name].make(connection, audiences)
                    connection.execute("COMMIT")
            except sqlite3.Error as error:
                _say(pipe, {"name": getattr(error, "sqlite_errorname", ""), "says": str(error)})
            else:
                _say(pipe, None)


def _say(pipe: BinaryIO, failed: dict[str, str] | None) -> None:
    pipe.write(json.dumps(failed).encode() + b"\n")
    pipe.flush()


def _open(connection: sqlite3.Connection, graph: Path, made: Sequence[str]) -> None:
    """Make tables as the graph has them, and open the graph behind them: what they do not have is read from there."""
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    schema.make(connection, made)
    connection.execute("COMMIT")
    connection.execute("ATTACH ? AS graph", (f"{graph.absolute().as_uri()}?immutable=1",))
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM graph.source").fetchone()  # it has read how the graph is made


def _listen(asked: queue.SimpleQueue[str], graph: Path) -> None:
    """Hear what is asked; end when the process that asks does: then its end of the pipe is closed."""
    for line in sys.stdin:
        asked.put(line.strip())
    for name in WORKS:
        file_of(graph, name).unlink(missing_ok=True)
    os._exit(0)


if __name__ == "__main__":
    main()

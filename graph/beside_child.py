"""The process that makes parts of a large load for `graph.beside`; its arguments: the graph, its file, the audiences.

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
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from graph import facts, search_index, tables
from graph.hearing import forget, hear
from graph.indexes import index

SETTINGS: Final = (
    "journal_mode = off", "synchronous = off", "cache_size = -8192", "automatic_index = off",
)  # fmt: skip


def say(connection: sqlite3.Connection, audiences: Sequence[int]) -> None:
    """Make what claims say, with its indexes."""
    for audience in audiences:
        hear(connection, audience)
        facts.say(connection, audience)
    forget(connection)
    index(connection, facts.SAID)


def fill(connection: sqlite3.Connection, _: Sequence[int]) -> None:
    """Make the full text."""
    search_index.fill(connection)


WORKS: Final[dict[str, tuple[Callable[[sqlite3.Connection, Sequence[int]], None], Sequence[str]]]] = {
    "facts": (say, tuple(facts.SAID)),
    "texts": (fill, search_index.FILLED),
}


def main() -> None:
    """Make what is asked for until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the process that ends this one
    graph, file, audiences = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
    asked: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asked, file), daemon=True).start()
    with os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1) as answers:
        os.dup2(2, 1)  # what a library prints is no answer
        while True:
            work = asked.get()
            try:
                with closing(sqlite3.connect(file, isolation_level=None, uri=True)) as connection:
                    _open(connection, graph, WORKS[work][1])
                    print("null", file=answers)
                    WORKS[work][0](connection, audiences)
                    connection.execute("COMMIT")
            except sqlite3.Error as error:
                failed = {"name": getattr(error, "sqlite_errorname", ""), "says": str(error)}
                print(json.dumps(failed), file=answers)
            else:
                print("null", file=answers)


def _open(connection: sqlite3.Connection, graph: Path, made: Sequence[str]) -> None:
    """Make tables as the graph has them, and open the graph behind them: what they do not have is read from there."""
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    tables.make(connection, made)
    connection.execute("COMMIT")
    connection.execute("ATTACH ? AS graph", (f"{graph.absolute().as_uri()}?immutable=1",))
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM graph.source").fetchone()  # it has read how the graph is made


def _listen(asked: queue.SimpleQueue[str], file: Path) -> None:
    """Hear what is asked; end when the process that asks does: then its end of the pipe is closed."""
    for line in sys.stdin:
        asked.put(line.strip())
    file.unlink(missing_ok=True)
    os._exit(0)


if __name__ == "__main__":
    main()

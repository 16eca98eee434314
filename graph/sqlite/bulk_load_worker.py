"""The process that makes the file of a large first load, of readings that `graph.sqlite.bulk_load` sends it.

It writes without a journal: nobody reads the file until it is whole. When the other process ends, this one does, and
removes what it wrote.
"""

from __future__ import annotations

import json
import marshal
import os
import signal
import sqlite3
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from graph.claims import Note, Reading
from graph.errors import AccordError, told
from graph.model import Approved, Source, Unplaced
from graph.process_worker import answers
from graph.sqlite.claim_writer import Said, Told
from graph.sqlite.ingest import add_to
from graph.sqlite.schema.connection import UNREAD, WRITING, SqliteFile, explained

APART: Final = (
    *UNREAD,
    "locking_mode = exclusive",
    "cache_size = -49152",  # what is written in order is seldom read again, and smaller parts are sorted by two threads
)


def main() -> None:
    """Make one file, and answer on what was sent as the output when the process began."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the other process, which ends this one
    asked = _part()
    file = Path(asked["file"])
    with answers() as pipe:
        try:
            answer = make(asked, file)
        except SystemExit:
            remove(file)
            raise
        except AccordError as error:
            answer = told(error)
        pipe.write(json.dumps(answer).encode())
    os._exit(0)  # a thread waits for the other process to end


def make(asked: dict[str, Any], file: Path) -> dict[str, Any]:
    """Make the file, and return the answer."""
    with explained(Path(asked["graph"])):
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            for setting in (*WRITING, *APART):
                connection.execute(f"PRAGMA {setting}")
            connection.execute("BEGIN")
            SqliteFile.create(connection)
            added = add_to(connection, _readings(asked["readings"], file), asked["approval"], unfinished=file)
            connection.execute("COMMIT")
        with closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = wal")
        with file.open("rb+") as whole:
            os.fsync(whole.fileno())
    return {"is": "added", "added": [asdict(one) for one in added]}


def _readings(count: int, file: Path) -> Iterator[Reading]:
    """The readings that are sent, whose claims can be gone through once."""
    for _ in range(count):
        head, rows = _part(), SentRows()
        approvals = [Approved(**one) for one in head["approvals"]]
        yield Reading(Source(**head["source"]), Told(rows), approvals, rows)
    threading.Thread(target=_end_with_the_other, args=(file,), daemon=True).start()


class SentRows:
    """The claims of a reading as they are sent, and after them what was not placed; they can be iterated once."""

    def __init__(self) -> None:
        self._unplaced: list[Unplaced] | None = None

    def __iter__(self) -> Iterator[Said]:
        while some := _part():
            yield from some
        self._unplaced = [Unplaced(**one) for one in _part()]

    @property
    def unplaced(self) -> list[Unplaced]:
        """Texts that no claim was made of; what is left of the claims is skipped."""
        if self._unplaced is None:
            for _ in self:
                pass
        return self._unplaced or []

    @property
    def notes(self) -> list[Note]:
        """None are sent."""
        return []


def _part() -> Any:  # noqa: ANN401 (whatever was sent)
    """The next part that is sent; where nothing comes any more, nobody waits for an answer either."""
    head = sys.stdin.buffer.read(8)
    data = sys.stdin.buffer.read(*struct.unpack("<Q", head)) if len(head) == 8 else b""
    if not data:
        raise SystemExit(1)
    return marshal.loads(data)  # noqa: S302 (sent by the process that started this one)


def _end_with_the_other(file: Path) -> None:
    """End when the other process does: then its end of the pipe is closed."""
    sys.stdin.buffer.read(1)
    remove(file)
    os._exit(1)


def remove(file: Path) -> None:
    """Remove an unfinished file, and those that stand beside it."""
    for left in file.parent.glob(f"{file.name}*"):
        left.unlink(missing_ok=True)


if __name__ == "__main__":
    main()

"""Worker of `graph.sqlite.bulk_load`: write the readings that it receives into a new graph file.

The file has no journal, as no one reads it before it is complete. If the other process ends, so does the worker, and
deletes the file.
"""

from __future__ import annotations

import marshal
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.claims import GroupedClaims, Note, Reading, SourceHints
from graph.model import Approved, Source, Unplaced
from graph.process.progress import observed
from graph.process.worker import exit_with_parent
from graph.sqlite.derive.parallel import ParallelBuilder
from graph.sqlite.ingest import add_readings
from graph.sqlite.schema.connection import UNSHARED_SETTINGS, WRITE_SETTINGS, explain_errors
from graph.sqlite.schema.driver import Connection
from graph.sqlite.upgrade import create_graph
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import concepts

if TYPE_CHECKING:
    from graph.claims import ClaimGroup
    from graph.process.client import Channel
    from graph.store import Added

SETTINGS: Final = (
    *WRITE_SETTINGS,
    *UNSHARED_SETTINGS,
    "locking_mode = exclusive",
    "cache_size = -49152",  # written in order and seldom read again; two threads sort smaller parts sooner
)


def load(channel: Channel) -> None:
    """Write one file, and send what was added; before that, the label of each step."""
    request = channel.receive()
    file = Path(request["file"])
    threading.Thread(target=_get_ready, daemon=True).start()
    try:
        with observed(lambda begun: channel.send(begun.label)):
            added = write_file(request, _readings(channel, request["readings"], file), file)
    except (EOFError, BrokenPipeError, SystemExit):
        delete_file(file)
        raise
    channel.send([one._asdict() for one in added])


def _get_ready() -> None:
    """Read what derivation needs of the vocabulary, while claims are written as they come; what fails, fails later."""
    with suppress(Exception):
        entries()
        concepts()


def write_file(request: dict[str, Any], readings: Iterator[Reading], file: Path) -> list[Added]:
    """Write readings into a new file, and sync it to the disk."""
    with explain_errors(Path(request["graph"])):
        with closing(Connection(file)) as connection, ParallelBuilder(file) as builder:
            for setting in SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            connection.execute("BEGIN")
            create_graph(connection)
            added = add_readings(connection, readings, request["approval"], Path(request["decisions"]), builder=builder)
            connection.execute("COMMIT")
        with closing(Connection(file)) as connection:
            connection.execute("PRAGMA journal_mode = wal")
        with file.open("rb+") as complete:
            os.fsync(complete.fileno())
    return added


def _readings(channel: Channel, count: int, file: Path) -> Iterator[Reading]:
    """Yield the readings that are received; their claims can be iterated once."""
    for _ in range(count):
        head, claims = channel.receive(), ReceivedClaims(channel)
        approvals = [Approved(**one) for one in head["approvals"]]
        yield Reading(Source(**head["source"]), claims, approvals, claims, SourceHints(**head["hints"]))
    exit_with_parent(channel, lambda: delete_file(file))
    threading.Thread(target=_sync, args=(file,), daemon=True).start()


def _sync(file: Path) -> None:
    """Write a file to the disk: that of the claims takes place while the graph is derived, so that less is left."""
    with suppress(OSError), file.open("rb+") as written:
        os.fsync(written.fileno())


class ReceivedClaims(GroupedClaims):
    """The claims of a reading as they are received, followed by its unplaced texts; can be iterated once."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._unplaced: list[Unplaced] | None = None

    def batches(self) -> Iterator[Sequence[ClaimGroup]]:
        """Yield the claims in groups, many at a time."""
        while batch := self._channel.receive():
            yield marshal.loads(batch)  # noqa: S302 (sent by the process that started this one)
        self._unplaced = [Unplaced(**one) for one in self._channel.receive()]

    @property
    def unplaced(self) -> list[Unplaced]:
        """Texts that no claim was made of; claims that were not iterated yet are skipped."""
        if self._unplaced is None:
            for _ in self.batches():
                pass
        return self._unplaced or []

    @property
    def notes(self) -> list[Note]:
        """Always empty: notes are not sent."""
        return []


def delete_file(file: Path) -> None:
    """Delete an unfinished file, and the files that SQLite and the parallel builder keep next to it."""
    for leftover in file.parent.glob(f"{file.name}*"):
        leftover.unlink(missing_ok=True)

"""Bulk first load: build a new file in a worker process, then replace the empty graph file with it atomically.

The worker (`graph.sqlite.bulk_load_worker`) writes the file on another core, without a journal, while this process
reads the claims and sends them. A load that ends early leaves the graph unchanged, and the worker deletes what it
wrote. Only an empty graph is loaded this way, and only while the caller holds the write lock on it: a process that
waits for the lock then finds the new file (see `graph.sqlite.schema.connection`).
"""

from __future__ import annotations

import contextlib
import marshal
import os
import shutil
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import StoreError
from graph.process.client import WorkerEndedError, WorkerProcess
from graph.sqlite.claim_writer import iter_rows

if TYPE_CHECKING:
    from graph.claims import Reading
    from graph.process.client import Message
    from graph.values import Approval

WORKER: Final = "graph.sqlite.bulk_load_worker:load"
MIN_CLAIMS: Final = 20_000  # fewer are written before a worker process has started
CLAIMS_PER_MESSAGE: Final = 1_024  # in larger batches, claims survive into the garbage collector's older generations


def should_bulk_load(readings: Sequence[Reading], min_claims: int | None = None) -> bool:
    """Whether a first load is large enough, and no source in it may replace another one."""
    if os.name != "posix":  # elsewhere an open file cannot be replaced
        return False
    names = {(reading.source.name, reading.source.edition, reading.source.language) for reading in readings}
    if len(names) < len(readings) or len({reading.source.id for reading in readings}) < len(readings):
        return False
    missing = MIN_CLAIMS if min_claims is None else min_claims
    for reading in readings:
        missing -= sum(1 for _ in islice(iter(reading.claims), missing))
        if missing <= 0:
            return True
    return False


def bulk_load(
    path: Path, readings: Sequence[Reading], approval: Approval | None, decisions: Path
) -> list[dict[str, Any]]:
    """Load readings into a new file, and replace an empty graph file with it (`decisions` as for `derive_graphs`).

    Returns:
        For each reading the fields of `Added`.

    Raises:
        AccordError: as for an ordinary load; the file is then unchanged.
    """
    path = path.resolve()  # keep a symbolic link
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.loading")
    for leftover in path.parent.glob(f".{path.name}.*.loading*"):  # of killed loads: this process holds the lock
        leftover.unlink(missing_ok=True)
    worker = WorkerProcess(WORKER)
    try:
        for message in _messages(
            {"graph": str(path), "file": str(unfinished), "decisions": str(decisions)}, readings, approval
        ):
            worker.send(message)
            if not worker.is_running:  # it sent the reason
                break
        added: list[dict[str, Any]] = worker.receive()
        shutil.copymode(path, unfinished)
        unfinished.replace(path)
        _sync_folder(path.parent)
    except WorkerEndedError:
        raise StoreError(
            "The load into {path} ended before it was complete; the graph is unchanged. It may have run out of memory.",
            path=path,
        ) from None
    finally:  # also on Ctrl-C
        worker.close()
        for leftover in path.parent.glob(f"{unfinished.name}*"):
            leftover.unlink(missing_ok=True)
    return added


def _messages(files: dict[str, str], readings: Sequence[Reading], approval: Approval | None) -> Iterator[Message]:
    """Yield the messages to the worker: the load, then for each reading its head, claims and unplaced texts."""
    yield {**files, "approval": approval, "readings": len(readings)}
    for reading in readings:
        yield {
            "source": reading.source.model_dump(mode="json"),
            "approvals": [one.model_dump(mode="json") for one in reading.approvals],
            "hints": reading.hints.known_fields(),
        }
        rows = iter_rows(reading.claims)
        while batch := list(islice(rows, CLAIMS_PER_MESSAGE)):
            yield marshal.dumps(batch)
        yield b""
        yield [text.model_dump(mode="json") for text in reading.remarks.unplaced]


def _sync_folder(folder: Path) -> None:
    """Write the names in a folder to the disk."""
    with contextlib.suppress(OSError):  # some file systems cannot open a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

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
import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from graph.claims import iter_batches
from graph.errors import StoreError, message
from graph.process.client import WorkerEndedError, WorkerProcess
from graph.process.progress import step

if TYPE_CHECKING:
    from graph.claims import ClaimGroup, Reading
    from graph.process.client import Message
    from graph.sqlite.schema.connection import SqliteFile
    from graph.sqlite.schema.limits import StoreLimits
    from graph.values import Approval

Batches: TypeAlias = "Iterator[Sequence[ClaimGroup]]"
WORKER: Final = "graph.sqlite.bulk_load_worker:load"
MESSAGES_AHEAD: Final = 32  # that wait for the worker; one of claims has some 80 kB


def begin_bulk_load(readings: Sequence[Reading], limits: StoreLimits) -> list[Batches] | None:
    """Return the claims of each reading, if a first load is large enough and no source in it may replace another one.

    To tell how large it is, the first claims are made; they are not made again.
    """
    if os.name != "posix":  # elsewhere an open file cannot be replaced
        return None
    names = {(reading.source.name, reading.source.edition, reading.source.language) for reading in readings}
    if len(names) < len(readings) or len({reading.source.id for reading in readings}) < len(readings):
        return None
    missing = limits.min_bulk_claims
    claims = [iter_batches(reading.claims, limits.groups_per_message) for reading in readings]
    for at, batches in enumerate(claims):
        begun: list[Sequence[ClaimGroup]] = []
        claims[at] = chain(begun, batches)
        for batch in batches:
            begun.append(batch)
            missing -= sum(len(statements) for _, _, statements in batch)
            if missing <= 0:
                return claims
    return None


def bulk_load(
    graph: SqliteFile, readings: Sequence[Reading], claims: Sequence[Batches], approval: Approval | None, *,
    worker_function: str | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """Load readings into a new file in a worker process, and replace an empty graph file with it.

    Args:
        graph: the empty graph, on which the caller holds the write lock.
        readings: the readings.
        claims: the claims of each, as `begin_bulk_load` returns them.
        approval: the approval of submissions that have none yet.
        worker_function: what the worker process runs, if not `WORKER`.

    Returns:
        For each reading the fields of `Added`.

    Raises:
        AccordError: as for an ordinary load; the file is then unchanged.
    """
    path = graph.path.resolve()  # keep a symbolic link
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.loading")
    for leftover in path.parent.glob(f".{path.name}.*.loading*"):  # of killed loads: this process holds the lock
        leftover.unlink(missing_ok=True)
    files = {"graph": str(path), "file": str(unfinished), "decisions": str(graph.decisions_path)}
    worker = WorkerProcess(worker_function or WORKER)
    try:
        _send(worker, _messages(files, readings, claims, approval))
        added = _receive_added(worker)
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


def _send(worker: WorkerProcess, messages: Iterable[Message]) -> None:
    """Send messages from a thread: while the worker writes what it has, and its pipe is full, the next are made."""
    waiting: Queue[Message | None] = Queue(MESSAGES_AHEAD)

    def send() -> None:
        while (message := waiting.get()) is not None:
            worker.send(message)

    sender = threading.Thread(target=send, daemon=True)
    sender.start()
    try:
        for each in messages:
            waiting.put(each)
            if not worker.is_running:  # it sent the reason
                break
    except BaseException:
        worker.kill()  # nothing is sent any more
        raise
    finally:
        waiting.put(None)
        sender.join()


def _messages(
    files: dict[str, str], readings: Sequence[Reading], claims: Sequence[Batches], approval: Approval | None
) -> Iterator[Message]:
    """Yield the messages to the worker: the load, then for each reading its head, claims and unplaced texts."""
    yield {**files, "approval": approval, "readings": len(readings)}
    for reading, batches in zip(readings, claims, strict=True):
        yield {
            "source": reading.source.model_dump(mode="json"),
            "approvals": [one.model_dump(mode="json") for one in reading.approvals],
            "hints": reading.hints.known_fields(),
        }
        for batch in batches:
            yield marshal.dumps(batch)  # type: ignore[arg-type]  # plain tuples and lists
        yield b""
        yield [text.model_dump(mode="json") for text in reading.remarks.unplaced]


def _receive_added(worker: WorkerProcess) -> list[dict[str, Any]]:
    """Return what the worker added; until then its steps are steps of this process."""
    with step(message("Deriving the graph of each audience")), contextlib.ExitStack() as shown:
        while isinstance(received := worker.receive(), str):
            shown.close()
            shown.enter_context(step(received))
    added: list[dict[str, Any]] = received
    return added


def _sync_folder(folder: Path) -> None:
    """Write the names in a folder to the disk."""
    with contextlib.suppress(OSError):  # some file systems cannot open a folder
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

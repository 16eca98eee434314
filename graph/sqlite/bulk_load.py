"""A first load that is large, made apart: in a file beside the graph that takes its place when it is whole.

A process of its own (`graph.sqlite.bulk_load_worker`) writes the file, on another core, while claims are made here and
sent to it through a pipe. Nobody reads what is not finished, so that it needs no journal; a load that ends early leaves
the graph as it was, and the process removes what it wrote. Only a graph in which there is nothing is loaded so, and
only while the caller holds the lock on it: whoever waits for that finds another file in its place (see
`graph.sqlite.schema.connection`).
"""

from __future__ import annotations

import contextlib
import json
import marshal
import os
import shutil
import struct
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from graph.errors import StoreError, error_of
from graph.process import OwnProcess, command
from graph.sqlite.claim_writer import tell

if TYPE_CHECKING:
    from graph.claims import Reading
    from graph.values import Approval

COMMAND: Final = command("graph.sqlite.bulk_load_worker")
MANY: Final = 20_000  # claims: fewer are written sooner than a process has begun
_AT_ONCE: Final = 1_024  # claims that are sent together: of more the garbage collector goes through some again


def worth_it(readings: Sequence[Reading]) -> bool:
    """Whether a first load of readings is made apart: many claims, and no source that may be in place of another."""
    if os.name != "posix":  # elsewhere a file that is open is not replaced
        return False
    names = {(reading.source.name, reading.source.edition, reading.source.language) for reading in readings}
    if len(names) < len(readings) or len({reading.source.id for reading in readings}) < len(readings):
        return False
    left = MANY
    for reading in readings:
        left -= sum(1 for _ in islice(iter(reading.claims), left))
        if left <= 0:
            return True
    return False


def make(path: Path, readings: Sequence[Reading], approval: Approval | None) -> list[dict[str, Any]]:
    """Make a graph of readings, put it in place of the file, and return what became of each (fields of `Added`).

    Raises:
        AccordError: what an ordinary load raises; then the file is as it was.
    """
    path = path.resolve()  # a link stays one
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.loading")
    for left in path.parent.glob(f".{path.name}.*.loading*"):  # of loads that were killed: this one holds the lock
        left.unlink(missing_ok=True)
    process = OwnProcess(COMMAND)
    try:
        added = _told(process, {"graph": str(path), "file": str(unfinished), "approval": approval}, readings)
        shutil.copymode(path, unfinished)
        unfinished.replace(path)
        _settle(path.parent)
    finally:  # whatever ends the load, Ctrl-C included
        process.close()
        for left in path.parent.glob(f"{unfinished.name}*"):
            left.unlink(missing_ok=True)
    return added


def _told(process: OwnProcess, asked: dict[str, Any], readings: Sequence[Reading]) -> list[dict[str, Any]]:
    """What the process answers that is sent the readings."""
    with contextlib.suppress(BrokenPipeError):  # it ended early, and says why
        _send(process.to, {**asked, "readings": len(readings)})
        for reading in readings:
            for part in _parts(reading):
                _send(process.to, part)
        process.to.flush()
    try:  # the pipe to it stays open meanwhile: it ends as soon as nobody waits any more
        answer = json.loads(process.back.read())
    except ValueError:
        raise StoreError(
            "The load into {path} ended before it was done; the graph is as it was. It may have had too little memory.",
            path=asked["graph"],
        ) from None
    if answer["is"] == "error":
        raise error_of(answer)
    added: list[dict[str, Any]] = answer["added"]
    return added


def _parts(reading: Reading) -> Iterator[Any]:
    """A reading in parts that `marshal` can send: its head, its claims, nothing, and what was not placed."""
    yield {
        "source": reading.source.model_dump(mode="json"),
        "approvals": [one.model_dump(mode="json") for one in reading.approvals],
    }
    said = tell(reading.claims)
    while some := list(islice(said, _AT_ONCE)):
        yield some
    yield []
    yield [text.model_dump(mode="json") for text in reading.remarks.unplaced]


def _send(pipe: BinaryIO | Any, part: Any) -> None:  # noqa: ANN401 (whatever marshal takes)
    data = marshal.dumps(part)
    pipe.write(struct.pack("<Q", len(data)))
    pipe.write(data)


def _settle(folder: Path) -> None:
    """Have the disk know the names in a folder."""
    with contextlib.suppress(OSError):  # some file systems do not let a folder be opened
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

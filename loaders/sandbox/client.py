"""Reads files in a process of its own, which has limits and is ended at the deadline; one serves many files.

What a parser of foreign files does in there, be it to loop, to eat memory or to crash, costs that file and no more.
What comes back is JSON that is checked against the models: never an object that the other side made.
"""

from __future__ import annotations

import atexit
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from graph.errors import SourceError, error_of
from graph.process import OwnProcess, command
from loaders.sandbox.limits import MEGABYTES, SECONDS, Limits, limits

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.base import File
    from loaders.templates.form_data import Checked

COMMAND: Final = command("loaders.sandbox.worker")


def guarded(reader: str, data: bytes, file: File) -> list[Reading]:
    """What a reader, called by its name, makes of a file, within the limits.

    Raises:
        AccordError: what the reader raises; or it took too much time or memory, or its process broke down.
    """
    from loaders.sandbox.serialization import unpacked

    return unpacked(_asked("read", reader, data, file))


def checked(reader: str, data: bytes, file: File) -> Checked:
    """What a reader of templates finds wrong with one, within the limits; for errors see `guarded`."""
    from pydantic import TypeAdapter

    from loaders.templates.form_data import Checked

    return TypeAdapter(Checked).validate_json(_asked("check", reader, data, file))


_running: list[OwnProcess] = []


def _asked(task: str, reader: str, data: bytes, file: File) -> bytes:
    """Send the file, and wait for the answer, as JSON, or the deadline."""
    bounds, process = limits(), _process()
    head = {"task": task, "reader": reader, "file": asdict(file), "size": len(data), "bytes": bounds.bytes}
    with process.deadline(bounds.seconds) as late:
        answer = _exchanged(process, json.dumps(head).encode() + b"\n", data)
    if answer is None:
        process.close()
        raise _too_slow(file, bounds) if late.is_set() else _broken(file, bounds)
    return _understood(answer, file, bounds)


def _exchanged(process: OwnProcess, head: bytes, data: bytes) -> bytes | None:
    """The answer; None where the process ended without one."""
    try:
        process.to.write(head)
        process.to.write(data)
        process.to.flush()
        size = process.back.readline()
        answer = process.back.read(int(size)) if size else b""
    except OSError:
        return None
    return answer if size and len(answer) == int(size) else None


def _process() -> OwnProcess:
    """The process that reads, started when the first file needs it, and anew where it has ended."""
    if _running and _running[0].runs:
        return _running[0]
    close()
    _running.append(OwnProcess(COMMAND))
    return _running[0]


@atexit.register
def close() -> None:
    """End the process that reads; the next file starts another."""
    while _running:
        _running.pop().close()


def _understood(answer: bytes, file: File, bounds: Limits) -> bytes:
    kind, _, body = answer.partition(b"\n")
    match kind:
        case b"made":
            return body
        case b"error":
            raise error_of(json.loads(body))
        case b"memory":
            raise _too_large(file, bounds)
        case b"deep":
            raise SourceError("{file} is nested too deep to be read.", file=file.name)
    raise SourceError(
        "{file} cannot be read: its reader stopped with {reason}. Please report it.", file=file.name,
        reason=body.decode("utf-8", "replace"),
    )  # fmt: skip


def _too_slow(file: File, bounds: Limits) -> SourceError:
    return SourceError(
        "{file} took longer than {seconds} seconds to read and was given up. Set {variable} to a larger number to let "
        "it take longer.",
        file=file.name,
        seconds=bounds.seconds,
        variable=SECONDS,
    )


def _too_large(file: File, bounds: Limits) -> SourceError:
    return SourceError(
        "{file} needs more than {megabytes} megabytes of memory to be read and was given up. Set {variable} to a "
        "larger number to let it take more.",
        file=file.name,
        megabytes=bounds.megabytes,
        variable=MEGABYTES,
    )


def _broken(file: File, bounds: Limits) -> SourceError:
    return SourceError(
        "{file} made its reader break down: it is damaged, or needs more than {megabytes} megabytes of memory "
        "({variable}). Export it again from its source.",
        file=file.name,
        megabytes=bounds.megabytes,
        variable=MEGABYTES,
    )

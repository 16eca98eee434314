"""Read files in a worker process with limits of time and memory; one worker serves many files.

A parser that loops, exhausts memory or crashes fails for that file only. The result is JSON that is validated against
the models, never a pickled object.
"""

from __future__ import annotations

import atexit
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from graph.errors import SourceError
from graph.process import WorkerEndedError, WorkerProcess, WorkerTimeoutError
from loaders.sandbox.limits import MEGABYTES, SECONDS, Limits, limits

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.base import File
    from loaders.templates.form_data import Checked

WORKER: Final = "loaders.sandbox.worker:serve"


def guarded(reader: str, data: bytes, file: File) -> list[Reading]:
    """Return the readings that the reader with a name makes of a file, within the limits.

    Raises:
        AccordError: the reader raised it, took too much time or memory, or crashed.
    """
    from loaders.sandbox.serialization import unpacked

    return unpacked(_request("read", reader, data, file))


def checked(reader: str, data: bytes, file: File) -> Checked:
    """Return the problems that a reader of templates finds in a file, within the limits; for errors see `guarded`."""
    from pydantic import TypeAdapter

    from loaders.templates.form_data import Checked

    return TypeAdapter(Checked).validate_json(_request("check", reader, data, file))


_running: list[WorkerProcess] = []


def _request(task: str, reader: str, data: bytes, file: File) -> bytes:
    """Send a file to the worker, and return its result."""
    bounds = limits()
    head = {"task": task, "reader": reader, "file": asdict(file), "bytes": bounds.bytes}
    try:
        answer = _worker().request(head, data, timeout=bounds.seconds)
    except WorkerTimeoutError:
        raise _too_slow(file, bounds) from None
    except WorkerEndedError:
        raise _broken(file, bounds) from None
    if isinstance(answer, bytes):
        return answer
    raise _failure(answer, file, bounds)


def _worker() -> WorkerProcess:
    """Return the running worker, or start one."""
    if _running and _running[0].is_running:
        return _running[0]
    close()
    _running.append(WorkerProcess(WORKER))
    return _running[0]


@atexit.register
def close() -> None:
    """Stop the worker; the next file starts another one."""
    while _running:
        _running.pop().close()


def _failure(answer: dict[str, Any], file: File, bounds: Limits) -> SourceError:
    match answer.get("failure"):
        case "memory":
            return _too_large(file, bounds)
        case "depth":
            return SourceError("{file} is nested too deep to be read.", file=file.name)
    return SourceError(
        "{file} cannot be read: its reader stopped with {reason}. Please report it.", file=file.name,
        reason=answer.get("reason"),
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

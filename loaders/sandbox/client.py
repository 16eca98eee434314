"""Read files in a worker process with limits of time and memory; one worker serves many files.

A parser that loops, exhausts memory or crashes fails for that file only. The result is JSON that is validated against
the models, never a pickled object.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from graph.errors import AccordError, ReaderFailedError, SourceError
from graph.process.client import DEBUG_VARIABLE, WorkerEndedError, WorkerProcess, WorkerTimeoutError
from loaders.sandbox.limits import MEGABYTES, SECONDS, Limits, limits

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.base import File, Reader

DOCUMENT_READER: Final = "loaders.documents.readers:DocumentReader"
DOCUMENT_ENDINGS: Final = {
    "pdf": (".pdf",),
    "docx": (".docx", ".docm"),
    "pptx": (".pptx", ".pptm", ".ppsx", ".potx"),
    "odt": (".odt", ".ott", ".fodt"),
    "eml": (".eml",),
    "html": (".html", ".htm", ".xhtml"),
    "markdown": (".md", ".markdown"),
}  # of documents that are always read in the worker process, by the variant of their reader
WORKER: Final = "loaders.sandbox.worker:serve"
ENVIRONMENT: Final = {"OPENBLAS_NUM_THREADS": "1"}  # the encoder of free text has threads of its own


def run_reader(reader: Reader, data: bytes, file: File, *, isolate: bool = True) -> list[Reading]:
    """Return what a reader makes of a file: in the worker process, unless the reader is safe for a file of its size.

    Args:
        reader: the reader.
        data: the bytes of the file.
        file: what is known of it.
        isolate: whether the worker process may be used.

    Raises:
        AccordError: the reader raised it, took too much time or memory, or crashed.
    """
    if not isolate or len(data) < reader.guard_from:
        return _read_here(reader, data, file)
    from loaders.sandbox.serialization import load_readings

    return load_readings(run_task("read", reader, data, file))


def _read_here(reader: Reader, data: bytes, file: File) -> list[Reading]:
    """Read a file in this process; what a reader raises, other than what it has to say, costs this file only."""
    try:
        return as_list(reader.read(data, file))
    except AccordError:
        raise
    except RecursionError:
        raise _too_deep(file) from None
    except Exception as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        raise _stopped(file, repr(error)) from error


def as_list(made: Reading | Sequence[Reading]) -> list[Reading]:
    """Return what a reader made, one reading or several, as a list."""
    return list(made) if isinstance(made, Sequence) else [made]


_running: list[WorkerProcess] = []
_meanwhile: list[Callable[[], None]] = []  # see `start_early`


def run_task(task: str, reader: Reader, data: bytes, file: File) -> bytes:
    """Return the result, as JSON, of a task that the worker does with a reader; for errors see `run_reader`."""
    bounds = limits()
    kind = f"{type(reader).__module__}:{type(reader).__qualname__}"
    head = {
        "task": task, "reader": kind, "variant": reader.variant, "file": asdict(file), "bytes": bounds.bytes,
    }  # fmt: skip
    while _meanwhile:
        threading.Thread(target=_meanwhile.pop(), daemon=True).start()
    try:
        answer = start().request(head, data, timeout=bounds.seconds)
    except WorkerTimeoutError:
        raise _too_slow(file, bounds) from None
    except WorkerEndedError:
        raise _broken(file, bounds) from None
    if isinstance(answer, bytes):
        return answer
    raise _failure(answer, file, bounds)


def start(worker_function: str = WORKER, *arguments: str) -> WorkerProcess:
    """Return the running worker, or start one that runs the given function with some arguments."""
    if _running and _running[0].is_running:
        return _running[0]
    close()
    _running.append(WorkerProcess(worker_function, *arguments, environment=ENVIRONMENT))
    return _running[0]


def document_variant(path: str) -> str | None:
    """Return the variant of the reader of a document, by the ending of its name; None for other files."""
    name = path.casefold()
    return next((one for one, endings in DOCUMENT_ENDINGS.items() if name.endswith(endings)), None)


def start_early(paths: Sequence[str], meanwhile: Callable[[], None] | None = None) -> None:
    """Start the worker for the first of some files, if that is a document which it will read.

    The worker then imports what it needs while this process imports what comes before the first request.

    Args:
        paths: the files.
        meanwhile: what this process does, in a thread, while the worker reads the first document.
    """
    if variant := document_variant(paths[0] if paths else ""):
        start(WORKER, DOCUMENT_READER, variant)
        _meanwhile.extend(filter(None, [meanwhile]))


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
            return _too_deep(file)
    return _stopped(file, str(answer.get("reason")))


def _too_deep(file: File) -> SourceError:
    return SourceError("{file} is nested too deep to be read.", file=file.name)


def _stopped(file: File, reason: str) -> ReaderFailedError:
    return ReaderFailedError(
        "{file} cannot be read: its reader stopped with {reason}. Please report it.", file=file.name, reason=reason
    )


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

"""Reads files in a process of its own, which has limits and is ended at the deadline; one serves many files.

What a parser of foreign files does in there, be it to loop, to eat memory or to crash, costs that file and no more.
What comes back is JSON that is checked against the models: never an object that the other side made.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from graph import errors
from graph.errors import AccordError, SourceError
from loaders.limits import MEGABYTES, SECONDS, Limits, limits

if TYPE_CHECKING:
    from graph.claims import Reading
    from loaders.reader import File
    from loaders.templates.filled import Checked

COMMAND: Final = (sys.executable, "-P", "-m", "loaders.sandbox_child")  # -P: never from the folder we stand in
DEBUG: Final = "ACCORD_DEBUG"


def guarded(reader: str, data: bytes, file: File) -> list[Reading]:
    """What a reader, called by its name, makes of a file, within the limits.

    Raises:
        AccordError: what the reader raises; or it took too much time or memory, or its process broke down.
    """
    from loaders.handed import unpacked

    return unpacked(_child().ask("read", reader, data, file, limits()))


def checked(reader: str, data: bytes, file: File) -> Checked:
    """What a reader of templates finds wrong with one, within the limits; for errors see `guarded`."""
    from pydantic import TypeAdapter

    from loaders.templates.filled import Checked

    return TypeAdapter(Checked).validate_json(_child().ask("check", reader, data, file, limits()))


@dataclass(slots=True)
class _Child:
    process: subprocess.Popen[bytes]

    def ask(self, task: str, reader: str, data: bytes, file: File, bounds: Limits) -> bytes:
        """Send the file, and wait for the answer, as JSON, or the deadline."""
        late = threading.Event()
        timer = threading.Timer(bounds.seconds, self._end, [late])
        timer.daemon = True
        timer.start()
        try:
            answer = self._exchange(task, reader, data, file, bounds)
        finally:
            timer.cancel()
        if answer is None:
            self.close()
            raise _too_slow(file, bounds) if late.is_set() else _broken(file, bounds)
        return _understood(answer, file, bounds)

    def _end(self, late: threading.Event) -> None:
        late.set()
        self.process.kill()

    def _exchange(self, task: str, reader: str, data: bytes, file: File, bounds: Limits) -> bytes | None:
        """The answer; None where the process ended without one."""
        head = {"task": task, "reader": reader, "file": asdict(file), "size": len(data), "bytes": bounds.bytes}
        to, back = _pipes(self.process)
        try:
            to.write(json.dumps(head).encode() + b"\n")
            to.write(data)
            to.flush()
            size = back.readline()
            answer = back.read(int(size)) if size else b""
        except (BrokenPipeError, OSError):
            return None
        return answer if size and len(answer) == int(size) else None

    def close(self) -> None:
        """End the process, if it has not ended by itself."""
        self.process.kill()
        for pipe in _pipes(self.process):
            try:
                pipe.close()
            except OSError:  # what was not sent yet cannot be sent any more
                continue
        self.process.wait()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("started without pipes")
    return process.stdin, process.stdout


_running: list[_Child] = []


def _child() -> _Child:
    """The process that reads, started when the first file needs it, and anew where it has ended."""
    if _running and _running[0].process.poll() is None:
        return _running[0]
    close()
    process = subprocess.Popen(  # noqa: S603 (our own interpreter with our own module)
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=None if os.environ.get(DEBUG) else subprocess.DEVNULL,
    )  # fmt: skip
    _running.append(_Child(process))
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
            raise _rebuilt(json.loads(body))
        case b"memory":
            raise _too_large(file, bounds)
        case b"deep":
            raise SourceError("{file} is nested too deep to be read.", file=file.name)
    raise SourceError(
        "{file} cannot be read: its reader stopped with {reason}. Please report it.", file=file.name,
        reason=body.decode("utf-8", "replace"),
    )  # fmt: skip


def _rebuilt(told: dict[str, Any]) -> AccordError:
    """The error that was raised over there."""
    kind = getattr(errors, str(told["kind"]), SourceError)
    if not (isinstance(kind, type) and issubclass(kind, AccordError)):
        kind = SourceError
    return kind(told["template"], **told["values"])


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

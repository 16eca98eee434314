"""Processes of our own: a module of ours that runs apart, under the same interpreter, and is asked through pipes.

What must not cost the process that asks is done so: a parser that loops or eats memory, a library that crashes. Its
side of it is in `graph.process_worker`. What both say to each other is a matter of the two modules.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

PIPE: Final = 1 << 20  # bytes that wait in a pipe, where that can be said: either side is seldom kept waiting
DEBUG: Final = "ACCORD_DEBUG"  # where it is set, what such a process says as errors is shown
_ROOT: Final = Path(__file__).parent.parent
_INSTALLED: Final = ("site-packages", "dist-packages")


def command(module: str) -> tuple[str, ...]:
    """What starts a module as a process of its own."""
    return (sys.executable, "-P", "-m", module)  # -P: never from the folder we stand in


class OwnProcess:
    """A process that was started, with a pipe `to` it and one `back`; leaving a `with` ends it.

    Args:
        command: what starts it, see `command`.
        usual: variables of its environment, where ours does not have them.
    """

    def __init__(self, command: Sequence[str], usual: Mapping[str, str] | None = None) -> None:
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter with our own module)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pipesize=PIPE,
            stderr=None if os.environ.get(DEBUG) else subprocess.DEVNULL,
            env={**(usual or {}), **_environment()},
        )  # fmt: skip
        self._killed = False
        self.to, self.back = _pipes(self._process)

    @property
    def runs(self) -> bool:
        """Whether it is there to be asked."""
        return not self._killed and self._process.poll() is None

    def answer(self, request: bytes) -> bytes:
        """All that it answers to one request, after which it ends; what came of it where it ended early."""
        with contextlib.suppress(BrokenPipeError):
            self.to.write(request)
            self.to.close()
        return self.back.read()

    @contextlib.contextmanager
    def deadline(self, seconds: float) -> Iterator[threading.Event]:
        """Kill it after so many seconds, if what is done `with` this takes longer; the event tells whether it did."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield late
        finally:
            timer.cancel()

    def kill(self) -> None:
        """Kill it, from whichever thread; whoever waits for an answer gets what there is of it."""
        self._killed = True
        self._process.kill()

    def close(self) -> None:
        """End it, if it has not ended by itself, and forget what was not sent yet."""
        self.kill()
        for pipe in (self.to, self.back):
            with contextlib.suppress(OSError):  # what was not sent yet cannot be sent any more
                pipe.close()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("started without pipes")
    return process.stdin, process.stdout


def _environment() -> dict[str, str]:
    """Our environment, in which the process finds the code that runs here, even if only `sys.path` knew where."""
    if _ROOT.name in _INSTALLED:  # it is found there anyway, and must not come before Python's own modules
        return dict(os.environ)
    found = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(found)}

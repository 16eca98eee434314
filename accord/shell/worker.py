"""A process of its own runs what the shell is asked, so that Ctrl-C ends any of it, and nothing ends the shell.

It has its imports before the first question, and answers one after the other. `accord sql` bounds the memory of its
whole process for good; the process is replaced after it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from types import FrameType

INTERRUPTED: Final = 130
BROKEN: Final = 70
GRACE_SECONDS: Final = 1.0  # for what was interrupted to end by itself, its own processes included
WARM: Final = (
    "accord.commands.ask.questions",
    "accord.output.answer",
    "accord.output.table",
    "graph.sqlite.store",
    "queries.ask",
)
_ONCE: Final = "sql"


class Worker:
    """Runs command lines of Accord, one at a time."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def start(self) -> None:
        """Have a process ready."""
        if self._process is not None and self._process.is_alive():
            return
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs,))
        self._process.start()
        theirs.close()

    def run(self, arguments: Sequence[str], environment: Mapping[str, str]) -> int:
        """Run a command line that prints where the shell prints; returns its exit code.

        Args:
            arguments: what stands behind "accord".
            environment: variables that it needs beside those of the shell, credentials included.
        """
        self.start()
        assert self._connection is not None  # noqa: S101 (start made it)
        try:
            self._connection.send((list(arguments), dict(environment)))
            code = self._answer()
        except (EOFError, OSError):  # it crashed
            self.stop()
            return BROKEN
        if _ONCE in arguments:
            self.stop()
            self.start()
        return code

    def _answer(self) -> int:
        assert self._connection is not None  # noqa: S101
        try:
            self._connection.poll(None)
            return int(self._connection.recv())
        except KeyboardInterrupt:
            return self._interrupted()

    def _interrupted(self) -> int:
        """Let it end by itself, and end it where it does not."""
        if self._process is None or self._connection is None or self._process.pid is None:
            return INTERRUPTED
        with contextlib.suppress(KeyboardInterrupt):  # a second Ctrl-C: at once
            with contextlib.suppress(OSError):
                os.kill(self._process.pid, signal.SIGINT)
            if self._connection.poll(GRACE_SECONDS):
                return int(self._connection.recv())
        self.stop()
        return -INTERRUPTED

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None


def work(requests: Connection) -> None:
    """Answer requests until the shell ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # there is nothing to interrupt yet
    from accord.cli import main

    _warm()
    with contextlib.suppress(EOFError, OSError):
        while True:
            arguments, environment = requests.recv()
            os.environ.update(environment)
            signal.signal(signal.SIGINT, _interrupt)
            try:
                main(arguments)
                code = 0
            except SystemExit as ended:
                code = ended.code if isinstance(ended.code, int) else 1
            except KeyboardInterrupt:  # while it said that it was interrupted
                code = INTERRUPTED
            finally:
                signal.signal(signal.SIGINT, signal.SIG_IGN)
            sys.stdout.flush()
            requests.send(code)


def _warm() -> None:
    """Import what nearly every question needs."""
    for name in WARM:
        import_module(name)


def _interrupt(_: int, __: FrameType | None) -> None:
    """Interrupt once: what puts things in order after that is left alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt

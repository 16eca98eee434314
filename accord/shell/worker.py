"""Run the command lines of the shell in a worker process, so that Ctrl-C stops any of them and never the shell.

The worker has imported what most questions need, and runs one command line after another. `accord sql` limits the
memory of its process permanently, so the worker is replaced after it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final

from graph.process import WorkerEndedError, WorkerProcess

if TYPE_CHECKING:
    from types import FrameType

    from graph.process import Channel

WORKER: Final = "accord.shell.worker:serve"
INTERRUPTED: Final = 130  # exit codes
CRASHED: Final = 70
GRACE_SECONDS: Final = 1.0  # for an interrupted command to end by itself, with its own processes
PRELOADED_MODULES: Final = (
    "accord.commands.ask.questions",
    "accord.output.answer",
    "accord.output.table",
    "graph.sqlite.store",
    "queries.ask",
)
_SINGLE_USE_COMMAND: Final = "sql"


class Worker:
    """Runs command lines of Accord, one at a time."""

    def __init__(self) -> None:
        self._process: WorkerProcess | None = None

    def start(self) -> WorkerProcess:
        """Return the running process, or start one."""
        if self._process is None or not self._process.is_running:
            self.stop()
            self._process = WorkerProcess(WORKER, keeps_output=True)
        return self._process

    def run(self, arguments: Sequence[str], environment: Mapping[str, str]) -> int:
        """Run a command line that prints where the shell prints; return its exit code.

        Args:
            arguments: what follows "accord".
            environment: variables to set in addition to those of the shell, such as a password.
        """
        process = self.start()
        process.send({"arguments": list(arguments), "environment": dict(environment)})
        try:
            code = int(process.receive())
        except KeyboardInterrupt:
            code = self._interrupt(process)
        except WorkerEndedError:
            self.stop()
            return CRASHED
        if _SINGLE_USE_COMMAND in arguments:
            self.stop()
            self.start()
        return code

    def _interrupt(self, process: WorkerProcess) -> int:
        """Let the command end by itself, and stop the process if it does not; return an exit code."""
        with contextlib.suppress(KeyboardInterrupt, WorkerEndedError):  # a second Ctrl-C stops it at once
            with contextlib.suppress(OSError):
                os.kill(process.pid, signal.SIGINT)
            with process.deadline(GRACE_SECONDS):
                return int(process.receive())
        self.stop()
        return -INTERRUPTED

    def stop(self) -> None:
        """Stop the process, if there is one."""
        if self._process is not None:
            self._process.close()
        self._process = None


def serve(channel: Channel) -> None:
    """Run command lines until the shell ends."""
    from accord.cli import main

    for name in PRELOADED_MODULES:
        import_module(name)
    while True:
        request = channel.receive()
        os.environ.update(request["environment"])
        signal.signal(signal.SIGINT, _interrupt_once)
        try:
            main(request["arguments"])
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except KeyboardInterrupt:  # while it reported the interruption
            code = INTERRUPTED
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.stdout.flush()
        channel.send(code)


def _interrupt_once(_: int, __: FrameType | None) -> None:
    """Interrupt the command, and let its clean-up run undisturbed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt

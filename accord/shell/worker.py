"""Run the command lines of the shell in a worker process, so that Ctrl-C stops any of them and never the shell.

The worker has imported what most questions need, and runs one command line after another. `accord sql` limits the
memory of its process permanently, so the worker is replaced after it.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Mapping, Sequence
from typing import Final

from graph.process.client import WorkerEndedError, WorkerProcess

WORKER: Final = "accord.cli:serve"
INTERRUPTED: Final = 130  # exit codes
CRASHED: Final = 70
GRACE_SECONDS: Final = 1.0  # for an interrupted command to end by itself, with its own processes
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

"""Run a function in a worker process, and exchange messages with it through pipes.

Used to isolate code that may crash, hang or exhaust memory, and to use a second core. A worker is named by
"module:function"; `graph.process.worker` imports and calls it in a new Python process, with a `Channel` as its first
argument. A message is `bytes`, a JSON value, or an error that the receiving side raises. Objects are never pickled: a
process that reads foreign files cannot make the other one run code.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self, TypeAlias, cast

from graph.errors import AccordError, deserialize_error, serialize_error

Message: TypeAlias = Any  # bytes, or whatever JSON can hold
PIPE_BYTES: Final = 1 << 20  # buffered by a pipe where the system allows it, so that neither side waits for the other
MAX_MESSAGE_BYTES: Final = 1 << 32
DEBUG_VARIABLE: Final = "ACCORD_DEBUG"  # if set, the error output of workers is shown
_COMMAND: Final = (sys.executable, "-P", "-m", "graph.process.worker")  # -P: import nothing from the current folder
_ROOT: Final = Path(__file__).parents[2]
_INSTALLED: Final = ("site-packages", "dist-packages")
_HEADER: Final = struct.Struct("<cQ")  # the kind of message, and its length in bytes
_BYTES, _JSON, _ERROR = b"b", b"j", b"e"
_STARTED: ContextVar[list[WorkerProcess] | None] = ContextVar("workers that were started", default=None)


@contextlib.contextmanager
def killing_workers() -> Iterator[None]:
    """Kill the workers that were started in the block, and in threads with its context, and still run at its end.

    For work in a thread that nobody waits for any longer: the thread itself cannot be stopped, its worker can.
    """
    started: list[WorkerProcess] = []
    token = _STARTED.set(started)
    try:
        yield
    finally:
        _STARTED.reset(token)
        for worker in started:
            if worker.is_running:
                worker.kill()


class WorkerEndedError(Exception):
    """Raised when a worker ended without an answer: it crashed, or the system stopped it."""


class WorkerTimeoutError(WorkerEndedError):
    """Raised when a worker was stopped because it did not answer in time."""


class Channel:
    """One end of a connection between two processes, over a pipe in each direction.

    Args:
        source: the pipe to receive from.
        target: the pipe to send to.
    """

    def __init__(self, source: BinaryIO, target: BinaryIO) -> None:
        self._source = source
        self._target = target

    def send(self, message: Message) -> None:
        """Send bytes or a JSON value.

        Raises:
            OSError: when the other process has ended.
        """
        if isinstance(message, bytes):
            self._send(_BYTES, message)
        else:
            self._send(_JSON, json.dumps(message).encode())

    def send_error(self, error: AccordError) -> None:
        """Send an error, to be raised by `receive` in the other process."""
        self._send(_ERROR, json.dumps(serialize_error(error)).encode())

    def receive(self) -> Message:
        """Return the next message.

        Raises:
            EOFError: the other process has ended, or sends nothing more.
            ValueError: its answer is not a message.
            AccordError: the error that it sent.
        """
        header = self._source.read(_HEADER.size)
        if len(header) < _HEADER.size:
            raise EOFError
        kind, length = _HEADER.unpack(header)
        if kind not in (_BYTES, _JSON, _ERROR) or length > MAX_MESSAGE_BYTES:
            raise ValueError(header)
        payload = self._source.read(length)
        if len(payload) < length:
            raise EOFError
        if kind == _BYTES:
            return payload
        value = json.loads(payload)
        if kind == _ERROR:
            raise deserialize_error(value)
        return value

    def wait_for_end(self) -> None:
        """Wait until the other process closes its end; anything that it sends meanwhile is dropped."""
        while os.read(self._source.fileno(), PIPE_BYTES):
            pass

    def close(self) -> None:
        """Close both pipes; what was not sent yet is dropped."""
        for pipe in (self._target, self._source):
            with contextlib.suppress(OSError):
                pipe.close()

    def _send(self, kind: bytes, payload: bytes) -> None:
        self._target.write(_HEADER.pack(kind, len(payload)))
        self._target.write(payload)
        self._target.flush()


class WorkerProcess:
    """A function that runs in a process of its own; a context manager that stops the process.

    Args:
        worker: the function, as "module:function".
        arguments: strings that the function is called with, after its channel.
        environment: default values of environment variables.
        keeps_output: whether what the worker prints goes where this process prints; otherwise it is discarded.
    """

    def __init__(
        self, worker: str, *arguments: str, environment: Mapping[str, str] | None = None, keeps_output: bool = False
    ) -> None:
        variables = {**(environment or {}), **worker_environment()}
        start = _start_with_output if keeps_output else _start
        self._process, self._channel = start([worker, *arguments], variables)
        self._killed = False
        started = _STARTED.get()
        if started is not None:
            started.append(self)

    @property
    def pid(self) -> int:
        """The process identifier."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether the process can be sent requests."""
        return not self._killed and self._process.poll() is None

    def request(self, *messages: Message, timeout: float | None = None) -> Message:
        """Send messages, and return the answer.

        Args:
            messages: what is sent.
            timeout: seconds after which the worker is stopped.

        Raises:
            AccordError: the error that the worker sent.
            WorkerTimeoutError: it did not answer in time.
            WorkerEndedError: it ended without an answer.
        """
        with self.deadline(timeout) as expired:
            try:
                for message in messages:
                    self.send(message)
                return self.receive()
            except AccordError:
                raise
            except WorkerEndedError as error:
                raise WorkerTimeoutError if expired.is_set() else error  # noqa: B904 (the cause is the deadline)
            except BaseException:  # such as Ctrl-C: a late answer would be taken for that to the next request
                self.close()
                raise

    def send(self, message: Message) -> None:
        """Send a message; if the worker has ended, `receive` raises the reason that it sent, or `WorkerEndedError`."""
        with contextlib.suppress(OSError, ValueError):  # ValueError: the pipe was closed
            self._channel.send(message)

    def receive(self) -> Message:
        """Return the next message of the worker.

        Raises:
            AccordError: the error that the worker sent.
            WorkerEndedError: it ended without an answer.
        """
        try:
            return self._channel.receive()
        except (EOFError, OSError, ValueError, LookupError, TypeError, AttributeError) as error:  # or no valid message
            self.close()
            raise WorkerEndedError from error

    @contextlib.contextmanager
    def deadline(self, seconds: float | None) -> Iterator[threading.Event]:
        """Kill the process if the block takes longer than some seconds; the event is set if it was killed."""
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            self.kill()

        timer = threading.Timer(seconds, expire) if seconds is not None else None
        if timer:
            timer.daemon = True
            timer.start()
        try:
            yield expired
        finally:
            if timer:
                timer.cancel()

    def kill(self) -> None:
        """Kill the process; may be called from any thread. A waiting `receive` raises `WorkerEndedError`."""
        self._killed = True
        self._process.kill()

    def close(self) -> None:
        """Stop the process if it still runs, and close its pipes."""
        self.kill()
        self._channel.close()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _start(arguments: list[str], environment: Mapping[str, str]) -> tuple[subprocess.Popen[bytes], Channel]:
    """Start a worker that is connected through its standard input and output."""
    process = subprocess.Popen(  # noqa: S603 (this interpreter with a module of this project)
        [*_COMMAND, "0", "1", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, pipesize=PIPE_BYTES,
        stderr=None if os.environ.get(DEBUG_VARIABLE) else subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    return process, Channel(cast("BinaryIO", process.stdout), cast("BinaryIO", process.stdin))


def _start_with_output(arguments: list[str], environment: Mapping[str, str]) -> tuple[subprocess.Popen[bytes], Channel]:
    """Start a worker that is connected through two more descriptors, and prints where this process prints."""
    their_source, our_target = os.pipe()
    our_source, their_target = os.pipe()
    inherited = (their_source, their_target)
    try:
        if sys.platform == "win32":
            import msvcrt

            handles = [msvcrt.get_osfhandle(descriptor) for descriptor in inherited]
            for handle in handles:
                os.set_handle_inheritable(handle, True)  # noqa: FBT003 (its own interface)
            process = subprocess.Popen(  # noqa: S603 (see above)
                [*_COMMAND, *map(str, handles), *arguments], stdin=subprocess.DEVNULL, env=environment,
                startupinfo=subprocess.STARTUPINFO(lpAttributeList={"handle_list": handles}),
            )  # fmt: skip
        else:
            process = subprocess.Popen(  # noqa: S603 (see above)
                [*_COMMAND, *map(str, inherited), *arguments], stdin=subprocess.DEVNULL, env=environment,
                pass_fds=inherited,
            )  # fmt: skip
    finally:
        for descriptor in inherited:
            os.close(descriptor)
    return process, Channel(os.fdopen(our_source, "rb"), os.fdopen(our_target, "wb"))


def worker_environment(root: Path = _ROOT) -> dict[str, str]:
    """Return this process's environment, with the folder of the code in `PYTHONPATH` unless it is installed."""
    if root.name in _INSTALLED:  # Python finds it, and it must not come before the standard library
        return dict(os.environ)
    folders = [str(root), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}

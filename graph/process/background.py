"""Work that runs in a thread, so that whoever waits for it can say so, stop waiting, or be interrupted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Background(Generic[Result]):
    """A function that runs in a thread of its own.

    A thread cannot be ended: one that is still at work goes on beside, and ends with the program at the latest.

    Args:
        work: the function.
        name: of the thread.
    """

    def __init__(self, work: Callable[[], Result], name: str) -> None:
        self._outcome: SimpleQueue[tuple[Result | None, BaseException | None]] = SimpleQueue()
        self._work = work
        threading.Thread(target=self._run, name=name, daemon=True).start()

    def _run(self) -> None:
        try:
            self._outcome.put((self._work(), None))
        except BaseException as error:  # noqa: BLE001 (raised by whoever waits)
            self._outcome.put((None, error))

    def result(self, seconds: float | None = None) -> Result:
        """Return the result of the function; what it raises is raised here.

        Args:
            seconds: how long it is waited for; by default to the end.

        Raises:
            TimeoutError: it takes longer.
        """
        try:
            result, error = self._outcome.get(timeout=seconds)
        except Empty:
            raise TimeoutError from None
        if error is not None:
            raise error
        return result  # type: ignore[return-value]  # there is a result where there is no error

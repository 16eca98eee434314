"""Stop waiting for work that does not end by itself: a server ends a query only where the query lets it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Final, TypeVar

from graph.adhoc.limits import Limits, timeout_error

GRACE_SECONDS: Final = 1.0  # in which a server says itself that time is up
Result = TypeVar("Result")


def wait_for(work: Callable[[], Result], limits: Limits) -> Result:
    """Return the result of a function that runs in a thread; what the function raises is raised here.

    A thread cannot be ended: one that is still at work then goes on beside, and ends with the program at the latest.

    Raises:
        UsageError: the function takes longer than the limit and a second.
    """
    outcome: SimpleQueue[tuple[Result | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            outcome.put((work(), None))
        except BaseException as error:  # noqa: BLE001 (raised by the caller)
            outcome.put((None, error))

    threading.Thread(target=run, name="accord-query", daemon=True).start()
    try:
        result, error = outcome.get(timeout=limits.seconds + GRACE_SECONDS)
    except Empty:
        raise timeout_error(limits) from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value]  # there is a result where there is no error

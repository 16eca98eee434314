"""Stop waiting for work that does not end by itself: a server ends a query only where the query lets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from graph.adhoc.limits import Limits, timeout_error
from graph.process.background import Background

GRACE_SECONDS: Final = 1.0  # in which a server says itself that time is up
Result = TypeVar("Result")


def wait_for(work: Callable[[], Result], limits: Limits) -> Result:
    """Return the result of a function that runs in a thread; what the function raises is raised here.

    Raises:
        UsageError: the function takes longer than the limit and a second.
    """
    asked = Background(work, "accord-query")
    try:
        return asked.result(limits.seconds + GRACE_SECONDS)
    except TimeoutError:
        raise timeout_error(limits) from None

"""Work that does not end by itself is not waited for; what it raises reaches the caller."""

from __future__ import annotations

import threading

import pytest

from graph.adhoc.deadline import wait_for
from graph.adhoc.limits import Limits
from graph.errors import UsageError


def test_work_that_does_not_end_is_not_waited_for():
    released = threading.Event()
    try:
        with pytest.raises(UsageError, match=r"longer than 0\.1 seconds"):
            wait_for(released.wait, Limits(seconds=0.1))
    finally:
        released.set()


def test_a_result_and_an_error_reach_the_caller():
    assert wait_for(lambda: 7, Limits()) == 7
    with pytest.raises(ZeroDivisionError):
        wait_for(lambda: 1 // 0, Limits())

"""A server that does not answer is waited for with a word, and not for ever."""

from __future__ import annotations

import threading

import pytest

from graph.errors import StoreError
from graph.neo4j.address import address
from graph.neo4j.driver import WAITING, wait_for_server
from graph.process.progress import observed

SERVER = address("bolt://127.0.0.1:7687", {})


def test_what_is_waited_for_is_a_step_and_then_an_error():
    steps = []
    never = threading.Event()
    with (
        observed(lambda begun: steps.append(begun.label.format(**begun.values))),
        pytest.raises(StoreError, match="accepts connections and has not answered"),
    ):
        wait_for_server(never.wait, SERVER, 0.05, note=0.01)
    never.set()
    assert steps == [f"Waiting for the Neo4j server at {SERVER}"]


def test_a_late_answer_is_an_answer():
    steps = []
    late = threading.Event()
    with observed(lambda begun: (steps.append(begun.label), late.set())):
        assert wait_for_server(lambda: late.wait(30), SERVER, note=0.01)
    assert steps == [WAITING]


def test_what_goes_wrong_is_raised_where_it_is_waited_for():
    with pytest.raises(ZeroDivisionError):
        wait_for_server(lambda: 1 // 0, SERVER)
    assert wait_for_server(lambda: 7, SERVER, 5) == 7

"""A push that fails asks nothing more of its server."""

from __future__ import annotations

import time
from unittest.mock import MagicMock

import pytest

from graph.neo4j import push
from graph.neo4j.connection import SCHEMA, State


class BrokenError(Exception):
    """What reading the rows raises here."""


def test_no_statement_is_planned_for_a_small_graph_that_cannot_be_read(monkeypatch):
    planned = []

    def fail(*_):
        raise BrokenError

    monkeypatch.setattr(push, "create_indexes", lambda *_, **__: time.sleep(0.3))
    monkeypatch.setattr(push, "plan_statements", lambda *_: planned.append(1))
    monkeypatch.setattr(push, "number_graph", MagicMock())
    monkeypatch.setattr(push, "iter_steps", fail)
    load = push.Load(MagicMock(), MagicMock(), State(SCHEMA, None, None), [("RETURN 1", {})])
    with pytest.raises(BrokenError):
        load.write_at_once(MagicMock(), MagicMock())
    assert not planned

"""A graph file with one small reading."""

from __future__ import annotations

import pytest

from graph.sqlite.store import SqliteStore
from tests.helpers.graphs import portal


@pytest.fixture
def path(tmp_path):
    return tmp_path / "graph.db"


@pytest.fixture
def store(path):
    made = SqliteStore(path, create=True)
    made.add([portal()])
    return made

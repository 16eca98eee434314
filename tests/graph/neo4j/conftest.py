"""What tests of graphs on a server share."""

from __future__ import annotations

import pytest

from graph.sqlite.store import SqliteStore
from tests.helpers.two_editions import build


@pytest.fixture
def server(neo4j_server):
    """The server, with nothing in its database."""
    neo4j_server.clear()
    return neo4j_server


@pytest.fixture
def graph(tmp_path):
    """A small graph with some of everything."""
    return SqliteStore(build(tmp_path / "accord.db"))

"""A started server for tests, one for each process that runs them; where it cannot be, CI fails and others skip."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.neo4j_server.maven import MissingError
from tests.neo4j_server.server import Server, fetched, libraries


def started(version: str, folder: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a version, stopped in the end."""
    try:
        libraries(version)
        server = Server(version, folder.mktemp("neo4j") / "home")
        server.start()
    except MissingError as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the version with long-term support."""
    yield from started(fetched()[0], tmp_path_factory)


@pytest.fixture(scope="module")
def newer_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the newest version that this machine has a Java for, which may be the one with long-term support."""
    _, *newer = fetched()
    if newer:
        yield from started(newer[-1], tmp_path_factory)
    else:
        yield request.getfixturevalue("neo4j_server")

"""Open a store on a started server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from graph.neo4j.address import address
from graph.neo4j.store import Neo4jStore

if TYPE_CHECKING:
    from graph.values import Audience
    from tests.neo4j_server.server import Server


@contextmanager
def opened(server: Server, audience: Audience | None = None, **environment: str) -> Iterator[Neo4jStore]:
    """A store on a server, as `Neo4jStore` opens it, with more variables of the environment; closed in the end."""
    with Neo4jStore(address(server.uri, server.environment | environment), audience) as store:
        yield store

"""The engines that have to answer as the SQLite file does.

An engine is a context manager that takes a fixture's value, a `SqliteStore` and an audience, and gives what has
`view(audience, language)`. One more is one more entry of `OTHERS`: the fixture that it needs, and the context manager.
"""

from __future__ import annotations

from contextlib import contextmanager

from graph.neo4j.address import address
from graph.neo4j.push import number_graph
from graph.neo4j.store import Neo4jStore
from graph.sqlite.schema.claim_numbers import read_claim_numbers
from tests.contract.kglite_engine import Copy


@contextmanager
def on_neo4j(server, store, audience):
    with Neo4jStore(address(server.uri, server.environment), audience) as there:
        there.push(store, audience)
        yield there


@contextmanager
def on_kglite(_folder, store, audience):
    with Copy(store.path, audience) as there:
        yield there


def claim_numbers(other, view):
    """A function from the numbers of claims in the file, of which there is a view, to those in another engine."""
    if isinstance(other, Neo4jStore):
        return number_graph(view)["claim"].find
    return read_claim_numbers(view).in_copy


OTHERS = {"Neo4j": ("neo4j_server", on_neo4j), "KGLite": ("tmp_path_factory", on_kglite)}

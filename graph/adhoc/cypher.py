"""Run a typed Cypher query: on the server of a view, or on a local copy of its file (KGLite)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from graph.adhoc.cypher_names import check_names
from graph.neo4j.view import Neo4jView

if TYPE_CHECKING:
    from graph.adhoc.limits import Limits
    from graph.adhoc.result import QueryResult
    from graph.store import View


def run_cypher(
    view: View, text: str, parameters: Mapping[str, object], limits: Limits
) -> tuple[QueryResult, list[str]]:
    """Run a query that only reads; return its result and warnings (in English).

    Raises:
        UnknownNameError: It names a label, relationship type or property that does not exist.
        UsageError: The query cannot be understood, would change something, or takes too much time or memory.
        StoreError: The server fails, or no copy can be made.
    """
    check_names(text)
    if isinstance(view, Neo4jView):
        from graph.adhoc.cypher_neo4j import run_query as run_on_server

        return run_on_server(view, text, parameters, limits), []
    from graph.adhoc.cypher_local import run_query as run_locally

    return run_locally(view.open_local().path, view.audience, view.language, text, parameters, limits)

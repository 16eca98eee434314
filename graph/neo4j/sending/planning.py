"""Let a server plan statements before somebody waits for their answers.

A server that has just started takes seconds to plan its first statements, most of them for loading and compiling its
own planner. A push runs the statements of a first question meanwhile, in another session: they find nothing, as no
graph has the generation that they ask for.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from graph.neo4j.connection import Connection

Statements = Sequence[tuple[str, Mapping[str, Any]]]  # texts and parameters

PLAN_SECONDS: Final = 30.0  # for one statement, on a busy server
NO_GENERATION: Final = {"generation": 0, "language": "en", "fading": 1.0}  # the first one is 1


def plan_statements(connection: Connection, statements: Statements) -> None:
    """Run statements on a graph that is not there; what fails is left to be planned by whoever asks."""
    from neo4j import Query
    from neo4j.exceptions import DriverError, Neo4jError

    with contextlib.suppress(Neo4jError, DriverError, OSError), connection.session("READ") as session:
        for text, given in statements:
            session.run(Query(text, timeout=PLAN_SECONDS), {**given, **NO_GENERATION}).consume()

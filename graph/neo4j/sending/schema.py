"""Create the constraints and indexes of a graph on a Neo4j server (`schema.cypher`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.neo4j.connection import Connection

_CREATE_CONSTRAINT: Final = "CREATE CONSTRAINT"
_ONLINE: Final = "ONLINE"


def create_indexes(connection: Connection, statements: Mapping[str, str] | None = None) -> bool:
    """Create missing constraints and indexes, and wait until all of them are online.

    Args:
        connection: The server.
        statements: The statements that create them, by name (default: the whole schema).

    Returns:
        Whether the whole schema is there.

    Raises:
        StoreError: One of them is not online.
    """
    wanted = statements or read_schema()
    with connection.session() as session:
        existing = _index_states(session)
        missing = [statement for name, statement in wanted.items() if name not in existing]
        if missing:
            for statement in missing:  # each tried again where it deadlocks with the lock of another loader
                if statement.startswith(_CREATE_CONSTRAINT):
                    session.execute_write(lambda work, statement=statement: work.run(statement).consume())
            indexes = [statement for statement in missing if not statement.startswith(_CREATE_CONSTRAINT)]
            if indexes:  # one scan fills all of them
                session.execute_write(lambda work: [work.run(one).consume() for one in indexes])
        if missing or any(existing[name] != _ONLINE for name in wanted):
            session.run("CALL db.awaitIndexes(300)").consume()
            existing = _index_states(session)
    if absent := sorted(name for name in wanted if existing.get(name) != _ONLINE):
        raise StoreError(
            "The Neo4j server at {server} did not make the index {name}. Ask whoever runs it.",
            server=connection.address, name=absent[0],
        )  # fmt: skip
    return all(existing.get(name) == _ONLINE for name in read_schema())


def _index_states(session: Any) -> dict[str, str]:  # noqa: ANN401 (the driver's)
    """Return the state of each index by name; the index of a constraint has the name of the constraint."""
    return {row["name"]: row["state"] for row in session.run("SHOW INDEXES YIELD name, state").data()}


@lru_cache(maxsize=1)
def read_schema() -> Mapping[str, str]:
    """Return the statements that create constraints and indexes, by name."""
    text = re.sub(r"//.*", "", (Path(__file__).parent / "schema.cypher").read_text("utf-8"))
    return {statement.split()[2]: statement.strip() for statement in text.split(";") if statement.strip()}

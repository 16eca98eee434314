"""Create the constraints and indexes of a graph on a Neo4j server (`schema.cypher`)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.neo4j.connection import Connection

IndexStates = Mapping[str, str]  # of indexes, by name
_CREATE_CONSTRAINT: Final = "CREATE CONSTRAINT"
_ONLINE: Final = "ONLINE"
_FILLING: Final = "POPULATING"
_FILL_SECONDS: Final = 300.0  # that all of them may take
_FIRST_PAUSE_SECONDS: Final = 0.01  # between looks at indexes that are filled, doubled each time
_PAUSE_SECONDS: Final = 0.5


def create_indexes(
    connection: Connection, statements: Mapping[str, str] | None = None, existing: IndexStates | None = None
) -> dict[str, str]:
    """Create missing constraints and indexes, and wait until all of them are online.

    Args:
        connection: The server.
        statements: The statements that create them, by name (default: the whole schema).
        existing: The indexes that are there, if they were just read.

    Returns:
        The states of all indexes.

    Raises:
        StoreError: One of them is not online.
    """
    wanted = statements or read_schema()
    with connection.session() as session:
        states = _index_states(session) if existing is None else dict(existing)
        missing = {name: statement for name, statement in wanted.items() if name not in states}
        constraints = {name: one for name, one in missing.items() if one.startswith(_CREATE_CONSTRAINT)}
        indexes = {name: one for name, one in missing.items() if name not in constraints}
        for some in (constraints, indexes):
            if some:  # one scan fills all of them; tried again where it deadlocks with the lock of another loader
                session.execute_write(lambda work, some=some: [work.run(one).consume() for one in some.values()])
        states |= dict.fromkeys(constraints, _ONLINE)  # a server fills those of constraints before it commits them
        if any(states.get(name) != _ONLINE for name in wanted):
            states = _wait_for_indexes(session, wanted)
    if absent := sorted(name for name in wanted if states.get(name) != _ONLINE):
        raise StoreError(
            "The Neo4j server at {server} did not make the index {name}. Ask whoever runs it.",
            server=connection.address, name=absent[0],
        )  # fmt: skip
    return states


def _wait_for_indexes(session: Any, wanted: Iterable[str]) -> dict[str, str]:  # noqa: ANN401 (the driver's)
    """Return the states of indexes when those that are wanted are filled, or failed, or too much time is over."""
    end, pause = time.monotonic() + _FILL_SECONDS, _FIRST_PAUSE_SECONDS
    while True:
        states = _index_states(session)
        if all(states.get(name) != _FILLING for name in wanted) or time.monotonic() > end:
            return states
        time.sleep(pause)
        pause = min(2 * pause, _PAUSE_SECONDS)


def _index_states(session: Any) -> dict[str, str]:  # noqa: ANN401 (the driver's)
    """Return the state of each index by name; the index of a constraint has the name of the constraint."""
    return {row["name"]: row["state"] for row in session.run("SHOW INDEXES YIELD name, state").data()}


@lru_cache(maxsize=1)
def read_schema() -> Mapping[str, str]:
    """Return the statements that create constraints and indexes, by name."""
    text = re.sub(r"//.*", "", (Path(__file__).parent / "schema.cypher").read_text("utf-8"))
    return {statement.split()[2]: statement.strip() for statement in text.split(";") if statement.strip()}

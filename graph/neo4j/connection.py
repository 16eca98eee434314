"""A connection to the graph on a Neo4j server, and its state: schema version, current generation, audience.

Each node carries the number of its generation; the node (:Accord) holds the current one. A whole push writes the next
generation in many transactions, then switches (:Accord) to it in the transaction that holds the lock; a push of what
changed is that transaction (`graph.neo4j.difference`). So readers
see all of a push or nothing. If a loader dies, its connection ends and the server releases the lock; the next load
deletes the unfinished generation.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from graph.errors import StoreError
from graph.neo4j.driver import ANSWER_SECONDS, connect, explain_driver_errors, wait_for_server

if TYPE_CHECKING:
    from graph.neo4j.address import Address
    from graph.values import Audience

SCHEMA: Final = 12  # the version of labels, relationship types and properties
MARK_SECONDS: Final = 30  # that the mark of a change counts (`graph.neo4j.difference.marker`)
STATE_COLUMNS: Final = (  # of the node `a`, as `State` has them
    "a.schema AS schema, a.generation AS generation, a.audience AS audience, a.copy AS copy, a.fading AS fading"
)
READ_STATE: Final = (  # asked when a graph is opened and at the end of what is read: one text, which is planned once
    "OPTIONAL MATCH (c:Changing) WITH count(CASE WHEN timestamp() - c.since <= $most * 1000 THEN 1 END) AS changing"
    " MATCH (a:Accord {format: 'accord'})"
    f" RETURN {STATE_COLUMNS}, changing > 0 AS changing"
)
_GIVEN: Final = {"most": MARK_SECONDS}
Result = TypeVar("Result")
COUNT_NODES: Final = "MATCH (n) RETURN count(n) AS n"  # of all, which a server knows


class State(NamedTuple):
    """The properties of (:Accord).

    Args:
        schema: The schema version.
        generation: The current generation, None before the first.
        audience: The audience of the copy.
        copy: A random name of what the generation holds, another one after each push.
        fading: What the weights of partnerships are multiplied by (`graph.sqlite.recency`).
        changing: Whether a change is being committed.
    """

    schema: int
    generation: int | None
    audience: Audience | None
    copy: str | None = None
    fading: float | None = None
    changing: bool = False


class Connection:
    """A driver for one database on a Neo4j server.

    Args:
        address: The server.
        answer_seconds: How long the answer about its state is waited for.

    Raises:
        StoreError: The address cannot be used.
    """

    def __init__(self, address: Address, answer_seconds: float = ANSWER_SECONDS) -> None:
        self.address = address
        self._answer_seconds = answer_seconds
        self._driver = connect(address)

    @property
    def name(self) -> str:
        """The name by which files know a copy here: the address and the database."""
        return f"{self.address} {self.address.database or ''}".strip()

    def session(self, access: str = "WRITE") -> Any:  # noqa: ANN401 (the driver's; its types need the driver)
        """Open a session; access is READ or WRITE."""
        return self._driver.session(database=self.address.database, default_access_mode=access)

    def read_state(self, *, required: bool = True, retry: bool = True) -> State:
        """Read the state of the graph.

        Args:
            required: Whether a complete graph of the current schema must be there.
            retry: Whether to try again for some seconds if the server does not answer.

        Raises:
            StoreError: There is no graph, a newer or an older one, or the database holds other data.
        """
        found, foreign = wait_for_server(partial(self._ask_for_state, retry=retry), self.address, self._answer_seconds)
        state = State(**found[0]) if found else State(SCHEMA, None, None)
        if state.schema > SCHEMA:
            raise StoreError(
                "{path} was made by a newer Accord (schema {version}; this one knows {newest}). Update Accord.",
                path=self.address, version=state.schema, newest=SCHEMA,
            )  # fmt: skip
        if foreign:
            raise StoreError(
                "The database at {server} holds other things and no Accord graph. Name an empty one with"
                " NEO4J_DATABASE.",
                server=self.address,
            )
        if required and state.generation is None:
            raise StoreError(
                "There is no Accord graph on the Neo4j server at {server}. Copy one there: accord server push"
                " --graph FILE {server}",
                server=self.address,
            )
        if required:
            self.check_schema(state)
        return state

    def _ask_for_state(self, *, retry: bool) -> tuple[list[dict[str, Any]], bool]:
        """Return the properties of the state, if there is one, and whether there are only other nodes."""

        def ask(queries: Any) -> tuple[list[dict[str, Any]], bool]:  # noqa: ANN401 (the driver's)
            found = queries.run(READ_STATE, _GIVEN).data()
            return found, not found and queries.run(COUNT_NODES).single()["n"] > 0

        with explain_driver_errors(self.address):
            return self.read(ask, retry=retry)

    def read(self, work: Callable[[Any], Result], *, retry: bool = True) -> Result:
        """Return the result of a function that runs statements which read.

        Each is a transaction of its own, in one round trip in place of three. Where that fails for a reason that may
        pass, all are run again in one transaction, which the driver tries for some seconds.

        Args:
            work: The function; it is given a session or a transaction.
            retry: Whether to try again.
        """
        from neo4j.exceptions import DriverError, Neo4jError

        with self.session("READ") as session:
            try:
                return work(session)
            except (DriverError, Neo4jError) as error:
                if not retry or not error.is_retryable():
                    raise
            result: Result = session.execute_read(work)
            return result

    def has_nodes(self) -> bool:
        """Whether anything is there, apart from what other transactions have not committed."""
        with explain_driver_errors(self.address):
            return bool(self.read(lambda queries: queries.run(COUNT_NODES).single()["n"]))

    def check_schema(self, state: State) -> None:
        """Check that a graph has the current labels and properties.

        Raises:
            StoreError: It was written by an older version.
        """
        if state.schema < SCHEMA:
            raise StoreError(
                "The graph at {server} was copied there by an older Accord. Copy it again: accord server push"
                " --graph FILE {server}",
                server=self.address,
            )

    def close(self) -> None:
        """Close the connections of the driver."""
        self._driver.close()


def read_state_in(queries: Any) -> State | None:  # noqa: ANN401 (the driver's)
    """Read the state of a graph in a session or a transaction; None where there is no graph."""
    found = queries.run(READ_STATE, _GIVEN).data()
    return State(**found[0]) if found else None

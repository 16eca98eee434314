"""A graph on a Neo4j server: what one audience may see, written as a new generation, read through a view.

(:Accord) says which generation of nodes is the graph. A load locks it, writes the next generation beside the live one
in many transactions, and then, in the one that holds the lock, lets it say the new number: readers see all of the load
or nothing. When a loader dies its connection ends, and with it the server ends the lock; the next load removes what it
left.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from graph.engines import NEO4J
from graph.errors import ReplacedError, SharingError, StoreError
from graph.neo4j.driver import connect, explained
from graph.values import APPROVALS, AUDIENCES, Audience, audience_level

if TYPE_CHECKING:
    from graph.claims import Reading
    from graph.neo4j.address import Address
    from graph.neo4j.view import Neo4jView
    from graph.sqlite.ingest import Added
    from graph.sqlite.store import SqliteStore
    from graph.values import Approval

FORMAT: Final = "accord"
SCHEMA: Final = 4  # the version of labels, relationship types and properties
STATE: Final = (
    "MATCH (a:Accord {format: 'accord'}) RETURN a.schema AS schema, a.generation AS generation, a.audience AS audience"
)
_ANYTHING: Final = "MATCH (n) RETURN count(*) > 0 AS found"


class State(NamedTuple):
    """What (:Accord) says: the schema's version, the live generation (None before the first), whose copy it is."""

    schema: int
    generation: int | None
    audience: Audience | None


class Neo4jStore:
    """A graph on a Neo4j server.

    Args:
        address: the server, the database and who asks.
        audience: whom a graph is for that is made here; None: it has to be there already.

    Raises:
        StoreError: the server does not answer or refuses; it holds no Accord graph, or that of a newer Accord.
    """

    engine = NEO4J

    def __init__(self, address: Address, audience: Audience | None = None) -> None:
        self.address = address
        self._new_for = audience
        self._driver = connect(address)
        try:
            self.state(must=audience is None, once=True)
        except BaseException:
            self.close()
            raise

    # reading

    def state(self, *, must: bool = True, once: bool = False) -> State:
        """What the server says of its graph.

        Args:
            must: whether there has to be a whole graph.
            once: whether to give up at once where the server does not answer.

        Raises:
            StoreError: there is none, or a newer one, or the database holds other things.
        """
        with explained(self.address), self.session("READ") as session:
            read = partial(_once, session) if once else session.execute_read
            found = read(lambda work: work.run(STATE).data())
            foreign = not found and read(lambda work: work.run(_ANYTHING).single())["found"]
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
        if must and state.generation is None:
            raise StoreError(
                "There is no Accord graph on the Neo4j server at {server}. Copy one there: accord push --graph FILE"
                " {server}",
                server=self.address,
            )
        if must and state.schema < SCHEMA:
            raise StoreError(
                "The graph at {server} was copied there by an older Accord. Copy it again: accord push --graph FILE"
                " {server}",
                server=self.address,
            )
        return state

    def view(self, audience: Audience, language: str, *, last: bool = False) -> Neo4jView:
        """The graph as one audience may see it. The caller closes it; where it is the `last`, also the store.

        Raises:
            SharingError: the graph is a copy for another audience.
        """
        from graph.neo4j.view import Neo4jView

        try:
            return Neo4jView(self, audience, language, last=last)
        except BaseException:
            if last:
                self.close()
            raise

    def session(self, access: str = "WRITE") -> Any:  # noqa: ANN401 (the driver's; its types need the driver)
        """A session on the database; access is READ or WRITE."""
        return self._driver.session(database=self.address.database, default_access_mode=access)

    def local(self, folder: Path) -> SqliteStore:
        """A file in a folder that holds all that is here."""
        from graph.neo4j.pull import readings
        from graph.sqlite.store import SqliteStore

        store = SqliteStore(folder / "graph.db", create=True)
        state = self.state(must=False)
        if state.generation is not None:
            store.add(list(readings(self, state.generation)), keep_both=True)
        return store

    # writing

    def push(self, source: SqliteStore, audience: Audience) -> dict[str, int]:
        """Let the server hold what an audience may see of a graph, in place of what it held.

        Returns:
            How many rows each kind of thing has.

        Raises:
            StoreError: someone else is loading, or the server fails; readers see what was there.
        """
        return self._replace(source, audience, None)

    def _replace(self, source: SqliteStore, audience: Audience, base: State | None) -> dict[str, int]:
        """Put what an audience may see of a file in place of the graph, if that is still the one it was made from."""
        from graph.neo4j.push import loading

        with loading(self) as load, source.view(audience, "en") as en, source.view(audience, "fr") as fr:
            if base is not None and load.live != base.generation:
                raise ReplacedError(
                    "The graph at {server} was replaced while it was being read. Ask again.", server=self.address
                )
            counted = load.write(en, fr)
            load.switch(audience, SCHEMA)
        return counted

    def add(
        self, readings: Sequence[Reading], approval: Approval | None = None, *, keep_both: bool = False
    ) -> list[Added]:
        """Add what readers made of sources: all of it or, when anything fails, none.

        Raises:
            SharingError: some of it is not for the audience that the graph is for.
        """
        base = self.state(must=False)
        audience = base.audience or self._new_for or AUDIENCES[-1]
        with self._local() as store:
            added = store.add(readings, approval, keep_both=keep_both)
            if not all(one.existed for one in added):
                _within(store, audience, self.address)
                self._replace(store, audience, base)
        return added

    def approve(self, *_: object) -> bool:
        """Decisions are recorded where all that was said is kept.

        Raises:
            StoreError: always.
        """
        raise StoreError(
            "A server holds a copy for one audience; this is done in the graph file. Name it with --graph FILE,"
            " then push it again."
        )

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _local(self) -> Iterator[SqliteStore]:
        with tempfile.TemporaryDirectory(prefix="accord-") as folder:
            yield self.local(Path(folder))


def _once(session: Any, work: Callable[[Any], Any]) -> Any:  # noqa: ANN401 (the driver's)
    """Read in one transaction that is not tried again, as the driver's own would be for seconds."""
    with session.begin_transaction() as transaction:
        return work(transaction)


def _within(store: SqliteStore, audience: Audience, address: Address) -> None:
    """See that an audience may see all that a file holds: what it may not see would be lost on the way."""
    hidden = APPROVALS[audience_level(audience) + 1 :]
    with store.view(AUDIENCES[-1], "en") as view:
        found = view.rows(
            "SELECT jurisdiction, edition FROM approval WHERE approval IN (SELECT value FROM json_each(:hidden))"
            " ORDER BY edition, jurisdiction LIMIT 1",
            {"hidden": list(hidden)},
        )
    if found:
        raise SharingError(
            "The graph at {server} is for the audience “{audience}”, which may not see what {jurisdiction} reported for"
            " {edition}. Load into a file, then push it.",
            server=address,
            audience=audience,
            **found[0],
        )

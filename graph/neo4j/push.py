"""Write a generation of a graph to a Neo4j server, and let it take the place of the live one."""

from __future__ import annotations

import contextlib
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from graph.errors import StoreError
from graph.neo4j.copy_plan import HERE, grouped, steps
from graph.neo4j.driver import explained
from graph.neo4j.postings import word_steps
from graph.neo4j.writer import Writer

if TYPE_CHECKING:
    from graph.neo4j.store import Neo4jStore, State
    from graph.sqlite.view import SqliteView

SEEN_SECONDS: Final = 0.25  # how old it may be that the lock was seen
LOCK_SECONDS: Final = 2.0  # for so long a second loader tries
_LOCK: Final = "MERGE (a:Accord {format: 'accord'}) ON CREATE SET a.schema = $schema SET a.format = 'accord'"
_SWITCH: Final = (
    "MATCH (a:Accord {format: 'accord'}) SET a.generation = $generation, a.audience = $audience, a.schema = $schema"
)
_CONSTRAINT: Final = "CREATE CONSTRAINT"
_FIRST: Final = "accord_one"  # the constraint that keeps two loaders from making (:Accord) at once
# relationships first: some nodes have a million of them, which no transaction holds
_CLEAN: Final = (
    "MATCH (n)-[r]->() WHERE n.generation <> $live CALL { WITH r DELETE r } IN TRANSACTIONS OF 20000 ROWS",
    "MATCH (n) WHERE n.generation <> $live AND NOT n:Accord CALL { WITH n DELETE n } IN TRANSACTIONS OF 20000 ROWS",
)


class Loading:
    """A load that holds the lock: the transaction that will let the new generation be the graph."""

    def __init__(self, store: Neo4jStore, transaction: Any, state: State) -> None:  # noqa: ANN401 (the driver's)
        self._store = store
        self._transaction = transaction
        self.live = state.generation
        self.generation = (state.generation or 0) + 1
        self._seen = 0.0

    def write(self, en: SqliteView, fr: SqliteView) -> dict[str, int]:
        """Write what two views show of one graph, in English and in French; returns how many rows of each kind."""
        counted: Counter[str] = Counter()
        with Writer(self._store, self.generation, self._alive) as writer, ThreadPoolExecutor(1) as beside:
            for group in grouped(steps(en, fr)):
                counted += writer.write(group)
            writer.finish()
            indexes = beside.submit(prepare, self._store)  # the server's work; that of words is ours
            for step in word_steps(en):
                counted += writer.write([step])
            writer.finish()
            indexes.result()
        return dict(counted)

    def _alive(self) -> None:
        """See now and then that the lock is held: what was lost must not be written past."""
        if time.monotonic() - self._seen > SEEN_SECONDS:
            self._transaction.run("RETURN 1").consume()
            self._seen = time.monotonic()

    def switch(self, audience: str, schema: int) -> None:
        """Let the new generation be the graph, and the lock be free."""
        given = {"generation": self.generation, "audience": audience, "schema": schema}
        self._transaction.run(_SWITCH, given).consume()
        self._transaction.commit()


@contextlib.contextmanager
def loading(store: Neo4jStore) -> Iterator[Loading]:
    """Hold the lock of a server's graph; what a loader that died left behind is removed first, ours when we fail.

    Raises:
        StoreError: someone else holds it, or the server fails.
    """
    from graph.neo4j.store import SCHEMA

    with explained(store.address):
        store.state(must=False)
        prepare(store, {_FIRST: schema()[_FIRST]})
        with store.session() as session:
            with session.begin_transaction(timeout=LOCK_SECONDS) as trying:  # waits that long where another has it
                trying.run(_LOCK, schema=SCHEMA).consume()
                trying.rollback()
            with session.begin_transaction() as transaction:
                transaction.run(_LOCK, schema=SCHEMA).consume()
                load = Loading(store, transaction, store.state(must=False))
                clean(store, load.live)
                yield load
        clean(store, store.state().generation)


def clean(store: Neo4jStore, live: int | None) -> None:
    """Remove all nodes but those of the live generation."""
    with store.session() as session:
        for statement in _CLEAN:
            session.run(statement, live=live or 0).consume()


def prepare(store: Neo4jStore, wanted: Mapping[str, str] | None = None) -> None:
    """Make the constraints and indexes that are missing, and see that all are there and in use.

    Args:
        store: the server.
        wanted: the statements that make them, by name; all where nothing is said.

    Raises:
        StoreError: one of them is not.
    """
    wanted = wanted or schema()
    with store.session() as session:
        there = _named(session)
        missing = [statement for name, statement in wanted.items() if name not in there]
        for statement in missing:
            if statement.startswith(_CONSTRAINT):
                session.run(statement).consume()
        indexes = [statement for statement in missing if not statement.startswith(_CONSTRAINT)]
        session.execute_write(lambda work: [work.run(one).consume() for one in indexes])  # filled by one reading
        session.run("CALL db.awaitIndexes(300)").consume()
        there = _named(session)
    if absent := sorted(name for name in wanted if there.get(name) != "ONLINE"):
        raise StoreError(
            "The Neo4j server at {server} did not make the index {name}. Ask whoever runs it.",
            server=store.address, name=absent[0],
        )  # fmt: skip


def _named(session: Any) -> dict[str, str]:  # noqa: ANN401 (the driver's)
    """The state of each index by its name; a constraint's index is called as the constraint is."""
    return {row["name"]: row["state"] for row in session.run("SHOW INDEXES YIELD name, state").data()}


@lru_cache(maxsize=1)
def schema() -> Mapping[str, str]:
    """The statements that make constraints and indexes, by name."""
    text = re.sub(r"//.*", "", (HERE / "schema.cypher").read_text("utf-8"))
    return {statement.split()[2]: statement.strip() for statement in text.split(";") if statement.strip()}

"""Write a generation of a graph to a Neo4j server, and let it take the place of the live one."""

from __future__ import annotations

import contextlib
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from graph.errors import StoreError
from graph.neo4j_driver import explained
from graph.neo4j_steps import HERE, Row, Step, batches, created, steps
from graph.neo4j_words import word_steps

if TYPE_CHECKING:
    from graph.neo4j_store import Neo4jStore, State
    from graph.sqlite_view import SqliteView

Find = Callable[[object], int | None]
SESSIONS: Final = 2  # that write at once
LOCK_SECONDS: Final = 2.0  # for so long a second loader tries
_LOCK: Final = "MERGE (a:Accord {format: 'accord'}) ON CREATE SET a.schema = $schema SET a.format = 'accord'"
_SWITCH: Final = (
    "MATCH (a:Accord {format: 'accord'}) SET a.generation = $generation, a.audience = $audience, a.schema = $schema"
)
_ROW: Final = re.compile(r"\brow\.(\w+)")
_LOOKED_UP: Final = re.compile(r"MATCH \((\w+):(\w+) \{\w+: row\.(\w+), generation: \$generation\}\)")
_KEYS: Final = {"Node": "id", "Source": "number", "Word": "number"}  # what later steps look up beside nodes, and how
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

    def write(self, en: SqliteView, fr: SqliteView) -> dict[str, int]:
        """Write what two views show of one graph, in English and in French; returns how many rows of each kind."""
        counted: Counter[str] = Counter()
        writer = Writer(self._store, self.generation)
        for step in chain(steps(en, fr), word_steps(en)):
            counted[step.name] += writer.write(step, self._alive)
        prepare(self._store)
        return dict(counted)

    def _alive(self) -> None:
        """See that the lock is held: what was lost must not be written past."""
        self._transaction.run("RETURN 1").consume()

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
    from graph.neo4j_store import SCHEMA

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
        for name, statement in wanted.items():
            if name not in there:
                session.run(statement).consume()
        session.run("CALL db.awaitIndexes(300)").consume()
        there = _named(session)
    if missing := sorted(name for name in wanted if there.get(name) != "ONLINE"):
        raise StoreError(
            "The Neo4j server at {server} did not make the index {name}. Ask whoever runs it.",
            server=store.address, name=missing[0],
        )  # fmt: skip


def _named(session: Any) -> dict[str, str]:  # noqa: ANN401 (the driver's)
    """The state of each index by its name; a constraint's index is called as the constraint is."""
    return {row["name"]: row["state"] for row in session.run("SHOW INDEXES YIELD name, state").data()}


@lru_cache(maxsize=1)
def schema() -> Mapping[str, str]:
    """The statements that make constraints and indexes, by name."""
    text = re.sub(r"//.*", "", (HERE / "neo4j_schema.cypher").read_text("utf-8"))
    return {statement.split()[2]: statement.strip() for statement in text.split(";") if statement.strip()}


class Writer:
    """Writes the steps of a copy, several batches at once, each in a transaction of its own.

    Nodes are found again by the number that the server gave them, not by an index: it takes a tenth of the time, and
    indexes of a new graph can then be made when all is there.
    """

    def __init__(self, store: Neo4jStore, generation: int) -> None:
        self._store = store
        self._generation = generation
        self._at: dict[str, dict[object, int]] = {label: {} for label in _KEYS}  # the server's numbers of nodes

    def write(self, step: Step, alive: Callable[[], object]) -> int:
        """Write a step, and see after each batch that the lock is held; returns how many rows it has."""
        text, look, kept = self._told(step)
        counted, waiting = 0, deque[Future[None]]()
        with ThreadPoolExecutor(SESSIONS) as pool:
            for batch in batches(step):
                if look:
                    batch = [[*row, *(find(row[at]) for find, at in look)] for row in batch]  # noqa: PLW2901
                waiting.append(pool.submit(self._sent, text, batch, kept))
                counted += len(batch)
                if len(waiting) > SESSIONS:
                    waiting.popleft().result()
                    alive()
            for one in waiting:
                one.result()
        alive()
        return counted

    def _told(self, step: Step) -> tuple[str, list[tuple[Find, int]], tuple[str, int] | None]:
        """A step that takes lists in place of dictionaries, half as much to send, and numbers in place of identifiers.

        Returns:
            Its text; how to find what it looks up, and in which column; the label that later steps look up, if it is
            one, and by which column.
        """
        places = {column: f"row[{place}]" for place, column in enumerate(step.columns)}
        look: list[tuple[Find, int]] = []

        def found(match: re.Match[str]) -> str:
            label = match[2] if match[2] in _KEYS else "Node"
            look.append((self._at[label].get, step.columns.index(match[3])))
            return f"MATCH ({match[1]}) WHERE id({match[1]}) = row[{len(step.columns) + len(look) - 1}]"

        text = _LOOKED_UP.sub(found, created(step.text, places))
        text = _ROW.sub(lambda match: places[match[1]], text)
        label = next((label for label in _KEYS if re.search(rf"CREATE \(n:{label}\b", text)), None)
        if label is None:
            return f"CYPHER 5 {text}", look, None
        return f"CYPHER 5 {text} RETURN collect(id(n)) AS made", look, (label, step.columns.index(_KEYS[label]))

    def _sent(self, text: str, batch: Sequence[Row], kept: tuple[str, int] | None) -> None:
        def work(transaction: Any) -> list[int]:  # noqa: ANN401 (the driver's)
            found = transaction.run(text, rows=batch, generation=self._generation).single()
            return found["made"] if found else []

        with self._store.session() as session:
            made: list[int] = session.execute_write(work)
        if kept:
            label, key = kept
            self._at[label].update(zip((row[key] for row in batch), made, strict=True))

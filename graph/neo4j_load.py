"""Write a generation of a graph to a Neo4j server, and let it take the place of the live one."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import StoreError
from graph.neo4j_driver import explained
from graph.yaml_text import load_yaml

if TYPE_CHECKING:
    from graph.neo4j_store import Neo4jStore, State
    from graph.sqlite_view import SqliteView

HERE: Final = Path(__file__).parent
BATCH: Final = 5000  # rows in one transaction
LOCK_SECONDS: Final = 2.0  # for so long a second loader tries
LOCALISED: Final = ("name", "abbreviation", "summary")  # what a `named` step writes in both languages
_LOCK: Final = "MERGE (a:Accord {format: 'accord'}) ON CREATE SET a.schema = $schema SET a.format = 'accord'"
_SWITCH: Final = (
    "MATCH (a:Accord {format: 'accord'}) SET a.generation = $generation, a.audience = $audience, a.schema = $schema"
)
_CREATED: Final = re.compile(
    r"\(n:([\w:]+)\)(.*?) SET n = row, n\.generation = \$generation( SET n\.(\w+) = (.+?)(?= WITH |$))?"
)
_ROW: Final = re.compile(r"\brow\.(\w+)")
_CLEAN: Final = (
    "MATCH (n) WHERE n.generation <> $live AND NOT n:Accord"
    " CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
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
        counted: dict[str, int] = {}
        with self._store.session() as session:
            for name, text, rows in steps(en, fr):
                counted.setdefault(name, 0)
                for batch in batches(rows):
                    told, values = positional(text, batch)
                    session.execute_write(_write, told, values, self.generation)
                    counted[name] += len(batch)
                    self._transaction.run("RETURN 1").consume()  # a lock that was lost must not be written past
        return counted

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
        prepare(store)
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
        session.run(_CLEAN, live=live or 0).consume()


def prepare(store: Neo4jStore) -> None:
    """Make the constraints and indexes that are missing, and see that all are there and in use.

    Raises:
        StoreError: one of them is not.
    """
    wanted = schema()
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


def positional(text: str, batch: list[dict[str, Any]]) -> tuple[str, list[list[Any]]]:
    """A step that takes lists in place of dictionaries: half as much is packed, sent and unpacked.

    Args:
        text: the step, in which `row` is a dictionary.
        batch: its rows, of the same columns.
    """
    places = {column: f"row[{place}]" for place, column in enumerate(batch[0])}
    told = _ROW.sub(lambda found: places[found[1]], created(text, places))
    return told, [list(row.values()) for row in batch]


def created(text: str, values: Mapping[str, str]) -> str:
    """A step that names each property of the nodes that it creates, in place of `SET n = row`.

    Args:
        text: the step.
        values: what each property becomes.
    """

    def named(found: re.Match[str]) -> str:
        properties = {**values, "generation": "$generation"}
        if found[4]:
            properties[found[4]] = found[5]
        listed = ", ".join(f"`{name}`: {value}" for name, value in properties.items())
        return f"(n:{found[1]} {{{listed}}}){found[2]}"

    return _CREATED.sub(named, text)


def _write(transaction: Any, text: str, batch: list[list[Any]], generation: int) -> None:  # noqa: ANN401
    transaction.run(text, rows=batch, generation=generation).consume()


def steps(en: SqliteView, fr: SqliteView) -> Iterator[tuple[str, str, Iterable[dict[str, Any]]]]:
    """Each step of the copy: what it writes, its Cypher, its rows."""
    numbers = {table: _compact(en, table) for table in ("claim", "place", "source", "unplaced")}
    for step in load_yaml((HERE / "neo4j_copy.yaml").read_text("utf-8")):
        rows: Iterable[dict[str, Any]] = en.rows(step["read"])
        if step.get("named"):
            rows = map(_both, rows, fr.rows(step["read"]))
        kind = re.search(r"\(n:(?:Node:)?(\w+)\)|\[:(\w+)", step["write"])
        name = (kind[1] or kind[2]) if kind else ""
        new = {"number": numbers.get(name.lower(), {}), "claim": numbers["claim"], "place": numbers["place"]}
        changed = {column: to for column, to in new.items() if to}
        yield name, f"UNWIND $rows AS row {_with_generation(step['write'])}", map(partial(_renumbered, changed), rows)


def _compact(view: SqliteView, table: str) -> dict[int, int]:
    """New numbers for the rows of a table, without gaps: a gap would tell how much an audience does not see.

    Empty where there is none, so that a graph of which all is seen costs no memory.
    """
    seen = view.rows(f"SELECT count(*) AS n, max(number) AS last FROM {table}")[0]
    if seen["n"] == (seen["last"] or 0):
        return {}
    numbers = (row["number"] for row in view.rows(f"SELECT number FROM {table} ORDER BY number"))
    return {number: new for new, number in enumerate(numbers, start=1)}


def _renumbered(changed: Mapping[str, Mapping[int, int]], row: dict[str, Any]) -> dict[str, Any]:
    for column, to in changed.items():
        if column in row:
            row[column] = to[row[column]]
    return row


def _with_generation(text: str) -> str:
    """Let each node that a step creates be of the generation."""
    return text.replace("SET n = row", "SET n = row, n.generation = $generation", 1)


def _both(row: dict[str, Any], french: Mapping[str, Any]) -> dict[str, Any]:
    made = {key: value for key, value in row.items() if key not in LOCALISED}
    for column in LOCALISED:
        if column in row:
            made |= {f"{column}_en": row[column], f"{column}_fr": french[column]}
    if "name" in row:
        made["name"] = row["name"]  # what Neo4j Browser and Bloom write on a node
    return made


def batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Rows in lists of as many as one transaction takes."""
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch

"""Write a generation of a graph to a Neo4j server, and switch the server to it."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

from graph.errors import message
from graph.neo4j.connection import SCHEMA, STATE_COLUMNS, State
from graph.neo4j.copy_plan import Numbering, group_steps, iter_steps
from graph.neo4j.driver import explain_driver_errors, is_locked
from graph.neo4j.numbers import MAX_STEP, CopyNumbers, step_for
from graph.neo4j.postings import DEFAULT_LIMITS, PostingLimits, iter_posting_steps
from graph.neo4j.sending.planning import plan_statements
from graph.neo4j.sending.schema import create_indexes, read_schema
from graph.neo4j.sending.transaction_writer import TransactionWriter
from graph.neo4j.sending.writer import Writer
from graph.process.progress import step

if TYPE_CHECKING:
    from graph.neo4j.connection import Connection
    from graph.neo4j.sending.planning import Statements
    from graph.neo4j.sending.schema import IndexStates
    from graph.process.progress import Step
    from graph.sqlite.view import SqliteView

LOCK_CHECK_SECONDS: Final = 0.25  # the lock is checked at most so often
LOCK_WAIT_SECONDS: Final = 2.0  # a second loader waits so long for the lock
LOCK_ATTEMPTS: Final = 3
_LOCK: Final = (  # the state is read when the lock is held: after `SET`, which waits for it
    "MERGE (a:Accord {format: 'accord'}) ON CREATE SET a.schema = $schema SET a.format = 'accord'"
    f" RETURN {STATE_COLUMNS}"
)
_SWITCH: Final = (
    "MATCH (a:Accord {format: 'accord'}) SET a.generation = $generation, a.audience = $audience, a.schema = $schema,"
    " a.copy = $copy, a.fading = $fading"
)
_LOCK_CONSTRAINT: Final = "accord_one"  # keeps two loaders from creating (:Accord) at the same time
# relationships first: some nodes have a million of them, which no transaction holds
_DELETE_OTHERS: Final = (
    "MATCH (n)-[r]->() WHERE n.generation <> $current CALL { WITH r DELETE r } IN TRANSACTIONS OF 20000 ROWS",
    "MATCH (n) WHERE n.generation <> $current AND NOT n:Accord CALL { WITH n DELETE n } IN TRANSACTIONS OF 20000 ROWS",
)


class Load:
    """A load that holds the lock, in the transaction that will switch to the new generation."""

    def __init__(
        self, connection: Connection, transaction: Any, state: State, asked_next: Statements = (), *,  # noqa: ANN401 (the driver's)
        indexes: IndexStates | None = None,
    ) -> None:  # fmt: skip
        self._connection = connection
        self._asked_next = asked_next
        self._indexes = indexes
        self._transaction = transaction
        self.current, self.copy = state.generation, state.copy
        self.generation = (state.generation or 0) + 1
        self._checked = 0.0
        self.numbers: dict[str, CopyNumbers] = {}  # of claims and sources, once the graph is written
        self.is_first = state.generation is None and not connection.has_nodes()

    def write(
        self, en: SqliteView, fr: SqliteView, limits: PostingLimits = DEFAULT_LIMITS
    ) -> dict[str, int]:  # fmt: skip
        """Write what two views of one graph show, in English and in French; return the number of rows by kind."""
        counts: Counter[str] = Counter()
        self.numbers = number_graph(en)
        claims = self.numbers["claim"].__getitem__
        with (
            self._step() as copying,
            Writer(self._connection, self.generation, self._check_lock, copying.advance) as writer,
            ThreadPoolExecutor(1) as pool,
        ):
            for group in group_steps(iter_steps(en, fr, numbering(self.numbers))):
                counts += writer.write(group)
            writer.finish()
            writer.forget_nodes()
            indexes = pool.submit(self._create_indexes)  # work of the server, while postings are made here
            for postings in iter_posting_steps(en, claims, limits):
                counts += writer.write([postings])
            writer.finish()
            indexes.result()
        return dict(counts)

    def write_at_once(
        self, en: SqliteView, fr: SqliteView, limits: PostingLimits = DEFAULT_LIMITS
    ) -> dict[str, int]:  # fmt: skip
        """Write a small graph in one transaction; see `write`.

        The indexes are created while its rows are read, then statements are planned while these are written. It is
        committed before the switch: a server applies what a transaction changes one by one, and readers would see a
        part of it.
        """
        counts: Counter[str] = Counter()
        self.numbers = number_graph(en)
        with self._step() as copying, self._prepare_meanwhile() as wait_for_indexes:
            writer = TransactionWriter(self.generation, copying.advance)
            counts += writer.write(iter_steps(en, fr, numbering(self.numbers)))
            counts += writer.write(iter_posting_steps(en, self.numbers["claim"].__getitem__, limits))
            wait_for_indexes()
            with self._connection.session() as session, session.begin_transaction() as transaction:
                writer.send(transaction)
                transaction.commit()
        return dict(counts)

    @contextlib.contextmanager
    def _prepare_meanwhile(self) -> Iterator[Callable[[], object]]:
        """Let the server create indexes, then plan statements, during a block; yields what waits for the indexes."""
        with ThreadPoolExecutor(1) as pool:
            indexes = pool.submit(create_indexes, self._connection, existing=self._indexes)
            planned = pool.submit(plan_statements, self._connection, self._asked_next)
            try:
                yield indexes.result
            except BaseException:
                planned.cancel()  # nobody will ask
                raise

    def _create_indexes(self) -> None:
        create_indexes(self._connection, existing=self._indexes)
        plan_statements(self._connection, self._asked_next)

    def _step(self) -> contextlib.AbstractContextManager[Step]:
        return step(message("Copying nodes and relationships to {server}"), server=self._connection.address)

    def switch(self, audience: str, schema: int, copy: str, fading: float) -> None:
        """Make the new generation the current one and release the lock.

        Args:
            audience: Who may see it.
            schema: The version of its labels and properties.
            copy: A random name of what it holds.
            fading: What the weights of partnerships are multiplied by.
        """
        given = {
            "generation": self.generation, "audience": audience, "schema": schema, "copy": copy, "fading": fading
        }  # fmt: skip
        self._transaction.run(_SWITCH, given).consume()
        self._transaction.commit()

    def _check_lock(self) -> None:
        """Check from time to time that the lock is still held; raise if it is lost."""
        if time.monotonic() - self._checked > LOCK_CHECK_SECONDS:
            self._transaction.run("RETURN 1").consume()
            self._checked = time.monotonic()


@contextlib.contextmanager
def start_load(connection: Connection, asked_next: Statements = ()) -> Iterator[Load]:
    """Take the lock of a graph and delete what a dead loader left; the next load deletes what this one leaves.

    Args:
        connection: The server, whose state was read: it is the graph's own, or empty.
        asked_next: The statements that it plans meanwhile.

    Raises:
        StoreError: Another load holds the lock, or the server fails.
    """
    with explain_driver_errors(connection.address):
        indexes = create_indexes(connection, {_LOCK_CONSTRAINT: read_schema()[_LOCK_CONSTRAINT]})
        with hold_lock(connection) as (transaction, state):
            load = Load(connection, transaction, state, asked_next, indexes=indexes)
            if not load.is_first:
                delete_other_generations(connection, load.current)
            yield load
        if not load.is_first:
            delete_other_generations(connection, connection.read_state().generation)


@contextlib.contextmanager
def hold_lock(connection: Connection) -> Iterator[tuple[Any, State]]:
    """Take the lock of a graph; yields the transaction that holds it, and the state of the graph.

    Raises:
        StoreError: Another load holds the lock.
    """
    with connection.session() as session:
        _try_lock(session)  # fails if another load holds the lock
        with session.begin_transaction() as transaction:
            (state,) = transaction.run(_LOCK, schema=SCHEMA).data()
            yield transaction, State(**state)


def _try_lock(session: Any) -> None:  # noqa: ANN401 (the driver's)
    """Take and release the lock, in more than one attempt.

    It deadlocks with a loader that creates the constraint, and a server that has just started plans the statement for
    longer than the wait.
    """
    from neo4j.exceptions import Neo4jError

    for attempt in range(LOCK_ATTEMPTS):
        try:
            with session.begin_transaction(timeout=LOCK_WAIT_SECONDS) as trial:
                trial.run(_LOCK, schema=SCHEMA).consume()
                trial.rollback()
        except Neo4jError as error:
            if not is_locked(str(error.code)) or attempt == LOCK_ATTEMPTS - 1:
                raise
        else:
            return


def number_graph(view: SqliteView) -> dict[str, CopyNumbers]:
    """Number the claims and sources that a view shows, for a new copy."""
    total = int(str(view.value("SELECT coalesce(sum(last - first + 1), 0) FROM mention")))
    claims, sources = CopyNumbers(step=step_for(total)), CopyNumbers(step=MAX_STEP)
    claims.extend(view.stream("SELECT first, last FROM mention ORDER BY number")[1])
    sources.extend(view.stream("SELECT number, number FROM source ORDER BY number")[1])
    return {"claim": claims, "source": sources}


def numbering(numbers: Mapping[str, CopyNumbers]) -> Numbering:
    """Return the numbers of a copy on a server, as the steps of the copy take them."""
    return Numbering(numbers["claim"].__getitem__, numbers["source"].__getitem__, None, numbers["claim"].step_at)


def delete_other_generations(connection: Connection, current: int | None) -> None:
    """Delete all nodes but those of the current generation."""
    with connection.session() as session:
        for statement in _DELETE_OTHERS:
            session.run(statement, current=current or 0).consume()

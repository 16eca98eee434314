"""Send the steps of a copy to a Neo4j server, each group of steps in shared transactions, several at the same time.

Nodes are found by the number that the server gave them, not by an index: that takes a tenth of the time, and the
indexes of a new graph can be created when all nodes are there. What belongs to an initiative is written in the
transaction that creates it, so that the server writes and logs each of its records once.
"""

from __future__ import annotations

import contextlib
import gc
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, Self

from graph.neo4j.patterns import KEYS, Endpoint

if TYPE_CHECKING:
    from graph.neo4j.connection import Connection
    from graph.neo4j.copy_plan import Row, Step

SESSIONS: Final = 2  # that write at the same time
GC_THRESHOLD: Final = 100_000  # objects between two runs of the cyclic garbage collector
Numbers = Mapping[object, int]


class Rows(list[list[Any]]):
    """Rows as the driver sends them, with a short `repr`: the driver formats its arguments for a debug log."""

    def __repr__(self) -> str:
        return f"<{len(self)} rows>"


@dataclass(frozen=True, slots=True)
class Lookup:
    """The column of the key of an existing node, and the column for the server's number of the node.

    `numbers` are those of earlier steps; None for a node that the same transaction creates.
    """

    numbers: Numbers | None
    key: int
    number: int


class BoltForm:
    """The form of a pattern for a server (see `graph.neo4j.patterns.Form`): rows as lists, existing nodes by number.

    Args:
        step: The step.
        numbers: The server's numbers of existing nodes, by label and key.
    """

    def __init__(self, step: Step, numbers: Mapping[str, Numbers]) -> None:
        self._columns = list(step.columns)
        self._properties = step.pattern.columns
        self._parent = step.parent
        self._numbers = numbers
        self.lookups: list[Lookup] = []
        self.width = len(self._columns)  # of a row, with the numbers of nodes

    def column(self, name: str) -> str:
        """Return the expression that reads a column."""
        return f"row[{self._columns.index(name)}]"

    def match(self, variable: str, endpoint: Endpoint) -> str:
        """Return the clause that finds an existing node; its number replaces a key that is not a property."""
        key = number = self._columns.index(endpoint.column)
        if endpoint.column in self._properties:
            number, self.width = self.width, self.width + 1
        known = None if key == self._parent else self._numbers[endpoint.lookup]
        self.lookups.append(Lookup(known, key, number))
        return f"MATCH ({variable}) WHERE id({variable}) = row[{number}]"

    def labels(self, labels: Sequence[str]) -> str:
        """Return the labels of a new node."""
        return ":".join(labels)


@dataclass(frozen=True, slots=True)
class Statement:
    """A step as it is sent.

    Args:
        text: Its Cypher.
        lookups: The existing nodes that it needs.
        created: The label that later steps look up and the index of its key, if any.
        width: The length of a row with the numbers of nodes.
    """

    text: str
    lookups: Sequence[Lookup]
    created: tuple[str, int] | None
    width: int

    def rows(self, batch: Sequence[Row], created: Numbers) -> Rows:
        """Return rows with numbers of nodes in place of identifiers, which halves what is sent.

        Args:
            batch: The rows of the step.
            created: The numbers of the nodes that this transaction has created.
        """
        columns: list[Sequence[Any]] = [*zip(*batch, strict=True)]
        columns += [()] * (self.width - len(columns))
        for lookup in self.lookups:
            find = (created if lookup.numbers is None else lookup.numbers).get
            columns[lookup.number] = list(map(find, columns[lookup.key]))
        return Rows(map(list, zip(*columns, strict=True)))


class Writer:
    """Writes the steps of a copy, several batches at the same time, each in its own transaction; a context manager.

    Args:
        connection: The server.
        generation: The generation that is written.
        check_lock: Raises if the lock is lost; called after each batch.
        advance: Called with the number of rows that are being sent, batch by batch.
    """

    def __init__(
        self, connection: Connection, generation: int, check_lock: Callable[[], object],
        advance: Callable[[int], object],
    ) -> None:  # fmt: skip
        self._connection = connection
        self._generation = generation
        self._check_lock = check_lock
        self._advance = advance
        self._numbers: dict[str, dict[object, int]] = {label: {} for label in KEYS}  # the server's numbers of nodes
        self._pool = ThreadPoolExecutor(SESSIONS)
        self._pending: deque[Future[None]] = deque()

    def write(self, group: Sequence[Step]) -> Counter[str]:
        """Start writing a group of steps (see `group_steps`); `finish` waits for the end of it.

        Returns:
            The number of rows by kind.
        """
        statements = [self._statement(step) for step in group]
        before = tuple(self._pending)  # steps look up what earlier steps wrote
        counts: Counter[str] = Counter()
        with _rare_garbage_collection():
            for batch in iter_transactions(group):
                for step, rows in zip(group, batch, strict=True):
                    counts[step.pattern.kind] += len(rows)
                self._advance(sum(map(len, batch)))
                self._pending.append(self._pool.submit(self._send, statements, batch, before))
                while len(self._pending) > SESSIONS + 1:  # one more is prepared meanwhile
                    self._pending.popleft().result()
                    self._check_lock()
        return counts

    def finish(self) -> None:
        """Wait until everything is written."""
        while self._pending:
            self._pending.popleft().result()
            self._check_lock()

    def forget_nodes(self) -> None:
        """Forget the server's numbers of nodes, the most that it keeps in memory: no later step refers to them."""
        for numbers in self._numbers.values():
            numbers.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _statement(self, step: Step) -> Statement:
        form = BoltForm(step, self._numbers)
        text = f"CYPHER 5 {step.pattern.cypher(form)}"
        label = step.pattern.lookup
        if label is None:
            return Statement(text, form.lookups, None, form.width)
        created = (label, list(step.columns).index(KEYS[label]))
        return Statement(f"{text} RETURN collect(id(n)) AS made", form.lookups, created, form.width)

    def _send(
        self, statements: Sequence[Statement], batch: Sequence[Sequence[Row]], before: Sequence[Future[None]]
    ) -> None:
        for one in before:
            one.result()

        def work(transaction: Any) -> Numbers:  # noqa: ANN401 (the driver's)
            created: Numbers = {}
            for statement, rows in zip(statements, batch, strict=True):
                if not rows:
                    continue
                sent = statement.rows(rows, created)
                result = transaction.run(statement.text, rows=sent, generation=self._generation)
                if statement.created:
                    key = statement.created[1]
                    created = dict(zip(map(itemgetter(key), rows), result.single()["made"], strict=True))
            return created

        with self._connection.session() as session:
            created: Numbers = session.execute_write(work)
        if statements[0].created:
            self._numbers[statements[0].created[0]].update(created)


@contextlib.contextmanager
def _rare_garbage_collection() -> Iterator[None]:
    """Run the cyclic garbage collector less often: rows form no cycles, and it took a fifth of the sender's time."""
    threshold = gc.get_threshold()
    gc.set_threshold(GC_THRESHOLD, *threshold[1:])
    try:
        yield
    finally:
        gc.set_threshold(*threshold)


def iter_transactions(group: Sequence[Step]) -> Iterator[list[list[Row]]]:
    """Yield the rows of each transaction: a batch of the first step, and the rows of the others that belong to it.

    The rows of all steps are in the order of the nodes that they belong to.
    """
    first, *others = group
    key = first.columns.index("id") if others else 0
    following = [_ChildRows(step) for step in others]
    while rows := list(islice(first.rows, first.batch)):
        yield [rows, *(one.until(rows[-1][key]) for one in following)]


class _ChildRows:
    """The rows of a step that belong to the nodes of another."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._key = itemgetter(step.parent)
        self._read: list[Row] = []

    def until(self, last: str) -> list[Row]:
        """Return the remaining rows that belong to nodes up to an identifier."""
        while not self._read or self._key(self._read[-1]) <= last:
            more = list(islice(self._step.rows, self._step.batch))
            if not more:
                break
            self._read += more
        end = bisect_right(self._read, last, key=self._key)
        taken, self._read = self._read[:end], self._read[end:]
        return taken

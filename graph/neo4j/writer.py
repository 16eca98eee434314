"""Send the steps of a copy to a Neo4j server: what belongs together in one transaction, several of them at once.

Nodes are found again by the number that the server gave them, not by an index: it takes a tenth of the time, and
indexes of a new graph can then be made when all is there. What hangs on an initiative is written in the transaction
that creates it, so that the server writes and logs each record of it once.
"""

from __future__ import annotations

import contextlib
import gc
import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, Self

from graph.neo4j.copy_plan import Row, Step, created

if TYPE_CHECKING:
    from graph.neo4j.store import Neo4jStore

SESSIONS: Final = 2  # that write at once
UNCOLLECTED: Final = 100_000  # objects made before Python looks for cycles among them
_ROW: Final = re.compile(r"\brow\.(\w+)")
_LOOKED_UP: Final = re.compile(r"MATCH \((\w+):(\w+) \{\w+: row\.(\w+), generation: \$generation\}\)")
_KEYS: Final = {"Node": "id", "Source": "number", "Word": "number"}  # what later steps look up beside nodes, and how
Numbers = Mapping[object, int]


class Rows(list[list[Any]]):
    """Rows as the driver sends them. It spells out what it sends, for a log that nobody keeps, unless it is short."""

    def __repr__(self) -> str:
        return f"<{len(self)} rows>"


@dataclass(frozen=True, slots=True)
class Statement:
    """A step as it is sent.

    Args:
        text: its Cypher, in which `row` is a list, with the server's numbers in place of identifiers.
        own: what the same transaction creates: where the identifier stands, and where its number goes.
        known: the same of what was there before, and all numbers of such nodes.
        kept: the label that later steps look up, if it is one, and by which column.
    """

    text: str
    own: Sequence[tuple[int, int]]
    known: Sequence[tuple[Numbers, int, int]]
    kept: tuple[str, int] | None
    width: int

    def rows(self, batch: Sequence[Row], created_now: Numbers) -> Rows:
        """Rows with numbers in place of identifiers, half as much to send."""
        more = [None] * (self.width - len(batch[0]))
        made = Rows([*row, *more] for row in batch) if more else Rows(map(list, batch))
        for numbers, at, to in (*((created_now, at, to) for at, to in self.own), *self.known):
            find = numbers.get
            for row in made:
                row[to] = find(row[at])
        return made


class Writer:
    """Writes the steps of a copy, several batches at once, each in a transaction of its own; a context manager.

    Args:
        store: the server.
        generation: of what is written.
        alive: sees that the lock is held; called after each batch.
    """

    def __init__(self, store: Neo4jStore, generation: int, alive: Callable[[], object]) -> None:
        self._store = store
        self._generation = generation
        self._alive = alive
        self._at: dict[str, dict[object, int]] = {label: {} for label in _KEYS}  # the server's numbers of nodes
        self._pool = ThreadPoolExecutor(SESSIONS)
        self._waiting: deque[Future[None]] = deque()

    def write(self, group: Sequence[Step]) -> Counter[str]:
        """Write steps that belong together: all of it is on its way then, and there with the next `finish`.

        Returns:
            How many rows each of them has.
        """
        statements = [self._told(step) for step in group]
        before = tuple(self._waiting)  # steps look up what those before them wrote
        counted: Counter[str] = Counter()
        with _uncollected():
            for batch in together(group):
                for step, rows in zip(group, batch, strict=True):
                    counted[step.name] += len(rows)
                self._waiting.append(self._pool.submit(self._sent, statements, batch, before))
                while len(self._waiting) > SESSIONS + 1:  # one that is made meanwhile
                    self._waiting.popleft().result()
                    self._alive()
        return counted

    def finish(self) -> None:
        """Wait until all is written."""
        while self._waiting:
            self._waiting.popleft().result()
            self._alive()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def _told(self, step: Step) -> Statement:
        """A step that takes lists in place of dictionaries."""
        columns = list(step.columns)
        places = {column: f"row[{place}]" for place, column in enumerate(columns)}
        own: list[tuple[int, int]] = []
        known: list[tuple[Numbers, int, int]] = []
        used = set(_ROW.findall(_LOOKED_UP.sub("", created(step.text, {one: f"row.{one}" for one in columns}))))
        width = len(columns)

        def found(match: re.Match[str]) -> str:
            nonlocal width
            at = to = columns.index(match[3])
            if match[3] in used:
                to, width = width, width + 1
            if at == step.of:
                own.append((at, to))
            else:
                known.append((self._at[match[2] if match[2] in _KEYS else "Node"], at, to))
            return f"MATCH ({match[1]}) WHERE id({match[1]}) = row[{to}]"

        text = _LOOKED_UP.sub(found, created(step.text, places))
        text = f"CYPHER 5 {_ROW.sub(lambda match: places[match[1]], text)}"
        label = next((label for label in _KEYS if re.search(rf"CREATE \(n:{label}\b", text)), None)
        kept = (label, columns.index(_KEYS[label])) if label else None
        return Statement(f"{text} RETURN collect(id(n)) AS made" if kept else text, own, known, kept, width)

    def _sent(
        self, statements: Sequence[Statement], batch: Sequence[Sequence[Row]], before: Sequence[Future[None]]
    ) -> None:
        for one in before:
            one.result()

        def work(transaction: Any) -> Numbers:  # noqa: ANN401 (the driver's)
            now: Numbers = {}
            for statement, rows in zip(statements, batch, strict=True):
                if not rows:
                    continue
                sent = statement.rows(rows, now)
                result = transaction.run(statement.text, rows=sent, generation=self._generation)
                if statement.kept:
                    key = statement.kept[1]
                    now = dict(zip((row[key] for row in rows), result.single()["made"], strict=True))
            return now

        with self._store.session() as session:
            made: Numbers = session.execute_write(work)
        if statements[0].kept:
            self._at[statements[0].kept[0]].update(made)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Look less often for what only refers to itself: rows never do, and to look took a fifth of the sender's time."""
    was = gc.get_threshold()
    gc.set_threshold(UNCOLLECTED, *was[1:])
    try:
        yield
    finally:
        gc.set_threshold(*was)


def together(group: Sequence[Step]) -> Iterator[list[list[Row]]]:
    """For as many rows of the first step as one transaction takes, these and those of the others that belong to them.

    All are in the order of what they belong to.
    """
    first, *others = group
    key = first.columns.index("id") if others else 0
    following = [_Following(step) for step in others]
    while rows := list(islice(first.rows, first.batch)):
        yield [rows, *(one.until(rows[-1][key]) for one in following)]


class _Following:
    """The rows of a step that belong to those of another."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._key = itemgetter(step.of)
        self._read: list[Row] = []

    def until(self, last: str) -> list[Row]:
        """Those of the other's rows up to an identifier, which were not taken yet."""
        while not self._read or self._key(self._read[-1]) <= last:
            more = list(islice(self._step.rows, self._step.batch))
            if not more:
                break
            self._read += more
        end = bisect_right(self._read, last, key=self._key)
        taken, self._read = self._read[:end], self._read[end:]
        return taken

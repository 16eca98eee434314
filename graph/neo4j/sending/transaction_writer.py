"""Write a small graph to a Neo4j server in one transaction, by one statement for all nodes and one for relationships.

A server plans each statement that it sees for the first time, which takes it a tenth of a second and, when it has just
started, much longer. The steps of a copy are fifty statements: for a small graph, planning them took nearly all of the
time. Here labels and types are values of the rows, so that there are two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.neo4j.patterns import KEYS, NodePattern, RelationshipPattern
from graph.neo4j.postings import WordsPattern
from graph.neo4j.sending.writer import Rows

if TYPE_CHECKING:
    from graph.neo4j.copy_plan import Row, Step
    from graph.neo4j.patterns import Endpoint

BATCH_ROWS: Final = 5_000  # of one statement
_CREATE_NODES: Final = (
    "CYPHER 5 UNWIND $rows AS row CREATE (n:$(row[0])) SET n = row[1], n.generation = $generation"
    " RETURN collect(id(n)) AS made"
)
_CREATE_RELATIONSHIPS: Final = (
    "CYPHER 5 UNWIND $rows AS row MATCH (a) WHERE id(a) = row[0] MATCH (b) WHERE id(b) = row[1]"
    " CREATE (a)-[r:$(row[2])]->(b) SET r = row[3]"
)


class _Relationship(NamedTuple):
    """A relationship between two nodes, given as their places in the order of nodes."""

    start: int
    end: int
    type: str
    properties: Mapping[str, object]


class TransactionWriter:
    """Takes the steps of a copy, and writes them in one transaction.

    Args:
        generation: The generation that is written.
        advance: Called with the number of rows that are taken.
    """

    def __init__(self, generation: int, advance: Callable[[int], object]) -> None:
        self._generation = generation
        self._advance = advance
        self._nodes: list[tuple[Sequence[str], Mapping[str, object]]] = []  # labels and properties
        self._places: dict[str, dict[object, int]] = {label: {} for label in KEYS}  # of nodes, by label and key
        self._relationships: list[_Relationship] = []

    def write(self, group: Iterable[Step]) -> Counter[str]:
        """Take the rows of steps; `send` sends them.

        Returns:
            The number of rows by kind.
        """
        counts: Counter[str] = Counter()
        for step in group:
            for row in step.rows:
                counts[step.pattern.kind] += 1
                self._advance(1)
                self._take(step, dict(zip(step.columns, row, strict=True)))
        return counts

    def send(self, transaction: Any) -> None:  # noqa: ANN401 (the driver's)
        """Send everything that was taken, in a transaction."""
        numbers: list[int] = []
        for batch in _batches(self._nodes):
            numbers += self._run(transaction, _CREATE_NODES, batch)[0]["made"]
        linked = [(numbers[one.start], numbers[one.end], one.type, one.properties) for one in self._relationships]
        for batch in _batches(linked):
            self._run(transaction, _CREATE_RELATIONSHIPS, batch)

    def _run(self, transaction: Any, text: str, batch: Sequence[Row]) -> list[dict[str, Any]]:  # noqa: ANN401 (the driver's)
        sent = Rows(map(list, batch))
        found: list[dict[str, Any]] = transaction.run(text, rows=sent, generation=self._generation).data()
        return found

    def _take(self, step: Step, row: Mapping[str, Any]) -> None:
        pattern = step.pattern
        if isinstance(pattern, RelationshipPattern):
            properties = {name: row[name] for name in pattern.properties}
            self._link(self._place(pattern.start, row), self._place(pattern.end, row), pattern.kind, properties)
        elif isinstance(pattern, NodePattern):
            self._take_node(pattern, row)
        elif isinstance(pattern, WordsPattern):
            for labels, properties in pattern.nodes(row):
                self._create(labels, properties)

    def _take_node(self, pattern: NodePattern, row: Mapping[str, Any]) -> None:
        """Take a node with its relationships; there is none if a node that it needs is missing, as in other copies."""
        others = [self._place(link.endpoint, row) for link in pattern.links]
        if any(other is None and not link.optional for other, link in zip(others, pattern.links, strict=True)):
            return
        place = self._create(pattern.labels, {name: row[name] for name in pattern.properties})
        if pattern.lookup:
            self._places[pattern.lookup][row[KEYS[pattern.lookup]]] = place
        for link, other in zip(pattern.links, others, strict=True):
            start, end = (place, other) if link.outgoing else (other, place)
            self._link(start, end, link.type, {})

    def _create(self, labels: Sequence[str], properties: Mapping[str, object]) -> int:
        self._nodes.append((labels, properties))
        return len(self._nodes) - 1

    def _place(self, endpoint: Endpoint, row: Mapping[str, Any]) -> int | None:
        return self._places[endpoint.lookup].get(row[endpoint.column])

    def _link(self, start: int | None, end: int | None, kind: str, properties: Mapping[str, object]) -> None:
        """Note a relationship; there is none if one of its nodes is missing."""
        if start is not None and end is not None:
            self._relationships.append(_Relationship(start, end, kind, properties))


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for at in range(0, len(rows), BATCH_ROWS):
        yield rows[at : at + BATCH_ROWS]

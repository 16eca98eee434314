"""Send rows of a copy plan within one transaction, in place of what the server has for the same nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from graph.neo4j.copy_plan import Row, Step
from graph.neo4j.driver import to_dictionaries
from graph.neo4j.patterns import KEYS, NodePattern, RelationshipPattern
from graph.neo4j.sending.writer import BoltForm, Statement

if TYPE_CHECKING:
    from graph.neo4j.patterns import Link

BATCH_ROWS: Final = 5_000  # of one statement
_PREFIX: Final = "CYPHER 5"
_FIND: Final = {
    "Node": (
        "UNWIND $keys AS key MATCH (n:Node {id: key, generation: $generation})"
        " RETURN n.id AS key, id(n) AS number, n.node_kind AS kind"
    ),
    "Source": (
        "UNWIND $keys AS key MATCH (n:Source {number: key, generation: $generation})"
        " RETURN n.number AS key, id(n) AS number, 'source' AS kind"
    ),
}
_DELETE: Final = "UNWIND $numbers AS number MATCH (n) WHERE id(n) = number DETACH DELETE n"


class Sender:
    """Sends statements of one transaction, and knows the server's numbers of nodes.

    Args:
        transaction: the transaction.
        generation: the generation that is changed.
    """

    def __init__(self, transaction: Any, generation: int) -> None:  # noqa: ANN401 (the driver's)
        self._transaction = transaction
        self._generation = generation
        self._numbers: dict[str, dict[object, int]] = {label: {} for label in KEYS}
        self._missing: dict[str, set[object]] = {label: set() for label in KEYS}
        self.sent: Counter[str] = Counter()  # rows by label or type

    def run(self, text: str, **given: object) -> list[dict[str, Any]]:
        """Run a statement; return its rows."""
        return to_dictionaries(self._transaction.run(f"{_PREFIX} {text}", generation=self._generation, **given))

    def find(self, label: str, keys: Iterable[object]) -> dict[object, str]:
        """Find nodes on the server; return the kind of each that is there, by its key."""
        wanted = sorted({key for key in keys if key is not None}, key=str)
        rows = self.run(_FIND[label], keys=wanted) if wanted else []
        self._numbers[label].update((row["key"], row["number"]) for row in rows)
        self._missing[label].update(set(wanted) - {row["key"] for row in rows})
        return {row["key"]: row["kind"] for row in rows}

    def numbers_of(self, label: str, keys: Iterable[object]) -> list[int]:
        """Return the numbers of nodes that were found or created."""
        known = self._numbers[label]
        return [known[key] for key in keys if key in known]

    def delete(self, label: str, keys: Iterable[object]) -> None:
        """Delete nodes with all of their relationships."""
        numbers = self.numbers_of(label, keys := list(keys))
        if numbers:
            self.run(_DELETE, numbers=numbers)
        for key in keys:
            self._numbers[label].pop(key, None)

    def delete_owned(self, step: Step, keys: Sequence[object]) -> None:
        """Delete what a step wrote for some nodes: relationships, or nodes that are linked to them."""
        numbers = self.numbers_of("Node", keys)
        pattern = step.pattern
        if not numbers:
            return
        head = "UNWIND $numbers AS number MATCH (n) WHERE id(n) = number"
        if isinstance(pattern, RelationshipPattern):
            outgoing = pattern.start.column == step.owner
            arrow = f"(n)-[r:{pattern.kind}]->()" if outgoing else f"(n)<-[r:{pattern.kind}]-()"
            self.run(f"{head} MATCH {arrow} DELETE r", numbers=numbers)
        elif isinstance(pattern, NodePattern):
            self.run(f"{head} MATCH {_path_to(pattern.links[0], pattern.kind)} DETACH DELETE m", numbers=numbers)

    def delete_between(self, step: Step, pairs: Sequence[Sequence[object]]) -> None:
        """Delete the relationships of a step between pairs of nodes."""
        self.find("Node", {key for pair in pairs for key in pair} - self._numbers["Node"].keys())
        known = self._numbers["Node"]
        rows = [[known[one], known[other]] for one, other in pairs if one in known and other in known]
        self.run(
            "UNWIND $rows AS row MATCH (a) WHERE id(a) = row[0] MATCH (b) WHERE id(b) = row[1]"
            f" MATCH (a)-[r:{step.pattern.kind}]->(b) DELETE r",
            rows=rows,
        )

    def create(self, step: Step, rows: Iterable[Row]) -> None:
        """Create the nodes or relationships of a step."""
        self._send(step, list(rows), update=False)

    def write_nodes(self, step: Step, rows: Iterable[Row]) -> None:
        """Create nodes, or replace the properties of those that are there."""
        label = step.pattern.lookup or ""
        key = list(step.columns).index(KEYS[label])
        known, there, new = self._numbers[label], list[Row](), list[Row]()
        for row in rows:
            (there if row[key] in known else new).append(row)
        self._send(step, there, update=True)
        self._send(step, new, update=False)

    def _send(self, step: Step, rows: list[Row], *, update: bool) -> None:
        self.sent[step.pattern.kind] += len(rows)
        for at in range(0, len(rows), BATCH_ROWS):
            batch = rows[at : at + BATCH_ROWS]
            form = BoltForm(replace(step, parent=None), self._numbers)  # its nodes are known by now
            pattern = step.pattern
            if update and isinstance(pattern, NodePattern):
                text, label = pattern.update_cypher(form), None
            else:
                text, label = pattern.cypher(form), pattern.lookup
                self._look_up(form, batch)
            if label:
                text += " RETURN collect(id(n)) AS made"
            found = self.run(text, rows=Statement(text, form.lookups, None, form.width).rows(batch, {}))
            if label:
                place = list(step.columns).index(KEYS[label])
                self._numbers[label].update(zip((row[place] for row in batch), found[0]["made"], strict=True))

    def _look_up(self, form: BoltForm, batch: Sequence[Row]) -> None:
        """Find the nodes on the server that rows refer to."""
        for lookup in form.lookups:
            label = next(one for one, numbers in self._numbers.items() if numbers is lookup.numbers)
            keys = {row[lookup.key] for row in batch} - self._numbers[label].keys() - self._missing[label]
            if keys and label in _FIND:
                self.find(label, keys)


def _path_to(link: Link, label: str) -> str:
    """Return the path from a node `n` to the nodes `m` of a label that a link connects to it."""
    return f"(n)<-[:{link.type}]-(m:{label})" if link.outgoing else f"(n)-[:{link.type}]->(m:{label})"


def as_properties(step: Step, row: Row) -> Mapping[str, Any]:
    """Return a row as the properties of its node: a server stores no null."""
    return {name: value for name, value in zip(step.columns, row, strict=True) if value is not None}

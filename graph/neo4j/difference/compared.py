"""Nodes and relationships of which a graph has few, compared as a whole with those on a server."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from graph.neo4j.difference.sender import as_properties
from graph.neo4j.patterns import NodePattern

if TYPE_CHECKING:
    from graph.neo4j.copy_plan import Row, Step
    from graph.neo4j.difference.sender import Sender

NODES_READ_AT_ONCE: Final = 1000  # in one record: unpacking a record costs more than what it holds
_READ_NODES: Final = """
MATCH (n:{label}) WHERE n.generation = $generation
WITH collect([id(n), properties(n)]) AS found
UNWIND range(0, size(found) - 1, $most) AS at
RETURN found[at..at + $most] AS some
"""
_READ_PAIRS: Final = """
MATCH (a:{start})-[r:{kind}]->(b) WHERE a.generation = $generation RETURN a.id AS one, b.id AS other, id(r) AS number
"""
_DELETE_NODES: Final = "UNWIND $numbers AS number MATCH (n) WHERE id(n) = number DETACH DELETE n"
_WORD: Final = ("Word", "USES_WORD")


def send_compared(sender: Sender, step: Step) -> None:
    """Make the nodes or relationships of a step what its rows say."""
    if step.pattern.kind in _WORD:
        _replace_words(sender, step)
    elif step.pattern.kind == "Source":
        _update_sources(sender, step)
    elif isinstance(step.pattern, NodePattern):
        _update_nodes(sender, step)
    else:
        _update_relationships(sender, step)


def _read_nodes(sender: Sender, label: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the server's numbers and the properties of all nodes with a label."""
    for row in sender.run(_READ_NODES.format(label=label), most=NODES_READ_AT_ONCE):
        for number, properties in row["some"]:
            properties.pop("generation")
            yield number, properties


def _update_nodes(sender: Sender, step: Step) -> None:
    there: dict[Hashable, list[int]] = {}
    for number, properties in _read_nodes(sender, step.pattern.kind):
        there.setdefault(_key(properties), []).append(number)
    new: list[Row] = []
    for row in step.rows:
        if numbers := there.get(_key(as_properties(step, row))):
            numbers.pop()
        else:
            new.append(row)
    _delete_nodes(sender, (number for numbers in there.values() for number in numbers))
    sender.create(step, new)


def _update_sources(sender: Sender, step: Step) -> None:
    """Update sources by their number, as claims are linked to them."""
    there = {properties["number"]: properties for _, properties in _read_nodes(sender, "Source")}
    rows = [(as_properties(step, row), row) for row in step.rows]
    sender.find("Source", there)
    sender.delete("Source", there.keys() - {properties["number"] for properties, _ in rows})
    sender.write_nodes(
        step,
        [row for properties, row in rows if there.get(properties["number"]) != properties],
    )


def _replace_words(sender: Sender, step: Step) -> None:
    """Replace the words of jurisdictions, which a graph has only if it is small: all weights depend on all texts."""
    if step.pattern.kind == "Word":
        _delete_nodes(sender, (number for number, _ in _read_nodes(sender, "Word")))
    sender.create(step, step.rows)


def _update_relationships(sender: Sender, step: Step) -> None:
    start = step.pattern.endpoints[0].label
    bound = {"start": start, "kind": step.pattern.kind}
    there = {(row["one"], row["other"]): row["number"] for row in sender.run(_READ_PAIRS.format(**bound))}
    one, other = (list(step.columns).index(endpoint.column) for endpoint in step.pattern.endpoints)
    wanted = {(row[one], row[other]): row for row in step.rows}
    if gone := [pair for pair in there if pair not in wanted]:
        sender.delete_between(step, gone)
    sender.create(step, [row for pair, row in wanted.items() if pair not in there])


def _delete_nodes(sender: Sender, numbers: Iterable[int]) -> None:
    if wanted := list(numbers):
        sender.run(_DELETE_NODES, numbers=wanted)


def _key(properties: Mapping[str, Any]) -> Hashable:
    return tuple((name, tuple(it) if isinstance(it, list) else it) for name, it in sorted(properties.items()))

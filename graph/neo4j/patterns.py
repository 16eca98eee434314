"""Generate the Cypher that writes the nodes and relationships of the copy plan.

A pattern says what is written; a `Form` says how a target takes it: how a row's column is read, how an existing node is
found, in which order labels come. So one plan serves a Neo4j server (`graph.neo4j.sending.writer`) and the local copy
of KGLite (`graph.adhoc.cypher_local_worker`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

KEYS: Final = {"Node": "id", "Source": "number", "Word": "number"}  # labels that endpoints look up, and their keys
_GENERATION: Final = "`generation`: $generation"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An existing node: its label, and the column that holds its key."""

    label: str
    column: str

    @property
    def lookup(self) -> str:
        """The label by which the node is known: Source, Word, or Node for all that have an `id`."""
        return self.label if self.label in KEYS else "Node"

    @property
    def key(self) -> str:
        """The property that identifies the node."""
        return KEYS[self.lookup]


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship between a new node and an existing one.

    `outgoing` if it begins at the new node; `optional` if the existing node may be missing.
    """

    type: str
    endpoint: Endpoint
    outgoing: bool
    optional: bool = False


class Form(Protocol):
    """The form of a pattern for a target."""

    def column(self, name: str) -> str:
        """Return the expression that reads a column of `row`."""
        ...

    def match(self, variable: str, endpoint: Endpoint) -> str:
        """Return the clause that finds an existing node."""
        ...

    def labels(self, labels: Sequence[str]) -> str:
        """Return the labels of a new node as written in a pattern."""
        ...


class Pattern(Protocol):
    """The nodes or relationships that the rows of a step are written as."""

    @property
    def kind(self) -> str:
        """The label or the type of relationship, which names the rows in counts."""
        ...

    @property
    def lookup(self) -> str | None:
        """The label by which later steps look up what is created; None if they do not."""
        ...

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """The existing nodes that are looked up."""
        ...

    @property
    def columns(self) -> frozenset[str]:
        """The columns that become properties."""
        ...

    def cypher(self, form: Form) -> str:
        """Return the statement for rows in `$rows`."""
        ...


@dataclass(frozen=True, slots=True)
class NodePattern:
    """A new node, with the relationships that connect it.

    Args:
        labels: Its labels; the last one names its kind.
        properties: The columns that become its properties.
        links: Its relationships.
    """

    labels: tuple[str, ...]
    properties: tuple[str, ...]
    links: tuple[Link, ...] = ()

    @property
    def kind(self) -> str:
        """The label that names the kind of node."""
        return self.labels[-1]

    @property
    def lookup(self) -> str | None:
        """The label by which later steps look up these nodes; None if they do not."""
        return self.labels[0] if self.labels[0] in KEYS else None

    @property
    def columns(self) -> frozenset[str]:
        """The columns that become properties."""
        return frozenset(self.properties)

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """The existing nodes that are looked up."""
        return tuple(link.endpoint for link in self.links)

    def cypher(self, form: Form) -> str:
        """Return the statement for rows in `$rows`."""
        required = [link for link in self.links if not link.optional]
        clauses = [form.match(f"e{at}", link.endpoint) for at, link in enumerate(required)]
        created = [f"(n:{form.labels(self.labels)} {_property_map(self.properties, form, _GENERATION)})"]
        created += [_path(link, f"e{at}") for at, link in enumerate(required)]
        clauses.append(f"CREATE {', '.join(created)}")
        for link in self.links:
            if link.optional:
                clauses += ["WITH n, row", form.match("o", link.endpoint), f"CREATE {_path(link, 'o')}"]
        return f"UNWIND $rows AS row {' '.join(clauses)}"

    def update_cypher(self, form: Form) -> str:
        """Return the statement that replaces the properties of existing nodes by those of rows in `$rows`."""
        key = KEYS[self.labels[0]]
        clauses = ["UNWIND $rows AS row", form.match("n", Endpoint(self.labels[0], key))]
        return f"{' '.join(clauses)} SET n = {_property_map(self.properties, form, _GENERATION)}"


@dataclass(frozen=True, slots=True)
class RelationshipPattern:
    """A new relationship between two existing nodes."""

    kind: str
    start: Endpoint
    end: Endpoint
    properties: tuple[str, ...]

    @property
    def lookup(self) -> None:
        """None: relationships are not looked up."""
        return None

    @property
    def columns(self) -> frozenset[str]:
        """The columns that become properties."""
        return frozenset(self.properties)

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """The existing nodes that are looked up."""
        return (self.start, self.end)

    def cypher(self, form: Form) -> str:
        """Return the statement for rows in `$rows`."""
        properties = f" {_property_map(self.properties, form)}" if self.properties else ""
        return (
            f"UNWIND $rows AS row {form.match('a', self.start)} {form.match('b', self.end)}"
            f" CREATE (a)-[:{self.kind}{properties}]->(b)"
        )


def parse_pattern(step: Mapping[str, Any], columns: Sequence[str]) -> Pattern:
    """Parse the pattern of a step of the copy plan, given the columns of its rows."""
    if "relationship" in step:
        return RelationshipPattern(
            step["relationship"], _parse_endpoint(step["from"]), _parse_endpoint(step["to"]),
            tuple(step.get("properties", ())),
        )  # fmt: skip
    properties = tuple(name for name in columns if not name.startswith("_"))
    links = tuple(
        Link(
            link["type"], _parse_endpoint(link["to"] if "to" in link else link["from"]), outgoing="to" in link,
            optional=link.get("optional", False),
        )
        for link in step.get("links", ())
    )  # fmt: skip
    return NodePattern(tuple(step["node"]), properties, links)


def _parse_endpoint(raw: Mapping[str, str]) -> Endpoint:
    ((label, column),) = raw.items()
    return Endpoint(label, column)


def _property_map(columns: Sequence[str], form: Form, *more: str) -> str:
    return f"{{{', '.join([*(f'`{name}`: {form.column(name)}' for name in columns), *more])}}}"


def _path(link: Link, endpoint: str) -> str:
    return f"(n)-[:{link.type}]->({endpoint})" if link.outgoing else f"({endpoint})-[:{link.type}]->(n)"

"""Find the nodes of an audience's graph that a change of claims or of duplicates affects.

A node is affected if claims on it changed, if its identifier stands for another node than before, or if what it refers
to did. The sets may be larger than need be; they are never smaller.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.sqlite.changes.log import ChangeLog
    from graph.sqlite.schema.driver import Connection

REPORTED: Final = ("initiative", "partnership", "need")
# nodes that refer to some identifiers, by their kind
_REFERRING: Final = {
    "initiative": (
        "SELECT id FROM initiative WHERE lead IN {some} AND audience = :audience",
        "SELECT id FROM initiative WHERE part_of IN {some} AND audience = :audience",
    ),
    "partnership": (
        "SELECT id FROM partnership WHERE initiative IN {some} AND audience = :audience",
        "SELECT partnership FROM partnership_member WHERE jurisdiction IN {some} AND audience = :audience",
    ),
    "need": (
        "SELECT id FROM need WHERE by IN {some} AND audience = :audience",
        "SELECT id FROM need WHERE initiative IN {some} AND audience = :audience",
    ),
    "edition": ("SELECT edition FROM submission WHERE jurisdiction IN {some} AND audience = :audience",),
    "jurisdiction": ("SELECT id FROM jurisdiction WHERE part_of IN {some} AND audience = :audience",),
}
# nodes that depend on whether some initiatives exist, and on what these are about
_DEPENDING: Final = {
    "initiative": "SELECT id FROM initiative WHERE part_of IN {some} AND audience = :audience",
    "partnership": "SELECT id FROM partnership WHERE initiative IN {some} AND audience = :audience",
    "need": "SELECT id FROM need WHERE initiative IN {some} AND audience = :audience",
}
_LOOSE: Final = "SELECT kind, subject FROM loose_reference WHERE object IN {some} AND audience = :audience"
_SOME: Final = "(SELECT value FROM json_each(:some))"


@dataclass(slots=True)
class Aliases:
    """The identifiers that stand for another node, of one audience."""

    of: Mapping[str, str]
    names: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for alias, identifier in self.of.items():
            self.names.setdefault(identifier, {identifier}).add(alias)

    def find(self, name: str) -> str:
        """Return the node that a name stands for."""
        return self.of.get(name, name)

    def names_of(self, identifier: str) -> set[str]:
        """Return the names of a node."""
        return self.names.get(identifier, {identifier})


@dataclass(slots=True)
class Affected:
    """The affected nodes of one audience, by kind; `described` are jurisdictions and themes with changed claims."""

    nodes: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in (*REPORTED, "edition")})
    described: dict[str, set[str]] = field(default_factory=lambda: {"jurisdiction": set(), "theme": set()})

    def add(self, kind: str, identifier: str) -> None:
        """Add a node."""
        (self.nodes if kind in self.nodes else self.described)[kind].add(identifier)

    @property
    def size(self) -> int:
        """The number of nodes."""
        return sum(map(len, (*self.nodes.values(), *self.described.values())))


def read_aliases(connection: Connection, audience: int) -> Aliases:
    """Read the aliases of an audience."""
    rows = connection.execute("SELECT alias, id FROM same_as WHERE audience = ?", (audience,))
    return Aliases(dict(rows.fetchall()))


def find_affected(connection: Connection, audience: int, log: ChangeLog, before: Aliases, after: Aliases) -> Affected:
    """Return the nodes whose claims or identifiers changed, and those that refer to the latter.

    Args:
        connection: a connection whose derived tables are still those from before the change.
        audience: the number of the audience.
        log: what changed.
        before: the aliases before.
        after: the aliases after.
    """
    found = Affected()
    found.nodes["edition"] |= log.editions & known_editions(connection, audience)
    for change in log.visible(audience):
        for mention in (change.before, change.after):
            if mention:
                for aliases in (before, after):
                    found.add(mention.kind, aliases.find(mention.subject))
    moved = [alias for alias in before.of.keys() | after.of.keys() if before.find(alias) != after.find(alias)]
    if moved:
        _add_moved(connection, audience, found, {aliases.find(one) for one in moved for aliases in (before, after)})
    return found


def _add_moved(connection: Connection, audience: int, found: Affected, moved: set[str]) -> None:
    """Add nodes some of whose names stood, or now stand, for another node; and those that refer to them."""
    for kind in (*REPORTED, "jurisdiction"):
        for identifier in moved:
            found.add(kind, identifier)
    for kind, queries in _REFERRING.items():
        for query in queries:
            for identifier in select(connection, audience, query, moved):
                found.add(kind, identifier)
    add_loose(connection, audience, found, moved)


def add_dependent(connection: Connection, audience: int, found: Affected) -> None:
    """Add the nodes that depend on whether the affected initiatives exist, or on what they are about."""
    initiatives = set(found.nodes["initiative"])
    add_loose(connection, audience, found, initiatives)
    for kind, query in _DEPENDING.items():
        found.nodes[kind] |= select(connection, audience, query, initiatives)


def add_loose(connection: Connection, audience: int, found: Affected, some: Iterable[str]) -> None:
    """Add the nodes whose claims refer to some identifiers, though their rows do not show it."""
    query = _LOOSE.format(some=_SOME)
    for kind, subject in connection.execute(query, {"audience": audience, "some": json.dumps(sorted(some))}).fetchall():
        found.add(kind, subject)


def select(connection: Connection, audience: int, query: str, some: Iterable[str]) -> set[str]:
    """Return the first column of a query on some identifiers (`{some}`)."""
    bound = {"audience": audience, "some": json.dumps(sorted(some))}
    return {identifier for (identifier,) in connection.execute(query.format(some=_SOME), bound) if identifier}


def known_editions(connection: Connection, audience: int) -> set[str]:
    """Return the editions of an audience's graph."""
    rows = connection.execute("SELECT id FROM edition WHERE audience = ?", (audience,))
    return {identifier for (identifier,) in rows}

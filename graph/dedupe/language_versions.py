"""One node, two labels: pair what two language versions of one document say.

The two versions of an analysis name the same leads with the same number of items, in the same order. Where they do,
the nth initiative of a lead in one is the nth in the other, and so for components, partnerships and needs. Where
they do not (another count, other dates, other partners), nothing is paired: two nodes are better than a wrong one.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.claims import partnership_id
from graph.values import AUDIENCES

TOP_AUDIENCE = len(AUDIENCES) - 1
RULE = "same-place-in-translation"
PARALLEL = 0.8  # share of leads with as many initiatives in both versions, below which they are no translations


@dataclass(slots=True)
class _Node:
    """What one version says of one node."""

    id: str
    kind: str = ""
    lead: str | None = None
    part_of: str | None = None
    about: str | None = None
    dates: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)


def version_of(connection: sqlite3.Connection, source: int) -> int | None:
    """The earlier source that a source just added repeats in another language, if there is one.

    This is a matter of the two files and not of who may see what they say: it is decided once, from all their claims.

    Args:
        connection: a store in which the claims of the source already stand.
        source: its number.
    """
    edition, language = connection.execute(
        "SELECT edition, language FROM source WHERE number = ?", (source,)
    ).fetchone()
    earlier = connection.execute(
        "SELECT number FROM source WHERE edition = ? AND language <> ? AND number < ? ORDER BY number",
        (edition, language, source),
    ).fetchall()
    new = _leads(connection, source) if earlier else {}
    for (number,) in earlier:
        old = _leads(connection, number)
        same = [lead for lead, count in new.items() if old.get(lead) == count]
        if len(same) > 1 and len(same) >= PARALLEL * len(new):
            return int(number)
    return None


def _leads(connection: sqlite3.Connection, source: int) -> dict[str, int]:
    """How many initiatives each lead has in a source."""
    nodes = _nodes(connection, source, TOP_AUDIENCE).values()
    return Counter(n.lead for n in nodes if n.kind == "initiative" and n.lead)


def pair_versions(connection: sqlite3.Connection, audience: int) -> None:
    """Note which nodes are the same in two versions of a document, as far as an audience may see them (`same_as`)."""
    versions = connection.execute(
        "SELECT version_of, number FROM source WHERE version_of IS NOT NULL ORDER BY number"
    ).fetchall()
    for old, new in versions:
        pairs = _pairs(_nodes(connection, old, audience), _nodes(connection, new, audience))
        for alias, identifier in pairs:
            connection.execute("INSERT OR IGNORE INTO same_as VALUES (?, ?, ?, ?)", (audience, alias, identifier, RULE))
            connection.execute(  # and so all that meant the alias: no chains
                "UPDATE same_as SET id = ? WHERE audience = ? AND id = ?", (identifier, audience, alias)
            )


def _nodes(connection: sqlite3.Connection, source: int, audience: int) -> dict[str, _Node]:
    """The nodes of a source as an audience sees them, in the order it names them, under their present identifiers."""
    rows = connection.execute(
        "SELECT c.kind, coalesce(a.id, c.subject), c.predicate, coalesce(b.id, c.object), c.value"
        " FROM claim AS c JOIN place AS p ON p.number = c.place"
        " LEFT JOIN same_as AS a ON a.audience = :audience AND a.alias = c.subject"
        " LEFT JOIN same_as AS b ON b.audience = :audience AND b.alias = c.object"
        " WHERE p.source = :source AND c.visible_from <= :audience"
        " AND c.kind IN ('initiative', 'partnership', 'need') ORDER BY c.number",
        {"source": source, "audience": audience},
    )
    found: dict[str, _Node] = {}
    for kind, subject, predicate, target, value in rows:
        node = found.setdefault(subject, _Node(subject, kind))
        match predicate:
            case "kind":
                node.kind = value if kind == "initiative" else f"{kind} {value}"
            case "lead" | "by":
                node.lead = target
            case "part_of":
                node.part_of = target
            case "initiative":
                node.about = target
            case "date":
                node.dates.add(value)
            case "member":
                node.members.add(target)
    return found


def _pairs(old: dict[str, _Node], new: dict[str, _Node]) -> list[tuple[str, str]]:
    """The (alias, identifier) pairs of nodes of two versions that are the same."""
    pairs: dict[str, str] = {}
    for lead in dict.fromkeys(n.lead for n in new.values() if n.kind == "initiative" and n.lead):
        one, other = (_of(nodes, kind="initiative", lead=lead) for nodes in (old, new))
        if len(one) == len(other) and not any(_contradict(a, b) for a, b in zip(one, other, strict=True)):
            pairs.update((b.id, a.id) for a, b in zip(one, other, strict=True))
    for alias, identifier in list(pairs.items()):
        pairs.update(_alike(_of(old, kind="component", part_of=identifier), _of(new, kind="component", part_of=alias)))
    pairs.update(_alike(_of(old, kind="need theme"), _of(new, kind="need theme")))
    for alias, identifier in list(pairs.items()):
        pairs.update(_alike(_of(old, kind="need ask", about=identifier), _of(new, kind="need ask", about=alias)))
    pairs.update(_partnerships(new, pairs))
    return [(alias, identifier) for alias, identifier in pairs.items() if alias != identifier]


def _of(nodes: dict[str, _Node], **wanted: str | None) -> list[_Node]:
    return [n for n in nodes.values() if all(getattr(n, key) == value for key, value in wanted.items())]


def _contradict(one: _Node, other: _Node) -> bool:
    return bool(one.dates and other.dates and one.dates != other.dates)


def _alike(old: Sequence[_Node], new: Sequence[_Node]) -> Iterator[tuple[str, str]]:
    if len(old) == len(new):
        yield from ((b.id, a.id) for a, b in zip(old, new, strict=True))


def _partnerships(new: dict[str, _Node], pairs: dict[str, str]) -> Iterator[tuple[str, str]]:
    """A partnership is known by its initiative and members, so its name follows that of the initiative."""
    for node in _of(new, kind="partnership"):
        if node.about in pairs:
            yield node.id, partnership_id(pairs[node.about], frozenset(node.members))

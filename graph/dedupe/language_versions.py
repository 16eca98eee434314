"""Merge the nodes of two language versions of one document.

The two versions of an analysis name the same leads with the same number of items, in the same order. If they do, the
nth initiative of a lead in one is the nth in the other, and so for components, partnerships and needs. If they do not
(another count, other dates, other partners), nothing is merged: two nodes are better than a wrong one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.claims import partnership_id
from graph.values import source_numbers

if TYPE_CHECKING:
    import apsw

RULE = "same-place-in-translation"
MIN_PARALLEL_LEADS = 0.8  # share of leads with as many initiatives in both versions


@dataclass(slots=True)
class _Node:
    """The claims of one version on a node."""

    id: str
    kind: str = ""
    lead: str | None = None
    part_of: str | None = None
    about: str | None = None
    dates: set[str] = field(default_factory=set)
    members: set[str] = field(default_factory=set)


def find_language_versions(connection: apsw.Connection, audience: int) -> list[tuple[int, int]]:
    """Return the (earlier, later) numbers of sources that are versions of one document, as an audience sees them.

    What the audience may not see does not count: a withheld initiative would else decide what is merged for others.
    """
    read = connection.execute(
        "SELECT s.number, s.edition, s.language FROM source AS s WHERE EXISTS (SELECT 1 FROM source AS o"
        " WHERE o.edition = s.edition AND o.language <> s.language) ORDER BY s.number"
    )
    sources = list(read)
    counts = {number: _count_by_lead(connection, number, audience) for number, _, _ in sources}
    versions: list[tuple[int, int]] = []
    for number, edition, language in sources:
        earlier = (old for old, *other in sources if old < number and other[0] == edition and other[1] != language)
        if (found := next((old for old in earlier if _are_parallel(counts[old], counts[number])), None)) is not None:
            versions.append((found, number))
    return versions


def _are_parallel(old: dict[str, int], new: dict[str, int]) -> bool:
    """Whether most leads have as many initiatives in one source as in the other; of a single lead, at least two."""
    same = [lead for lead, count in new.items() if old.get(lead) == count]
    if len(same) == 1:
        return new.keys() == old.keys() and new[same[0]] > 1
    return len(same) > 1 and len(same) >= MIN_PARALLEL_LEADS * len(new)


def _count_by_lead(connection: apsw.Connection, source: int, audience: int) -> dict[str, int]:
    """Count the initiatives of each lead in a source that are visible to an audience."""
    nodes = _read_nodes(connection, source, audience).values()
    return Counter(n.lead for n in nodes if n.kind == "initiative" and n.lead)


def merge_language_versions(connection: apsw.Connection, audience: int) -> None:
    """Merge the nodes of language versions that are visible to an audience (`same_as`)."""
    for old, new in find_language_versions(connection, audience):
        pairs = _match_nodes(_read_nodes(connection, old, audience), _read_nodes(connection, new, audience))
        for alias, identifier in pairs:
            connection.execute("INSERT OR IGNORE INTO same_as VALUES (?, ?, ?, ?)", (audience, alias, identifier, RULE))
            connection.execute(  # and all aliases of the alias: no chains
                "UPDATE same_as SET id = ? WHERE audience = ? AND id = ?", (identifier, audience, alias)
            )


def _read_nodes(connection: apsw.Connection, source: int, audience: int) -> dict[str, _Node]:
    """Read the nodes of a source that an audience sees, in order of mention, under their current identifiers."""
    first, last = source_numbers(source)
    rows = connection.execute(
        "SELECT c.kind, coalesce(a.id, c.subject), c.predicate, coalesce(b.id, c.object), c.value"
        " FROM claim AS c"
        " LEFT JOIN same_as AS a ON a.audience = :audience AND a.alias = c.subject"
        " LEFT JOIN same_as AS b ON b.audience = :audience AND b.alias = c.object"
        " WHERE c.number BETWEEN :first AND :last AND c.visible_from <= :audience"
        " AND c.kind IN ('initiative', 'partnership', 'need') ORDER BY c.number",
        {"first": first, "last": last, "audience": audience},
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


def _match_nodes(old: dict[str, _Node], new: dict[str, _Node]) -> list[tuple[str, str]]:
    """Return the (alias, identifier) pairs of equal nodes of two versions."""
    pairs: dict[str, str] = {}
    for lead in dict.fromkeys(n.lead for n in new.values() if n.kind == "initiative" and n.lead):
        one, other = (_select(nodes, kind="initiative", lead=lead) for nodes in (old, new))
        if len(one) == len(other) and not any(_dates_contradict(a, b) for a, b in zip(one, other, strict=True)):
            pairs.update((b.id, a.id) for a, b in zip(one, other, strict=True))
    for alias, identifier in list(pairs.items()):
        pairs.update(
            _match_in_order(
                _select(old, kind="component", part_of=identifier), _select(new, kind="component", part_of=alias)
            )
        )
    pairs.update(_match_in_order(_select(old, kind="need theme"), _select(new, kind="need theme")))
    for alias, identifier in list(pairs.items()):
        pairs.update(
            _match_in_order(_select(old, kind="need ask", about=identifier), _select(new, kind="need ask", about=alias))
        )
    pairs.update(_match_partnerships(new, pairs))
    return [(alias, identifier) for alias, identifier in pairs.items() if alias != identifier]


def _select(nodes: dict[str, _Node], **wanted: str | None) -> list[_Node]:
    return [n for n in nodes.values() if all(getattr(n, key) == value for key, value in wanted.items())]


def _dates_contradict(one: _Node, other: _Node) -> bool:
    return bool(one.dates and other.dates and one.dates != other.dates)


def _match_in_order(old: Sequence[_Node], new: Sequence[_Node]) -> Iterator[tuple[str, str]]:
    if len(old) == len(new):
        yield from ((b.id, a.id) for a, b in zip(old, new, strict=True))


def _match_partnerships(new: dict[str, _Node], pairs: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield partnerships of matched initiatives: their identifiers are made of initiative and members."""
    for node in _select(new, kind="partnership"):
        if node.about in pairs:
            yield node.id, partnership_id(pairs[node.about], frozenset(node.members))

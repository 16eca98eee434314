"""How two things are connected: the shortest way, breadth first from both ends, one query for each step outward.

The end whose outermost nodes have fewer connections goes on, until both meet: from one alone, in three steps most of a
large graph is read. The last step is not taken: what connects the outermost nodes of both ends is looked up from those
that have few connections, which reads a fraction of what there is beyond them. Of several ways that are as short, the
one is told whose last node but one comes first in the order of identifiers, then the one before it, and so on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from queries.questions.labels import names
from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.questions.answer import Row

LONGEST: Final = 8

Link = tuple[str, str, str, int]  # from a node near to one farther away, what it is to the first, and the claim
Links = dict[str, tuple[str, int]]  # nodes, each with how it is connected and the claim that says so


@dataclass
class End:
    """What was reached from one end: of each node those one step nearer to the end, and the outermost nodes."""

    node: str
    nearer: dict[str, Links] = field(default_factory=dict)
    steps: int = 0
    outermost: list[str] = field(default_factory=list)
    ahead: int = 0  # about how many connections these have
    of_jurisdictions: int = 0  # how many of them jurisdictions have

    def __post_init__(self) -> None:
        """Begin with the node alone."""
        self.nearer[self.node] = {}
        self.outermost = [self.node]

    def look(self, view: View) -> End:
        """Estimate what is ahead; returns itself."""
        (many,) = rows(view, "network/link_count_estimate", {"frontier": self.outermost})
        self.ahead = len(self.outermost) + int(many["n"])
        self.of_jurisdictions = int(many["of_jurisdictions"])
        return self

    def go_on(self, view: View) -> None:
        """Take one step outward."""
        links = map(_columns, rows(view, "network/links", {"frontier": self.outermost}))
        self._reach(link for link in links if link[1] not in self.nearer)
        self.look(view)

    def meet(self, view: View, other: End) -> bool:
        """Take the step that leads to the outermost nodes of the other end; False where none does."""
        links = [
            *_between(view, "network/links_low_degree", self, other),
            *map(_back, _between(view, "network/links_low_degree", other, self)),
        ]
        if self.of_jurisdictions <= other.of_jurisdictions:
            links += _between(view, "network/links_partners", self, other)
        else:
            links += map(_back, _between(view, "network/links_partners", other, self))
        if links:
            self._reach(sorted(links))
        return bool(links)

    def _reach(self, links: Iterable[Link]) -> None:
        reached: dict[str, Links] = {}
        for a, b, relation, claim in links:
            reached.setdefault(b, {}).setdefault(a, (relation, claim))
        self.nearer |= reached
        self.outermost = list(reached)
        self.steps += 1


def _columns(link: Row) -> Link:
    return link["a"], link["b"], link["relation"], link["claim"]


def _between(view: View, name: str, near: End, far: End) -> Iterator[Link]:
    """What a statement tells of connections from the outermost nodes of one end to those of another."""
    return map(_columns, rows(view, name, {"frontier": near.outermost, "others": far.outermost}))


def _back(link: Link) -> Link:
    """A connection as the other end has it."""
    near, far, relation, claim = link
    return far, near, relation, claim


def path(view: View, **given: Any) -> list[Row]:  # noqa: ANN401 ("from" is a reserved word)
    """The steps from one node to another, each with how it hangs on the one before; empty when there is no way."""
    start, goal = End(given["from"]).look(view), End(given["to"]).look(view)
    while start.node != goal.node:
        one, other = sorted((start, goal), key=lambda end: end.ahead)
        if one.meet(view, other):
            break
        if start.steps + goal.steps >= LONGEST or not one.outermost:
            return []
        one.go_on(view)
    way, came = _shortest(start, goal, set(start.outermost) & set(goal.outermost))
    known = names(view, way)
    return [
        {
            "step": number,
            "kind": known[node].kind if node in known else None,
            "node": node,
            "title": known[node].name if node in known else node,
            "relation": came[node][0] if number else None,
            "evidence": [came[node][1]] if number else [],
        }
        for number, node in enumerate(way)
    ]


def _shortest(start: End, goal: End, met: set[str]) -> tuple[list[str], Links]:
    """The nodes of the way that is told, from the start, and how each hangs on the one before.

    Args:
        start: what was reached from the start.
        goal: what was reached from the goal.
        met: where both met.
    """
    levels = [met]  # the nodes on shortest ways, from where both met to the goal
    for _ in range(goal.steps):
        levels.append({nearer for node in levels[-1] for nearer in goal.nearer[node]})
    way, came = [goal.node], Links()
    for level in levels[-2::-1]:
        before = min(node for node in level if way[-1] in goal.nearer[node])
        came[way[-1]] = goal.nearer[before][way[-1]]
        way.append(before)
    while start.nearer[way[-1]]:
        before = min(start.nearer[way[-1]])
        came[way[-1]] = start.nearer[way[-1]][before]
        way.append(before)
    return way[::-1], came

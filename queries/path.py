"""How two things are connected: the shortest way, breadth first from both ends, one query for each step outward.

The end whose outermost nodes have fewer connections goes on, until both have met: from one alone, in three steps most
of a large graph is read. Of several ways that are as short, the one is told whose last node but one comes first in the
order of identifiers, then the one before it, and so on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from queries.names import names
from queries.statements import rows

if TYPE_CHECKING:
    from graph.view import View
    from queries.answer import Row

LONGEST: Final = 8

Links = dict[str, tuple[str, int]]  # nodes, each with how it is connected and the claim that says so


@dataclass
class End:
    """What was reached from one end: of each node those one step nearer to the end, and the outermost nodes."""

    node: str
    nearer: dict[str, Links] = field(default_factory=dict)
    steps: int = 0
    outermost: list[str] = field(default_factory=list)
    ahead: int = 0  # about how many connections these have

    def __post_init__(self) -> None:
        """Begin with the node alone."""
        self.nearer[self.node] = {}
        self.outermost = [self.node]

    def go_on(self, view: View) -> None:
        """Take one step outward."""
        reached: dict[str, Links] = {}
        for link in rows(view, "links", {"frontier": self.outermost}):
            if link["b"] not in self.nearer:
                reached.setdefault(link["b"], {}).setdefault(link["a"], (link["relation"], link["claim"]))
        self.nearer |= reached
        self.outermost = list(reached)
        self.ahead = len(reached) + int(rows(view, "links_many", {"frontier": self.outermost})[0]["n"])
        self.steps += 1


def path(view: View, **given: Any) -> list[Row]:  # noqa: ANN401 ("from" is a reserved word)
    """The steps from one node to another, each with how it hangs on the one before; empty when there is no way."""
    start, goal = End(given["from"]), End(given["to"])
    while not (met := set(start.outermost) & set(goal.outermost)):
        one = min(start, goal, key=lambda end: end.ahead)
        if not one.outermost or start.steps + goal.steps > LONGEST:
            return []
        one.go_on(view)
    way, came = _shortest(start, goal, met)
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

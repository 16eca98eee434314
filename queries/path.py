"""How two things are connected: the shortest way, breadth first, one query for each step outward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from queries.names import names
from queries.statements import rows

if TYPE_CHECKING:
    from graph.view import View
    from queries.answer import Row

LONGEST: Final = 8


def path(view: View, **given: Any) -> list[Row]:  # noqa: ANN401 ("from" is a reserved word)
    """The steps from one node to another, each with how it hangs on the one before; empty when there is no way."""
    start, goal = given["from"], given["to"]
    came: dict[str, tuple[str, str, int]] = {}
    frontier, seen = [start], {start}
    while frontier and goal not in seen and len(_back(came, frontier[0])) <= LONGEST:
        outward = []
        for link in rows(view, "links", {"frontier": frontier}):
            if link["b"] not in seen:
                seen.add(link["b"])
                came[link["b"]] = (link["a"], link["relation"], link["claim"])
                outward.append(link["b"])
        frontier = outward
    if goal not in seen:
        return []
    way = [*_back(came, goal), goal]
    known = names(view, way)
    return [
        {
            "step": number,
            "kind": known[node].kind if node in known else None,
            "node": node,
            "title": known[node].name if node in known else node,
            "relation": came[node][1] if number else None,
            "evidence": [came[node][2]] if number else [],
        }
        for number, node in enumerate(way)
    ]


def _back(came: dict[str, tuple[str, str, int]], node: str) -> list[str]:
    """The nodes on the way to a node, from the start, without itself."""
    way: list[str] = []
    while node in came:
        node = came[node][0]
        way.append(node)
    return way[::-1]

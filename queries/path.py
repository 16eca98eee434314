"""How two things are connected: the shortest way, breadth first, one query for each step outward."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from queries.names import names

if TYPE_CHECKING:
    from graph.view import View
    from queries.answer import Row

LONGEST: Final = 8
# each connection in both directions: (a, b, what b is to a, claim)
_LINKS: Final = """
WITH both AS (
    SELECT initiative AS a, jurisdiction AS b, role AS relation, claim FROM takes_part
    UNION ALL SELECT initiative, theme, 'theme', claim FROM initiative_theme
    UNION ALL SELECT id, part_of, 'part_of', claim FROM initiative WHERE part_of IS NOT NULL
    UNION ALL SELECT need, theme, 'theme', claim FROM need_theme
    UNION ALL SELECT id, by, 'by', claim FROM need WHERE by IS NOT NULL
    UNION ALL SELECT id, initiative, 'initiative', claim FROM need WHERE initiative IS NOT NULL
    UNION ALL SELECT m.jurisdiction, o.jurisdiction, 'works with', o.claim
    FROM partnership_member AS m JOIN partnership_member AS o
        ON o.partnership = m.partnership AND o.jurisdiction > m.jurisdiction
)
SELECT a, b, relation, claim FROM both WHERE a IN (SELECT value FROM json_each(:frontier))
UNION ALL
SELECT b, a, relation, claim FROM both WHERE b IN (SELECT value FROM json_each(:frontier))
ORDER BY 1, 2, 3, 4
"""


def path(view: View, **given: Any) -> list[Row]:  # noqa: ANN401 ("from" is a reserved word)
    """The steps from one node to another, each with how it hangs on the one before; empty when there is no way."""
    start, goal = given["from"], given["to"]
    came: dict[str, tuple[str, str, int]] = {}
    frontier, seen = [start], {start}
    while frontier and goal not in seen and len(_back(came, frontier[0])) <= LONGEST:
        outward = []
        for link in view.rows(_LINKS, {"frontier": json.dumps(frontier)}):
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

"""Answer the `path` question: a shortest path between two nodes, by bidirectional breadth-first search.

Each step is one query. The side whose frontier has fewer links is expanded until both meet: from one side alone, three
steps read most of a large graph. The last step is not expanded: links between the two frontiers are looked up from the
nodes with few links, which reads a fraction of what lies beyond them. Of several shortest paths, the answer is the one
whose last node but one comes first in the order of identifiers, then the one before it, and so on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from queries.questions.answer import PAIR_CLAIMS
from queries.questions.labels import read_labels
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.questions.answer import Row

MAX_STEPS: Final = 8

Claims = tuple[int, ...]  # that together bear out a link: two where two work together
Link = tuple[str, str, str, Claims]  # near node, far node, relation of the far node to the near one, claims
Links = dict[str, tuple[str, list[Claims]]]  # relation of a link, and what bears it out, by node


@dataclass
class SearchSide:
    """One side of the search.

    Attributes:
        node: where it begins.
        predecessors: for each node reached, the nodes one step nearer, with their links.
        steps: how many steps were taken.
        frontier: the nodes reached last.
        link_count: about how many links the frontier has, plus its size.
        jurisdiction_links: how many of them belong to jurisdictions.
    """

    node: str
    predecessors: dict[str, Links] = field(default_factory=dict)
    steps: int = 0
    frontier: list[str] = field(default_factory=list)
    link_count: int = 0
    jurisdiction_links: int = 0

    def __post_init__(self) -> None:
        """Begin with the node alone."""
        self.predecessors[self.node] = {}
        self.frontier = [self.node]

    def estimate(self, view: View) -> SearchSide:
        """Estimate the number of links of the frontier; returns itself."""
        (found,) = fetch_rows(view, "network/link_count_estimate", {"frontier": self.frontier})
        self.link_count = len(self.frontier) + int(found["n"])
        self.jurisdiction_links = int(found["of_jurisdictions"])
        return self

    def expand(self, view: View) -> None:
        """Take one step outward."""
        links = map(_to_link, fetch_rows(view, "network/links", {"frontier": self.frontier}))
        self._add(link for link in links if link[1] not in self.predecessors)
        self.estimate(view)

    def connect(self, view: View, other: SearchSide) -> bool:
        """Take the step to the frontier of the other side; returns whether there is one."""
        links = [
            *_read_links(view, "network/links_low_degree", self, other),
            *map(_reverse, _read_links(view, "network/links_low_degree", other, self)),
        ]
        if self.jurisdiction_links <= other.jurisdiction_links:
            links += _read_links(view, "network/links_partners", self, other)
        else:
            links += map(_reverse, _read_links(view, "network/links_partners", other, self))
        if links:
            self._add(sorted(links))
        return bool(links)

    def _add(self, links: Iterable[Link]) -> None:
        reached: dict[str, Links] = {}
        for near, far, relation, claims in links:
            known, every = reached.setdefault(far, {}).setdefault(near, (relation, []))
            if relation == known:
                every.append(claims)
        self.predecessors |= reached
        self.frontier = list(reached)
        self.steps += 1


def _to_link(row: Row) -> Link:
    claim, other = row["claim"], row.get("other_claim")
    return row["a"], row["b"], row["relation"], (claim,) if other is None else (claim, other)


def _read_links(view: View, name: str, near: SearchSide, far: SearchSide) -> Iterator[Link]:
    """Yield the links that a statement finds between two frontiers."""
    return map(_to_link, fetch_rows(view, name, {"frontier": near.frontier, "others": far.frontier}))


def _reverse(link: Link) -> Link:
    """Return a link as the other side stores it."""
    near, far, relation, claims = link
    return far, near, relation, claims


def find_path(view: View, **given: Any) -> list[Row]:  # noqa: ANN401 ("from" is a reserved word)
    """Return the steps from one node (`from`) to another (`to`); empty when nothing connects them."""
    start, goal = SearchSide(given["from"]).estimate(view), SearchSide(given["to"]).estimate(view)
    while start.node != goal.node:
        one, other = sorted((start, goal), key=lambda side: side.link_count)
        if one.connect(view, other):
            break
        if start.steps + goal.steps >= MAX_STEPS or not one.frontier:
            return []
        one.expand(view)
    nodes, links = _choose_path(start, goal, set(start.frontier) & set(goal.frontier))
    labels = read_labels(view, nodes)
    return [
        {
            "step": number,
            "kind": labels[node].kind if node in labels else None,
            "node": node,
            "title": labels[node].name if node in labels else node,
            "relation": links[node][0] if number else None,
            **_bear_out(links[node][1] if number else []),
        }
        for number, node in enumerate(nodes)
    ]


def _bear_out(claims: list[Claims]) -> Row:
    """Return the evidence of a link: its first claim, and what bears out that two work together."""
    evidence = list(claims[0][:1]) if claims else []
    return {"evidence": evidence, PAIR_CLAIMS: claims} if claims and len(claims[0]) > 1 else {"evidence": evidence}


def _choose_path(start: SearchSide, goal: SearchSide, meeting: set[str]) -> tuple[list[str], Links]:
    """Return the nodes of the chosen path, from the start, and the link of each to the one before.

    Args:
        start: the side of the start.
        goal: the side of the goal.
        meeting: the nodes that both sides reached.
    """
    levels = [meeting]  # the nodes on shortest paths, from where both sides met to the goal
    for _ in range(goal.steps):
        levels.append({nearer for node in levels[-1] for nearer in goal.predecessors[node]})
    nodes, links = [goal.node], Links()
    for level in levels[-2::-1]:
        before = min(node for node in level if nodes[-1] in goal.predecessors[node])
        links[nodes[-1]] = goal.predecessors[before][nodes[-1]]
        nodes.append(before)
    while start.predecessors[nodes[-1]]:
        before = min(start.predecessors[nodes[-1]])
        links[nodes[-1]] = start.predecessors[nodes[-1]][before]
        nodes.append(before)
    return nodes[::-1], links

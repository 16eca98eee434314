"""Find communities: groups of nodes that are linked with each other more than with the rest.

Louvain's method (Blondel et al. 2008): each node moves to the community of a neighbour where modularity gains most,
until none gains; then communities become nodes, and so on. Nodes are visited in a random order with a fixed seed, so
that the same edges give the same communities: those of `networkx.community.louvain_communities`, three times as fast,
as the weights of a node's edges to each community are updated and not added up anew at each visit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from random import Random
from typing import Final

RANDOM_SEED: Final = 20220119
MIN_GAIN: Final = 1e-7  # of modularity, for which another level is tried
Neighbours = list[dict[int, float]]  # of each node, with the weight; a node is its own where it was several with ties


def louvain_communities(edges: Iterable[tuple[int, int, float]]) -> list[list[int]]:
    """Return the communities of a graph, each as nodes in ascending order.

    Args:
        edges: two nodes and the weight, each pair once; with equal gains their order decides.
    """
    linked: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for one, other, weight in edges:
        linked[one][other] = linked[other][one] = weight
    place = {node: at for at, node in enumerate(linked)}
    graph: Neighbours = [{} for _ in place]  # with the neighbours of each in the order of NetworkX
    for one, near in linked.items():
        for other, weight in near.items():
            if place[other] > place[one]:
                graph[place[one]][place[other]] = graph[place[other]][place[one]] = weight
    members = [[node] for node in place]
    random = Random(RANDOM_SEED)  # noqa: S311 (nothing is secret)
    gained, before = True, _modularity(graph)
    while gained:
        community_of = _move_nodes(graph, random)
        members = _united(members, community_of)
        graph = _merged(graph, community_of)
        after = _modularity(graph)
        gained, before = after - before > MIN_GAIN, after
    return sorted(map(sorted, members))


def _degrees(graph: Neighbours) -> list[float]:
    """Return the weight of the edges of each node, where an edge to itself counts twice."""
    return [sum(near.values()) + near.get(node, 0) for node, near in enumerate(graph)]


def _modularity(graph: Neighbours) -> float:
    """Return the modularity of communities that are the nodes of a graph (Newman & Girvan 2004)."""
    degrees = _degrees(graph)
    double = sum(degrees)
    return sum(
        2 * near.get(node, 0) / double - (degrees[node] / double) ** 2 for node, near in enumerate(graph) if double
    )


def _move_nodes(graph: Neighbours, random: Random) -> list[int]:
    """Return the community of each node, numbered anew, when no node gains by moving."""
    community_of = list(range(len(graph)))
    degrees = _degrees(graph)
    totals = list(degrees)  # of each community
    size = sum(degrees) / 2
    square = 2 * size**2
    order = list(range(len(graph)))
    random.shuffle(order)
    links = [{other: weight for other, weight in near.items() if other != node} for node, near in enumerate(graph)]
    weights = [dict(near) for near in links]  # of the edges of each node to each community
    moved = True
    while moved:
        moved = False
        for node in order:
            home, degree, near = community_of[node], degrees[node], weights[node]
            totals[home] -= degree
            cost = totals[home] * degree / square - near.get(home, 0) / size
            best, most, tied = home, 0.0, False
            for community, weight in near.items():
                gain = cost + weight / size - totals[community] * degree / square
                if gain > most:
                    best, most, tied = community, gain, False
                elif gain == most > 0:
                    tied = True
            if tied:  # that of the first neighbour
                gains = {one: cost + weight / size - totals[one] * degree / square for one, weight in near.items()}
                best = next(one for other in links[node] if gains[one := community_of[other]] == most)
            totals[best] += degree
            if best != home:
                moved = True
                community_of[node] = best
                for other, weight in links[node].items():
                    near = weights[other]
                    near[best] = near.get(best, 0) + weight
                    near[home] -= weight
                    if not near[home]:
                        del near[home]
    kept = {community: number for number, community in enumerate(sorted(set(community_of)))}
    return [kept[community] for community in community_of]


def _united(members: Sequence[Sequence[int]], community_of: Sequence[int]) -> list[list[int]]:
    """Return the members of each community."""
    found: list[list[int]] = [[] for _ in range(max(community_of, default=-1) + 1)]
    for nodes, community in zip(members, community_of, strict=True):
        found[community] += nodes
    return found


def _merged(graph: Neighbours, community_of: Sequence[int]) -> Neighbours:
    """Return the graph of communities."""
    found: Neighbours = [{} for _ in range(max(community_of, default=-1) + 1)]
    for node, near in enumerate(graph):
        one = community_of[node]
        for other, weight in near.items():
            if other >= node:
                here, there = found[one], found[community_of[other]]
                here[community_of[other]] = there[one] = here.get(community_of[other], 0) + weight
    return found

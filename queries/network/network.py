"""Reading the network of partners: who connects, who is at its core, which circles there are, what crosses levels.

Brokers are those on most shortest ways between others (`betweenness`); exactly up to `EXACT` organisations, beyond
from a sample of starting points with a fixed seed. The core is what is left when all with fewer than k partners within
it have been taken away, for the greatest k (Seidman 1983).
Circles are communities by Louvain's method (Blondel et al. 2008) on how often two work together, with a fixed seed.
Bridges are ties between two levels of government, those between which there are few ties first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, Final

from graph.values import LANGUAGES
from queries.link_prediction import history
from queries.network.betweenness import betweenness
from queries.questions.answer import Rows
from queries.questions.question import worded
from queries.statements import rows
from queries.suggestions.index import jurisdictions
from queries.suggestions.rendering import called
from queries.wording import Named, listed, sentence, wording

if TYPE_CHECKING:
    import networkx as nx

    from graph.store import View
    from queries.questions.answer import Row

EXACT: Final = 2_000  # organisations up to which betweenness is exact
SAMPLED: Final = 200  # starting points beyond
SEED: Final = 20220119
NAMED: Final = 5
NO_LEVEL: Final = "other"  # what is no level of government


@dataclass(frozen=True)
class Network:
    """Who works with whom: a graph whose edges have `weight` and `claims`, and what is known of organisations."""

    graph: nx.Graph[str]
    about: Mapping[str, Mapping[str, Any]]

    @property
    def exact(self) -> bool:
        """Whether betweenness is exact."""
        return len(self.graph) <= EXACT

    def claims(self, *members: str) -> list[int]:
        """The claims that show some ties of members with each other, or of one with others."""
        edges = self.graph.edges(members[0]) if len(members) == 1 else self.graph.subgraph(members).edges()
        found = nsmallest(NAMED, (tuple(sorted(edge)) for edge in edges))
        return [claim for a, b in found for claim in self.graph.edges[a, b]["claims"]]


def network(view: View, *, part: str | None = None, as_of: str | None = None, most: int = 10) -> Rows:
    """The rows of the answer: for each part the `most` most telling.

    Args:
        view: what the audience may see.
        part: "broker", "core", "community" or "bridge"; None is all.
        as_of: only from what was known before this day.
        most: how many rows of each part.
    """
    read_network = read(view, history.first_day(as_of) if as_of else None)
    if not read_network.graph:
        return Rows()
    made: list[Row] = []
    for name in [part] if part else PARTS:
        found = sorted(PARTS[name](read_network), key=lambda row: (-row["value"], row["members"]))
        made += [_worded(read_network, name, rank, row, view.language) for rank, row in enumerate(found[:most], 1)]
    how = wording()["network"]["exact" if read_network.exact else "sampled"][view.language]
    notes = [how.format(n=len(read_network.graph), k=SAMPLED)] if part in {None, "broker"} else []
    return Rows(made, notes)


def read(view: View, as_of: str | None = None) -> Network:
    """The network of partners as known before a day."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for tie in rows(view, "network/ties", {"as_of": as_of}):
        claims = (tie["claim"], tie["other_claim"])
        graph.add_edge(tie["one"], tie["other"], weight=tie["n"], claims=claims)
    return Network(graph, jurisdictions(view))


def brokers(found: Network) -> Iterator[Row]:
    """Organisations by their share of the shortest ways between others."""
    import numpy as np

    from queries.numeric.sparse import SparseMatrix

    members = sorted(found.graph)
    starts = np.arange(len(members))
    if not found.exact:
        starts = np.sort(np.random.default_rng(SEED).choice(starts, min(SAMPLED, len(members)), replace=False))
    place = {one: at for at, one in enumerate(members)}
    one, other = np.array([(place[one], place[other]) for one, other in found.graph.edges()]).T
    both_ways = np.concatenate([one, other]), np.concatenate([other, one])
    ties = SparseMatrix.from_cells(*both_ways, np.ones(2 * len(one)), (len(members), len(members)))
    for one, value in zip(members, betweenness(ties, starts).round(4).tolist(), strict=True):
        if value > 0:
            yield {"members": [one], "value": value, "count": found.graph.degree[one]}


def core(found: Network) -> Iterator[Row]:
    """The innermost k-core, as one row."""
    import networkx as nx

    numbers = nx.core_number(found.graph)
    deepest = max(numbers.values())
    members = sorted((one for one, number in numbers.items() if number == deepest), key=_busiest(found))
    yield {"members": members, "value": deepest, "count": len(members)}


def communities(found: Network) -> Iterator[Row]:
    """Circles of organisations that work with each other more than with the rest."""
    import networkx as nx

    for circle in nx.community.louvain_communities(found.graph, weight="weight", seed=SEED):
        members = sorted(circle, key=_busiest(found))
        yield {"members": members, "value": len(members), "count": len(members)}


def bridges(found: Network) -> Iterator[Row]:
    """Ties between levels of government: 1 / how many there are between these two levels."""
    level = {one: found.about[one]["level"] for one in found.graph}
    ends = [tuple(sorted(edge)) for edge in found.graph.edges()]
    across = [(a, b) for a, b in ends if level[a] != level[b] and NO_LEVEL not in {level[a], level[b]}]
    ties = Counter(frozenset([level[a], level[b]]) for a, b in across)
    for a, b in across:
        count = ties[frozenset([level[a], level[b]])]
        yield {"members": [a, b], "value": round(1 / count, 4), "count": count}


PARTS: Final[Mapping[str, Callable[[Network], Iterator[Any]]]] = {
    "broker": brokers,
    "core": core,
    "community": communities,
    "bridge": bridges,
}


def _busiest(found: Network) -> Callable[[str], tuple[int, str]]:
    return lambda one: (-found.graph.degree[one], one)


def _worded(found: Network, part: str, rank: int, row: Row, language: str) -> Row:
    said = {one: _sentence(found, part, row, one) for one in LANGUAGES}
    members = row["members"]
    return {
        "part": part,
        "rank": rank,
        "jurisdiction": members[0] if part == "broker" else None,
        "members": members,
        "value": row["value"],
        "sentence": said[language],
        "sentences": said,
        "evidence": found.claims(*members),
    }


def _sentence(found: Network, part: str, row: Row, language: str) -> str:
    members = row["members"]
    names = [str(Named(called(found.about[one]["names"], language), language)) for one in members[: NAMED + 1]]
    wording_name = f"network_{part}"
    if len(members) > NAMED + 1 and part in {"core", "community"}:
        wording_name, names = f"network_{part}_many", [", ".join(names[:NAMED])]
    share = f"{row['value']:.1%}"
    levels = [str(worded("level", found.about[one]["level"], language)) for one in members[:2]]
    values: dict[str, object] = {
        "names": listed(names, language), "n": row["count"], "others": len(members) - NAMED, "k": row["value"],
        "share": share.replace(".", ",").replace("%", "\u00a0%") if language == "fr" else share,
        "levels": listed(levels, language),
    }  # fmt: skip
    if part == "bridge" and row["count"] == 1:
        wording_name = "network_bridge_only"
    return sentence(wording_name, language, values)

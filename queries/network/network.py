"""Answer the `network` question: brokers, core, communities and bridges of the network of partners.

Brokers are the organisations on most shortest paths between others (`betweenness`): exact up to
`MAX_EXACT_ORGANISATIONS`, beyond that from a sample of sources with a fixed seed. The core is the innermost k-core:
what remains when all with fewer than k partners within it are removed, for the greatest k (Seidman 1983). Communities
are found by Louvain's method (Blondel et al. 2008) on how often two work together, with a fixed seed. Bridges are ties
between two levels of government, starting with the levels that have few ties between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, Final

from graph.values import LANGUAGES
from queries.network.betweenness import compute_betweenness
from queries.questions.answer import Rows
from queries.questions.labels import choose_name, read_jurisdictions
from queries.questions.parameters import first_day
from queries.questions.question import format_value
from queries.questions.wording import NameWithArticle, format_sentence, join_names, load_wording
from queries.statements import fetch_rows

if TYPE_CHECKING:
    import networkx as nx

    from graph.store import View
    from queries.questions.answer import Row

MAX_EXACT_ORGANISATIONS: Final = 2_000  # for exact betweenness
SAMPLE_SIZE: Final = 200  # sources beyond that
RANDOM_SEED: Final = 20220119
MAX_NAMED_MEMBERS: Final = 5  # in a sentence
UNKNOWN_LEVEL: Final = "other"


@dataclass(frozen=True)
class Network:
    """The network of partners: edges have `weight` and `claims`; `jurisdictions` has names and levels by node."""

    graph: nx.Graph[str]
    jurisdictions: Mapping[str, Mapping[str, Any]]
    max_exact: int = MAX_EXACT_ORGANISATIONS

    @property
    def is_exact(self) -> bool:
        """Whether betweenness is exact: for at most `max_exact` organisations."""
        return len(self.graph) <= self.max_exact

    def claims_for(self, *members: str) -> list[int]:
        """Return the claims for some ties between members, or between one member and others."""
        edges = self.graph.edges(members[0]) if len(members) == 1 else self.graph.subgraph(members).edges()
        found = nsmallest(MAX_NAMED_MEMBERS, (tuple(sorted(edge)) for edge in edges))
        return [claim for a, b in found for claim in self.graph.edges[a, b]["claims"]]


def analyze_network(
    view: View,
    *,
    part: str | None = None,
    as_of: str | None = None,
    limit: int = 10,
    max_exact: int = MAX_EXACT_ORGANISATIONS,
) -> Rows:
    """Return the rows of the answer, the first `limit` of each part.

    Args:
        view: what the audience may see.
        part: "broker", "core", "community" or "bridge"; None is all.
        as_of: only from what was known before this day.
        limit: how many rows of each part.
        max_exact: organisations up to which betweenness is exact.
    """
    network = replace(read_network(view, first_day(as_of) if as_of else None), max_exact=max_exact)
    if not network.graph:
        return Rows()
    rows: list[Row] = []
    for name in [part] if part else PARTS:
        found = sorted(PARTS[name](network), key=lambda row: (-row["value"], row["members"]))
        rows += [_to_row(network, name, rank, row, view.language) for rank, row in enumerate(found[:limit], 1)]
    method = load_wording()["network"]["exact" if network.is_exact else "sampled"][view.language]
    notes = [method.format(n=len(network.graph), k=SAMPLE_SIZE)] if part in {None, "broker"} else []
    return Rows(rows, notes)


def read_network(view: View, as_of: str | None = None) -> Network:
    """Read the network of partners, as known before a day."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for tie in fetch_rows(view, "network/ties", {"as_of": as_of}):
        claims = (tie["claim"], tie["other_claim"])
        graph.add_edge(tie["one"], tie["other"], weight=tie["n"], claims=claims)
    return Network(graph, read_jurisdictions(view))


def find_brokers(network: Network) -> Iterator[Row]:
    """Yield organisations with their betweenness."""
    import numpy as np

    from queries.numeric.sparse import SparseMatrix

    members = sorted(network.graph)
    sources = np.arange(len(members))
    if not network.is_exact:
        random = np.random.default_rng(RANDOM_SEED)
        sources = np.sort(random.choice(sources, min(SAMPLE_SIZE, len(members)), replace=False))
    position = {one: at for at, one in enumerate(members)}
    one, other = np.array([(position[one], position[other]) for one, other in network.graph.edges()]).T
    both_ways = np.concatenate([one, other]), np.concatenate([other, one])
    adjacency = SparseMatrix.from_cells(*both_ways, np.ones(2 * len(one)), (len(members), len(members)))
    shares = compute_betweenness(adjacency, sources).round(4).tolist()
    for member, value in zip(members, shares, strict=True):
        if value > 0:
            yield {"members": [member], "value": value, "count": network.graph.degree[member]}


def find_core(network: Network) -> Iterator[Row]:
    """Yield the innermost k-core, as one row."""
    import networkx as nx

    numbers = nx.core_number(network.graph)
    innermost = max(numbers.values())
    members = sorted((one for one, number in numbers.items() if number == innermost), key=_by_degree(network))
    yield {"members": members, "value": innermost, "count": len(members)}


def find_communities(network: Network) -> Iterator[Row]:
    """Yield communities: organisations that work with each other more than with the rest."""
    import networkx as nx

    for community in nx.community.louvain_communities(network.graph, weight="weight", seed=RANDOM_SEED):
        members = sorted(community, key=_by_degree(network))
        yield {"members": members, "value": len(members), "count": len(members)}


def find_bridges(network: Network) -> Iterator[Row]:
    """Yield ties between levels of government, each with 1 / the number of ties between these two levels."""
    level = {one: network.jurisdictions[one]["level"] for one in network.graph}
    edges = [tuple(sorted(edge)) for edge in network.graph.edges()]
    across = [(a, b) for a, b in edges if level[a] != level[b] and UNKNOWN_LEVEL not in {level[a], level[b]}]
    ties = Counter(frozenset([level[a], level[b]]) for a, b in across)
    for a, b in across:
        count = ties[frozenset([level[a], level[b]])]
        yield {"members": [a, b], "value": round(1 / count, 4), "count": count}


PARTS: Final[Mapping[str, Callable[[Network], Iterator[Any]]]] = {
    "broker": find_brokers,
    "core": find_core,
    "community": find_communities,
    "bridge": find_bridges,
}


def _by_degree(network: Network) -> Callable[[str], tuple[int, str]]:
    return lambda one: (-network.graph.degree[one], one)


def _to_row(network: Network, part: str, rank: int, row: Row, language: str) -> Row:
    sentences = {one: _format_sentence(network, part, row, one) for one in LANGUAGES}
    members = row["members"]
    return {
        "part": part,
        "rank": rank,
        "jurisdiction": members[0] if part == "broker" else None,
        "members": members,
        "value": row["value"],
        "sentence": sentences[language],
        "sentences": sentences,
        "evidence": network.claims_for(*members),
    }


def _format_sentence(network: Network, part: str, row: Row, language: str) -> str:
    members = row["members"]
    about = [network.jurisdictions[one] for one in members[: MAX_NAMED_MEMBERS + 1]]
    names = [str(NameWithArticle(choose_name(one["names"], language), language)) for one in about]
    kind = f"network_{part}"
    if len(members) > MAX_NAMED_MEMBERS + 1 and part in {"core", "community"}:
        kind, names = f"network_{part}_many", [", ".join(names[:MAX_NAMED_MEMBERS])]
    share = f"{row['value']:.1%}"
    levels = [str(format_value("level", one["level"], language)) for one in about[:2]]
    values: dict[str, object] = {
        "names": join_names(names, language), "n": row["count"], "others": len(members) - MAX_NAMED_MEMBERS,
        "k": row["value"], "levels": join_names(levels, language),
        "share": share.replace(".", ",").replace("%", "\u00a0%") if language == "fr" else share,
    }  # fmt: skip
    if part == "bridge" and row["count"] == 1:
        kind = "network_bridge_only"
    return format_sentence(kind, language, values)

"""Answer the `network` question: brokers, core, communities and bridges of the network of partners.

Brokers are the organisations on most shortest paths between others (`betweenness`): exact up to
`MAX_EXACT_ORGANISATIONS`, beyond that from a sample of sources with a fixed seed. The core is the innermost k-core
(`core`), communities are found by Louvain's method on how often two work together (`communities`). Bridges are ties
between two levels of government, starting with the levels that have few ties between them.

Two are tied if they are in a partnership of at most `MAX_PARTNERSHIP_MEMBERS` members.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from graph.values import LANGUAGES
from queries.link_prediction.ties import read_all_ties
from queries.network.betweenness import compute_betweenness
from queries.network.communities import louvain_communities
from queries.network.core import find_innermost_core
from queries.questions.answer import Rows
from queries.questions.labels import choose_name, read_jurisdictions
from queries.questions.parameters import first_day
from queries.questions.question import format_value
from queries.questions.wording import NameWithArticle, format_sentence, join_names, load_wording

if TYPE_CHECKING:
    import numpy as np

    from graph.store import View
    from queries.numeric.sparse import SparseMatrix
    from queries.questions.answer import Row

MAX_EXACT_ORGANISATIONS: Final = 2_000  # for exact betweenness
SAMPLE_SIZE: Final = 200  # sources beyond that
RANDOM_SEED: Final = 20220119
MAX_NAMED_MEMBERS: Final = 5  # in a sentence
UNKNOWN_LEVEL: Final = "other"


@dataclass(frozen=True, eq=False)
class Network:
    """The network of partners.

    `ties` has a row for each two that work together, in order: the positions of the one and the other in `members`
    (which is sorted; the one comes first), their number of partnerships, and a claim for each. `jurisdictions` has
    names and levels by identifier.
    """

    members: Sequence[str]
    ties: np.ndarray
    jurisdictions: Mapping[str, Mapping[str, Any]]
    max_exact: int = MAX_EXACT_ORGANISATIONS

    @property
    def is_exact(self) -> bool:
        """Whether betweenness is exact: for at most `max_exact` organisations."""
        return len(self.members) <= self.max_exact

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The position of each member."""
        return {member: at for at, member in enumerate(self.members)}

    @cached_property
    def adjacency(self) -> SparseMatrix:
        """The adjacency matrix, with 1 for each tie."""
        import numpy as np

        from queries.numeric.sparse import SparseMatrix

        one, other = self.ties[:, 0], self.ties[:, 1]
        both_ways = np.concatenate([one, other]), np.concatenate([other, one])
        return SparseMatrix.from_cells(*both_ways, np.ones(2 * len(one)), (len(self.members), len(self.members)))

    def claims_for(self, *members: str) -> list[int]:
        """Return the claims for some ties between members, or between one member and others."""
        import numpy as np

        found = np.isin(self.ties[:, :2], [self.positions[one] for one in members])
        chosen = found.any(axis=1) if len(members) == 1 else found.all(axis=1)
        claims: list[int] = self.ties[np.flatnonzero(chosen)[:MAX_NAMED_MEMBERS], 3:].ravel().tolist()
        return claims

    def by_ties(self, members: Sequence[str]) -> list[str]:
        """Return some members, those with most ties first."""
        lengths, positions = self.adjacency.row_lengths, self.positions
        return sorted(members, key=lambda one: (-lengths[positions[one]], one))


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
    if not network.members:
        return Rows()
    rows: list[Row] = []
    for name in [part] if part else PARTS:
        found = islice(PARTS[name](network), limit)
        rows += [_to_row(network, name, rank, row, view.language) for rank, row in enumerate(found, 1)]
    method = load_wording()["network"]["exact" if network.is_exact else "sampled"][view.language]
    notes = [method.format(n=len(network.members), k=SAMPLE_SIZE)] if part in {None, "broker"} else []
    return Rows(rows, notes)


def read_network(view: View, as_of: str | None = None) -> Network:
    """Read the network of partners, as known before a day."""
    import numpy as np

    found = list(read_all_ties(view, as_of))
    members = sorted({row.one for row in found}.union(*(row.others for row in found)))
    position = {member: at for at, member in enumerate(members)}
    ones = np.repeat([position[row.one] for row in found], [len(row.others) for row in found])
    columns = [[position[other] for row in found for other in row.others]]
    for name in ("numbers", "claims", "other_claims"):
        columns += [[number for row in found for number in getattr(row, name)]]
    ties = np.array([ones, *columns], dtype=np.int64).T
    return Network(members, ties, read_jurisdictions(view))


def find_brokers(network: Network) -> Iterator[Row]:
    """Yield organisations with their betweenness, the greatest first."""
    import numpy as np

    sources = np.arange(len(network.members))
    if not network.is_exact:
        random = np.random.default_rng(RANDOM_SEED)
        sources = np.sort(random.choice(sources, min(SAMPLE_SIZE, len(sources)), replace=False))
    shares = compute_betweenness(network.adjacency, sources).round(4)
    for at in np.argsort(-shares, kind="stable").tolist():
        if shares[at] > 0:
            count = int(network.adjacency.row_lengths[at])
            yield {"members": [network.members[at]], "value": float(shares[at]), "count": count}


def find_core(network: Network) -> Iterator[Row]:
    """Yield the innermost k-core, as one row."""
    number, core = find_innermost_core(network.adjacency)
    members = network.by_ties([network.members[at] for at in core.tolist()])
    yield {"members": members, "value": number, "count": len(members)}


def find_communities(network: Network) -> Iterator[Row]:
    """Yield communities, the largest first: organisations that work with each other more than with the rest."""
    found = louvain_communities(network.ties[:, :3].tolist())
    named = (network.by_ties([network.members[at] for at in community]) for community in found)
    for community in sorted(named, key=lambda members: (-len(members), members)):
        yield {"members": community, "value": len(community), "count": len(community)}


def find_bridges(network: Network) -> Iterator[Row]:
    """Yield ties between levels of government, each with 1 / the number of those between these two, descending."""
    import numpy as np

    names = sorted({str(network.jurisdictions[one]["level"]) for one in network.members})
    number = {name: at for at, name in enumerate(names)}
    level = np.array([number[network.jurisdictions[one]["level"]] for one in network.members])
    one, other = np.sort(level[network.ties[:, :2]], axis=1).T
    unknown = number.get(UNKNOWN_LEVEL, -1)
    across = np.flatnonzero((one != other) & (one != unknown) & (other != unknown))
    pairs = (one * len(names) + other)[across]
    counts = np.bincount(pairs, minlength=len(names) ** 2)[pairs]
    for at in np.argsort(-np.round(1 / counts, 4), kind="stable").tolist():
        count, (a, b) = int(counts[at]), network.ties[across[at], :2]
        yield {"members": [network.members[a], network.members[b]], "value": round(1 / count, 4), "count": count}


PARTS: Final[Mapping[str, Callable[[Network], Iterator[Any]]]] = {
    "broker": find_brokers,
    "core": find_core,
    "community": find_communities,
    "bridge": find_bridges,
}


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

"""Who were partners, of how many, and which claims show it: what suggestions say of partners in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from queries.statements import rows

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from graph.store import View

NAMED: Final = 3

Tie = tuple[int, int]  # a claim that shows the one in a partnership with the other, and one that shows the other


@dataclass
class Partners:
    """Partners of those who are told of, and of everybody how many; the ties that are told of."""

    by: Mapping[str, AbstractSet[str]]
    degrees: Mapping[str, int]
    ties: Mapping[tuple[str, str], Tie] = field(default_factory=dict)

    def of(self, one: str) -> AbstractSet[str]:
        """The partners of one."""
        return self.by.get(one, frozenset())

    def common(self, one: str, other: str) -> list[str]:
        """Partners that two have in common: those first that have the fewest, who tell most (resource allocation)."""
        return sorted(self.of(one) & self.of(other), key=lambda c: (self.degrees[c], c))

    def claims(self, one: str, others: Iterable[str]) -> list[int]:
        """The claims that show that one and others are partners."""
        return [claim for other in others for claim in self.ties[one, other]]

    def told(self, one: str, other: str) -> tuple[list[str], list[str]]:
        """Whom to name of the partners that two have in common, and some partners of the other."""
        return self.common(one, other)[:NAMED], sorted(self.of(other))[:NAMED]


def partners_in(partnerships: Iterable[Iterable[str]]) -> Partners:
    """The partners that partnerships make of their members."""
    by: dict[str, set[str]] = defaultdict(set)
    for members in partnerships:
        together = set(members)
        for one in together:
            by[one] |= together - {one}
    return Partners(by, {one: len(others) for one, others in by.items()})


def read_partners(view: View, only: Iterable[str], degrees: Mapping[str, int]) -> Partners:
    """The partners of some, as they were counted when documents were loaded."""
    by: dict[str, set[str]] = defaultdict(set)
    for row in rows(view, "pair_context/partners", {"only": sorted(set(only))}):
        by[row["jurisdiction"]].add(row["partner"])
    return Partners(by, degrees)


def read_ties(view: View, as_of: str | None, pairs: Iterable[tuple[str, str]], known: Partners) -> None:
    """Read the ties that there may be to tell of pairs, as known before a day."""
    wanted: set[tuple[str, str]] = set()
    for one, other in pairs:
        named, some = known.told(one, other)
        wanted |= {(each, partner) for each in (one, other) for partner in named}
        wanted |= {(other, partner) for partner in some}
    if as_of:
        ties: dict[tuple[str, str], Tie] = {}
        for row in rows(view, "network/ties", {"as_of": as_of}):
            ties[row["one"], row["other"]] = row["claim"], row["other_claim"]
            ties[row["other"], row["one"]] = row["other_claim"], row["claim"]
        known.ties = {pair: ties[pair] for pair in wanted}
        return
    found = rows(view, "pair_context/ties", {"pairs": sorted(wanted)})
    known.ties = {(row["one"], row["other"]): (row["claim"], row["other_claim"]) for row in found}

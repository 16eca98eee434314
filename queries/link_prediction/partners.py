"""Partners of organisations, their number, and the claims that show them: what suggestions say of common partners."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from queries.link_prediction.ties import read_all_ties
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from graph.store import View

MAX_NAMED_PARTNERS: Final = 3  # in one sentence
MIN_TIE_STRENGTH: Final = 0.03

Tie = tuple[int, int]  # a claim for the membership of the one, and one for that of the other


class CommonPartners(NamedTuple):
    """The partners that two have in common: the first ones, and the sum of 1/degree over all."""

    named: list[str]
    allocated: float


@dataclass
class Partners:
    """Partners of some organisations.

    Attributes:
        by_organisation: the partners of those that suggestions are made for.
        degrees: how many partners every organisation has.
        ties: the claims for pairs of partners that may be named.
    """

    by_organisation: Mapping[str, AbstractSet[str]]
    degrees: Mapping[str, int]
    ties: Mapping[tuple[str, str], Tie] = field(default_factory=dict)
    _common: dict[tuple[str, str], CommonPartners] = field(default_factory=dict)  # found before
    _first: dict[str, list[str]] = field(default_factory=dict)

    def partners_of(self, one: str) -> AbstractSet[str]:
        """Return the partners of an organisation."""
        return self.by_organisation.get(one, frozenset())

    def find_common(self, one: str, other: str) -> CommonPartners:
        """Return the partners that two have in common, those with the fewest partners first (resource allocation)."""
        pair = (one, other) if one < other else (other, one)
        found = self._common.get(pair)
        if found is None:
            degrees = self.degrees
            common = sorted([(degrees[c], c) for c in self.partners_of(one) & self.partners_of(other)])
            named = [c for _, c in common[:MAX_NAMED_PARTNERS]]
            found = self._common[pair] = CommonPartners(named, sum([1 / degree for degree, _ in common]))
        return found

    def claims_for(self, one: str, others: Iterable[str]) -> list[int]:
        """Return the claims that show that one and others are partners."""
        return [claim for other in others for claim in self.ties[one, other]]

    def choose_named(self, one: str, other: str) -> tuple[list[str], list[str]]:
        """Return which common partners of two a sentence names, and which partners of the other."""
        some = self._first.get(other)
        if some is None:
            some = self._first[other] = sorted(self.partners_of(other))[:MAX_NAMED_PARTNERS]
        return self.find_common(one, other).named, some


def collect_partners(partnerships: Iterable[Iterable[str]]) -> Partners:
    """Return the partners of the members of partnerships.

    A partnership of n members counts 1/(n - 1) for each two of them (Newman 2001, Phys. Rev. E 64:016132), and two are
    partners from `MIN_TIE_STRENGTH` on: one partnership of up to 34 members, or several larger ones.
    """
    strengths: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for members in partnerships:
        together = sorted(set(members))
        for one in together:
            for other in together:
                if one != other:
                    strengths[one][other] += 1 / (len(together) - 1)
    by_organisation = {
        one: {other for other, strength in others.items() if strength >= MIN_TIE_STRENGTH}
        for one, others in strengths.items()
    }
    return Partners(by_organisation, {one: len(others) for one, others in by_organisation.items()})


def read_partners(view: View, only: Iterable[str], degrees: Mapping[str, int]) -> Partners:
    """Read the partners of some organisations, as counted at load."""
    by_organisation: dict[str, frozenset[str]] = {}
    for row in fetch_rows(view, "pair_context/partners", {"only": sorted(set(only))}):
        found = row["partners"]
        listed = json.loads(found) if isinstance(found, str) else found  # SQL has no lists
        by_organisation[row["jurisdiction"]] = frozenset(listed)
    return Partners(by_organisation, degrees)


def read_ties(view: View, as_of: str | None, pairs: Iterable[tuple[str, str]], partners: Partners) -> None:
    """Read the ties that sentences on some pairs may name, as known before a day."""
    wanted: set[tuple[str, str]] = set()
    for one, other in pairs:
        common, some = partners.choose_named(one, other)
        wanted |= {(each, partner) for each in (one, other) for partner in common}
        wanted |= {(other, partner) for partner in some}
    if as_of:
        ties: dict[tuple[str, str], Tie] = {}
        for one, others, _, claims, other_claims in read_all_ties(view, as_of):
            for other, claim, other_claim in zip(others, claims, other_claims, strict=True):
                ties[one, other] = claim, other_claim
                ties[other, one] = other_claim, claim
        partners.ties = {pair: ties[pair] for pair in wanted}
        return
    found = fetch_rows(view, "pair_context/ties", {"pairs": sorted(wanted)})
    partners.ties = {(row["one"], row["other"]): (row["claim"], row["other_claim"]) for row in found}

"""How much a load adds, counted as its claims go by: they may be a stream that is longer than memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.claims import Claim, Reading

COUNTED: Final = ("initiative", "partnership", "need")


@dataclass(slots=True)
class Counted:
    """Claims that are counted while they are gone through; a partnership counts once it has a second member."""

    claims: Iterable[Claim]
    whole: bool = False  # whether they were gone through to their end
    _met: set[int] = field(default_factory=set)
    _first: dict[int, int] = field(default_factory=dict)  # partnership to its first member, until there is another
    _counts: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Claim]:
        self.whole = False
        self._met.clear()
        self._first.clear()
        self._counts = dict.fromkeys(COUNTED, 0)
        for claim in self.claims:
            if claim.kind in self._counts:
                self._count(claim)
            yield claim
        self.whole = True

    def _count(self, claim: Claim) -> None:
        """Note a claim by the hash of what it is about: that takes an eighth of the memory."""
        about = hash((claim.kind, claim.subject))
        if about in self._met:
            return
        if claim.kind == "partnership":
            if claim.predicate != "member" or self._first.setdefault(about, hash(claim.object)) == hash(claim.object):
                return
            del self._first[about]
        self._met.add(about)
        self._counts[claim.kind] += 1

    @property
    def counts(self) -> dict[str, int]:
        """How many things of each kind they speak of."""
        if not self.whole:
            for _ in self:
                continue
        return self._counts


def counted(readings: Iterable[Reading]) -> tuple[list[Reading], list[Counted]]:
    """Readings whose claims are counted as they are stored, and the counts."""
    every = list(readings)
    counts = [Counted(reading.claims) for reading in every]
    made = [replace(one, claims=count) for one, count in zip(every, counts, strict=True)]
    return made, counts

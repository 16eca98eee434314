"""Count what a load adds while its claims are streamed to the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.claims import Claim, Reading
    from graph.process.progress import Step

COUNTED_KINDS: Final = ("initiative", "partnership", "need", "jurisdiction", "theme")
CLAIMS_PER_STEP: Final = 1_000  # are counted as progress at once


@dataclass(slots=True)
class CountedClaims:
    """Claims that are counted while they are iterated; a partnership counts from its second member."""

    claims: Iterable[Claim]
    is_complete: bool = False  # whether the claims were iterated to their end
    step: Step | None = None  # counts the claims, too, while they are iterated
    _counted: set[int] = field(default_factory=set)
    _first: dict[int, int] = field(default_factory=dict)  # first member by partnership, until a second one
    _counts: dict[str, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Claim]:
        self.is_complete = False
        self._counted.clear()
        self._first.clear()
        self._counts = dict.fromkeys(COUNTED_KINDS, 0)
        for number, claim in enumerate(self.claims, 1):
            if self.step and number % CLAIMS_PER_STEP == 0:
                self.step.advance(CLAIMS_PER_STEP)
            if claim.kind in self._counts and not claim.proposed:
                self._count(claim)
            yield claim
        self.is_complete = True

    def _count(self, claim: Claim) -> None:
        """Count a claim by the hash of its subject, which takes an eighth of the memory."""
        about = hash((claim.kind, claim.subject))
        if about in self._counted:
            return
        if claim.kind == "partnership":
            if claim.predicate != "member" or self._first.setdefault(about, hash(claim.object)) == hash(claim.object):
                return
            del self._first[about]
        self._counted.add(about)
        self._counts[claim.kind] += 1

    @property
    def counts(self) -> dict[str, int]:
        """The number of subjects of each kind."""
        if not self.is_complete:
            for _ in self:
                continue
        return self._counts


def count_readings(readings: Iterable[Reading]) -> tuple[list[Reading], list[CountedClaims]]:
    """Return the readings with claims that count themselves, and the counts."""
    every = list(readings)
    counts = [CountedClaims(reading.claims) for reading in every]
    made = [replace(one, claims=count) for one, count in zip(every, counts, strict=True)]
    return made, counts

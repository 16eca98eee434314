"""Count what a load adds while its claims are streamed to the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.claims import GroupedClaims, iter_batches

if TYPE_CHECKING:
    from graph.claims import Claim, ClaimGroup, Reading, Statement, SubjectKey
    from graph.process.progress import Step

COUNTED_KINDS: Final = ("initiative", "partnership", "need", "jurisdiction", "theme")


@dataclass(slots=True)
class CountedClaims(GroupedClaims):
    """Claims that are counted while they are iterated; a partnership counts from its second member."""

    claims: Iterable[Claim]
    is_complete: bool = False  # whether the claims were iterated to their end
    step: Step | None = None  # counts the claims, too, while they are iterated
    _counted: set[int] = field(default_factory=set)
    _first: dict[int, int] = field(default_factory=dict)  # first member by partnership, until a second one
    _counts: dict[str, int] = field(default_factory=dict)

    def batches(self) -> Iterator[Sequence[ClaimGroup]]:
        """Yield the claims in groups, and count them."""
        self.is_complete = False
        self._counted.clear()
        self._first.clear()
        self._counts = dict.fromkeys(COUNTED_KINDS, 0)
        for batch in iter_batches(self.claims):
            claims = self._count(batch)
            if self.step:
                self.step.advance(claims)
            yield batch
        self.is_complete = True

    def _count(self, batch: Iterable[ClaimGroup]) -> int:
        """Count what claims are about, by the hash of the subject, which takes an eighth of the memory.

        Returns:
            The number of claims.
        """
        counted, counts, claims = self._counted, self._counts, 0
        last: SubjectKey | None = None
        for about, _, statements in batch:
            claims += len(statements)
            kind = about[0]
            if about is last and kind != "partnership":  # the cells of a row
                continue
            last = about
            if kind not in counts or about[7]:
                continue
            key = hash(about[:2])
            if key not in counted and (kind != "partnership" or self._has_second_member(key, statements)):
                counted.add(key)
                counts[kind] += 1
        return claims

    def _has_second_member(self, partnership: int, statements: Iterable[Statement]) -> bool:
        """Note the first member of a partnership; return whether there is a second one."""
        for predicate, member, *_ in statements:
            if predicate == "member":
                identity = hash(member)
                if self._first.setdefault(partnership, identity) != identity:
                    del self._first[partnership]
                    return True
        return False

    @property
    def counts(self) -> dict[str, int]:
        """The number of subjects of each kind."""
        if not self.is_complete:
            for _ in self.batches():
                continue
        return self._counts


def count_readings(readings: Iterable[Reading]) -> tuple[list[Reading], list[CountedClaims]]:
    """Return the readings with claims that count themselves, and the counts."""
    every = list(readings)
    counts = [CountedClaims(reading.claims) for reading in every]
    made = [replace(one, claims=count) for one, count in zip(every, counts, strict=True)]
    return made, counts

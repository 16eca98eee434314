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
_SEVERAL: Final = ("initiative", "partnership")  # kinds of which more than the first statement counts
COMPONENT: Final = "component"  # initiatives that are part of another one are counted both as these and as initiatives


@dataclass(slots=True)
class CountedClaims(GroupedClaims):
    """Claims that are counted while they are iterated; a partnership counts from its second member."""

    claims: Iterable[Claim]
    is_complete: bool = False  # whether the claims were iterated to their end
    step: Step | None = None  # counts the claims, too, while they are iterated
    _counted: set[int] = field(default_factory=set)
    _parts: set[int] = field(default_factory=set)  # components
    _first: dict[int, int] = field(default_factory=dict)  # first member by partnership, until a second one
    _counts: dict[str, int] = field(default_factory=dict)

    def batches(self) -> Iterator[Sequence[ClaimGroup]]:
        """Yield the claims in groups, and count them."""
        self.is_complete = False
        self._counted.clear()
        self._first.clear()
        self._parts.clear()
        self._counts = dict.fromkeys((*COUNTED_KINDS, COMPONENT), 0)
        for batch in iter_batches(self.claims):
            last: SubjectKey | None = None
            for about, _, statements in batch:
                if (about is not last or about[0] in _SEVERAL) and about[0] in self._counts and not about[7]:
                    self._count(about, statements)
                last = about
            if self.step:
                self.step.advance(sum(len(statements) for _, _, statements in batch))
            yield batch
        self.is_complete = True

    def _count(self, subject: SubjectKey, statements: Iterable[Statement]) -> None:
        """Count what claims are about by the hash of the subject, which takes an eighth of the memory."""
        kind, about = subject[0], hash(subject[:2])
        if kind == "initiative" and about not in self._parts and any(is_component(one) for one in statements):
            self._parts.add(about)
            self._counts[COMPONENT] += 1
        if about in self._counted:
            return
        if kind == "partnership":
            members = (hash(statement[1]) for statement in statements if statement[0] == "member")
            if all(self._first.setdefault(about, member) == member for member in members):
                return
            del self._first[about]
        self._counted.add(about)
        self._counts[kind] += 1

    @property
    def counts(self) -> dict[str, int]:
        """The number of subjects of each kind."""
        if not self.is_complete:
            for _ in self.batches():
                continue
        return self._counts


def is_component(statement: Statement) -> bool:
    """Whether a statement says that an initiative is a component."""
    return statement[0] == "kind" and statement[2] == COMPONENT


def count_readings(readings: Iterable[Reading]) -> tuple[list[Reading], list[CountedClaims]]:
    """Return the readings with claims that count themselves, and the counts."""
    every = list(readings)
    counts = [CountedClaims(reading.claims) for reading in every]
    made = [replace(one, claims=count) for one, count in zip(every, counts, strict=True)]
    return made, counts

"""Meetings to choose from, limits on them, and the plan that was chosen.

The value of a plan is the sum of the values of its meetings, and `COVERAGE` for each member that has at least one: so
everyone who can meet somebody does, before a second meeting of others. A meeting takes one slot at one table; a
member is at one meeting at a time, and at no more than its limit in all. Two meetings about the same theme of nearly
the same members (`find_repeats`) would repeat each other: one of both is held at most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

COVERAGE: Final = 2.0  # more than any meeting is worth
MIN_REPEATED: Final = 2  # members of two meetings that repeat each other
MIN_REPEATED_SHARE: Final = 2 / 3  # of the members of the smaller one


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that could be held: the row of its suggestion, who is to be there, and what it is worth."""

    id: str
    members: tuple[str, ...]
    value: float
    row: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """Tables that meet at the same time, slots one after the other, and meetings of one member (None: no limit)."""

    tables: int
    slots: int
    max_per_member: int | None = None

    @property
    def most(self) -> int:
        """The meetings that one member can have."""
        return self.slots if self.max_per_member is None else min(self.slots, self.max_per_member)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan.

    Attributes:
        slots: for each slot the meetings, in the order of tables.
        bound: no plan can be worth more.
        exact: whether a solver proved that none is worth more.
    """

    slots: tuple[tuple[Meeting, ...], ...]
    bound: float
    exact: bool

    @property
    def value(self) -> float:
        """What the plan is worth."""
        return value_of([one for slot in self.slots for one in slot])

    @property
    def gap(self) -> float:
        """The greatest share by which another plan could be worth more, from 0."""
        return 0.0 if self.exact or not self.value else max(0.0, self.bound / self.value - 1)

    def of_member(self, member: str) -> list[tuple[int, int, Meeting]]:
        """Return the meetings of a member: slot and table, from 0, and the meeting."""
        return [
            (slot, table, meeting)
            for slot, meetings in enumerate(self.slots)
            for table, meeting in enumerate(meetings)
            if member in meeting.members
        ]


def find_repeats(meetings: Sequence[Meeting]) -> list[tuple[int, int]]:
    """Return the pairs of meetings, by their places, that are about the same theme and have nearly the same members."""
    by_member: dict[tuple[str, str], list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for at, meeting in enumerate(meetings):
        if theme := meeting.row.get("theme"):
            for member in set(meeting.members):
                shared.update((other, at) for other in by_member[theme, member])
                by_member[theme, member].append(at)
    return sorted(
        pair
        for pair, n in shared.items()
        if n >= MIN_REPEATED and n >= MIN_REPEATED_SHARE * min(len(set(meetings[at].members)) for at in pair)
    )


def value_of(meetings: Sequence[Meeting]) -> float:
    """Return what meetings are worth together."""
    covered = {member for meeting in meetings for member in meeting.members}
    return sum(sorted(meeting.value for meeting in meetings)) + COVERAGE * len(covered)

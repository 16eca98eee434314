"""Plan by construction and repair: a greedy start, then parts of the plan are taken out and filled anew.

Large neighbourhood search (Shaw 1998) with a fixed seed and number of rounds, so that the same meetings give the same
plan. `compute_bound` says how good a plan can be at most, without a solver.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from copy import copy
from typing import Final

from queries.suggestions.agenda.model import COVERAGE, Limits, Meeting, find_repeats

SEED: Final = 20240419
ROUNDS: Final = 1500
MAX_REMOVED: Final = 0.4  # of the meetings of a plan, in one round


class Draft:
    """A plan that is being made: the slot of each meeting that is in it.

    Sets of members are numbers with a bit for each: the members of each meeting in `masks`.
    """

    def __init__(self, meetings: Sequence[Meeting], limits: Limits) -> None:
        numbers = {one: at for at, one in enumerate(sorted({one for each in meetings for one in each.members}))}
        self.meetings = meetings
        self.limits = limits
        self.numbers = [[numbers[one] for one in each.members] for each in meetings]
        self.masks = [sum(1 << number for number in set(each)) for each in self.numbers]
        self.rivals: list[list[int]] = [[] for _ in meetings]  # that would repeat each meeting
        for one, other in find_repeats(meetings):
            self.rivals[one].append(other)
            self.rivals[other].append(one)
        self.slot_of: dict[int, int] = {}
        self._busy = [0] * limits.slots  # who is at a meeting, by slot
        self._used = [0] * limits.slots  # tables, by slot
        self._load = [0] * len(numbers)  # meetings of each member
        self._idle = (1 << len(numbers)) - 1  # who has no meeting
        self._full = 0  # who can have no more
        self.value = 0.0

    def copy(self) -> Draft:
        """Return a copy."""
        other: Draft = copy(self)
        other.slot_of = dict(self.slot_of)
        other._busy = list(self._busy)
        other._used = list(self._used)
        other._load = list(self._load)
        return other

    def gain(self, at: int) -> float:
        """Return how much the plan would be worth more with a meeting."""
        return self.meetings[at].value + COVERAGE * (self.masks[at] & self._idle).bit_count()

    def has_room(self) -> bool:
        """Whether a table is free in any slot."""
        return len(self.slot_of) < self.limits.tables * self.limits.slots

    def add(self, at: int, slots: Iterable[int]) -> bool:
        """Add a meeting in the first slot that has room; return whether there is one, and it repeats none."""
        mask = self.masks[at]
        if mask & self._full or any(rival in self.slot_of for rival in self.rivals[at]):
            return False
        for slot in slots:
            if self._used[slot] < self.limits.tables and not self._busy[slot] & mask:
                self.value += self.gain(at)
                self.slot_of[at] = slot
                self._busy[slot] |= mask
                self._used[slot] += 1
                self._count(at, 1)
                return True
        return False

    def remove(self, at: int) -> None:
        """Remove a meeting."""
        slot = self.slot_of.pop(at)
        self._busy[slot] &= ~self.masks[at]
        self._used[slot] -= 1
        self._count(at, -1)
        self.value -= self.gain(at)

    def fill(self, order: Iterable[int], slots: Sequence[int]) -> None:
        """Add meetings in an order, as far as there is room."""
        for at in order:
            if not self.has_room():
                return
            if at not in self.slot_of:
                self.add(at, slots)

    def _count(self, at: int, change: int) -> None:
        """Count a meeting for its members, or count it no more."""
        for number in self.numbers[at]:
            self._load[number] += change
            bit = 1 << number
            self._idle = self._idle | bit if not self._load[number] else self._idle & ~bit
            self._full = self._full | bit if self._load[number] >= self.limits.most else self._full & ~bit


def plan_by_search(meetings: Sequence[Meeting], limits: Limits) -> Draft:
    """Return the best plan that the search finds."""
    drawn = random.Random(SEED)  # noqa: S311 (no secret)
    best = Draft(meetings, limits)
    every = list(range(len(meetings)))
    slots = list(range(limits.slots))
    while True:  # the greedy start: the meeting that adds most, again and again
        order = sorted((at for at in every if at not in best.slot_of), key=lambda at: (-best.gain(at), meetings[at].id))
        if not any(best.add(at, slots) for at in order):
            break
    current = best
    for number in range(ROUNDS if meetings else 0):
        trial = current.copy()
        _take_out(trial, drawn)
        drawn.shuffle(slots)
        weighed = [(-trial.gain(at) * drawn.uniform(0.6, 1.4), at) for at in every if at not in trial.slot_of]
        trial.fill([at for _, at in sorted(weighed)], slots)
        if trial.value >= current.value - _tolerance(number):
            current = trial
        if current.value > best.value + 1e-9:
            best = current
    return best


def _take_out(draft: Draft, drawn: random.Random) -> None:
    """Remove some meetings: those of one slot, those of one member, or any."""
    inside = sorted(draft.slot_of)
    if not inside:
        return
    chance = drawn.random()
    if chance < 0.3:
        slot = drawn.randrange(draft.limits.slots)
        chosen = [at for at in inside if draft.slot_of[at] == slot]
    elif chance < 0.6:
        member = drawn.choice(sorted({one for at in inside for one in draft.meetings[at].members}))
        chosen = [at for at in inside if member in draft.meetings[at].members]
    else:
        chosen = drawn.sample(inside, drawn.randint(1, max(1, int(len(inside) * MAX_REMOVED))))
    for at in chosen:
        draft.remove(at)


def _tolerance(number: int) -> float:
    """Return how much worse a plan may be for the search to go on from it; less as it comes to its end."""
    return 0.5 * max(0.0, 1 - number / (0.8 * ROUNDS)) ** 2


def compute_bound(meetings: Sequence[Meeting], limits: Limits) -> float:
    """Return a value that no plan exceeds.

    Each meeting is divided among its members: the sum over members of their best shares is one bound, the best
    meetings that fit the tables another; coverage counts every member that has a meeting to choose.
    """
    members = sorted({member for meeting in meetings for member in meeting.members})
    shares: dict[str, list[float]] = {member: [] for member in members}
    for meeting in meetings:
        for member in meeting.members:
            shares[member].append(meeting.value / len(meeting.members))
    by_members = sum(sum(sorted(each, reverse=True)[: limits.most]) for each in shares.values())
    room = sorted((meeting.value for meeting in meetings), reverse=True)[: limits.tables * limits.slots]
    seats = limits.tables * limits.slots * max((len(meeting.members) for meeting in meetings), default=0)
    return min(by_members, sum(room)) + COVERAGE * min(len(members), seats)

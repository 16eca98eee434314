"""Plan by construction and repair: a greedy start, then parts of the plan are taken out and filled anew.

Large neighbourhood search (Shaw 1998) with a fixed seed and number of rounds, so that the same meetings give the same
plan. `compute_bound` says how good a plan can be at most, without a solver.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from queries.suggestions.agenda.model import COVERAGE, Limits, Meeting

SEED: Final = 20240419
ROUNDS: Final = 1500
MAX_REMOVED: Final = 0.4  # of the meetings of a plan, in one round


class Draft:
    """A plan that is being made: the slot of each meeting that is in it."""

    def __init__(self, meetings: Sequence[Meeting], limits: Limits) -> None:
        self.meetings = meetings
        self.limits = limits
        self.slot_of: dict[int, int] = {}
        self._busy: list[set[str]] = [set() for _ in range(limits.slots)]
        self._used = [0] * limits.slots
        self._load = Counter[str]()
        self.value = 0.0

    def copy(self) -> Draft:
        """Return a copy."""
        other = Draft(self.meetings, self.limits)
        other.slot_of = dict(self.slot_of)
        other._busy = [set(busy) for busy in self._busy]
        other._used = list(self._used)
        other._load = Counter(self._load)
        other.value = self.value
        return other

    def gain(self, at: int) -> float:
        """Return how much the plan would be worth more with a meeting."""
        meeting = self.meetings[at]
        return meeting.value + COVERAGE * sum(not self._load[member] for member in meeting.members)

    def add(self, at: int, slots: Iterable[int]) -> bool:
        """Add a meeting in the first slot that has room; return whether there is one."""
        members = self.meetings[at].members
        if any(self._load[member] >= self.limits.most for member in members):
            return False
        for slot in slots:
            if self._used[slot] < self.limits.tables and self._busy[slot].isdisjoint(members):
                self.value += self.gain(at)
                self.slot_of[at] = slot
                self._busy[slot].update(members)
                self._used[slot] += 1
                self._load.update(members)
                return True
        return False

    def remove(self, at: int) -> None:
        """Remove a meeting."""
        slot, members = self.slot_of.pop(at), self.meetings[at].members
        self._busy[slot].difference_update(members)
        self._used[slot] -= 1
        self._load.subtract(members)
        self.value -= self.gain(at)

    def fill(self, order: Iterable[int], slots: Sequence[int]) -> None:
        """Add meetings in an order, as far as there is room."""
        for at in order:
            if at not in self.slot_of:
                self.add(at, slots)


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
        weights = {at: trial.gain(at) * drawn.uniform(0.6, 1.4) for at in every if at not in trial.slot_of}
        trial.fill(sorted(weights, key=lambda at: (-weights[at], at)), slots)
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

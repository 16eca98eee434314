"""Plans: they keep to their limits, and are worth as much as the best."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from queries.suggestions.agenda import exact, plan
from queries.suggestions.agenda.exact import build_program
from queries.suggestions.agenda.heuristic import compute_bound, plan_by_search
from queries.suggestions.agenda.model import COVERAGE, Limits, Meeting
from queries.suggestions.agenda.plan import plan_agenda

MEMBERS = [f"M{n:02d}" for n in range(40)]


def council(seed: int, members: int, meetings: int) -> list[Meeting]:
    """Meetings of two to four members, as suggestions make them."""
    drawn = random.Random(seed)  # noqa: S311
    return [
        Meeting(f"{n:03d}", tuple(drawn.sample(MEMBERS[:members], min(members, drawn.choice((2, 2, 2, 3, 4))))),
                round(drawn.uniform(0.2, 1.3), 3))
        for n in range(meetings)
    ]  # fmt: skip


def best_value(meetings: list[Meeting], limits: Limits) -> float:
    """The value of the best plan, by another solver than the one that plans."""
    program = build_program(meetings, limits)
    matrix = np.zeros((len(program.rows), len(program.values)))
    for at, (_, _, cells) in enumerate(program.rows):
        for column, value in cells.items():
            matrix[at, column] = value
    bounds = [row[:2] for row in program.rows]
    found = milp(
        -np.array(program.values), constraints=LinearConstraint(matrix, *map(list, zip(*bounds, strict=True))),
        integrality=np.ones(len(program.values)), bounds=Bounds(0, 1),
    )  # fmt: skip
    return float(-found.fun)


def by_hand(meetings: list[Meeting], limits: Limits) -> float:
    """The value of the best plan of a few meetings, by trying all."""

    def extend(at: int, slots: list[list[Meeting]]) -> float:
        if at == len(meetings):
            held = [one for slot in slots for one in slot]
            covered = {member for one in held for member in one.members}
            return sum(one.value for one in held) + COVERAGE * len(covered)
        best = extend(at + 1, slots)
        counted = Counter(member for slot in slots for one in slot for member in one.members)
        for slot in slots:
            busy = {member for one in slot for member in one.members}
            fits = len(slot) < limits.tables and busy.isdisjoint(meetings[at].members)
            if fits and all(counted[member] < limits.most for member in meetings[at].members):
                slot.append(meetings[at])
                best = max(best, extend(at + 1, slots))
                slot.pop()
        return best

    return extend(0, [[] for _ in range(limits.slots)])


SMALL = [
    (seed, members, meetings, Limits(tables, slots, most))
    for seed, (members, meetings, tables, slots, most) in enumerate(
        [(4, 6, 2, 2, 2), (6, 10, 2, 3, 2), (8, 14, 3, 3, 2), (10, 20, 4, 3, 3), (12, 24, 4, 4, 3), (12, 30, 6, 3, 3)]
    )
]  # fmt: skip


@pytest.mark.parametrize(("seed", "members", "meetings", "limits"), SMALL)
def test_a_council_of_up_to_twelve_gets_the_best_plan(seed: int, members: int, meetings: int, limits: Limits):
    chosen = council(seed, members, meetings)
    made = plan_agenda(chosen, limits)
    assert made.exact
    assert made.gap == 0
    assert made.value == pytest.approx(best_value(chosen, limits), abs=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_the_program_says_what_a_plan_is(seed: int):
    chosen, limits = council(seed, 5, 6), Limits(2, 2, 2)
    assert best_value(chosen, limits) == pytest.approx(by_hand(chosen, limits), abs=1e-6)


@pytest.mark.parametrize(("seed", "members", "meetings", "limits"), SMALL)
def test_without_a_solver_the_search_comes_near_and_the_gap_is_true(
    monkeypatch: pytest.MonkeyPatch, seed: int, members: int, meetings: int, limits: Limits
):
    monkeypatch.setattr(plan, "plan_exactly", lambda *_: None)
    chosen = council(seed, members, meetings)
    made, best = plan_agenda(chosen, limits), best_value(chosen, limits)
    assert not made.exact
    assert 0.98 * best <= made.value <= best + 1e-6
    assert best <= made.bound + 1e-6
    assert made.gap >= best / made.value - 1 - 1e-6


@given(
    st.lists(
        st.builds(
            Meeting,
            st.uuids().map(str),
            st.lists(st.sampled_from(MEMBERS[:7]), min_size=2, max_size=4, unique=True).map(tuple),
            st.floats(0, 1.5).map(lambda value: round(value, 3)),
        ),
        max_size=9,
        unique_by=lambda one: one.id,
    ),
    st.builds(Limits, st.integers(1, 3), st.integers(1, 3), st.none() | st.integers(1, 3)),
)
def test_every_plan_keeps_to_its_limits(meetings: list[Meeting], limits: Limits):
    draft = plan_by_search(meetings, limits)
    used = Counter(draft.slot_of.values())
    assert all(n <= limits.tables for n in used.values())
    at_once = Counter((slot, member) for at, slot in draft.slot_of.items() for member in meetings[at].members)
    assert all(n == 1 for n in at_once.values())
    load = Counter(member for _, member in at_once)
    assert all(n <= limits.most for n in load.values())
    held = [meetings[at] for at in draft.slot_of]
    covered = {member for one in held for member in one.members}
    assert draft.value == pytest.approx(sum(one.value for one in held) + COVERAGE * len(covered))
    assert draft.value <= compute_bound(meetings, limits) + 1e-6


def test_the_same_meetings_give_the_same_plan():
    chosen, limits = council(9, 20, 50), Limits(5, 4, 3)
    assert plan_agenda(chosen, limits) == plan_agenda(list(chosen), limits)


def test_everyone_who_can_has_a_meeting_before_others_have_two():
    first = Meeting("a", ("M1", "M2"), 1.0)
    second = Meeting("b", ("M1", "M3"), 0.9)
    last = Meeting("c", ("M4", "M5"), 0.1)
    made = plan_agenda([first, second, last], Limits(1, 2))
    assert {one.id for slot in made.slots for one in slot} == {"a", "c"} or made.value >= 8


def test_no_meetings_make_an_empty_plan():
    made = plan_agenda([], Limits(3, 2))
    assert made.slots == ((), ())
    assert made.gap == 0


def test_a_large_council_is_left_to_the_search(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(plan, "plan_exactly", refuse)
    made = plan_agenda(council(1, 20, 30), Limits(4, 3), max_exact=10)
    assert made.value > 0
    assert made.bound >= made.value


def test_the_solver_is_only_asked_where_it_is_installed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "highspy", None)
    assert exact.plan_exactly(council(1, 5, 5), Limits(2, 2), {}) is None


@pytest.mark.parametrize("solver", [True, False])
def test_nearly_the_same_members_meet_once_about_a_theme(monkeypatch, solver: bool):  # noqa: FBT001
    if not solver:
        monkeypatch.setattr(plan, "plan_exactly", lambda *_: None)
    wide, narrow, similar, other, pair = (
        Meeting(name, tuple(members), value, {"theme": theme})
        for name, members, value, theme in (
            ("wide", "ABCDEF", 0.6, "tides"), ("narrow", "ABC", 0.5, "tides"), ("similar", "ABG", 0.4, "tides"),
            ("other", "ABC", 0.3, "buoys"), ("pair", "AG", 0.2, "tides"),
        )
    )  # fmt: skip
    made = plan_agenda([wide, narrow, similar, other, pair], Limits(2, 4))
    held = {meeting.id for slot in made.slots for meeting in slot}
    assert held == {"wide", "other", "pair"}
    assert made.value <= made.bound + 1e-6

"""The best plan by integer programming, with HiGHS (Huangfu & Hall 2018), where it is installed.

x[m, s] is 1 where meeting m is held in slot s; z[i] where member i has a meeting.

    maximize  sum of value[m] · x[m, s] + COVERAGE · sum of z[i]
    each m:      sum over s of x[m, s] <= 1
    each s:      sum over m of x[m, s] <= tables
    each i, s:   sum over the meetings m of i of x[m, s] <= 1
    each i:      sum over the meetings m of i and s of x[m, s] <= most;  z[i] <= that sum
    each m, n that repeat each other:  sum over s of x[m, s] + x[n, s] <= 1
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from queries.suggestions.agenda.model import COVERAGE, Limits, Meeting, find_repeats

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_NODES: Final = 2000  # of the search: a number and no time, so that the same meetings give the same plan
Row = tuple[float, float, dict[int, float]]  # lower and upper bound, and the coefficients by column


class Solution(NamedTuple):
    """The slot of each meeting that is held, a bound on the value of any plan, and whether this one is the best."""

    slot_of: dict[int, int]
    bound: float
    optimal: bool


class Program(NamedTuple):
    """An integer program: the value of each binary variable, and the rows of constraints."""

    values: list[float]
    rows: list[Row]


def build_program(meetings: Sequence[Meeting], limits: Limits) -> Program:
    """Return the program of a plan; variable m · slots + s is x[m, s], the others are z."""
    members = sorted({member for meeting in meetings for member in meeting.members})
    values = [meeting.value for meeting in meetings for _ in range(limits.slots)] + [COVERAGE] * len(members)
    return Program(values, list(_iter_rows(meetings, limits, members)))


def _iter_rows(meetings: Sequence[Meeting], limits: Limits, members: Sequence[str]) -> Iterator[Row]:
    slots, minus = range(limits.slots), float("-inf")
    of_member: dict[str, list[int]] = defaultdict(list)
    for at, meeting in enumerate(meetings):
        yield minus, 1.0, {at * limits.slots + s: 1.0 for s in slots}
        for member in meeting.members:
            of_member[member].append(at)
    for pair in find_repeats(meetings):
        yield minus, 1.0, {at * limits.slots + s: 1.0 for at in pair for s in slots}
    for s in slots:
        yield minus, float(limits.tables), {at * limits.slots + s: 1.0 for at in range(len(meetings))}
    for number, member in enumerate(members):
        mine = of_member[member]
        for s in slots:
            yield minus, 1.0, {at * limits.slots + s: 1.0 for at in mine}
        total = {at * limits.slots + s: 1.0 for at in mine for s in slots}
        if limits.most < limits.slots:
            yield minus, float(limits.most), total
        yield 0.0, float("inf"), {**total, len(meetings) * limits.slots + number: -1.0}


def plan_exactly(meetings: Sequence[Meeting], limits: Limits, start: dict[int, int]) -> Solution | None:
    """Return the best plan that HiGHS finds from a start; None where HiGHS is not installed."""
    try:
        highspy: Any = import_module("highspy")
    except ImportError:
        return None
    import numpy as np

    program = build_program(meetings, limits)
    count = len(program.values)
    solver: Any = highspy.Highs()
    solver.silent()
    for name, value in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0),
                        ("mip_abs_gap", 1e-6), ("mip_max_nodes", MAX_NODES)):  # fmt: skip
        solver.setOptionValue(name, value)
    columns = np.arange(count, dtype=np.int32)
    solver.addVars(count, np.zeros(count), np.ones(count))
    solver.changeColsCost(count, columns, np.array(program.values))
    solver.changeColsIntegrality(count, columns, np.array([highspy.HighsVarType.kInteger] * count))
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    for low, high, cells in program.rows:
        solver.addRow(low, high, len(cells), np.array(list(cells), dtype=np.int32), np.array(list(cells.values())))
    known = highspy.HighsSolution()
    known.col_value = _to_values(meetings, limits, start, count)
    solver.setSolution(known)
    solver.run()
    found = solver.getSolution().col_value
    slot_of = {at: s for at in range(len(meetings)) for s in range(limits.slots) if found[at * limits.slots + s] > 0.5}
    optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Solution(slot_of, float(solver.getInfo().mip_dual_bound), optimal)


def _to_values(meetings: Sequence[Meeting], limits: Limits, start: dict[int, int], count: int) -> list[float]:
    values = [0.0] * count
    for at, slot in start.items():
        values[at * limits.slots + slot] = 1.0
    members = sorted({member for meeting in meetings for member in meeting.members})
    held = {member for at in start for member in meetings[at].members}
    for number, member in enumerate(members):
        values[len(meetings) * limits.slots + number] = float(member in held)
    return values

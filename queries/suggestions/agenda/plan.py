"""Plan an agenda: the meetings that suggestions propose, and the plan that is worth most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from queries.statements import fetch_rows
from queries.suggestions.agenda.exact import plan_exactly
from queries.suggestions.agenda.heuristic import Draft, compute_bound, plan_by_search
from queries.suggestions.agenda.model import Limits, Meeting, Plan
from queries.suggestions.opportunities import find_opportunities

if TYPE_CHECKING:
    from graph.store import View

MAX_EACH: Final = 8  # suggestions of each member to choose from
MAX_SEATS: Final = 8  # at one table
MAX_EXACT_VARIABLES: Final = 1500  # meetings times slots that are given to the solver
NEED_VALUE: Final = 0.3  # a meeting that answers a need is worth so much more
MIX_VALUE: Final = 0.1  # and one of several levels or languages, where that is asked for
MIXES: Final = ("levels", "languages")


def find_meetings(view: View, edition: str, *, among: Sequence[str] = (), mix: Sequence[str] = ()) -> list[Meeting]:
    """Return the meetings that the suggestions of an edition propose, from what was known when it was published.

    Args:
        view: what the audience may see.
        edition: at least one item of each suggestion is in it.
        among: only meetings with one of these members; empty means all.
        mix: "levels" and "languages" to prefer meetings of several.
    """
    view = view.as_of(edition)
    rows = find_opportunities(view, each=True, limit=MAX_EACH)
    inside = _items_of(view, edition)
    best: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        is_inside = not inside.isdisjoint([*row["initiatives"], row["need"]])
        is_wanted = not among or not set(among).isdisjoint(row["members"])
        is_better = row["id"] not in best or row["score"] > best[row["id"]]["score"]
        if is_inside and is_wanted and is_better and len(row["members"]) <= MAX_SEATS:
            best[row["id"]] = row
    evidence = view.evidence(number for row in best.values() for number in row["evidence"])
    levels = {row["id"]: row["level"] for row in fetch_rows(view, "suggestions/jurisdictions")}
    languages = find_languages(view) if "languages" in mix else {}
    kinds = [levels] * ("levels" in mix) + [languages] * ("languages" in mix)
    return [
        Meeting(key, tuple(row["members"]), round(_value_of(row, kinds), 3), _with_evidence(row, evidence))
        for key, row in sorted(best.items())
    ]


def plan_agenda(meetings: Sequence[Meeting], limits: Limits, max_exact: int = MAX_EXACT_VARIABLES) -> Plan:
    """Return the plan that is worth most: by a solver up to `max_exact` meetings times slots, else by search."""
    draft = plan_by_search(meetings, limits)
    slot_of, bound, exact = draft.slot_of, compute_bound(meetings, limits), False
    if len(meetings) * limits.slots <= max_exact:
        solved = plan_exactly(meetings, limits, slot_of)
        if solved is not None:
            bound, exact = min(bound, solved.bound), solved.optimal
            slot_of = max(slot_of, solved.slot_of, key=lambda one: _worth(meetings, limits, one))
    slots = [[meetings[at] for at in sorted(slot_of) if slot_of[at] == slot] for slot in range(limits.slots)]
    ordered = sorted(slots, key=lambda slot: (-len(slot), [one.id for one in slot]))
    by_value = (tuple(sorted(slot, key=lambda one: (-one.value, one.id))) for slot in ordered)
    return Plan(tuple(by_value), bound, exact)


def _worth(meetings: Sequence[Meeting], limits: Limits, slot_of: Mapping[int, int]) -> float:
    draft = Draft(meetings, limits)
    for at, slot in sorted(slot_of.items()):
        draft.add(at, [slot])
    return round(draft.value, 6)


def _value_of(row: Mapping[str, Any], kinds: Iterable[Mapping[str, str]]) -> float:
    mixed = sum(len({kind.get(member) for member in row["members"]} - {None}) > 1 for kind in kinds)
    return float(row["score"]) + NEED_VALUE * (row["need"] is not None) + MIX_VALUE * mixed


def _with_evidence(row: Mapping[str, Any], evidence: Mapping[int, Mapping[str, Any]]) -> dict[str, Any]:
    """Return a row with evidence in place of the numbers of claims."""
    return {**row, "evidence": [evidence[number] for number in row["evidence"] if number in evidence]}


def find_languages(view: View) -> dict[str, str]:
    """Return the language that each member writes in: that of most of its titles, English where as many are in both."""
    counted: dict[str, dict[str, int]] = {}
    for row in fetch_rows(view, "agenda/languages"):
        counted.setdefault(row["jurisdiction"], {})[row["language"]] = row["n"]
    return {who: "fr" if n.get("fr", 0) > n.get("en", 0) else "en" for who, n in counted.items()}


def _items_of(view: View, edition: str) -> set[str | None]:
    return {row["item"] for row in fetch_rows(view, "agenda/items", {"edition": edition})}

"""Verdicts on the status and the dates of an initiative."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from queries.verification.coverage import not_found
from queries.verification.findings import finding_on

if TYPE_CHECKING:
    from queries.verification.facts import Fact, GraphFacts, Initiative
    from queries.verification.model import Finding, Statement, Verdict

# a status of the memo, and those of the graph that exclude it: what is launched may still be in progress
EXCLUDED: Final = {
    "planned": {"launched", "completed", "cancelled", "in-progress"},
    "in-progress": {"completed", "cancelled", "paused", "planned"},
    "launched": {"planned", "cancelled"},
    "completed": {"planned", "in-progress", "paused", "cancelled", "launched"},
    "paused": {"planned", "in-progress", "launched", "completed", "cancelled"},
    "cancelled": {"planned", "in-progress", "launched", "completed", "paused"},
}
SINGLE: Final = frozenset({"start", "launch", "approval", "completion", "end"})  # an initiative has one date of each
SAME_MATTER: Final = {  # kinds that people use for one another
    "start": {"start", "launch"}, "launch": {"launch", "start", "target"},
    "completion": {"completion", "end", "target"}, "end": {"completion", "end", "target"},
    "target": {"target", "completion", "end", "launch"},
}  # fmt: skip
CONTRADICTING: Final = {"completion": {"completion", "end"}, "end": {"completion", "end"}}


def check_status(facts: GraphFacts, statement: Statement, initiative: Initiative) -> Finding:
    """Return the verdict on a status: the last one that is reported counts."""
    given, known = statement.value or "", initiative.latest("status")
    values: dict[str, object] = {"value": given, "known": [fact.value for fact in known]}
    if not known:
        return not_found(facts, statement, "status", (), "no-status", values, initiative=initiative)
    same = [fact for fact in known if fact.value == given]
    if statement.negated:
        wrong = bool(same) and all(fact.stated for fact in same)
        verdict: Verdict = "contradicted" if wrong else "supported" if _excluded(given, known) else "not in the graph"
        return finding_on(statement, verdict, "status-is", values, initiative, known)
    if same:
        gone = facts.is_gone(initiative) if given in ("planned", "in-progress", "paused") else None
        if gone:
            shown = {**values, "edition": initiative.last_edition, "latest": gone.id}
            return finding_on(statement, "out of date", "gone", shown, initiative, same)
        return finding_on(statement, "supported", "status-is", values, initiative, same)
    before = [fact for fact in initiative.of("status") if fact.value == given]
    if before:
        last = max(before, key=lambda fact: fact.rank)
        done = statement.past or (given == "launched" and not _excluded(given, known))
        shown = {**values, "edition": last.edition}
        return finding_on(
            statement, "supported" if done else "out of date", "status-was", shown, initiative, [last, *known]
        )
    if _excluded(given, known) and all(fact.stated for fact in known) and not statement.past:
        return finding_on(statement, "contradicted", "status-is", values, initiative, known)
    return not_found(facts, statement, "status", (), "status-is", values, initiative=initiative, known=known)


def _excluded(given: str, known: Sequence[Fact]) -> bool:
    return all(fact.value in EXCLUDED.get(given, ()) for fact in known)


def check_date(facts: GraphFacts, statement: Statement, initiative: Initiative) -> Finding:
    """Return the verdict on a date: only another date of the same kind, of which there is one, contradicts it."""
    given, kind = statement.value or "", statement.kind
    every = initiative.of("date")
    kinds = SAME_MATTER.get(kind or "", {kind}) if kind else None
    comparable = [fact for fact in every if kinds is None or fact.qualifier in kinds]
    values: dict[str, object] = {"value": given, "kind": kind, "known": _shown(comparable or every)}
    if not comparable:
        reason = "dates-are" if every else "no-date"
        return not_found(facts, statement, "date", (), reason, values, initiative=initiative, known=every)
    matching = [fact for fact in comparable if _contains(given, fact.value or "")]
    last = {fact.qualifier: max(f.rank for f in comparable if f.qualifier == fact.qualifier) for fact in comparable}
    current = [fact for fact in matching if fact.rank == last[fact.qualifier]]
    if statement.negated:
        verdict: Verdict = "contradicted" if any(f.stated for f in current) else "not in the graph"
        return finding_on(statement, verdict, "dates-are", values, initiative, current or comparable)
    if current:
        return finding_on(statement, "supported", "dates-are", values, initiative, current)
    if matching:
        newest = max(matching, key=lambda fact: fact.rank)
        since = [fact for fact in comparable if fact.rank > newest.rank]
        shown = {**values, "known": _shown(since), "edition": newest.edition}
        return finding_on(statement, "out of date", "date-was", shown, initiative, [newest, *since])
    event = [fact for fact in every if fact.qualifier == "milestone" and _contains(given, fact.value or "")]
    if event:  # the graph does not say of what
        values["known"] = _shown([*comparable, *event])
    elif _contradicts(statement, comparable, last):
        same = [fact for fact in comparable if fact.qualifier in CONTRADICTING.get(kind or "", {kind})]
        return finding_on(statement, "contradicted", "dates-are", {**values, "known": _shown(same)}, initiative, same)
    return not_found(facts, statement, "date", (), "dates-are", values, initiative=initiative, known=comparable)


def _contradicts(statement: Statement, comparable: Sequence[Fact], last: dict[str | None, int]) -> bool:
    """Whether the graph states one other date of this kind, whose time shares no day with that of the memo."""
    kind = statement.kind
    if kind not in SINGLE:
        return False
    same = [fact for fact in comparable if fact.qualifier in CONTRADICTING.get(kind, {kind})]
    now = [fact for fact in same if fact.rank == last[fact.qualifier]]
    given = statement.value or ""
    return (
        bool(now)
        and len({fact.value for fact in now}) == 1
        and all(fact.stated and _is_disjoint(given, fact.value or "") for fact in same)
    )


def _bounds(edtf: str) -> tuple[str, str]:
    """The first and last day of a date, comparable as text.

    >>> _bounds("2021-07")
    ('2021-07-01', '2021-07-31')
    """
    start, _, end = edtf.partition("/")
    return f"{start}-01-01"[:10], f"{end or start}{'-12-31'[len(end or start) - 4 :]}"


def _contains(given: str, known: str) -> bool:
    """Whether a date of the memo is a known one, or a less precise time that it lies in."""
    first, last = _bounds(given)
    start, end = _bounds(known)
    return given == known or (first <= start and end <= last)


def _is_disjoint(given: str, known: str) -> bool:
    first, last = _bounds(given)
    start, end = _bounds(known)
    return last < start or end < first


def _shown(dates: Sequence[Fact]) -> list[tuple[str | None, str | None]]:
    """The kinds and dates of facts, each once; of a kind, those of the last edition."""
    last: dict[str | None, int] = {}
    for fact in dates:
        last[fact.qualifier] = max(last.get(fact.qualifier, 0), fact.rank)
    kept = [(fact.qualifier, fact.value) for fact in dates if fact.rank == last[fact.qualifier]]
    return list(dict.fromkeys(kept))

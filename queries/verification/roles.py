"""Verdicts on who leads an initiative and who takes part in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.text.strings import fold
from queries.verification.coverage import not_found
from queries.verification.facts import covers
from queries.verification.findings import finding_on
from queries.verification.model import Finding

if TYPE_CHECKING:
    from queries.verification.facts import Fact, GraphFacts, Initiative
    from queries.verification.model import Statement, Verdict


def check_lead(facts: GraphFacts, statement: Statement, initiative: Initiative) -> Finding:
    """Return the verdict on a lead. Only a stated lead contradicts another one."""
    (party,) = statement.parties
    known, named = initiative.latest("lead"), party.id
    values: dict[str, object] = {"party": party, "known": [fact.object for fact in known]}
    if not known:
        return not_found(facts, statement, "lead", (party,), "no-lead", values, initiative=initiative)
    same = [fact for fact in known if covers(named, fact.object)]
    if statement.negated:
        if same and (statement.past or not _all_stated(same)):  # of what ended, the graph may not know yet
            return not_found(facts, statement, "lead", (party,), "lead-is", values, initiative=initiative, known=same)
        return finding_on(
            statement, "contradicted" if same else "supported", "lead-is", values, initiative, same or known
        )
    if same:
        return _now(facts, statement, initiative, same, "lead-is", values)
    before = [fact for fact in initiative.of("lead") if covers(named, fact.object)]
    if before:
        last = max(before, key=lambda fact: fact.rank)
        verdict: Verdict = "supported" if statement.past else "out of date"
        return finding_on(
            statement, verdict, "lead-was", {**values, "edition": last.edition}, initiative, [last, *known]
        )
    if not _all_stated(known) or named is None or any(covers(fact.object, named) for fact in known):
        return not_found(facts, statement, "lead", (party,), "lead-is", values, initiative=initiative, known=known)
    return finding_on(statement, "contradicted", "lead-is", values, initiative, known)


def check_take_part(facts: GraphFacts, statement: Statement, initiative: Initiative) -> Finding:
    """Return the verdict on a party that leads an initiative or is a partner in it; no list of partners is complete."""
    (party,) = statement.parties
    predicate = statement.predicate
    leads, partners = initiative.latest("lead"), initiative.partners
    external = [f for f in initiative.latest("external_partner") if fold(f.value or "") == fold(party.name)]
    now = [f for f in (*partners, *leads) if covers(party.id, f.object)] or external
    values: dict[str, object] = {
        "party": party,
        "known": [fact.object for fact in partners],
        "lead": [f.object for f in leads],
    }
    if statement.negated:
        stated = bool(now) and _all_stated(now)
        if stated and not statement.past:  # of what ended, the graph may not know yet
            return finding_on(statement, "contradicted", _role_reason(now, leads), values, initiative, now)
        return not_found(
            facts, statement, predicate, (party,), "partners-are", values, initiative=initiative, known=partners
        )
    if now:
        return _now(facts, statement, initiative, now, _role_reason(now, leads), values)
    if party.id in initiative.participants:
        role, claim = initiative.participants[party.id]
        if not any(fact.claim == claim for fact in initiative.facts):
            return Finding(
                statement, predicate, (party,), "supported", "partner-is" if role == "partner" else "lead-is",
                {**values, "known": [party.id]}, initiative.id, None, (claim,), initiative.last_edition,
            )  # fmt: skip
    before = [f for f in initiative.of("lead", "member") if covers(party.id, f.object)]
    if before:
        last = max(before, key=lambda fact: fact.rank)
        verdict: Verdict = "supported" if statement.past else "out of date"
        now_named = partners or leads
        shown = {**values, "edition": last.edition, "latest": initiative.last_edition}
        return finding_on(statement, verdict, "took-part", shown, initiative, [last, *now_named])
    return not_found(
        facts, statement, predicate, (party,), "partners-are" if partners else "no-partners", values,
        initiative=initiative, known=partners or leads,
    )  # fmt: skip


def check_sole(facts: GraphFacts, statement: Statement, initiative: Initiative) -> Finding:
    """Return the verdict on "the only partner" or "no partner": a partner that the graph states contradicts it."""
    partners = initiative.partners
    allowed = [party.id for party in statement.parties]
    values: dict[str, object] = {
        "known": [f.object for f in partners],
        "lead": [f.object for f in initiative.latest("lead")],
    }
    others = [f for f in partners if not any(covers(one, f.object) or covers(f.object, one) for one in allowed)]
    if statement.negated or not partners:
        reason = "partners-are" if partners else "no-partners"
        return not_found(
            facts, statement, "sole", statement.parties, reason, values, initiative=initiative, known=partners
        )
    stated = [fact for fact in others if fact.stated]
    if stated:
        return finding_on(statement, "contradicted", "partners-are", values, initiative, stated)
    if others:
        return not_found(
            facts, statement, "sole", statement.parties, "partners-are", values, initiative=initiative, known=partners
        )
    return _now(facts, statement, initiative, partners, "partners-are", values)


def _now(
    facts: GraphFacts, statement: Statement, initiative: Initiative, found: Sequence[Fact], reason: str,
    values: dict[str, object],
) -> Finding:  # fmt: skip
    """Return that a fact holds, or that its initiative is no longer reported, where the memo speaks of today."""
    gone = None if statement.past else facts.is_gone(initiative)
    if gone:
        shown = {**values, "edition": initiative.last_edition, "latest": gone.id}
        return finding_on(statement, "out of date", "gone", shown, initiative, found)
    return finding_on(statement, "supported", reason, values, initiative, found)


def _role_reason(found: Sequence[Fact], leads: Sequence[Fact]) -> str:
    return "leads-it" if any(fact in leads for fact in found) else "partner-is"


def _all_stated(found: Sequence[Fact]) -> bool:
    return all(fact.stated for fact in found)

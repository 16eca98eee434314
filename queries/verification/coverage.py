"""Verdicts on what the graph does not have: whether the party reported, and whether this audience would see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from graph.dates.editions import season_of_edition
from queries.verification.findings import claims_of, edition_of
from queries.verification.model import Finding

if TYPE_CHECKING:
    from queries.verification.facts import EditionInfo, Fact, GraphFacts, Initiative
    from queries.verification.model import NamedParty, Predicate, Statement, Verdict


def not_found(
    facts: GraphFacts, statement: Statement, predicate: Predicate, parties: Sequence[NamedParty], reason: str,
    values: Mapping[str, object] | None = None, *, initiative: Initiative | None = None, theme: str | None = None,
    known: Sequence[Fact] = (), evidence: tuple[int, ...] = (),
) -> Finding:  # fmt: skip
    """Return that the graph does not have a fact, and what is known of the reports of its parties.

    The verdict is "not for this audience" where a party has no record in the edition in question while not all of the
    reports that were received are visible. It depends on nothing but what the audience may see, so that it is the same
    whatever the other reports say. What the graph has instead (`known`) is shown with its own edition.
    """
    about = initiative.title if initiative else ""
    given: dict[str, object] = {**(values or {}), "about": about, "stated_in": edition_of(known)}
    edition, identified = facts.asked, [one for one in parties if one.id]
    claims = [*evidence, *claims_of(known)]
    coverage: list[tuple[str, NamedParty]] = []
    hidden = False
    for party in identified:
        record = facts.reports(party.id or "").get(edition.id) if edition else None
        hidden = hidden or (record is None and _is_partial(facts, edition))
        state = "no-record" if record is None else "reported" if record[0] else "did-not-report"
        coverage.append((state, party))
        claims += [record[1]] if record else []
    verdict: Verdict = "not for this audience" if hidden else "not in the graph"
    if hidden:
        reason = "hidden" if edition else "hidden-all"
        given |= {"received": edition.received if edition else 0, "visible": edition.visible if edition else 0}
        claims, coverage = [], []
    return Finding(
        statement, predicate, tuple(parties), verdict, reason, given,
        initiative.id if initiative else None, theme, tuple(dict.fromkeys(claims)),
        edition.id if edition else None, tuple(coverage),
    )  # fmt: skip


def check_report(facts: GraphFacts, statement: Statement) -> Finding:
    """Return the verdict on whether a party reported for an edition; by default for that in question."""
    (party,) = statement.parties
    edition = _edition(facts, statement.value)
    record = facts.reports(party.id).get(edition.id) if party.id and edition else None
    if record is None or edition is None:
        hidden = bool(party.id) and edition is not None and _is_partial(facts, edition)
        values: dict[str, object] = {"party": party, "edition": edition.id if edition else statement.value}
        if hidden and edition:
            values |= {"received": edition.received, "visible": edition.visible}
        return Finding(
            statement, "report", (party,), "not for this audience" if hidden else "not in the graph",
            "hidden" if hidden else "no-report-record" if edition else "no-edition", values,
        )  # fmt: skip
    received, claim = record
    agrees = received != statement.negated
    return Finding(
        statement, "report", (party,), "supported" if agrees else "contradicted",
        "reported" if received else "did-not-report", {"party": party, "edition": edition.id}, evidence=(claim,),
        edition=edition.id,
    )  # fmt: skip


def _edition(facts: GraphFacts, named: str | None) -> EditionInfo | None:
    """Return the edition that a statement names: by its season, or the only one of a year; by default the one asked."""
    if named is None:
        return facts.asked
    if named in facts.editions:
        return facts.editions[named]
    within = [one for one in facts.editions.values() if one.id.startswith(named[:4])]
    is_year = len(named) == len("2024") and not season_of_edition(named)
    return within[0] if is_year and len(within) == 1 else None


def _is_partial(facts: GraphFacts, edition: EditionInfo | None) -> bool:
    """Whether reports may exist that this audience does not see; the secretariat sees all that the graph has."""
    if facts.view.audience == "secretariat":
        return False
    return edition.is_partial if edition else not facts.editions

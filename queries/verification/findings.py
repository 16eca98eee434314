"""Findings on an initiative, from the facts of the graph that bear them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from queries.verification.facts import UNDATED
from queries.verification.model import Finding

if TYPE_CHECKING:
    from queries.verification.facts import Fact, Initiative
    from queries.verification.model import Statement, Verdict

VALUES: Final = frozenset({"status", "date"})  # predicates of the initiative itself, whoever the statement names


def finding_on(
    statement: Statement, verdict: Verdict, reason: str, values: Mapping[str, object], initiative: Initiative,
    facts: Sequence[Fact],
) -> Finding:  # fmt: skip
    """Return a finding whose evidence is that of the facts; its edition is that of the newest of them."""
    edition = edition_of(facts)
    parties = () if statement.predicate in VALUES else statement.parties
    return Finding(
        statement, statement.predicate, parties, verdict, reason,
        {"edition": edition, **values, "about": initiative.title}, initiative.id, None, claims_of(facts), edition,
    )  # fmt: skip


def edition_of(facts: Sequence[Fact]) -> str | None:
    """Return the edition of the newest of some facts; None where no edition has them."""
    newest = max(facts, key=lambda fact: fact.rank if fact.rank != UNDATED else 0, default=None)
    return newest.edition if newest else None


def claims_of(facts: Sequence[Fact]) -> tuple[int, ...]:
    """Return the claims of facts, each once."""
    return tuple(dict.fromkeys(fact.claim for fact in facts))

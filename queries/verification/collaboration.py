"""Verdicts on parties that work together, and on who works on a theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from queries.statements import fetch_rows
from queries.verification.coverage import not_found
from queries.verification.model import Finding

if TYPE_CHECKING:
    from queries.verification.facts import GraphFacts
    from queries.verification.model import NamedParty, Statement, Verdict

MAX_READ: Final = 200  # initiatives that two parties share, or that a party has on a theme
MAX_SHOWN: Final = 3


def check_together(
    facts: GraphFacts, statement: Statement, pair: tuple[NamedParty, NamedParty], theme: str | None
) -> Finding:
    """Return the verdict on two parties that work together, on a theme where there is one."""
    rows = _shared(facts, *pair)
    on_theme = _on_theme(facts, rows, theme) if theme else rows
    if statement.negated:
        if on_theme:
            return _found(facts, statement, pair, "contradicted", on_theme, theme)
        return not_found(facts, statement, "together", pair, "no-shared-work", theme=theme)
    if on_theme:
        return _found(facts, statement, pair, "supported", on_theme, theme)
    if rows:
        shown = {"known": _titles(facts, rows)}
        claims = tuple(row["claim"] for row in rows[:MAX_SHOWN])
        return not_found(facts, statement, "together", pair, "shared-other-work", shown, theme=theme, evidence=claims)
    return not_found(facts, statement, "together", pair, "no-shared-work", theme=theme)


def check_theme(facts: GraphFacts, statement: Statement, theme: str) -> Finding:
    """Return the verdict on a party that works on a theme, or on a narrower one."""
    (party,) = statement.parties
    rows: list[dict[str, Any]] = []
    if party.id:
        given = {"jurisdiction": party.id, "themes": [theme], "most": MAX_READ}
        rows = _known(facts, fetch_rows(facts.view, "verification/work_on_themes", given))
    if not rows:
        return not_found(facts, statement, "theme", (party,), "no-theme-work", theme=theme)
    verdict: Verdict = "contradicted" if statement.negated else "supported"
    claims = tuple(claim for row in rows[:MAX_SHOWN] for claim in (row["claim"], row["theme_claim"]))
    return Finding(
        statement, "theme", (party,), verdict, "theme-work", {"known": _titles(facts, rows), "theme": theme},
        rows[0]["initiative"] if len(rows) == 1 else None, theme, claims, _edition(facts, rows),
    )  # fmt: skip


def _shared(facts: GraphFacts, one: NamedParty, other: NamedParty) -> list[dict[str, Any]]:
    if not one.id or not other.id or one.id == other.id:
        return []
    given = {"one": one.id, "other": other.id, "most": MAX_READ}
    return _known(facts, fetch_rows(facts.view, "verification/shared_work", given))


def _known(facts: GraphFacts, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of initiatives that were known in the edition in question."""
    if facts.until is None:
        return rows
    return [row for row in rows if facts.initiative(row["initiative"])]


def _on_theme(facts: GraphFacts, rows: list[dict[str, Any]], theme: str) -> list[dict[str, Any]]:
    given = {"initiatives": [row["initiative"] for row in rows], "themes": [theme]}
    found = {row["initiative"]: row["claim"] for row in fetch_rows(facts.view, "verification/theme_claims", given)}
    return [{**row, "theme_claim": found[row["initiative"]]} for row in rows if row["initiative"] in found]


def _found(
    facts: GraphFacts, statement: Statement, pair: tuple[NamedParty, NamedParty], verdict: Verdict,
    rows: list[dict[str, Any]], theme: str | None,
) -> Finding:  # fmt: skip
    claims = tuple(
        row[key] for row in rows[:MAX_SHOWN] for key in ("claim", "other_claim", "theme_claim") if key in row
    )
    return Finding(
        statement, "together", pair, verdict, "shared-work", {"known": _titles(facts, rows)},
        rows[0]["initiative"] if len(rows) == 1 else None, theme, claims, _edition(facts, rows),
    )  # fmt: skip


def _titles(facts: GraphFacts, rows: list[dict[str, Any]]) -> list[str]:
    ids = [row["initiative"] for row in rows[:MAX_SHOWN]]
    facts.read(ids)
    return [found.title for one in ids if (found := facts.initiative(one))]


def _edition(facts: GraphFacts, rows: list[dict[str, Any]]) -> str | None:
    """The last edition that reports one of some initiatives."""
    found = [one for row in rows[:MAX_SHOWN] if (one := facts.initiative(row["initiative"]))]
    last = max(found, key=lambda one: one.last_rank, default=None)
    return last.last_edition if last else None

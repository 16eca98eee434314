"""Approvals of submissions: a member's decision on which audience may see what it reported."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from graph.values import COUNCIL, Approval, approval_level

if TYPE_CHECKING:
    from graph.claims import Reading

_HAS_REPORTED: Final = """
SELECT EXISTS (SELECT 1 FROM mention WHERE edition IS :edition AND reported_by IS :who)
    OR EXISTS (SELECT 1 FROM unplaced WHERE edition IS :edition AND reported_by IS :who)
    OR EXISTS (SELECT 1 FROM proposed_claim WHERE edition IS :edition AND reported_by IS :who)
"""


def list_aliases(connection: sqlite3.Connection, jurisdiction: str) -> list[str]:
    """Return a jurisdiction and the identifiers merged into it: a decision holds for what each of them reported."""
    rows = connection.execute("SELECT DISTINCT alias FROM same_as WHERE id = ? ORDER BY alias", (jurisdiction,))
    return [jurisdiction, *(alias for (alias,) in rows)]


def has_reported(connection: sqlite3.Connection, jurisdiction: str, edition: str) -> bool:
    """Whether a jurisdiction reported anything for an edition."""
    found = connection.execute(_HAS_REPORTED, {"edition": edition or None, "who": _reporter(jurisdiction)})
    return bool(found.fetchone()[0])


def restrict_approvals(connection: sqlite3.Connection, reading: Reading) -> None:
    """Apply the approvals in a source that are stricter than the existing ones; only a person may relax them."""
    for given in reading.approvals:
        (existing,) = connection.execute(
            "SELECT approval FROM approval WHERE jurisdiction = ? AND edition = ?",
            (given.jurisdiction, given.edition),
        ).fetchone()
        if approval_level(given.approval) > approval_level(existing):
            set_approval(connection, given.jurisdiction, given.edition, given.approval)


def set_approval(connection: sqlite3.Connection, jurisdiction: str, edition: str, approval: Approval) -> bool:
    """Set the approval of a submission, and the visibility of its claims; return whether it changed."""
    changed = connection.execute(
        "UPDATE approval SET approval = :approval"
        " WHERE jurisdiction = :jurisdiction AND edition = :edition AND approval <> :approval",
        {"approval": approval, "jurisdiction": jurisdiction, "edition": edition},
    ).rowcount
    for table in ("mention", "unplaced", "proposed_claim") if changed else ():
        connection.execute(
            f"UPDATE {table} SET visible_from = ? WHERE edition IS ? AND reported_by IS ?",
            (approval_level(approval), edition or None, _reporter(jurisdiction)),
        )
    return bool(changed)


def _reporter(jurisdiction: str) -> str | None:
    """Return the value of `reported_by` for a jurisdiction in an approval."""
    return None if jurisdiction == COUNCIL else jurisdiction

"""Who may see a submission: the member's decision, held for all that it reported."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from graph.values import COUNCIL, Approval, approval_level

if TYPE_CHECKING:
    from graph.claims import Reading

_SENT: Final = """
SELECT EXISTS (SELECT 1 FROM mention WHERE edition IS :edition AND reported_by IS :who)
    OR EXISTS (SELECT 1 FROM unplaced WHERE edition IS :edition AND reported_by IS :who)
"""


def names_of(connection: sqlite3.Connection, jurisdiction: str) -> list[str]:
    """A jurisdiction, and the names that were put together with it: a decision holds for what each reported."""
    rows = connection.execute("SELECT DISTINCT alias FROM same_as WHERE id = ? ORDER BY alias", (jurisdiction,))
    return [jurisdiction, *(alias for (alias,) in rows)]


def sent(connection: sqlite3.Connection, who: str, edition: str) -> bool:
    """Whether one reported anything for an edition."""
    found = connection.execute(_SENT, {"edition": edition or None, "who": None if who == COUNCIL else who})
    return bool(found.fetchone()[0])


def narrow(connection: sqlite3.Connection, reading: Reading) -> None:
    """Let a decision that a source carries close what was open before; only `approve` opens what was closed."""
    for carried in reading.approvals:
        (held,) = connection.execute(
            "SELECT approval FROM approval WHERE jurisdiction = ? AND edition = ?",
            (carried.jurisdiction, carried.edition),
        ).fetchone()
        if approval_level(carried.approval) > approval_level(held):
            approve(connection, carried.jurisdiction, carried.edition, carried.approval)


def approve(connection: sqlite3.Connection, who: str, edition: str, approval: Approval) -> bool:
    """Let a decision hold for what one reported; returns whether that is news."""
    changed = connection.execute(
        "UPDATE approval SET approval = :approval"
        " WHERE jurisdiction = :jurisdiction AND edition = :edition AND approval <> :approval",
        {"approval": approval, "jurisdiction": who, "edition": edition},
    ).rowcount
    for table in ("mention", "unplaced") if changed else ():
        connection.execute(
            f"UPDATE {table} SET visible_from = ? WHERE edition IS ? AND reported_by IS ?",
            (approval_level(approval), edition or None, None if who == COUNCIL else who),
        )
    return bool(changed)

"""Approvals of submissions: a member's decision on which audience may see what it reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from graph.sqlite.schema.driver import Connection, execute_with_columns
from graph.values import COUNCIL, Approval, approval_level

if TYPE_CHECKING:
    from graph.claims import Reading

_HAS_REPORTED: Final = """
SELECT EXISTS (SELECT 1 FROM mention WHERE edition IS :edition AND reported_by IS :who)
    OR EXISTS (SELECT 1 FROM unplaced WHERE edition IS :edition AND reported_by IS :who)
    OR EXISTS (SELECT 1 FROM proposed_claim WHERE edition IS :edition AND reported_by IS :who)
"""

NO_EDITION: Final = "-"  # how a submission without an edition is named
_CONTENT: Final = """
SELECT kind, count(DISTINCT subject) FROM mention WHERE edition IS :edition AND reported_by IS :who
GROUP BY kind ORDER BY kind
"""
_CONTENT_TITLES: Final = """
SELECT d.value FROM mention AS m JOIN detail AS d ON d.mention = m.number AND d.number BETWEEN m.first AND m.last
WHERE m.edition IS :edition AND m.reported_by IS :who
    AND (m.kind, d.predicate) IN (VALUES ('initiative', 'title'), ('need', 'text'))
GROUP BY m.subject ORDER BY min(d.number)
"""
_FIND: Final = "SELECT approval FROM approval WHERE jurisdiction = ? AND edition = ?"


class ApprovalDecision(NamedTuple):
    """A decision on who may see a submission; `jurisdiction` may be "council", `edition` empty for no edition."""

    jurisdiction: str
    edition: str
    approval: Approval
    by: str = ""
    at: str = ""
    reason: str = ""
    authority: str = ""


class Content(NamedTuple):
    """What a submission holds, as far as it is seen by its approval alone: numbers by kind, and titles."""

    counts: dict[str, int]
    titles: list[str]


def list_approvals(connection: Connection) -> list[tuple[str, str, Approval]]:
    """Return the (jurisdiction, edition, approval) of each submission, the council's first."""
    return connection.execute(
        "SELECT jurisdiction, edition, approval FROM approval ORDER BY edition, jurisdiction <> ?, jurisdiction",
        (COUNCIL,),
    ).fetchall()


def read_log(connection: Connection) -> list[dict[str, str]]:
    """Return the decisions on approvals in the order in which they were made."""
    statement = (
        "SELECT at, by, jurisdiction, edition, before, after, reason, authority FROM approval_log ORDER BY number"
    )
    names, cursor = execute_with_columns(connection, statement)
    return [dict(zip(names, row, strict=True)) for row in cursor]


def read_content(connection: Connection, jurisdiction: str, edition: str) -> Content:
    """Return what a submission holds."""
    given = {"edition": edition or None, "who": _reporter(jurisdiction)}
    counts = dict(connection.execute(_CONTENT, given).fetchall())
    return Content(counts, [title for (title,) in connection.execute(_CONTENT_TITLES, given)])


def log_decision(connection: Connection, decision: ApprovalDecision, before: str) -> None:
    """Keep a decision."""
    connection.execute(
        "INSERT INTO approval_log (at, by, jurisdiction, edition, before, after, reason, authority)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            decision.at, decision.by, decision.jurisdiction, decision.edition, before, decision.approval,
            decision.reason, decision.authority,
        ),
    )  # fmt: skip


def find_approval(connection: Connection, jurisdiction: str, edition: str) -> Approval | None:
    """Return the approval of a submission, or None if there is no such submission."""
    row = connection.execute(_FIND, (jurisdiction, edition)).fetchone()
    return row[0] if row else None


def list_aliases(connection: Connection, jurisdiction: str) -> list[str]:
    """Return a jurisdiction and the identifiers merged into it: a decision holds for what each of them reported."""
    rows = connection.execute("SELECT DISTINCT alias FROM same_as WHERE id = ? ORDER BY alias", (jurisdiction,))
    return [jurisdiction, *(alias for (alias,) in rows)]


def has_reported(connection: Connection, jurisdiction: str, edition: str) -> bool:
    """Whether a jurisdiction reported anything for an edition."""
    found = connection.execute(_HAS_REPORTED, {"edition": edition or None, "who": _reporter(jurisdiction)})
    return bool(found.fetchone()[0])


def restrict_approvals(connection: Connection, reading: Reading) -> None:
    """Apply the approvals in a source that are stricter than the existing ones; only a person may relax them."""
    for given in reading.approvals:
        (existing,) = connection.execute(_FIND, (given.jurisdiction, given.edition)).fetchone()
        if approval_level(given.approval) > approval_level(existing):
            set_approval(connection, given.jurisdiction, given.edition, given.approval)


def set_approval(connection: Connection, jurisdiction: str, edition: str, approval: Approval) -> bool:
    """Set the approval of a submission, and the visibility of its claims; return whether it changed."""
    connection.execute(
        "UPDATE approval SET approval = :approval"
        " WHERE jurisdiction = :jurisdiction AND edition = :edition AND approval <> :approval",
        {"approval": approval, "jurisdiction": jurisdiction, "edition": edition},
    )
    changed = connection.changes()
    for table in ("mention", "proposed_claim") if changed else ():
        connection.execute(
            f"UPDATE {table} SET visible_from = ? WHERE edition IS ? AND reported_by IS ?",
            (approval_level(approval), edition or None, _reporter(jurisdiction)),
        )
    return bool(changed)


def _reporter(jurisdiction: str) -> str | None:
    """Return the value of `reported_by` for a jurisdiction in an approval."""
    return None if jurisdiction == COUNCIL else jurisdiction

"""Update editions and their submissions after a change, and find the nodes that this affects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.sqlite.changes.affected import Affected, Aliases, known_editions, select
from graph.sqlite.changes.scope import fill_scope, in_scope, read_claims_on
from graph.sqlite.derive import assemble, nodes
from graph.sqlite.derive.relations import insert_submissions

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

_REPORTING: Final = """
SELECT DISTINCT subject FROM mention
WHERE edition IN {some} AND kind = 'initiative' AND visible_from <= :audience
"""
_INITIATIVES: Final = "SELECT initiative FROM initiative_edition WHERE edition IN {some} AND audience = :audience"
_NEEDS: Final = "SELECT id FROM need WHERE edition IN {some} AND audience = :audience"
_SUBMISSIONS: Final = f"""
SELECT edition, jurisdiction, initiatives FROM submission WHERE audience = ? AND edition IN {in_scope("edition")}
"""


@dataclass(slots=True)
class EditionUpdate:
    """What became of submissions: the jurisdictions of those before and after, and those that are new.

    `before` are the editions that there were.
    """

    before: set[str]
    jurisdictions: set[str] = field(default_factory=set)
    new_submissions: set[tuple[str, str]] = field(default_factory=set)  # edition, jurisdiction


def update_editions(connection: Connection, audience: int, found: Affected, aliases: Aliases) -> EditionUpdate:
    """Update the affected editions and their submissions; add the initiatives and needs that this affects."""
    affected, existing = found.nodes["edition"], known_editions(connection, audience)
    if not affected:
        return EditionUpdate(existing)
    fill_scope(connection, "edition", affected)
    before = _published(connection, audience)
    counted = {(edition, who): n for edition, who, n in connection.execute(_SUBMISSIONS, (audience,))}
    for table, column in (("edition", "id"), ("submission", "edition")):
        connection.execute(f"DELETE FROM {table} WHERE audience = ? AND {column} IN {in_scope('edition')}", (audience,))
    read_claims_on(connection, audience, found.nodes, ("edition",), aliases)
    for identifier, claims in nodes.by_subject(connection, "edition"):
        nodes.insert_node(connection, audience, "edition", identifier, {"rank": 0, **assemble.edition_columns(claims)})
    nodes.rank_editions(connection, audience)
    insert_submissions(connection, audience)
    now = {(edition, who) for edition, who, _ in connection.execute(_SUBMISSIONS, (audience,))}
    connection.executemany(
        "UPDATE submission SET initiatives = ? WHERE edition = ? AND jurisdiction = ? AND audience = ?",
        [(counted[key], *key, audience) for key in sorted(now & counted.keys()) if counted[key]],
    )
    _add_affected(connection, audience, found, before, aliases)
    return EditionUpdate(existing, {who for _, who in now | counted.keys()}, now - counted.keys())


def _published(connection: Connection, audience: int) -> dict[str, str | None]:
    rows = connection.execute(
        f"SELECT id, published FROM edition WHERE audience = ? AND id IN {in_scope('edition')}", (audience,)
    )
    return dict(rows.fetchall())


def _add_affected(
    connection: Connection, audience: int, found: Affected, before: dict[str, str | None], aliases: Aliases
) -> None:
    """Add the initiatives and needs of editions that are new, gone, or published on another day."""
    after = _published(connection, audience)
    new, gone = after.keys() - before.keys(), before.keys() - after.keys()
    dated = {edition for edition in after.keys() & before.keys() if after[edition] != before[edition]}
    if new:
        names = select(connection, audience, _REPORTING, new)
        found.nodes["initiative"] |= {aliases.find(name) for name in names}
    if gone or dated:
        found.nodes["initiative"] |= select(connection, audience, _INITIATIVES, gone | dated)
    if new or gone:
        found.nodes["need"] |= select(connection, audience, _NEEDS, new | gone)

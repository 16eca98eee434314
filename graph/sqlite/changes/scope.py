"""Temporary tables of what a change affects: sets of identifiers for statements, and names for the views of claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from graph.sqlite.derive.visible_claims import create_visible_claims

if TYPE_CHECKING:
    from graph.sqlite.changes.affected import Aliases
    from graph.sqlite.schema.driver import Connection

_TABLES: Final = (
    """CREATE TEMP TABLE IF NOT EXISTS scope (name TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (name, id))
    WITHOUT ROWID""",
    """CREATE TEMP TABLE IF NOT EXISTS affected_name (
    kind TEXT NOT NULL, name TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID""",
    """CREATE TEMP TABLE IF NOT EXISTS affected_mention (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, edition TEXT, stated INTEGER NOT NULL,
    visible_from INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL)""",
)
# as a table, since a node with several names has texts in the order of its claims and not of its names
_INSERT_MENTIONS: Final = """
INSERT INTO temp.affected_mention
SELECT m.number, m.kind, s.id, m.edition, m.stated, m.visible_from, m.first, m.last
FROM temp.affected_name AS s
CROSS JOIN mention AS m INDEXED BY mention_subject ON m.subject = s.name AND m.kind = s.kind
"""


class RebuildNeededError(Exception):
    """A change affects so much that the graph has to be derived as a whole; never shown to users."""


def create_scopes(connection: Connection) -> None:
    """Create the temporary tables."""
    for statement in _TABLES:
        connection.execute(statement)


def fill_scope(connection: Connection, name: str, identifiers: Iterable[str]) -> None:
    """Store a set of identifiers under a name, in place of an earlier one."""
    connection.execute("DELETE FROM temp.scope WHERE name = ?", (name,))
    connection.executemany("INSERT INTO temp.scope VALUES (?, ?)", ((name, one) for one in sorted(identifiers)))


def in_scope(name: str) -> str:
    """Return the SQL of a set of identifiers."""
    return f"(SELECT id FROM temp.scope WHERE name = '{name}')"


def read_claims_on(
    connection: Connection, audience: int, found: Mapping[str, Iterable[str]], kinds: Iterable[str],
    aliases: Aliases,
) -> None:  # fmt: skip
    """Create the views of an audience's claims on some nodes only.

    Args:
        connection: a connection with an open transaction.
        audience: the number of the audience.
        found: identifiers by kind of node.
        kinds: the kinds that are read.
        aliases: those of the audience; identifiers that stand for another node have no claims of their own.
    """
    connection.execute("DELETE FROM temp.affected_name")
    connection.executemany(
        "INSERT INTO temp.affected_name VALUES (?, ?, ?)",
        (
            (kind, name, identifier)
            for kind in kinds
            for identifier in sorted(found[kind])
            if aliases.find(identifier) == identifier
            for name in sorted(aliases.names_of(identifier))
        ),
    )
    connection.execute("DELETE FROM temp.affected_mention")
    connection.execute(_INSERT_MENTIONS)
    create_visible_claims(connection, audience, affected=True)

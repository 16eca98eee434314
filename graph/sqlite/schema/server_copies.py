"""What a graph file knows of its copies on servers, so that a push sends only what changed since the last one.

The tables are created when a graph is pushed first; a file that was never pushed has none of them, and records nothing.
They are neither claims nor derived: what they hold is lost without harm, as the next push is then of the whole graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.sqlite.schema.schema import run_script

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

TABLES: Final = ("server_copy", "server_number", "changed_row", "changed_mention", "changed_text", "change_count")
_CHANGES: Final = ("changed_row", "changed_mention", "changed_text")
MAX_CHANGES: Final = 200_000  # more rows of changes are not kept: copies that lack so much are pushed as a whole
EVERY_AUDIENCE: Final = -1  # of what changed for all audiences, such as the words of a place
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS server_copy (      -- the graph that a server holds
    server      TEXT PRIMARY KEY,             -- its address and database
    audience    TEXT NOT NULL,
    token       TEXT NOT NULL,                -- a random name of its state, which the server has, too
    change      INTEGER NOT NULL,             -- the last change that it holds
    next_token  TEXT,                         -- of a push that may have been interrupted
    next_change INTEGER
) STRICT;
CREATE TABLE IF NOT EXISTS server_number (    -- numbers there, which tell nothing of what an audience does not see
    server TEXT NOT NULL,
    what   TEXT NOT NULL,                     -- claim, source
    first  INTEGER NOT NULL,                  -- numbers in the file, from
    last   INTEGER NOT NULL,                  -- to
    number INTEGER NOT NULL,                  -- that of the first on the server,
    step   INTEGER NOT NULL,                  -- and the distance from one to the next
    PRIMARY KEY (server, what, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS changed_row (      -- nodes and relations with other derived rows than before
    audience INTEGER NOT NULL,                -- whose graph it is
    kind     TEXT NOT NULL,
    id       TEXT NOT NULL,
    other    TEXT NOT NULL,                   -- the other end of a relation, or empty
    change   INTEGER NOT NULL,                -- the number of the last change of it
    PRIMARY KEY (audience, kind, id, other)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS changed_mention (
    audience INTEGER NOT NULL,
    number   INTEGER NOT NULL,
    first    INTEGER NOT NULL,                -- the number of its first claim, before the change or after it
    change   INTEGER NOT NULL,
    PRIMARY KEY (audience, number, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS changed_text (
    audience INTEGER NOT NULL,
    number   INTEGER NOT NULL,                -- that of its row in full text
    change   INTEGER NOT NULL,
    words    TEXT NOT NULL,                   -- JSON: its words before the change
    PRIMARY KEY (audience, number, change)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS change_count (     -- one row: the number of the last change that was recorded
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL
) STRICT;
"""


def create_copy_tables(connection: Connection) -> None:
    """Create the tables that are missing."""
    run_script(connection, _SCHEMA)


def has_copies(connection: Connection) -> bool:
    """Whether a server holds a copy of the graph that takes over changes."""
    if not connection.execute("SELECT 1 FROM main.sqlite_schema WHERE name = 'server_copy'").fetchone():
        return False
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM main.server_copy)").fetchone()[0])


def last_change(connection: Connection) -> int:
    """Return the number of the last change that was recorded; 0 before the first."""
    row = connection.execute("SELECT number FROM main.change_count").fetchone()
    return int(row[0]) if row else 0


def count_change(connection: Connection) -> int:
    """Return the number of a new change."""
    number = last_change(connection) + 1
    connection.execute("INSERT OR REPLACE INTO change_count VALUES (1, ?)", (number,))
    return number


def forget_copies(connection: Connection) -> None:
    """Forget all copies: they are pushed as a whole next time."""
    if has_copies(connection):
        for table in ("server_copy", "server_number", *_CHANGES):
            connection.execute(f"DELETE FROM {table}")


def forget_copy(connection: Connection, server: str) -> None:
    """Forget the copy on one server."""
    for table in ("server_copy", "server_number"):
        connection.execute(f"DELETE FROM {table} WHERE server = ?", (server,))


def prune_changes(connection: Connection) -> None:
    """Delete changes that all copies hold; where too many are left, forget the copies that lack most."""
    while has_copies(connection):
        oldest, server = connection.execute(
            "SELECT change, server FROM server_copy ORDER BY change, server LIMIT 1"
        ).fetchone()
        left = 0
        for table in _CHANGES:
            connection.execute(f"DELETE FROM {table} WHERE change <= ?", (oldest,))
            left += connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        if left <= MAX_CHANGES:
            return
        forget_copy(connection, server)
    for table in _CHANGES:
        connection.execute(f"DELETE FROM {table}")

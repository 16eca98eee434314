"""What a graph file knows of a copy on a server: read and written by pushes (`graph.sqlite.schema.server_copies`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.sqlite.schema.server_copies import (
    EVERY_AUDIENCE,
    create_copy_tables,
    forget_copy,
    has_copies,
    last_change,
    prune_changes,
)

if TYPE_CHECKING:
    from graph.sqlite.schema.connection import SqliteFile
    from graph.sqlite.schema.driver import Connection

NumberRange = tuple[int, int, int, int]
_PAIRS: Final = ("submission", "works_on", "need_count", "collaboration", "claims")
_ADD_NUMBERS: Final = "INSERT OR REPLACE INTO server_number VALUES (?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class ServerCopy:
    """What a file knows of a copy: its audience, the name of its state and the last change that this holds.

    `next_token` and `next_change` are those of a push that may have been interrupted before or after its end.
    """

    audience: str
    token: str
    change: int
    next_token: str | None
    next_change: int | None

    def change_of(self, token: str | None) -> int | None:
        """Return the last change that a state of the server holds, or None if it is not known."""
        if token is None:
            return None
        return {self.next_token: self.next_change, self.token: self.change}.get(token)


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in the graph of an audience since a change.

    Args:
        rows: identifiers by kind of row; pairs of them for relations.
        mentions: numbers of mentions and of their first claims.
        texts: the words that texts had, as JSON, by the number of the text.
    """

    rows: Mapping[str, Sequence[object]]
    mentions: Sequence[tuple[int, int]]
    texts: Mapping[int, str]

    @property
    def size(self) -> int:
        """The number of rows and mentions."""
        return sum(map(len, self.rows.values())) + len(self.mentions)


def register_copy(file: SqliteFile, server: str, audience: str, token: str) -> None:
    """Record from now on what changes, for a copy that is to be made of the graph as it is or as it will be.

    Raises:
        StoreError: the file is not writable, or another process loads it.
    """
    with file.writing() as connection:
        create_copy_tables(connection)
        forget_copy(connection, server)
        change = last_change(connection)
        connection.execute(
            "INSERT INTO server_copy (server, audience, token, change) VALUES (?, ?, ?, ?)",
            (server, audience, token, change),
        )


def keep_numbers(file: SqliteFile, server: str, token: str, numbers: Mapping[str, Iterable[NumberRange]]) -> None:
    """Keep the numbers that a copy was made with, if it is still registered."""
    with file.writing() as connection:
        if connection.execute("SELECT 1 FROM server_copy WHERE server = ? AND token = ?", (server, token)).fetchone():
            _add_numbers(connection, server, numbers)


def start_difference(
    file: SqliteFile, server: str, known: ServerCopy, token: str, change: int,
    numbers: Mapping[str, Iterable[NumberRange]],
) -> bool:  # fmt: skip
    """Keep what the copy will be after a push of what changed; false if the copy was forgotten meanwhile.

    Args:
        file: the graph.
        server: the server.
        known: what is known of the state that the server has.
        token: the name of its next state.
        change: the last change that this will hold.
        numbers: numbers that are new.
    """
    with file.writing() as connection:
        connection.execute(
            "UPDATE server_copy SET token = ?, change = ?, next_token = ?, next_change = ? WHERE server = ?",
            (known.token, known.change, token, change, server),
        )
        is_known = connection.changes() > 0
        if is_known:
            _add_numbers(connection, server, numbers)
        return is_known


def end_difference(file: SqliteFile, server: str, token: str, change: int) -> None:
    """Note that a server has a state, and delete the changes that all copies hold."""
    with file.writing() as connection:
        connection.execute(
            "UPDATE server_copy SET token = ?, change = ?, next_token = NULL, next_change = NULL WHERE server = ?",
            (token, change, server),
        )
        prune_changes(connection)


def read_copy(connection: Connection, server: str) -> ServerCopy | None:
    """Return what is known of the copy on a server."""
    if not has_copies(connection):
        return None
    row = connection.execute(
        "SELECT audience, token, change, next_token, next_change FROM main.server_copy WHERE server = ?", (server,)
    ).fetchone()
    return ServerCopy(*row) if row else None


def read_last_change(connection: Connection) -> int:
    """Return the number of the last change that a graph with copies recorded."""
    return last_change(connection)


def read_numbers(connection: Connection, server: str, what: str) -> list[NumberRange]:
    """Return the numbers of a copy: first and last in the file, the number of the first, the distance; in order."""
    return connection.execute(
        "SELECT first, last, number, step FROM main.server_number WHERE server = ? AND what = ? ORDER BY first",
        (server, what),
    ).fetchall()


def read_changes(connection: Connection, graph: int, since: int) -> Changes:
    """Return what changed in the graph of an audience, given by its number, after a change."""
    bound = (graph, EVERY_AUDIENCE, since)
    rows: dict[str, list[object]] = defaultdict(list)
    for kind, identifier, other in connection.execute(
        "SELECT kind, id, other FROM main.changed_row WHERE audience IN (?, ?) AND change > ? ORDER BY kind, id, other",
        bound,
    ):
        rows[kind].append((identifier, other) if kind in _PAIRS else identifier)
    mentions = connection.execute(
        "SELECT DISTINCT number, first FROM main.changed_mention WHERE audience IN (?, ?) AND change > ?"
        " ORDER BY number, first",
        bound,
    )
    texts = connection.execute(
        "SELECT number, words FROM main.changed_text WHERE audience = ? AND change > ? ORDER BY change DESC",
        (graph, since),
    )
    return Changes(rows, mentions.fetchall(), dict(texts.fetchall()))  # of a text the first change is last


def _add_numbers(connection: Connection, server: str, numbers: Mapping[str, Iterable[NumberRange]]) -> None:
    for what, ranges in numbers.items():
        connection.executemany(_ADD_NUMBERS, ((server, what, *one) for one in ranges))

"""Audiences that get a graph of their own, because they now see other claims than those before them, or lose it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.sqlite.schema.schema import DERIVED_TABLES, SEARCH_TABLES
from graph.values import AUDIENCES

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

_ALREADY_RESOLVED: Final = ("same_as", "candidate_pair")
_COLUMNS: Final = "node, kind, title, body, about"


def own_graphs(connection: Connection) -> list[int]:
    """Return the audiences that have a graph of their own: the others use that of an earlier one."""
    rows = connection.execute("SELECT key, value FROM metadata WHERE key LIKE 'graph of %'").fetchall()
    used = dict(rows)
    return [
        audience
        for audience, name in enumerate(AUDIENCES)
        if used.get(f"graph of {name}") == str(audience) and _has_rows(connection, audience)
    ]


def _has_rows(connection: Connection, audience: int) -> bool:
    """Whether a graph is not empty: an empty one is no more than what an audience without any graph has.

    The claims of an audience may form no node, and only refer to some.
    """
    tables = ("edition", "jurisdiction", "theme", "initiative", "need", "loose_reference")
    exists = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE audience = :audience)" for table in tables)
    return bool(connection.execute(f"SELECT {exists}", {"audience": audience}).fetchone()[0])


def copy_graph(connection: Connection, audience: int, to: int) -> None:
    """Copy the derived rows of one audience to another, before they are updated."""
    for table in DERIVED_TABLES:
        if table in _ALREADY_RESOLVED:
            continue
        rows = connection.execute(f"PRAGMA table_info({table})")
        columns = [f'"{row[1]}"' for row in rows if row[1] != "audience"]
        listed = ", ".join(columns)
        order = "ORDER BY rowid" if table == "name" else ""
        where = f"WHERE audience = ? AND what <> '{SEARCH_TABLES[audience]}'" if table == "graph_count" else (
            "WHERE audience = ?"
        )  # fmt: skip
        connection.execute(
            f"INSERT OR REPLACE INTO {table} (audience, {listed}) SELECT {to}, {listed} FROM {table} {where} {order}",
            (audience,),
        )
    one, other = SEARCH_TABLES[audience], SEARCH_TABLES[to]
    for suffix in ("", "_word", "_translation"):
        connection.execute(f"DELETE FROM {other}{suffix}")
    connection.execute(f"INSERT INTO {other} (rowid, {_COLUMNS}) SELECT rowid, {_COLUMNS} FROM {one} ORDER BY rowid")
    for suffix in ("_word", "_translation"):
        connection.execute(f"INSERT INTO {other}{suffix} SELECT * FROM {one}{suffix}")
    connection.execute(
        "INSERT OR REPLACE INTO graph_count SELECT ?, ?, n FROM graph_count WHERE what = ?", (to, other, one)
    )


def delete_graph(connection: Connection, audience: int) -> None:
    """Delete the derived rows of an audience that no longer has a graph of its own."""
    for table in DERIVED_TABLES:
        if table not in _ALREADY_RESOLVED:
            connection.execute(f"DELETE FROM {table} WHERE audience = ?", (audience,))
    from graph.sqlite.derive.full_text import count_texts, sample_titles, write_translations

    connection.execute(f"DELETE FROM {SEARCH_TABLES[audience]}")
    connection.execute(f"DELETE FROM {SEARCH_TABLES[audience]}_word")
    count_texts(connection, audience, 0)
    sample_titles(connection, audience)
    write_translations(connection, audience)

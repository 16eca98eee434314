"""The indexes of a graph's file (indexes.sql): let go of before many rows come, made at once when they are there."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Container
from pathlib import Path
from typing import Final

from graph.sqlite.schema.sql_script import statements

OF_WHAT_WAS_SAID: Final = frozenset({"place", "mention", "detail", "unplaced"})  # tables
_INDEX: Final = re.compile(r"CREATE INDEX IF NOT EXISTS (\w+) ON (\w+)")


def index(connection: sqlite3.Connection, tables: Container[str]) -> None:
    """Make the indexes of some tables that are not there."""
    for _, table, statement in _indexes():
        if table in tables:
            connection.execute(statement)


def unindex(connection: sqlite3.Connection, tables: Container[str]) -> None:
    """Let go of the indexes of some tables."""
    for name, table, _ in _indexes():
        if table in tables:
            connection.execute(f"DROP INDEX IF EXISTS {name}")


def unindex_if_empty(connection: sqlite3.Connection) -> None:
    """Let go of the indexes of what was said where nothing was: a first load makes them at once, not row by row."""
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM mention)").fetchone()[0]:
        unindex(connection, OF_WHAT_WAS_SAID)


def _indexes() -> list[tuple[str, str, str]]:
    """(name, table, statement) of each."""
    script = (Path(__file__).parent / "indexes.sql").read_text("utf-8")
    return [(match[1], match[2], one) for one in statements(script) if (match := _INDEX.search(one))]

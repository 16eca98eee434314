"""The tables of a graph's file (schema.sql): which are made of claims, and how each is made."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Container
from pathlib import Path
from typing import Final

from graph.sqlite.schema.sql_script import statements
from graph.values import AUDIENCES

DERIVED: Final = (  # from "same_as" on in the schema, but for full text: made anew by each load
    *("title", "name", "speaks_of", "activity", "asks_about", "works_with", "works_on", "known_since", "theme_within"),
    *("takes_part", "need_theme", "partnership_theme"),
    *("partnership_member", "initiative_date", "initiative_theme", "initiative_edition", "submission", "need"),
    *("partnership", "initiative", "edition", "theme", "jurisdiction", "same_as", "suspect"),
)
SEARCHED: Final = tuple(f"search_{name}" for name in AUDIENCES)  # full text
_MADE: Final = re.compile(r"CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)")


def make(connection: sqlite3.Connection, names: Container[str]) -> None:
    """Make tables, empty."""
    for name, statement in _schema():
        if name in names:
            connection.execute(statement)


def renew(connection: sqlite3.Connection) -> None:
    """Make the tables of what claims add up to as this Accord has them, empty, in a file that an earlier one made."""
    for table in (*DERIVED, *(f"{name}{part}" for name in SEARCHED for part in ("", "_word", "_translation"))):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    make(connection, {name for name, _ in _schema()} - there)


def _schema() -> list[tuple[str, str]]:
    """(name, statement) of each table and view."""
    script = (Path(__file__).parent / "schema.sql").read_text("utf-8")
    return [(match[1], one) for one in statements(script) if (match := _MADE.search(one))]

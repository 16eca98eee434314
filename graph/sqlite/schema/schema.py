"""Create and drop the tables (schema.sql) and indexes (indexes.sql) of a graph file."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import apsw

from graph.values import AUDIENCES

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

HERE: Final = Path(__file__).parent
INDEXED_CLAIM_TABLES: Final = frozenset({"place", "mention", "detail", "proposed_claim", "unplaced"})
DERIVED_TABLES: Final = (  # from "same_as" on in schema.sql, except full text: refilled by each load
    "title", "name", "loose_reference", "bilingual_title", "graph_count", "partnership_day", "jurisdiction_word",
    "activity", "need_count", "collaboration", "works_on", "first_evidence",
    "theme_within", "takes_part", "need_theme", "partnership_theme", "partnership_member", "initiative_date",
    "initiative_theme", "initiative_edition", "submission", "need", "partnership", "initiative", "edition", "theme",
    "jurisdiction", "same_as", "candidate_pair",
)  # fmt: skip
# indexes of claim tables whose entries come in the order of the rows: a load appends to them as it writes these
_APPENDED_INDEXES: Final = frozenset({"place_source", "mention_place"})
SEARCH_TABLES: Final = tuple(f"search_{name}" for name in AUDIENCES)
_TABLE: Final = re.compile(r"CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)")
_INDEX: Final = re.compile(r"CREATE INDEX IF NOT EXISTS (\w+) ON (\w+)")


def run_script(connection: Connection, script: str, parameters: Mapping[str, Any] | None = None) -> None:
    """Run the statements of a script within the open transaction."""
    for statement in split_statements(script):
        connection.execute(statement, parameters or {})


@lru_cache(maxsize=64)
def split_statements(script: str) -> tuple[str, ...]:
    """Return the statements of a script, each with the comments before it."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if apsw.complete(pending):
            found.append(pending)
            pending = ""
    return tuple(found)


def create_schema(connection: Connection) -> None:
    """Create all tables, views and indexes in an empty file."""
    for script in ("schema.sql", "indexes.sql"):
        run_script(connection, (HERE / script).read_text("utf-8"))


def create_tables(connection: Connection, names: Container[str]) -> None:
    """Create some tables and views of the schema, empty and without indexes."""
    for name, statement in _tables():
        if name in names:
            connection.execute(statement)


def recreate_derived(connection: Connection) -> None:
    """Replace the derived tables of an older schema by empty ones, and create tables and views that are missing."""
    parts = (f"{name}{suffix}" for name in SEARCH_TABLES for suffix in ("", "_word", "_translation"))
    for table in (*DERIVED_TABLES, *parts):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    existing = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    create_tables(connection, {name for name, _ in _tables()} - existing)


def create_indexes(connection: Connection, tables: Container[str]) -> None:
    """Create the missing indexes of some tables."""
    for _, table, statement in _indexes():
        if table in tables:
            connection.execute(statement)


def drop_indexes(connection: Connection, tables: Container[str]) -> None:
    """Drop the indexes of some tables, before many rows are inserted: creating them afterwards is faster."""
    for name, table, _ in _indexes():
        if table in tables and name not in _APPENDED_INDEXES:
            connection.execute(f"DROP INDEX IF EXISTS {name}")


def drop_claim_indexes_if_empty(connection: Connection) -> None:
    """Drop the indexes of the claim tables if these are empty, before a first load."""
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM mention)").fetchone()[0]:
        drop_indexes(connection, INDEXED_CLAIM_TABLES)


def _tables() -> list[tuple[str, str]]:
    """Return (name, statement) of each table and view."""
    script = (HERE / "schema.sql").read_text("utf-8")
    return [(match[1], statement) for statement in split_statements(script) if (match := _TABLE.search(statement))]


def _indexes() -> list[tuple[str, str, str]]:
    """Return (name, table, statement) of each index."""
    script = (HERE / "indexes.sql").read_text("utf-8")
    return [
        (match[1], match[2], statement) for statement in split_statements(script) if (match := _INDEX.search(statement))
    ]

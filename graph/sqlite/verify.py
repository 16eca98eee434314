"""Compare the derived tables of a graph file with those of a rebuild from its claims.

A change to a graph derives only what it affects (`graph.sqlite.derive`). The result has to be what a rebuild of
everything derives from the same claims and decisions; this module tells whether it is, and what differs.
"""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.dedupe.decisions import APPLIED_KEY
from graph.sqlite.copies.rebuilt import rebuilt_copy
from graph.sqlite.derive.full_text import STORAGE_TABLES
from graph.sqlite.schema.connection import explain_errors
from graph.sqlite.schema.driver import Connection, uri_of
from graph.sqlite.schema.schema import SEARCH_TABLES
from graph.sqlite.schema.server_copies import TABLES as COPY_TABLES

if TYPE_CHECKING:
    from graph.sqlite.schema.connection import SqliteFile

MAX_EXAMPLES: Final = 3  # rows of a table that are returned as examples
# tables that no derivation changes; of `source`, `mention` and `detail` it changes some columns and rows
_GIVEN_TABLES: Final = frozenset({"place", "proposed_claim", "approval", "approval_log", "unplaced", *COPY_TABLES})
_STORAGE: Final = frozenset(STORAGE_TABLES) - {f"{table}_{part}" for table in SEARCH_TABLES
                                               for part in ("word", "translation")}  # fmt: skip
# `name` has no key: the order of the names of a node says which comes first
_READ: Final = {
    "name": "SELECT *, row_number() OVER (PARTITION BY audience, node ORDER BY rowid) FROM {schema}.name",
    # decisions that change nothing here make no difference
    "metadata": f"SELECT * FROM {{schema}}.metadata WHERE key <> '{APPLIED_KEY}'",
    **{table: f"SELECT rowid, * FROM {{schema}}.{table}" for table in SEARCH_TABLES},
}


@dataclass(frozen=True, slots=True)
class Difference:
    """How a table differs from its rebuild.

    Args:
        table: its name; of full text also "words of" a table, which are the entries of its index.
        missing: the number of rows that only the rebuild has.
        surplus: the number of rows that only the graph has.
        examples: some of these rows, each with "missing" or "surplus".
    """

    table: str
    missing: int
    surplus: int
    examples: tuple[tuple[str, tuple[Any, ...]], ...]


def compare_with_rebuild(graph: SqliteFile) -> list[Difference]:
    """Rebuild a copy of a graph from its claims, and return the tables that differ; the graph is only read.

    The copy is in the folder of temporary files, and as large as the graph.

    Raises:
        StoreError: the file is damaged, or the file of decisions cannot be understood.
    """
    with tempfile.TemporaryDirectory(prefix="accord-") as folder, explain_errors(graph.path):
        copy = Path(folder) / "rebuild.db"
        with rebuilt_copy(graph, copy):
            pass
        with contextlib.closing(Connection(copy)) as connection:
            connection.execute("ATTACH ? AS graph", (uri_of(graph.path, "ro"),))
            return [found for table in _compared(connection) if (found := _compare(connection, *table))]


def _compared(connection: Connection) -> list[tuple[str, str]]:
    """Return what is compared: a name and a SELECT, in which `{schema}` is one of the two files."""
    tables = [
        str(name)
        for (name,) in connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name")
        if name not in _GIVEN_TABLES | _STORAGE and not str(name).startswith("sqlite_")
    ]
    found = [(table, _READ.get(table, f"SELECT * FROM {{schema}}.{table}")) for table in tables]
    for table in SEARCH_TABLES:  # the index itself, not only the texts that it was made of
        for schema in ("main", "graph"):
            connection.execute(
                f"CREATE VIRTUAL TABLE temp.{table}_in_{schema} USING fts5vocab('{schema}', '{table}', 'col')"
            )
        found.append((f"words of {table}", f"SELECT * FROM temp.{table}_in_{{schema}}"))
    return found


def _compare(connection: Connection, name: str, select: str) -> Difference | None:
    rebuilt, stored = select.format(schema="main"), select.format(schema="graph")
    counts: list[int] = []
    examples: list[tuple[str, tuple[Any, ...]]] = []
    for label, one, other in (("missing", rebuilt, stored), ("surplus", stored, rebuilt)):
        rows = connection.execute(f"SELECT count(*) FROM ({one} EXCEPT {other})").fetchone()
        counts.append(int(rows[0]))
        if rows[0]:
            found = connection.execute(f"{one} EXCEPT {other} LIMIT {MAX_EXAMPLES}")
            examples += [(label, tuple(row)) for row in found]
    return Difference(name, counts[0], counts[1], tuple(examples)) if any(counts) else None

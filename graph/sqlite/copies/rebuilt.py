"""Copies of a graph file whose derived tables are derived anew: with other claims, or to compare them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.sqlite.derive.pipeline import derive_graphs
from graph.sqlite.schema.connection import WRITE_SETTINGS
from graph.sqlite.schema.driver import Connection

if TYPE_CHECKING:
    from pathlib import Path

    from graph.sqlite.schema.connection import SqliteFile


@contextlib.contextmanager
def copied(graph: SqliteFile, path: Path) -> Iterator[Connection]:
    """Copy a graph file, and let the caller change the copy in one transaction, which is committed at the end.

    The copy has no journal: delete it if this fails.

    Args:
        graph: the graph file, which is only read.
        path: the new file.
    """
    with (
        contextlib.closing(graph.read_only()) as original,
        contextlib.closing(Connection(path)) as copy,
    ):
        with copy.backup("main", original, "main") as pages:
            pages.step()
        for setting in (*WRITE_SETTINGS, "journal_mode = off", "synchronous = off"):
            copy.execute(f"PRAGMA {setting}")
        copy.execute("BEGIN")
        yield copy
        copy.execute("COMMIT")


@contextlib.contextmanager
def rebuilt_copy(graph: SqliteFile, path: Path) -> Iterator[Connection]:
    """Copy a graph file, let the caller change the claims of the copy, and derive it anew with the same decisions.

    Raises:
        StoreError: the file of decisions cannot be understood.
    """
    with copied(graph, path) as copy:
        yield copy
        derive_graphs(copy, graph.decisions_path)

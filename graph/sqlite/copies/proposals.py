"""A copy of a graph file in which open proposals hold, marked as proposed (`--include-proposed`).

A proposal reaches the audiences of its submission, and those only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.dedupe.proposal_decisions import OPEN_INCLUDED
from graph.sqlite.copies.kept import PROPOSED_SUFFIX, keep_copy
from graph.sqlite.derive.pipeline import derive_graphs

if TYPE_CHECKING:
    from pathlib import Path

    from graph.sqlite.schema.connection import SqliteFile
    from graph.sqlite.schema.driver import Connection


def copy_with_proposals(graph: SqliteFile) -> Path:
    """Return the copy of a graph as it is now, made if there is none.

    Raises:
        StoreError: the graph changes all the time.
    """
    return keep_copy(graph, PROPOSED_SUFFIX, lambda copy: _include_proposals(copy, graph.decisions_path))


def _include_proposals(connection: Connection, decisions: Path) -> None:
    connection.execute("INSERT OR REPLACE INTO metadata VALUES (?, '1')", (OPEN_INCLUDED,))
    derive_graphs(connection, decisions)

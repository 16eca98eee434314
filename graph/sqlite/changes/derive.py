"""Derive the graphs after a change: what it affects only, or everything where that is more than a part of the graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.dedupe.decisions import read_decisions
from graph.errors import message
from graph.process.progress import step
from graph.sqlite.changes.affected import find_affected, read_aliases
from graph.sqlite.changes.journal import forget_moved_copies, keep_journal, note_claims, start_journal, stop_journal
from graph.sqlite.changes.log import count_changes, is_recording, read_log, start_log, stop_log
from graph.sqlite.changes.scope import RebuildNeededError, create_scopes
from graph.sqlite.changes.sharing import copy_graph, delete_graph, own_graphs
from graph.sqlite.changes.update import update_graph
from graph.sqlite.derive.pipeline import derive_graphs, resolve_all_duplicates, update_sources
from graph.sqlite.schema.schema import INDEXED_CLAIM_TABLES, create_indexes
from graph.sqlite.schema.server_copies import has_copies
from graph.values import AUDIENCES

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection
    from graph.sqlite.schema.limits import StoreLimits

MAX_CHANGED_SHARE: Final = 0.1  # of all mentions: larger changes do


def record_changes(connection: Connection) -> None:
    """Record from now on what changes, unless the graph is empty: then everything is derived."""
    if connection.execute("SELECT EXISTS (SELECT 1 FROM source)").fetchone()[0]:
        start_log(connection, places=has_copies(connection))


def derive_changes(connection: Connection, decisions: Path, limits: StoreLimits) -> None:
    """Derive what the changes since `record_changes` affect, within the caller's transaction.

    The derived tables are then those that `derive_graphs` would make (`graph.sqlite.verify`) with the same `decisions`,
    the file of human decisions on the graph.

    Raises:
        SourceError: one identifier is used for two kinds of node.
        StoreError: the file of decisions cannot be understood.
    """
    if not is_recording(connection):
        derive_graphs(connection, decisions)
    elif _is_large(connection, limits.min_rebuilt_mentions):
        stop_log(connection)
        derive_graphs(connection, decisions)
    else:
        try:
            _update(connection, decisions)
        except RebuildNeededError:
            stop_journal(connection)
            derive_graphs(connection, decisions)


def _is_large(connection: Connection, min_mentions: int) -> bool:
    changed = count_changes(connection)
    if changed <= min_mentions:
        return False
    (mentions,) = connection.execute("SELECT count(*) FROM mention").fetchone()
    return bool(changed > MAX_CHANGED_SHARE * mentions)


def _update(connection: Connection, decisions: Path) -> None:
    create_indexes(connection, INDEXED_CLAIM_TABLES)
    before = {audience: read_aliases(connection, audience) for audience in range(len(AUDIENCES))}
    used = _used_graphs(connection)
    owned = own_graphs(connection)
    for table in ("same_as", "candidate_pair"):
        connection.execute(f"DELETE FROM {table}")
    graphs = resolve_all_duplicates(connection, read_decisions(decisions))
    log = read_log(connection)
    stop_log(connection)
    create_scopes(connection)
    for audience in graphs:
        if audience not in owned and (shared := [one for one in owned if one < audience]):
            with step(message("Copying the graph for another audience")):
                copy_graph(connection, shared[-1], audience)
            before[audience] = before[shared[-1]]
    for audience in sorted(set(owned) - set(graphs)):
        delete_graph(connection, audience)
    journalled = has_copies(connection)
    if journalled:
        forget_moved_copies(connection, used, _used_graphs(connection))
        start_journal(connection)
    for audience in graphs:
        after = read_aliases(connection, audience)
        found = find_affected(connection, audience, log, before[audience], after)
        if found.size:
            update_graph(connection, audience, found, after)
        if journalled:
            note_claims(connection, audience, log, found, renamed=before[audience].of != after.of)
    update_sources(connection, log.sources)
    if journalled:
        keep_journal(connection, log)


def _used_graphs(connection: Connection) -> dict[str, str]:
    """Return the number of the graph that each audience uses."""
    rows = connection.execute("SELECT substr(key, 10), value FROM metadata WHERE key LIKE 'graph of %'")
    return dict(rows.fetchall())

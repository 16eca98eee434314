"""Add readings to a graph file: their sources and claims, then the derived tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.dates.rounds import closed_editions
from graph.errors import SourceError, message
from graph.process.progress import step
from graph.sqlite.approvals import restrict_approvals, set_approval
from graph.sqlite.schema.limits import DEFAULT_LIMITS, StoreLimits
from graph.store import Added
from graph.values import APPROVALS, COUNCIL

if TYPE_CHECKING:
    from pathlib import Path

    from graph.claims import Reading
    from graph.sqlite.derive.parallel import ParallelBuilder
    from graph.sqlite.schema.driver import Connection
    from graph.values import Approval


def add_readings(
    connection: Connection, readings: Iterable[Reading], approval: Approval | None, decisions: Path, *,
    keep_both: bool = False, replace: bool = False, builder: ParallelBuilder | None = None,
    limits: StoreLimits = DEFAULT_LIMITS,
) -> list[Added]:  # fmt: skip
    """Add readings within the caller's transaction (see `SqliteStore.add`; the files as for `derive_graphs`)."""
    from graph.dedupe.decided_claims import take_back
    from graph.sqlite.changes.derive import derive_changes, record_changes
    from graph.sqlite.claim_writer import ClaimWriter
    from graph.sqlite.derive.pipeline import derive_graphs
    from graph.sqlite.schema.schema import INDEXED_CLAIM_TABLES, create_indexes, drop_claim_indexes_if_empty
    from graph.sqlite.sources import delete_source, find_earlier_version, find_same_report

    drop_claim_indexes_if_empty(connection)
    if not builder:
        record_changes(connection)
    added = []
    closed = closed_editions(decisions.parent)
    for reading in readings:
        if find_number(connection, reading.source.id):
            added.append(Added(reading.source.id, reading.source.name, existed=True, claims=0, unplaced=0))
            continue
        # claims that were added before are looked up; in a bulk load of one source that may wait for the derivation
        create_indexes(connection, INDEXED_CLAIM_TABLES if added else ())
        take_back(connection)
        earlier = None if keep_both else find_earlier_version(connection, reading)
        same = None if earlier else find_same_report(connection, reading)
        if same and replace:
            earlier, same = same, None
        if earlier:
            delete_source(connection, earlier.number)
        number = insert_source(connection, reading, earlier.number if earlier else None)
        writer = ClaimWriter(connection, number, approval)
        written = writer.write(reading)
        _refuse_closed(reading.source.name, writer.submissions, closed)
        create_indexes(connection, INDEXED_CLAIM_TABLES if reading.approvals or not builder else ())
        restrict_approvals(connection, reading)
        if approval == APPROVALS[-1]:  # who withholds a document withholds what it adds to an earlier submission, too
            for jurisdiction, edition in writer.submissions:
                set_approval(connection, jurisdiction, edition, approval)
        added.append(
            Added(
                reading.source.id, reading.source.name, existed=False, claims=written.claims,
                unplaced=written.unplaced, replaced=earlier.id if earlier else None, proposed=written.proposed,
                replaced_name=earlier.name if earlier else None, other_report=same.name if same else None,
                other_alike=bool(same and same.alike),
            )
        )  # fmt: skip
    if not all(a.existed for a in added):
        with step(message("Deriving the graph of each audience")):
            if builder:
                derive_graphs(connection, decisions, builder)
            else:
                derive_changes(connection, decisions, limits)
    return added


def _refuse_closed(name: str, submissions: Iterable[tuple[str, str]], closed: Mapping[str, str]) -> None:
    """Raise a SourceError for a report of a member for an edition whose round is closed."""
    for jurisdiction, edition in sorted(submissions):
        if jurisdiction != COUNCIL and edition in closed:
            raise SourceError(
                "{file} is a report of {who} for {edition}, which was closed on {day}. To take it in all the same, open"
                " the round again: accord round reopen {edition}",
                file=name, who=jurisdiction, edition=edition, day=closed[edition],
            )  # fmt: skip


def find_number(connection: Connection, identifier: str) -> int:
    """Return the number of the source with a hash, or 0 if there is none."""
    row = connection.execute("SELECT number FROM source WHERE id = ?", (identifier,)).fetchone()
    return int(row[0]) if row else 0


def insert_source(connection: Connection, reading: Reading, number: int | None) -> int:
    """Insert a source under a given number, or the next one; return the number."""
    source = reading.source
    hints = reading.hints.known_fields()
    connection.execute(
        "INSERT INTO source (number, id, name, media_type, language, edition, hints) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            number, source.id, source.name, source.media_type, source.language, source.edition,
            json.dumps(hints, ensure_ascii=False) if hints else None,
        ),
    )  # fmt: skip
    return connection.last_insert_rowid()

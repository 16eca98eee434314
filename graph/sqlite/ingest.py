"""Readings added to a store: their sources, what they say, and what it adds up to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.sqlite.approvals import narrow
from graph.store import Added

if TYPE_CHECKING:
    from pathlib import Path

    from graph.claims import Reading
    from graph.values import Approval


def add_to(
    connection: sqlite3.Connection, readings: Iterable[Reading], approval: Approval | None, *, keep_both: bool = False,
    unfinished: Path | None = None,
) -> list[Added]:  # fmt: skip
    """Add readings within the caller's transaction (see `SqliteStore.add`); `unfinished` is as `rebuild` has it."""
    from graph.dedupe.language_versions import version_of
    from graph.dedupe.theme_judgements import take_back
    from graph.sqlite.claim_writer import Writer
    from graph.sqlite.derive.pipeline import rebuild
    from graph.sqlite.schema.indexes import OF_WHAT_WAS_SAID, index, unindex_if_empty
    from graph.sqlite.sources import earlier_version, remove, reorder

    unindex_if_empty(connection)
    added = []
    for reading in readings:
        if is_there(connection, reading.source.id):
            added.append(Added(reading.source.id, reading.source.name, existed=True, claims=0, unplaced=0))
            continue
        take_back(connection)
        earlier = None if keep_both else earlier_version(connection, reading)
        if earlier:
            remove(connection, earlier[0])
        number = add_source(connection, reading, earlier[0] if earlier else None)
        claims, unplaced = Writer(connection, number, approval).write(reading)
        index(connection, OF_WHAT_WAS_SAID)
        narrow(connection, reading)
        earlier_of = version_of(connection, number)
        connection.execute("UPDATE source SET version_of = ? WHERE number = ?", (earlier_of, number))
        added.append(
            Added(
                reading.source.id, reading.source.name, existed=False, claims=claims, unplaced=unplaced,
                replaced=earlier[1] if earlier else None,
            )
        )  # fmt: skip
    if any(a.replaced for a in added):
        reorder(connection)
    if not all(a.existed for a in added):
        rebuild(connection, unfinished)
    return added


def is_there(connection: sqlite3.Connection, identifier: str) -> int:
    """The number of the source with a hash, 0 where there is none."""
    row = connection.execute("SELECT number FROM source WHERE id = ?", (identifier,)).fetchone()
    return int(row[0]) if row else 0


def add_source(connection: sqlite3.Connection, reading: Reading, number: int | None) -> int:
    """Note a source, under a number that another one left free or the next one; returns the number."""
    source = reading.source
    cursor = connection.execute(
        "INSERT INTO source (number, id, name, media_type, language, edition) VALUES (?, ?, ?, ?, ?, ?)",
        (number, source.id, source.name, source.media_type, source.language, source.edition),
    )
    return int(cursor.lastrowid or 0)

"""Record which derived rows, claims and texts a change alters, for copies on servers (`schema.server_copies`).

Triggers note the keys of derived rows, so that no statement that derives can forget it. They are there only while a
graph with copies on servers is updated.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from graph.sqlite.schema.schema import run_script
from graph.sqlite.schema.server_copies import EVERY_AUDIENCE, count_change, forget_copy, prune_changes

if TYPE_CHECKING:
    from graph.sqlite.changes.affected import Affected
    from graph.sqlite.changes.log import ChangeLog
    from graph.sqlite.schema.driver import Connection

# the derived tables that are copied: the kind of the rows, and the columns of their key
RECORDED: Final = {
    "initiative": ("initiative", "id"), "initiative_edition": ("initiative", "initiative"),
    "initiative_theme": ("initiative", "initiative"), "initiative_date": ("initiative", "initiative"),
    "first_evidence": ("initiative", "initiative"), "takes_part": ("initiative", "initiative"),
    "partnership": ("partnership", "id"), "partnership_member": ("partnership", "partnership"),
    "partnership_theme": ("partnership", "partnership"), "need": ("need", "id"), "need_theme": ("need", "need"),
    "jurisdiction": ("jurisdiction", "id"), "activity": ("activity", "jurisdiction"), "theme": ("theme", "id"),
    "name": ("name", "node"), "edition": ("edition", "id"), "submission": ("submission", "edition", "jurisdiction"),
    "works_on": ("works_on", "jurisdiction", "theme"), "need_count": ("need_count", "jurisdiction", "theme"),
    "collaboration": ("collaboration", "jurisdiction", "partner"),
}  # fmt: skip
# derived tables that are not copied by key: a push compares all of their rows, or nothing of them is on a server
UNRECORDED: Final = {
    "same_as": "compared", "candidate_pair": "compared", "theme_within": "compared", "jurisdiction_word": "compared",
    "title": "with the initiative", "partnership_day": "not copied",
    "loose_reference": "not copied", "bilingual_title": "not copied", "graph_count": "not copied",
}  # fmt: skip
_START: Final = """
CREATE TEMP TABLE journal_row (audience INTEGER, kind TEXT, id TEXT, other TEXT,
                               PRIMARY KEY (audience, kind, id, other)) WITHOUT ROWID;
CREATE TEMP TABLE journal_mention (audience INTEGER, number INTEGER, first INTEGER,
                                   PRIMARY KEY (audience, number, first)) WITHOUT ROWID;
CREATE TEMP TABLE journal_text (audience INTEGER, number INTEGER, words TEXT, PRIMARY KEY (audience, number))
WITHOUT ROWID;
"""
_TRIGGER: Final = """
CREATE TEMP TRIGGER journal_{table}_{event} AFTER {event} ON main.{table} BEGIN
    INSERT OR IGNORE INTO journal_row VALUES ({row}.audience, '{kind}', {row}.{key}, {other}); END
"""
_EVENTS: Final = {"insert": "NEW", "delete": "OLD", "update": "NEW"}
_KEEP: Final = (
    "INSERT OR REPLACE INTO main.changed_row SELECT audience, kind, id, other, :change FROM temp.journal_row",
    "INSERT OR REPLACE INTO main.changed_mention SELECT audience, number, first, :change FROM temp.journal_mention",
    "INSERT INTO main.changed_text SELECT audience, number, :change, words FROM temp.journal_text",
)
_TABLES: Final = ("journal_row", "journal_mention", "journal_text")


def start_journal(connection: Connection) -> None:
    """Record from now on which derived rows change."""
    run_script(connection, _START)
    for table, (kind, key, *other) in RECORDED.items():
        for event, row in _EVENTS.items():
            bound = {"table": table, "event": event, "row": row, "kind": kind, "key": key}
            connection.execute(_TRIGGER.format(**bound, other=f"{row}.{other[0]}" if other else "''"))


def is_journalled(connection: Connection) -> bool:
    """Whether changes of derived rows are recorded."""
    return bool(connection.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = 'journal_row'").fetchone())


def note_claims(connection: Connection, audience: int, log: ChangeLog, found: Affected, *, renamed: bool) -> None:
    """Note the claims of an audience that changed: with `renamed`, all on affected nodes, as identifiers changed."""
    both = (one for change in log.visible(audience) for one in (change.before, change.after) if one)
    _note_mentions(connection, audience, {(one.number, one.first) for one in both})
    if renamed:
        kinds = {**found.nodes, **found.described}
        rows = [(audience, identifier, kind) for kind, some in kinds.items() for identifier in some]
        connection.executemany("INSERT OR IGNORE INTO temp.journal_row VALUES (?, 'claims', ?, ?)", rows)


def note_texts(connection: Connection, audience: int, words: Iterable[tuple[int, str]]) -> None:
    """Note texts that change, with their words before the change (JSON); the first words of a text count."""
    connection.executemany(
        "INSERT OR IGNORE INTO temp.journal_text VALUES (?, ?, ?)", ((audience, number, one) for number, one in words)
    )


def keep_journal(connection: Connection, log: ChangeLog) -> None:
    """Keep what was recorded as one change, and record no more."""
    _note_mentions(connection, EVERY_AUDIENCE, log.moved)
    connection.executemany(
        "INSERT OR IGNORE INTO temp.journal_row VALUES (?, 'unplaced', ?, '')",
        [(EVERY_AUDIENCE, str(source)) for source in log.unplaced],
    )
    change = count_change(connection)
    for statement in _KEEP:
        connection.execute(statement, {"change": change} if ":change" in statement else {})
    prune_changes(connection)
    stop_journal(connection)


def _note_mentions(connection: Connection, audience: int, mentions: Iterable[tuple[int, int]]) -> None:
    connection.executemany(
        "INSERT OR IGNORE INTO temp.journal_mention VALUES (?, ?, ?)", ((audience, *one) for one in mentions)
    )


def stop_journal(connection: Connection) -> None:
    """Record no more."""
    if is_journalled(connection):
        for table in RECORDED:
            for event in _EVENTS:
                connection.execute(f"DROP TRIGGER temp.journal_{table}_{event}")
        for table in _TABLES:
            connection.execute(f"DROP TABLE temp.{table}")


def forget_moved_copies(connection: Connection, before: dict[str, str], after: dict[str, str]) -> None:
    """Forget the copies for audiences that now use the graph of another audience than before."""
    for server, audience in connection.execute("SELECT server, audience FROM server_copy").fetchall():
        if before.get(audience) != after.get(audience):
            forget_copy(connection, server)

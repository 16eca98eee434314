"""Record which claims and approvals a transaction changes, by temporary triggers.

For copies on servers (`graph.sqlite.changes.journal`), places and unplaced texts are recorded, too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.sqlite.schema.schema import run_script
from graph.values import SOURCE_BITS

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

_MENTION: Final = (
    "kind", "subject", "edition", "reported_by", "place", "stated", "rule", "visible_from", "first", "last",
    "confidence", "accepted", "proposed",
)  # fmt: skip
_PLACE: Final = _MENTION.index("place")
_DETAIL: Final = ("mention", "predicate", "object", "value", "qualifier", "language")
_PLACE_COLUMNS: Final = ("source", "page", "sheet", "cell", "line", "quote")
_START: Final = """
CREATE TEMP TABLE changed_{table} (number INTEGER PRIMARY KEY, existed INTEGER, {columns});
CREATE TEMP TRIGGER {table}_inserted AFTER INSERT ON main.{table} BEGIN
    INSERT OR IGNORE INTO changed_{table} (number) VALUES (NEW.number); END;
CREATE TEMP TRIGGER {table}_deleted AFTER DELETE ON main.{table} BEGIN
    INSERT OR IGNORE INTO changed_{table} VALUES (OLD.number, 1, {old}); END;
CREATE TEMP TRIGGER {table}_updated AFTER UPDATE ON main.{table} BEGIN
    INSERT OR IGNORE INTO changed_{table} VALUES (OLD.number, 1, {old}); END;
"""
_START_SOURCES: Final = """
CREATE TEMP TRIGGER {table}_inserted AFTER INSERT ON main.{table} BEGIN
    INSERT OR IGNORE INTO changed_source VALUES (NEW.number >> {bits}); END;
CREATE TEMP TRIGGER {table}_deleted AFTER DELETE ON main.{table} BEGIN
    INSERT OR IGNORE INTO changed_source VALUES (OLD.number >> {bits}); END;
CREATE TEMP TRIGGER {table}_updated AFTER UPDATE ON main.{table} BEGIN
    INSERT OR IGNORE INTO changed_source VALUES (OLD.number >> {bits}); END;
"""
_START_APPROVALS: Final = """
CREATE TEMP TABLE changed_approval (edition TEXT PRIMARY KEY);
CREATE TEMP TRIGGER approval_inserted AFTER INSERT ON main.approval BEGIN
    INSERT OR IGNORE INTO changed_approval VALUES (NEW.edition); END;
CREATE TEMP TRIGGER approval_deleted AFTER DELETE ON main.approval BEGIN
    INSERT OR IGNORE INTO changed_approval VALUES (OLD.edition); END;
CREATE TEMP TRIGGER approval_updated AFTER UPDATE ON main.approval BEGIN
    INSERT OR IGNORE INTO changed_approval VALUES (OLD.edition); END;
"""
_START_UNPLACED: Final = """
CREATE TEMP TABLE changed_unplaced (source INTEGER PRIMARY KEY);
CREATE TEMP TRIGGER unplaced_inserted AFTER INSERT ON main.unplaced BEGIN
    INSERT OR IGNORE INTO changed_unplaced VALUES (NEW.source); END;
CREATE TEMP TRIGGER unplaced_deleted AFTER DELETE ON main.unplaced BEGIN
    INSERT OR IGNORE INTO changed_unplaced VALUES (OLD.source); END;
"""
# mentions of places that are there before and after
_MENTIONS_OF_PLACES: Final = "SELECT number, first FROM mention WHERE place IN (SELECT value FROM json_each(?))"
_STOP: Final = tuple(
    f"DROP TRIGGER temp.{table}_{event}"
    for table in ("mention", "detail", "approval", "proposed_claim")
    for event in ("inserted", "deleted", "updated")
) + tuple(f"DROP TABLE temp.changed_{table}" for table in ("mention", "detail", "approval", "source"))
_STOP_PLACES: Final = (
    *(f"DROP TRIGGER temp.place_{event}" for event in ("inserted", "deleted", "updated")),
    *(f"DROP TRIGGER temp.unplaced_{event}" for event in ("inserted", "deleted")),
    "DROP TABLE temp.changed_place", "DROP TABLE temp.changed_unplaced",
)  # fmt: skip
# mentions that only details of theirs changed
_MENTIONS_OF_DETAILS: Final = f"""
INSERT OR IGNORE INTO changed_mention (number, existed, {", ".join(_MENTION)})
SELECT number, 1, {", ".join(_MENTION)} FROM mention WHERE number IN (
    SELECT mention FROM changed_detail WHERE existed
    UNION SELECT d.mention FROM changed_detail AS c JOIN detail AS d ON d.number = c.number)
"""
_BOTH: Final = """
SELECT c.number, c.existed, {old}, n.number IS NOT NULL, {new}
FROM changed_{table} AS c LEFT JOIN {table} AS n ON n.number = c.number ORDER BY c.number
"""


class Mention(NamedTuple):
    """What a mention is about, the first audience that may see it, its number and that of its first claim."""

    kind: str
    subject: str
    edition: str | None
    visible_from: int
    number: int
    first: int


class MentionChange(NamedTuple):
    """A mention before and after a transaction; None where there is none.

    `content` says whether more changed than who may see it.
    """

    before: Mention | None
    after: Mention | None
    content: bool


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """What a transaction changed: mentions, editions for which an approval changed, sources of which rows changed.

    Where places are recorded, `moved` are the numbers and first claims of mentions whose place has other words than
    before, and `unplaced` the sources with other unplaced texts.
    """

    mentions: tuple[MentionChange, ...]
    editions: frozenset[str]
    sources: frozenset[int]
    moved: frozenset[tuple[int, int]] = frozenset()
    unplaced: frozenset[int] = frozenset()

    def visible(self, audience: int) -> list[MentionChange]:
        """Return the changes of what an audience sees; a mention that it does not see is None."""
        found = []
        for change in self.mentions:
            before, after = (
                one if one and one.visible_from <= audience else None for one in (change.before, change.after)
            )
            if (before or after) and (change.content or not (before and after)):
                found.append(MentionChange(before, after, change.content))
        return found


def start_log(connection: Connection, *, places: bool = False) -> None:
    """Record from now on what changes; with `places` also places and unplaced texts."""
    if places:
        old = ", ".join(f"OLD.{column}" for column in _PLACE_COLUMNS)
        run_script(connection, _START.format(table="place", columns=", ".join(_PLACE_COLUMNS), old=old))
        run_script(connection, _START_UNPLACED)
    for table, columns in (("mention", _MENTION), ("detail", _DETAIL)):
        old = ", ".join(f"OLD.{column}" for column in columns)
        run_script(connection, _START.format(table=table, columns=", ".join(columns), old=old))
    connection.execute("CREATE TEMP TABLE changed_source (number INTEGER PRIMARY KEY)")
    run_script(connection, _START_SOURCES.format(table="proposed_claim", bits=SOURCE_BITS))
    run_script(connection, _START_APPROVALS)


def is_recording(connection: Connection) -> bool:
    """Whether changes are recorded."""
    return bool(connection.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = 'changed_mention'").fetchone())


def count_changes(connection: Connection) -> int:
    """Return how many mentions changed."""
    return int(connection.execute("SELECT count(*) FROM temp.changed_mention").fetchone()[0])


def stop_log(connection: Connection) -> None:
    """Record no more, and forget what was recorded."""
    for statement in (*_STOP, *(_STOP_PLACES if _records_places(connection) else ())):
        connection.execute(statement)


def read_log(connection: Connection) -> ChangeLog:
    """Return what changed since `start_log`, without what changed back."""
    connection.execute(_MENTIONS_OF_DETAILS)
    other_content = _changed_details(connection)
    found = []
    sources = {number for (number,) in connection.execute("SELECT number FROM temp.changed_source")}
    for number, before, after in _both(connection, "mention", _MENTION):
        sources.update(row[_PLACE] >> SOURCE_BITS for row in (before, after) if row)
        content = number in other_content or _content(before) != _content(after)
        if content or before != after:
            found.append(MentionChange(_mention(number, before), _mention(number, after), content))
    editions = connection.execute("SELECT edition FROM temp.changed_approval").fetchall()
    changed = frozenset(edition for (edition,) in editions)
    if not _records_places(connection):
        return ChangeLog(tuple(found), changed, frozenset(sources))
    places = [
        number
        for number, before, after in _both(connection, "place", _PLACE_COLUMNS)
        if before and after and before != after
    ]
    moved = frozenset(connection.execute(_MENTIONS_OF_PLACES, (json.dumps(places),)).fetchall())
    unplaced = frozenset(source for (source,) in connection.execute("SELECT source FROM temp.changed_unplaced"))
    return ChangeLog(tuple(found), changed, frozenset(sources), moved, unplaced)


def _records_places(connection: Connection) -> bool:
    return bool(connection.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = 'changed_place'").fetchone())


def _changed_details(connection: Connection) -> set[int]:
    """Return the numbers of mentions of which a detail changed."""
    found: set[int] = set()
    for _, before, after in _both(connection, "detail", _DETAIL):
        if before != after:
            found.update(row[0] for row in (before, after) if row)
    return found


def _both(
    connection: Connection, table: str, columns: tuple[str, ...]
) -> list[tuple[int, tuple[Any, ...] | None, tuple[Any, ...] | None]]:
    """Return (number, row before, row after) of what changed in a table; None where there is no row."""
    old, new = (", ".join(f"{side}.{column}" for column in columns) for side in ("c", "n"))
    width, found = len(columns), []
    for number, existed, *rest in connection.execute(_BOTH.format(table=table, old=old, new=new)):
        before = tuple(rest[:width]) if existed else None
        after = tuple(rest[width + 1 :]) if rest[width] else None
        found.append((number, before, after))
    return found


def _content(row: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    """Return a row of a mention without who may see it."""
    at = _MENTION.index("visible_from")
    return row and (*row[:at], *row[at + 1 :])


def _mention(number: int, row: tuple[Any, ...] | None) -> Mention | None:
    return Mention(row[0], row[1], row[2], row[7], number, row[_MENTION.index("first")]) if row else None

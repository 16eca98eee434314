"""The sources of a graph file: find them by name or hash, delete them, and replace them by corrected versions.

After a source is deleted or replaced, the file holds the same as if the remaining sources had been loaded in their
order: rows are renumbered without gaps.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from graph.errors import UnknownNameError
from graph.values import DEFAULT_APPROVAL

if TYPE_CHECKING:
    from graph.claims import Reading

MIN_HASH_DIGITS: Final = 4  # of a hash that a source may be named by
SHOWN_HASH_DIGITS: Final = 8
MIN_SHARED_SUBJECTS: Final = 0.5  # share of subjects that a corrected version of a document without an edition keeps
_BY_NAME: Final = "SELECT number, id, name FROM source WHERE name = ? ORDER BY number"
_BY_HASH: Final = "SELECT number, id, name FROM source WHERE id LIKE ? || '%' ORDER BY number"
_NAMESAKES: Final = """
SELECT number, id FROM source
WHERE name = :name AND edition IS :edition AND language IS :language AND id <> :id ORDER BY number DESC
"""
_REPORTERS: Final = """
SELECT DISTINCT m.reported_by FROM place AS p JOIN mention AS m ON m.place = p.number WHERE p.source = ?1
UNION SELECT DISTINCT reported_by FROM unplaced WHERE source = ?1
UNION SELECT DISTINCT c.reported_by FROM place AS p JOIN proposed_claim AS c ON c.place = p.number WHERE p.source = ?1
"""
_SUBJECTS: Final = """
SELECT m.kind, m.subject FROM place AS p JOIN mention AS m ON m.place = p.number WHERE p.source = ?1
UNION SELECT c.kind, c.subject FROM place AS p JOIN proposed_claim AS c ON c.place = p.number WHERE p.source = ?1
"""
_DELETE_UNUSED_DEFAULTS: Final = """
DELETE FROM approval AS a WHERE a.approval = :default AND NOT EXISTS (
    SELECT 1 FROM mention AS m WHERE m.edition IS nullif(a.edition, '')
        AND m.reported_by IS nullif(a.jurisdiction, 'council'))
AND NOT EXISTS (
    SELECT 1 FROM unplaced AS u WHERE u.edition IS nullif(a.edition, '')
        AND u.reported_by IS nullif(a.jurisdiction, 'council'))
AND NOT EXISTS (
    SELECT 1 FROM proposed_claim AS c WHERE c.edition IS nullif(a.edition, '')
        AND c.reported_by IS nullif(a.jurisdiction, 'council'))
"""
_DELETE_SOURCE: Final = (
    """DELETE FROM detail WHERE mention IN (
    SELECT number FROM mention WHERE place IN (SELECT number FROM place WHERE source = ?))""",
    "DELETE FROM mention WHERE place IN (SELECT number FROM place WHERE source = ?)",
    "DELETE FROM proposed_claim WHERE place IN (SELECT number FROM place WHERE source = ?)",
    "DELETE FROM place WHERE source = ?",
    "DELETE FROM unplaced WHERE source = ?",
    "DELETE FROM source WHERE number = ?",
)
# each table of numbered rows: its order, and the (table, column) pairs that refer to its numbers
_NUMBERED_TABLES: Final = (
    ("source", "number", (("place", "source"), ("unplaced", "source"))),
    ("place", "source, number", (("mention", "place"), ("proposed_claim", "place"))),
    ("unplaced", "source, number", ()),
    ("mention", "(SELECT source FROM place WHERE place.number = mention.place), number", (("detail", "mention"),)),
    ("detail", "mention, number", (("mention", "first"), ("mention", "last"))),
    ("proposed_claim", "(SELECT source FROM place WHERE place.number = proposed_claim.place), number", ()),
)


def find_source(connection: sqlite3.Connection, typed: str) -> tuple[int, str, str]:
    """Return the number, hash and name of the source with a name, or with a hash that begins so.

    Raises:
        UnknownNameError: there is none, or there are several, which are suggested.
    """
    rows = connection.execute(_BY_NAME, (typed,)).fetchall()
    if not rows and len(typed) >= MIN_HASH_DIGITS and set(typed.lower()) <= set("0123456789abcdef"):
        rows = connection.execute(_BY_HASH, (typed.lower(),)).fetchall()
    if len(rows) == 1:
        number, identifier, name = rows[0]
        return int(number), str(identifier), str(name)
    if rows:
        raise UnknownNameError(
            "“{typed}” names {n} sources. Name one by the beginning of its hash; “accord source list” lists them.",
            tuple(format_source(identifier, name) for _, identifier, name in rows), typed=typed, n=len(rows),
        )  # fmt: skip
    every = connection.execute("SELECT id, name FROM source ORDER BY number").fetchall()
    raise UnknownNameError(
        "No source is called “{typed}”. “accord source list” lists them.", _similar_names(typed, every), typed=typed
    )


def _similar_names(typed: str, sources: list[tuple[str, str]]) -> tuple[str, ...]:
    from difflib import get_close_matches

    names = {name: format_source(identifier, name) for identifier, name in sources}
    within = [name for name in names if typed and typed.casefold() in name.casefold()]
    return tuple(names[name] for name in dict.fromkeys([*within[:3], *get_close_matches(typed, names, n=3)]))


def format_source(identifier: str, name: str) -> str:
    """Format a source as its name and the beginning of its hash."""
    return f"{name} ({identifier[:SHOWN_HASH_DIGITS]})"


def find_earlier_version(connection: sqlite3.Connection, reading: Reading) -> tuple[int, str] | None:
    """Return (number, hash) of the source that a reading corrects: same name, edition, language and reporters.

    Without an edition they must also share subjects, as unrelated files may have the same name, such as ``data.csv``.
    """
    source = reading.source
    asked = {"name": source.name, "edition": source.edition, "language": source.language, "id": source.id}
    namesakes = connection.execute(_NAMESAKES, asked).fetchall()
    if not namesakes:
        return None
    reporters = {claim.reported_by for claim in reading.claims} | {text.reported_by for text in reading.unplaced}
    for number, identifier in namesakes:
        earlier_reporters = {row[0] for row in connection.execute(_REPORTERS, (number,))}
        if earlier_reporters == reporters and (source.edition or _shares_subjects(connection, number, reading)):
            return int(number), str(identifier)
    return None


def _shares_subjects(connection: sqlite3.Connection, number: int, reading: Reading) -> bool:
    old = {(kind, subject) for kind, subject in connection.execute(_SUBJECTS, (number,))}
    new = {(claim.kind, claim.subject) for claim in reading.claims}
    return len(old & new) >= MIN_SHARED_SUBJECTS * min(len(old), len(new)) > 0


def count_claims(connection: sqlite3.Connection, number: int) -> int:
    """Count the claims of a source."""
    counted = (
        "SELECT coalesce(sum(m.last - m.first + 1), 0)"
        " FROM place AS p JOIN mention AS m ON m.place = p.number WHERE p.source = ?"
    )
    return int(connection.execute(counted, (number,)).fetchone()[0])


def delete_source(connection: sqlite3.Connection, number: int) -> None:
    """Delete a source and its claims; the approvals of its submissions stay."""
    for statement in _DELETE_SOURCE:
        connection.execute(statement, (number,))


def delete_unused_defaults(connection: sqlite3.Connection) -> None:
    """Delete default approvals of submissions that have no claims left.

    Other approvals stay: a submission that is loaded again is not shown to a wider audience than before.
    """
    connection.execute(_DELETE_UNUSED_DEFAULTS, {"default": DEFAULT_APPROVAL})


def renumber(connection: sqlite3.Connection) -> None:
    """Number sources and their claims as a load of them all would."""
    for table, order, references in _NUMBERED_TABLES:
        connection.execute(
            f"CREATE TEMP TABLE moved AS SELECT * FROM ("
            f"SELECT number AS old, row_number() OVER (ORDER BY {order}) AS new FROM {table}) WHERE old <> new"
        )
        connection.execute("CREATE UNIQUE INDEX temp.moved_old ON moved (old)")
        for other, column in ((table, "number"), *references):  # negative first, so that numbers do not collide
            connection.execute(f"UPDATE {other} SET {column} = -new FROM temp.moved WHERE {column} = old")
            connection.execute(f"UPDATE {other} SET {column} = -{column} WHERE {column} < 0")
        connection.execute("DROP TABLE temp.moved")

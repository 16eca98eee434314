"""The sources of a store: found by name or hash, taken out, put in another's place, kept in the order of loading.

A store from which a source was taken, or in which one was replaced, holds the same as one into which the remaining
sources were loaded in their order: numbers are closed up, so that what was said first stays first.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from graph.dedupe.language_versions import version_of
from graph.errors import UnknownNameError
from graph.values import DEFAULT_APPROVAL

if TYPE_CHECKING:
    from graph.claims import Reading

SHORTEST_HASH: Final = 4  # hexadecimal digits that a source may be named by
SHOWN_HASH: Final = 8
ALIKE: Final = 0.5  # share of the subjects of a document without an edition that its corrected version still has
_BY_NAME: Final = "SELECT number, id, name FROM source WHERE name = ? ORDER BY number"
_BY_HASH: Final = "SELECT number, id, name FROM source WHERE id LIKE ? || '%' ORDER BY number"
_NAMESAKES: Final = """
SELECT number, id FROM source
WHERE name = :name AND edition IS :edition AND language IS :language AND id <> :id ORDER BY number DESC
"""
_REPORTERS: Final = """
SELECT DISTINCT m.reported_by FROM place AS p JOIN mention AS m ON m.place = p.number WHERE p.source = ?
UNION SELECT DISTINCT reported_by FROM unplaced WHERE source = ?
"""
_SUBJECTS: Final = """
SELECT DISTINCT m.kind, m.subject FROM place AS p JOIN mention AS m ON m.place = p.number WHERE p.source = ?
"""
_UNDECIDED: Final = """
DELETE FROM approval AS a WHERE a.approval = :default AND NOT EXISTS (
    SELECT 1 FROM mention AS m WHERE m.edition IS nullif(a.edition, '')
        AND m.reported_by IS nullif(a.jurisdiction, 'council'))
AND NOT EXISTS (
    SELECT 1 FROM unplaced AS u WHERE u.edition IS nullif(a.edition, '')
        AND u.reported_by IS nullif(a.jurisdiction, 'council'))
"""
_REMOVE: Final = (
    """DELETE FROM detail WHERE mention IN (
    SELECT number FROM mention WHERE place IN (SELECT number FROM place WHERE source = ?))""",
    "DELETE FROM mention WHERE place IN (SELECT number FROM place WHERE source = ?)",
    "DELETE FROM place WHERE source = ?",
    "DELETE FROM unplaced WHERE source = ?",
    "UPDATE source SET version_of = NULL WHERE version_of = ?",
    "DELETE FROM source WHERE number = ?",
)
# each table of rows that are numbered, in the order that loading gives them, and what refers to their numbers
_ORDERS: Final = (
    ("source", "number", (("place", "source"), ("unplaced", "source"), ("source", "version_of"))),
    ("place", "source, number", (("mention", "place"),)),
    ("unplaced", "source, number", ()),
    ("mention", "(SELECT source FROM place WHERE place.number = mention.place), number", (("detail", "mention"),)),
    ("detail", "mention, number", (("mention", "first"), ("mention", "last"))),
)


def find(connection: sqlite3.Connection, typed: str) -> tuple[int, str, str]:
    """The source that a name or the beginning of a hash means: its number, its hash and its name.

    Raises:
        UnknownNameError: there is none, or there are several; names those there are.
    """
    rows = connection.execute(_BY_NAME, (typed,)).fetchall()
    if not rows and len(typed) >= SHORTEST_HASH and set(typed.lower()) <= set("0123456789abcdef"):
        rows = connection.execute(_BY_HASH, (typed.lower(),)).fetchall()
    if len(rows) == 1:
        number, identifier, name = rows[0]
        return int(number), str(identifier), str(name)
    if rows:
        raise UnknownNameError(
            "“{typed}” names {n} sources. Name one by the beginning of its hash; “accord source list” lists them.",
            tuple(shown(identifier, name) for _, identifier, name in rows), typed=typed, n=len(rows),
        )  # fmt: skip
    every = connection.execute("SELECT id, name FROM source ORDER BY number").fetchall()
    raise UnknownNameError(
        "No source is called “{typed}”. “accord source list” lists them.", _near(typed, every), typed=typed
    )


def _near(typed: str, sources: list[tuple[str, str]]) -> tuple[str, ...]:
    from difflib import get_close_matches

    names = {name: shown(identifier, name) for identifier, name in sources}
    within = [name for name in names if typed and typed.casefold() in name.casefold()]
    return tuple(names[name] for name in dict.fromkeys([*within[:3], *get_close_matches(typed, names, n=3)]))


def shown(identifier: str, name: str) -> str:
    """How a source is told from its namesakes: its name and the beginning of its hash."""
    return f"{name} ({identifier[:SHOWN_HASH]})"


def earlier_version(connection: sqlite3.Connection, reading: Reading) -> tuple[int, str] | None:
    """The source that a reading corrects, as (number, hash): of the same name, edition, language and reporters.

    A document of no edition has to speak of the same things, too: another may well be called ``data.csv``.
    """
    source = reading.source
    asked = {"name": source.name, "edition": source.edition, "language": source.language, "id": source.id}
    namesakes = connection.execute(_NAMESAKES, asked).fetchall()
    if not namesakes:
        return None
    reporters = {claim.reported_by for claim in reading.claims} | {text.reported_by for text in reading.unplaced}
    for number, identifier in namesakes:
        said_by = {row[0] for row in connection.execute(_REPORTERS, (number, number))}
        if said_by == reporters and (source.edition or _speaks_of_the_same(connection, number, reading)):
            return int(number), str(identifier)
    return None


def _speaks_of_the_same(connection: sqlite3.Connection, number: int, reading: Reading) -> bool:
    old = {(kind, subject) for kind, subject in connection.execute(_SUBJECTS, (number,))}
    new = {(claim.kind, claim.subject) for claim in reading.claims}
    return len(old & new) >= ALIKE * min(len(old), len(new)) > 0


def claims_of(connection: sqlite3.Connection, number: int) -> int:
    """How many claims a source makes."""
    counted = (
        "SELECT coalesce(sum(m.last - m.first + 1), 0)"
        " FROM place AS p JOIN mention AS m ON m.place = p.number WHERE p.source = ?"
    )
    return int(connection.execute(counted, (number,)).fetchone()[0])


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Take a source out, and with it all that it says; decisions on who may see what it said stay."""
    for statement in _REMOVE:
        connection.execute(statement, (number,))


def forget_undecided(connection: sqlite3.Connection) -> None:
    """Let go of what was decided of submissions that are gone, where a new load would decide the same on its own.

    What a member opened or withheld stays decided: a submission that comes back is not shown to more than before.
    """
    connection.execute(_UNDECIDED, {"default": DEFAULT_APPROVAL})


def reorder(connection: sqlite3.Connection) -> None:
    """Number sources, and what they say, as one load of them all in their order would, and pair versions anew."""
    for table, order, references in _ORDERS:
        connection.execute(
            f"CREATE TEMP TABLE moved AS SELECT * FROM ("
            f"SELECT number AS old, row_number() OVER (ORDER BY {order}) AS new FROM {table}) WHERE old <> new"
        )
        connection.execute("CREATE UNIQUE INDEX temp.moved_old ON moved (old)")
        for other, column in ((table, "number"), *references):  # first out of each other's way
            connection.execute(f"UPDATE {other} SET {column} = -new FROM temp.moved WHERE {column} = old")
            connection.execute(f"UPDATE {other} SET {column} = -{column} WHERE {column} < 0")
        connection.execute("DROP TABLE temp.moved")
    connection.execute("UPDATE source SET version_of = NULL")
    for (number,) in connection.execute("SELECT number FROM source ORDER BY number").fetchall():
        connection.execute(
            "UPDATE source SET version_of = ? WHERE number = ?", (version_of(connection, number), number)
        )

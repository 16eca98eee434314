"""The sources of a graph file: find them by name or hash, delete them, and replace them by corrected versions.

The rows of a source are numbered within it (`graph.values.source_numbers`), so that the others keep their numbers when
it is deleted or replaced: what is derived from them does not change.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from graph.errors import UnknownNameError
from graph.sqlite.approvals import has_reported
from graph.values import DEFAULT_APPROVAL, source_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

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
SELECT DISTINCT reported_by FROM mention WHERE number BETWEEN :first AND :last
UNION SELECT DISTINCT reported_by FROM unplaced WHERE number BETWEEN :first AND :last
UNION SELECT DISTINCT reported_by FROM proposed_claim WHERE number BETWEEN :first AND :last
"""
_SUBJECTS: Final = """
SELECT kind, subject FROM mention WHERE number BETWEEN :first AND :last
UNION SELECT kind, subject FROM proposed_claim WHERE number BETWEEN :first AND :last
"""
_SUBMISSIONS: Final = """
SELECT coalesce(reported_by, 'council'), coalesce(edition, '') FROM mention WHERE number BETWEEN :first AND :last
UNION SELECT coalesce(reported_by, 'council'), coalesce(edition, '') FROM unplaced WHERE number BETWEEN :first AND :last
UNION SELECT coalesce(reported_by, 'council'), coalesce(edition, '') FROM proposed_claim
    WHERE number BETWEEN :first AND :last
"""
_DELETE_DEFAULT: Final = "DELETE FROM approval WHERE jurisdiction = ? AND edition = ? AND approval = ?"
_DELETE_SOURCE: Final = (
    *(f"DELETE FROM {table} WHERE number BETWEEN :first AND :last"
      for table in ("detail", "mention", "proposed_claim", "place", "unplaced")),
    "DELETE FROM source WHERE number = :source",
)  # fmt: skip


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
        earlier_reporters = {row[0] for row in connection.execute(_REPORTERS, _range(number))}
        if earlier_reporters == reporters and (source.edition or _shares_subjects(connection, number, reading)):
            return int(number), str(identifier)
    return None


def _shares_subjects(connection: sqlite3.Connection, number: int, reading: Reading) -> bool:
    old = {(kind, subject) for kind, subject in connection.execute(_SUBJECTS, _range(number))}
    new = {(claim.kind, claim.subject) for claim in reading.claims}
    return len(old & new) >= MIN_SHARED_SUBJECTS * min(len(old), len(new)) > 0


def _range(number: int) -> dict[str, int]:
    """Return the number of a source, and the first and last number of its rows, as parameters."""
    first, last = source_numbers(number)
    return {"source": number, "first": first, "last": last}


def count_claims(connection: sqlite3.Connection, number: int) -> int:
    """Count the claims of a source."""
    counted = "SELECT coalesce(sum(last - first + 1), 0) FROM mention WHERE number BETWEEN :first AND :last"
    return int(connection.execute(counted, _range(number)).fetchone()[0])


def delete_source(connection: sqlite3.Connection, number: int) -> set[tuple[str, str]]:
    """Delete a source and its claims; the approvals of its submissions stay.

    Returns:
        Its submissions, as (reporter, edition) as in the table `approval`.
    """
    submissions = set(connection.execute(_SUBMISSIONS, _range(number)).fetchall())
    for statement in _DELETE_SOURCE:
        connection.execute(statement, _range(number))
    return submissions


def delete_unused_defaults(connection: sqlite3.Connection, submissions: Iterable[tuple[str, str]]) -> None:
    """Delete the default approvals of those submissions that have no claims left.

    Other approvals stay: a submission that is loaded again is not shown to a wider audience than before.
    """
    connection.executemany(
        _DELETE_DEFAULT,
        ((who, edition, DEFAULT_APPROVAL) for who, edition in sorted(submissions)
         if not has_reported(connection, who, edition)),
    )  # fmt: skip

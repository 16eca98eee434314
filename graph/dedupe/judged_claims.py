"""Claims that hold because people said so, stored behind those of the sources.

Before sources change, the store is made to hold what they say and nothing else (`take_back`). Whenever the graph is
derived anew, judgements are applied again. So the same sources and decisions make the same store.
"""

from __future__ import annotations

import sqlite3
from typing import Final

LAST_SOURCE_MENTION: Final = "last mention of sources"  # in `metadata`: mentions with a higher number hold by judgement
_TAKE_BACK: Final = (
    "INSERT INTO detail SELECT * FROM rejected_claim ORDER BY number",
    "DELETE FROM rejected_claim",
    f"DELETE FROM detail WHERE mention > (SELECT value + 0 FROM metadata WHERE key = '{LAST_SOURCE_MENTION}')",
    f"DELETE FROM mention WHERE number > (SELECT value + 0 FROM metadata WHERE key = '{LAST_SOURCE_MENTION}')",
    f"DELETE FROM metadata WHERE key = '{LAST_SOURCE_MENTION}'",
)
_MENTION: Final = """
INSERT INTO mention (number, kind, subject, edition, reported_by, place, stated, rule, visible_from, first, last,
                     confidence, accepted, proposed)
VALUES (:mention, :kind, :subject, :edition, :reported_by, :place, 0, :rule, :visible_from, :detail, :detail,
        :confidence, :accepted, :proposed)
"""
_DETAIL: Final = """
INSERT INTO detail (number, mention, predicate, object, value, qualifier, language)
VALUES (:detail, :mention, :predicate, :object, :value, :qualifier, :language)
"""
_DEFAULTS: Final = {
    "object": None, "value": None, "qualifier": None, "language": None, "confidence": None, "accepted": 0,
    "proposed": 0,
}  # fmt: skip


def take_back(connection: sqlite3.Connection) -> None:
    """Remove what holds by judgement, and restore what people decided against."""
    for statement in _TAKE_BACK:
        connection.execute(statement)


class JudgedClaims:
    """Insert claims that hold by judgement, each as an inferred mention of its own.

    Args:
        connection: a connection with an open transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._mention, self._detail = (_max_number(connection, table) for table in ("mention", "detail"))
        self._before = self._mention

    def insert(self, **claim: object) -> None:
        """Insert a claim; the arguments are columns of `mention` and `detail`."""
        self._mention, self._detail = self._mention + 1, self._detail + 1
        values = {**_DEFAULTS, **claim, "mention": self._mention, "detail": self._detail}
        self._connection.execute(_MENTION, values)
        self._connection.execute(_DETAIL, values)

    def close(self) -> None:
        """Note where the mentions of the sources end, if something was inserted."""
        if self._mention > self._before:
            self._connection.execute(
                "INSERT OR IGNORE INTO metadata VALUES (?, ?)", (LAST_SOURCE_MENTION, str(self._before))
            )


def _max_number(connection: sqlite3.Connection, table: str) -> int:
    """Return the highest number of a table; a detail that was set aside may come back under its number."""
    aside = " UNION SELECT max(number) FROM rejected_claim" if table == "detail" else ""
    found = connection.execute(f"SELECT max(number) FROM {table}{aside} ORDER BY 1 DESC LIMIT 1").fetchone()
    return int(found[0] or 0)

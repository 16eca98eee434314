"""Claims that hold because people said so, numbered above those of the sources.

Before sources change, the store is made to hold what they say and nothing else (`take_back`). Whenever the graph is
derived anew, decisions are applied again. So the same sources and decisions make the same store.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from graph.values import FIRST_ACCEPTED

_TAKE_BACK: Final = (
    "INSERT INTO detail SELECT * FROM rejected_claim ORDER BY number",
    "DELETE FROM rejected_claim",
    f"DELETE FROM detail WHERE number >= {FIRST_ACCEPTED}",
    f"DELETE FROM mention WHERE number >= {FIRST_ACCEPTED}",
)
_MENTION: Final = """
INSERT INTO mention (number, kind, subject, edition, reported_by, place, stated, rule, visible_from, first, last,
                     confidence, accepted, proposed)
VALUES (:number, :kind, :subject, :edition, :reported_by, :place, 0, :rule, :visible_from, :number, :number,
        :confidence, :accepted, :proposed)
"""
_DETAIL: Final = """
INSERT INTO detail (number, mention, predicate, object, value, qualifier, language)
VALUES (:number, :number, :predicate, :object, :value, :qualifier, :language)
"""
_DEFAULTS: Final = {
    "object": None, "value": None, "qualifier": None, "language": None, "confidence": None, "accepted": 0,
    "proposed": 0,
}  # fmt: skip


def take_back(connection: sqlite3.Connection) -> None:
    """Remove what people decided, and restore what people decided against."""
    for statement in _TAKE_BACK:
        connection.execute(statement)


def insert_decided(connection: sqlite3.Connection, number: int, **claim: object) -> None:
    """Insert a claim that holds by a decision, as an inferred mention of its own.

    Args:
        connection: a connection with an open transaction.
        number: its number, and that of its mention: from `graph.values.FIRST_ACCEPTED`.
        claim: other columns of `mention` and `detail`.
    """
    values = {**_DEFAULTS, **claim, "number": number}
    connection.execute(_MENTION, values)
    connection.execute(_DETAIL, values)

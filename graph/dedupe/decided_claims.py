"""Claims that hold because people said so, numbered above those of the sources.

Before sources change, the store is made to hold what they say and nothing else (`take_back`). Whenever the graph is
derived anew, decisions are applied again. So the same sources and decisions make the same store.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from graph.store import evidence_by_claim
from graph.values import FIRST_ACCEPTED

if TYPE_CHECKING:
    import apsw

# The range of a mention without details is empty; of one that lost some it ends with those that are left.
_TAKE_BACK: Final = (
    """UPDATE mention SET first = min(mention.first, r.first), last = max(mention.last, r.last)
    FROM (SELECT mention AS number, min(number) AS first, max(number) AS last FROM rejected_claim GROUP BY 1) AS r
    WHERE mention.number = r.number""",
    "INSERT INTO detail SELECT * FROM rejected_claim ORDER BY number",
    "DELETE FROM rejected_claim",
    f"DELETE FROM detail WHERE number >= {FIRST_ACCEPTED}",
    f"DELETE FROM mention WHERE number >= {FIRST_ACCEPTED}",
)
_REJECT: Final = (
    "INSERT INTO rejected_claim SELECT * FROM detail WHERE number IN (SELECT value FROM json_each(:numbers))",
    "DELETE FROM detail WHERE number IN (SELECT value FROM json_each(:numbers))",
    """UPDATE mention SET
        first = coalesce((SELECT min(d.number) FROM detail AS d WHERE d.number BETWEEN mention.first AND mention.last),
                         mention.first),
        last = coalesce((SELECT max(d.number) FROM detail AS d WHERE d.number BETWEEN mention.first AND mention.last),
                        mention.first - 1)
    WHERE number IN (SELECT mention FROM rejected_claim WHERE number IN (SELECT value FROM json_each(:numbers)))""",
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
# A source has its name for the secretariat, and for others a number among those that they may see.
_EVIDENCE: Final = """
SELECT c.*, CASE WHEN :audience = 2 THEN s.id ELSE 'document-' || d.n END AS source,
       CASE WHEN :audience = 2 THEN s.name ELSE 'Document ' || d.n END AS name,
       p.page, CASE WHEN :audience = 2 THEN p.sheet END AS sheet, p.cell, p.line, p.quote
FROM ({claims}) AS c
JOIN main.place AS p ON p.number = c.place
JOIN main.source AS s ON s.number = p.source
LEFT JOIN (
    SELECT number, row_number() OVER (ORDER BY number) AS n FROM main.source WHERE visible_from <= :audience
) AS d ON d.number = s.number
"""
_DEFAULTS: Final = {
    "object": None, "value": None, "qualifier": None, "language": None, "confidence": None, "accepted": 0,
    "proposed": 0,
}  # fmt: skip


def take_back(connection: apsw.Connection) -> None:
    """Remove what people decided, and restore what people decided against."""
    for statement in _TAKE_BACK:
        connection.execute(statement)


def reject_claims(connection: apsw.Connection, numbers: Iterable[int]) -> None:
    """Move claims to `rejected_claim`, from where `take_back` restores them."""
    bound = {"numbers": json.dumps(sorted(numbers))}
    for statement in _REJECT:
        connection.execute(statement, bound)


def insert_decided(connection: apsw.Connection, number: int, **claim: object) -> None:
    """Insert a claim that holds by a decision, as an inferred mention of its own.

    Args:
        connection: a connection with an open transaction.
        number: its number, and that of its mention: from `graph.values.FIRST_ACCEPTED`.
        claim: other columns of `mention` and `detail`.
    """
    values = {**_DEFAULTS, **claim, "number": number}
    connection.execute(_MENTION, values)
    connection.execute(_DETAIL, values)


def read_evidence(
    connection: apsw.Connection, audience: int, claims: str, numbers: Iterable[int]
) -> dict[int, dict[str, Any]]:
    """Return the evidence of claims that hold only by a decision, or no longer, by number.

    Args:
        connection: a connection to the store.
        audience: the number of the audience; it may see all these claims.
        claims: a SELECT of the claims whose numbers are in `:numbers`: number, place and other columns of evidence.
        numbers: their numbers.
    """
    bound = {"numbers": json.dumps(sorted(set(numbers))), "audience": audience}
    cursor = connection.execute(_EVIDENCE.format(claims=claims), bound)
    rows = (dict(zip((name for name, _ in cursor.get_description()), row, strict=True)) for row in cursor)
    return evidence_by_claim({name: value for name, value in row.items() if name != "place"} for row in rows)

"""The facts that people refused or corrected, with the words of the sources that say them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from graph.dedupe.decisions import fact_decisions
from graph.dedupe.fact_decisions import FactMatcher
from graph.store import evidence_by_claim
from graph.values import AUDIENCES

if TYPE_CHECKING:
    from graph.dedupe.decisions import Decision

_EVIDENCE: Final = """
SELECT c.number, CASE WHEN :audience = 2 THEN s.id ELSE 'document-' || d.n END AS source,
       CASE WHEN :audience = 2 THEN s.name ELSE 'Document ' || d.n END AS name,
       p.page, CASE WHEN :audience = 2 THEN p.sheet END AS sheet, p.cell, p.line, p.quote, m.stated, m.rule,
       m.confidence
FROM json_each(:numbers) AS wanted
JOIN main.rejected_claim AS c ON c.number = wanted.value
JOIN main.mention AS m ON m.number = c.mention
JOIN main.place AS p ON p.number = m.place
JOIN main.source AS s ON s.number = p.source
LEFT JOIN (
    SELECT number, row_number() OVER (ORDER BY number) AS n FROM main.source WHERE visible_from <= :audience
) AS d ON d.number = s.number
"""


def read_refused(
    connection: sqlite3.Connection, audience: int, decisions: Iterable[Decision]
) -> list[tuple[Decision, list[dict[str, Any]]]]:
    """Return the decisions on facts with the evidence that they took out, as far as an audience may see it.

    The secretariat also gets decisions that no claim is about.
    """
    decided = fact_decisions(decisions)
    found: dict[str, list[int]] = {}
    for level in range(audience + 1):
        for decision, claim in FactMatcher(connection, level, decided, "rejected_claim").matches():
            found.setdefault(decision.id, []).append(claim.number)
    numbers = json.dumps(sorted({number for claims in found.values() for number in claims}))
    cursor = connection.execute(_EVIDENCE, {"numbers": numbers, "audience": audience})
    names = [column[0] for column in cursor.description]
    evidence = evidence_by_claim(dict(zip(names, row, strict=True)) for row in cursor)
    sees_all = audience == len(AUDIENCES) - 1
    return [
        (one, [evidence[number] for number in sorted(found.get(one.id, ()))])
        for one in decided
        if sees_all or one.id in found
    ]

"""The facts that people refused or corrected, with the words of the sources that say them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from graph.dedupe.decided_claims import read_evidence
from graph.dedupe.decisions import fact_decisions
from graph.dedupe.fact_decisions import FactMatcher
from graph.values import AUDIENCES

if TYPE_CHECKING:
    import apsw

    from graph.dedupe.decisions import Decision

_CLAIMS: Final = """
SELECT c.number, m.place, m.stated, m.rule, m.confidence
FROM main.rejected_claim AS c JOIN main.mention AS m ON m.number = c.mention
WHERE c.number IN (SELECT value FROM json_each(:numbers))
"""


def read_refused(
    connection: apsw.Connection, audience: int, decisions: Iterable[Decision]
) -> list[tuple[Decision, list[dict[str, Any]]]]:
    """Return the decisions on facts with the evidence that they took out, as far as an audience may see it.

    The secretariat also gets decisions that no claim is about.
    """
    decided = fact_decisions(decisions)
    found: dict[str, list[int]] = {}
    for level in range(audience + 1):
        for decision, claim in FactMatcher(connection, level, decided, "rejected_claim").matches():
            found.setdefault(decision.id, []).append(claim.number)
    evidence = read_evidence(connection, audience, _CLAIMS, {number for claims in found.values() for number in claims})
    sees_all = audience == len(AUDIENCES) - 1
    return [
        (one, [evidence[number] for number in sorted(found.get(one.id, ()))])
        for one in decided
        if sees_all or one.id in found
    ]

"""Apply decisions on proposals: what people accepted is put among the claims, before duplicates are resolved.

An accepted claim is inferred by its own rule and marked as accepted; a corrected one says what the person put in its
place. Who may see the proposal may see the fact: it keeps the visibility of the submission that it is from.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from graph.dedupe.decided_claims import insert_decided, read_evidence
from graph.dedupe.decisions import proposal_decisions
from graph.dedupe.proposals import Proposal, ProposedClaim, group_proposals, holding_claims, open_proposals
from graph.values import AUDIENCES, FIRST_ACCEPTED

if TYPE_CHECKING:
    import apsw

    from graph.dedupe.decisions import Decision

OPEN_INCLUDED: Final = "open proposals included"  # in `metadata`: this is a copy in which open proposals hold, too
_PROPOSED: Final = """
WITH c AS (
    SELECT p.*, CASE WHEN p.kind = 'partnership' THEN coalesce(
        (SELECT i.object FROM main.proposed_claim AS i
         WHERE i.subject = p.subject AND i.kind = 'partnership' AND i.predicate = 'initiative'
             AND i.visible_from <= p.visible_from LIMIT 1),
        (SELECT d.object FROM main.mention AS m JOIN main.detail AS d ON d.number BETWEEN m.first AND m.last
         WHERE m.subject = p.subject AND m.kind = 'partnership' AND d.predicate = 'initiative'
             AND m.visible_from <= p.visible_from LIMIT 1)) END AS initiative
    FROM main.proposed_claim AS p WHERE p.visible_from <= :audience)
SELECT c.number, (SELECT source FROM main.place WHERE place.number = c.place) AS source, c.kind, c.subject, c.predicate,
       c.object, c.value, c.qualifier, c.language, c.edition, c.reported_by, c.place, c.rule, c.confidence,
       c.visible_from, c.initiative,
       EXISTS (SELECT 1 FROM main.mention AS m JOIN main.detail AS d ON d.number BETWEEN m.first AND m.last
               WHERE m.subject = coalesce(c.initiative, c.subject) AND m.visible_from <= c.visible_from
                   AND (m.kind, d.predicate) IN (VALUES ('initiative', 'title'), ('need', 'text'))) AS in_graph
FROM c ORDER BY c.number
"""
_CLAIMS: Final = """
SELECT c.number, c.place, 0 AS stated, c.rule, c.confidence, 1 AS proposed
FROM main.proposed_claim AS c WHERE c.number IN (SELECT value FROM json_each(:numbers))
"""


def read_proposed(connection: apsw.Connection, audience: int = len(AUDIENCES) - 1) -> list[ProposedClaim]:
    """Return the proposed claims of a store that an audience may see, in the order of loading."""
    rows = connection.execute(_PROPOSED, {"audience": audience})
    return [ProposedClaim._make((*row[:-1], bool(row[-1]))) for row in rows]


def proposal_ids(connection: apsw.Connection, audience: int) -> frozenset[str]:
    """Return the identifiers of all proposals that an audience may see, decided or not."""
    return frozenset(proposal.id for proposal in group_proposals(read_proposed(connection, audience)))


def read_proposals(connection: apsw.Connection, audience: int, decisions: Iterable[Decision]) -> list[Proposal]:
    """Return the proposals that an audience may see and people have not decided about, with their evidence."""
    found = open_proposals(read_proposed(connection, audience), proposal_decisions(decisions))
    numbers = (claim.number for proposal in found for claim in proposal.answers)
    evidence = read_evidence(connection, audience, _CLAIMS, numbers)
    for proposal in found:
        proposal.evidence = [evidence[claim.number] for claim in proposal.answers]
    return found


def apply_proposals(connection: apsw.Connection, decisions: Iterable[Decision]) -> None:
    """Insert the proposed claims that hold: those that people accepted and, in a copy for them, those that are open."""
    decided = proposal_decisions(decisions)
    include_open = includes_open(connection)
    if not decided and not include_open:
        return
    for claim, status in holding_claims(read_proposed(connection), decided, include_open=include_open):
        insert_decided(
            connection, FIRST_ACCEPTED + claim.number, kind=claim.kind, subject=claim.subject,
            predicate=claim.predicate, object=claim.object, value=claim.value,
            qualifier=claim.qualifier, language=claim.language, edition=claim.edition, reported_by=claim.reported_by,
            place=claim.place, rule=claim.rule, confidence=claim.confidence, visible_from=claim.visible_from,
            accepted=int(status == "accepted"), proposed=int(status == "open"),
        )  # fmt: skip


def includes_open(connection: apsw.Connection) -> bool:
    """Whether a store is a copy in which open proposals hold."""
    return connection.execute("SELECT 1 FROM main.metadata WHERE key = ?", (OPEN_INCLUDED,)).fetchone() is not None

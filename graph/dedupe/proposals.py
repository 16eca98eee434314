"""Proposals: claims that are likely but not sure, grouped into what a person decides about.

A reader marks such claims as `proposed`. They are kept separate from the claims of the graph, in the table
`proposed_claim`, and nothing is derived from them. A proposal is one question to a person: is this an initiative?
does this jurisdiction lead it? is it a partner? Its kind is "initiative" or "need" where all of a node is proposed,
"partner" of a member of a partnership, else the predicate of the claim ("lead", "date", "external_partner", …).

A proposal is known by what it says, not by where it was read: the same proposal in two sources is one, and a decision
about it holds for each later reading. What belongs to a proposed initiative (its lead, partners and dates in the same
source) is decided with it, unless a person decides about that part as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from graph.dedupe.decisions import WHOLE_NODES, proposal_id

if TYPE_CHECKING:
    from graph.claims import Claim
    from graph.dedupe.decisions import Decision

Status = Literal["accepted", "open"]
CORRECTED_RULE: Final = "corrected-by-person"
_PARTS: Final = frozenset({"lead", "date", "external_partner"})  # of an initiative, each a proposal
_DESCRIBED: Final = frozenset({"jurisdiction", "theme"})  # accepted with what refers to them


class ProposedClaim(NamedTuple):
    """A row of the table.

    `source` is the number of its source, `initiative` that of its partnership. `in_graph` says whether sources state
    the node that it is about, so that whoever sees the claim sees the node.
    """

    number: int
    source: int
    kind: str
    subject: str
    predicate: str
    object: str | None
    value: str | None
    qualifier: str | None
    language: str | None
    edition: str | None
    reported_by: str | None
    place: int
    rule: str
    confidence: float | None
    visible_from: int
    initiative: str | None
    in_graph: bool

    @property
    def content(self) -> str:
        """The object or value of the claim."""
        return self.object or self.value or ""

    @property
    def is_partner(self) -> bool:
        """Whether it names a partner of a partnership."""
        return self.kind == "partnership" and self.predicate == "member" and self.qualifier != "lead"


@dataclass(slots=True)
class Proposal:
    """One question to a person, and the claims that hold with a yes.

    `subject` is the node that it is about, `target` what is proposed of it: an identifier, a name, a date with its
    kind, or the title of a whole initiative. `parent` is the identifier of the proposed initiative that it is part of.
    `answers` are the claims that it asks about; `claims` has them first, then those that come with them. `evidence`
    says where the answers come from, as evidence of an answer does.
    """

    kind: str
    subject: str
    target: str
    parent: str | None = None
    answers: list[ProposedClaim] = field(default_factory=list)
    others: list[ProposedClaim] = field(default_factory=list)
    evidence: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The identifier of the proposal: eight digits."""
        return proposal_id(self.kind, self.subject, self.target)

    @property
    def claims(self) -> list[ProposedClaim]:
        """All claims that hold with a yes."""
        return [*self.answers, *self.others]

    @property
    def in_graph(self) -> bool:
        """Whether sources state the node that it is about."""
        return any(claim.in_graph for claim in self.answers)

    @property
    def confidence(self) -> float | None:
        """The highest confidence of its rules, if any has one."""
        return max((claim.confidence for claim in self.answers if claim.confidence is not None), default=None)


class Holding(NamedTuple):
    """A proposed claim that holds, as accepted by a person or as open."""

    claim: ProposedClaim
    status: Status


class _Grouping:
    """Finds the proposals that a claim belongs to.

    Args:
        claims: all proposed claims.
    """

    def __init__(self, claims: Iterable[ProposedClaim]) -> None:
        self.claims = list(claims)
        self._titles: dict[tuple[int, str, str], str] = {}  # of whole nodes, by source, kind and identifier
        self._partners: dict[tuple[int, str], list[ProposedClaim]] = defaultdict(list)  # by source and partnership
        self._users: dict[str, list[ProposedClaim]] = defaultdict(list)  # by the node that they refer to
        for claim in self.claims:
            if claim.value and claim.predicate == WHOLE_NODES.get(claim.kind):
                self._titles.setdefault((claim.source, claim.kind, claim.subject), claim.value)
            if claim.is_partner:
                self._partners[claim.source, claim.subject].append(claim)
            if claim.object and claim.kind not in _DESCRIBED:
                self._users[claim.object].append(claim)

    def proposals_of(self, claim: ProposedClaim) -> Iterator[tuple[Proposal, bool]]:
        """Yield the proposals that a claim belongs to, empty, and whether the claim is what they ask about."""
        title = self._titles.get((claim.source, claim.kind, claim.subject))
        if claim.kind in _DESCRIBED and claim.subject in self._users:
            for user in self._users[claim.subject]:
                yield from ((proposal, False) for proposal, _ in self.proposals_of(user))
        elif claim.kind == "partnership":
            yield from self._partner_proposals(claim)
        elif claim.kind == "initiative" and claim.predicate in _PARTS:
            date = f"{claim.qualifier or 'milestone'} {claim.content}"
            target = date if claim.predicate == "date" else claim.content
            yield Proposal(claim.predicate, claim.subject, target, self._parent(claim, claim.subject)), True
        elif title:
            asks = claim.predicate == WHOLE_NODES[claim.kind]
            yield Proposal(claim.kind, claim.subject, title), asks
        else:
            yield _proposal_of_attribute(claim), True

    def _partner_proposals(self, claim: ProposedClaim) -> Iterator[tuple[Proposal, bool]]:
        """Yield the partner that a claim of a partnership names or, where it names none, all partners there."""
        about = claim.initiative or claim.subject
        parent = self._parent(claim, about)
        partners = [claim] if claim.is_partner else self._partners.get((claim.source, claim.subject), [])
        for partner in partners:
            yield Proposal("partner", about, partner.content, parent), claim.is_partner
        if not partners:
            yield _proposal_of_attribute(claim), True

    def _parent(self, claim: ProposedClaim, initiative: str) -> str | None:
        title = self._titles.get((claim.source, "initiative", initiative))
        return proposal_id("initiative", initiative, title) if title else None


def _proposal_of_attribute(claim: ProposedClaim) -> Proposal:
    kind = f"{claim.predicate}_link" if claim.predicate in WHOLE_NODES else claim.predicate
    return Proposal(kind, claim.subject, claim.content)


def group_proposals(claims: Iterable[ProposedClaim]) -> list[Proposal]:
    """Group claims into proposals, in the order of the claims; parts follow the initiative that they belong to."""
    grouping = _Grouping(claims)
    found: dict[str, Proposal] = {}
    for claim in grouping.claims:
        for proposal, asks in {p.id: (p, asks) for p, asks in grouping.proposals_of(claim)}.values():
            known = found.setdefault(proposal.id, proposal)
            known.parent = known.parent and proposal.parent  # in one source it may be part of what another states
            (known.answers if asks else known.others).append(claim)
    parts: dict[str | None, list[Proposal]] = defaultdict(list)
    for proposal in found.values():
        parts[proposal.parent].append(proposal)
    return [one for proposal in parts[None] for one in (proposal, *parts[proposal.id])]


def proposals_in(claims: Iterable[Claim]) -> list[Proposal]:
    """Return the proposals among the claims of one source that is not stored yet, each claim known by its position."""
    every = list(claims)
    about = {c.subject: c.object for c in every if c.kind == "partnership" and c.predicate == "initiative"}
    stated = {c.subject for c in every if not c.proposed and c.predicate == WHOLE_NODES.get(c.kind)}
    return group_proposals(
        ProposedClaim(
            number, 0, c.kind, c.subject, c.predicate, c.object, c.value, c.qualifier, c.language, c.edition,
            c.reported_by, 0, c.rule, c.confidence, 0, about.get(c.subject),
            in_graph=(about.get(c.subject) or c.subject) in stated,
        )
        for number, c in enumerate(every)
        if c.proposed
    )  # fmt: skip


def open_proposals(claims: Iterable[ProposedClaim], decisions: Mapping[str, Decision]) -> list[Proposal]:
    """Return the proposals without a decision, except those whose content is in the graph already."""
    found = []
    for proposal in group_proposals(claims):
        if proposal.kind in WHOLE_NODES and proposal.in_graph:
            continue
        above = decisions.get(proposal.parent or "")
        if proposal.id not in decisions and (above is None or (proposal.in_graph and not above.same)):
            found.append(proposal)
    return found


def holding_claims(
    claims: Iterable[ProposedClaim], decisions: Mapping[str, Decision], *, include_open: bool = False
) -> list[Holding]:
    """Return the proposed claims that hold, in their order.

    Args:
        claims: all proposed claims.
        decisions: what people decided, by the identifier of the proposal.
        include_open: whether proposals without a decision hold, too.
    """
    found: dict[int, Holding] = {}
    statuses: dict[str, Status | None] = {}
    for proposal in group_proposals(claims):  # parents come before their parts
        decision, above = decisions.get(proposal.id), statuses.get(proposal.parent or "")
        status = statuses[proposal.id] = _status(proposal, decision, above, include_open=include_open)
        if status is None:
            continue
        for claim in proposal.claims:
            asks = any(claim is one for one in proposal.answers)
            made = _corrected(claim, proposal, decision.to) if decision and decision.to and asks else claim
            if claim.number not in found or (status == "accepted" and found[claim.number].status == "open"):
                found[claim.number] = Holding(made, status)
    return [found[number] for number in sorted(found)]


def _status(
    proposal: Proposal, decision: Decision | None, above: Status | None, *, include_open: bool
) -> Status | None:
    """Return how a proposal holds, None where it does not.

    Args:
        proposal: the proposal.
        decision: what people decided about it.
        above: how the initiative holds that it is part of.
        include_open: whether proposals without a decision hold.
    """
    if decision and not decision.same:
        return None
    if proposal.parent and (above == "accepted" or not proposal.in_graph):  # it holds no more than the initiative does
        return above
    if decision:
        return "accepted"
    return "open" if include_open else None


def _corrected(claim: ProposedClaim, proposal: Proposal, to: str) -> ProposedClaim:
    """Return a claim with what a person put in place of what it says."""
    if proposal.kind in WHOLE_NODES and claim.value != proposal.target:
        return claim  # the title in another language
    changed = claim._replace(rule=CORRECTED_RULE, confidence=None)
    if proposal.kind == "date":
        kind, _, day = to.rpartition(" ")
        return changed._replace(value=day, qualifier=kind or claim.qualifier)
    return changed._replace(object=to) if claim.object else changed._replace(value=to)

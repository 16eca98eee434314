"""From pieces of work to claims: what is asserted, what is only proposed, and what is left unplaced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.claims import initiative_id, partnership_id
from graph.text.strings import jurisdiction_slug
from graph.vocabulary.jurisdictions import entries
from loaders.documents.claim_groups import introduce
from loaders.documents.prose.details.group_members import MEMBER
from loaders.documents.prose.details.themes import write_themes
from loaders.documents.prose.initiative_candidates import CO_MENTION, Written
from loaders.text.names import Named
from loaders.text.persons import is_given_name, is_person, is_person_at, may_be_given_name

if TYPE_CHECKING:
    from graph.claims import Place
    from loaders.claims import ClaimBuilder
    from loaders.documents.prose.initiative_candidates import RoleFact, Work
    from loaders.documents.prose.structure.front import Front

PROPOSED_CONFIDENCE: Final = 0.5
COUNCIL: Final = "COUNCIL"  # in identifiers: work of which no party is known
MAX_TITLE: Final = 180  # characters
SIDES: Final = 2
# How a name was found that the text itself gives to a piece of work.
NAMED: Final = frozenset({"label", "row", "numbered", "agreement", "quoted", "capitalised", "classified", "award"})
LEAD_ORDER: Final = (
    "lead-of-a-column", "lead-label", "lead-of-a-list", "leads", "responsible-for", "responsibility-of", "led-by",
    "award-for", "name-below-a-title", "owner-of-title", "owner-by-pronoun", "title-of-party", "party-acts",
    "lead-of-the-rows", "object-of-action", "object-of-carrying", "pays-through", "we-act", "object-of-work",
    "object-of-funding", "object-of-agreement", "lead-of-a-line", "name-of-a-list", "party-of-the-heading",
    "object-of-showing", "shown-to-members",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads a piece of work (None: nobody does), the rule, and whether words say so."""

    fact: RoleFact | None = None
    rule: str = ""
    stated: bool = False
    confidence: float = 0.6
    proposed: bool = False


def lead_of(work: Work) -> Lead:
    """Who leads a piece of work; where several sides act and nobody is said to lead, the side named first, inferred.

    A party that models think likely, or one that is only named beside the work, is proposed as its lead.
    """
    leads = sorted(
        (_as_lead(fact) for fact in work.parties("lead")),
        key=lambda fact: (not fact.stated, LEAD_ORDER.index(fact.rule) if fact.rule in LEAD_ORDER else len(LEAD_ORDER)),
    )
    sides = [fact for fact in work.parties("side") if fact.party.id]
    if leads and not (len(sides) >= SIDES and leads[0].rule == "party-acts"):
        return Lead(leads[0], leads[0].rule, leads[0].stated, leads[0].confidence)
    if sides:
        return Lead(sides[0], "side-named-first")
    if likely := next((fact for fact in work.proposed_roles if fact.role == "lead"), None):
        return Lead(_as_lead(likely), likely.rule, confidence=likely.confidence, proposed=True)
    co_mentioned = [fact for fact in work.roles if fact.rule == CO_MENTION and fact.party.id]
    return Lead(co_mentioned[0], "party-named-first", confidence=0.4, proposed=True) if co_mentioned else Lead()


def _as_lead(fact: RoleFact) -> RoleFact:
    """A lead; an organisation outside government is one under its own name."""
    party = fact.party
    if party.id:
        return fact
    named = Named(jurisdiction_slug(party.name), party.name, known=False, level="other")
    return replace(fact, party=replace(party, id=named.id, named=named))


def write_claims(
    builder: ClaimBuilder, works: Sequence[Work], front: Front, abbreviations: Mapping[str, str]
) -> dict[int, Written]:
    """Write the claims of the works of a document, in their order; a person leads nothing and takes part in nothing.

    Returns the works that are no proposals, by the identity of each.

    Args:
        builder: takes the claims.
        works: the works.
        front: what the document says of itself.
        abbreviations: those that the document explains, by the keys of their parties.
    """
    for work in works:
        given = _given_names([*work.roles, *work.proposed_roles])
        work.roles, work.proposed_roles = (
            [fact for fact in facts if fact.party.name not in given and not _is_of_person(fact)]
            for facts in (work.roles, work.proposed_roles)
        )
    writer = _Writer(builder, front.sender.value if front.sender else None, abbreviations)
    known = [work for work in works if not work.is_proposed]
    for work in known:
        writer.identify(work)
    for work in known:
        writer.write(work)
    asserted = dict(writer.ids)
    for work in works:
        if work.is_proposed and writer.identify(work) not in asserted.values():
            writer.write(work)
    return {key: Written(one, writer.leads.get(key)) for key, one in asserted.items()}


def _given_names(facts: Sequence[RoleFact]) -> frozenset[str]:
    """The unknown parties that given names list, of which at least two are nothing else: "Michel and Théophile"."""
    unknown = {fact.party.name for fact in facts if fact.party.id not in entries()}
    given = frozenset(filter(may_be_given_name, unknown))
    return given if sum(map(is_given_name, given)) > 1 else frozenset()


def _is_of_person(fact: RoleFact) -> bool:
    """Whether what has a role is a person, as labels and tables name who is responsible."""
    party, text = fact.party, fact.passage.text
    if party.id in entries():
        return False
    if text[party.start : party.end] == party.name:
        return is_person_at(text, party.start, party.end)
    return is_person(party.name)


@dataclass(slots=True)
class _Writer:
    builder: ClaimBuilder
    sender: str | None
    abbreviations: Mapping[str, str]  # that the document explains, by keys of parties
    ids: dict[int, str] = field(default_factory=dict)
    leads: dict[int, str] = field(default_factory=dict)  # of works that have one that is no proposal

    proposed: bool = False  # whether what is written is only proposed

    def identify(self, work: Work) -> str:
        """Give a work its identifier: that of who leads it, or takes part first, and its title; returns it."""
        lead = lead_of(work).fact
        parties = [lead.party.id if lead else None, *(fact.party.id for fact in work.roles), self.sender, COUNCIL]
        prefix = next(filter(None, parties), COUNCIL)
        made = initiative_id(prefix, work.title[:MAX_TITLE])
        if made in self.ids.values() and work.parent is not None:
            made = initiative_id(prefix, f"{work.parent.title[:60]} {work.title[:MAX_TITLE]}")
        self.ids[id(work)] = made
        return made

    def write(self, work: Work) -> None:
        """Write all that is known of a work; of one that is only proposed, all as proposed."""
        self.proposed = work.is_proposed
        one, place = self.ids[id(work)], work.passage.place(work.start, work.end)
        rule = f"name-{work.how}"
        stated = work.how in NAMED
        kind = "component" if work.is_component else "initiative"
        sure = None if stated or self.proposed or work.probability is None else min(work.probability, 1.0)
        self._value(one, "kind", kind, place, rule, stated=stated, confidence=sure)
        self._value(one, "title", work.title[:MAX_TITLE], place, rule, stated=stated, confidence=sure,
                    language=self.builder.language)  # fmt: skip
        parent = self.ids.get(id(work.parent)) if work.parent is not None else None
        if parent and parent != one:
            self.builder.add_link("initiative", one, "part_of", parent, place, rule, by=self.sender)
        lead = self._lead(work, one)
        if lead is not None and lead.party.id is not None:
            self.leads[id(work)] = lead.party.id
        self._members(work, one, lead)
        for date in work.dates:
            self._value(one, "date", date.edtf, date.place, date.rule, stated=date.stated, qualifier=date.kind)
        if not self.proposed:
            self._propose(work, one, lead)
        if work.status:
            status = work.status
            self._value(one, "status", status.value, status.place, status.rule, stated=status.stated)
        if work.summary is not None:
            self._value(one, "summary", work.summary.text, work.summary.place(), "sentence-of-a-work", stated=False,
                        language=self.builder.language)  # fmt: skip
        if not self.proposed:
            write_themes(self.builder, one, work, by=self.sender)

    def _value(
        self, one: str, predicate: str, value: str, place: Place, rule: str, *, stated: bool = True,
        qualifier: str | None = None, language: str | None = None, confidence: float | None = None,
    ) -> None:  # fmt: skip
        self.builder.add_value("initiative", one, predicate, value, place, rule, by=self.sender,
                               stated=stated and not self.proposed, qualifier=qualifier, language=language,
                               confidence=PROPOSED_CONFIDENCE if self.proposed and confidence is None else confidence,
                               proposed=self.proposed)  # fmt: skip

    def _lead(self, work: Work, one: str) -> RoleFact | None:
        lead = lead_of(work)
        if lead.fact is None or lead.fact.party.id is None:
            return None
        place, proposed = lead.fact.passage.place(lead.fact.start, lead.fact.stop), lead.proposed or self.proposed
        stated = lead.stated and not proposed
        self._introduce(lead.fact, proposed=proposed)
        self.builder.add_link("initiative", one, "lead", lead.fact.party.id, place, lead.rule, by=self.sender,
                              stated=stated, confidence=None if stated else lead.confidence,
                              proposed=proposed)  # fmt: skip
        return None if lead.proposed else lead.fact

    def _propose(self, work: Work, one: str, lead: RoleFact | None) -> None:
        """Propose who takes part in a work, and when, as far as that is likely and not sure."""
        self.proposed = True
        for fact in work.proposed_roles:
            if fact.role == "partner" and fact.party.id and fact.rule != MEMBER:
                self._partnership(one, lead, {fact.party.id: fact})
            elif fact.role == "partner" and fact.rule != MEMBER:
                self._external(one, fact)
        members = {fact.party.id: fact for fact in work.proposed_roles if fact.rule == MEMBER and fact.party.id}
        self._partnership(one, lead, members)
        for date in work.proposed_dates:
            self._value(one, "date", date.edtf, date.place, date.rule, stated=False, qualifier=date.kind)
        self.proposed = False

    def _introduce(self, fact: RoleFact, *, proposed: bool) -> None:
        if fact.party.named is not None:
            party, text = fact.party, fact.passage.text
            is_here = text[party.start : party.end] == party.name
            place = fact.passage.place(*((party.start, party.end) if is_here else (fact.start, fact.stop)))
            short = self.abbreviations.get(fact.party.key, fact.party.named.abbreviation)
            named = replace(fact.party.named, abbreviation=short)
            introduce(self.builder, named, place, by=self.sender, proposed=proposed)

    def _members(self, work: Work, one: str, lead: RoleFact | None) -> None:
        """The partnership of the lead, the sides and the partners; organisations outside government are named only."""
        members: dict[str, RoleFact] = {}
        for fact in work.roles:
            if fact.role != "lead" and fact.party.id:
                members.setdefault(fact.party.id, fact)
            elif fact.role != "lead" and (lead is None or fact.party.key != lead.party.key):
                self._external(one, fact)
        maybe = lead_of(work)
        if lead is None and maybe.proposed and maybe.fact and list(members) == [maybe.fact.party.id]:
            return  # a party alone is no partnership, and is proposed as lead
        self._partnership(one, lead, members)

    def _external(self, one: str, fact: RoleFact) -> None:
        """Name who takes part and has no identifier."""
        place = fact.passage.place(fact.start, fact.stop)
        self._value(one, "external_partner", fact.party.name, place, fact.rule, stated=fact.stated,
                    confidence=None if fact.stated else fact.confidence)  # fmt: skip

    def _partnership(self, one: str, lead: RoleFact | None, members: Mapping[str, RoleFact]) -> None:
        """Write a partnership of who leads and of others, by their identifiers; none without others."""
        chosen = lead.party.id if lead else None
        others = [fact for identifier, fact in members.items() if identifier != chosen]
        every = [*([chosen] if chosen else []), *(identifier for identifier in members if identifier != chosen)]
        partnership = partnership_id(one, frozenset(every))
        if not others:
            return
        for identifier in every:
            fact = lead if identifier == chosen and lead else members[identifier]
            self._introduce(fact, proposed=self.proposed)
            place, role = fact.passage.place(fact.start, fact.stop), "lead" if identifier == chosen else "partner"
            self.builder.add_link("partnership", partnership, "member", identifier, place, fact.rule, by=self.sender,
                                  qualifier=role, stated=fact.stated and role == "partner" and not self.proposed,
                                  confidence=None if fact.stated else fact.confidence,
                                  proposed=self.proposed)  # fmt: skip
        first = others[0]
        place = first.passage.place(first.start, first.stop)
        self.builder.add_link("partnership", partnership, "initiative", one, place, first.rule, by=self.sender,
                              stated=first.stated and not self.proposed, proposed=self.proposed)  # fmt: skip

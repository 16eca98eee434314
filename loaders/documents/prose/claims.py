"""From pieces of work to claims: what is asserted, what is only proposed, and what is left unplaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.claims import initiative_id, partnership_id
from graph.text.strings import jurisdiction_slug
from graph.values import MAX_IDENTIFIER_LENGTH
from loaders.documents.claim_groups import add_themes, introduce
from loaders.text.names import Named

if TYPE_CHECKING:
    from graph.claims import Place
    from loaders.claims import ClaimBuilder
    from loaders.documents.prose.initiative_candidates import RoleFact, Work
    from loaders.documents.prose.structure.front import Front

COUNCIL: Final = "COUNCIL"  # in identifiers: work of which no party is known
MAX_TITLE: Final = 180  # characters
SIDES: Final = 2
# How a name was found that the text itself gives to a piece of work.
NAMED: Final = frozenset({"label", "row", "numbered", "agreement", "quoted", "capitalised", "award"})
LEAD_ORDER: Final = (
    "lead-of-a-column", "lead-label", "led-by", "leads", "responsible-for", "responsibility-of", "award-for",
    "name-below-a-title", "lead-behind-a-title", "owner-of-title", "title-of-party", "party-acts", "lead-of-the-rows",
    "object-of-action", "object-of-carrying", "we-act", "object-of-work", "object-of-funding", "object-of-agreement",
    "lead-of-a-line", "name-of-a-list", "party-of-the-heading", "object-of-showing", "shown-to-members", "within-party",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads a piece of work (None: nobody does), the rule, and whether words say so."""

    fact: RoleFact | None = None
    rule: str = ""
    stated: bool = False
    confidence: float = 0.6


def lead_of(work: Work) -> Lead:
    """Who leads a piece of work; where several sides act and nobody is said to lead, the side named first, inferred."""
    leads = sorted(
        (_as_lead(fact) for fact in work.parties("lead")),
        key=lambda fact: (not fact.stated, LEAD_ORDER.index(fact.rule) if fact.rule in LEAD_ORDER else len(LEAD_ORDER)),
    )
    sides = [fact for fact in work.parties("side") if fact.party.id]
    if leads and not (len(sides) >= SIDES and leads[0].rule == "party-acts"):
        return Lead(leads[0], leads[0].rule, leads[0].stated, leads[0].confidence)
    return Lead(sides[0], "side-named-first") if sides else Lead()


def _as_lead(fact: RoleFact) -> RoleFact:
    """A lead; an organisation outside government is one under its own name."""
    party = fact.party
    if party.id:
        return fact
    named = Named(jurisdiction_slug(party.name), party.name, known=False, level="other")
    return replace(fact, party=replace(party, id=named.id, named=named))


def write_claims(builder: ClaimBuilder, works: Sequence[Work], front: Front) -> None:
    """Write the claims of the works of a document, in their order."""
    writer = _Writer(builder, front.sender.value if front.sender else None)
    for work in works:
        writer.identify(work)
    for work in works:
        writer.write(work)


@dataclass(slots=True)
class _Writer:
    builder: ClaimBuilder
    sender: str | None
    ids: dict[int, str] = field(default_factory=dict)

    def identify(self, work: Work) -> None:
        """Give a work its identifier: that of who leads it, or takes part first, and its title."""
        lead = lead_of(work).fact
        parties = [lead.party.id if lead else None, *(fact.party.id for fact in work.roles), self.sender, COUNCIL]
        prefix = next(filter(None, parties), COUNCIL)
        made = initiative_id(prefix, work.title[:MAX_TITLE])[:MAX_IDENTIFIER_LENGTH]
        if made in self.ids.values() and work.parent is not None:
            made = initiative_id(prefix, f"{work.parent.title[:60]} {work.title[:MAX_TITLE]}")[:MAX_IDENTIFIER_LENGTH]
        self.ids[id(work)] = made

    def write(self, work: Work) -> None:
        """Write all that is known of a work."""
        one, place = self.ids[id(work)], work.passage.place(work.start, work.end)
        rule = f"name-{work.how}"
        stated = work.how in NAMED
        kind = "component" if work.is_component else "initiative"
        self._value(one, "kind", kind, place, rule, stated=stated)
        self._value(one, "title", work.title[:MAX_TITLE], place, rule, stated=stated, language=self.builder.language)
        parent = self.ids.get(id(work.parent)) if work.parent is not None else None
        if parent and parent != one:
            self.builder.add_link("initiative", one, "part_of", parent, place, rule, by=self.sender)
        lead = self._lead(work, one)
        self._members(work, one, lead)
        for date in work.dates:
            where = date.passage.place(date.start, date.stop)
            self._value(one, "date", date.edtf, where, date.rule, stated=date.stated, qualifier=date.kind)
        if work.status:
            status = work.status
            where = status.passage.place(status.start, status.stop)
            self._value(one, "status", status.value, where, status.rule)
        title = work.passage.part(work.start, work.end)
        rest = [work.summary] if work.summary is not None else []
        if work.summary is not None:
            first = work.summary.place()
            self._value(
                one,
                "summary",
                work.summary.text,
                first,
                "sentence-of-a-work",
                stated=False,
                language=self.builder.language,
            )
        add_themes(self.builder, "initiative", one, title, *rest, by=self.sender)

    def _value(
        self, one: str, predicate: str, value: str, place: Place, rule: str, *, stated: bool = True,
        qualifier: str | None = None, language: str | None = None,
    ) -> None:  # fmt: skip
        self.builder.add_value("initiative", one, predicate, value, place, rule, by=self.sender, stated=stated,
                               qualifier=qualifier, language=language)  # fmt: skip

    def _lead(self, work: Work, one: str) -> RoleFact | None:
        lead = lead_of(work)
        if lead.fact is None or lead.fact.party.id is None:
            return None
        place = lead.fact.passage.place(lead.fact.start, lead.fact.stop)
        self._introduce(lead.fact)
        self.builder.add_link("initiative", one, "lead", lead.fact.party.id, place, lead.rule, by=self.sender,
                              stated=lead.stated, confidence=None if lead.stated else lead.confidence)  # fmt: skip
        return lead.fact

    def _introduce(self, fact: RoleFact) -> None:
        if fact.party.named is not None:
            party, text = fact.party, fact.passage.text
            is_here = text[party.start : party.end] == party.name
            place = fact.passage.place(*((party.start, party.end) if is_here else (fact.start, fact.stop)))
            introduce(self.builder, fact.party.named, place, by=self.sender)

    def _members(self, work: Work, one: str, lead: RoleFact | None) -> None:
        """The partnership of the lead, the sides and the partners; organisations outside government are named only."""
        chosen = lead.party.id if lead else None
        members: dict[str, RoleFact] = {}
        for fact in work.roles:
            party = fact.party
            if party.id is None and fact.role != "lead":
                place = fact.passage.place(fact.start, fact.stop)
                self._value(one, "external_partner", party.name, place, fact.rule, stated=fact.stated)
            elif party.id and party.id != chosen and fact.role != "lead":
                members.setdefault(party.id, fact)
        every = ([chosen] if chosen else []) + list(members)
        partnership = partnership_id(one, frozenset(every))
        if not members or len(partnership) > MAX_IDENTIFIER_LENGTH:
            return
        for identifier in every:
            fact = lead if identifier == chosen and lead else members[identifier]
            self._introduce(fact)
            place, role = fact.passage.place(fact.start, fact.stop), "lead" if identifier == chosen else "partner"
            self.builder.add_link("partnership", partnership, "member", identifier, place, fact.rule, by=self.sender,
                                  qualifier=role, stated=fact.stated and role == "partner",
                                  confidence=None if fact.stated else fact.confidence)  # fmt: skip
        first = next(iter(members.values()))
        place = first.passage.place(first.start, first.stop)
        self.builder.add_link("partnership", partnership, "initiative", one, place, first.rule, by=self.sender,
                              stated=first.stated)  # fmt: skip

"""From the rows of the table to claims: initiatives and their parts, with all that their own words state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.claims import Note, Place, initiative_id, note, partnership_id
from graph.names.recognizer import mentions
from graph.values import GOVERNING_LEVELS
from loaders.documents.claim_groups import add_need, add_themes, introduce
from loaders.documents.council_form.titles import Piece, read_pieces
from loaders.extraction.item_facts import ItemFacts, find_item_facts
from loaders.layout.contacts import address_spans
from loaders.text.names import Named, name_jurisdiction, same_family
from loaders.text.other_language import LanguagePart, other_rules, split_languages
from loaders.text.passages import KeepHyphen, Passage, join
from loaders.text.remarks import remark_spans

if TYPE_CHECKING:
    from loaders.claims import ClaimBuilder
    from loaders.documents.council_form.achievements import Table
    from loaders.extraction.partners import Partnering
    from loaders.text.lines import Line
    from loaders.text.rules import Rules


MAX_ITEM_CHARACTERS = 20_000  # of an item of a cell; the text beyond is kept, but not searched


@dataclass(frozen=True, slots=True)
class Origin:
    """The rules named in the evidence of a row, by the source of its lead: a row of a table, or a title."""

    lead: str = "lead-of-the-row"
    submitted: str = "row-of-the-table"
    item: str = "item-of-a-cell"


@dataclass(frozen=True, slots=True)
class _Lead:
    """The lead of a row or an item, its place, and the rule that found it."""

    id: str
    place: Place
    rule: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """An initiative to make claims of: its identifier, title and parent's identifier."""

    id: str
    title: str
    piece: Piece
    parent: str | None


@dataclass(slots=True)
class TableReader:
    """Makes claims of a table. Rows whose lead cannot be determined are left in `unplaced`, with a note each."""

    builder: ClaimBuilder
    rules: Rules
    keep_hyphen: KeepHyphen
    origin: Origin = field(default_factory=Origin)
    unplaced: list[Sequence[Line]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    removed: list[Line] = field(default_factory=list)  # that named contact persons
    leads: set[str] = field(default_factory=set)
    _used: set[str] = field(default_factory=set)

    def read(self, table: Table) -> None:
        """All rows, in order."""
        every = read_pieces(table.rows, self.rules, self.keep_hyphen)
        for row, pieces in zip(table.rows, every, strict=True):
            leads = [lead for line in (row.lead, *([one] for one in row.joint)) if line and (lead := self._lead(line))]
            for lead, group in self._by_lead(leads, pieces):
                self._row(lead, group)

    def _by_lead(self, leads: Sequence[_Lead], pieces: Iterable[Piece]) -> list[tuple[_Lead, list[Piece]]]:
        """The items of each lead: the one that an item names, or else whose row it is.

        Of several who send a document together, that is who is named first in the item.
        """
        found: dict[str, tuple[_Lead, list[Piece]]] = {}
        for piece in pieces:
            item_text = _lead_of(piece)
            if (
                item_text
                and leads
                and self.origin.lead == "sender"
                and not self._is_led_by_sender(
                    item_text[0], [lead.id for lead in leads], leads[0].place.quote or leads[0].id
                )
            ):
                self.unplaced.extend(each.passage.lines for each in (piece, *piece.parts))
                continue
            lead = self._submits(*item_text, "lead-of-an-item") if item_text else self._first(leads, piece)
            if lead:
                found.setdefault(lead.id, (lead, []))[1].append(piece)
            else:
                self.unplaced.extend(each.passage.lines for each in (piece, *piece.parts))
        return list(found.values())

    def _is_led_by_sender(self, named: Named, senders: Sequence[str], sender: str) -> bool:
        """Whether a sender of the document leads the item; items led by others are not reported by the sender."""
        if any(same_family(named.id or "", one) for one in senders):
            return True
        self.notes.append(
            note("“{name}” leads a row in a submission of “{sender}”; it was not placed.", name=named.name,
                 sender=sender)
        )  # fmt: skip
        return False

    def _first(self, leads: Sequence[_Lead], piece: Piece) -> _Lead | None:
        if len(leads) < 2:
            return leads[0] if leads else None
        named = [
            each.id
            for each in mentions(piece.passage.text[:MAX_ITEM_CHARACTERS], self.rules.language, GOVERNING_LEVELS)
        ]
        return min(leads, key=lambda lead: named.index(lead.id) if lead.id in named else len(named))

    def _lead(self, lines: Sequence[Line]) -> _Lead | None:
        """The lead of a row, said to have submitted; None where its name may mean several jurisdictions."""
        written = "\n".join(line.text for line in lines)
        place = join(lines, self.keep_hyphen).place()
        named = name_jurisdiction(self.rules.pattern("continued").sub("", written), self.rules)
        if named.id is None:
            self.unplaced.append(lines)
            self.notes.append(
                note(
                    "“{name}” may mean {alternatives}; the content of its row was not placed.",
                    name=named.name,
                    alternatives=", ".join(named.alternatives),
                )
            )
            return None
        return self._submits(named, place, self.origin.lead)

    def _submits(self, named: Named, place: Place, rule: str) -> _Lead:
        one = named.id or ""
        introduce(self.builder, named, place, by=one)
        if rule == self.origin.lead or one not in self.leads:
            self.builder.add_link(
                "edition", self.builder.edition or "", "submitted", one, place, self.origin.submitted, by=one
            )
        self.leads.add(one)
        return _Lead(one, place, rule)

    def _row(self, lead: _Lead, pieces: Iterable[Piece]) -> None:
        entries: list[_Entry] = []
        for piece in pieces:
            if not any(map(str.isalnum, piece.passage.text[: piece.title])):
                self.unplaced.append(piece.passage.lines)
            elif cleaned := self._without_people(piece):
                entry = self._entry(lead.id, cleaned, None)
                entries.append(entry)
                named = [each for each in piece.parts if any(map(str.isalnum, each.passage.text[: each.title]))]
                parts = [part for each in named if (part := self._without_people(each))]
                entries.extend(self._entry(lead.id, part, entry) for part in parts)
        siblings = {entry.id: entry.title for entry in entries if entry.parent is None}
        for entry in entries:
            self._initiative(lead, entry, siblings)

    def _without_people(self, piece: Piece) -> Piece | None:
        """The piece without its sentences about contacts; None if it has no others."""
        spans = address_spans(piece.passage.text, self.rules)
        if not spans:
            return piece
        if remark_spans(piece.passage.text):
            self.unplaced.append(piece.passage.lines)
        self.removed += [piece.passage.line_at(at) for span in spans for at in span]
        return _without(piece, spans)

    def _entry(self, lead: str, piece: Piece, parent: _Entry | None) -> _Entry:
        title = piece.passage.text[: piece.title]
        made = initiative_id(lead, title)
        if made in self._used and parent:
            made = initiative_id(lead, f"{parent.title} {title}")
        self._used.add(made)
        return _Entry(made, title, piece, parent.id if parent else None)

    def _initiative(self, row: _Lead, entry: _Entry, siblings: dict[str, str]) -> None:
        piece, builder, lead = entry.piece, self.builder, row.id
        parts = split_languages(piece.passage, self.rules, is_marked=piece.in_other_language)
        titled = other_rules(self.rules) if piece.in_other_language else parts[0].rules
        at = piece.passage.place(0, piece.title)
        kind = "component" if entry.parent else "initiative"
        rule = "item-of-a-list" if entry.parent else self.origin.item
        builder.add_value("initiative", entry.id, "kind", kind, at, rule, by=lead)
        builder.add_value(
            "initiative", entry.id, "title", entry.title, at, "title-of-an-item", by=lead, language=titled.language
        )
        builder.add_link("initiative", entry.id, "lead", lead, row.place, row.rule, by=lead)
        facts = find_item_facts(self._searched(parts), lead, {} if entry.parent else _others(siblings, entry))
        if piece.has_rest:
            self._summaries(lead, entry, parts, facts)
        if entry.parent:
            builder.add_link("initiative", entry.id, "part_of", entry.parent, at, rule, by=lead)
        self._facts(lead, entry, facts)
        with builder.using_language((parts[-1].rules if piece.has_rest else titled).language):
            self._themes(lead, entry)

    def _summaries(self, lead: str, entry: _Entry, parts: Sequence[LanguagePart], facts: ItemFacts) -> None:
        """Add the text behind the title; where the other language has a text of its own, each in its language."""
        own, *others = parts
        rest = own.passage.part(min(entry.piece.rest, len(own.passage.text)), len(own.passage.text))
        if others:
            rest = rest.without(_stating(facts, own, entry.piece.rest)) if rest.text else rest
        for passage, rules in (LanguagePart(rest, own.rules), *others):
            if passage.text:
                first = rules.sentences(passage.text[:2000])[0]
                self.builder.add_value(
                    "initiative", entry.id, "summary", passage.text, passage.place(*first), "text-of-an-item",
                    by=lead, language=rules.language,
                )  # fmt: skip

    def _searched(self, parts: Sequence[LanguagePart]) -> list[LanguagePart]:
        """Return the parts of an item, a very long one in part."""
        for each in parts:
            if len(each.passage.text) > MAX_ITEM_CHARACTERS:
                self.notes.append(
                    note(
                        "Line {line}: only the first {count} characters were searched.",
                        line=each.passage.lines[0].number,
                        count=MAX_ITEM_CHARACTERS,
                    )
                )
        return [
            each._replace(passage=each.passage.part(0, MAX_ITEM_CHARACTERS))
            if len(each.passage.text) > MAX_ITEM_CHARACTERS
            else each
            for each in parts
        ]

    def _facts(self, lead: str, entry: _Entry, facts: ItemFacts) -> None:
        builder = self.builder
        for part, each in facts.milestones:
            place = part.passage.place(each.start, each.stop)
            builder.add_value(
                "initiative", entry.id, "date", each.date.span.edtf, place, each.rule, by=lead, qualifier=each.kind
            )
        if facts.status:
            part, status = facts.status
            place = part.passage.place(status.start, status.stop)
            builder.add_value("initiative", entry.id, "status", status.value, place, status.rule, by=lead)
        if entry.parent is None and facts.parent:
            part, parent = facts.parent
            place = part.passage.place(parent.start, parent.stop)
            builder.add_link("initiative", entry.id, "part_of", parent.value, place, parent.rule, by=lead)
        for part, found in facts.partnerings:
            with builder.using_language(part.rules.language):
                self._partnership(lead, entry.id, part.passage, found)
        for part, ask in facts.asks:
            words = part.passage.part(ask.start, ask.stop)
            with builder.using_language(part.rules.language):
                need = add_need(builder, "ask", words, ask.rule, by=lead, reported_by=lead, about=entry.id)
                add_themes(builder, "need", need, None, words, by=lead)

    def _partnership(self, lead: str, initiative: str, passage: Passage, found: Partnering) -> None:
        builder, place = self.builder, passage.place(found.start, found.stop)
        for name in found.outside:
            builder.add_value("initiative", initiative, "external_partner", name, place, found.rule, by=lead)
        for name in found.unsure:
            self.notes.append(
                note(
                    "Line {line}: the partner “{name}” may mean several jurisdictions.", name=name, line=place.line or 0
                )
            )
        for stranger in found.strangers:
            introduce(builder, stranger, place, by=lead)
        partners = [*found.partners, *(each.id for each in found.strangers if each.id)]
        members = [lead, *partners] if found.with_lead else partners
        if len(set(members)) < 2:
            return
        one = partnership_id(initiative, frozenset(members))
        for member in dict.fromkeys(members):
            role = "lead" if member == lead else "partner"
            builder.add_link("partnership", one, "member", member, place, found.rule, by=lead, qualifier=role)
        builder.add_link("partnership", one, "initiative", initiative, place, found.rule, by=lead)
        for predicate, date in (("since", found.since), ("until", found.until)):
            if date:
                builder.add_value(
                    "partnership", one, predicate, date.span.edtf, passage.place(date.at, date.to), found.rule, by=lead
                )

    def _themes(self, lead: str, entry: _Entry) -> None:
        piece = entry.piece
        title = piece.passage.part(0, piece.title)
        summary = piece.passage.part(piece.rest, min(len(piece.passage.text), piece.rest + MAX_ITEM_CHARACTERS))
        add_themes(self.builder, "initiative", entry.id, title, summary, by=lead)


def _others(siblings: dict[str, str], entry: _Entry) -> dict[str, str]:
    return {one: title for one, title in siblings.items() if one != entry.id}


def _stating(facts: ItemFacts, part: LanguagePart, start: int) -> list[tuple[int, int]]:
    """Return the sentences of a part that state facts, by their places behind the title."""
    found = [each.start for one, each in facts.partnerings if one.passage is part.passage]
    found += [each.start for one, each in facts.milestones if one.passage is part.passage]
    found += [each.start for one, each in facts.asks if one.passage is part.passage]
    found += [one[1].start for one in (facts.status, facts.parent) if one and one[0].passage is part.passage]
    text = part.passage.text
    start += len(text[start:]) - len(text[start:].lstrip())
    return [
        (first - start, last - start)
        for first, last in part.rules.sentences(text)
        if first >= start and any(first <= each < last for each in found)
    ]


def _lead_of(piece: Piece) -> tuple[Named, Place] | None:
    item_text = piece.item_text
    return (item_text.lead, item_text.place) if item_text and item_text.lead and item_text.place else None


def _without(piece: Piece, spans: Sequence[tuple[int, int]]) -> Piece | None:
    """The piece without what stands between these places; None where nothing is left of its title."""
    passage = piece.passage.without(spans)
    title, rest = (_length_without(piece.passage, at, spans) for at in (piece.title, piece.rest))
    if not any(map(str.isalpha, passage.text[:title])):
        return None
    rest += len(passage.text[rest:]) - len(passage.text[rest:].lstrip())
    return Piece(passage, title, min(rest, len(passage.text)), piece.mark, piece.parts)


def _length_without(passage: Passage, stop: int, spans: Sequence[tuple[int, int]]) -> int:
    """The length of the beginning of a passage, up to `stop`, without what stands between these places."""
    if spans[0][0] >= stop:
        return stop
    return len(passage.part(0, stop).without([(a, min(b, stop)) for a, b in spans if a < stop]).text)

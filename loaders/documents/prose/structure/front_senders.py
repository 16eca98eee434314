"""Who sends a document, by its letterhead, labels, place line, properties or closing lines; never a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.claims import Place
from graph.text.strings import fold
from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.parties import find_parties
from loaders.documents.prose.structure.front_values import FrontValue, labelled_values
from loaders.text.names import Named, name_jurisdiction, same_family
from loaders.text.persons import is_person
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.entities.party import Names
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.documents.prose.structure.segment import Segment
    from loaders.documents.prose.structure.segments import Outline
    from loaders.layout.document import DocumentProperties
    from loaders.text.passages import Passage
    from loaders.text.rules import Rules

SENDER_SEGMENTS: Final = 4  # among which a sender stands that no label announces
MEETING_SEGMENTS: Final = 3  # below the name of a body, one of which says that these are the minutes of its meeting
SIGNATURE_SEGMENTS: Final = 12  # among which a letter ends: "Yours faithfully", and whose it is
LAST_SEGMENTS: Final = 4  # among which a line says who published a document
MAX_SENDER_WORDS: Final = 8
MAX_NAME_WORDS: Final = 12  # of a name behind a label, or of a letterhead with several parts
MIN_BODY_WORDS: Final = 2  # of a name that the vocabulary does not have
OF_DOCUMENT: Final = "sender-of-the-document"
AT_THE_END: Final = "sender-at-the-end"
OF_SITE: Final = "sender-of-the-site"
BEHIND_THE_TEXT: Final = frozenset({AT_THE_END, OF_SITE})
NEWS_SERVICES: Final = {"CNB": "CA-NB", "NLIS": "CA-NL"}  # of governments, as place lines name them
_PARTS: Final = re.compile(r"\s+[–—|-]\s+|\s*[–—|]\s*")
_ENDS: Final = " .:,;–—-*_"


@dataclass(frozen=True, slots=True)
class _Bodies:
    """What tells the name of a body.

    Attributes:
        rules: those of the language.
        lexicon: the patterns of the language.
        names: what the document says about names.
    """

    rules: Rules
    lexicon: Lexicon
    names: Names

    def known(self, name: str) -> str | None:
        """The jurisdiction of the vocabulary that a name means."""
        named = name_jurisdiction(name, self.rules)
        return named.id if named.known and named.id in entries() else None

    def is_body(self, name: str, known: str) -> bool:
        """Whether a name means a body or a government, and no place or subject: a department, "Government of Yukon"."""
        entry = entries()[known]
        is_part = entry.part_of is not None and entry.level != "municipal"
        return is_part or self.lexicon.regex("formal_government").match(straight(name)) is not None

    def labelled(self, text: str) -> tuple[str, Named | None] | None:
        """The body that a text names as the sender of a document, alone or before those for whom it does so."""
        whole = " ".join(text.split()).strip(_ENDS)
        end = self.lexicon.regex("behind_sender").search(straight(whole))
        for name in [whole, whole[: end.start()].strip(_ENDS)] if end else [whole]:
            if one := self.known(name):
                return one, None
            if made := self.unknown(name):
                return made
        return None

    def unknown(self, name: str) -> tuple[str, Named | None] | None:
        """A body that the vocabulary does not have: a name that is one of a body as a whole, and of no person."""
        words = name.split()
        if not MIN_BODY_WORDS <= len(words) <= MAX_NAME_WORDS or not words[0][:1].isupper() or is_person(name):
            return None
        found = [one for one in find_parties(name, self.rules, self.names) if one.id]
        whole = next((one for one in found if one.start == 0 and one.end == len(name)), None)
        if whole is not None and whole.id is not None and whole.id in entries():
            return whole.id, None
        town = self.names.town
        if whole is None and town and town.id and self._is_of_town(name, town.name):
            return town.id, town.named
        is_group = self.lexicon.regex("group_name").search(straight(name)) is not None and not found
        named = whole.named if whole is not None else name_jurisdiction(name, self.rules) if is_group else None
        return (named.id, named) if named is not None and named.id else None

    def _is_of_town(self, name: str, town: str) -> bool:
        """Whether a name is that of a town or its council, as letterheads have it: "VILLE DE RIVERTON"."""
        form = self.lexicon.regex("town_letterhead").match(straight(name))
        return form is not None and fold(town).endswith(fold(name[form.end() :]))


def senders_of_front(
    first: Sequence[Segment], outline: Outline, properties: DocumentProperties, rules: Rules, lexicon: Lexicon,
    names: Names,
) -> Iterator[FrontValue]:  # fmt: skip
    """Those whom a document names as its sender, the likeliest first.

    Args:
        first: the segments of its head.
        outline: all its segments.
        properties: those that its format records.
        rules: those of its language.
        lexicon: the patterns of its language.
        names: what it says about names.
    """
    bodies = _Bodies(rules, lexicon, names)
    yield from _of_properties(properties, bodies)
    yield from _labelled(first, bodies)
    yield from _of_place_line(first, bodies)
    yield from _of_letterhead(first, bodies)
    yield from _of_meeting(first, bodies)
    yield from _of_site(properties, bodies)
    last = [one for one in outline.segments if one.kind != "item"]
    for one in [*_published_by(last[-LAST_SEGMENTS:], bodies), *_of_signature(last[-SIGNATURE_SEGMENTS:], bodies)]:
        yield replace(one, rule=AT_THE_END)


def _of_properties(properties: DocumentProperties, bodies: _Bodies) -> Iterator[FrontValue]:
    """The sender that the format records; one that the vocabulary does not have only where no person may stand."""
    for entry in [*properties.all("sender"), *properties.all("organization"), *properties.all("author")]:
        place = Place(line=entry.line, quote=entry.quote)
        if one := bodies.known(entry.value):
            yield FrontValue(one, OF_DOCUMENT, place)
        elif entry.name == "organization" and (made := bodies.unknown(entry.value)):
            yield FrontValue(made[0], OF_DOCUMENT, place, named=made[1])


def _of_site(properties: DocumentProperties, bodies: _Bodies) -> Iterator[FrontValue]:
    """The body whose site a page is of, behind its title: "Trails of the North | Government of Yukon"."""
    for entry in properties.all("title"):
        *before, last = _PARTS.split(entry.value)
        if before and (one := bodies.known(last)) and bodies.is_body(last, one):
            yield FrontValue(one, OF_SITE, Place(line=entry.line, quote=entry.quote))


def _value(found: tuple[str, Named | None], passage: Passage, start: int, end: int) -> FrontValue:
    return FrontValue(found[0], OF_DOCUMENT, passage.place(start, end), named=found[1])


def _labelled(first: Sequence[Segment], bodies: _Bodies) -> Iterator[FrontValue]:
    """The sender behind a label: "Issued by: …", in the cell beside it, or on the line below."""
    label, of_any = bodies.lexicon.regex("sender_of_document"), bodies.lexicon.regex("sender_label")
    for segment in first:
        flat = straight(segment.text)
        hit = (label.match(flat) or of_any.match(flat)) if segment.kind != "table" else None
        if hit is None:
            continue
        name = segment.text[slice(*hit.span("name"))]
        known = bodies.known(name) if hit.re is not label else None
        if found := (known, None) if known else bodies.labelled(name) if label.match(flat) else None:
            yield _value(found, segment.passage, *hit.span("name"))
    for one in labelled_values(first):
        if label.match(f"{straight(one.label)}: {one.value}") and (found := bodies.labelled(one.value)):
            yield _value(found, one.segment.passage, one.start, one.end)
    yield from _published_by(first, bodies)


def _published_by(segments: Sequence[Segment], bodies: _Bodies) -> Iterator[FrontValue]:
    """Who published a document by a line of its own: "Issued by the Riverton Council", "© 2024 Riverton Council"."""
    for segment in segments:
        hit = bodies.lexicon.regex("published_by_line").match(straight(segment.text))
        if hit and (found := bodies.labelled(segment.text[slice(*hit.span("name"))])):
            yield _value(found, segment.passage, *hit.span("name"))


def _of_place_line(first: Sequence[Segment], bodies: _Bodies) -> Iterator[FrontValue]:
    """The sender in the brackets of a place line: "FREDERICTON (CNB) –"."""
    for segment in first:
        line = bodies.lexicon.regex("dateline").match(segment.text)
        note = (line["note"] or "").strip() if line else ""
        if line and note and (one := NEWS_SERVICES.get(note) or bodies.known(note)):
            yield FrontValue(one, "sender-of-the-place-line", segment.passage.place(*line.span("note")))


def _of_letterhead(first: Sequence[Segment], bodies: _Bodies) -> Iterator[FrontValue]:
    """The body on one of the first lines: alone, before one of its own bodies, or beside what kind of text it is."""
    found = [(at, one, made) for at, one in enumerate(first) if (made := _on_line(one, bodies))]
    if any(not same_family(found[0][2], one) for _, _, one in found[1:]):
        return  # several that sign, take part or are listed
    for at, segment, made in found[:1]:
        if at < SENDER_SEGMENTS and _is_free(first, at, bodies):
            yield FrontValue(made, OF_DOCUMENT, segment.passage.place(0, len(segment.text)))


def _on_line(segment: Segment, bodies: _Bodies) -> str | None:
    bare = re.sub(r"\s+", " ", segment.text).strip(_ENDS)
    if segment.kind in ("item", "table") or segment.label or not bare[:1].isupper():
        return None
    words = bare.split()
    if len(words) <= MAX_SENDER_WORDS and (one := bodies.known(bare)):
        return one
    return _of_parts(bare, bodies) if len(words) <= MAX_NAME_WORDS else None


def _is_free(first: Sequence[Segment], at: int, bodies: _Bodies) -> bool:
    """Whether the line above does not lead on to a name: "Submitted to the", "Between"."""
    return at == 0 or bodies.lexicon.regex("leads_to_name").search(straight(first[at - 1].text)) is None


def _of_parts(bare: str, bodies: _Bodies) -> str | None:
    """The body of a line with several parts: "Government of Yukon – News release", "STATE OF MAINE Trade Board"."""
    of_kind, formal = bodies.lexicon.regex("kind_of_text"), bodies.lexicon.regex("formal_government")
    parts = [part for each in _PARTS.split(bare) if (part := each.strip(_ENDS))]
    if len(parts) > 1:
        known = [(part, one) for part in parts if (one := bodies.known(part))]
        if not known or any(not same_family(known[0][1], one) for _, one in known[1:]):
            return None
        is_kind = any(of_kind.search(straight(part)) for part in parts)
        is_whole = bodies.is_body(*known[0])
        others_are_bodies = all(bodies.known(part) or bodies.unknown(part) for part in parts)
        return known[-1][1] if is_kind or (is_whole and others_are_bodies) else None
    if not formal.match(straight(bare)):
        return None
    words = bare.split()
    for size in range(len(words) - 1, 1, -1):
        rest = " ".join(words[size:])
        if one := bodies.known(" ".join(words[:size])):
            is_body = of_kind.fullmatch(straight(rest)) or bodies.unknown(rest) or bodies.unknown(bare)
            return one if is_body else None
    return None


def _of_meeting(first: Sequence[Segment], bodies: _Bodies) -> Iterator[FrontValue]:
    """The body whose minutes, agenda or communiqué a document is: on the line above these words, or in their line."""
    of_kind = bodies.lexicon.regex("kind_of_text")
    in_line = [bodies.lexicon.regex(key) for key in ("before_kind", "behind_kind", "meeting_held")]
    for at, segment in enumerate(first[:SENDER_SEGMENTS]):
        if segment.kind in ("item", "table") or segment.label or not _is_free(first, at, bodies):
            continue
        text, flat = segment.text, straight(segment.text)
        hits = [hit for one in in_line if (hit := one.match(flat))]
        for start, end in [hit.span("name") for hit in hits]:
            if found := bodies.labelled(text[start:end]):
                yield _value(found, segment.passage, start, end)
        below = first[at + 1 : at + 1 + MEETING_SEGMENTS]
        is_above = not hits and any(of_kind.match(straight(one.text)) for one in below)
        if is_above and (made := bodies.unknown(" ".join(text.split()).strip(_ENDS))):
            yield _value(made, segment.passage, 0, len(text))


def _of_signature(last: Sequence[Segment], bodies: _Bodies) -> Iterator[FrontValue]:
    """The body on a line below the end of a letter: "Yours faithfully", "Government of Yukon"."""
    closes = bodies.lexicon.regex("letter_end")
    at = next((at for at, one in enumerate(last) if closes.match(straight(one.text))), len(last))
    for segment in last[at + 1 :]:
        bare = " ".join(segment.text.split()).strip(_ENDS)
        if len(bare.split()) <= MAX_SENDER_WORDS and bare[:1].isupper() and (one := bodies.known(bare)):
            yield FrontValue(one, OF_DOCUMENT, segment.passage.place(0, len(segment.text)))

"""Where a document names its parties, its dates and its pieces of work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.text.strings import jurisdiction_slug
from loaders.documents.prose.entities.bodies.kinds import is_public_body
from loaders.documents.prose.entities.parties import find_abbreviation
from loaders.documents.prose.entities.strangers import find_strangers
from loaders.documents.prose.entities.towns import find_titled, town_key, town_of
from loaders.documents.prose.entities.unknown_parties import by_own_name
from loaders.documents.prose.learnt.models.word_vectors import is_word
from loaders.text.intervals import Intervals
from loaders.text.persons import is_given_name
from loaders.text.rules import alternatives, straight

if TYPE_CHECKING:
    from graph.dates.parse import DateMention
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.text.passages import Passage

MAX_SPOTS: Final = 40  # places of one party, date or name that are looked at
MIN_ALIAS: Final = 4  # characters of a name in small letters by which a document may call a piece of work
_SURNAME: Final = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ’']+(?:-[A-ZÀ-Ý][a-zà-ÿ’']+)?")
_GENITIVE: Final = re.compile(r"'s?\s")
_SHORT_OWNER: Final = re.compile(r"(?:[Tt]he\s+)?(?P<name>[A-Z][A-Z&]{2,7})['’]s?\s")
_OWNS: Final = re.compile(  # between an owner and a name: "HDA's new “", "the Ministry's first"
    r"'s?\s+(?:(?:new|own|first|latest|flagship|ongoing|existing|current|national)\s+){0,2}[\"“”*_\[‘']*"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a party, a date or a name: its segment, where it stands there, and the sentence around it."""

    segment: int
    passage: Passage
    start: int
    end: int
    sentence: tuple[int, int]
    party: Party | None = None
    date: DateMention | None = None
    is_stranger: bool = False  # whether only its capitals say that it may be a party

    def overlaps(self, other: Spot) -> bool:
        """Whether two places have a character in common."""
        return self.segment == other.segment and self.start < other.end and other.start < self.end


@dataclass(slots=True)
class Scene:
    """A document that the rules have read, with the places of its parties, dates and pieces of work."""

    discourse: Discourse
    works: list[Work]
    parties: dict[str, list[Spot]] = field(default_factory=dict)  # by key
    within: dict[str, list[Spot]] = field(default_factory=dict)  # parties within names of pieces of work, by key
    dates: dict[str, list[Spot]] = field(default_factory=dict)  # by EDTF
    names: list[list[Spot]] = field(default_factory=list)  # of each work
    _sure: set[str] = field(default_factory=set)  # keys of strangers with a capital within a sentence

    @classmethod
    def of(cls, discourse: Discourse, works: Sequence[Work]) -> Scene:
        """The scene of a document and its pieces of work."""
        made = cls(discourse, list(works), names=[[] for _ in works])
        patterns = [_pattern(work) for work in works]
        for at, segment in enumerate(discourse.outline.segments):
            if segment.kind != "noise":
                made._add(at, patterns)
        made._drop_openers()
        made._join_short_names()
        made._keep_few()
        front = discourse.front.announced_date
        if front is not None and front.place is not None and not front.is_update:
            made.dates.setdefault(front.value, [])  # may stand before the text
        places = {id(segment.passage): at for at, segment in enumerate(discourse.outline.segments)}
        for work, spots in zip(works, made.names, strict=True):
            if not spots:
                place = work.start, work.end
                spots.append(Spot(places.get(id(work.passage), 0), work.passage, *place, place))
        return made

    def _add(self, at: int, patterns: Sequence[re.Pattern[str] | None]) -> None:
        """Add what a segment names."""
        segment = self.discourse.outline.segments[at]
        annotated, passage = self.discourse.annotate(segment), segment.passage
        sentences = self.discourse.rules.sentences(segment.text) or [(0, len(segment.text))]

        def around(start: int) -> tuple[int, int]:
            return next((one for one in sentences if one[0] <= start < one[1]), sentences[-1])

        outside = Intervals((one.start, one.end) for one in annotated.parties)
        parties = [one for one in self.discourse.named_parties(segment) if not outside.meet(one.start, one.end)]
        for some, kept in ((annotated.parties, self.parties), (parties, self.within)):
            for party in some:
                spot = Spot(at, passage, party.start, party.end, around(party.start), party)
                kept.setdefault(party.key, []).append(spot)
        parties += annotated.parties
        for date in annotated.dates:
            spot = Spot(at, passage, date.at, date.to, around(date.at), date=date)
            self.dates.setdefault(date.span.edtf, []).append(spot)
        taken = [(one.at, one.to) for one in annotated.dates] + [(one.start, one.end) for one in parties]
        for spots, pattern in zip(self.names, patterns, strict=True):
            for start, end in _places(pattern, straight(segment.text)):
                spots.append(Spot(at, passage, start, end, around(start)))
                taken.append((start, end))
                if owner := _SHORT_OWNER.match(segment.text, start, end):
                    self._add_owner(at, *owner.span("name"), around(start))
        for start, end, opens in find_strangers(segment.text, taken, segment.cells):
            name = segment.text[start:end]
            party, is_stranger = self._unknown(start, end, name)
            if not party.key or self.discourse.names.is_kind(name) or _is_likely_person(name):
                continue
            spot = Spot(at, passage, start, end, around(start), party, is_stranger=is_stranger)
            self.parties.setdefault(party.key, []).append(spot)
            self._sure.update([] if opens else [party.key])

    def _add_owner(self, at: int, start: int, end: int, sentence: tuple[int, int]) -> None:
        """Add the abbreviation in the genitive with which a name of a piece of work begins, unless it is known."""
        passage = self.discourse.outline.segments[at].passage
        party, is_stranger = self._unknown(start, end, passage.text[start:end])
        spot = Spot(at, passage, start, end, sentence, party, is_stranger=is_stranger)
        if not any(one.overlaps(spot) for some in self.within.values() for one in some):
            self.within.setdefault(party.key, []).append(spot)

    def _unknown(self, start: int, end: int, name: str) -> tuple[Party, bool]:
        """The party of an unknown name in capitals, and whether only its capitals say that it may be one."""
        names = self.discourse.names
        party = names.whole(start, end, name)
        is_stranger = party.id is None
        if place := town_of(name) or next(find_titled(name), None):
            party = replace(party, id=town_key(place))
        elif is_stranger and is_public_body(party.name):
            party = by_own_name(start, end, party.name, self.discourse.rules, names)
        return party, is_stranger

    def is_named_in(self, number: int, segment: int, part: tuple[int, int] | None = None) -> bool:
        """Whether a segment, or a part of it, names a piece of work."""
        return any(
            one.segment == segment and (part is None or part[0] <= one.start < part[1]) for one in self.names[number]
        )

    def spots_of(self, key: str, number: int) -> list[Spot]:
        """The places of a party, as far as they may matter to a piece of work: those within its own names only."""
        names = self.names[number]
        inside = [one for one in self.within.get(key, ()) if any(one.overlaps(name) for name in names)]
        return [*self.parties.get(key, ()), *inside]

    def owner_of(self, number: int) -> str | None:
        """The party in the genitive with which a name of a piece of work begins: "Canada's Northern Strategy".

        Else the one in the genitive before the name: "HDA's new Quay Towns Programme".
        """
        for parties, owns in ((self.within, _is_owner), (self.parties, _stands_before)):
            for key, spots in parties.items():
                near = ((spot, name) for spot in spots for name in self.names[number] if spot.segment == name.segment)
                if any(owns(straight(spot.passage.text), spot, name) for spot, name in near):
                    return key
        return None

    def _join_short_names(self) -> None:
        """Join an unknown name in capitals to the party behind whose name it stands in brackets as its abbreviation."""
        segments = self.discourse.outline.segments
        for key, spots in list(self.parties.items()):
            for one in spots[:MAX_SPOTS]:
                short = find_abbreviation(segments[one.segment].text, one.start, one.end)
                other = jurisdiction_slug(short) if short else key
                if other != key and all(each.is_stranger for each in self.parties.get(other, ())):
                    spots.extend(self.parties.pop(other, ()))

    def _keep_few(self) -> None:
        """Keep the first places of what a document names again and again."""
        for spots in [*self.parties.values(), *self.within.values(), *self.dates.values(), *self.names]:
            del spots[MAX_SPOTS:]

    def _drop_openers(self) -> None:
        """Drop single words that are capitalised only where a sentence begins."""
        for key in [key for key, spots in self.parties.items() if all(one.is_stranger for one in spots)]:
            if key not in self._sure:
                del self.parties[key]


def _is_likely_person(name: str) -> bool:
    """Whether an unknown name is a given name and a word that is none of either language: no list has all surnames."""
    given, _, surname = name.partition(" ")
    return is_given_name(given) and _SURNAME.fullmatch(surname) is not None and not is_word(surname)


def _pattern(work: Work) -> re.Pattern[str] | None:
    names = {straight(one) for one in [work.title, *work.aliases] if len(one) >= MIN_ALIAS or one.isupper()}
    return re.compile(rf"(?<!\w){alternatives(names)}(?!\w)", re.IGNORECASE) if names else None


def _is_owner(text: str, spot: Spot, name: Spot) -> bool:
    is_first = spot.overlaps(name) and text[name.start : spot.start].strip().lower() in {"", "the"}
    return is_first and spot.end < name.end and _GENITIVE.match(text, spot.end) is not None


def _stands_before(text: str, spot: Spot, name: Spot) -> bool:
    """Whether a party stands in the genitive before a name; of a name in capitals alone, an abbreviation only."""
    is_body = not spot.is_stranger or text[spot.start : spot.end].isupper()
    return is_body and _OWNS.fullmatch(text, spot.end, name.start) is not None


def _places(pattern: re.Pattern[str] | None, text: str) -> Iterator[tuple[int, int]]:
    return (hit.span() for hit in pattern.finditer(text)) if pattern is not None else iter(())

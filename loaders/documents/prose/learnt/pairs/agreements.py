"""Whether two names are of different agreements: they have other sides, or are on other matters.

"Agreement between Iceland and Norway on Herring" is neither one with Chile nor one on satellites.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Final, NamedTuple

from graph.names.recognizer import mentions
from graph.vocabulary.demonyms import demonyms
from graph.vocabulary.jurisdictions import entries, lineage
from loaders.documents.prose.entities.bodies.abbreviations import is_short_for
from loaders.documents.prose.entities.bodies.kinds import is_common
from loaders.documents.prose.entities.titles import content_words
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.entities.party import Party
    from loaders.documents.prose.learnt.candidates import Candidate

MAX_LETTERS: Final = 6  # of an abbreviation


class Side(NamedTuple):
    """A party between which, or with which, something is; and the government that it is of, if that is known."""

    key: str
    government: str | None


class Agreements:
    """Tells the agreements of one document from each other by their names."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._sides: dict[int, frozenset[Side]] = {}  # by the identity of a candidate
        self._matters: dict[int, frozenset[str]] = {}

    def sides(self, candidate: Candidate) -> frozenset[Side]:
        """The parties behind "between" or "with" in a name, or all that it joins; none if it has but an owner."""
        if id(candidate) not in self._sides:
            self._sides[id(candidate)] = self._find_sides(candidate)
        return self._sides[id(candidate)]

    def may_differ(self, candidate: Candidate) -> bool:
        """Whether a name gives sides or a matter, without which it is never of another agreement."""
        return bool(self.sides(candidate) or self._matter(candidate))

    def are_different(self, one: Candidate, other: Candidate) -> bool:
        """Whether two names have other sides, or are names of agreements on matters that share no word.

        Sides are others where each name gives one that the other cannot mean; a body may be meant by its government.
        """
        mine, theirs = self.sides(one), self.sides(other)
        if _has_other(mine, theirs) and _has_other(theirs, mine):
            return True
        matter, its = self._matter(one), self._matter(other)
        return bool(matter and its) and not matter & its

    def _find_sides(self, candidate: Candidate) -> frozenset[Side]:
        place, lexicon = candidate.best, self._discourse.lexicon
        segment = self._discourse.outline.segments[place.segment]
        parties = self._discourse.named_parties(segment)
        named = [one for one in parties if place.start <= one.start and one.end <= place.end]
        if not named:
            return frozenset()
        word = lexicon.regex("sides_word").search(straight(segment.text), place.start, place.end)
        sides = [one for one in named if word is None or one.start >= word.end()]
        if word is None and len(sides) == 1:
            return frozenset()
        return frozenset(Side(one.key, _government(one, self._discourse.rules.language)) for one in sides)

    def _matter(self, candidate: Candidate) -> frozenset[str]:
        """The telling words of what an agreement is on, if rules find it by this name: "Protocol on Shared Waters"."""
        if id(candidate) not in self._matters:
            name = straight(candidate.name)
            hit = self._discourse.lexicon.regex("agreement_on").search(name) if candidate.works else None
            self._matters[id(candidate)] = content_words(name[hit.end() :]) if hit else frozenset()
        return self._matters[id(candidate)]


def _has_other(mine: Collection[Side], theirs: Collection[Side]) -> bool:
    return any(not any(_may_be_one(one, other) for other in theirs) for one in mine)


def _may_be_one(one: Side, other: Side) -> bool:
    """Whether two sides may be the same: a body of a government may be, two towns or other bodies of none are not."""
    if one.government is None and other.government is None:
        return one.key == other.key or _are_alike(one.key, other.key)
    return one.key == other.key or None in (one.government, other.government) or one.government == other.government


def _are_alike(one: str, other: str) -> bool:
    """Whether two identifiers share a word that says whose body they are of, or one is short for the other.

    >>> _are_alike("ALDER", "ALDER-WATER-BOARD"), _are_alike("AWB", "ALDER-WATER-BOARD")
    (True, True)
    >>> _are_alike("ALDER-COUNTY", "BIRCH-COUNTY"), _are_alike("ALDER", "BIRCH")
    (False, False)
    """
    mine, theirs = ({word for word in key.split("-") if not is_common(word)} for key in (one, other))
    if not mine or not theirs or mine & theirs:
        return True
    short, full = sorted((one, other), key=len)
    return "-" not in short and len(short) <= MAX_LETTERS and is_short_for(short, full.replace("-", " "))


def _government(party: Party, language: str) -> str | None:
    """The government that a party is, or is a body of, as its name or the document says; a town is its own."""
    if party.named is not None and party.named.level == "municipal":
        return party.key
    known = party.id if party.id in entries() else party.named.part_of if party.named else None
    if known is None:
        known = next((one.id for one in mentions(party.name, language) if one.id), None)
    if known is None:
        adjectives = demonyms(language)
        known = next((adjectives[word] for word in party.name.split() if word in adjectives), None)
    return lineage(known)[-1] if known else None

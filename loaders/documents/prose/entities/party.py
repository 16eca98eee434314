"""A party that a text names, and what a document says about such names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.text.strings import jurisdiction_slug
from loaders.text.intervals import Intervals
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.text.names import Named

JOINED: Final = re.compile(r"\s*(?:,|\band\b|&|\bet\b)\s+(?:the\s+|la\s+|le\s+|l[’'])?")  # what joins two names


@dataclass(frozen=True, slots=True)
class Party:
    """A party named at `text[start:end]`.

    Attributes:
        start, end: where its name stands.
        name: its name as written.
        id: the identifier of a government or of one of its bodies; None for an organisation outside government.
        named: what the document says of a body that the vocabulary does not have.
        inferred: whether the text says "we" or "the Department" in place of its name.
    """

    start: int
    end: int
    name: str
    id: str | None
    named: Named | None = None
    inferred: bool = False

    @property
    def key(self) -> str:
        """What tells it from other parties."""
        return self.id or jurisdiction_slug(self.name)


@dataclass(frozen=True, slots=True)
class ShortNames:
    """The bodies that a document calls by short names, by these as they are written: "Department", "Recipient".

    Likewise those that it also calls by an abbreviation, by their whole names.
    """

    bodies: Mapping[str, Party] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None  # of these names where they mean the bodies

    def find(self, flat: str, found: Sequence[Party]) -> Iterator[Party]:
        """Yield where a text calls a body by a short name.

        Args:
            flat: the text, with straight quotes.
            found: the parties that the text names.
        """
        taken = Intervals((one.start, one.end) for one in found)
        for hit in self.pattern.finditer(flat) if self.pattern else ():
            start, end = hit.span("short")
            if not taken.meet(start, end):
                body = self.bodies[hit["short"]]
                yield replace(body, start=start, end=end, inferred=hit["short"] != straight(body.name))


@dataclass(slots=True)
class Names:
    """What a document says about names: its country, and the abbreviations that it explains.

    Attributes:
        country: the country that it is about.
        government: the government of that country, or of a part of it, that it names most.
        town: the town or city that its first lines name, which "the City" and « le conseil municipal » mean.
        acronyms: the parties of the abbreviations that it explains.
        explained: the names of unknown parties, by the abbreviations in brackets behind them.
        bodies: those of names that follow a government's: "Water Board" of the state named before it.
        short: the names by which it calls bodies in short: "Department", "Recipient".
        parts: the main province, state or other part of a country that it names, by what such a part is called.
        capitals: the governments that it may mean by their capitals: of Canada by "Ottawa".
        ministries: those of the ministers whom it names, by what both are of: "Law".
        acting: bodies whose names may be of work, and that act.
        countries: those that it speaks of; None where nobody has looked.
        titles: acronyms of pieces of work.
        kinds: abbreviations of bodies of a kind: "LPA", of "local planning authorities (LPAs)".
        day_first: whether it writes 4 May as 04/05.
    """

    country: str | None = None
    government: str | None = None
    town: Party | None = None
    acronyms: dict[str, Party] = field(default_factory=dict)
    explained: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, Party] = field(default_factory=dict)
    short: ShortNames = field(default_factory=ShortNames)
    parts: dict[str, Party] = field(default_factory=dict)
    capitals: Mapping[str, str] = field(default_factory=dict)
    ministries: dict[str, Party] = field(default_factory=dict)
    acting: frozenset[str] = frozenset()
    countries: frozenset[str] | None = None
    titles: set[str] = field(default_factory=set)
    kinds: frozenset[str] = frozenset()
    day_first: bool = False

    def whole(self, start: int, end: int, name: str) -> Party:
        """The party of an unknown name at `text[start:end]`; of an abbreviation, the one that it is explained as."""
        if explained := self.acronyms.get(name):
            return replace(explained, start=start, end=end, inferred=False)
        return Party(start, end, self.explained.get(name, name), None)

    def abbreviations(self) -> dict[str, str]:
        """The abbreviations that the document explains, by the keys of their parties."""
        made = {jurisdiction_slug(name): short for short, name in self.explained.items()}
        return made | {one.key: short for short, one in reversed(self.acronyms.items()) if short != one.name}

    def is_kind(self, name: str) -> bool:
        """Whether a name is the abbreviation of bodies of a kind, and so of none of them."""
        return name.removesuffix("s") in self.kinds


def overlaps(span: tuple[int, int], found: Sequence[Party]) -> bool:
    """Whether a place has a character in common with one of some parties."""
    return any(span[0] < one.end and one.start < span[1] for one in found)

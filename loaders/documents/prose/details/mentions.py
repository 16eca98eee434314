"""Where a document names its pieces of work: the segments and sentences, and what letters in names stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.vocabulary.jurisdictions import entries
from loaders.documents.prose.entities.titles import content_words
from loaders.text.persons import names_person

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.entities.titles import TitleSpan
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.text.passages import Passage

_LETTERS: Final = re.compile(r"\b[A-Z]{3,7}\b")  # of an abbreviation within a name
_SMALL_WORDS: Final = (
    r"[\s-]+(?:(?:(?:of|for|and|the|on|in|to|de|du|des|la|le|les|et|pour|en|sur|à|aux?)\s+|[dl][’'])*)"
)
_ACCENTED: Final = {"A": "AÀÂ", "C": "CÇ", "E": "EÉÈÊ", "I": "IÎ", "O": "OÔ", "U": "UÙÛ"}


@dataclass(frozen=True, slots=True)
class NamingSentence:
    """A sentence that names a piece of work: its text and bounds, the names of that work in it, and those of others."""

    annotated: Annotated
    start: int
    stop: int
    own: tuple[tuple[int, int], ...]
    others: tuple[TitleSpan, ...]


@dataclass(slots=True)
class Mentions:
    """The segments of a document that name each of its pieces of work."""

    discourse: DiscourseState
    works: Sequence[Work]
    places: dict[int, dict[int, None]] = field(default_factory=dict)  # of segments, by the identity of the work
    _place_of: dict[int, int] = field(init=False)  # of a segment, by the identity of its passage
    _called: dict[str, list[Work]] = field(default_factory=dict)  # the pieces of work that a name means

    def __post_init__(self) -> None:
        segments = self.discourse.outline.segments
        self._place_of = {id(each.passage): place for place, each in enumerate(segments)}
        by_word: dict[str, dict[int, Work]] = {}
        for work in self.works:
            for word in set().union(*map(content_words, work.aliases)):
                by_word.setdefault(word, {})[id(work)] = work
            if (named_at := self.place_of(work)) is not None:
                self.places.setdefault(id(work), {})[named_at] = None
        for place, segment in enumerate(segments):
            if segment.kind in ("noise", "table"):
                continue
            for title in self.discourse.annotate(segment).titles:
                if title.text not in self._called:
                    likely = {
                        key: work for word in content_words(title.text) for key, work in by_word.get(word, {}).items()
                    }
                    self._called[title.text] = [work for work in likely.values() if work.is_called(title.text)]
                for work in self._called[title.text]:
                    self.places.setdefault(id(work), {})[place] = None

    def place_of(self, work: Work) -> int | None:
        """The place of the segment that has the name of a piece of work; None where no segment of text has it."""
        return self._place_of.get(id(work.passage))

    def places_of(self, work: Work) -> Sequence[int]:
        """The places of the segments that name a piece of work."""
        return [*self.places.get(id(work), ())]

    def means(self, work: Work, name: str) -> bool:
        """Whether a name that the text has means a piece of work."""
        return any(one is work for one in self._called.get(name, ()))

    def sentences_of(self, work: Work) -> Iterator[NamingSentence]:
        """The sentences that name a piece of work, outside tables."""
        for place in self.places_of(work):
            segment = self.discourse.outline.segments[place]
            if segment.kind in ("noise", "table"):
                continue
            annotated = self.discourse.annotate(segment)
            for start, stop in self.discourse.rules.sentences(segment.text):
                titles = annotated.titles_in(start, stop)
                own = [(title.start, title.end) for title in titles if self.means(work, title.text)]
                others = tuple(title for title in titles if not self.means(work, title.text))
                if not own and segment.passage is work.passage and start <= work.start < stop:
                    own = [(work.start, work.end)]
                if own:
                    yield NamingSentence(annotated, start, stop, tuple(own), others)

    def parts_of(self, work: Work) -> Iterator[Passage]:
        """The sentences that name a piece of work, parted at the names of parties and of other work.

        What the letters in its name stand for is one, too.
        """
        for one in self.sentences_of(work):
            named = [(each.start, each.end) for each in one.annotated.parties_in(one.start, one.stop)]
            named += [(each.start, each.end) for each in one.others]
            yield from parts_between(one.annotated.passage, one.start, one.stop, named)
        yield from self._spelt_out(work)

    def _spelt_out(self, work: Work) -> Iterator[Passage]:
        """What the letters in the name of a piece of work stand for: of "HDP Program", "Harbour Data Platform"."""
        for letters in dict.fromkeys(_LETTERS.findall(work.title)):
            regex = _words_of(letters)
            for segment in self.discourse.outline.segments:
                if segment.kind != "noise" and (hit := regex.search(segment.text)):
                    yield segment.passage.part(*hit.span())
                    break


def parts_between(passage: Passage, start: int, stop: int, named: Iterable[tuple[int, int]]) -> Iterator[Passage]:
    """The parts of a passage from `start` to `stop` that stand between some places."""
    at = start
    for first, last in [*sorted(named), (stop, stop)]:
        if at < first:
            yield passage.part(at, first)
        at = max(at, last)


def names_person_in(text: Annotated, start: int, stop: int) -> bool:
    """Whether a text may name a person between two places, but for the names of known governments and bodies."""
    known = [(one.start, one.end) for one in text.parties_in(start, stop) if one.id in entries()]
    return any(names_person(part.text) for part in parts_between(text.passage, start, stop, known))


@lru_cache(maxsize=256)
def _words_of(letters: str) -> re.Pattern[str]:
    """A pattern of words in capitals that begin with these letters, with small words between them."""
    return re.compile(
        r"\b" + _SMALL_WORDS.join(rf"[{_ACCENTED.get(one, one)}][\w’'-]*[a-zà-ÿ]" for one in letters) + r"\b"
    )

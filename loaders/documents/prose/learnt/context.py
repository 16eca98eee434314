"""The words around a place where a name stands: its sentence, its section, what stands right before and behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from loaders.documents.prose.entities.titles import content_words
from loaders.documents.prose.learnt.words import ABOUT, DETERMINER, NAMED, PREPOSITIONS, preposition
from loaders.documents.prose.structure.headlines import without_number
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.learnt.candidates import Mention, Pool
    from loaders.documents.prose.structure.segment import Segment

WINDOW: Final = 70  # characters before and behind a name
NEAR: Final = 45
ADJACENT: Final = 12
MAX_OFFSET: Final = 3.0  # hundreds of characters
VERBS: Final = ("make", "carry", "fund", "show", "help")
_SENTENCE: Final = re.compile(r"[.!?;\u2029]\s")
_MONEY: Final = re.compile(r"[$€£]|\bmillions?\b|\bmilliards?\b|\bbillion\b")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A place where a name stands: its segment, its sentence and the bounds of that, and the text next to it."""

    mention: Mention
    segment: Segment
    annotated: Annotated
    start: int
    stop: int
    sentence: str
    before: str
    behind: str


class Context:
    """Describes the places of names in one document."""

    def __init__(self, pool: Pool) -> None:
        self.pool, discourse = pool, pool.discourse
        self.lexicon, self.segments = discourse.lexicon, discourse.outline.segments
        self.verbs = {name: self.lexicon.word(name) for name in VERBS}
        self.made = self.lexicon.word("made")
        self.heads = {number: fold(one.text) for number, one in discourse.outline.headings.items()}
        self.children = Counter(discourse.outline.parents.values())
        self.items = Counter(each.section for each in self.segments if each.kind == "item")

    def describe(self, mention: Mention) -> Iterator[tuple[str, float]]:
        """Yield what is known of a place, by name."""
        segment, annotated = self.segments[mention.segment], self.pool.annotated[mention.segment]
        if annotated is None:
            return
        text = straight(segment.text)
        start = max((hit.end() for hit in _SENTENCE.finditer(text, 0, mention.start)), default=0)
        ends = _SENTENCE.search(text, mention.end)
        stop = ends.start() if ends else len(text)
        before = text[max(start, mention.start - WINDOW) : mention.start]
        behind = text[mention.end : min(stop, mention.end + WINDOW)]
        around = Surroundings(mention, segment, annotated, start, stop, text[start:stop], before, behind)
        yield from self._section(around)
        yield from self._adjacent(around)
        yield from self._named(around)
        yield from self._sentence(around)

    def _section(self, around: Surroundings) -> Iterator[tuple[str, float]]:
        segment, mention = around.segment, around.mention
        for kind in ("heading", "item", "table"):
            yield f"in {kind}", float(segment.kind == kind)
        is_heading = segment.kind == "heading"
        yield "share of segment", (mention.end - mention.start) / max(len(segment.text), 1)
        yield "rank of heading", float(segment.rank if is_heading else 0)
        yield "children", float(self.children[segment.section] if is_heading else 0)
        yield "items of section", float(self.items[segment.section])
        yield "offset", min((mention.start - around.start) / 100, MAX_OFFSET)
        yield "opens sentence", float(mention.start - around.start < len("• The "))
        head, words = self.heads.get(segment.section, ""), content_words(mention.text)
        yield "about section", float(bool(ABOUT.match(without_number(head))))
        yield "list section", float(bool(self.lexicon.regex("list_heading").match(without_number(head))))
        yield "heading shares", len(content_words(head) & words) / max(len(words), 1)

    def _adjacent(self, around: Surroundings) -> Iterator[tuple[str, float]]:
        before, behind = around.before, around.behind
        for name, pattern in DETERMINER.items():
            yield name, float(bool(pattern.search(before)))
        yield "named", float(bool(NAMED.search(before)))
        word = preposition(before)
        for each in PREPOSITIONS:
            yield f"behind {each}", float(word == each)
        for name, pattern in self.verbs.items():
            yield f"{name} before", float(bool(pattern.search(before[-NEAR:])))
            yield f"{name} behind", float(bool(pattern.search(behind[:NEAR])))
        yield "made behind", float(bool(self.made.search(behind[:NEAR])))
        for key in ("definition", "explained"):
            yield key, float(bool(self.lexicon.regex(key).match(around.annotated.view, around.mention.end)))
        yield "compared", float(bool(self.lexicon.regex("compared").search(before)))
        opened, closed = (max(map(before.rfind, marks)) for marks in ("“«", "”»"))
        yield "quote open", float(opened > closed)
        yield "colon behind", float(behind[:3].strip(" ").startswith(":"))
        yield "bracket behind", float(behind[:3].strip(" ").startswith("("))
        yield "comma behind", float(behind[:1] == ",")
        yield "ends sentence", float(not behind.strip(" .;"))

    def _named(self, around: Surroundings) -> Iterator[tuple[str, float]]:
        start, end = around.mention.start, around.mention.end
        inside = [one for one in around.annotated.parties if around.start <= one.start < around.stop]
        yield "parties", float(len(inside))
        yield "party before", float(any(one.end <= start for one in inside))
        yield "party right before", float(any(0 <= start - one.end < ADJACENT for one in inside))
        yield "party right behind", float(any(0 <= one.start - end < ADJACENT for one in inside))
        yield "party inside", float(any(one.start < end and start < one.end for one in inside))
        yield "is party", float(any(one.start <= start and end <= one.end for one in inside))
        dates = [one for one in around.annotated.dates if around.start <= one.at < around.stop]
        yield "dates", float(len(dates))
        yield "date right behind", float(any(0 <= one.at - end < ADJACENT for one in dates))

    def _sentence(self, around: Surroundings) -> Iterator[tuple[str, float]]:
        sentence = around.sentence
        yield "money", float(bool(_MONEY.search(sentence)))
        for key in ("we", "denied", "conditional"):
            yield key, float(bool(self.lexicon.regex(key).search(sentence)))
        yield "sentence words", float(len(sentence.split()))

"""The words around a place where a name stands: its sentence, its section, what stands right before and behind it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
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
REMEMBERED: Final = 1024  # texts of which it is known what they say
VERBS: Final = ("make", "carry", "fund", "show", "help")
_SENTENCE: Final = re.compile(r"[.!?;\u2029]\s")
_SENTENCE_END: Final = re.compile(r"[.!?;\u2029](?=\s)")
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
    """Describes the places of names in one document; what names share that stand near each other is found once."""

    def __init__(self, pool: Pool) -> None:
        self.pool, discourse = pool, pool.discourse
        self.lexicon, self.segments = discourse.lexicon, discourse.outline.segments
        self.heads = {number: fold(one.text) for number, one in discourse.outline.headings.items()}
        self.children = Counter(discourse.outline.parents.values())
        self.items = Counter(each.section for each in self.segments if each.kind == "item")
        self._edges = lru_cache(maxsize=REMEMBERED)(self._find_edges)
        self._head = lru_cache(maxsize=REMEMBERED)(self._describe_head)
        self._before = lru_cache(maxsize=REMEMBERED)(self._describe_before)
        self._behind = lru_cache(maxsize=REMEMBERED)(self._describe_behind)
        self._sentence = lru_cache(maxsize=REMEMBERED)(self._describe_sentence)

    def describe(self, mention: Mention) -> dict[str, float]:
        """What is known of a place, by name; always the same names in the same order, or none."""
        segment, annotated = self.segments[mention.segment], self.pool.annotated[mention.segment]
        if annotated is None:
            return {}
        text, starts, ends = self._edges(mention.segment)
        first = bisect_right(starts, mention.start)
        last = bisect_left(ends, mention.end)
        start = starts[first - 1] if first else 0
        stop = ends[last] if last < len(ends) else len(text)
        before = text[max(start, mention.start - WINDOW) : mention.start]
        behind = text[mention.end : min(stop, mention.end + WINDOW)]
        around = Surroundings(mention, segment, annotated, start, stop, text[start:stop], before, behind)
        return {
            **self._section(around),
            **self._before(before),
            **self._behind(behind),
            **self._explained(around),
            **dict(self._named(around)),
            **self._sentence(around.sentence),
        }

    def _find_edges(self, at: int) -> tuple[str, list[int], list[int]]:
        """The text of a segment, and where its sentences start behind others, and end before others."""
        text = straight(self.segments[at].text)
        starts = [hit.end() for hit in _SENTENCE.finditer(text)]
        return text, starts, [hit.start() for hit in _SENTENCE_END.finditer(text)]

    def _section(self, around: Surroundings) -> dict[str, float]:
        segment, mention = around.segment, around.mention
        made = {f"in {kind}": float(segment.kind == kind) for kind in ("heading", "item", "table")}
        is_heading = segment.kind == "heading"
        about, lists, content = self._head(segment.section)
        words = content_words(mention.text)
        return made | {
            "share of segment": (mention.end - mention.start) / max(len(segment.text), 1),
            "rank of heading": float(segment.rank if is_heading else 0),
            "children": float(self.children[segment.section] if is_heading else 0),
            "items of section": float(self.items[segment.section]),
            "offset": min((mention.start - around.start) / 100, MAX_OFFSET),
            "opens sentence": float(mention.start - around.start < len("• The ")),
            "about section": float(about),
            "list section": float(lists),
            "heading shares": len(content & words) / max(len(words), 1),
        }

    def _describe_head(self, section: int) -> tuple[bool, bool, frozenset[str]]:
        """Whether a heading is of what a document is about, or of a list, and its telling words."""
        head = self.heads.get(section, "")
        bare = without_number(head)
        return bool(ABOUT.match(bare)), bool(self.lexicon.regex("list_heading").match(bare)), content_words(head)

    def _describe_before(self, before: str) -> dict[str, float]:
        """What the text before a name says."""
        made = {name: float(bool(pattern.search(before))) for name, pattern in DETERMINER.items()}
        made["named"] = float(bool(NAMED.search(before)))
        word = preposition(before)
        made |= {f"behind {each}": float(word == each) for each in PREPOSITIONS}
        verbs = self.lexicon.verbs_in(before[-NEAR:])
        made |= {f"{name} before": float(name in verbs) for name in VERBS}
        made["compared"] = float(bool(self.lexicon.regex("compared").search(before)))
        opened, closed = (max(map(before.rfind, marks)) for marks in ("“«", "”»"))
        made["quote open"] = float(opened > closed)
        return made

    def _describe_behind(self, behind: str) -> dict[str, float]:
        """What the text behind a name says."""
        verbs = self.lexicon.verbs_in(behind[:NEAR])
        made = {f"{name} behind": float(name in verbs) for name in VERBS}
        return made | {
            "made behind": float("made" in verbs),
            "colon behind": float(behind[:3].strip(" ").startswith(":")),
            "bracket behind": float(behind[:3].strip(" ").startswith("(")),
            "comma behind": float(behind[:1] == ","),
            "ends sentence": float(not behind.strip(" .;")),
        }

    def _explained(self, around: Surroundings) -> dict[str, float]:
        view, end = around.annotated.view, around.mention.end
        return {key: float(bool(self.lexicon.regex(key).match(view, end))) for key in ("definition", "explained")}

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

    def _describe_sentence(self, sentence: str) -> dict[str, float]:
        """What the sentence of a name says."""
        made = {"money": float(bool(_MONEY.search(sentence)))}
        made |= {key: float(bool(self.lexicon.regex(key).search(sentence))) for key in ("we", "denied", "conditional")}
        made["sentence words"] = float(len(sentence.split()))
        return made

"""How far pieces of work are: what sentences say became of them, and what their dates tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from loaders.documents.prose.initiative_candidates import StatusFact
from loaders.documents.prose.roles import is_unreal
from loaders.extraction.initiative_facts import RANKED
from loaders.text.rules import OWN, straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.details.mentions import Mentions, NamingSentence
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.initiative_candidates import DateFact, Work
    from loaders.documents.prose.lexicon import Pattern
    from loaders.documents.prose.structure.segment import Segment

OF_A_SENTENCE: Final = "status-of-a-sentence"
OF_A_REFERENCE: Final = "status-of-a-reference"
OF_DATES: Final = "status-by-date"
MAX_BELOW: Final = 6  # sentences below a heading that may go on about what it names
MAX_OF_DOCUMENT: Final = 400  # sentences of a document that may refer to what it is about
DESCRIBES: Final = "reduced"  # a pattern of a participle right behind a name, wherever that stands: "X, signed in 1993"
CONCLUDES: Final = "is-concluded"  # a pattern: an agreement is in force then, and anything else has ended
OF_THE_WHOLE: Final = ("date-label", "date-of-a-column")  # rules of dates of the work itself, and of none of its steps
ENDS: Final = ("end", "completion")  # kinds of dates
BEGINS: Final = {"launch": "launched", "approval": "launched", "start": "in-progress"}  # what is so from such a date on


@dataclass(frozen=True, slots=True)
class Found:
    """A state that words give to a piece of work, and where they stand."""

    value: str
    annotated: Annotated
    start: int
    stop: int
    order: int  # among what is found
    is_weak: bool = False  # whether the words only suggest it
    is_named: bool = True  # whether they name the work


def add_statuses(discourse: DiscourseState, works: Sequence[Work], mentions: Mentions) -> None:
    """Say of each piece of work how far it is, where no label or column does: by sentences, else by its dates."""
    finder = _Finder(discourse, mentions)
    for work in works:
        if work.status is None:
            work.status = finder.of_words(work) or finder.of_dates(work)


@dataclass(slots=True)
class _Finder:
    discourse: DiscourseState
    mentions: Mentions

    @property
    def written(self) -> str | None:
        """The date of the document."""
        date = self.discourse.front.date
        return date.value if date else None

    def of_words(self, work: Work) -> StatusFact | None:
        """What the sentences that name a piece of work say, or else those that refer to it."""
        for is_named, sentences in ((True, self._naming(work)), (False, self._referring(work))):
            found = [one for each in sentences for one in self._in(work, *each, is_named=is_named)]
            if best := _best(found):
                rule = OF_A_SENTENCE if is_named else OF_A_REFERENCE
                return StatusFact(best.value, best.annotated.passage, best.start, best.stop, rule, stated=is_named)
        return None

    # --- Which sentences

    def _naming(self, work: Work) -> Iterator[tuple[Annotated, int, int, str]]:
        """The sentences that name a piece of work, with its names marked."""
        for one in self.mentions.sentences_of(work):
            yield one.annotated, one.start, one.stop, _marked(one.annotated.view, one.own)

    def _referring(self, work: Work) -> Iterator[tuple[Annotated, int, int, str]]:
        """The sentences that refer to a piece of work ("the project", "it"), with these words marked."""
        named_at = self.mentions.place_of(work)
        if named_at is None:
            return
        segments, is_main = self.discourse.outline.segments, work is self.discourse.headline
        section, count = segments[named_at].section, 0
        for segment in segments[named_at:] if not is_main else segments:
            is_below = segment.section == section
            if not (is_main or is_below) or count >= (MAX_OF_DOCUMENT if is_main else MAX_BELOW):
                return
            if segment.kind not in ("text", "item"):
                continue
            annotated = self.discourse.annotate(segment)
            for start, stop in self.discourse.rules.sentences(segment.text):
                count += 1
                if annotated.titles_in(start, stop):
                    continue
                if places := self._references(work, annotated, start, stop, is_far=count > MAX_BELOW):
                    yield annotated, start, stop, _marked(annotated.view, places)

    def _references(
        self, work: Work, annotated: Annotated, start: int, stop: int, *, is_far: bool
    ) -> list[tuple[int, int]]:
        """Where a sentence refers to a piece of work: by a word of its name, or one for any work; far from it, by the first."""
        lexicon, title = self.discourse.lexicon, f" {fold(work.title)} "
        places = []
        for hit in lexicon.regex("own_reference").finditer(annotated.view[start:stop]):
            kind = hit["kind"]
            is_own = kind is not None and f" {fold(kind)} " in title
            is_any = kind is None or lexicon.regex("any_work").fullmatch(kind)
            if is_own or (is_any and not is_far):
                places.append((start + hit.start(), start + hit.end()))
        return places

    # --- What they say

    def _in(
        self, work: Work, annotated: Annotated, start: int, stop: int, view: str, *, is_named: bool
    ) -> Iterator[Found]:
        """What a sentence says became of the work whose names are marked in a view."""
        lexicon = self.discourse.lexicon
        for order, pattern in enumerate(lexicon.patterns("states")):
            for hit in pattern.finditer(view, start, stop):
                if (is_named or pattern.weight >= 0) and self._holds(annotated, view, start, pattern, hit):
                    value = self._value(work, annotated, pattern, hit)
                    yield Found(
                        value, annotated, hit.start(), hit.end(), order, is_weak=pattern.weight < 0, is_named=is_named
                    )

    def _holds(self, annotated: Annotated, view: str, start: int, pattern: Pattern, hit: re.Match[str]) -> bool:
        """Whether words are not denied or conditional, and the name that they begin with is what they are about."""
        lexicon = self.discourse.lexicon
        if view[hit.start()] == OWN or OWN in hit[0][:4]:
            if pattern.name != DESCRIBES and lexicon.regex("not_own_before").search(view, start, hit.start()):
                return False
        if pattern.kind == "planned":
            return not lexicon.regex("denied").search(hit[0])
        return not is_unreal(annotated, hit.start(), hit.end(), start, lexicon)

    def _value(self, work: Work, annotated: Annotated, pattern: Pattern, hit: re.Match[str]) -> str:
        """The state that words give; what is dated after the document is planned."""
        value = pattern.kind or ""
        if pattern.name == CONCLUDES and self.discourse.lexicon.word("agreement").search(straight(work.title)):
            value = "launched"
        if value in ("launched", "completed") and self.written:
            dates = annotated.dates_in(hit.start(), hit.end())
            if dates and _order(dates[-1].span.start, self.written) > 0:
                return "planned" if value == "launched" else "in-progress"
        return value

    # --- Dates

    def of_dates(self, work: Work) -> StatusFact | None:
        """What the dates of a piece of work tell beside that of the document."""
        found = [(value, date) for date in work.dates if (value := self._at(date))]
        if not found:
            return None
        value, date = min(found, key=lambda pair: RANKED.index(pair[0]))
        return StatusFact(value, date.passage, date.start, date.stop, OF_DATES, stated=False, front=date.front)

    def _at(self, date: DateFact) -> str | None:
        """How far a piece of work is by one of its dates; None where that is open.

        Dates of sentences may be of its steps: of these, only those of a launch or a signature count.
        """
        is_of_whole = date.rule in OF_THE_WHOLE
        words = straight(date.passage.text[date.start : date.stop])
        if self.written is None or not (is_of_whole or self.discourse.lexicon.regex("launch_word").search(words)):
            return None
        first, last = date.edtf.split("/")[0], date.edtf.split("/")[-1]
        if _order(first, self.written) > 0:
            return "planned" if date.kind in BEGINS or is_of_whole and date.kind == "target" else None
        if date.kind in ENDS:
            return "completed" if is_of_whole and _order(last, self.written) < 0 else None
        is_past = _order(first, self.written) < 0 or date.edtf == self.written
        return BEGINS.get(date.kind) if is_past else None


def _best(found: Sequence[Found]) -> Found | None:
    """What is furthest along; what words only suggest counts where nothing else does."""
    sure = [one for one in found if not one.is_weak] or found
    return min(sure, key=lambda one: RANKED.index(one.value), default=None)


def _marked(view: str, places: Sequence[tuple[int, int]]) -> str:
    """A view with some places marked as the name of the work that is looked at."""
    for start, stop in places:
        view = view[:start] + OWN * (stop - start) + view[stop:]
    return view


def _order(one: str, other: str) -> int:
    """Whether a date in EDTF is before another (-1) or after it (1), as far as both are known; 0 where that is open."""
    size = min(len(one), len(other))
    first, second = one[:size], other[:size]
    return (first > second) - (first < second)

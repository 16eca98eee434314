"""How far pieces of work are: what sentences say became of them, and what their dates tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from loaders.documents.prose.initiative_candidates import StatusFact
from loaders.documents.prose.roles import is_unreal
from loaders.extraction.initiative_facts import RANKED
from loaders.text.rules import OWN, straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.details.mentions import Mentions
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.initiative_candidates import DateFact, Work
    from loaders.documents.prose.lexicon import Pattern
    from loaders.text.passages import Passage

OF_A_SENTENCE: Final = "status-of-a-sentence"
OF_A_REFERENCE: Final = "status-of-a-reference"
OF_DATES: Final = "status-by-date"
BEFORE: Final = 200  # characters before a name that may say how far it is
BEHIND: Final = 320  # behind it
WHEN: Final = 30  # behind words that say what became of it, in which a date says when
MAX_BELOW: Final = 6  # sentences below a heading that may go on about what it names
MAX_OF_DOCUMENT: Final = 400  # sentences of a document that may refer to what it is about
DESCRIBES: Final = "reduced"  # a pattern of a participle right behind a name, wherever that stands: "X, signed in 1993"
CONCLUDES: Final = "is-concluded"  # a pattern: an agreement is in force then, and anything else has ended
GIVEN_UP: Final = "does-not-go-ahead"  # a pattern whose own words deny
OF_THE_WHOLE: Final = ("date-label", "date-of-a-column")  # rules of dates of the work itself, and of none of its steps
ENDS: Final = ("end", "completion")  # kinds of dates
BEGINS: Final = {"launch": "launched", "approval": "launched", "start": "in-progress"}  # what is so from such a date on


@dataclass(frozen=True, slots=True)
class Naming:
    """A sentence with the places where it names a piece of work or refers to it; its view has these marked."""

    annotated: Annotated
    start: int
    stop: int
    view: str
    places: Sequence[tuple[int, int]]
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A status that words give to a piece of work, and where they stand."""

    value: str
    passage: Passage
    start: int
    stop: int
    order: int  # among the sentences that are looked at
    is_weak: bool = False  # whether the words only suggest it


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
        for sentences, rule in ((self._naming(work), OF_A_SENTENCE), (self._referring(work), OF_A_REFERENCE)):
            if best := _best([one for at, each in enumerate(sentences) for one in self._in(work, each, at)]):
                is_stated = rule == OF_A_SENTENCE and not best.is_weak
                return StatusFact(best.value, best.passage, best.start, best.stop, rule, stated=is_stated)
        return None

    # --- Which sentences

    def _naming(self, work: Work) -> Iterator[Naming]:
        """The sentences that name a piece of work."""
        for one in self.mentions.sentences_of(work):
            yield Naming(one.annotated, one.start, one.stop, _marked(one.annotated.view, one.own), one.own)

    def _referring(self, work: Work) -> Iterator[Naming]:
        """The sentences below its name that refer to a piece of work ("the project", "it"), or any, of the main one."""
        named_at = self.mentions.place_of(work)
        if named_at is None:
            return
        segments, is_main = self.discourse.outline.segments, work is self.discourse.headline
        section, count = segments[named_at].section, 0
        for segment in segments if is_main else segments[named_at:]:
            if count >= (MAX_OF_DOCUMENT if is_main else MAX_BELOW) or not (is_main or segment.section == section):
                return
            if segment.kind not in ("text", "item"):
                continue
            annotated = self.discourse.annotate(segment)
            for start, stop in self.discourse.rules.sentences(segment.text):
                count += 1
                places = self._references(work, annotated, start, stop, is_far=count > MAX_BELOW)
                if places and not annotated.titles_in(start, stop):
                    yield Naming(annotated, start, stop, _marked(annotated.view, places), places, is_named=False)

    def _references(
        self, work: Work, annotated: Annotated, start: int, stop: int, *, is_far: bool
    ) -> list[tuple[int, int]]:
        """Where a sentence refers to a piece of work: by a word of its name or, near it, by one for any work."""
        lexicon, title = self.discourse.lexicon, f" {fold(work.title)} "
        places = []
        for hit in lexicon.regex("own_reference").finditer(annotated.view[start:stop]):  # "^" is where it begins
            kind = hit["kind"]
            is_own = kind is not None and f" {fold(kind)} " in title
            is_any = kind is None or lexicon.regex("any_work").fullmatch(kind)
            if is_own or (is_any and not is_far):
                places.append((start + hit.start(), start + hit.end()))
        return places

    # --- What they say

    def _in(self, work: Work, one: Naming, order: int) -> Iterator[Found]:
        """What a sentence says became of the work that it names or refers to."""
        lexicon = self.discourse.lexicon
        for start, stop in one.places:
            first, last = max(one.start, start - BEFORE), min(one.stop, stop + BEHIND)
            hits = [(each, each.regex.match(one.view, stop, last)) for each in lexicon.patterns("states_behind")]
            found = [(each, start, hit.end()) for each, hit in hits if hit and self._is_subject(one, start, each)]
            before = lexicon.patterns("states_before") if one.is_named else ()
            hits = [(each, each.regex.search(one.view, first, last)) for each in before]
            found += [(each, *hit.span()) for each, hit in hits if hit]
            for pattern, begin, end in found:
                if (one.is_named or pattern.weight >= 0) and self._holds(one, begin, end, pattern):
                    value = self._value(work, one, (begin, end), pattern, verb=end if begin == start else begin)
                    yield Found(value, one.annotated.passage, begin, end, order, is_weak=pattern.weight < 0)

    def _is_subject(self, one: Naming, start: int, pattern: Pattern) -> bool:
        """Whether what stands behind a name is about what it names, and not about something of it ("users of X")."""
        before = self.discourse.lexicon.regex("not_own_before").search(one.view, one.start, start)
        return pattern.name == DESCRIBES or before is None

    def _holds(self, one: Naming, start: int, stop: int, pattern: Pattern) -> bool:
        """Whether words are not denied or conditional, which a plan may be, and no use of the work lies ahead."""
        lexicon = self.discourse.lexicon
        if pattern.kind == "planned":
            return not lexicon.regex("denied").search(one.view, start, stop)
        if pattern.weight < 0 and lexicon.regex("future_before").search(one.view, one.start, start):
            return False
        stop = start if pattern.name == GIVEN_UP else stop
        return not is_unreal(one.annotated, start, stop, one.start, lexicon)

    def _value(self, work: Work, one: Naming, found: tuple[int, int], pattern: Pattern, *, verb: int) -> str:
        """The state that words give; what is dated after the document is planned.

        The first date behind the verb, or else the last one before it, says when that was.
        """
        value = pattern.kind or ""
        if pattern.name == CONCLUDES and self.discourse.lexicon.word("agreement").search(straight(work.title)):
            value = "launched"
        if value in ("launched", "completed") and self.written:
            dates = one.annotated.dates_in(found[0], min(found[1] + WHEN, one.stop))
            when = next((each for each in dates if each.at >= verb), dates[-1] if dates else None)
            if when is not None and _order(when.span.start, self.written) > 0:
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
            return "planned" if date.kind in BEGINS or (is_of_whole and date.kind == "target") else None
        if date.kind in ENDS:
            return "completed" if is_of_whole and _order(last, self.written) < 0 else None
        is_past = _order(first, self.written) < 0 or date.edtf == self.written
        return BEGINS.get(date.kind) if is_past else None


def _best(found: Sequence[Found]) -> Found | None:
    """What is furthest along, a pause unless the work goes on later; what is only suggested where nothing else is."""
    sure = [one for one in found if not one.is_weak] or found
    kept = [one for one in sure if one.value != "paused" or not any(_goes_on(one, other) for other in sure)]
    return min(kept, key=lambda one: RANKED.index(one.value), default=None)


def _goes_on(pause: Found, other: Found) -> bool:
    """Whether work goes on after a pause."""
    return other.value in ("launched", "in-progress") and other.order > pause.order


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

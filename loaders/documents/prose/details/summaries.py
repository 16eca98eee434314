"""What a piece of work is, or what it is for: the sentence of a document that best says so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from loaders.documents.prose.details.mentions import names_person_in
from loaders.documents.prose.discourse.labels import EDGES
from loaders.documents.prose.structure.headlines import without_number
from loaders.documents.prose.structure.page_lines import is_about_the_page
from loaders.layout.contacts import has_address
from loaders.text.passages import STOP
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.details.mentions import Mentions
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.documents.prose.structure.segment import Segment
    from loaders.text.passages import Passage

MIN_WORDS: Final = 6  # of a sentence that describes work
MAX_WORDS: Final = 70
MAX_CHARACTERS: Final = 500
MIN_NEW_WORDS: Final = 4  # of a sentence, beside those of the name
OPENING: Final = 4  # characters that may stand before the name with which a text begins
NEAR_START: Final = 40  # characters before a name that the sentence is about
MAX_BELOW: Final = 5  # sentences below a heading or behind a name that may be about it

# What a score is made of; a sentence describes a piece of work from `ENOUGH` on.
NAMES_IT: Final = 1.5
IS_BEHIND_NAME: Final = 1.6  # of what an item or a paragraph says behind the name that it begins with
IS_LABELLED: Final = 2.5
IS_BELOW_NAME: Final = 1.2
IS_OF_DOCUMENT: Final = 0.9
LATER: Final = 0.2  # less for each sentence in between
DEFINES: Final = 1.5
EXPLAINS: Final = 1.0  # by an apposition or a relative clause
HAS_PURPOSE: Final = 1.0
REFERS: Final = 0.6
IS_SUBJECT: Final = 0.4
NAMES_OTHERS: Final = -1.0
ENOUGH: Final = 2.0

_MARK: Final = re.compile(
    r"\s*(?:[*_”»\"]\s*)*(?:\([^()]{1,60}\)\s*)?(?:[*_]\s*)*(?::|\s?[–—]\s|\s-\s|\.\s|\u2029)\s*[*_]*\s*"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document that may describe a piece of work."""

    place: int  # of its segment
    segment: Segment
    annotated: Annotated
    start: int
    stop: int
    number: int  # among those of its segment
    order: int  # among those of its section

    @property
    def key(self) -> tuple[int, int]:
        """What tells it from others."""
        return self.place, self.start

    @property
    def text(self) -> str:
        """Its words."""
        return self.segment.text[self.start : self.stop].replace(STOP, "").strip()

    @property
    def passage(self) -> Passage:
        """Its words with their places."""
        return self.segment.passage.part(self.start, len(self.segment.text[: self.stop].rstrip(f" {STOP}")))


def add_summaries(discourse: DiscourseState, works: Sequence[Work], mentions: Mentions) -> None:
    """Give each piece of work the sentence that says best what it is or what it is for.

    A sentence that does not name what it describes describes one piece of work at most.
    """
    finder = _Finder(discourse, mentions)
    found: list[tuple[float, bool, Sentence, Work]] = []
    for work in works:
        for sentence in finder.near(work):
            score, is_named = finder.score(work, sentence)
            if score >= ENOUGH:
                found.append((score, is_named, sentence, work))
    found.sort(key=lambda each: (-each[0], each[2].place, each[2].start))
    taken: set[tuple[int, int]] = set()
    for _, is_named, sentence, work in found:
        if work.summary is None and (is_named or sentence.key not in taken):
            work.summary = finder.passage_of(work, sentence)
            taken.add(sentence.key)


@dataclass(slots=True)
class _Finder:
    """Finds the sentences about pieces of work; each piece of work is compared with those near its names only."""

    discourse: DiscourseState
    mentions: Mentions
    by_place: dict[int, list[Sentence]] = field(default_factory=dict)  # usable sentences of a segment
    by_section: dict[int, list[Sentence]] = field(default_factory=dict)
    descriptions: dict[int, None] = field(init=False)  # sections whose headings say that what something is stands there
    children: dict[int, list[int]] = field(default_factory=dict)  # those of `descriptions`, by the section above
    labelled: dict[int, list[Sentence]] = field(default_factory=dict)  # what labels below its name say that it is

    def __post_init__(self) -> None:
        outline = self.discourse.outline
        self.descriptions = dict.fromkeys(filter(self._is_description, outline.headings))
        for section in self.descriptions:
            self.children.setdefault(outline.parents.get(section, 0), []).append(section)
        for each in self._sentences():
            self.by_place.setdefault(each.place, []).append(each)
            self.by_section.setdefault(each.segment.section, []).append(each)
        self._find_labelled()

    def _find_labelled(self) -> None:
        """Note what labels say that something is ("Description: …"): the piece of work that was named last above it."""
        named = {min(places): key for key, places in reversed([*self.mentions.places.items()])}
        ordered = sorted(named)
        for each in (one for every in self.by_place.values() for one in every):
            if each.segment.key or each.segment.label == "other":
                label = each.segment.key or each.segment.text[: each.segment.value_at]
                at = bisect_right(ordered, each.place)
                if at and self._matches("description_label", label):
                    self.labelled.setdefault(named[ordered[at - 1]], []).append(each)

    def _matches(self, key: str, text: str) -> bool:
        return self.discourse.lexicon.regex(key).match(straight(text)) is not None

    def near(self, work: Work) -> list[Sentence]:
        """The sentences that may describe a piece of work, each once, in no order."""
        outline = self.discourse.outline
        found = [one for place in self.mentions.places_of(work) for one in self.by_place.get(place, ())]
        found += self.labelled.get(id(work), ())
        named_at = self.mentions.place_of(work)
        if named_at is not None:
            named, is_main = outline.segments[named_at], work is self.discourse.headline
            found += self.by_place.get(named_at + 1, ())
            sections = [*self.children.get(named.section, ())] if named.kind == "heading" or is_main else []
            if named.kind == "heading":
                sections.append(named.section)
            if is_main:
                sections += self.descriptions
                found += [one for place in range(named_at + MAX_BELOW + 1) for one in self.by_place.get(place, ())]
            found += [one for section in sections for one in self.by_section.get(section, ())]
        return [*{one.key: one for one in found}.values()]

    # --- Which sentences there are

    def _sentences(self) -> Iterator[Sentence]:
        """The sentences of a document that may describe anything."""
        order: dict[int, int] = {}
        for place, segment in enumerate(self.discourse.outline.segments):
            if segment.kind not in ("text", "item") or (segment.label not in (None, "other") and not segment.key):
                continue
            annotated = self.discourse.annotate(segment)
            for at, (start, stop) in enumerate(self.discourse.rules.sentences(segment.text)):
                order[segment.section] = order.get(segment.section, -1) + 1
                made = Sentence(
                    place, segment, annotated, max(start, segment.value_at), stop, at, order[segment.section]
                )
                if made.start < stop and self._is_usable(made):
                    yield made

    def _is_usable(self, one: Sentence) -> bool:
        """Whether a sentence may describe work: no question, no speech, no line about the page, and no person in it."""
        lexicon, text = self.discourse.lexicon, straight(one.text)
        size = len(text.split())
        if not MIN_WORDS <= size <= MAX_WORDS or len(text) > MAX_CHARACTERS or text.endswith(("?", ":")):
            return False
        if one.segment.kind == "text" and one.segment.label is None and text[-1:] not in '.!…)"':
            return False
        if lexicon.regex("reports_speech").search(text) or is_about_the_page(lexicon, text, 0, len(text)):
            return False
        return not has_address(text) and not names_person_in(one.annotated, one.start, one.stop)

    def passage_of(self, work: Work, one: Sentence) -> Passage:
        """The words of a sentence, without the name that an item or a paragraph begins with ("Fund: pays …")."""
        own = self._names_in(work, one)
        mark = _MARK.match(one.segment.text, own[0][1]) if own and own[0][0] - one.start <= OPENING else None
        if mark and len(one.segment.text[mark.end() : one.stop].split()) >= MIN_WORDS:
            return replace(one, start=mark.end()).passage
        return one.passage

    def _names_in(self, work: Work, one: Sentence) -> list[tuple[int, int]]:
        """Where a sentence names a piece of work."""
        titles = one.annotated.titles_in(one.start, one.stop)
        own = [(title.start, title.end) for title in titles if self.mentions.means(work, title.text)]
        is_here = work.passage is one.segment.passage and one.start <= work.start < one.stop
        return own or [(work.start, work.end)] * is_here

    # --- How well one describes a piece of work

    def score(self, work: Work, one: Sentence) -> tuple[float, bool]:
        """How well a sentence describes a piece of work (0: it is about something else), and whether it names it."""
        if _says_no_more(work, one):
            return 0.0, False
        titles, own = one.annotated.titles_in(one.start, one.stop), self._names_in(work, one)
        if own:
            others = [title for title in titles if not any(a < title.end and title.start < b for a, b in own)]
            return self._of_name(one, own[0], is_first=not others or own[0][0] < others[0].start), True
        view = one.annotated.view[one.start : one.stop]
        refers = self._finds("about_it", view)
        near = self._nearness(work, one)
        if near <= 0 or (titles and not refers):
            return 0.0, False
        purpose = self._finds("has_purpose", straight(one.text))
        opens = self._matches("opens_with_purpose", one.text)
        return near + HAS_PURPOSE * purpose + REFERS * refers + DEFINES * opens, False

    def _finds(self, key: str, text: str) -> bool:
        return self.discourse.lexicon.regex(key).search(text) is not None

    def _of_name(self, one: Sentence, name: tuple[int, int], *, is_first: bool) -> float:
        """How well a sentence describes what it names, the first thing it names or a later one."""
        view, lexicon = one.annotated.view, self.discourse.lexicon
        rest = view[name[1] : one.stop]
        score = NAMES_IT + HAS_PURPOSE * self._finds("has_purpose", rest)
        score += DEFINES * (lexicon.regex("defines_name").match(rest) is not None)
        score += EXPLAINS * (lexicon.regex("explains_name").match(rest) is not None)
        is_near = name[0] - one.start <= NEAR_START
        score += IS_SUBJECT * is_near
        if name[0] - one.start <= OPENING and _MARK.match(one.segment.text, name[1]):
            score += IS_BEHIND_NAME
        return score + NAMES_OTHERS * (not is_first)

    def _nearness(self, work: Work, one: Sentence) -> float:
        """How near a sentence without the name of a piece of work stands to it; 0 where it is of something else."""
        named_at = self.mentions.place_of(work)
        if any(one is each for each in self.labelled.get(id(work), ())):
            return IS_LABELLED
        if named_at is None or one.segment.key or one.segment.label == "other":
            return 0.0
        named, is_main = self.discourse.outline.segments[named_at], work is self.discourse.headline
        later, section = LATER * min(one.order, MAX_BELOW), one.segment.section
        if named.kind == "heading":
            if section == named.section:
                return (IS_BELOW_NAME - later) * ((work.end - work.start) * 2 >= len(named.text))
            if section in self.children.get(named.section, ()) or (is_main and section in self.descriptions):
                return IS_LABELLED - later
        elif section == named.section and self._is_right_behind(work, named, named_at, one):
            return IS_BELOW_NAME
        return (IS_OF_DOCUMENT - later) * (is_main and one.place <= named_at + MAX_BELOW)

    def _is_description(self, section: int) -> bool:
        """Whether a heading says that what something is, or what it is for, stands below it."""
        heading = self.discourse.outline.headings.get(section)
        if heading is None:
            return False
        return self._matches("description_heading", without_number(heading.text).strip(" :"))

    def _is_right_behind(self, work: Work, named: Segment, named_at: int, one: Sentence) -> bool:
        """Whether a sentence is the next one behind that of a name, which names nothing else."""
        annotated = self.discourse.annotate(named)
        if any(not self.mentions.means(work, title.text) for title in annotated.titles):
            return False
        if one.place == named_at:
            bounds = self.discourse.rules.sentences(named.text)
            at = next((at for at, (start, stop) in enumerate(bounds) if start <= work.start < stop), len(bounds))
            return one.number == at + 1
        return one.place == named_at + 1 and one.number == 0 and (work.end - work.start) * 2 >= len(named.text)


def _says_no_more(work: Work, one: Sentence) -> bool:
    """Whether a sentence has hardly a word that the name of a piece of work has not."""
    name = set(fold(work.title).split())
    return len([word for word in fold(one.text.strip(EDGES)).split() if word not in name]) < MIN_NEW_WORDS

"""What a piece of work is, or what it is for: the sentence of a document that best says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from loaders.documents.prose.discourse.labels import EDGES
from loaders.documents.prose.structure.headlines import without_number
from loaders.documents.prose.structure.page_lines import is_about_the_page
from loaders.layout.contacts import has_address
from loaders.text.passages import STOP
from loaders.text.persons import names_person
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
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

_LETTERS: Final = re.compile(r"\b[A-Z]{3,7}\b")  # of an abbreviation within a name
_SMALL_WORDS: Final = (
    r"[\s-]+(?:(?:(?:of|for|and|the|on|in|to|de|du|des|la|le|les|et|pour|en|sur|à|aux?)\s+|[dl][’'])*)"
)
_ACCENTED: Final = {"A": "AÀÂ", "C": "CÇ", "E": "EÉÈÊ", "I": "IÎ", "O": "OÔ", "U": "UÙÛ"}
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


def add_summaries(discourse: DiscourseState, works: Sequence[Work]) -> None:
    """Give each piece of work the sentence that says best what it is, or what it is for, if there is one.

    A sentence that does not name what it describes describes one piece of work at most.
    """
    finder = _Finder(discourse)
    for work in works:
        work.sentences = [*_sentences_naming(discourse, work), *_spelt_out(discourse, work)]
    found = [
        (score, is_named, sentence, work)
        for work in works
        for sentence in finder.sentences
        for score, is_named in [finder.score(work, sentence)]
        if score >= ENOUGH
    ]
    found.sort(key=lambda each: (-each[0], each[2].place, each[2].start))
    taken: set[tuple[int, int]] = set()
    for _, is_named, sentence, work in found:
        if work.summary is None and (is_named or sentence.key not in taken):
            work.summary = finder.passage_of(work, sentence)
            taken.add(sentence.key)


@dataclass(slots=True)
class _Finder:
    discourse: DiscourseState
    sentences: list[Sentence] = field(init=False)

    def __post_init__(self) -> None:
        self.sentences = [*self._sentences()]

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
        return not has_address(text) and not names_person(one.text)

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
        own = [(title.start, title.end) for title in titles if work.is_called(title.text)]
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
        opens = self.discourse.lexicon.regex("opens_with_purpose").match(straight(one.text)) is not None
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
        outline = self.discourse.outline
        named_at = next((at for at, each in enumerate(outline.segments) if each.passage is work.passage), None)
        if named_at is None:
            return 0.0
        named, is_main = outline.segments[named_at], work is self.discourse.headline
        later = LATER * min(one.order, MAX_BELOW)
        is_its = one.segment.section == named.section
        if one.segment.key or one.segment.label == "other":
            label = one.segment.key or one.segment.text[: one.segment.value_at]
            is_label = self.discourse.lexicon.regex("description_label").match(straight(label)) is not None
            return IS_LABELLED * (is_label and (is_its or is_main))
        if named.kind == "heading":
            is_whole = (work.end - work.start) * 2 >= len(named.text)
            if is_its:
                return (IS_BELOW_NAME - later) * is_whole
            is_its = outline.parents.get(one.segment.section, 0) == named.section
            if (is_its or is_main) and self._is_description(one.segment.section):
                return IS_LABELLED - later
        elif is_its and self._is_right_behind(work, named, named_at, one):
            return IS_BELOW_NAME
        return (IS_OF_DOCUMENT - later) * (is_main and one.place <= named_at + MAX_BELOW)

    def _is_description(self, section: int) -> bool:
        """Whether a heading says that what something is, or what it is for, stands below it."""
        heading = self.discourse.outline.headings.get(section)
        if heading is None:
            return False
        text = straight(without_number(heading.text)).strip(" :")
        return self.discourse.lexicon.regex("description_heading").match(text) is not None

    def _is_right_behind(self, work: Work, named: Segment, named_at: int, one: Sentence) -> bool:
        """Whether a sentence is the next one behind that of a name, which names nothing else."""
        annotated = self.discourse.annotate(named)
        if any(not work.is_called(title.text) for title in annotated.titles):
            return False
        if one.place == named_at:
            bounds = self.discourse.rules.sentences(named.text)
            at = next((at for at, (start, stop) in enumerate(bounds) if start <= work.start < stop), len(bounds))
            return one.number == at + 1
        return one.place == named_at + 1 and one.number == 0 and (work.end - work.start) * 2 >= len(named.text)


def _sentences_naming(discourse: DiscourseState, work: Work) -> Iterator[Passage]:
    """The sentences that name a piece of work, parted at the names of parties and of other work."""
    for segment in discourse.outline.segments:
        is_its = segment.passage is work.passage
        if segment.kind in ("noise", "table"):
            continue
        annotated = discourse.annotate(segment)
        own = [title for title in annotated.titles if work.is_called(title.text)]
        if not own and not is_its:
            continue
        for start, stop in discourse.rules.sentences(segment.text):
            if any(start <= title.start < stop for title in own) or (is_its and start <= work.start < stop):
                others = [title for title in annotated.titles_in(start, stop) if title not in own]
                inner = sorted(
                    [(one.start, one.end) for one in annotated.parties_in(start, stop)]
                    + [(one.start, one.end) for one in others]
                )
                at = start
                for first, last in [*inner, (stop, stop)]:
                    if at < first:
                        yield segment.passage.part(at, first)
                    at = max(at, last)


def _spelt_out(discourse: DiscourseState, work: Work) -> Iterator[Passage]:
    """What the letters in the name of a piece of work stand for: of "HDP Program", "Harbour Data Platform"."""
    for letters in dict.fromkeys(_LETTERS.findall(work.title)):
        regex = _words_of(letters)
        for segment in discourse.outline.segments:
            if segment.kind != "noise" and (hit := regex.search(segment.text)):
                yield segment.passage.part(*hit.span())
                break


@lru_cache(maxsize=256)
def _words_of(letters: str) -> re.Pattern[str]:
    """A pattern of words in capitals that begin with these letters, with small words between them."""
    return re.compile(
        r"\b" + _SMALL_WORDS.join(rf"[{_ACCENTED.get(one, one)}][\w’'-]*[a-zà-ÿ]" for one in letters) + r"\b"
    )


def _says_no_more(work: Work, one: Sentence) -> bool:
    """Whether a sentence has hardly a word that the name of a piece of work has not."""
    name = set(fold(work.title).split())
    return len([word for word in fold(one.text.strip(EDGES)).split() if word not in name]) < MIN_NEW_WORDS

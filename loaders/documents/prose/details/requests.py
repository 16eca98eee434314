"""What somebody asks others for in free text: help, information, partners, a decision, action by another government."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.vocabulary.themes import suggest
from loaders.documents.claim_groups import add_need, add_themes, introduce
from loaders.documents.prose.details.askers import OF_THE_WRITER, Asker, AskerFinder
from loaders.documents.prose.details.mentions import names_person_in, parts_between
from loaders.documents.prose.structure.page_lines import is_about_the_page
from loaders.layout.contacts import has_address
from loaders.text.passages import STOP
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.claims import ClaimBuilder
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.details.mentions import Mentions
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.entities.titles import TitleSpan
    from loaders.documents.prose.initiative_candidates import Work, Written
    from loaders.documents.prose.lexicon import Pattern
    from loaders.documents.prose.structure.segment import Segment
    from loaders.text.passages import Passage

MIN_WORDS: Final = 5  # of a request
MAX_WORDS: Final = 90
BEFORE: Final = 60  # characters before a request that may deny it
ASKER: Final = 400  # characters before the words that ask, in which whoever asks stands
ASKED: Final = 400  # behind them, in which whoever is asked stands, and what for
ADDRESSEE: Final = 80  # characters behind the words that ask, in which whoever is asked stands
_OPENS_NAMES: Final = re.compile(r"(?<!\w)(?:between|among|with|entre|avec|auprès\s+de)\s*:\W*$")
_WORD: Final = re.compile(r"\W*\w+")
IN_A_LIST: Final = "ask-of-a-list"
OF_THE_LEAD: Final = "ask-by-the-lead"


@dataclass(frozen=True, slots=True)
class Request:
    """A sentence that asks others for something.

    Attributes:
        passage: its words.
        rule: the rule that reads it.
        by: who asks, each for themselves; empty where neither the words nor the document say who.
        is_of_several: whether several ask whom the words do not name.
        about: the piece of work that it names.
        parts: its words without the verb that asks and names, but for that of `about`; they name its themes.
    """

    passage: Passage
    rule: str
    by: Sequence[Asker]
    is_of_several: bool
    about: Work | None
    parts: Sequence[Passage]


def find_requests(discourse: DiscourseState, mentions: Mentions) -> list[Request]:
    """The requests of a document, in its order; none of the public, of law, or that is denied or conditional."""
    return [*_Finder(discourse, mentions, AskerFinder(discourse)).find()]


@dataclass(slots=True)
class _Finder:
    discourse: DiscourseState
    mentions: Mentions
    askers: AskerFinder

    def find(self) -> Iterator[Request]:
        """Yield the requests of a document, in its order."""
        segments = self.discourse.outline.segments
        above: Request | None = None  # how the items below a line are asked
        for place, segment in enumerate(segments):
            if above is not None and self._is_item(segment):
                text, size = self.discourse.annotate(segment), len(segment.text)
                is_addressee = self.discourse.lexicon.regex("addressee_item").match(segment.text)
                if not is_addressee and _is_usable(self.discourse, text, 0, size):
                    parts = _parts(text, 0, size, text.titles_in(0, size))
                    yield replace(above, passage=segment.passage, rule=IN_A_LIST, parts=parts)
                continue
            above = None
            if segment.kind == "heading":
                self.askers.begin_section()
            if segment.kind not in ("text", "item"):
                continue
            for request, opens in self._of(segment):
                if not opens:
                    yield request
                elif any(map(self._is_item, segments[place + 1 : place + 2])):
                    above = request

    def _is_item(self, segment: Segment) -> bool:
        """Whether a text below a line that asks is one of the things that are asked."""
        begins = self.discourse.lexicon.regex("asked_item").match(segment.text)
        return segment.kind == "item" or (segment.kind == "text" and begins is not None)

    def _of(self, segment: Segment) -> Iterator[tuple[Request, bool]]:
        """The sentences of a segment that ask for something, each with whether it opens a list."""
        text = self.discourse.annotate(segment)
        for start, stop in self.discourse.rules.sentences(segment.text):
            hit = _hit(self.discourse, text, start, stop)
            is_usable = hit is not None and _is_usable(self.discourse, text, start, stop)
            request = self._request(text, segment, (start, stop), *hit) if hit and is_usable else None
            if request is not None:
                yield request, _opens_list(segment.text[start:stop])
            self.askers.pass_sentence(text, start, stop, hit[1] if hit else None)

    def _request(
        self, text: Annotated, segment: Segment, bounds: tuple[int, int], rule: Pattern, match: re.Match[str]
    ) -> Request | None:
        start, stop = bounds
        askers = self.askers.of(text, start, rule, match)
        if askers is None:
            return None
        passage = text.passage.part(start, len(segment.text[:stop].rstrip(f" {STOP}")))
        works, titles = self.mentions.works, text.titles_in(start, stop)
        about = next((work for title in titles for work in works if self.mentions.means(work, title.text)), None)
        verb = _WORD.match(text.view, match.start("asks"))
        others = [one for one in titles if about is None or not self.mentions.means(about, one.text)]
        parts = _parts(text, start, stop, others, verb.span() if verb else None)
        return Request(passage, rule.name, *askers, about, parts)


def _opens_list(sentence: str) -> bool:
    """Whether what is asked follows in a list, and not with whom or of whom."""
    return sentence.rstrip(f" {STOP}").endswith(":") and _OPENS_NAMES.search(sentence) is None


def _parts(
    text: Annotated, start: int, stop: int, titles: Iterable[TitleSpan], verb: tuple[int, int] | None = None
) -> list[Passage]:
    """The parts of a sentence without names of parties, and without some titles and a verb."""
    excluded = [(one.start, one.end) for one in text.parties_in(start, stop)]
    excluded += [(one.start, one.end) for one in titles]
    excluded += [verb] if verb else []
    return [*parts_between(text.passage, start, stop, excluded)]


def _hit(discourse: DiscourseState, text: Annotated, start: int, stop: int) -> tuple[Pattern, re.Match[str]] | None:
    """The first words of a sentence that ask for something."""
    lexicon = discourse.lexicon
    for first, last in _windows(lexicon.regex("may_ask").finditer(text.view, start, stop), start, stop):
        for rule, match in lexicon.hits("requests", text.view, first, last):
            before = text.view[max(start, match.start() - BEFORE) : match.start("asks")]
            if lexicon.regex("asked_in_vain").search(before) or lexicon.regex("denied").search(before):
                continue
            behind = text.view[match.start("asks") : min(stop, match.end("asks") + ADDRESSEE)]
            if not lexicon.regex("asked_of_public").search(behind):
                return rule, match
    return None


def _windows(hits: Iterable[re.Match[str]], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence around words that may ask, those that meet as one; most sentences have none.

    Who asks and is asked stands near these words. A list of hundreds of names elsewhere costs nothing so.
    """
    window: tuple[int, int] | None = None
    for hit in hits:
        first, last = max(start, hit.start() - ASKER), min(stop, hit.end() + ASKED)
        if window is not None and first > window[1]:
            yield window
            window = None
        window = (window[0] if window else first, last)
    if window is not None:
        yield window


def _is_usable(discourse: DiscourseState, text: Annotated, start: int, stop: int) -> bool:
    """Whether a part of a text may be kept as a request: neither too short or long nor about the page or a person."""
    flat = straight(text.passage.text[start:stop].replace(STOP, "")).strip()
    if not MIN_WORDS <= len(flat.split()) <= MAX_WORDS or is_about_the_page(discourse.lexicon, flat, 0, len(flat)):
        return False
    return not (has_address(flat) or names_person_in(text, start, stop))


def _names_theme(request: Request, language: str) -> bool:
    return any(suggest(part.text, language, "summary") for part in request.parts)


def write_requests(
    builder: ClaimBuilder, requests: Sequence[Request], works: Mapping[int, Written], main: Work | None, *,
    by: str | None,
) -> None:  # fmt: skip
    """Write the requests of a document as needs.

    Where no words name who asks, that is whoever sends the document, or leads the work that is spoken of, and the
    request is proposed, unless "we" ask for something about a theme or a piece of work, which is inferred; what several
    ask without naming either is proposed, too.

    Args:
        builder: takes the claims.
        requests: the requests.
        works: the pieces of work that are written, by the identity of each.
        main: the one that the document is about.
        by: who sends the document.
    """
    for one in requests:
        about = works.get(id(one.about))
        lead = _lead(works.get(id(one.about or main)), one) if not one.by else None
        askers = [*one.by, *([lead] if lead else [])]
        if not askers and not one.is_of_several:
            continue
        for asker in askers or (None,):
            _write(builder, one, asker, about, by=by)


def _write(builder: ClaimBuilder, one: Request, asker: Asker | None, about: Written | None, *, by: str | None) -> None:
    """Write what one of those who ask, or several others, ask for."""
    is_named = asker is not None and asker.inferred_by is None
    is_likely = one.is_of_several or (asker is not None and asker.inferred_by == OF_THE_WRITER)
    says_what = about is not None or _names_theme(one, builder.language or "en")
    proposed = not (is_named or (is_likely and says_what))
    if asker is not None and asker.named is not None:
        introduce(builder, asker.named, asker.place, by=by, proposed=proposed)
    need = add_need(builder, "ask", one.passage, one.rule, by=asker.id if asker else None, reported_by=by,
                    about=about.id if about else None, inferred_by=asker.inferred_by if asker else None,
                    proposed=proposed)  # fmt: skip
    if not proposed:
        add_themes(builder, "need", need, None, *one.parts, by=by)


def _lead(work: Written | None, request: Request) -> Asker | None:
    """Who leads a piece of work, for whom something is asked of which nobody is named."""
    if work is None or work.lead is None or request.is_of_several:
        return None
    return Asker(work.lead, None, request.passage.place(), OF_THE_LEAD)

"""What somebody asks others for in free text: help, information, partners, a decision, action by another government."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import suggest
from loaders.documents.claim_groups import add_need, add_themes, introduce
from loaders.documents.prose.details.mentions import names_person_in, parts_between
from loaders.documents.prose.entities.unknown_parties import by_own_name
from loaders.documents.prose.structure.page_lines import is_about_the_page
from loaders.layout.contacts import has_address
from loaders.text.names import Named
from loaders.text.passages import STOP
from loaders.text.persons import is_person_at
from loaders.text.rules import straight

if TYPE_CHECKING:
    from graph.claims import Place
    from loaders.claims import ClaimBuilder
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.details.mentions import Mentions
    from loaders.documents.prose.discourse.state import DiscourseState
    from loaders.documents.prose.entities.party import Party
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
_BEFORE_SUBJECT: Final = re.compile(r"(?:[^,.;:]{1,80},\s)?.{0,6}", re.DOTALL)  # as "At its last session, the "
_OPENS_NAMES: Final = re.compile(r"(?<!\w)(?:between|among|with|entre|avec|auprès\s+de)\s*:\W*$")
_WORD: Final = re.compile(r"\W*\w+")
IN_A_LIST: Final = "ask-of-a-list"
OF_THE_SENDER: Final = "ask-by-the-sender"
OF_THE_WRITER: Final = "ask-as-we"
OF_THE_LEAD: Final = "ask-by-the-lead"
OF_THE_SUBJECT: Final = "ask-by-pronoun"
WITHOUT_SUBJECT: Final = ("ask-of-others", "ask-of-a-resolution")  # rules of clauses that may go on about a subject
LEVELS: Final = {  # of governments that may be called so, by the pattern of what they are called
    "called_city": ("municipal", "other"),
    "called_province": ("provincial", "territorial", "other"),
    "called_federal": ("federal", "international", "other"),
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, the words that say so, and the rule by which that is inferred, unless they name it."""

    id: str
    named: Named | None
    place: Place
    inferred_by: str | None = None


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
    return [*_Finder(discourse, mentions).find()]


@dataclass(slots=True)
class _Finder:
    discourse: DiscourseState
    mentions: Mentions
    subject: Party | None = None  # the party with which a sentence of the section began last, or that asked
    is_near: bool = False  # whether that was the sentence before, or that one only goes on about it
    are_several: bool = False  # whether the sentence before is about several of a kind ("Premiers also discussed")

    def find(self) -> Iterator[Request]:
        """Yield the requests of a document, in its order."""
        segments = self.discourse.outline.segments
        above: Request | None = None  # how the items below a line are asked
        for place, segment in enumerate(segments):
            if above is not None and self._is_item(segment):
                text, size = self.discourse.annotate(segment), len(segment.text)
                is_addressee = self.discourse.lexicon.regex("addressee_item").match(segment.text)
                if not is_addressee and _is_usable(self.discourse, text, 0, size):
                    titles = [(one.start, one.end) for one in text.titles_in(0, size)]
                    parts = _parts(self.discourse, segment, 0, size, titles)
                    yield replace(above, passage=segment.passage, rule=IN_A_LIST, parts=parts)
                continue
            above = None
            if segment.kind == "heading":
                self.subject = None
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
            lexicon = self.discourse.lexicon
            self.are_several = bool(lexicon.regex("begins_with_several").match(text.view, start, stop)) or (
                self.are_several and bool(lexicon.regex("begins_with_pronoun").match(text.view, start, stop))
            )
            if lexicon.regex("is_a_reason").match(text.view, start, stop):
                continue
            askers = _named(self.discourse, text, hit[1], start) if hit else []
            first = next(iter([*askers, *_bodies(text, start, stop)]), None)
            if first is not None and (askers or _BEFORE_SUBJECT.fullmatch(text.view, start, first.start)):
                self.subject, self.is_near = first, True
            elif names_person_in(text, start, stop):  # for whom a pronoun may stand
                self.subject, self.is_near = None, False
            elif not lexicon.regex("begins_with_pronoun").match(text.view, start, stop):
                self.is_near = False

    def _request(
        self, text: Annotated, segment: Segment, bounds: tuple[int, int], rule: Pattern, match: re.Match[str]
    ) -> Request | None:
        start, stop = bounds
        askers = self._askers(text, bounds, rule, match)
        if askers is None:
            return None
        passage = text.passage.part(start, len(segment.text[:stop].rstrip(f" {STOP}")))
        works, titles = self.mentions.works, text.titles_in(start, stop)
        about = next((work for title in titles for work in works if self.mentions.means(work, title.text)), None)
        verb = _WORD.match(text.view, match.start("asks"))
        others = [(one.start, one.end) for one in titles if about is None or not self.mentions.means(about, one.text)]
        parts = _parts(self.discourse, segment, start, stop, [*others, *([verb.span()] if verb else [])])
        return Request(passage, rule.name, *askers, about, parts)

    def _askers(
        self, text: Annotated, bounds: tuple[int, int], rule: Pattern, match: re.Match[str]
    ) -> tuple[Sequence[Asker], bool] | None:
        """Who asks, as far as the words, what is before or the head of the document say, and if several others do.

        None where the words name somebody who is no known body, or refer to somebody whom nothing names.
        """
        lexicon = self.discourse.lexicon
        if named := _named(self.discourse, text, match, bounds[0]):
            return [_as_asker(one, text.passage.place(one.start, one.end)) for one in named], False
        if not match.groupdict().get("by"):
            return self._of_no_subject(text, bounds, rule, match)
        words = straight(text.passage.text[slice(*match.span("by"))]).strip()
        place = text.passage.place(*match.span("by"))
        if lexicon.regex("several_askers").search(words):
            return [], True
        if lexicon.regex("asker_by_pronoun").fullmatch(words):
            near = self.subject if self.is_near else None
            return ([_as_asker(near, place, OF_THE_SUBJECT)], False) if near else self._several()
        if self.subject is not None and _is_called(self.discourse, words, self.subject):
            return [_as_asker(self.subject, place, OF_THE_SUBJECT)], False
        if not lexicon.regex("asker_of_document").fullmatch(words):
            return None
        sender = _of_document(self.discourse, words, place)
        if sender is not None and lexicon.regex("asker_as_we").fullmatch(words):
            sender = replace(sender, inferred_by=OF_THE_WRITER)
        return [sender] if sender else [], False

    def _several(self) -> tuple[Sequence[Asker], bool] | None:
        return ([], True) if self.are_several else None

    def _of_no_subject(
        self, text: Annotated, bounds: tuple[int, int], rule: Pattern, match: re.Match[str]
    ) -> tuple[Sequence[Asker], bool]:
        """Who asks in a clause without a subject: who is before it, begins the sentence before, or sends the text."""
        place = text.passage.place(*match.span("asks"))
        if rule.name in WITHOUT_SUBJECT:
            near = self.subject if self.is_near else None
            if subject := next(iter(_bodies(text, bounds[0], match.start())), near):
                return [_as_asker(subject, place, OF_THE_SUBJECT)], False
        sender = _of_document(self.discourse, "", place)
        return [sender] if sender else [], False


def _opens_list(sentence: str) -> bool:
    """Whether what is asked follows in a list, and not with whom or of whom."""
    return sentence.rstrip(f" {STOP}").endswith(":") and _OPENS_NAMES.search(sentence) is None


def _parts(
    discourse: DiscourseState, segment: Segment, start: int, stop: int, others: Iterable[tuple[int, int]]
) -> list[Passage]:
    """The parts of a sentence without names of parties, and without others."""
    text = discourse.annotate(segment)
    named = [(one.start, one.end) for one in text.parties_in(start, stop)]
    return [*parts_between(text.passage, start, stop, [*named, *others])]


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


def _is_called(discourse: DiscourseState, words: str, subject: Party) -> bool:
    """Whether words with an article mean a party by a noun of its name: "the agency"."""
    hit, name = discourse.lexicon.regex("called_by_noun").fullmatch(words), fold(subject.name).split()
    return hit is not None and all(word in name for word in fold(hit["noun"]).split())


def _of_document(discourse: DiscourseState, words: str, place: Place) -> Asker | None:
    """Whoever sends a document, or whom its first lines name, unless words mean a government of another level."""
    sender, owner = discourse.front.sender, discourse.front.owner
    known = entries().get(sender.value if sender else (owner.id if owner else None) or "")
    called = next((name for name in LEVELS if discourse.lexicon.regex(name).search(words)), None)
    if known is not None and called is not None and known.level not in LEVELS[called]:
        return None
    if sender is not None:
        return Asker(sender.value, None, place, OF_THE_SENDER)
    return _as_asker(owner, place, OF_THE_SENDER) if owner is not None and known is not None else None


def _named(discourse: DiscourseState, text: Annotated, match: re.Match[str], start: int) -> list[Party]:
    """The parties that the words of a sentence name as asking, each once; no persons.

    Who acts in a subordinate clause does not ask behind it: "Norway noted that Iceland was late and asked …".
    """
    if not match.groupdict().get("by"):
        return []
    by, between = match.span("by"), text.view[match.end("by") : match.start("asks")]
    if between.strip() and discourse.lexicon.regex("in_a_clause").search(text.view, start, by[0]):
        return _bodies(text, start, by[0])[:1]
    named = _bodies(text, *by) or [*_body(discourse, text, *by)]
    return [*{one.key: one for one in reversed(named)}.values()][::-1]


def _bodies(text: Annotated, start: int, stop: int) -> list[Party]:
    """The parties that a part of a text names, but for persons."""
    named = [one for one in text.parties_in(start, stop) if not one.inferred]
    return [one for one in named if not is_person_at(text.passage.text, one.start, one.end)]


def _as_asker(party: Party, place: Place, inferred_by: str | None = None) -> Asker:
    outside = Named(party.key, party.name, known=False, level="other") if party.id is None else None
    return Asker(party.key, party.named or outside, place, inferred_by)


def _body(discourse: DiscourseState, text: Annotated, start: int, stop: int) -> Iterator[Party]:
    """The body that asks and is no known party: "the Tide Working Group", "TWG"."""
    hit = discourse.lexicon.regex("asking_body").fullmatch(straight(text.passage.text[start:stop]))
    if hit is not None:
        first, last = start + hit.start("name"), start + hit.end("name")
        name = text.passage.text[first:last]
        whole = discourse.names.whole(first, last, name)
        is_unexplained = name.isupper() and whole.name == name  # it may be a surname
        if not is_unexplained and not is_person_at(text.passage.text, first, last):
            yield whole if whole.id else by_own_name(first, last, whole.name, discourse.rules, discourse.names)


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

"""The statements of a memo: sentence by sentence, each about a piece of work that it names or goes on about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.dates.editions import season_of_months
from graph.dates.parse import find_dates
from graph.text.strings import stem, words
from graph.vocabulary.function_words import NAME_FUNCTION_WORDS, guess_language
from queries.verification.model import Predicate, Statement, Topic
from queries.verification.statements.cells import read_row, title_topic
from queries.verification.statements.lexicon import lexicon
from queries.verification.statements.titles import is_theme

if TYPE_CHECKING:
    from graph.exchange.memo import Memo, MemoPassage
    from queries.verification.model import NamedParty
    from queries.verification.statements.annotate import Annotated, Annotator
    from queries.verification.statements.lexicon import Lexicon

MAX_COLON_WORDS: Final = 10  # of a name before a colon that an item begins with
MIN_STATED_WORDS: Final = 2  # besides names, of a sentence that states something
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_COLON: Final = re.compile(r"^(?P<name>[^:.;!?]{3,90}?)\s?:\s+\S")
_NO_TOPIC: Final = frozenset(
    (
        "partner", "partners", "lead", "leader", "leads", "status", "state", "report", "reports", "date", "only",
        "sole", "list", "hold", "track", "time", "schedule", "behalf", "own", "line", "responsable", "partenaire",
        "partenaires", "etat", "rapport", "situation", "question",
    )
)  # fmt: skip


def read_statements(memo: Memo, annotator: Annotator) -> list[Statement]:
    """Return the statements of a memo in reading order; a sentence that states nothing checkable is one of "none"."""
    reader = _Reader(annotator, memo.language)
    return [one for passage in memo.passages for one in reader.read(passage)]


def named_editions(memo: Memo) -> set[str]:
    """Return the editions that the headings of a memo name by their seasons."""
    headings = [passage.text for passage in memo.passages if passage.kind == "heading"]
    return {_edition_of(date.span.edtf) for text in headings for date in find_dates(text)}


@dataclass(slots=True)
class _Reader:
    annotator: Annotator
    usual: str
    heading: Topic | None = None
    current: list[Topic] = field(default_factory=list)  # named in this passage, the last one last

    def read(self, passage: MemoPassage) -> Iterator[Statement]:
        """Yield the statements of one passage."""
        if passage.kind == "heading":
            text = passage.text.strip(" .:#")
            found = [span.ids for span in self.annotator.titles.find(text)]
            ids = found[0] if len(found) == 1 else self.annotator.titles.nearest(text)
            self.heading = Topic(text, ids, named=True, assumed=True)
            self.current = []
            return
        if passage.kind == "header":
            return
        if passage.cells:
            yield from read_row(passage, self.annotator, self.usual, self.context())
            if passage.cells.keys() == {"title"}:  # what the rows below are about
                self.current.append(title_topic(passage.cells["title"], self.annotator))
            return
        if passage.kind == "text":
            self.current = []
        for number, (start, stop) in enumerate(passage.sentences or [(0, len(passage.text))]):
            yield from self._sentence(passage.at_sentence(number), passage.text[start:stop])

    def context(self) -> Topic | None:
        """Return what was named last, or the heading."""
        return self.current[-1] if self.current else self.heading

    def _sentence(self, passage: MemoPassage, text: str) -> Iterator[Statement]:
        language = guess_language(words(text)) or self.usual
        lex = lexicon(language)
        annotated = self.annotator.annotate(text, language)
        item = _COLON.match(text) if passage.kind == "item" else None
        is_title = item and not annotated.works and len(item["name"].split()) <= MAX_COLON_WORDS
        if item and is_title and not annotated.parties_in(0, item.end("name")):
            self.current.append(Topic(item["name"], (), named=True))
        made: list[Statement] = []
        if not _is_unreal(annotated.view, lex):
            for start, stop in _clauses(annotated.view, lex):
                clause = _Clause(annotated, start, stop, lex, self)
                made += clause.statements(passage, text)
                named = [one for one in annotated.works if start <= one.start and one.end <= stop]
                named = named or list(clause.found)
                self.current += named
        yield from made or [_unread(passage, text, annotated, lex)]


def _unread(passage: MemoPassage, text: str, annotated: Annotated, lex: Lexicon) -> Statement:
    """Return that a sentence was not understood, and what it names; a name alone states nothing."""
    if _is_unreal(annotated.view, lex):
        return Statement(passage, text.strip(), "none", unreal=True)
    if len(_WORD.findall(annotated.view)) < MIN_STATED_WORDS:
        return Statement(passage, text.strip(), "none")
    return Statement(passage, text.strip(), "none", about=annotated.works, parties=annotated.parties)


def _is_unreal(view: str, lex: Lexicon) -> bool:
    """Whether a sentence asks, wishes, supposes or quotes somebody, so that it states nothing."""
    return view.rstrip(' ”"»)').endswith("?") or bool(lex.pattern("unreal").search(view))


def _clauses(view: str, lex: Lexicon) -> Iterator[tuple[int, int]]:
    at = 0
    for cut in lex.pattern("clause").finditer(view):
        if cut.start() > at:
            yield at, cut.start()
            at = cut.end() if view[cut.start()] == ";" else cut.start()
    yield at, len(view)


@dataclass(slots=True)
class _Clause:
    annotated: Annotated
    start: int
    stop: int
    lex: Lexicon
    reader: _Reader
    found: list[Topic] = field(default_factory=list)  # topics that are no names, for what follows

    @property
    def view(self) -> str:
        return self.annotated.view

    def statements(self, passage: MemoPassage, text: str) -> list[Statement]:
        """Return what the clause states."""
        base = Statement(passage, text.strip(), "none")
        reports = list(self._reports(base))
        if reports:
            return reports
        made = sorted(self._roles(base), key=lambda one: one.parties[0].start)
        made += self._sole(base)
        made += self._dates(base)
        if not any(one.predicate == "date" for one in made):
            made += self._statuses(base)
        return made

    # --- What it is about

    def about(self, at: int, *, follows: bool = True) -> tuple[Topic, ...]:
        """Return what a relation at a place is about, the likeliest first.

        Args:
            at: where its words stand.
            follows: whether it may be about what was named last without a word that says so.
        """
        works = [one for one in self.annotated.works if self.start <= one.start and one.end <= self.stop]
        if works:
            return tuple(sorted(works, key=lambda one: min(abs(one.start - at), abs(one.end - at)))[:3])
        phrases = list(self._phrases())
        context = self._context_of(phrases)
        if context:
            return (context,)
        if phrases:
            made = tuple(
                Topic(text, (), *span, named=is_thing and not is_theme(text)) for text, span, is_thing in phrases
            )
            self.found = list(made[:1])
            return made
        context = self.reader.current[-1] if follows and self.reader.current else None
        if context or self.lex.pattern("anaphor").search(self.view, self.start, self.stop):
            context = context or self.reader.context()
        return (context,) if context else ()

    def _phrases(self) -> Iterator[tuple[str, tuple[int, int], bool]]:
        """Yield phrases that may say what it is about, where they stand, and whether each is a thing, not a matter."""
        for name in ("subject", "object", "topic"):
            where = [self.lex.pattern(name).match(self.view[self.start : self.stop])] if name == "subject" else (
                self.lex.pattern(name).finditer(self.view, self.start, self.stop)
            )  # fmt: skip
            for hit in where:
                if hit is None:
                    continue
                shift = self.start if name == "subject" else 0
                start, end = (one + shift for one in hit.span("topic"))
                text = self.annotated.text[start:end].strip()
                if set(words(text)) - NAME_FUNCTION_WORDS - _NO_TOPIC:
                    yield text, (start, end), name != "topic"

    def _context_of(self, phrases: Sequence[tuple[str, tuple[int, int], bool]]) -> Topic | None:
        """Return the work that was named before and that a phrase takes up: "the desk", "this project"."""
        heading = self.reader.heading
        before = [*self.reader.current[::-1], *([heading] if heading and heading.ids else [])]
        for text, *_ in phrases:
            content = _stems(self.lex.kind.sub(" ", text), self.lex)
            for one in before:
                if content <= _stems(one.text, self.lex) and not is_theme(text):
                    return one
        return None

    # --- Who

    def _roles(self, base: Statement) -> Iterator[Statement]:
        taken: set[int] = set()
        sole = self.lex.pattern("sole").search(self.view, self.start, self.stop)
        for relation in ("lead", "together", "partner", "does"):
            for pattern in self.lex.relations[relation]:
                for hit in pattern.finditer(self.view, self.start, self.stop):
                    if sole and relation == "partner":
                        continue
                    yield from self._role(base, relation, hit, taken)

    def _role(self, base: Statement, relation: str, hit: re.Match[str], taken: set[int]) -> Iterator[Statement]:
        parties = self._fresh(hit, "party", taken)
        others = self._fresh(hit, "others", taken) if relation == "together" and "others" in hit.re.groupindex else ()
        if not parties or ("others" in hit.re.groupindex and not others):
            return
        about = self.about(hit.start())
        if not about and relation != "together":
            return
        taken.update(one.start for one in (*parties, *others))
        made = replace(base, about=about, negated=self._is_denied(hit), past=self._is_past(hit))
        if relation == "together":
            yield replace(made, predicate="together", parties=parties, others=others)
            return
        for party in parties:
            yield replace(made, predicate=_PREDICATES[relation], parties=(party,))

    def _fresh(self, hit: re.Match[str], group: str, taken: set[int]) -> tuple[NamedParty, ...]:
        return tuple(one for one in self.annotated.parties_in(*hit.span(group)) if one.start not in taken)

    def _is_denied(self, hit: re.Match[str]) -> bool:
        span = self.view[max(self.start, hit.start() - 8) : hit.end()]
        return bool(self.lex.pattern("denied").search(span))

    def _is_past(self, hit: re.Match[str]) -> bool:
        span = self.view[max(self.start, hit.start() - 12) : min(self.stop, hit.end() + 12)]
        if self.lex.pattern("past").search(span) or self.lex.pattern("ended").search(span):
            return True
        return bool(
            self.lex.pattern("finite_past").search(hit.group()) and not self.lex.pattern("present").search(span)
        )

    def _sole(self, base: Statement) -> Iterator[Statement]:
        about = self.about(self.start)
        if not about:
            return
        if hit := self.lex.pattern("sole").search(self.view, self.start, self.stop):
            near = sorted(
                (one for one in self.annotated.parties_in(self.start, self.stop)),
                key=lambda one: min(abs(one.end - hit.start()), abs(one.start - hit.end())),
            )
            if near:
                denied = self._is_denied(hit)
                yield replace(base, predicate="sole", about=about, parties=(near[0],), negated=denied)
        elif self.lex.pattern("nobody").search(self.view, self.start, self.stop):
            yield replace(base, predicate="sole", about=about)

    # --- When, and how it stands

    def _dates(self, base: Statement) -> Iterator[Statement]:
        for date in self.annotated.dates:
            if not self.start <= date.at < self.stop:
                continue
            kind, at = self._date_kind(date.at, date.to)
            about = self.about(date.at, follows=False) if at is not None else ()
            if at is None or not about:
                continue
            denied = bool(self.lex.pattern("denied").search(self.view, max(self.start, at - 15), date.at))
            yield replace(
                base, predicate="date", about=about, value=date.span.edtf, kind=kind or None, negated=denied, past=True
            )

    def _date_kind(self, at: int, to: int) -> tuple[str, int | None]:
        """Return the kind of a date by the nearest word before it, else behind it, and where that word stands."""
        before = [
            (hit.end(), hit.start(), kind)
            for kind, pattern in self.lex.date_kinds
            for hit in pattern.finditer(self.view, self.start, at)
        ]
        strong = [one for one in before if one[2] not in ("", "target")]
        weak = [one for one in before if one[2] in ("", "target")]
        if best := max(strong or weak, default=None):
            return ("", None) if self._has_other_object(best[0]) else (best[2], best[1])
        behind = [
            (hit.start(), kind)
            for kind, pattern in self.lex.date_kinds
            for hit in pattern.finditer(self.view, to, self.stop)
            if kind
        ]
        return (min(behind)[1], min(behind)[0]) if behind else ("", None)

    def _has_other_object(self, at: int) -> bool:
        """Whether a verb that ends at a place has another object than the work named: "a campaign for the desk"."""
        works = [one.start for one in self.annotated.works if self.start <= one.start and one.end <= self.stop]
        if not works or not self.lex.pattern("other_object").match(self.view, at):
            return False
        following = min((one for one in works if one >= at), default=self.stop)
        return following == self.stop or bool(self.lex.pattern("behind_object").search(self.view, at, following))

    def _statuses(self, base: Statement) -> Iterator[Statement]:
        for status, pattern in self.lex.statuses:
            hit = pattern.search(self.view, self.start, self.stop)
            if hit and not self._has_other_object(hit.end()):
                about = self.about(hit.start(), follows=False)
                if about and not (about[0].assumed and not about[0].ids):
                    denied = bool(
                        self.lex.pattern("denied").search(self.view, max(self.start, hit.start() - 12), hit.end())
                    )
                    yield replace(base, predicate="status", about=about, value=status, negated=denied)
                return

    # --- Who reported

    def _reports(self, base: Statement) -> Iterator[Statement]:
        for pattern in self.lex.relations["report"]:
            for hit in pattern.finditer(self.view, self.start, self.stop):
                parties = self.annotated.parties_in(*hit.span("party"))
                edition = next((_edition_of(date.span.edtf) for date in self.annotated.dates), None)
                for party in parties:
                    yield replace(
                        base, predicate="report", parties=(party,), value=edition, negated=self._is_denied(hit)
                    )
                if parties:
                    return


_PREDICATES: Final[dict[str, Predicate]] = {"lead": "lead", "partner": "partner", "does": "does"}


def _edition_of(edtf: str) -> str:
    """Return the edition that a season names, or the date itself."""
    start, _, end = edtf.partition("/")
    season = season_of_months(start, end) if end else None
    return f"{season[0]}-{season[1]}" if season else edtf


def _stems(text: str, lex: Lexicon) -> frozenset[str]:
    language = "fr" if lex is lexicon("fr") else "en"
    return frozenset(stem(word, language) for word in words(text) if word not in NAME_FUNCTION_WORDS)

"""A sentence with what it names: parties, pieces of work and dates, each a run of marks that patterns read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.dates.parse import DateMention, find_dates
from graph.names.recognizer import Recognizer, recognizer
from graph.names.resolver import resolver
from graph.names.tokens import SENTENCE_OPENERS
from graph.text.strings import fold
from graph.values import GOVERNING_LEVELS
from queries.verification.model import NamedParty, Topic
from queries.verification.statements.lexicon import DATE, PARTY, WORK, is_kind_name, lexicon

if TYPE_CHECKING:
    from queries.known_jurisdictions import JurisdictionLookup
    from queries.verification.statements.lexicon import Lexicon
    from queries.verification.statements.titles import Titles, TitleSpan

MIN_NAME_WORDS: Final = 2
OPENERS: Final = frozenset(
    (
        "neither", "either", "only", "even", "today", "recently", "yes", "no", "so", "then", "alongside", "besides",
        "despite", "until", "once", "after", "before", "given", "here", "thus", "ni", "seul", "seule", "aujourd'hui",
        "hier", "donc", "ainsi", "alors", "mais", "or", "car", "enfin", "apres", "avant", "puis", "aussi", "meme",
    )
)  # fmt: skip
_CAPITAL_NEXT: Final = re.compile(r"[\s-]+[A-ZÀ-ÖØ-Þ]")
_STRAIGHT: Final = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " "})
_CAPITALS: Final = re.compile(
    r"(?<![\w’'-])[A-ZÀ-ÖØ-Þ][\w’'&-]*"
    r"(?:(?:\s+(?:of|for|and|on|the|in|to|de|du|des|la|le|les|et|en|sur|pour|à|aux?)){0,3}\s+[A-ZÀ-ÖØ-Þ\d][\w’'&-]*)*"
)
_LISTED: Final = re.compile(
    r"(?:\s*,\s*(?:(?:and|or|et|ou)\s+)?|\s+(?:and|or|&|et|ou)\s+)(?:the\s+|la\s+|le\s+|l['’]|les\s+)?"
    r"(?P<name>[A-ZÀ-ÖØ-Þ][\w’'&-]*(?:\s+[A-ZÀ-ÖØ-Þ][\w’'&-]*)*)"
)
_SMALL_END: Final = re.compile(r"(?:\s+(?:of|for|and|on|the|in|to|de|du|des|la|le|les|et|en|sur|pour|à|aux?))*\s*$")
_GOVERNMENT_BEFORE: Final = re.compile(r"\b[Gg]ouvernement\s+$")
_GOVERNMENT_BEHIND: Final = re.compile(r"\s+government\b", re.IGNORECASE)
_OWNER: Final = re.compile(r"['’]s\s+\w")
_POSSESSIVE: Final = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text, its `view` for patterns, and what it names, in order."""

    text: str
    view: str
    parties: tuple[NamedParty, ...]
    works: tuple[Topic, ...]
    dates: tuple[DateMention, ...]

    def parties_in(self, start: int, stop: int) -> tuple[NamedParty, ...]:
        """The parties between two places."""
        return tuple(one for one in self.parties if start <= one.start and one.end <= stop)


@dataclass(slots=True)
class Annotator:
    """Finds what sentences name.

    Args:
        known: the names of jurisdictions in the vocabulary and the graph.
        titles: the titles of the graph.
    """

    known: JurisdictionLookup
    titles: Titles
    _recognizer: Recognizer = field(init=False)

    def __post_init__(self) -> None:
        same = self.known.resolver is resolver()
        self._recognizer = recognizer() if same else Recognizer(self.known.resolver)

    def annotate(self, text: str, language: str) -> Annotated:
        """Return a text with what it names marked."""
        words = lexicon(language)
        works = [_topic(text, span) for span in self.titles.find(text)]
        parties = [one for one in self._parties(text, language) if not _overlaps(one.start, one.end, works)]
        dates = [one for one in find_dates(text) if not _overlaps(one.at, one.to, works)]
        works += [one for one in _written_names(text, words, dates) if _is_free(one, works, parties)]
        parties = [one for one in parties if not _overlaps(one.start, one.end, works)]
        parties += _listed(text, parties, works)
        dates = [one for one in dates if not _overlaps(one.at, one.to, works)]
        parties.sort(key=lambda one: one.start)
        works = sorted(_with_parties(works, parties), key=lambda one: one.start)
        view = list(text.translate(_STRAIGHT))
        for mark, spans in (
            (PARTY, [(one.start, one.end) for one in parties]),
            (WORK, [(one.start, one.end) for one in works]),
            (DATE, [(one.at, one.to) for one in dates]),
        ):
            for start, end in spans:
                view[start:end] = mark * (end - start)
        return Annotated(text, "".join(view), tuple(parties), tuple(works), tuple(dates))

    def parties(self, text: str, language: str) -> tuple[NamedParty, ...]:
        """Return the parties of a cell, those that nobody knows included."""
        known = self._parties(text, language)
        made = list(known)
        for part in re.finditer(r"[^,;/]+", text):
            if not any(part.start() < one.end and one.start < part.end() for one in known):
                name = part.group().strip(" .")
                if any(map(str.isalpha, name)):
                    made.append(NamedParty(part.start(), part.end(), name, None))
        return tuple(sorted(made, key=lambda one: one.start))

    def _parties(self, text: str, language: str) -> list[NamedParty]:
        made = []
        for one in self._recognizer.find(text, language, GOVERNING_LEVELS):
            if one.id is None and one.kind != "ministry":
                continue
            if one.kind == "within-name" and not _opens_sentence(text, one.start, one.end):
                continue
            if one.kind == "adjective" and not _names_government(text, one.start, one.end):
                continue
            name = _POSSESSIVE.sub("", one.text)
            made.append(NamedParty(one.start, one.start + len(name), name, one.id))
        return made


def _topic(text: str, span: TitleSpan) -> Topic:
    return Topic(text[span.start : span.end], span.ids, span.start, span.end, named=True, loose=span.is_loose)


def _opens_sentence(text: str, start: int, end: int) -> bool:
    """Whether only the first word of a sentence makes a party look like part of a name: "Neither Ontario nor"."""
    return fold(text[:start]).strip(" «“(") in OPENERS and not _CAPITAL_NEXT.match(text, end)


def _names_government(text: str, start: int, end: int) -> bool:
    """Whether an adjective is that of a government: "the federal government", « le gouvernement albertain »."""
    return bool(_GOVERNMENT_BEFORE.search(text, 0, start) or _GOVERNMENT_BEHIND.match(text, end))


def _written_names(text: str, words: Lexicon, dates: Sequence[DateMention]) -> Iterator[Topic]:
    """Names that a text writes as names, in quotation marks or with capitals; a date is none."""
    for hit in words.pattern("quoted").finditer(text):
        yield Topic(hit[1], (), *hit.span(1), named=True)
    for hit in _CAPITALS.finditer(text):
        start, end = hit.span()
        while " " in text[start:end] and fold(re.split(r"\s", text[start:end])[0]) in SENTENCE_OPENERS:
            start += len(re.split(r"\s", text[start:end])[0]) + 1
        end = min([end, *(date.at for date in dates if start <= date.at < end)])
        name = _SMALL_END.sub("", text[start:end])
        end = start + len(name)
        if len(name.split()) >= MIN_NAME_WORDS and not words.pattern("not_name").match(name):
            yield Topic(name, (), start, end, named=True)


def _is_free(name: Topic, works: Sequence[Topic], parties: Sequence[NamedParty]) -> bool:
    """Whether a name in capitals is that of neither a title nor a party; a longer one may contain a party."""
    if _overlaps(name.start, name.end, works):
        return False
    inside = [one for one in parties if one.start < name.end and name.start < one.end]
    return all(_is_owner_within(one, name) for one in inside)


def _is_owner_within(party: NamedParty, name: Topic) -> bool:
    """Whether a party is the owner of a thing in the middle of a name: "Plan for Canada's Rural Transit"."""
    at = party.start - name.start
    return at > 0 and bool(_OWNER.match(name.text, at + len(party.name)))


def _listed(text: str, parties: Sequence[NamedParty], works: Sequence[Topic]) -> list[NamedParty]:
    """Names in capitals that stand in one list with a party, and that nobody knows."""
    made: list[NamedParty] = []
    for one in parties:
        hit = _LISTED.match(text, one.end)
        while hit:
            start, end = hit.span("name")
            known = [p for p in parties if p.start < end and start < p.end]
            if known or _overlaps(start, end, works):
                break
            made.append(NamedParty(start, end, text[start:end], None))
            hit = _LISTED.match(text, end)
    return made


def _with_parties(works: Sequence[Topic], parties: Sequence[NamedParty]) -> Iterator[Topic]:
    """Names of work; those that say only a kind with the parties of the sentence, and names that may be of parties."""
    unknown = [NamedParty(one.start, one.end, one.text, None) for one in works if not one.ids]
    for one in works:
        if not is_kind_name(one.text):
            yield one
            continue
        others = [name for name in unknown if name.start != one.start and not is_kind_name(name.name)]
        yield replace(one, parties=(*parties, *others))


def _overlaps(start: int, end: int, works: Sequence[Topic]) -> bool:
    return any(one.start < end and start < one.end for one in works)

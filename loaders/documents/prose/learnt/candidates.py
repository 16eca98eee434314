"""Candidates: the names of a document that may be pieces of work, each with the places where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold
from loaders.documents.prose.entities.titles import content_words
from loaders.documents.prose.learnt.spans import find_spans

if TYPE_CHECKING:
    from loaders.documents.prose.annotate import Annotated
    from loaders.documents.prose.discourse.reader import Discourse
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.documents.prose.lexicon import Lexicon
    from loaders.documents.prose.structure.segment import Segment

MAX_NAME_WORDS: Final = 24
_ACRONYM: Final = re.compile(
    r"\s*[*_»”\"]*\s*\(\s*(?:the\s+|l[’']|le\s+|la\s+|ci-après\s+)?[«“\"]?\s?([A-Z][A-Za-zÀ-ÿ&.-]{1,9})\s?[»”\"]?\s*\)"
)
_SPACE: Final = re.compile(r"\s+")
_CUT_OFF: Final = ("...", "…")  # behind a name of which a page shows no more
_COINED: Final = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]*)+")  # "CoCo"
_CONTINUES: Final = re.compile(  # another line: "on the Development of …" below "Memorandum of Understanding"
    r"(?:on|between|among|regarding|concerning|respecting|relating to|sur|entre|concernant|portant"
    r"|relative?s? (?:à|au))\s+(?:\S+\s+){3}",
    re.IGNORECASE,
)
_ENDS_IN_DAY: Final = re.compile(
    r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)$"
)  # as titles of meetings do


@dataclass(slots=True)
class Mention:
    """A place where a name stands: `segments[segment].text[start:end]`, and how it was found there."""

    segment: int
    start: int
    end: int
    text: str
    origins: set[str] = field(default_factory=set)

    def is_within(self, other: Mention) -> bool:
        """Whether the other is longer, at the same place, and holds this one."""
        is_inside = self.segment == other.segment and other.start <= self.start and self.end <= other.end
        return is_inside and self.end - self.start < other.end - other.start

    def crosses(self, other: Mention) -> bool:
        """Whether the end of one is the beginning of the other."""
        first, second = sorted((self, other), key=lambda one: (one.segment, one.start, one.end))
        return first.segment == second.segment and first.start < second.start < first.end < second.end


@dataclass(slots=True)
class Candidate:
    """A name that may be a piece of work."""

    key: frozenset[str]
    mentions: list[Mention] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)  # that the rules have found under this name
    aliased: list[Work] = field(default_factory=list)  # of which this is another name
    acronym: str | None = None
    expands: str | None = None  # the name that this acronym is short for
    repeats: int = 0
    _best: tuple[int, Mention] | None = None  # of so many mentions

    @property
    def name(self) -> str:
        """The name as its best mention writes it."""
        return self.best.text

    @property
    def is_labelled(self) -> bool:
        """Whether labels describe a piece of work of that name."""
        return any(work.is_labelled for work in self.works)

    @property
    def best(self) -> Mention:
        """The mention that writes it most like a name."""
        if self._best is None or self._best[0] != len(self.mentions):
            self._best = len(self.mentions), max(self.mentions, key=_rank)
        return self._best[1]


def _rank(mention: Mention) -> tuple[float, int]:
    capitals = sum(word[:1].isupper() for word in mention.text.split())
    good = mention.origins & {"quoted", "capitals", "title-capitalised", "title-quoted", "title-classified"}
    return (capitals + 2 * bool(good), -mention.segment)


@dataclass(slots=True)
class Pool:
    """The candidates of a document, with what its segments name."""

    discourse: Discourse
    annotated: list[Annotated | None]
    candidates: list[Candidate]
    folded: list[str]
    asserted: frozenset[int] = frozenset()  # the works that the rules assert, by identity


def collect(discourse: Discourse, asserted: Iterable[Work] = ()) -> Pool:
    """Return the candidates of a document that the rules have read."""
    segments = discourse.outline.segments
    annotated = [None if segment.kind == "noise" else discourse.annotate(segment) for segment in segments]
    groups: dict[frozenset[str], Candidate] = {}
    for at, (segment, one) in enumerate(zip(segments, annotated, strict=True)):
        if one is not None:
            _add_mentions(groups, at, segment, one, discourse.lexicon)
    _add_works(groups, discourse)
    for long in [one for one in groups.values() if one.acronym]:
        short = groups.get(frozenset({fold(long.acronym or "")}))
        if short is not None and short is not long:
            short.expands = long.name
    folded = [
        f" {_SPACE.sub(' ', fold(segment.text))} " if one is not None else ""
        for segment, one in zip(segments, annotated, strict=True)
    ]
    _count(groups.values(), "\n".join(folded))
    return Pool(discourse, annotated, list(groups.values()), folded, frozenset(map(id, asserted)))


def _add_mentions(
    groups: dict[frozenset[str], Candidate], at: int, segment: Segment, annotated: Annotated, lexicon: Lexicon
) -> None:
    """Add the names of a segment to the candidates."""
    text = segment.text
    places: dict[tuple[int, int], Mention] = {}
    for span in find_spans(segment, annotated, lexicon):
        place = span.start, span.end
        places.setdefault(place, Mention(at, *place, text[slice(*place)])).origins.add(span.origin)
    for mention in places.values():
        key = content_words(mention.text)
        is_cut_off = text.startswith(_CUT_OFF, mention.end)
        if not key or len(mention.text.split()) > MAX_NAME_WORDS or is_cut_off or _is_no_name(mention.text):
            continue
        group = groups.setdefault(key, Candidate(key))
        group.mentions.append(mention)
        short = _ACRONYM.match(text, mention.end)
        if short and not group.acronym and _is_short(short[1], mention.text):
            group.acronym = short[1]


def _is_no_name(text: str) -> bool:
    """Whether a text ends in a date, or goes on from the line above it."""
    return bool(_ENDS_IN_DAY.search(text) or _CONTINUES.match(text))


def _add_works(groups: dict[frozenset[str], Candidate], discourse: Discourse) -> None:
    """Add what the rules have found to the candidates of the same names."""
    segments = discourse.outline.segments
    places = {id(segment.passage): at for at, segment in enumerate(segments)}
    cells = _cell_places(segments)
    for work in discourse.works.every:
        if work.passage.text.startswith(_CUT_OFF, work.end):
            continue
        key = content_words(work.title)
        if key and key not in groups:
            at, start = places.get(id(work.passage), 0), work.start
            line = work.passage.line_at(work.start)
            if work.how == "row" and (line.page, line.number) in cells:
                at, start = cells[line.page, line.number]
                start = max(segments[at].text.find(work.title, start), 0)
            mention = Mention(at, start, start + work.end - work.start, work.title, {f"work-{work.how}"})
            groups[key] = Candidate(key, [mention])
        group = groups.get(key)
        if group is not None:
            group.works.append(work)
        for alias in work.aliases:
            other = groups.get(content_words(alias))
            if other is not None and other is not group:
                other.aliased.append(work)


def _cell_places(segments: Sequence[Segment]) -> dict[tuple[int | None, int], tuple[int, int]]:
    """The segment of the first cell of a table on each line (its page and number), and where in it the cell begins."""
    found: dict[tuple[int | None, int], tuple[int, int]] = {}
    for at, segment in enumerate(segments):
        if segment.grid is not None:
            for start, line in zip(segment.passage.starts, segment.lines, strict=True):
                found.setdefault((line.page, line.number), (at, start))
    return found


def _count(candidates: Iterable[Candidate], whole: str) -> None:
    """Count how often a document has the name, or the acronym, of each candidate."""
    for one in candidates:
        bare = _SPACE.sub(" ", fold(one.name)).strip()
        one.repeats = whole.count(bare) if bare else 0
        if one.acronym:
            one.repeats += len(re.findall(rf"\b{re.escape(fold(one.acronym))}\b", whole))


def _is_short(short: str, name: str) -> bool:
    letters = [word[0] for word in re.findall(r"\w+", fold(name))]
    bare = [char for char in fold(short) if char.isalpha()]
    if not bare or letters[:1] != bare[:1]:
        return False
    it = iter(letters)
    return bool(_COINED.fullmatch(short)) or sum(char in it for char in bare) >= max(2, len(bare) - 1)

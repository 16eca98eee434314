"""Recognize mentions of jurisdictions in running text.

Whether a mention is a partner or a lead is for the reader to decide. An ambiguous mention has no `id`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from graph.names import normalization
from graph.names.governments import GOVERNMENTS
from graph.names.index import FULL_NAME_KINDS, Candidate, NameIndex, is_abbreviation
from graph.names.resolver import Resolver, choose, resolver
from graph.names.tokens import (
    MONTHS_IN_CAPITALS,
    SENTENCE_OPENERS,
    Token,
    are_adjacent,
    form_one_name,
    ministry_length,
    tokenize,
)
from graph.vocabulary.function_words import NAME_FUNCTION_WORDS
from graph.vocabulary.jurisdictions import Entry, entries

LONG_TEXT: Final = 8_000  # characters from which on the mentions of a few texts only are kept for the next call
MentionKind = Literal["name", "abbreviation", "adjective", "within-name", "ministry"]
_BRACKET: Final = re.compile(r"\s*\(\s*([^\W_][\w.’'-]{0,14})\s*\)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A jurisdiction named at `text[start:end]`, which is `text` here.

    `kind`: a ``name`` in full; an ``abbreviation``; an ``adjective`` (albertain); ``within-name`` where capitalised
    adjacent words make it part of another name (Connexion Canada); ``ministry`` for one that the vocabulary
    does not know, or that many governments have, then without `id`. `alternatives` are the other readings, the
    likeliest first.
    """

    start: int
    end: int
    text: str
    id: str | None
    kind: MentionKind
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """Words `first` to `last` (of a list of tokens), and what the name in them can mean."""

    first: int
    last: int
    kind: MentionKind
    hits: Sequence[Candidate]


class Recognizer:
    """Finds the names of a resolver by their first word, the longest first."""

    def __init__(self, known: Resolver) -> None:
        self._index = known.index
        self._whole: set[str] = set()
        self._adjectives: set[str] = set()
        self._short: dict[str, set[str]] = defaultdict(set)
        self._bracketed: set[str] = set()
        for (name, _, kind, _), key in zip(known.index.names, known.index.keys, strict=True):
            if "(" in name:
                self._bracketed.add(key)
            if kind == "adjective":
                self._adjectives.add(key)
            elif kind in FULL_NAME_KINDS and not is_abbreviation(name):
                self._whole.add(key)
            elif kind != "id" and key not in known.index.common_words:
                self._short[key] |= {name, name.upper(), name.rstrip(".")}
        self._starts = _by_first_word({*self._whole, *self._adjectives, *self._short} - {""})
        self._governments = _government_words(known.index)

    def find(self, text: str, language: str | None = None, prefer: Collection[str] | None = None) -> list[Mention]:
        """Find the mentions in a text, in order, without overlap; arguments as for `Resolver.resolve`."""
        tokens = tokenize(text)
        spans = self._spans(text, tokens)
        taken = {place for span in spans for place in range(span.first, span.last + 1)}
        found: list[Mention] = []
        for span in spans:
            mention = self._mention(text, tokens, span, language, prefer)
            if found and found[-1].end > mention.start:
                continue  # the abbreviation in brackets that the previous mention includes
            if _within_name(text, tokens, span, taken):
                mention = Mention(
                    mention.start, mention.end, mention.text, mention.id, "within-name", mention.alternatives
                )
            found.append(mention)
        return found

    def _spans(self, text: str, tokens: Sequence[Token]) -> list[_Span]:
        spans: list[_Span] = []
        at = 0
        while at < len(tokens):
            span = self._span(text, tokens, at)
            if span:
                spans.append(self._titled(text, tokens, span, spans[-1].last + 1 if spans else 0))
            at = span.last + 1 if span else at + 1
        return spans

    def _span(self, text: str, tokens: Sequence[Token], at: int) -> _Span | None:
        """Return the name that begins at a word: the longest known one, unless the name of a ministry is longer."""
        unknown = ministry_length(text, tokens, at, self._governments)
        for name in self._starts.get(tokens[at].word, ()):
            if not _follows(tokens, at, name) or (len(name) < unknown and not self._ends_here(text, tokens, at, name)):
                continue
            part = tokens[at : at + len(name)]
            key = " ".join(name)
            one = form_one_name(text, part, bracketed=key in self._bracketed)
            if one and (kind := self._kind(key, text[part[0].start : part[-1].end])):
                return _Span(at, at + len(name) - 1, kind, self._index.candidates(key))
        if unknown:
            last = at + unknown - 1
            shared = self._index.candidates(normalization.normalize(text[tokens[at].start : tokens[last].end]))
            return _Span(at, last, "ministry", shared)
        return None

    def _ends_here(self, text: str, tokens: Sequence[Token], at: int, name: tuple[str, ...]) -> bool:
        """Tell whether a comma and another known name follow: "Department of National Defence, and Health Canada"."""
        stop = at + len(name)
        if stop + 1 >= len(tokens) or "," not in text[tokens[stop - 1].end : tokens[stop].start]:
            return False
        following = stop + (tokens[stop].word == "and")
        names = self._starts.get(tokens[following].word, ()) if following < len(tokens) else ()
        return any(len(one) > 1 and _follows(tokens, following, one) for one in names)

    def _kind(self, key: str, written: str) -> MentionKind | None:
        """Return the kind of a mention; None for common words with the same spelling.

        Abbreviations must have their own spelling or capitals, names a capital; adjectives always match.
        """
        if key in self._short and written in self._short[key]:
            return "abbreviation"
        capital = any(map(str.isupper, written)) if " " in key else written[0].isupper()
        if key in self._whole and capital:
            return "ministry" if key in self._index.shared_titles else "name"
        return "adjective" if key in self._adjectives else None

    def _titled(self, text: str, tokens: Sequence[Token], span: _Span, free: int) -> _Span:
        """Extend a span by ``Government of`` or ``ville de`` before it, which restrict the level."""
        first = span.first - 1
        while first >= free and span.first - first < 4 and tokens[first].word in NAME_FUNCTION_WORDS - {"and"}:
            first -= 1
        between = text[tokens[max(first, 0)].end : tokens[span.first].start]
        has_prefix = free <= first < span.first - 1 and "," not in between  # "the city, the City of Laval" are two
        levels = GOVERNMENTS.get(tokens[first].word) if has_prefix else None
        known = entries()
        governing = [
            Candidate(hit.id, "name", hit.language)
            for hit in span.hits
            if levels and hit.id in known and known[hit.id].is_government and known[hit.id].level in levels
        ]
        return _Span(first, span.last, span.kind, governing) if governing else span

    def _mention(
        self,
        text: str,
        tokens: Sequence[Token],
        span: _Span,
        language: str | None,
        prefer: Collection[str] | None,
    ) -> Mention:
        start, end = tokens[span.first].start, tokens[span.last].end
        if span.kind == "abbreviation" and self._is_written(text[start : end + 1]):
            end += 1  # the full stop of B.C.
        if text.startswith(")", end) and text.count("(", start, end) > text.count(")", start, end):
            end += 1  # the last bracket of a name that ends in brackets
        if span.kind == "ministry":
            readings = tuple(dict.fromkeys(hit.id for hit in span.hits))
            return Mention(start, end, text[start:end], None, span.kind, readings)
        match = choose((span.hits, 1.0), language, prefer)
        bracket = _BRACKET.match(text, end)
        if bracket and any(
            hit.id == match.id for hit in self._index.by_key.get(normalization.normalize(bracket[1]), ())
        ):
            end = bracket.end()
        return Mention(start, end, text[start:end], match.id, span.kind, match.alternatives)

    def _is_written(self, written: str) -> bool:
        return written.endswith(".") and written in self._short[normalization.normalize(written)]


def _by_first_word(keys: Collection[str]) -> dict[str, list[tuple[str, ...]]]:
    """Index names by their first word, the longest first."""
    starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted((tuple(key.split()) for key in keys), key=lambda name: (-len(name), name)):
        starts[name[0]].append(name)
    return starts


def _follows(tokens: Sequence[Token], at: int, name: tuple[str, ...]) -> bool:
    """Tell whether a name stands at a word, which is its first."""
    if len(tokens) < at + len(name):
        return False
    for place in range(1, len(name)):  # noqa: SIM110 (asked for most words of a text, and mostly ends at once)
        if tokens[at + place].word != name[place]:
            return False
    return True


def _government_words(index: NameIndex) -> frozenset[str]:
    """Return the words with which the names of governments begin, which end the name of a ministry.

    Of a country or a part of one whose name has several words, these are the first two.
    """
    known = entries()
    return (
        frozenset(
            key.split()[0]
            for (_, _, kind, identifier), key in zip(index.names, index.keys, strict=True)
            if kind == "name" and identifier in known and known[identifier].is_government
        )
        | {
            " ".join(key.split()[:2])
            for (_, _, kind, identifier), key in zip(index.names, index.keys, strict=True)
            if kind == "name" and identifier in known and _is_state(known[identifier])
        }
        | {"canada"}
    )


def _is_state(entry: Entry) -> bool:
    """Tell whether an entry is a country or a part of one in ISO 3166."""
    return "iso-3166-1" in entry.codes or "iso-3166-2" in entry.codes


def _within_name(text: str, tokens: Sequence[Token], span: _Span, taken: Collection[int]) -> bool:
    """Tell whether capitalised words next to a mention, in no mention themselves, make it part of a longer name.

    The abbreviation of an organisation may be followed by other names (the CRA Commissioner); that of a government may
    not (the BC Services Card). A month before it is none of its words: "in May Norway signed …".
    """
    known = entries()
    governs = any(hit.id in known and known[hit.id].is_government for hit in span.hits)
    if span.kind not in ("name", "abbreviation") or (span.kind == "abbreviation" and not governs):
        return False
    for here, there in ((span.first, span.first - 1), (span.last, span.last + 1)):
        if not 0 <= there < len(tokens) or there in taken:
            continue
        pair = (tokens[here], tokens[there]) if here < there else (tokens[there], tokens[here])
        word = tokens[there].word
        plain = word in SENTENCE_OPENERS or word in GOVERNMENTS or (there < here and word in MONTHS_IN_CAPITALS)
        if tokens[there].capital and not plain and are_adjacent(text, *pair):
            return True
    return False


@lru_cache(maxsize=1)
def recognizer() -> Recognizer:
    """Return the recognizer of the vocabulary, which is built once."""
    return Recognizer(resolver())


def mentions(text: str, language: str | None = None, prefer: Collection[str] | None = None) -> list[Mention]:
    """Find the mentions of jurisdictions of the vocabulary in a text: see `Recognizer.find`."""
    cached = _mentions_of_long if len(text) > LONG_TEXT else _mentions_of_short
    return list(cached(text, language, None if prefer is None else frozenset(prefer)))


def _find_mentions(text: str, language: str | None, prefer: frozenset[str] | None) -> tuple[Mention, ...]:
    return tuple(recognizer().find(text, language, prefer))


# The stages of extraction ask for the mentions of one sentence several times.
_mentions_of_short = lru_cache(maxsize=1024)(_find_mentions)
_mentions_of_long = lru_cache(maxsize=2)(_find_mentions)

"""Every jurisdiction that running text names: where, which, and in what way.

A mention is not yet a partner or a lead; the reader decides that. What could be several jurisdictions has no `id`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from graph.names import normalization
from graph.names.index import WHOLE, Hit, Lexicon, is_short
from graph.names.resolver import Resolver, resolver, settle
from graph.names.tokens import OPENING, Token, adjoin, ministry, together, tokenise
from graph.vocabulary.function_words import NAME_FUNCTION_WORDS
from graph.vocabulary.jurisdictions import Entry, entries

MentionKind = Literal["name", "abbreviation", "adjective", "within-name", "ministry"]
_BRACKET: Final = re.compile(r"\s*\(\s*([^\W_][\w.’'-]{0,14})\s*\)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A jurisdiction named at `text[start:end]`, which is `text` here.

    `kind`: a ``name`` in full; an ``abbreviation``; an ``adjective`` (albertain); ``within-name`` where capitalised
    words beside it make it part of another name (Connexion Canada); ``ministry`` for one that the vocabulary
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
    hits: Sequence[Hit]


class Finder:
    """Finds the names that a resolver knows, by their first word, the longest first."""

    def __init__(self, known: Resolver) -> None:
        self._lexicon = known.lexicon
        self._whole: set[str] = set()
        self._adjectives: set[str] = set()
        self._short: dict[str, set[str]] = defaultdict(set)
        self._bracketed: set[str] = set()
        for name, _, kind, _ in known.lexicon.names:
            key = normalization.key(name)
            if "(" in name:
                self._bracketed.add(key)
            if kind == "adjective":
                self._adjectives.add(key)
            elif kind in WHOLE and not is_short(name):
                self._whole.add(key)
            elif kind != "id" and key not in known.lexicon.words:
                self._short[key] |= {name, name.upper(), name.rstrip(".")}
        self._starts = _by_first_word({*self._whole, *self._adjectives, *self._short} - {""})
        self._governments = _government_words(known.lexicon)

    def find(self, text: str, language: str | None = None, prefer: Collection[str] | None = None) -> list[Mention]:
        """The mentions in a text, in order, none within another; arguments as for `Resolver.resolve`."""
        tokens = tokenise(text)
        spans = self._spans(text, tokens)
        taken = {place for span in spans for place in range(span.first, span.last + 1)}
        found: list[Mention] = []
        for span in spans:
            mention = self._mention(text, tokens, span, language, prefer)
            if found and found[-1].end > mention.start:
                continue  # the abbreviation in brackets that the name before it took in
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
        """The name that begins at a word: the longest known one, unless a longer ministry does."""
        unknown = ministry(text, tokens, at, self._governments)
        for name in self._starts.get(tokens[at].word, ()):
            if not _follows(tokens, at, name) or (len(name) < unknown and not self._ends_here(text, tokens, at, name)):
                continue
            part = tokens[at : at + len(name)]
            key = " ".join(name)
            one = together(text, part, bracketed=key in self._bracketed)
            if one and (kind := self._kind(key, text[part[0].start : part[-1].end])):
                return _Span(at, at + len(name) - 1, kind, self._lexicon.of(key))
        if unknown:
            last = at + unknown - 1
            shared = self._lexicon.of(normalization.key(text[tokens[at].start : tokens[last].end]))
            return _Span(at, last, "ministry", shared)
        return None

    def _ends_here(self, text: str, tokens: Sequence[Token], at: int, name: tuple[str, ...]) -> bool:
        """Whether a comma and another known name follow: "the Department of National Defence, and Health Canada"."""
        stop = at + len(name)
        if stop + 1 >= len(tokens) or "," not in text[tokens[stop - 1].end : tokens[stop].start]:
            return False
        following = stop + (tokens[stop].word == "and")
        names = self._starts.get(tokens[following].word, ()) if following < len(tokens) else ()
        return any(len(one) > 1 and _follows(tokens, following, one) for one in names)

    def _kind(self, key: str, written: str) -> MentionKind | None:
        """What a name is written as; None for common words that only spell the same.

        Abbreviations count in their own spelling or in capitals, names with a capital, adjectives always.
        """
        if key in self._short and written in self._short[key]:
            return "abbreviation"
        capital = any(map(str.isupper, written)) if " " in key else written[0].isupper()
        if key in self._whole and capital:
            return "ministry" if key in self._lexicon.shared else "name"
        return "adjective" if key in self._adjectives else None

    def _titled(self, text: str, tokens: Sequence[Token], span: _Span, free: int) -> _Span:
        """The span with ``Government of`` or ``ville de`` before it, which say what kind of place is meant."""
        first = span.first - 1
        while first >= free and span.first - first < 4 and tokens[first].word in NAME_FUNCTION_WORDS - {"and"}:
            first -= 1
        between = text[tokens[max(first, 0)].end : tokens[span.first].start]
        beside = free <= first < span.first - 1 and "," not in between  # "the city, the City of Laval" are two
        levels = normalization.GOVERNMENTS.get(tokens[first].word) if beside else None
        known = entries()
        governing = [
            Hit(hit.id, "name", hit.language)
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
        match = settle((span.hits, 1.0), language, prefer)
        bracket = _BRACKET.match(text, end)
        if bracket and any(hit.id == match.id for hit in self._lexicon.exact.get(normalization.key(bracket[1]), ())):
            end = bracket.end()
        return Mention(start, end, text[start:end], match.id, span.kind, match.alternatives)

    def _is_written(self, written: str) -> bool:
        return written.endswith(".") and written in self._short[normalization.key(written)]


def _by_first_word(keys: Collection[str]) -> dict[str, list[tuple[str, ...]]]:
    """Names as words, by the first of them, the longest first."""
    starts: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted((tuple(key.split()) for key in keys), key=lambda name: (-len(name), name)):
        starts[name[0]].append(name)
    return starts


def _follows(tokens: Sequence[Token], at: int, name: tuple[str, ...]) -> bool:
    return len(tokens) >= at + len(name) and all(tokens[at + place].word == word for place, word in enumerate(name))


def _government_words(lexicon: Lexicon) -> frozenset[str]:
    """The first words of the names of governments: they end the name of a ministry."""
    known = entries()
    return (
        frozenset(
            normalization.key(name).split()[0]
            for name, _, kind, identifier in lexicon.names
            if kind == "name" and identifier in known and known[identifier].is_government
        )
        | {
            normalization.key(name)
            for name, _, kind, identifier in lexicon.names
            if kind == "name" and identifier in known and " " not in name and _is_state(known[identifier])
        }
        | {"canada"}
    )


def _is_state(entry: Entry) -> bool:
    """Whether an entry is a country or a part of one that ISO 3166 lists."""
    return "iso-3166-1" in entry.codes or "iso-3166-2" in entry.codes


def _within_name(text: str, tokens: Sequence[Token], span: _Span, taken: Collection[int]) -> bool:
    """Whether capitalised words on either side, in no mention of their own, make one name with this one.

    An abbreviation of an organisation stands beside other names freely (the CRA Commissioner); that of a
    government does not (the BC Services Card).
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
        plain = word in OPENING or word in normalization.GOVERNMENTS
        if tokens[there].capital and not plain and adjoin(text, *pair):
            return True
    return False


@lru_cache(maxsize=1)
def finder() -> Finder:
    """The finder of the vocabulary alone, built once."""
    return Finder(resolver())


def mentions(text: str, language: str | None = None, prefer: Collection[str] | None = None) -> list[Mention]:
    """The jurisdictions of the vocabulary that a text names: see `Finder.find`."""
    return finder().find(text, language, prefer)

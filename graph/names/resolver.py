"""Which jurisdiction a written name means: one, with how it was found and how sure that is, or none.

A wrong answer costs far more than "not sure": where a name can mean several jurisdictions they are listed, the
likeliest first, and none is chosen. A reader that knows what kind of name it reads can say so (`prefer`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from graph.names import normalization
from graph.names.acronyms import Acronyms
from graph.names.fuzzy import Nearest
from graph.names.index import GENERIC, Found, Hit, How, Lexicon, Name
from graph.text import words
from graph.vocabulary.function_words import guess_language
from graph.vocabulary.jurisdictions import entries, lineage

# How sure a match is that needed nothing but the fold of case, accents and punctuation. Of several ways in which
# a name fits one jurisdiction, the first is told.
SURE: Final[dict[How, float]] = {
    "name": 1.0,
    "code": 1.0,
    "abbreviation": 0.95,
    "alternative": 0.95,
    "id": 1.0,
    "former": 0.9,
    "adjective": 0.85,
    "spelling": 0.85,
    "context": 0.85,
}
ORDER: Final[tuple[How, ...]] = tuple(SURE)
# Present names come before the ones that an organisation had, or that an adjective makes.
CURRENT: Final = frozenset[How]({"id", "code", "name", "abbreviation", "alternative", "spelling", "context"})


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means: `id` is None where that is not sure.

    `alternatives` are the other readings, likeliest first; `confidence` is 0–1, 0 without an `id`.
    """

    id: str | None
    how: How
    confidence: float
    alternatives: tuple[str, ...] = ()


class Resolver:
    """Finds jurisdictions by name: those of the vocabulary, and any extra ones.

    Args:
        extra: ``(name, language or None, kind, id)`` of names that a graph or a user adds.
    """

    def __init__(self, extra: Iterable[Name] = ()) -> None:
        self.lexicon = Lexicon(extra)

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self.lexicon.names)

    @cached_property
    def _acronyms(self) -> Acronyms:
        return Acronyms(self.lexicon.names)

    def resolve(self, name: str, language: str | None = None, prefer: Collection[str] | None = None) -> Match:
        """The jurisdiction that a name means.

        Args:
            name: a name, abbreviation, code, adjective or identifier as written, in either language.
            language: that of the text it stands in; it settles abbreviations such as ``CSC``.
            prefer: what the reader expects: levels (``provincial``), identifiers, or governments (``CA-BC``,
                for all that is part of it). It settles names that several jurisdictions have.
        """
        text = normalization.clean(name)
        identifier = self.lexicon.ids.get(text.strip().casefold())
        if identifier and normalization.key(text) not in self.lexicon.unsure:
            return Match(identifier, "id", SURE["id"])
        for reading in dict.fromkeys(_readings(text, normalization.rejoined(name))):
            if found := self._read(reading):
                return settle(found, language, prefer)
        hits, errors = self._nearest.misspelt(text)
        if hits:
            return Match(hits[0].id, "spelling", round(0.9 - 0.1 * errors, 2))
        return Match(None, "none", 0.0, self._nearest.suggestions(text))

    def _read(self, text: str) -> Found | None:
        """What a text means as a whole, or as several names that agree; None where nothing does."""
        if found := self.lexicon.find(text):
            return found
        if two := normalization.pair(text):
            if hits := self._pair(*two):
                return hits, 1.0
            if made := self._acronyms.of_pair(*two):
                return [Hit(identifier, "spelling", None) for identifier in made], 1.0
        if bracket := normalization.bracketed(text):
            return self._bracketed(*bracket)
        for parts in normalization.parts(text):
            if found := self._agree(parts):
                return found
        if hits := self._nearest.shortened(text) or self._nearest.shortened(self._in_full(text)):
            return hits, 1.0
        return (hits, 0.95) if (hits := self._nearest.unqualified(text)) else None

    def _in_full(self, text: str) -> str:
        """A name with the abbreviations in it written out, where each means one thing: ``Complaints Cmsn RCMP``."""
        return " ".join(self._written_out(word) for word in normalization.tokens(text))

    def _written_out(self, word: str) -> str:
        hits = self.lexicon.of(word)
        if len(word) < 3 or len(_ids(hits)) != 1 or hits[0].kind != "abbreviation":
            return word
        ours = [n for n, language, kind, one in self.lexicon.names if one == hits[0].id and kind == "name"
                and language in (hits[0].language, None)]  # fmt: skip
        return normalization.key(ours[0]) if ours else word

    def _pair(self, first: str, second: str) -> Sequence[Hit]:
        """The jurisdictions whose abbreviations, one in each language, are these two."""
        ours = self.lexicon.exact.get(normalization.key(first), [])
        theirs = self.lexicon.exact.get(normalization.key(second), [])
        for here, there in (("en", "fr"), ("fr", "en"), (None, None)):
            ids = {hit.id for hit in theirs if there in (None, hit.language)}
            if both := [hit for hit in ours if here in (None, hit.language) and hit.id in ids]:
                return both
        return ()

    def _bracketed(self, outer: str, inner: str | None) -> Found | None:
        """A name with something in brackets behind it, which may repeat it, place it or contradict it."""
        found = self._read(outer)
        hint = self._read(inner) if inner else None
        if found and hint:
            return _both(found, hint) or _conflict(found, hint)
        if found:
            return found[0], found[1] * 0.95
        if hint:
            like = [hit for hit in hint[0] if self._nearest.resembles(outer, hit.id)]
            return (like, 0.85) if like else _conflict(hint)
        return None

    def _agree(self, parts: Sequence[str]) -> Found | None:
        """What names side by side have in common: a name in two languages, or a part and its whole.

        A part that means nothing is passed over only where it reads as the translation of one that does.
        """
        readings = [(part, self._read(part)) for part in parts]
        known = [found for _, found in readings if found]
        if not known:
            return None
        agreed: Found | None = known[0]
        for found in known[1:]:
            agreed = _both(agreed, found) if agreed else None
        if agreed is None:
            return _conflict(*known)
        strange = [part for part, found in readings if not found]
        if not strange:
            return agreed
        languages = {guess_language(words(part)) for part, found in readings if found}
        translated = all(_other(guess_language(words(part))) in languages for part in strange)
        return (agreed[0], agreed[1] * 0.9) if translated else None


def _readings(*texts: str) -> Iterator[str]:
    """The ways to take a text, as written first."""
    for change in (str, normalization.one_word, normalization.body_named):
        yield from map(change, texts)


def _other(language: str | None) -> str:
    return {"en": "fr", "fr": "en"}.get(language or "", "unknown")


def _both(one: Found, other: Found) -> Found | None:
    """The readings of two names that go together; where one is part of the other, the smaller one."""
    kept = [
        hit
        for mine, theirs in ((one[0], other[0]), (other[0], one[0]))
        for hit in mine
        if any(their.id in lineage(hit.id) for their in theirs)
    ]
    if len(_ids(kept)) == 1:  # the other name says which one is meant: Victoria (B.C.)
        kept = [replace(hit, kind="context") if hit.kind == "ambiguous" else hit for hit in kept]
    return (kept, min(one[1], other[1])) if kept else None


def _conflict(*found: Found) -> Found:
    """Readings that contradict each other: all of them, none to be chosen."""
    ids = dict.fromkeys(hit.id for hits, _ in found for hit in hits)
    return [Hit(identifier, "ambiguous", None) for identifier in ids], 0.0


def settle(found: Found, language: str | None, prefer: Collection[str] | None) -> Match:
    """One reading where only one holds, or where the language or the reader's expectation leaves one."""
    hits, share = found
    every = _ids(hits)
    for narrowed in _narrower(hits, language):
        if len(_ids(narrowed)) != 1 or narrowed[0].kind == "ambiguous":
            continue
        one, how = narrowed[0].id, min((hit.kind for hit in narrowed), key=ORDER.index)
        if share <= GENERIC and prefer and not _expected(one, prefer):
            break
        confidence = SURE[how] * share * (1.0 if len(every) == 1 else 0.9)
        return Match(one, how, round(confidence, 2), tuple(other for other in every if other != one))
    expected = [one for one in every if prefer and _expected(one, prefer)]
    if len(expected) == 1:
        (one,) = expected
        return Match(one, "context", SURE["context"], tuple(other for other in every if other != one))
    return Match(None, "ambiguous", 0.0, every)


def _narrower(hits: Sequence[Hit], language: str | None) -> Iterator[Sequence[Hit]]:
    """All hits, then only present names, then only those of the language."""
    yield hits
    current = [hit for hit in hits if hit.kind in CURRENT] or hits
    yield current
    if language:
        yield [hit for hit in current if hit.language in (None, language)]


def _ids(hits: Iterable[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.id for hit in hits))


def _expected(identifier: str, prefer: Collection[str]) -> bool:
    known = entries().get(identifier)
    return bool({*lineage(identifier), known.level if known else ""} & set(prefer))


@lru_cache(maxsize=1)
def resolver() -> Resolver:
    """The resolver of the vocabulary alone, built once."""
    return Resolver()


def resolve(name: str, language: str | None = None, prefer: Collection[str] | None = None) -> Match:
    """What a name means by the vocabulary alone: see `Resolver.resolve`."""
    return resolver().resolve(name, language, prefer)

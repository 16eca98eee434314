"""Resolve a written name to a jurisdiction, with the method and the confidence, or to none.

A wrong answer costs far more than "not sure": where a name can mean several jurisdictions they are listed, the
likeliest first, and none is chosen. A reader that knows what kind of name it reads can say so (`prefer`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Final

from graph.names import normalization
from graph.names.acronyms import AcronymMatcher
from graph.names.fuzzy import FuzzyMatcher
from graph.names.governments import expand_country
from graph.names.index import SHARED_TITLE_CONFIDENCE, Candidate, Candidates, How, Name, NameIndex
from graph.text.strings import words
from graph.vocabulary.function_words import guess_language
from graph.vocabulary.jurisdictions import entries, lineage

# The confidence of a match by kind, if the text is equal to the name but for case, accents and punctuation. If several
# kinds match one jurisdiction, the first is reported.
CONFIDENCE: Final[dict[How, float]] = {
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
KIND_ORDER: Final[tuple[How, ...]] = tuple(CONFIDENCE)
MATCHES_KEPT: Final = 4096  # texts whose candidates are remembered
MAX_NAME_LENGTH: Final = 400  # characters; no body has a longer name, and longer text stands for none
# Current names take precedence over former names and adjectives.
# how a person is sure to name a jurisdiction: a former name or a spelling that is only near is not taken
SURE_NAMES: Final = frozenset[How]({"id", "code", "name", "abbreviation", "alternative"})
CURRENT_KINDS: Final = frozenset[How]({"id", "code", "name", "abbreviation", "alternative", "spelling", "context"})


@dataclass(frozen=True, slots=True)
class Match:
    """The jurisdiction that a name means; `id` is None if that is not certain.

    `alternatives` are the other candidates, the likeliest first; `confidence` is from 0 to 1, and 0 without an `id`.
    """

    id: str | None
    how: How
    confidence: float
    alternatives: tuple[str, ...] = ()


class Resolver:
    """Resolves names of jurisdictions: those of the vocabulary, and additional ones.

    Args:
        extra: ``(name, language or None, kind, id)`` of names that a graph or a user adds.
    """

    def __init__(self, extra: Iterable[Name] = ()) -> None:
        self.index = NameIndex(extra)

    @cached_property
    def _fuzzy(self) -> FuzzyMatcher:
        return FuzzyMatcher(self.index.names)

    def build(self) -> None:
        """Build now what is otherwise built by the first name that is misspelt or shortened."""
        _ = self._fuzzy

    @cached_property
    def _acronyms(self) -> AcronymMatcher:
        return AcronymMatcher(self.index.names)

    def resolve(
        self, name: str, language: str | None = None, prefer: Collection[str] | None = None, *, similar: bool = True
    ) -> Match:
        """Return the jurisdiction that a name means; text longer than `MAX_NAME_LENGTH` means none.

        Args:
            name: A name, abbreviation, code, adjective or identifier as written, in either language.
            language: The language of the text, which decides abbreviations such as ``CSC``.
            prefer: Expected levels (``provincial``), identifiers, or governments (``CA-BC``, with all that is part of
                it), which decide names that several jurisdictions have.
            similar: Whether the alternatives of a name that means none are those with similar names; to find them takes
                longer than all the rest.
        """
        if len(name) > MAX_NAME_LENGTH:
            return Match(None, "none", 0.0)
        text = normalization.remove_invisible(name)
        identifier = self.index.ids.get(text.strip().casefold())
        if identifier and normalization.normalize(text) not in self.index.never_guess:
            return Match(identifier, "id", CONFIDENCE["id"])
        text = normalization.last_of_path(text) or text
        for reading in dict.fromkeys(_iter_variants(text, normalization.join_line_breaks(text))):
            if found := self._match(reading):
                return choose(found, language, prefer)
        for written in expand_country(text):
            if (found := self.index.find(written)) and all("iso-3166-1" in _codes(one.id) for one in found[0]):
                return choose((found[0], found[1] * 0.95), language, prefer)
        if titled := self.index.find_subject(text):
            return self._choose_titled(titled, prefer)
        candidates, errors = self._fuzzy.match_misspelt(text)
        if candidates:
            return Match(candidates[0].id, "spelling", round(0.9 - 0.1 * errors, 2))
        return Match(None, "none", 0.0, self._fuzzy.suggest(text) if similar else ())

    def _choose_titled(self, titled: Sequence[Candidate], prefer: Collection[str] | None) -> Match:
        """Choose the department of a title of one word, such as ``Finance``, if its government is expected."""
        governments = {one for one in prefer or () if one in entries()}
        ours = [candidate for candidate in titled if governments & set(lineage(candidate.id))]
        return (
            choose(([replace(one, kind="context") for one in ours], 1.0), None, None)
            if ours
            else Match(None, "ambiguous", 0.0, _ids(titled))
        )

    @cached_property
    def _match(self) -> Callable[[str], Candidates | None]:
        """What returns the candidates for a text; a name with many dashes has the same parts in many ways."""
        return lru_cache(MATCHES_KEPT)(self._match_anew)

    def _match_anew(self, text: str) -> Candidates | None:
        """Return the candidates for a text, as one name or as several names that agree; None if there are none."""
        if found := self.index.find(text):
            return found
        if two := normalization.split_pair(text):
            if candidates := self._match_pair(*two):
                return candidates, 1.0
            if made := self._acronyms.match_pair(*two):
                return [Candidate(identifier, "spelling", None) for identifier in made], 1.0
        bracket = normalization.split_brackets(text)
        if bracket and (found := self._match_brackets(*bracket) or self._match_framed(text)):
            return found
        for parts in normalization.iter_splits(text):
            if found := self._match_parts(parts):
                return found
        if candidates := self._fuzzy.match_shortened(text) or self._fuzzy.match_shortened(self._expand(text)):
            return candidates, 1.0
        return (candidates, 0.95) if (candidates := self._fuzzy.match_without_body(text)) else None

    def _expand(self, text: str) -> str:
        """Expand the unambiguous abbreviations in a name: ``Complaints Cmsn RCMP``."""
        return " ".join(self._expand_word(word) for word in normalization.tokenize(text))

    def _expand_word(self, word: str) -> str:
        candidates = self.index.candidates(word)
        if len(word) < 3 or len(_ids(candidates)) != 1 or candidates[0].kind != "abbreviation":
            return word
        ours = [n for n, language, kind, one in self.index.names if one == candidates[0].id and kind == "name"
                and language in (candidates[0].language, None)]  # fmt: skip
        return normalization.normalize(ours[0]) if ours else word

    def _match_pair(self, first: str, second: str) -> Sequence[Candidate]:
        """Return the jurisdictions with these two abbreviations, one in each language."""
        ours = self.index.by_key.get(normalization.normalize(first), [])
        theirs = self.index.by_key.get(normalization.normalize(second), [])
        for here, there in (("en", "fr"), ("fr", "en"), (None, None)):
            ids = {candidate.id for candidate in theirs if there in (None, candidate.language)}
            if both := [candidate for candidate in ours if here in (None, candidate.language) and candidate.id in ids]:
                return both
        return ()

    def _match_brackets(self, outer: str, inner: str | None) -> Candidates | None:
        """Return the candidates for a name with text in brackets, which may repeat, locate or contradict it."""
        found = self._match(outer)
        hint = self._match(inner) if inner else None
        if found and hint:
            return _intersect(found, hint) or _to_ambiguous(found, hint)
        if inner is None and not found:
            near = self._fuzzy.match_misspelt(outer)[0]  # Polare Knowledge Canada (formerly: …)
            return (near, 0.95) if near else None
        if found:
            if inner and (near := self._fuzzy.match_misspelt(f"{outer} ({inner})")[0]):
                return near, 0.85  # what is in brackets is misspelt, and says which of two places it is
            return found[0], found[1] * 0.95
        if hint:
            like = [candidate for candidate in hint[0] if self._fuzzy.resembles(outer, candidate.id)]
            return (like, 0.85) if like else _to_ambiguous(hint)
        return None

    def _match_framed(self, text: str) -> Candidates | None:
        """``Parks Canada Agency (Department of)``: what is before the brackets has a type of body already."""
        outer = text.rpartition("(")[0]
        found = self.index.find(outer) if normalization.names_body(outer) else None
        return (found[0], found[1] * 0.9) if found else None

    def _match_parts(self, parts: Sequence[str]) -> Candidates | None:
        """Return what several names have in common: a name in two languages, or a part and its government.

        A part without candidates is ignored only if its language suggests that it translates another part, or if most
        of its words are, or shorten, words of the names that are found.
        """
        readings = [(part, self._match(part)) for part in parts]
        known = [found for _, found in readings if found]
        if not known:
            return None
        agreed: Candidates | None = known[0]
        for found in known[1:]:
            agreed = _intersect(agreed, found) if agreed else None
        if agreed is None:
            return _to_ambiguous(*known)
        strange = [part for part, found in readings if not found]
        if not strange:
            return agreed
        languages = {guess_language(words(part)) for part, found in readings if found}
        translated = all(_other_language(guess_language(words(part))) in languages for part in strange)
        (one, *others) = _ids(agreed[0])
        named = not others and all(self._fuzzy.is_made_of_words(part, one) for part in strange)
        return (agreed[0], agreed[1] * 0.9) if translated or named else None


def _iter_variants(*texts: str) -> Iterator[str]:
    """Yield variants of a name, as written first."""
    for change in (str, normalization.strip_qualifiers, normalization.strip_turned_article):
        yield from map(change, texts)


def _other_language(language: str | None) -> str:
    return {"en": "fr", "fr": "en"}.get(language or "", "unknown")


def _intersect(one: Candidates, other: Candidates) -> Candidates | None:
    """Return the candidates of two names that agree; if one is part of the other, the smaller one."""
    kept = [
        candidate
        for mine, theirs in ((one[0], other[0]), (other[0], one[0]))
        for candidate in mine
        if any(their.id in lineage(candidate.id) for their in theirs)
    ]
    if len(_ids(kept)) == 1:  # the other name resolves the ambiguity: Victoria (B.C.)
        kept = [
            replace(candidate, kind="context") if candidate.kind == "ambiguous" else candidate for candidate in kept
        ]
    return (kept, min(one[1], other[1])) if kept else None


def _to_ambiguous(*found: Candidates) -> Candidates:
    """Return all candidates as ambiguous: the names contradict each other."""
    ids = dict.fromkeys(candidate.id for candidates, _ in found for candidate in candidates)
    return [Candidate(identifier, "ambiguous", None) for identifier in ids], 0.0


def choose(found: Candidates, language: str | None, prefer: Collection[str] | None) -> Match:
    """Choose the only candidate, or the only one of the language or of what is expected."""
    candidates, share = found
    every = _ids(candidates)
    for narrowed in _iter_narrower(candidates, language):
        if len(_ids(narrowed)) != 1 or narrowed[0].kind == "ambiguous":
            continue
        one, how = narrowed[0].id, min((candidate.kind for candidate in narrowed), key=KIND_ORDER.index)
        if share <= SHARED_TITLE_CONFIDENCE and prefer and not _is_expected(one, prefer):
            break
        confidence = CONFIDENCE[how] * share * (1.0 if len(every) == 1 else 0.9)
        return Match(one, how, round(confidence, 2), tuple(other for other in every if other != one))
    expected = [one for one in every if prefer and _is_expected(one, prefer)]
    if len(expected) == 1:
        (one,) = expected
        return Match(one, "context", CONFIDENCE["context"], tuple(other for other in every if other != one))
    return Match(None, "ambiguous", 0.0, every)


def _iter_narrower(candidates: Sequence[Candidate], language: str | None) -> Iterator[Sequence[Candidate]]:
    """Yield all candidates, then those by current names, then those of the language."""
    yield candidates
    current = [candidate for candidate in candidates if candidate.kind in CURRENT_KINDS] or candidates
    yield current
    if language:
        yield [candidate for candidate in current if candidate.language in (None, language)]


def _ids(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(candidate.id for candidate in candidates))


def _codes(identifier: str) -> Mapping[str, str]:
    return entries()[identifier].codes if identifier in entries() else {}


def _is_expected(identifier: str, prefer: Collection[str]) -> bool:
    known = entries().get(identifier)
    return bool({*lineage(identifier), known.level if known else ""} & set(prefer))


@lru_cache(maxsize=1)
def resolver() -> Resolver:
    """Return the resolver of the vocabulary, which is built once."""
    return Resolver()


def resolve(
    name: str, language: str | None = None, prefer: Collection[str] | None = None, *, similar: bool = True
) -> Match:
    """Resolve a name by the vocabulary alone: see `Resolver.resolve`."""
    return resolver().resolve(name, language, prefer, similar=similar)

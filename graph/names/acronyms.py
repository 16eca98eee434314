"""Match bilingual pairs of abbreviations that are not in the vocabulary with names.

``tbpa-aptb`` is the Thunder Bay Port Authority: each half is an acronym of its name in one language. One half alone
would match too many names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from graph.names import normalization
from graph.names.index import FULL_NAME_KINDS, Name
from graph.vocabulary.jurisdictions import entries

MIN_PAIR_LETTERS = 5  # of both halves; fewer letters match by chance
LetterRule = Callable[[str, str], bool]  # whether letters may abbreviate a word


def _initial(letters: str, word: str) -> bool:
    return letters == word[0]


def _beginning(letters: str, word: str) -> bool:
    return word.startswith(letters)


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return letters[0] == word[0] and all(letter in rest for letter in letters)


LETTER_RULES: tuple[LetterRule, ...] = (
    _initial,
    _beginning,
    _in_order,
)  # the strictest one that matches


def is_acronym_of(short: str, full: Sequence[str], way: LetterRule = _in_order) -> bool:
    """Tell whether an abbreviation is an acronym of a name: of each word its first letter, or more of its letters.

    A last ``canada`` is optional.

    >>> is_acronym_of("halpa", ("halifax", "port", "authority"))
    True
    >>> is_acronym_of("hpa", ("halifax", "port", "harbour", "authority"))
    False
    """
    if len(full) > 2 and full[-1] == "canada" and is_acronym_of(short, full[:-1], way):
        return True

    @cache
    def fits(at: int, word: int) -> bool:
        if word == len(full):
            return at == len(short)
        ends = range(at + 1, len(short) + 1)
        return any(way(short[at:end], full[word]) and fits(end, word + 1) for end in ends)

    return fits(0, 0)


class AcronymMatcher:
    """Compares abbreviations with the full names of all jurisdictions, by language."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._full: dict[str, list[tuple[tuple[str, ...], str]]] = {"en": [], "fr": []}
        known = entries()
        for name, language, kind, identifier in names:
            if (
                language in self._full
                and kind in FULL_NAME_KINDS
                and not (identifier in known and known[identifier].is_government)  # they have codes
                and len(words := normalization.content_words(name)) > 1
            ):
                self._full[language].append((tuple(word for word in words if word != "and"), identifier))

    def match_pair(self, first: str, second: str) -> list[str]:
        """Return the jurisdictions whose names the two abbreviations shorten, one in each language."""
        one, other = normalization.normalize(first), normalization.normalize(second)
        if len(one) + len(other) < MIN_PAIR_LETTERS:
            return []
        for way in LETTER_RULES:
            if both := (self._match("en", one, way) & self._match("fr", other, way)) | (
                self._match("en", other, way) & self._match("fr", one, way)
            ):
                return sorted(both)
        return []

    def _match(self, language: str, short: str, way: LetterRule) -> set[str]:
        names = self._full[language]
        return {one for full, one in names if full[0][0] == short[0] and is_acronym_of(short, full, way)}

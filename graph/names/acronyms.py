"""Abbreviations that nobody listed: made of the words of a name, and believed only where both languages agree.

``tbpa-aptb`` is the Thunder Bay Port Authority, since each half is made of the words of its name in one language.
One half alone would fit too many: it is no evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from graph.names import normalization
from graph.names.index import WHOLE, Name

SHORTEST = 5  # letters of both halves; below, two names share them by chance
Test = Callable[[str, str], bool]  # whether letters stand for a word


def _initial(letters: str, word: str) -> bool:
    return letters == word[0]


def _beginning(letters: str, word: str) -> bool:
    return word.startswith(letters)


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return letters[0] == word[0] and all(letter in rest for letter in letters)


WAYS: tuple[Test, ...] = (_initial, _beginning, _in_order)  # the strictest that fits any name decides


def stands_for(short: str, full: Sequence[str], way: Test = _in_order) -> bool:
    """Whether an abbreviation is made of the words of a name: of each in order its first letter, or more of it.

    A last ``canada`` may be left out.

    >>> stands_for("halpa", ("halifax", "port", "authority"))
    True
    >>> stands_for("hpa", ("halifax", "port", "harbour", "authority"))
    False
    """
    if len(full) > 2 and full[-1] == "canada" and stands_for(short, full[:-1], way):
        return True

    @cache
    def fits(at: int, word: int) -> bool:
        if word == len(full):
            return at == len(short)
        ends = range(at + 1, len(short) + 1)
        return any(way(short[at:end], full[word]) and fits(end, word + 1) for end in ends)

    return fits(0, 0)


class Acronyms:
    """The names in full of each jurisdiction, by language, to be compared with abbreviations."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._full: dict[str, list[tuple[tuple[str, ...], str]]] = {"en": [], "fr": []}
        for name, language, kind, identifier in names:
            if language in self._full and kind in WHOLE and len(words := normalization.content(name)) > 1:
                self._full[language].append((tuple(word for word in words if word != "and"), identifier))

    def of_pair(self, first: str, second: str) -> list[str]:
        """The jurisdictions of whose names two abbreviations are made, one in each language."""
        one, other = normalization.key(first), normalization.key(second)
        if len(one) + len(other) < SHORTEST:
            return []
        for way in WAYS:
            if both := (self._made("en", one, way) & self._made("fr", other, way)) | (
                self._made("en", other, way) & self._made("fr", one, way)
            ):
                return sorted(both)
        return []

    def _made(self, language: str, short: str, way: Test) -> set[str]:
        names = self._full[language]
        return {one for full, one in names if full[0][0] == short[0] and stands_for(short, full, way)}

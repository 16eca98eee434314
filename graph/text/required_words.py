"""Words without which a pattern cannot match, so that most patterns need not be tried on most texts.

A pattern needs all of some *clauses*; a clause is a set of pieces of words of which a text must have one. They are read
from the tree that the parser of `re` makes, as in Cox, "Regular Expression Matching with a Trigram Index" (2012). That
tree is private to `re`: whoever calls `required_words` keeps to patterns without clauses where it fails.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, Final, TypeAlias

Clause: TypeAlias = frozenset[str]  # pieces of words, a mark, or DIGIT
DIGIT: Final = "\uf8ff"  # stands for any digit
MARKS: Final = "\ue000-\uf8ff"  # characters for private use, which stand for what a text names
LETTERS: Final = "a-z0-9à-öø-ÿœ"
ODD: Final = frozenset("ſıİ")  # `re` takes them for s and i where case does not matter; `str.lower` does not
MAX_STRINGS: Final = 256  # that a part of a pattern may be written as, and still be known one by one
MAX_RANGE: Final = 12  # characters of a set that are known one by one
MANY: Final = 4096  # parts of patterns
MAX_PIECE: Final = 24  # letters
REMEMBERED: Final = 2048  # texts of which it is known which clauses they meet
MAX_WORDS: Final = 1 << 16  # of which it is remembered
SHORT: Final = 24  # characters of a text on which it is faster to try a pattern at once
LONG: Final = 2_000  # the most that are looked at for what they have: a pattern may begin at many places of a long text
MAX_WORD: Final = 64  # letters; a longer one may have any piece
FIRST_MARK: Final = "\ue000"
MOST: Final = 0.24  # how often a clause may be met in a word; one that is met more often is no help
_PIECE: Final = re.compile(f"[{LETTERS}']+|[{MARKS}]")  # "n't" is one
_WORD: Final = re.compile(r"[\w']+")
_ANY_DIGIT: Final = re.compile(r"\d")
_NOTHING: Final = frozenset({""})


def required_words(parsed: Iterable[tuple[Any, Any]]) -> list[Clause]:
    """Return the clauses of a pattern, those that are met least first.

    Args:
        parsed: what the parser of `re` makes of the pattern.

    Raises:
        Exception: `re` is not as expected.
    """
    strings, clauses = _of_sequence(parsed)
    if strings is not None:
        clauses = [*clauses, *_clause_of(strings)]
    return sorted(set(clauses), key=lambda one: (_frequency(one), sorted(one)))


def _of_sequence(items: Iterable[tuple[Any, Any]]) -> tuple[Clause | None, list[Clause]]:
    """All strings that a sequence can match, if they are few, and the clauses of the others."""
    strings, clauses, is_whole = _NOTHING, list[Clause](), True
    for item in items:
        more, found = _of_item(*item)
        clauses += found
        if more is not None and len(strings) * len(more) <= MAX_STRINGS:
            strings = frozenset([one + other for one in strings for other in more])
            continue
        clauses += _clause_of(strings)
        strings, is_whole = _NOTHING if more is None else more, False
    return (strings, clauses) if is_whole else (None, [*clauses, *_clause_of(strings)])


def _of_item(kind: Any, value: Any) -> tuple[Clause | None, list[Clause]]:  # noqa: ANN401 (see `re._parser`)
    """The same of one item of a pattern; nothing is known of what is not listed here."""
    match str(kind):
        case "LITERAL":
            return frozenset(chr(value)), []
        case "IN":
            return _of_set(value), []
        case "SUBPATTERN":
            return _of_sequence(value[-1])
        case "ATOMIC_GROUP":
            return _of_sequence(value)
        case "BRANCH":
            return _of_branches([_of_sequence(each) for each in value[1]])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _of_repeat(value[0], value[1], *_of_sequence(value[2]))
        case "FAILURE":
            return frozenset(), []
        case "ASSERT_NOT" if not value[1]:  # "(?!)", as some releases write a failure
            return frozenset(), []
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return _NOTHING, []
    return None, []


def _of_set(items: Sequence[tuple[Any, Any]]) -> Clause | None:
    if [(str(kind), str(value)) for kind, value in items] == [("CATEGORY", "CATEGORY_DIGIT")]:
        return frozenset(DIGIT)
    found: set[str] = set()
    for kind, value in items:
        first, last = {"LITERAL": (value, value), "RANGE": value}.get(str(kind), (0, MAX_RANGE))
        if last - first >= MAX_RANGE:
            return None
        found |= {chr(code) for code in range(first, last + 1)}
    return frozenset(found)


def _of_branches(branches: Sequence[tuple[Clause | None, list[Clause]]]) -> tuple[Clause | None, list[Clause]]:
    known = [strings for strings, _ in branches if strings is not None]
    if len(known) == len(branches) and sum(map(len, known)) <= MAX_STRINGS:
        return frozenset(chain.from_iterable(known)), []
    chosen: list[Clause] = []
    for strings, clauses in branches:
        choices = clauses if strings is None else _clause_of(strings)
        if not choices:
            return None, []
        chosen.append(min(choices, key=_frequency))
    return None, [_shortest(chain.from_iterable(chosen))]


def _of_repeat(
    least: int, most: int, strings: Clause | None, clauses: list[Clause]
) -> tuple[Clause | None, list[Clause]]:
    if least == most == 1:
        return strings, clauses
    if least == 0:
        return (strings | _NOTHING, []) if strings is not None and most == 1 else (None, [])
    return None, clauses if strings is None else [*_clause_of(strings)]


@lru_cache(maxsize=MANY)  # most verbs and nouns stand in many patterns
def _clause_of(strings: Clause) -> tuple[Clause, ...]:
    """The clause that some strings are, one of which must be there; none where one has nothing that is looked for."""
    pieces: set[str] = set()
    for string in strings:
        found = [piece[:MAX_PIECE] for piece in _PIECE.findall(string.lower())]
        if not found:
            return ()
        pieces.add(min(found, key=lambda piece: (_rate(piece), piece)))
    return (_shortest(pieces),)


def _shortest(pieces: Iterable[str]) -> Clause:
    """The pieces without those that have another one in them."""
    kept: set[str] = set()
    for piece in sorted(set(pieces), key=len):
        if kept.isdisjoint(_parts(piece)):
            kept.add(piece)
    return frozenset(kept)


def _parts(word: str) -> list[str]:
    return [word[at:to] for at in range(len(word)) for to in range(at + 1, min(len(word), at + MAX_PIECE) + 1)]


@lru_cache(maxsize=MANY)
def _frequency(clause: Clause) -> float:
    return sum(map(_rate, clause))


def _rate(piece: str) -> float:
    """About how often a piece is met in a word, from its length alone."""
    if piece == DIGIT:
        return 0.2
    return 0.05 if piece >= FIRST_MARK else 0.25 ** len(piece)


class RequiredWords:
    """Which of some patterns can match in a text at all.

    Attributes:
        bits: the clauses that each piece of a word is in, as a number with a bit for each clause.
        needs: the clauses of each pattern by its key, in the same way; a pattern that is not there needs none.
        found_in: returns the clauses that a text meets, in the same way.
    """

    def __init__(self, bits: Mapping[str, int], needs: Mapping[str, int]) -> None:
        self.bits, self.needs = bits, needs
        self.found_in = lru_cache(maxsize=REMEMBERED)(self._find)
        self._marks = [(mark, each) for mark, each in bits.items() if mark >= FIRST_MARK and mark != DIGIT]
        self._digit = bits.get(DIGIT, 0)
        self._words: dict[str, int] = {}

    @classmethod
    def of(cls, clauses: Mapping[str, Sequence[Clause]]) -> RequiredWords:
        """Those of patterns with the given clauses."""
        bits: dict[str, int] = {}
        needs: dict[str, int] = {}
        places: dict[Clause, int] = {}
        for key, each in clauses.items():
            for clause in each:
                if _frequency(clause) > MOST:
                    continue
                if clause not in places:
                    places[clause] = 1 << len(places)
                    bits.update({piece: bits.get(piece, 0) | places[clause] for piece in sorted(clause)})
                needs[key] = needs.get(key, 0) | places[clause]
        return cls(bits, needs)

    def filtered(self, key: str, pattern: re.Pattern[str]) -> Regex:
        """The pattern with a key, tried only on texts in which it can match."""
        needs = self.needs.get(key, 0)
        return FilteredPattern(pattern, needs, self.found_in) if needs else pattern

    def _find(self, text: str) -> int:
        if not text.isascii() and any(char in text for char in ODD):
            return -1
        found, known = 0, self._words
        for word in _WORD.findall(text.lower()):
            bits = known.get(word)
            found |= self._look_up(word) if bits is None else bits
        for mark, bits in self._marks:
            if mark in text:
                found |= bits
        return found

    def _look_up(self, word: str) -> int:
        if len(word) > MAX_WORD:
            return -1
        found = self._digit if _ANY_DIGIT.search(word) else 0
        for part in set(_parts(word)):
            found |= self.bits.get(part, 0)
        if len(self._words) < MAX_WORDS:
            self._words[word] = found
        return found


class FilteredPattern:
    """A pattern that is tried only on texts that meet all its clauses; otherwise like a pattern of `re`."""

    __slots__ = ("_found_in", "_needs", "flags", "fullmatch", "groupindex", "match", "pattern", "regex")

    def __init__(self, regex: re.Pattern[str], needs: int, found_in: Callable[[str], int]) -> None:
        self.regex, self._needs, self._found_in = regex, needs, found_in
        self.match, self.fullmatch = regex.match, regex.fullmatch  # which fail at once on most texts
        self.pattern, self.flags, self.groupindex = regex.pattern, regex.flags, regex.groupindex

    def search(self, string: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """See `re.Pattern.search`."""
        return self.regex.search(string, pos, endpos) if self._may_match(string, pos, endpos) else None

    def finditer(self, string: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """See `re.Pattern.finditer`."""
        return self.regex.finditer(string, pos, endpos) if self._may_match(string, pos, endpos) else iter(())

    def _may_match(self, string: str, pos: int, endpos: int) -> bool:
        pos, endpos = max(pos, 0), min(endpos, len(string))
        if not SHORT <= endpos - pos <= LONG:
            return True
        return not self._needs & ~self._found_in(string[pos:endpos])


Regex: TypeAlias = re.Pattern[str] | FilteredPattern

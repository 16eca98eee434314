"""Which words of the texts count as a word that was typed: its endings, its translation, its cousin, what was meant.

A `Lexicon` knows the words of the texts; a word that was typed becomes a `Term` of weighted forms. The weights are
published here: the word itself counts 1, another ending of it .95, a longer word that begins so .8, a translation
what its pair is worth, a cousin in the other language (``réglementation``, ``regulation``) up to .75, the nearest word
for one that stands nowhere .7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final, Protocol

SAME, ENDING, LONGER, COUSIN, SLIP = 1.0, 0.95, 0.8, 0.75, 0.7
SHORTEST: Final = 3  # letters from which a word is taken for the beginning of longer ones
LONG: Final = 5  # letters from which words have cousins, or slips
ALIKE: Final = 0.6  # likeness of spelling from which words are cousins
ALMOST: Final = 0.5  # likeness from which a word that stands nowhere is taken for another
MOST: Final = 12  # forms of each sort
SURE: Final = 0.9  # weight from which a form says how rare the word is
_ENDINGS: Final = (  # what the languages do to the same ending, so that spellings can be compared
    ("ements", "ment"), ("ement", "ment"), ("ations", "ation"), ("isation", "ization"), ("aires", "ar"), ("aire", "ar"),
    ("ary", "ar"), ("iques", "ic"), ("ique", "ic"), ("ical", "ic"), ("eurs", "or"), ("eur", "or"), ("ers", "or"),
    ("euses", "or"), ("euse", "or"), ("eux", "ous"), ("ites", "ity"), ("ite", "ity"), ("ies", "y"), ("ie", "y"),
    ("elles", "al"), ("elle", "al"), ("els", "al"), ("el", "al"), ("aux", "al"), ("ives", "iv"), ("ive", "iv"),
    ("ifs", "iv"), ("if", "iv"), ("ees", "ed"), ("ee", "ed"), ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip
_STEMMERS: Final = "queries._stemmers"
_SPELLINGS: Final = (("ph", "f"), ("qu", "c"), ("k", "c"), ("y", "i"))


class Lexicon(Protocol):
    """What is known of the words of some texts; all words are folded."""

    size: int  # how many texts there are

    def texts(self, word: str) -> int:
        """In how many texts a word stands."""

    def beginning(self, start: str) -> Mapping[str, int]:
        """The words that begin so, in alphabetical order, and in how many texts each stands."""

    def translations(self, word: str) -> Mapping[str, float]:
        """The words that translate one, and how likely each does."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a query; `worth` says how much it tells texts apart.

    `forms` are single words, `phrases` several words that must stand together; a `required` term must be there.
    """

    text: str
    forms: Mapping[str, float]
    phrases: Mapping[str, float]
    worth: float
    required: bool = False


def rarity(lexicon: Lexicon, word: str) -> float:
    """Inverse document frequency: log(1 + N / n) (Spärck Jones 1972, Journal of Documentation 28:11)."""
    return log(1 + lexicon.size / max(1, lexicon.texts(word)))


def term(lexicon: Lexicon, word: str, phrases: Mapping[str, float] | None = None) -> Term:
    """A word that was typed, with all that counts as it."""
    forms: dict[str, float] = {}
    for other, weight in (*_endings(lexicon, word), *lexicon.translations(word).items(), *_cousins(lexicon, word)):
        if lexicon.texts(other):
            forms[other] = max(weight, forms.get(other, 0.0))
    if not any(weight >= SURE for weight in forms.values()):
        for other, weight in _slips(lexicon, word):
            forms[other] = max(weight, forms.get(other, 0.0))
    sure = SURE * max(forms.values(), default=0.0)
    worth = max((rarity(lexicon, form) for form, w in forms.items() if w >= sure), default=log(1 + lexicon.size))
    return Term(word, forms, phrases or {}, worth)


def _endings(lexicon: Lexicon, word: str) -> list[tuple[str, float]]:
    found = [(word, SAME)]
    if len(word) < SHORTEST:
        return found
    own = {stem(word, language) for language in ("english", "french")}
    starts = {_shared(one, word) for one in own}
    for start in sorted(one for one in starts if len(one) >= max(SHORTEST, len(word) // 2)):
        found += [
            (other, ENDING)
            for other in lexicon.beginning(start)
            if other != word and {stem(other, language) for language in ("english", "french")} & own
        ]
    found += [(other, LONGER) for other in list(lexicon.beginning(word))[: MOST * 2] if len(word) > SHORTEST]
    return found


def _shared(one: str, other: str) -> str:
    size = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:size]


def _cousins(lexicon: Lexicon, word: str) -> list[tuple[str, float]]:
    if len(word) < LONG or word.isdecimal():  # a number is not spelt otherwise in another language
        return []
    starts = [word[:2], *(["s" + word[1]] if word[0] == "e" else []), *(["e" + word[0]] if word[0] == "s" else [])]
    near = []
    for start in starts:
        for other in lexicon.beginning(start):
            if len(other) >= LONG - 1 and abs(len(other) - len(word)) <= len(word) // 2 and other != word:
                alike = likeness(_plain(word), _plain(other))
                if alike >= ALIKE:
                    near.append((alike, other))
    best = sorted(near, key=lambda one: (-one[0], one[1]))[:MOST]
    return [(other, round(COUSIN * (0.4 + 0.6 * (alike - ALIKE) / (1 - ALIKE)), 3)) for alike, other in best]


def _slips(lexicon: Lexicon, word: str) -> list[tuple[str, float]]:
    """The word of the texts that a word which stands nowhere is most like."""
    if len(word) < LONG - 1 or word.isdecimal():  # another number is another thing
        return []
    near = [(likeness(word, other), other) for other in lexicon.beginning(word[0]) if abs(len(other) - len(word)) <= 2]
    best = sorted((one for one in near if one[0] >= ALMOST), key=lambda one: (-one[0], one[1]))[:2]
    return [(other, round(SLIP * (0.5 + 0.5 * alike), 3)) for alike, other in best]


def likeness(one: str, other: str) -> float:
    """How alike two words are spelt: Dice's coefficient of their pairs of letters, the ends included."""
    a, b = _pairs(one), _pairs(other)
    return 2 * len(a & b) / (len(a) + len(b))


@lru_cache(maxsize=1 << 16)
def _pairs(word: str) -> frozenset[str]:
    padded = f" {word} "
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    """A word as both languages would spell it, more or less."""
    for ending, common in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word[: len(word) - len(ending)] + common
            break
    for here, there in _SPELLINGS:
        word = word.replace(here, there)
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """A word without its ending."""
    return str(_stemmer(language).stemWord(word))  # type: ignore[attr-defined]


@lru_cache(maxsize=2)
def _stemmer(language: str) -> object:
    """A stemmer of snowballstemmer, which would load those of all its languages, half a cold search's time."""
    import sys
    from importlib import import_module
    from importlib.machinery import ModuleSpec
    from importlib.util import find_spec, module_from_spec

    if _STEMMERS not in sys.modules:
        found = find_spec("snowballstemmer")
        alone = ModuleSpec(_STEMMERS, None, is_package=True)  # the folder as a package that loads nothing by itself
        alone.submodule_search_locations = list((found and found.submodule_search_locations) or ())
        sys.modules[_STEMMERS] = module_from_spec(alone)
    module = import_module(f"{_STEMMERS}.{language}_stemmer")
    made: object = getattr(module, f"{language.capitalize()}Stemmer")()
    return made

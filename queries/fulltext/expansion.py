"""Query expansion: which indexed words count as a match for a word that was typed.

A `WordIndex` knows the words of the indexed texts; a typed word becomes a `Term` of weighted forms. The word itself
weighs 1, another inflection of it .95, a longer word that begins with it .8, a translation the score of its pair, a
cognate in the other language (``réglementation``, ``regulation``) up to .75, and the nearest spelling of a word that
no text contains .7. Where texts contain the word itself, what is less sure counts less: forms below .8 are multiplied
by .6, and words that are longer by five letters or more count .24 (``bats`` is not ``bâtiments``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

from graph.text.idf import positive_idf
from graph.text.strings import stem
from graph.values import LANGUAGES

EXACT_WEIGHT, INFLECTION_WEIGHT, PREFIX_WEIGHT, COGNATE_WEIGHT, TYPO_WEIGHT = 1.0, 0.95, 0.8, 0.75, 0.7
RELIABLE_WEIGHT: Final = 0.9  # forms of at least this weight decide how rare a word is
MIN_PREFIX_LENGTH: Final = 3  # letters a word needs to match longer words by prefix
MIN_COGNATE_LENGTH: Final = 5  # letters a word needs to have cognates or spelling corrections
MIN_COGNATE_SIMILARITY: Final = 0.6
MIN_TYPO_SIMILARITY: Final = 0.5
MAX_FORMS: Final = 12  # of each sort
MAX_ADDED_LETTERS: Final = 4  # of a form of a word that texts contain
LONG_FORM_WEIGHT, UNSURE_FACTOR = 0.4, 0.6
_ENDINGS: Final = (  # what the languages do to the same ending, so that spellings can be compared
    ("ements", "ment"), ("ement", "ment"), ("ations", "ation"), ("isation", "ization"), ("aires", "ar"), ("aire", "ar"),
    ("ary", "ar"), ("iques", "ic"), ("ique", "ic"), ("ical", "ic"), ("eurs", "or"), ("eur", "or"), ("ers", "or"),
    ("euses", "or"), ("euse", "or"), ("eux", "ous"), ("ites", "ity"), ("ite", "ity"), ("ies", "y"), ("ie", "y"),
    ("elles", "al"), ("elle", "al"), ("els", "al"), ("el", "al"), ("aux", "al"), ("ives", "iv"), ("ive", "iv"),
    ("ifs", "iv"), ("if", "iv"), ("ees", "ed"), ("ee", "ed"), ("es", ""), ("s", ""), ("e", ""),
)  # fmt: skip
_SPELLINGS: Final = (("ph", "f"), ("qu", "c"), ("k", "c"), ("y", "i"))


class WordIndex(Protocol):
    """Word statistics of a set of texts; all words are folded."""

    text_count: int

    def count_texts(self, word: str) -> int:
        """Return the number of texts that contain a word."""

    def find_by_prefix(self, prefix: str) -> Mapping[str, int]:
        """Return the words that begin with a prefix, in alphabetical order, each with its number of texts."""

    def find_translations(self, word: str) -> Mapping[str, float]:
        """Return the translations of a word, each with its likelihood."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a query, with everything that counts as a match for it.

    `forms` are single words, `phrases` several words that must be adjacent, each with its weight. `idf` weighs the term
    against the others. A text without a `required` term does not match.
    """

    text: str
    forms: Mapping[str, float]
    phrases: Mapping[str, float]
    idf: float
    required: bool = False


def compute_idf(index: WordIndex, word: str) -> float:
    """Return the inverse document frequency of a word."""
    return positive_idf(index.text_count, index.count_texts(word))


def expand_word(index: WordIndex, word: str, phrases: Mapping[str, float] | None = None) -> Term:
    """Return the term of a typed word: its forms in the indexed texts, and the phrases that also count as it."""
    forms: dict[str, float] = {}
    candidates = (
        *_find_inflections(index, word),
        *index.find_translations(word).items(),
        *_find_cognates(index, word),
    )
    for other, weight in candidates:
        if index.count_texts(other):
            forms[other] = max(weight, forms.get(other, 0.0))
    if not any(weight >= RELIABLE_WEIGHT for weight in forms.values()):
        for other, weight in _correct_spelling(index, word):
            forms[other] = max(weight, forms.get(other, 0.0))
    if word in forms:
        forms = {other: _known_weight(word, other, weight) for other, weight in forms.items()}
    reliable = RELIABLE_WEIGHT * max(forms.values(), default=0.0)
    idf = max(
        (compute_idf(index, form) for form, w in forms.items() if w >= reliable),
        default=positive_idf(index.text_count, 1),
    )
    return Term(word, forms, phrases or {}, idf)


def _known_weight(word: str, other: str, weight: float) -> float:
    """Return the weight of another form of a word that texts contain."""
    if weight in (INFLECTION_WEIGHT, PREFIX_WEIGHT) and len(other) > len(word) + MAX_ADDED_LETTERS:
        return round(LONG_FORM_WEIGHT * UNSURE_FACTOR, 3)
    return weight if weight >= PREFIX_WEIGHT else round(weight * UNSURE_FACTOR, 3)


def _find_inflections(index: WordIndex, word: str) -> list[tuple[str, float]]:
    """Return the word, the words that share its stem, and the longer words that begin with it."""
    found = [(word, EXACT_WEIGHT)]
    if len(word) < MIN_PREFIX_LENGTH:
        return found
    stems = {stem(word, language) for language in LANGUAGES}
    prefixes = {_common_prefix(one, word) for one in stems}
    for prefix in sorted(one for one in prefixes if len(one) >= max(MIN_PREFIX_LENGTH, len(word) // 2)):
        found += [
            (other, INFLECTION_WEIGHT)
            for other in index.find_by_prefix(prefix)
            if other != word and {stem(other, language) for language in LANGUAGES} & stems
        ]
    if len(word) > MIN_PREFIX_LENGTH:
        found += [(other, PREFIX_WEIGHT) for other in list(index.find_by_prefix(word))[: MAX_FORMS * 2]]
    return found


def _common_prefix(one: str, other: str) -> str:
    size = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:size]


def _find_cognates(index: WordIndex, word: str) -> list[tuple[str, float]]:
    """Return words of similar spelling once the usual endings of both languages are normalized."""
    near = []
    for prefix in _cognate_prefixes(word):
        for other in index.find_by_prefix(prefix):
            similar_length = len(other) >= MIN_COGNATE_LENGTH - 1 and abs(len(other) - len(word)) <= len(word) // 2
            if similar_length and other != word:
                similarity = spelling_similarity(_normalize_spelling(word), _normalize_spelling(other))
                if similarity >= MIN_COGNATE_SIMILARITY:
                    near.append((similarity, other))
    best = sorted(near, key=lambda one: (-one[0], one[1]))[:MAX_FORMS]
    return [(other, _cognate_weight(similarity)) for similarity, other in best]


def first_prefixes(word: str) -> list[str]:
    """Return the prefixes of the words among which all forms of a word are, but for its translations and spellings."""
    if len(word) < MIN_PREFIX_LENGTH:
        return []
    if word.isdecimal():  # its forms are longer numbers only, of which a large inventory has many
        return [word]
    return _cognate_prefixes(word) or [word[: max(MIN_PREFIX_LENGTH, len(word) // 2)]]


def _cognate_prefixes(word: str) -> list[str]:
    """Return the beginnings that cognates of a word may have."""
    if len(word) < MIN_COGNATE_LENGTH or word.isdecimal():  # numbers are spelt the same in both languages
        return []
    return [word[:2], *(["s" + word[1]] if word[0] == "e" else []), *(["e" + word[0]] if word[0] == "s" else [])]


def _cognate_weight(similarity: float) -> float:
    scaled = (similarity - MIN_COGNATE_SIMILARITY) / (1 - MIN_COGNATE_SIMILARITY)
    return round(COGNATE_WEIGHT * (0.4 + 0.6 * scaled), 3)


def _correct_spelling(index: WordIndex, word: str) -> list[tuple[str, float]]:
    """Return the indexed words nearest in spelling to a word that no text contains."""
    if len(word) < MIN_COGNATE_LENGTH - 1 or word.isdecimal():  # another number is another thing
        return []
    near = [
        (spelling_similarity(word, other), other)
        for other in index.find_by_prefix(word[0])
        if abs(len(other) - len(word)) <= 2
    ]
    best = sorted((one for one in near if one[0] >= MIN_TYPO_SIMILARITY), key=lambda one: (-one[0], one[1]))[:2]
    return [(other, round(TYPO_WEIGHT * (0.5 + 0.5 * similarity), 3)) for similarity, other in best]


def spelling_similarity(one: str, other: str) -> float:
    """Return Dice's coefficient of the letter pairs of two words, word boundaries included."""
    a, b = _letter_pairs(one), _letter_pairs(other)
    return 2 * len(a & b) / (len(a) + len(b))


@lru_cache(maxsize=1 << 16)
def _letter_pairs(word: str) -> frozenset[str]:
    padded = f" {word} "
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))


@lru_cache(maxsize=1 << 16)
def _normalize_spelling(word: str) -> str:
    """Return a word in a spelling that cognates in English and French share."""
    word = normalize_ending(word)
    for here, there in _SPELLINGS:
        word = word.replace(here, there)
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])


def normalize_ending(word: str) -> str:
    """Return a word with the ending that cognates in English and French share."""
    for ending, common in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_PREFIX_LENGTH:
            return word[: len(word) - len(ending)] + common
    return word

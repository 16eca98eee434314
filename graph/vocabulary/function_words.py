"""Function words of English and French: stop words, and the language of a text by its function words.

Words are folded (no accents, lower case) and cut at apostrophes: ``l’``, ``d’`` and ``à`` are ``l``, ``d`` and ``a``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from graph.values import LANGUAGES

_ARTICLES: Final = {"en": "a an the", "fr": "l la le les"}  # without "un", "une": they may begin a name
_OF: Final = {"en": "of s", "fr": "d de des du"}
_TO: Final = {"en": "for in on", "fr": "a au aux en pour"}
_AND: Final = {"en": "and", "fr": "et"}
_OTHERS: Final = {
    "en": "are as at by from is or that these this to was which will with",
    "fr": "afin avec ce ces cette dans est ou par qu que qui s sont sur un une",
}

FUNCTION_WORDS: Final = {
    language: frozenset(" ".join(one[language] for one in (_ARTICLES, _OF, _TO, _AND, _OTHERS)).split())
    for language in LANGUAGES
}
STOP_WORDS: Final = FUNCTION_WORDS["en"] | FUNCTION_WORDS["fr"]
ARTICLES: Final = frozenset(" ".join((*_ARTICLES.values(), *_OF.values(), "au aux")).split())  # with "of" and "to"
NAME_FUNCTION_WORDS: Final = ARTICLES | frozenset(" ".join((*_TO.values(), *_AND.values())).split()) - {"et"}
_SHARED: Final = FUNCTION_WORDS["en"] & FUNCTION_WORDS["fr"]  # which do not show the language


def count_function_words(words: Iterable[str]) -> dict[str, int]:
    """Count the words that are function words of one of the languages only, by language."""
    counts = dict.fromkeys(LANGUAGES, 0)
    distinctive = {language: FUNCTION_WORDS[language] - _SHARED for language in LANGUAGES}
    for word in words:
        for language, known in distinctive.items():
            counts[language] += word in known
    return counts


def guess_language(words: Iterable[str]) -> str | None:
    """Return the language whose function words are more frequent among folded words; None if neither is.

    >>> guess_language(["services", "pour", "les", "nouveaux", "arrivants"])
    'fr'
    """
    counts = count_function_words(words)
    english, french = (counts[language] for language in LANGUAGES)
    return None if english == french else "en" if english > french else "fr"

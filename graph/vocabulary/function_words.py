"""Function words of English and French: stop words, and the language of a text by its function words.

Words are folded (no accents, lower case) and cut at apostrophes: ``l’``, ``d’`` and ``à`` are ``l``, ``d`` and ``a``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from graph.text.strings import fold
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
# Words of questions and of asking, which say nothing of what is asked about; folded, cut at apostrophes.
_QUESTION_WORDS: Final = (
    "what which who whom whose when where why how there here any anything something everything is are was were "
    "be been do does did done has have had can could may might must should would will shall i me my we us our "
    "you your they them their it its if about say said tell ask asked give find show please still not no yes "
    "some all one ones than then so such into out up down over only also more most much many less "
    "que quoi quel quelle quels quelles quand ou comment pourquoi combien y il ils elle elles on nous vous je "
    "moi tu t te se sa son ses leur leurs mon ma mes notre nos votre vos ne pas n a ai ont avait avoir etre "
    "etait etaient fait font faire peut peuvent doit doivent dit demande trouver donner dire si aussi plus "
    "moins tres tout tous toute toutes entre chez vers sans sous lors donc mais car ni lui en "
)
QUESTION_WORDS: Final = frozenset(_QUESTION_WORDS.split())

# Frequent words of other languages of Europe, to tell them from English and French.
_ELSEWHERE: Final = {
    "da": "og i at det er den til en af for på med som de der et ikke fra har ved om kan skal",
    "de": "der die das und in zu den von mit für auf ist im dem des ein eine nicht sich werden zur zum durch bei oder",
    "es": "el la los las de y en que del para con por un una se su al es como sobre más entre",
    "it": "il la le i gli di e in che del della dei delle per con un una è si da al alla nel sono come",
    "nb": "og i det er til en av for på med som de et ikke fra har ved om kan skal den ble",
    "nl": "de het een van en in te dat op voor met is zijn aan door bij om naar der ook worden tot",
    "pt": "o a os as de e do da dos das em que para com um uma por no na se ao é como mais",
    "sv": "och i att det är den till en av för på med som de ett inte från har vid om kan ska",
}
MIN_LANGUAGE_SHARE: Final = 0.06  # of function words among the words of a text, from which its language shows
MIN_LANGUAGE_LEAD: Final = 1.25  # of the most likely language over the next
MIN_FUNCTION_WORDS: Final = 3

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


def language_of_words(words: Iterable[str]) -> str | None:
    """Return the language of a text by the share of its words that are function words; None where it is not clear.

    >>> language_of_words("de gemeenten werken samen aan het beheer van de wegen en het water in de provincie".split())
    'nl'
    """
    text = list(words)
    counts = {language: sum(word in known for word in text) for language, known in _by_language().items()}
    (second, _), (most, best) = sorted((count, language) for language, count in counts.items())[-2:]
    sure = most >= max(MIN_FUNCTION_WORDS, MIN_LANGUAGE_SHARE * len(text)) and most >= MIN_LANGUAGE_LEAD * second
    return best if sure else None


@cache
def _by_language() -> dict[str, frozenset[str]]:
    elsewhere = {lang: frozenset(fold(listed).split()) for lang, listed in _ELSEWHERE.items()}
    return {**FUNCTION_WORDS, **elsewhere}

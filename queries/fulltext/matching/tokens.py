"""Tokens of texts that are the same in English and French: subjects of the lexicon, themes, and stems of words.

A French word stands for its English translation where the shipped pairs or the titles of the graph have one
(`graph.vocabulary.word_translations`), else its ending is normalized as that of cognates is (`réglementation`,
`regulation`). Words inside the name of a subject are part of that subject, and no tokens of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from graph.text.strings import stem, words
from graph.vocabulary.function_words import STOP_WORDS
from graph.vocabulary.word_translations import learn_translations
from queries.fulltext.expansion import normalize_ending
from queries.fulltext.matching.lexicon import find_subjects, generic_words

SUBJECT: Final = "subject:"
THEME: Final = "theme:"
MIN_WORD_LENGTH: Final = 3


class Token(NamedTuple):
    """A token of a text: what it is compared by, the words in the text, and whether it says little."""

    key: str
    written: str
    generic: bool


class Tokenizer:
    """Finds the tokens of texts.

    Args:
        titles: titles in English and French that word translations are learnt from.
    """

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        best: dict[str, tuple[float, str]] = {}
        for word, others in learn_translations(titles).items():
            for other, likelihood in others.items():
                french, candidate = stem(other, "fr"), (likelihood, word)
                if other != word and candidate > best.get(french, (0.0, "")):
                    best[french] = candidate
        self._english = {french: word for french, (_, word) in best.items()}
        self._french_keys: dict[str, str] = {}

    def find_tokens(self, text: str, language: str) -> Iterator[Token]:
        """Yield the tokens of a text in a language."""
        found, generic, covered = words(text), generic_words(language), set[int]()
        for subject, start, end in find_subjects(found, language):
            covered.update(range(start, end))
            yield Token(SUBJECT + subject, " ".join(found[start:end]), generic=False)
        for at, word in enumerate(found):
            is_word = len(word) >= MIN_WORD_LENGTH and not word.isdecimal() and word not in STOP_WORDS
            if is_word and at not in covered:
                yield Token(self._key(word, language), word, generic=word in generic)

    def _key(self, word: str, language: str) -> str:
        if language != "fr":
            return _english_stem(word)
        key = self._french_keys.get(word)
        if key is None:
            english = self._english.get(stem(word, "fr"))
            key = self._french_keys[word] = _english_stem(english or normalize_ending(word))
        return key


@lru_cache(maxsize=1 << 16)
def _english_stem(word: str) -> str:
    return stem(word, "en")


def choose_language(texts: Mapping[str, str], order: tuple[str, ...] = ("en", "fr")) -> tuple[str, str]:
    """Return one language of a text and the text in it, English first; another language counts as English."""
    for language in order:
        if texts.get(language):
            return language, texts[language]
    return "en", next(iter(texts.values()), "")

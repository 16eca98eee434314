"""The texts of initiatives as folded words, each divided into words once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import orjson

from graph.vocabulary.function_words import STOP_WORDS
from queries.fulltext.scoring import LANGUAGE_SEPARATOR, fold_words, join_words

if TYPE_CHECKING:
    from queries.fulltext.index import TextIndex

Field = Literal["title", "body"]
FIELDS: Final[tuple[Field, ...]] = ("title", "body")


class Phrase(NamedTuple):
    """Words that must be adjacent, with a space between them, and those of them that are no stop words."""

    text: str
    counted: Sequence[str]


class Title:
    """A title in one language, the rarity of its words and the total of it, once they were needed."""

    __slots__ = ("_folded", "_idf", "_index", "_total", "words")

    def __init__(self, words: Sequence[str], index: TextIndex) -> None:
        self.words = words
        self._index = index
        self._folded = ""
        self._idf: dict[str, float] = {}
        self._total = -1.0

    def coverage(self, weights: Mapping[str, float], phrases: Sequence[Phrase]) -> float:
        """Return the share of the title, weighted by rarity, that some words make up.

        Args:
            weights: how much each word counts.
            phrases: those that the title may contain, of which each word then counts 1.
        """
        if self._total < 0:
            self._idf = {word: self._index.idf(word) for word in dict.fromkeys(self.words) if word not in STOP_WORDS}
            self._total = sum(self._idf.values())
        idf = self._idf
        counting = idf.keys() & weights.keys()
        if found := [counted for phrase, counted in phrases if self._contains(phrase)]:
            weights = {word: weights[word] for word in counting}
            for counted in found:
                weights |= dict.fromkeys(counted, 1.0)
            counting = idf.keys() & weights.keys()
        if not counting:
            return 0.0
        return sum([idf[word] * weights[word] for word in counting]) / self._total if self._total else 0.0

    def _contains(self, phrase: str) -> bool:
        """Whether the words of a phrase are adjacent in it."""
        if not self._folded:
            self._folded = join_words(self.words)
        return f" {phrase} " in self._folded


class InitiativeTexts:
    """The words of the titles of an initiative, and those of its texts by field: in order, and as one string."""

    __slots__ = ("_folded", "title_words", "words")

    def __init__(self, titles: Sequence[str], summary: str) -> None:
        self.title_words = [fold_words(title) for title in titles]
        all_titles = self.title_words[0] if len(titles) == 1 else [one for words in self.title_words for one in words]
        self.words: dict[Field, list[str]] = {"title": all_titles, "body": fold_words(summary)}
        self._folded: dict[Field, str] = {}

    def contains(self, phrase: str, field: Field) -> bool:
        """Whether the words of a phrase are adjacent in a field."""
        if field not in self._folded:
            self._folded[field] = join_words(self.words[field])
        return f" {phrase} " in self._folded[field]


class OfferTexts:
    """The texts of initiatives, each divided into words at its first use."""

    def __init__(self) -> None:
        self._stored: dict[str, Sequence[str]] = {}
        self._divided: dict[str, InitiativeTexts] = {}

    def keep(self, initiative: str, texts: Sequence[str]) -> None:
        """Keep the titles and the summaries of an initiative, which are JSON, for when they are asked for."""
        self._stored[initiative] = texts

    def __getitem__(self, initiative: str) -> InitiativeTexts:
        """Return the words of an initiative, whose texts were kept."""
        if initiative not in self._divided:
            titles, summaries = (
                LANGUAGE_SEPARATOR.join(orjson.loads(one).values()) for one in self._stored[initiative]
            )
            self._divided[initiative] = InitiativeTexts(titles.split(LANGUAGE_SEPARATOR), summaries)
        return self._divided[initiative]

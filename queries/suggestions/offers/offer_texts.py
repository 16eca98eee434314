"""The texts of initiatives as folded words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import orjson

from graph.vocabulary.function_words import STOP_WORDS
from queries.fulltext.scoring import LANGUAGE_SEPARATOR, join_words

if TYPE_CHECKING:
    from queries.fulltext.index import TextIndex

Field = Literal["title", "body"]
FIELDS: Final[tuple[Field, ...]] = ("title", "body")


class Phrase(NamedTuple):
    """Words that must be adjacent, with a space between them, and those of them that are no stop words."""

    text: str
    counted: tuple[str, ...]


class Title:
    """A title in one language, with the rarity of its words.

    Args:
        words: its words, in order.
        index: how rare words are; their counts have been read.
    """

    __slots__ = ("_folded", "_idf", "_total", "_words")

    def __init__(self, words: Sequence[str], index: TextIndex) -> None:
        self._words = words
        self._folded = ""
        self._idf = {word: index.idf(word) for word in words if word not in STOP_WORDS}
        self._total = sum(self._idf.values())

    def coverage(self, weights: Mapping[str, float], phrases: Iterable[Phrase]) -> float:
        """Return the share of the title, weighted by rarity, that some words make up.

        Args:
            weights: how much each word counts.
            phrases: those that the title may contain, of which each word then counts 1.
        """
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
            self._folded = join_words(self._words)
        return f" {phrase} " in self._folded


class OfferTexts:
    """The texts of initiatives."""

    def __init__(self) -> None:
        self._stored: dict[str, Sequence[str]] = {}

    def keep(self, initiative: str, texts: Sequence[str]) -> None:
        """Keep the titles and the summaries of an initiative, which are JSON, for when they are asked for."""
        self._stored[initiative] = texts

    def read(self, initiatives: Sequence[str], field: Field) -> list[str]:
        """Return the texts of some initiatives, those of all languages together."""
        at = FIELDS.index(field)
        stored = [self._stored[one][at] for one in initiatives]
        return [LANGUAGE_SEPARATOR.join(by_language.values()) for by_language in orjson.loads(f"[{','.join(stored)}]")]

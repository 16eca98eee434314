"""Word statistics of a graph's full text, read from a store as they are needed; the base of each store's index."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from queries.fulltext.expansion import compute_idf

if TYPE_CHECKING:
    from graph.store import View


class WordCounts(ABC):
    """A `WordIndex` over what an audience may see; what was read is cached."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._texts: dict[str, int] = {}
        self._idf: dict[str, float] = {}
        self._by_prefix: dict[str, Mapping[str, int]] = {}
        found = self.fetch("search/size")
        self.text_count = int(found[0]["texts"]) if found else 0

    @abstractmethod
    def fetch(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        """Return the rows of a statement on the full text of this audience."""

    def read_counts(self, words: Iterable[str]) -> None:
        """Read the number of texts of several words at once."""
        wanted = sorted({word for word in words if word not in self._texts})
        if not wanted:
            return
        self._texts.update(dict.fromkeys(wanted, 0))
        self._texts.update((row["word"], row["texts"]) for row in self.fetch("search/counts", words=wanted))

    def count_texts(self, word: str) -> int:
        """Return the number of texts that contain a word."""
        if word not in self._texts:
            self.read_counts([word])
        return self._texts[word]

    def find_by_prefix(self, prefix: str) -> Mapping[str, int]:
        """Return the words that begin with a prefix, each with its number of texts."""
        if prefix not in self._by_prefix:
            rows = self.fetch("search/words", low=prefix, high=prefix + "\U0010ffff")
            self._by_prefix[prefix] = {row["word"]: row["texts"] for row in rows}
            self._texts.update(self._by_prefix[prefix])
        return self._by_prefix[prefix]

    def find_translations(self, word: str) -> Mapping[str, float]:
        """Return the translations of a word, each with its likelihood."""
        return {row["other"]: row["likely"] for row in self.fetch("search/translations", word=word)}

    def idf(self, word: str) -> float:
        """Return the inverse document frequency of a word."""
        known = self._idf.get(word)
        if known is None:
            known = self._idf[word] = compute_idf(self, word)
        return known

"""The words of a graph's full text, as a view shows them: a `Lexicon` that reads the file as it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from queries import word_forms
from queries.statements import statement

if TYPE_CHECKING:
    from graph.view import View


class GraphWords:
    """The words of what an audience may see; what was read once is kept."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._texts: dict[str, int] = {}
        self._beginning: dict[str, Mapping[str, int]] = {}
        found = self.ask("search_size")
        self.size = int(found[0]["texts"]) if found else 0

    def ask(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        """What a statement about the full text of this audience yields."""
        text = statement(name, self._view.dialect).replace("{search}", self._view.search_table)
        return self._view.rows(text, parameters)

    def learn(self, words: Iterable[str]) -> None:
        """Read how often words occur, all at once."""
        wanted = sorted(set(words) - self._texts.keys())
        self._texts.update(dict.fromkeys(wanted, 0))
        self._texts.update((row["word"], row["texts"]) for row in self.ask("search_counts", words=wanted))

    def texts(self, word: str) -> int:
        """In how many texts a word stands."""
        if word not in self._texts:
            self.learn([word])
        return self._texts[word]

    def beginning(self, start: str) -> Mapping[str, int]:
        """The words that begin so, and in how many texts each stands."""
        if start not in self._beginning:
            rows = self.ask("search_words", low=start, high=start + "\U0010ffff")
            self._beginning[start] = {row["word"]: row["texts"] for row in rows}
            self._texts.update(self._beginning[start])
        return self._beginning[start]

    def translations(self, word: str) -> Mapping[str, float]:
        """The words that translate one, and how likely each does."""
        return {row["other"]: row["likely"] for row in self.ask("search_translations", word=word)}

    def rarity(self, word: str) -> float:
        """How rare a word is."""
        return word_forms.rarity(self, word)

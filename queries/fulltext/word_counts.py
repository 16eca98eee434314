"""Word statistics of a graph's full text, read from a store as they are needed; the base of each store's index."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from queries.fulltext.expansion import compute_idf

if TYPE_CHECKING:
    from graph.store import View

LAST_CHARACTER: Final = "\U0010ffff"  # a word with a prefix comes before the prefix with it


class _Rarities(dict[str, float]):
    """The inverse document frequencies of words, each computed when it is first asked for."""

    def __init__(self, counts: WordCounts) -> None:
        self._counts = counts

    def __missing__(self, word: str) -> float:
        found = self[word] = compute_idf(self._counts, word)
        return found


class WordCounts(ABC):
    """A `WordIndex` over what an audience may see; what was read is cached."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._texts: dict[str, int] = {}
        self._idf = _Rarities(self)
        self._by_prefix: dict[str, Mapping[str, int]] = {}
        self._translations: dict[str, Mapping[str, float]] = {}
        found = self.fetch("search/size")
        self.text_count = int(found[0]["texts"]) if found else 0

    @abstractmethod
    def fetch(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        """Return the rows of a statement on the full text of this audience."""

    def count_initiatives(self) -> int:
        """Return the number of initiatives; each has a text."""
        return int(self.fetch("search/initiative_count")[0]["n"])

    def read_counts(self, words: Iterable[str]) -> None:
        """Read the number of texts of several words at once."""
        if wanted := self._uncounted(words):
            self._keep(wanted, self.fetch_counts(wanted))

    def begin_counts(self, words: Iterable[str]) -> Callable[[], None]:
        """Begin to read the number of texts of several words, and return a function that waits until they are known.

        Meanwhile other words can be asked for; of these, each is read by itself.
        """
        from graph.process.background import Background  # imported here: of a file, words are counted as they come

        wanted = self._uncounted(words)
        if not wanted:
            return lambda: None
        reading = Background(lambda: list(self.fetch_counts(wanted)), "accord-counts")
        return lambda: self._keep(wanted, reading.result())

    def _uncounted(self, words: Iterable[str]) -> list[str]:
        return sorted(set(words).difference(self._texts))

    def _keep(self, words: Sequence[str], counts: Iterable[tuple[str, int]]) -> None:
        """Keep the number of texts of words; what was not counted is in none."""
        self._texts.update(dict.fromkeys(words, 0) | dict(counts))

    def fetch_counts(self, words: Sequence[str]) -> Iterable[tuple[str, int]]:
        """Return the number of texts of those words that any text contains."""
        return [(row["word"], row["texts"]) for row in self.fetch("search/counts", words=words)]

    def count_texts(self, word: str) -> int:
        """Return the number of texts that contain a word."""
        if word not in self._texts:
            self.read_counts([word])
        return self._texts[word]

    def read_ahead(self, words: Iterable[str], prefixes: Iterable[str]) -> None:
        """Read what is asked of several words next: their counts and translations, and the words with some prefixes."""
        wanted = sorted(set(words))
        self._read_prefixes(prefixes)
        self._read_translations(wanted)
        self.read_counts({*wanted, *(other for word in wanted for other in self._translations[word])})

    def find_by_prefix(self, prefix: str) -> Mapping[str, int]:
        """Return the words that begin with a prefix, each with its number of texts."""
        if prefix not in self._by_prefix:
            shorter = next((prefix[:size] for size in range(1, len(prefix)) if prefix[:size] in self._by_prefix), None)
            if shorter is None:
                self._read_prefixes([prefix])
            else:
                among = self._by_prefix[shorter].items()
                self._by_prefix[prefix] = {word: texts for word, texts in among if word.startswith(prefix)}
        return self._by_prefix[prefix]

    def find_translations(self, word: str) -> Mapping[str, float]:
        """Return the translations of a word, each with its likelihood."""
        self._read_translations([word])
        return self._translations[word]

    def _read_prefixes(self, prefixes: Iterable[str]) -> None:
        new = sorted(set(prefixes) - self._by_prefix.keys())
        found: dict[str, dict[str, int]] = {prefix: {} for prefix in new}
        for row in self.fetch("search/words", prefixes=new, end=LAST_CHARACTER) if new else ():
            found[row["prefix"]][row["word"]] = row["texts"]
        self._by_prefix.update(found)
        for counts in found.values():
            self._texts.update(counts)

    def _read_translations(self, words: Iterable[str]) -> None:
        new = sorted(set(words) - self._translations.keys())
        found: dict[str, dict[str, float]] = {word: {} for word in new}
        for row in self.fetch("search/translations", words=new) if new else ():
            found[row["word"]][row["other"]] = row["likely"]
        self._translations.update(found)

    def idf(self, word: str) -> float:
        """Return the inverse document frequency of a word."""
        return self._idf[word]

    def sum_idf(self, words: Iterable[str]) -> float:
        """Return the sum of the inverse document frequencies of words."""
        return sum(map(self._idf.__getitem__, words))

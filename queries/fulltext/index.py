"""The full-text index of a view: the protocol, and the choice of implementation by store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from graph.store import SQLITE
from queries.fulltext.expansion import Term, WordIndex
from queries.fulltext.sqlite import SqliteTextIndex

if TYPE_CHECKING:
    from graph.store import View


class TextIndex(WordIndex, Protocol):
    """The texts that an audience may see, numbered, and the words they contain."""

    def find_texts(self, terms: Sequence[Term], kind: str | None, limit: int) -> list[int]:
        """Return the numbers of the first texts that contain every term, in ascending order."""
        ...

    def read_texts(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        """Return the texts with these numbers, in order."""
        ...

    def count_initiatives(self) -> int:
        """Return the number of initiatives; each has a text."""
        ...

    def fetch(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        """Return the rows of a statement on the full text of this audience."""
        ...

    def read_counts(self, words: Iterable[str]) -> None:
        """Read the number of texts of several words at once."""
        ...

    def begin_counts(self, words: Iterable[str]) -> Callable[[], None]:
        """Begin to read the number of texts of several words, and return a function that waits until they are known."""
        ...

    def read_ahead(self, words: Iterable[str], prefixes: Iterable[str]) -> None:
        """Read what is asked of several words next: their counts and translations, and the words with some prefixes."""
        ...

    def idf(self, word: str) -> float:
        """Return the inverse document frequency of a word."""
        ...

    def sum_idf(self, words: Iterable[str]) -> float:
        """Return the sum of the inverse document frequencies of words."""
        ...


def open_text_index(view: View) -> TextIndex:
    """Return the full-text index of a view."""
    if view.dialect == SQLITE.dialect:
        return SqliteTextIndex(view)
    from queries.fulltext.neo4j import Neo4jTextIndex  # imported here: most graphs are files

    return Neo4jTextIndex(view)

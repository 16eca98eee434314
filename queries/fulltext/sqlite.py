"""The words of a graph's full text, as a view shows them: a `Lexicon` that reads the file as it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.store import SQLITE
from queries.fulltext import expansion
from queries.statements import statement

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.expansion import Term


def words_of(view: View) -> GraphWords:
    """The words of a view's full text, wherever they are kept."""
    if view.dialect == SQLITE.dialect:
        return GraphWords(view)
    from queries.fulltext.neo4j import ServerWords

    return ServerWords(view)


class GraphWords:
    """The words of what an audience may see; what was read once is kept."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._texts: dict[str, int] = {}
        self._beginning: dict[str, Mapping[str, int]] = {}
        found = self.ask("search/size")
        self.size = int(found[0]["texts"]) if found else 0

    def ask(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        """What a statement about the full text of this audience yields."""
        view = self._view.open_local()
        return view.rows(statement(name, view.dialect).replace("{search}", view.search_table), parameters)

    def matching(self, terms: Sequence[Term], kind: str | None, limit: int) -> list[int]:
        """The numbers of the first texts that hold each of some terms, in ascending order."""
        match = " AND ".join(map(_match, terms))
        return [row["number"] for row in self.ask("search/matches", match=match, kind=kind, limit=limit)]

    def texts_of(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        """The texts with these numbers, in order."""
        return self.ask("search/texts", numbers=sorted(numbers))

    def learn(self, words: Iterable[str]) -> None:
        """Read how often words occur, all at once."""
        wanted = sorted(set(words) - self._texts.keys())
        self._texts.update(dict.fromkeys(wanted, 0))
        self._texts.update((row["word"], row["texts"]) for row in self.ask("search/counts", words=wanted))

    def texts(self, word: str) -> int:
        """In how many texts a word stands."""
        if word not in self._texts:
            self.learn([word])
        return self._texts[word]

    def beginning(self, start: str) -> Mapping[str, int]:
        """The words that begin so, and in how many texts each stands."""
        if start not in self._beginning:
            rows = self.ask("search/words", low=start, high=start + "\U0010ffff")
            self._beginning[start] = {row["word"]: row["texts"] for row in rows}
            self._texts.update(self._beginning[start])
        return self._beginning[start]

    def translations(self, word: str) -> Mapping[str, float]:
        """The words that translate one, and how likely each does."""
        return {row["other"]: row["likely"] for row in self.ask("search/translations", word=word)}

    def rarity(self, word: str) -> float:
        """How rare a word is."""
        return expansion.rarity(self, word)


def _match(one: Term) -> str:
    """A term as FTS5 takes it; quotes keep its syntax out of what people type."""
    return "(" + " OR ".join(f'"{form}"' for form in sorted({*one.forms, *one.phrases})) + ")"

"""Full text in a SQLite graph file (FTS5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from graph.store import SQLITE
from queries.fulltext.word_counts import WordCounts
from queries.statements import read_statement

if TYPE_CHECKING:
    from queries.fulltext.expansion import Term


class SqliteTextIndex(WordCounts):
    """The full-text index of a graph file."""

    def fetch(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        """Return the rows of a statement on the full text of this audience."""
        return self._view.open_local().rows(self._read(name), parameters)

    def fetch_counts(self, words: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Return the number of texts of those words that any text contains; as tuples, since there may be thousands."""
        yield from self._view.open_local().stream(self._read("search/counts"), {"words": words})[1]

    def _read(self, name: str) -> str:
        """Return the text of a statement on the full text of this audience."""
        return read_statement(name, SQLITE.dialect).replace("{search}", self._view.open_local().search_table)

    def find_texts(self, terms: Sequence[Term], kind: str | None, limit: int) -> list[int]:
        """Return the numbers of the first texts that contain every term, in ascending order."""
        match = " AND ".join(map(_match_expression, terms))
        return [row["number"] for row in self.fetch("search/matches", match=match, kind=kind, limit=limit)]

    def read_texts(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        """Return the texts with these numbers, in order."""
        return self.fetch("search/texts", numbers=sorted(numbers))


def _match_expression(term: Term) -> str:
    """Return a term in FTS5 syntax, quoted so that typed text is never read as an operator."""
    return "(" + " OR ".join(f'"{form}"' for form in sorted({*term.forms, *term.phrases})) + ")"

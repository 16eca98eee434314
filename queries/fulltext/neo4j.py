"""The words of a graph's full text on a server, and which texts hold them, as SQLite's index would say.

A server holds for each word the numbers of its texts (`graph/neo4j/postings.py`). What a search needs of them is read
as such lists, part by part of the graph, and put together here: it stops where it has enough, as SQLite does.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from graph.neo4j.postings import RANGE_TEXTS
from queries.fulltext.sqlite import GraphWords
from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.expansion import Term

BETWEEN: Final = " · "
READ: Final = 500  # texts that are read at once to see whether they hold a phrase
_TEXT: Final = "CREATE VIRTUAL TABLE text USING fts5 (title, body, about, tokenize = 'unicode61 remove_diacritics 2')"


class ServerWords(GraphWords):
    """The words of what an audience may see on a server; what was read once is kept."""

    def __init__(self, view: View) -> None:
        self._range = {row["kind"]: (row["first"], row["last"]) for row in rows(view, "search/kinds")}
        self._found: dict[str, frozenset[int] | None] = {}  # None: its numbers stand part by part
        self._parts: dict[tuple[str, int], frozenset[int]] = {}
        self._holding: dict[str, tuple[set[int], set[int]]] = {}
        super().__init__(view)

    def ask(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        """What a statement about the full text of this audience yields."""
        return rows(self._view, name, parameters)

    def texts_of(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        """The texts with these numbers, in order."""
        return [_text(row) for row in self.ask("search/texts", numbers=sorted(numbers))]

    def matching(self, terms: Sequence[Term], kind: str | None, limit: int) -> list[int]:
        """The numbers of the first texts that hold each of some terms, in ascending order."""
        if limit <= 0 or not terms or (kind and kind not in self._range):
            return []
        first, last = self._range[kind] if kind else (1, self.size)
        found: list[int] = []
        self._read({word for term in terms for word in _words(term)})
        for part in self._places(terms, first, last):
            found += self._in_part(terms, part, first, last, limit - len(found))
            if len(found) >= limit:
                break
        return found

    def _places(self, terms: Sequence[Term], first: int, last: int) -> Iterable[int]:
        """The parts of the graph that may hold all of them."""
        places = set(range(first // RANGE_TEXTS, last // RANGE_TEXTS + 1))
        for term in terms:
            held = [self._found.get(word, frozenset()) for word in _words(term)]
            if all(numbers is not None for numbers in held):
                places &= {number // RANGE_TEXTS for numbers in held for number in numbers or ()}
        return sorted(places)

    def _in_part(self, terms: Sequence[Term], part: int, first: int, last: int, limit: int) -> list[int]:
        frequent = {word for term in terms for word in _words(term) if self._found.get(word, frozenset()) is None}
        wanted = sorted(word for word in frequent if (word, part) not in self._parts)
        if wanted:
            self._parts.update(dict.fromkeys(((word, part) for word in wanted), frozenset()))
            for row in self.ask("search/rows", words=wanted, part=part):
                self._parts[row["word"], part] = _numbers(row["found"])
        # numbers that hold each term for sure, and those that hold it where they hold a phrase
        each = [self._held(term, part) for term in terms]
        maybe = set.intersection(*(sure | perhaps for sure, perhaps in each))
        ordered = sorted(number for number in maybe if first <= number <= last)
        unsure = [(term, perhaps - sure) for term, (sure, perhaps) in zip(terms, each, strict=True) if perhaps - sure]
        if not unsure:
            return ordered[:limit]
        found: list[int] = []
        for at in range(0, len(ordered), READ):
            some = ordered[at : at + READ]
            for term, perhaps in unsure:
                some = self._with_phrase(term, some, perhaps)
            found += some
            if len(found) >= limit:
                break
        return found[:limit]

    def _held(self, term: Term, part: int) -> tuple[set[int], set[int]]:
        """The numbers in a part that hold a form of a term, and those that hold all words of one of its phrases."""
        sure = {n for form in term.forms for n in self._numbers_of(form, part)}
        perhaps: set[int] = set()
        for phrase in term.phrases:
            tokens = _tokens(phrase)
            if len(tokens) == 1:
                sure |= self._numbers_of(tokens[0], part)
            elif tokens:
                perhaps |= frozenset.intersection(*(self._numbers_of(token, part) for token in tokens))
        return sure, perhaps

    def _numbers_of(self, word: str, part: int) -> frozenset[int]:
        found = self._found.get(word, frozenset())
        if found is None:
            return self._parts[word, part]
        return frozenset(n for n in found if n // RANGE_TEXTS == part)

    def _read(self, words: Iterable[str]) -> None:
        """Read the numbers of words that do not stand in many texts, all at once."""
        wanted = sorted(set(words) - self._found.keys())
        if not wanted:
            return
        self._found.update(dict.fromkeys(wanted, frozenset()))
        for row in self.ask("search/counts", words=wanted):
            self._texts[row["word"]] = row["texts"]
            self._found[row["word"]] = _numbers(row["found"]) if row["found"] else None

    def _with_phrase(self, term: Term, numbers: Sequence[int], perhaps: set[int]) -> list[int]:
        """Those of some numbers that hold a term; of those in `perhaps` the texts are read."""
        seen, holding = self._holding.setdefault(term.text, (set(), set()))
        new = [number for number in numbers if number in perhaps and number not in seen]
        if new:
            seen.update(new)
            holding |= _holding(self.texts_of(new), term.phrases)
        return [number for number in numbers if number not in perhaps or number in holding]


def _words(term: Term) -> Iterator[str]:
    """The words whose texts have to be known: forms, and those of phrases."""
    yield from term.forms
    for phrase in term.phrases:
        yield from _tokens(phrase)


@lru_cache(maxsize=4096)
def _tokens(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as SQLite's full text tells them apart, in order."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(_TEXT)
        connection.execute("CREATE VIRTUAL TABLE word USING fts5vocab(text, instance)")
        connection.execute("INSERT INTO text (title) VALUES (?)", (phrase,))
        return tuple(word for (word,) in connection.execute("SELECT term FROM word ORDER BY offset"))


def _holding(texts: Sequence[Mapping[str, Any]], phrases: Iterable[str]) -> set[int]:
    """The numbers of texts that hold one of some phrases, as SQLite's full text has it."""
    match = " OR ".join(f'"{phrase}"' for phrase in sorted(phrases))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(_TEXT)
        connection.executemany(
            "INSERT INTO text (rowid, title, body, about) VALUES (:number, :title, :body, :about)", texts
        )
        return {n for (n,) in connection.execute("SELECT rowid FROM text WHERE text MATCH ?", (match,))}


def _numbers(said: str) -> frozenset[int]:
    return frozenset(map(int, said.split(",")))


def _text(row: dict[str, Any]) -> dict[str, Any]:
    """A text as SQLite's index has it, from what its node and those that it is tied to are called (JSON)."""
    title, body, about = (row.pop(name) for name in ("titles", "bodies", "called"))
    names = [_joined(*one) for one in about]
    ties = len(row.pop("themes"))
    said = [BETWEEN.join(names[:ties]), BETWEEN.join(names[ties:])] if row["kind"] == "initiative" else names
    row["title"], row["body"] = _joined(title), _joined(body) or (None if row["kind"] != "need" else "")
    row["about"] = row["node"] if row["kind"] == "jurisdiction" else BETWEEN.join(said)
    return row


@lru_cache(maxsize=4096)
def _joined(*texts: str) -> str:
    """Texts by language (JSON), one behind the other."""
    found: list[str] = []
    for text in texts:
        for value in json.loads(text or "{}").values():
            found += [value] if isinstance(value, str) else value
    return BETWEEN.join(found)

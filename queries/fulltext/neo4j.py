"""Full text on a Neo4j server, from the posting lists stored there; finds the same texts as SQLite's FTS5 index.

A server stores for each word the numbers of the texts that contain it (`graph/neo4j/postings.py`). A search reads the
lists it needs, one part of the graph at a time, intersects them here, and stops once it has enough texts.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from graph.neo4j.postings import part_of
from graph.sqlite.schema.driver import Connection
from queries.fulltext.scoring import LANGUAGE_SEPARATOR
from queries.fulltext.word_counts import WordCounts
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.expansion import Term

PHRASE_BATCH_SIZE: Final = 500  # texts read at once to check a phrase
MANY_WORDS: Final = 500  # from which on their nodes are found here: word by word it takes the server longer
_TEXT_TABLE: Final = (
    "CREATE VIRTUAL TABLE text USING fts5 (title, body, about, tokenize = 'unicode61 remove_diacritics 2')"
)


class Neo4jTextIndex(WordCounts):
    """The full-text index of a graph on a server; what was read is cached."""

    def __init__(self, view: View) -> None:
        kinds = fetch_rows(view, "search/kinds")
        self._range = {row["kind"]: (row["first"], row["last"]) for row in kinds}
        self._width = kinds[0]["width"] if kinds else 1
        self._postings: dict[str, frozenset[int] | None] = {}  # None: a frequent word, stored part by part
        self._part_postings: dict[tuple[str, int], frozenset[int]] = {}
        self._checked: dict[str, tuple[set[int], set[int]]] = {}  # by term: texts read, and those with the phrase
        super().__init__(view)

    def fetch(self, name: str, **parameters: object) -> list[dict[str, Any]]:
        """Return the rows of a statement on the full text of this audience."""
        return fetch_rows(self._view, name, parameters)

    def fetch_counts(self, words: Sequence[str]) -> Iterable[tuple[str, int]]:
        """Return the number of texts of those words that any text contains."""
        if len(words) < MANY_WORDS:
            return super().fetch_counts(words)
        by_node: dict[str, list[str]] = {}
        for word in words:
            if at := bisect_right(self._first_words, word):
                by_node.setdefault(self._first_words[at - 1], []).append(word)
        found = self.fetch("search/counts_by_node", nodes=list(by_node.items()))[0]["found"]
        counted = ((word, texts) for node, counts in found for word, texts in zip(by_node[node], counts, strict=True))
        return [(word, texts) for word, texts in counted if texts is not None]

    @cached_property
    def _first_words(self) -> Sequence[str]:
        """The first word of each node of words, in order."""
        words: list[str] = self.fetch("search/first_words")[0]["words"]
        return words

    def read_texts(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        """Return the texts with these numbers, in order."""
        return [_to_text(row) for row in self.fetch("search/texts", numbers=sorted(numbers))]

    def find_texts(self, terms: Sequence[Term], kind: str | None, limit: int) -> list[int]:
        """Return the numbers of the first texts that contain every term, in ascending order."""
        if limit <= 0 or not terms or not self._range or (kind and kind not in self._range):
            return []
        ranges = [self._range[kind]] if kind else sorted(self._range.values())
        first, last = ranges[0][0], ranges[-1][1]
        found: list[int] = []
        self._read_postings({word for term in terms for word in _words_of(term)})
        for part in self._candidate_parts(terms, ranges):
            found += self._find_in_part(terms, part, first, last, limit - len(found))
            if len(found) >= limit:
                break
        return found

    def _part_of(self, number: int) -> int:
        return part_of(number, self._width)

    def _candidate_parts(self, terms: Sequence[Term], ranges: Iterable[tuple[int, int]]) -> Iterable[int]:
        """Return the parts of the graph that may contain all terms."""
        parts: set[int] = set()
        for first, last in ranges:
            parts.update(range(self._part_of(first), self._part_of(last) + 1))
        for term in terms:
            postings = [self._postings.get(word, frozenset()) for word in _words_of(term)]
            if all(numbers is not None for numbers in postings):
                parts &= {self._part_of(number) for numbers in postings for number in numbers or ()}
        return sorted(parts)

    def _find_in_part(self, terms: Sequence[Term], part: int, first: int, last: int, limit: int) -> list[int]:
        self._read_part(terms, part)
        each = [self._match_term(term, part) for term in terms]
        candidates = set.intersection(*(sure | possible for sure, possible in each))
        ordered = sorted(number for number in candidates if first <= number <= last)
        unsure = [(term, maybe - sure) for term, (sure, maybe) in zip(terms, each, strict=True) if maybe - sure]
        if not unsure:
            return ordered[:limit]
        found: list[int] = []
        for at in range(0, len(ordered), PHRASE_BATCH_SIZE):
            batch = ordered[at : at + PHRASE_BATCH_SIZE]
            for term, possible in unsure:
                batch = self._keep_with_phrase(term, batch, possible)
            found += batch
            if len(found) >= limit:
                break
        return found[:limit]

    def _read_part(self, terms: Sequence[Term], part: int) -> None:
        """Read the postings of frequent words in a part of the graph."""
        frequent = {w for term in terms for w in _words_of(term) if self._postings.get(w, frozenset()) is None}
        wanted = sorted(word for word in frequent if (word, part) not in self._part_postings)
        if wanted:
            self._part_postings.update(dict.fromkeys(((word, part) for word in wanted), frozenset()))
            for row in self.fetch("search/rows", words=wanted, part=part):
                self._part_postings[row["word"], part] = _parse_numbers(row["found"])

    def _match_term(self, term: Term, part: int) -> tuple[set[int], set[int]]:
        """Return the texts in a part that contain a form of a term, and those with all words of one of its phrases."""
        sure = {n for form in term.forms for n in self._numbers_of(form, part)}
        possible: set[int] = set()
        for phrase in term.phrases:
            tokens = _tokenize(phrase)
            if len(tokens) == 1:
                sure |= self._numbers_of(tokens[0], part)
            elif tokens:
                possible |= frozenset.intersection(*(self._numbers_of(token, part) for token in tokens))
        return sure, possible

    def _numbers_of(self, word: str, part: int) -> frozenset[int]:
        numbers = self._postings.get(word, frozenset())
        if numbers is None:
            return self._part_postings[word, part]
        return frozenset(n for n in numbers if self._part_of(n) == part)

    def _read_postings(self, words: Iterable[str]) -> None:
        """Read the postings of words that are not frequent, all at once."""
        wanted = sorted(set(words) - self._postings.keys())
        if not wanted:
            return
        self._postings.update(dict.fromkeys(wanted, frozenset()))
        for row in self.fetch("search/postings", words=wanted):
            self._texts[row["word"]] = row["texts"]
            self._postings[row["word"]] = _parse_numbers(row["found"]) if row["found"] else None

    def _keep_with_phrase(self, term: Term, numbers: Sequence[int], possible: set[int]) -> list[int]:
        """Return the numbers of texts that contain a term; the texts in `possible` are read to check its phrases."""
        read, matching = self._checked.setdefault(term.text, (set(), set()))
        new = [number for number in numbers if number in possible and number not in read]
        if new:
            read.update(new)
            matching |= _match_phrases(self.read_texts(new), term.phrases)
        return [number for number in numbers if number not in possible or number in matching]


def _words_of(term: Term) -> Iterator[str]:
    """Yield the words whose postings a term needs: its forms, and the words of its phrases."""
    yield from term.forms
    for phrase in term.phrases:
        yield from _tokenize(phrase)


@lru_cache(maxsize=4096)
def _tokenize(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as FTS5 tokenizes them, in order."""
    with closing(Connection(None)) as connection:
        connection.execute(_TEXT_TABLE)
        connection.execute("CREATE VIRTUAL TABLE word USING fts5vocab(text, instance)")
        connection.execute("INSERT INTO text (title) VALUES (?)", (phrase,))
        return tuple(word for (word,) in connection.execute("SELECT term FROM word ORDER BY offset"))


def _match_phrases(texts: Sequence[Mapping[str, Any]], phrases: Iterable[str]) -> set[int]:
    """Return the numbers of the texts that FTS5 matches with one of some phrases."""
    match = " OR ".join(f'"{phrase}"' for phrase in sorted(phrases))
    with closing(Connection(None)) as connection:
        connection.execute(_TEXT_TABLE)
        connection.executemany(
            "INSERT INTO text (rowid, title, body, about) VALUES (:number, :title, :body, :about)", texts
        )
        return {n for (n,) in connection.execute("SELECT rowid FROM text WHERE text MATCH ?", (match,))}


def _parse_numbers(listed: str) -> frozenset[int]:
    return frozenset(map(int, listed.split(",")))


def _to_text(row: dict[str, Any]) -> dict[str, Any]:
    """Return a text as SQLite's index stores it, from the names of its node and of related nodes (JSON)."""
    title, body, about = (row.pop(name) for name in ("titles", "bodies", "called"))
    names = [_join_texts(*one) for one in about]
    themes = len(row.pop("themes"))
    if row["kind"] == "initiative":
        names = [LANGUAGE_SEPARATOR.join(names[:themes]), LANGUAGE_SEPARATOR.join(names[themes:])]
    row["title"], row["body"] = _join_texts(title), _join_texts(body) or (None if row["kind"] != "need" else "")
    row["about"] = row["node"] if row["kind"] == "jurisdiction" else LANGUAGE_SEPARATOR.join(names)
    return row


@lru_cache(maxsize=4096)
def _join_texts(*texts: str) -> str:
    """Join texts by language (JSON) into one."""
    found: list[str] = []
    for text in texts:
        for value in json.loads(text or "{}").values():
            found += [value] if isinstance(value, str) else value
    return LANGUAGE_SEPARATOR.join(found)

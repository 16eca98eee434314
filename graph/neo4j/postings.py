"""The full text of a graph as a server holds it: for each word the numbers of the texts that it stands in.

They are those of SQLite's index, word by word, so that both stores find the same texts in the same order. A node holds
some hundred words that follow each other in the alphabet, each with its numbers in ascending order, commas between.
Those of a word that stands in many texts are nodes of their own: one for every so many texts of the graph, so that a
search reads the first of them and stops where it has enough.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from graph.neo4j.copy_plan import Row, Step

if TYPE_CHECKING:
    from graph.sqlite.view import SqliteView

WORDS: Final = 300  # at most, in one node
LENGTH: Final = 200_000  # characters of numbers in one node from which on it takes no more words
FREQUENT: Final = 2_000  # texts from which on the numbers of a word stand in nodes of their own,
PART: Final = 50_000  # one for so many texts of the graph
BATCH: Final = 20  # nodes in one transaction: they are large
_WORDS: Final = """
UNWIND $rows AS row
CREATE (n:Words {first: row.first, last: row.last, words: row.words, texts: row.texts, found: row.found,
                 generation: $generation})
WITH row UNWIND row.parts AS one
CREATE (:Found {word: one[0], part: one[1], found: one[2], generation: $generation})
"""
_SIZE: Final = """
UNWIND $rows AS row CREATE (n:Index {kind: row.kind, first: row.first, last: row.last, generation: $generation})
"""
_TRANSLATIONS: Final = """
UNWIND $rows AS row
CREATE (n:Translation {word: row.word, other: row.other, likely: row.likely, generation: $generation})
"""


def word_steps(view: SqliteView) -> Iterator[Step]:
    """The steps that write the words of the full text of a view, the numbers of each kind, and translations."""
    table = view.search_table
    view.connection.execute(f"CREATE VIRTUAL TABLE temp.standing USING fts5vocab(main, {table}, instance)")
    try:
        found = view.stream("SELECT term, group_concat(doc) FROM temp.standing GROUP BY term ORDER BY term")[1]
        yield Step("Words", _WORDS, ("first", "last", "words", "texts", "found", "parts"), _nodes(found), BATCH)
    finally:
        view.connection.execute("DROP TABLE temp.standing")
    columns, rows = view.stream(
        f"SELECT kind, min(rowid) AS first, max(rowid) AS last FROM main.{table} GROUP BY kind ORDER BY kind"
    )
    yield Step("Index", _SIZE, columns, rows)
    columns, rows = view.stream(f"SELECT word, other, likely FROM main.{table}_translation ORDER BY word, other")
    yield Step("Translation", _TRANSLATIONS, columns, rows)


def _nodes(found: Iterator[tuple[str, str]]) -> Iterator[Row]:
    """Nodes of words, from each word with the numbers of its texts (again where it stands there again)."""
    words: list[str] = []
    counts: list[int] = []
    numbers: list[str] = []
    parts: list[list[Any]] = []
    length = 0
    for word, said in found:
        each = list(dict.fromkeys(said.split(",")))
        words.append(word)
        counts.append(len(each))
        if len(each) < FREQUENT:
            numbers.append(",".join(each))
        else:
            numbers.append("")
            parts += [[word, part, ",".join(one)] for part, one in groupby(each, key=lambda n: int(n) // PART)]
        length += len(numbers[-1]) or len(said)
        if len(words) >= WORDS or length >= LENGTH:
            yield words[0], words[-1], words, counts, numbers, parts
            words, counts, numbers, parts, length = [], [], [], [], 0
    if words:
        yield words[0], words[-1], words, counts, numbers, parts

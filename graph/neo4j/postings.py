"""The full-text index of a graph on a server: for each word, the numbers of the texts that contain it (postings).

They are read from the index of the SQLite file, so that both stores find the same texts in the same order; numbers
are those of the file without their gaps. A node holds
some hundred words in alphabetical order, each with its postings in ascending order, separated by commas. The postings
of a frequent word are in nodes of their own, one for each range of texts, so that a search can stop after the first.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from graph.neo4j.copy_plan import Row, Step
from graph.neo4j.patterns import NodePattern

if TYPE_CHECKING:
    from graph.neo4j.patterns import Endpoint, Form
    from graph.sqlite.view import SqliteView

MAX_NODE_WORDS: Final = 300
MAX_NODE_CHARACTERS: Final = 200_000  # of postings in one node, after which it takes no more words
MIN_FREQUENT_TEXTS: Final = 2_000  # texts with a word from which its postings are in nodes of their own
RANGE_TEXTS: Final = 50_000  # texts of the graph in one range
BATCH_NODES: Final = 20  # in one transaction: they are large


class WordsPattern:
    """Nodes of words, with the postings of their frequent words (see `graph.neo4j.patterns.Pattern`)."""

    kind = "PostingList"
    lookup = None
    endpoints: tuple[Endpoint, ...] = ()
    columns = frozenset(("first", "last", "words", "texts", "found", "parts"))

    def cypher(self, form: Form) -> str:
        """Return the statement for rows in `$rows`."""
        properties = ", ".join(f"{name}: {form.column(name)}" for name in ("first", "last", "words", "texts", "found"))
        return (
            f"UNWIND $rows AS row CREATE (n:PostingList {{{properties}, generation: $generation}})"
            f" WITH row UNWIND {form.column('parts')} AS part"
            " CREATE (:Posting {word: part[0], part: part[1], found: part[2], generation: $generation})"
        )


def iter_posting_steps(view: SqliteView) -> Iterator[Step]:
    """Yield the steps that write the words of a view, the range of numbers of each kind of text, and translations."""
    table = view.search_table
    view.connection.execute(f"CREATE VIRTUAL TABLE temp.posting USING fts5vocab(main, {table}, instance)")
    try:
        numbers = array("q", (number for (number,) in view.stream(f"SELECT rowid FROM main.{table} ORDER BY rowid")[1]))
        found = view.stream("SELECT term, group_concat(doc) FROM temp.posting GROUP BY term ORDER BY term")[1]
        columns: list[str] = ["first", "last", "words", "texts", "found", "parts"]
        yield Step(WordsPattern(), columns, _iter_nodes(found, numbers), BATCH_NODES)
    finally:
        view.connection.execute("DROP TABLE temp.posting")
    columns, ranges = view.stream(
        f"SELECT kind, min(rowid) AS first, max(rowid) AS last FROM main.{table} GROUP BY kind ORDER BY kind"
    )
    yield Step(
        _node_of("TextRange", columns),
        columns,
        ((kind, bisect_right(numbers, first), bisect_right(numbers, last)) for kind, first, last in ranges),
    )
    columns, rows = view.stream(f"SELECT word, other, likely FROM main.{table}_translation ORDER BY word, other")
    yield Step(_node_of("Translation", columns), columns, rows)


def _node_of(label: str, columns: list[str]) -> NodePattern:
    return NodePattern((label,), {name: f"{{{name}}}" for name in columns})


def _iter_nodes(found: Iterator[tuple[str, str]], texts: array[int]) -> Iterator[Row]:
    """Yield rows of nodes from words, each with the numbers of its texts (repeated for each occurrence).

    Args:
        found: words and the numbers of their texts in the file, in order.
        texts: the numbers of all texts in the file, in order.
    """
    words: list[str] = []
    counts: list[int] = []
    numbers: list[str] = []
    parts: list[list[Any]] = []
    length = 0
    for word, numbers_of_word in found:
        each = [str(bisect_right(texts, int(number))) for number in dict.fromkeys(numbers_of_word.split(","))]
        words.append(word)
        counts.append(len(each))
        if len(each) < MIN_FREQUENT_TEXTS:
            numbers.append(",".join(each))
        else:
            numbers.append("")
            parts += [[word, part, ",".join(one)] for part, one in groupby(each, key=lambda n: int(n) // RANGE_TEXTS)]
        length += len(numbers[-1]) or sum(map(len, each)) + len(each)
        if len(words) >= MAX_NODE_WORDS or length >= MAX_NODE_CHARACTERS:
            yield words[0], words[-1], words, counts, numbers, parts
            words, counts, numbers, parts, length = [], [], [], [], 0
    if words:
        yield words[0], words[-1], words, counts, numbers, parts

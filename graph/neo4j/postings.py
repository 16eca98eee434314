"""The full-text index of a graph on a server: for each word, the numbers of the texts that contain it (postings).

They are read from the index of the SQLite file, so that both stores find the same texts in the same order. Texts are
numbered as in the file, but by the numbers that claims have in the copy. A node holds
some hundred words in alphabetical order, each with its postings in ascending order, separated by commas. The postings
of a frequent word are in nodes of their own, one for each range of texts, so that a search can stop after the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from graph.neo4j.copy_plan import Row, Step
from graph.neo4j.patterns import NodePattern
from graph.sqlite.derive.full_text import TEXT_NUMBERS, claim_text_number

if TYPE_CHECKING:
    from graph.neo4j.copy_plan import Renumber
    from graph.neo4j.patterns import Endpoint, Form
    from graph.sqlite.view import SqliteView

BATCH_NODES: Final = 20  # in one transaction: they are large
_CHARACTERS_AT_ONCE: Final = 500_000  # of the numbers of texts, as many words are looked up at once
_DIGITS: Final = 11  # of a number with its comma, about
_NEEDS: Final = 1 << 40  # the ranges of needs come before those of initiatives
_BOUNDS: Final = """
SELECT (SELECT min(rowid) FROM main.{table} WHERE rowid BETWEEN :low AND :high) AS first,
       (SELECT max(rowid) FROM main.{table} WHERE rowid BETWEEN :low AND :high) AS last
"""


@dataclass(frozen=True, slots=True)
class PostingLimits:
    """How postings are spread over nodes.

    Args:
        words: the most words of a node; 511 at most, in which `search/counts_by_node` finds a word.
        characters: of postings in one node, after which it takes no more words.
        frequent: texts with a word from which its postings are in nodes of their own.
        range_texts: initiatives in one range of these, about.
    """

    words: int = 300
    characters: int = 200_000
    frequent: int = 2_000
    range_texts: int = 50_000


DEFAULT_LIMITS: Final = PostingLimits()


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

    def nodes(self, row: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
        """Yield the labels and properties of each node that the statement creates for a row."""
        yield ("PostingList",), {name: row[name] for name in ("first", "last", "words", "texts", "found")}
        for word, part, found in row["parts"]:
            yield ("Posting",), {"word": word, "part": part, "found": found}


def part_of(number: int, width: int) -> int:
    """Return the number of the range of a text: in the order of texts; jurisdictions and themes are in one."""
    if number >= 0:
        return number // width
    first_need = claim_text_number("need", 0)
    return (number - first_need) // width - _NEEDS if number >= first_need else -2 * _NEEDS


def iter_posting_steps(
    view: SqliteView, claims: Renumber, limits: PostingLimits = DEFAULT_LIMITS
) -> Iterator[Step]:  # fmt: skip
    """Yield the steps that write the words of a view, the range of numbers of each kind of text, and translations.

    Args:
        view: The view.
        claims: The numbers of claims in the copy.
        limits: How postings are spread over nodes.
    """
    table = view.search_table
    ranges = text_ranges(view, claims)
    width = range_width(ranges, limits)
    view.connection.execute(f"CREATE VIRTUAL TABLE temp.posting USING fts5vocab(main, {table}, instance)")
    try:
        texts = (number for (number,) in view.stream(f"SELECT rowid FROM main.{table}")[1])
        copied = _CopiedTexts(texts, claims)
        found = view.stream("SELECT term, group_concat(doc) FROM temp.posting GROUP BY term ORDER BY term")[1]
        columns: list[str] = ["first", "last", "words", "texts", "found", "parts"]
        yield Step(WordsPattern(), columns, _iter_nodes(copied.iter_words(found), width, limits), BATCH_NODES)
    finally:
        view.connection.execute("DROP TABLE temp.posting")
    yield range_step([(*row, width) for row in ranges])
    yield translation_step(view)


def number_in_copy(number: int, claims: Renumber) -> int:
    """Return the number of a text in a copy: of initiatives and needs it is made of that of a claim."""
    if number >= 0:
        return claims(number)
    first_need = claim_text_number("need", 0)
    return first_need + claims(number - first_need) if number >= first_need else number


def text_ranges(view: SqliteView, claims: Renumber) -> list[tuple[str, int, int, int]]:
    """Return the kind, first and last number, and number of texts of each kind of text of a view."""
    found = []
    total = view.value("SELECT n FROM main.graph_count WHERE audience = :graph AND what = :table",
                       {"graph": view.graph_number, "table": view.search_table})  # fmt: skip
    left = int(str(total or 0))
    for kind, (low, high) in sorted(TEXT_NUMBERS.items(), key=lambda one: one[1]):
        bounds = {"low": low, "high": high}
        row = view.rows(_BOUNDS.format(table=view.search_table), bounds)[0]
        if row["first"] is None:
            continue
        count = left if kind == "initiative" else int(str(view.value(f"SELECT count(*) FROM {kind}")))
        left -= count
        found.append((kind, number_in_copy(row["first"], claims), number_in_copy(row["last"], claims), count))
    return found


def range_width(ranges: Sequence[tuple[str, int, int, int]], limits: PostingLimits) -> int:
    """Return how many numbers a range of texts has."""
    initiatives = next((one for one in ranges if one[0] == "initiative"), None)
    if initiatives is None:
        return limits.range_texts
    _, first, last, count = initiatives
    return max(1, (last - first) // count + 1) * limits.range_texts


def range_step(rows: Iterable[Row]) -> Step:
    """Return the step that writes the ranges of texts: kind, first and last number, number of texts, width of parts."""
    columns = ["kind", "first", "last", "texts", "width"]
    return Step(_node_of("TextRange", columns), columns, iter(rows))


def translation_step(view: SqliteView) -> Step:
    """Return the step that writes the translations of words."""
    columns, rows = view.stream(
        f"SELECT word, other, likely FROM main.{view.search_table}_translation ORDER BY word, other"
    )
    return Step(_node_of("Translation", columns), columns, rows)


def join_numbers(numbers: Iterable[int]) -> str:
    """Return numbers as a node holds them."""
    return ",".join(map(str, numbers))


def _node_of(label: str, columns: list[str]) -> NodePattern:
    return NodePattern((label,), tuple(columns))


class _CopiedTexts:
    """The numbers of texts in a copy, found for many words at once.

    Args:
        texts: their numbers in the file.
        claims: the numbers of claims in the copy.
    """

    def __init__(self, texts: Iterable[int], claims: Renumber) -> None:
        import numpy as np  # imported here because answers need no copy

        self._in_file = np.sort(np.fromiter(texts, np.int64))
        self._in_copy = np.fromiter((number_in_copy(one, claims) for one in self._in_file.tolist()), np.int64)

    def iter_words(self, found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[int]]]:
        """Yield words with the numbers of their texts in the copy, each once.

        Args:
            found: words and the numbers of their texts in the file, in order, repeated for each occurrence.
        """
        some: list[tuple[str, str]] = []
        length = 0
        for one in found:
            some.append(one)
            length += len(one[1])
            if length >= _CHARACTERS_AT_ONCE:
                yield from self._find(some)
                some, length = [], 0
        if some:
            yield from self._find(some)

    def _find(self, found: Sequence[tuple[str, str]]) -> Iterator[tuple[str, list[int]]]:
        import numpy as np

        numbers = np.fromstring(",".join(texts for _, texts in found), np.int64, sep=",")
        ends = np.cumsum([texts.count(",") + 1 for _, texts in found])
        is_new = np.ones(len(numbers), bool)
        is_new[1:] = numbers[1:] != numbers[:-1]
        is_new[ends[:-1]] = True  # the first of each word
        each = self._in_copy[np.searchsorted(self._in_file, numbers[is_new])].tolist()
        at = 0
        for (word, _), end in zip(found, np.cumsum(is_new)[ends - 1].tolist(), strict=True):
            yield word, each[at:end]
            at = end


def _iter_nodes(found: Iterable[tuple[str, list[int]]], width: int, limits: PostingLimits) -> Iterator[Row]:
    """Yield rows of nodes from words, each with the numbers of its texts.

    Args:
        found: words and the numbers of their texts in the copy, in order.
        width: the numbers in a range.
        limits: how they are spread over nodes.
    """
    words: list[str] = []
    counts: list[int] = []
    numbers: list[str] = []
    parts: list[list[Any]] = []
    length = 0
    for word, each in found:
        words.append(word)
        counts.append(len(each))
        if len(each) < limits.frequent:
            numbers.append(join_numbers(each))
        else:
            numbers.append("")
            parts += [[word, part, join_numbers(one)] for part, one in _split(each, partial(part_of, width=width))]
        length += len(numbers[-1]) or _DIGITS * len(each)
        if len(words) >= limits.words or length >= limits.characters:
            yield words[0], words[-1], words, counts, numbers, parts
            words, counts, numbers, parts, length = [], [], [], [], 0
    if words:
        yield words[0], words[-1], words, counts, numbers, parts


def _split(numbers: Sequence[int], part: Callable[[int], int]) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield numbers, which are in order, by the part that each is in."""
    at = 0
    while at < len(numbers):
        this = part(numbers[at])
        end = bisect_right(numbers, this, lo=at, key=part)
        yield this, numbers[at:end]
        at = end

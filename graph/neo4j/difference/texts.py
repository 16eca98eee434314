"""The full-text index on a server after a change: postings of the words that texts lost or gained.

Lists that do not change stay on the server: a node is written from its own lists and the changed ones.
"""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from graph.neo4j.difference.compared import send_compared
from graph.neo4j.postings import (
    PostingLimits,
    join_numbers,
    number_in_copy,
    part_of,
    range_step,
    range_width,
    text_ranges,
    translation_step,
)

if TYPE_CHECKING:
    from graph.neo4j.copy_plan import Renumber
    from graph.neo4j.difference.sender import Sender
    from graph.sqlite.view import SqliteView

_COPY_TEXTS: Final = (
    "CREATE VIRTUAL TABLE temp.copied_text USING fts5(title, body, about, tokenize = 'unicode61 remove_diacritics 2')",
    (
        "INSERT INTO temp.copied_text (rowid, title, body, about) SELECT rowid, title, body, about FROM main.{table}"
        " WHERE rowid IN (SELECT value FROM json_each(?))"
    ),
    "CREATE VIRTUAL TABLE temp.copied_text_word USING fts5vocab(temp, copied_text, instance)",
)
_WORDS: Final = "SELECT DISTINCT doc, term FROM temp.copied_text_word"
_DROP: Final = ("DROP TABLE temp.copied_text_word", "DROP TABLE temp.copied_text")
_WIDTH: Final = "MATCH (x:TextRange) WHERE x.generation = $generation RETURN x.width AS width LIMIT 1"
_LISTS: Final = """
UNWIND $words AS word
CALL {
  WITH word
  MATCH (k:PostingList) WHERE k.generation = $generation AND k.first <= word
  RETURN k ORDER BY k.generation DESC, k.first DESC LIMIT 1
}
RETURN id(k) AS number, collect(word) AS wanted, k.words AS words, k.texts AS texts
"""
_FIRST_LIST: Final = """
MATCH (k:PostingList) WHERE k.generation = $generation
RETURN id(k) AS number, k.words AS words, k.texts AS texts ORDER BY k.first LIMIT 1
"""
_FOUND: Final = """
UNWIND $rows AS row MATCH (k) WHERE id(k) = row[0]
RETURN row[0] AS number, [at IN row[1] | k.found[at]] AS found
"""
_WRITE: Final = """
UNWIND $rows AS row MATCH (k) WHERE id(k) = row.number
SET k.found = [one IN row.lists | CASE WHEN one[0] IS NULL THEN one[1] ELSE k.found[one[0]] END],
    k.words = row.words, k.texts = row.texts, k.first = row.words[0], k.last = row.words[-1]
"""
_CREATE: Final = """
UNWIND $rows AS row
CREATE (:PostingList {generation: $generation, words: row.words, texts: row.texts, first: row.words[0],
                      last: row.words[-1], found: row.found})
"""
_READ_PARTS: Final = """
UNWIND $rows AS row MATCH (p:Posting {word: row[0], generation: $generation}) WHERE p.part IN row[1]
RETURN p.word AS word, p.part AS part, p.found AS found
"""
_WRITE_PARTS: Final = """
UNWIND $rows AS row MATCH (p:Posting {word: row[0], generation: $generation}) WHERE p.part = row[1]
SET p.found = row[2]
"""
_CREATE_PARTS: Final = """
UNWIND $rows AS row CREATE (:Posting {word: row[0], part: row[1], found: row[2], generation: $generation})
"""
_DELETE_PARTS: Final = """
UNWIND $rows AS row MATCH (p:Posting {word: row[0], generation: $generation}) WHERE p.part = row[1] DELETE p
"""
_DELETE: Final = "UNWIND $numbers AS number MATCH (k) WHERE id(k) = number DELETE k"
_DELETE_RANGES: Final = "MATCH (x:TextRange) WHERE x.generation = $generation DELETE x"


@dataclass(slots=True)
class _Word:
    """The texts that lost and gained a word, by their numbers in the copy."""

    lost: set[int] = field(default_factory=set)
    gained: set[int] = field(default_factory=set)

    @property
    def difference(self) -> int:
        """The number of texts with it that is added."""
        return len(self.gained) - len(self.lost)

    def apply(self, found: str) -> list[int]:
        """Return postings after the change."""
        return sorted({*map(int, filter(None, found.split(",")))} - self.lost | self.gained)


@dataclass(slots=True)
class _List:
    """A node of words: the index of each in it, None for a new one, and its number of texts."""

    number: int | None
    words: list[str]
    places: dict[str, int]
    texts: dict[str, int]
    found: dict[str, str] = field(default_factory=dict)  # lists that changed


def send_texts(
    sender: Sender, view: SqliteView, before: Mapping[int, str], claims: Renumber, limits: PostingLimits
) -> None:
    """Write what changed in full text.

    Args:
        sender: the transaction.
        view: the graph now.
        before: the words (JSON) that texts had, by the number of the text in the file.
        claims: the numbers of claims in the copy.
        limits: how postings are spread over nodes.
    """
    ranges = text_ranges(view, claims)
    width = next((row["width"] for row in sender.run(_WIDTH)), None) or range_width(ranges, limits)
    if before:
        _send_words(sender, _changed_words(view, before, claims), width, limits)
    sender.run(_DELETE_RANGES)
    step = range_step([(*row, width) for row in ranges])
    sender.create(step, step.rows)
    send_compared(sender, translation_step(view))


def _changed_words(view: SqliteView, before: Mapping[int, str], claims: Renumber) -> dict[str, _Word]:
    """Return what changed for each word."""
    connection = view.connection
    create, copy, vocabulary = (one.format(table=view.search_table) for one in _COPY_TEXTS)
    connection.execute(create)
    connection.execute(copy, (json.dumps(list(before)),))
    connection.execute(vocabulary)
    now: dict[int, set[str]] = defaultdict(set)
    for number, word in connection.execute(_WORDS):
        now[number].add(word)
    for statement in _DROP:
        connection.execute(statement)
    changed: dict[str, _Word] = defaultdict(_Word)
    for number, listed in before.items():
        had = set(json.loads(listed))
        if had == now[number]:  # as of a text that came and went since: the copy has no number for it
            continue
        copied = number_in_copy(number, claims)
        for word in had - now[number]:
            changed[word].lost.add(copied)
        for word in now[number] - had:
            changed[word].gained.add(copied)
    return changed


def _send_words(sender: Sender, changed: Mapping[str, _Word], width: int, limits: PostingLimits) -> None:
    lists = _read_lists(sender, sorted(changed))
    frequent: dict[str, _Word] = {}
    for one, words in lists:
        for word in words:
            _update_list(one, word, changed[word], frequent, limits)
    _send_parts(sender, frequent, width)
    rows, new, empty = [], [], []
    for one, _ in lists:
        for at, part in enumerate(_split(one, limits)):
            listed = [[None, one.found[word]] if word in one.found else [one.places[word], None] for word in part]
            row = {"words": part, "texts": [one.texts[word] for word in part], "lists": listed}
            if one.number is not None and at == 0:
                rows.append({**row, "number": one.number})
            else:
                new.append((one, row))
        if not one.words and one.number is not None:
            empty.append(one.number)
    sender.run(_CREATE, rows=[_with_lists(sender, one, row) for one, row in new])
    sender.run(_WRITE, rows=rows)
    sender.run(_DELETE, numbers=empty)


def _read_lists(sender: Sender, words: Sequence[str]) -> list[tuple[_List, list[str]]]:
    """Return the nodes that hold some words or have to, with these words, and the lists of those that are there."""
    rows = sender.run(_LISTS, words=words)
    left = sorted(set(words) - {word for row in rows for word in row["wanted"]})
    if left:  # before all words that are there
        none: dict[str, Any] = {"number": None, "words": [], "texts": []}
        first = next(iter(sender.run(_FIRST_LIST)), none)
        same = next((row for row in rows if row["number"] == first["number"]), None)
        if same:
            same["wanted"] += left
        else:
            rows.append({**first, "wanted": left})
    found = []
    for row in rows:
        places = {word: at for at, word in enumerate(row["words"])}
        found.append(
            (_List(row["number"], row["words"], places, dict(zip(row["words"], row["texts"], strict=True))),
             sorted(row["wanted"]))
        )  # fmt: skip
    _read_found(sender, found)
    return found


def _read_found(sender: Sender, lists: Sequence[tuple[_List, list[str]]]) -> None:
    """Read the postings of the words that are to be changed."""
    wanted = {one.number: [word for word in words if word in one.places] for one, words in lists}
    rows = [[one.number, [one.places[word] for word in wanted[one.number]]] for one, _ in lists if wanted[one.number]]
    by_number = {row["number"]: row["found"] for row in sender.run(_FOUND, rows=rows)}
    for one, _ in lists:
        one.found.update(zip(wanted[one.number], by_number.get(one.number, ()), strict=True))


def _update_list(
    one: _List, word: str, change: _Word, frequent: dict[str, _Word], limits: PostingLimits
) -> None:  # fmt: skip
    """Change a word of a node; a frequent one has its postings elsewhere."""
    before = one.texts.get(word, 0)
    after = before + change.difference
    if before and not one.found[word]:
        frequent[word] = change
        one.texts[word] = after
    else:
        numbers = change.apply(one.found.get(word, ""))
        after = len(numbers)
        if after >= limits.frequent:  # its postings get nodes of their own
            frequent[word] = _Word(gained=set(numbers))
            numbers = []
        one.found[word] = join_numbers(numbers)
        one.texts[word] = after
    if not before:
        insort(one.words, word)
    if not after:
        del one.words[bisect_left(one.words, word)]
        one.found.pop(word, None)


def _split(one: _List, limits: PostingLimits) -> Iterator[list[str]]:
    """Yield the words of a node, of a large one in parts."""
    if len(one.words) <= 2 * limits.words:
        yield from [one.words] if one.words else []
        return
    for at in range(0, len(one.words), limits.words):
        yield one.words[at : at + limits.words]


def _with_lists(sender: Sender, one: _List, row: dict[str, Any]) -> dict[str, Any]:
    """Return the row of a new node, whose lists are read from the node that they were in."""
    places = [place for place, _ in row["lists"] if place is not None]
    read = sender.run(_FOUND, rows=[[one.number, places]])[0]["found"] if places else []
    kept = dict(zip(places, read, strict=True))
    return {**row, "found": [found if place is None else kept[place] for place, found in row["lists"]]}


def _send_parts(sender: Sender, frequent: Mapping[str, _Word], width: int) -> None:
    """Write the postings of frequent words, in the parts that changed."""
    if not frequent:
        return
    parts = {word: dict(_by_part(one, width)) for word, one in frequent.items()}
    rows = [[word, sorted(each)] for word, each in parts.items()]
    there = {(row["word"], row["part"]): row["found"] for row in sender.run(_READ_PARTS, rows=rows)}
    written, created, deleted = [], [], []
    for word, each in parts.items():
        for part, change in each.items():
            numbers = join_numbers(change.apply(there.get((word, part), "")))
            if not numbers:
                deleted.append([word, part])
            elif (word, part) in there:
                written.append([word, part, numbers])
            else:
                created.append([word, part, numbers])
    sender.run(_WRITE_PARTS, rows=written)
    sender.run(_CREATE_PARTS, rows=created)
    sender.run(_DELETE_PARTS, rows=deleted)


def _by_part(change: _Word, width: int) -> Iterator[tuple[int, _Word]]:
    """Yield each part of the graph with what changes in it."""

    def part(number: int) -> int:
        return part_of(number, width)

    found: dict[int, _Word] = defaultdict(_Word)
    for numbers, name in ((change.lost, "lost"), (change.gained, "gained")):
        for one, some in groupby(sorted(numbers), key=part):
            getattr(found[one], name).update(some)
    yield from found.items()

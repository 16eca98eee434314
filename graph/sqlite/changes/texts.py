"""Full text, word counts and word translations after a change: rows of affected nodes are replaced."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

from graph.sqlite.changes.affected import select
from graph.sqlite.changes.journal import is_journalled, note_texts
from graph.sqlite.changes.scope import fill_scope, in_scope
from graph.sqlite.derive.full_text import (
    IS_BILINGUAL,
    claim_text_number,
    count_texts,
    insert_texts,
    is_sampled,
    sample_shift,
    sample_titles,
    text_number,
    write_translations,
)
from graph.sqlite.schema.schema import SEARCH_TABLES

if TYPE_CHECKING:
    from graph.sqlite.changes.described import DescribedNodes
    from graph.sqlite.schema.driver import Connection

_WITH_TEXT: Final = """
SELECT id, claim FROM {kind} WHERE audience = ? AND id IN (SELECT id FROM temp.scope WHERE name = ?)
"""
_USING: Final = {
    "jurisdiction": {
        "initiative": "SELECT initiative FROM takes_part WHERE jurisdiction IN {some} AND audience = :audience"
    },
    "theme": {
        "initiative": "SELECT initiative FROM initiative_theme WHERE theme IN {some} AND audience = :audience",
        "need": "SELECT need FROM need_theme WHERE theme IN {some} AND audience = :audience",
    },
}
# the names that the texts in temp.scope 'texts' need
_NEEDED_NAMES: Final = f"""
AND node IN (SELECT theme FROM initiative_theme WHERE initiative IN {in_scope("texts")} AND audience = :audience
             UNION SELECT jurisdiction FROM takes_part WHERE initiative IN {in_scope("texts")} AND audience = :audience
             UNION SELECT theme FROM need_theme WHERE need IN {in_scope("texts")} AND audience = :audience)
"""
_BILINGUAL: Final = f"""
SELECT id, title_en, title_fr FROM initiative WHERE audience = ? AND {IS_BILINGUAL} AND id IN {in_scope("initiative")}
"""
_VOCABULARY: Final = (
    "CREATE VIRTUAL TABLE temp.{name} USING fts5(title, body, about, tokenize = 'unicode61 remove_diacritics 2')",
    (
        "INSERT INTO temp.{name} (rowid, title, body, about) SELECT rowid, title, body, about FROM {table}"
        " WHERE rowid IN (SELECT value FROM json_each(?))"
    ),
    "CREATE VIRTUAL TABLE temp.{name}_word USING fts5vocab(temp, {name}, row)",
)
_WORDS_OF_TEXTS: Final = (
    "CREATE VIRTUAL TABLE temp.{name}_instance USING fts5vocab(temp, {name}, instance)",
    "SELECT doc, json_group_array(DISTINCT term) FROM temp.{name}_instance GROUP BY doc",
    "DROP TABLE temp.{name}_instance",
)
_ADD_WORD: Final = """
INSERT INTO {table}_word VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET texts = texts + excluded.texts
"""


class TextUpdate:
    """The full text of one audience; `temp.scope` says what is affected."""

    def __init__(self, connection: Connection, audience: int) -> None:
        self._connection = connection
        self._audience = audience
        self._table = SEARCH_TABLES[audience]
        self._words: Counter[str] = Counter()
        self._texts = 0
        self._titles: set[tuple[str, str, str]] = set()
        self._affected: dict[str, set[str]] = {}

    def remove(self) -> None:
        """Remove the texts of affected nodes, before these are deleted."""
        self._titles = self._bilingual_titles()
        for kind, scope in (("need", "need"), ("initiative", "part")):
            rows = self._connection.execute("SELECT id FROM temp.scope WHERE name = ?", (scope,))
            self._affected[kind] = {identifier for (identifier,) in rows}
            self._remove(self._numbers(kind, scope))

    def insert(self, described: DescribedNodes) -> None:
        """Insert the texts of affected nodes, once all else is derived."""
        for kind, users in _USING.items():
            for user, query in users.items():
                others = select(self._connection, self._audience, query, described.renamed[kind])
                fill_scope(self._connection, "renamed", others - self._affected[user])
                self._remove(self._numbers(user, "renamed"))
                self._affected[user] |= others
        for kind, changed in described.changed.items():
            self._affected[kind] = changed
            self._remove([text_number(kind, one) for one in sorted(changed)])
        fill_scope(self._connection, "texts", set().union(*self._affected.values()))
        condition = f"AND n.id IN {in_scope('texts')}"
        insert_texts(self._connection, self._audience, dict.fromkeys(self._affected, condition), _NEEDED_NAMES)
        numbers = [text_number(kind, one) for kind in described.changed for one in sorted(described.changed[kind])]
        for kind in ("need", "initiative"):
            numbers += self._numbers(kind, "texts")
        self._count(numbers, 1)
        self._write_words()
        self._update_translations()

    def _numbers(self, kind: str, scope: str) -> list[int]:
        """Return the numbers of the texts of initiatives or needs."""
        rows = self._connection.execute(_WITH_TEXT.format(kind=kind), (self._audience, scope))
        return [claim_text_number(kind, claim) for _, claim in rows]

    def _remove(self, numbers: list[int]) -> None:
        self._count(numbers, -1)
        self._connection.executemany(f"DELETE FROM {self._table} WHERE rowid = ?", [(one,) for one in numbers])

    def _count(self, numbers: list[int], sign: int) -> None:
        """Count texts, and the texts that each of their words is in."""
        listed = json.dumps(numbers)
        bound = {"name": "changed_text", "table": self._table}
        create, fill, vocabulary = (statement.format(**bound) for statement in _VOCABULARY)
        self._connection.execute(create)
        self._connection.execute(fill, (listed,))
        self._texts += sign * self._connection.changes()
        self._connection.execute(vocabulary)
        for word, texts in self._connection.execute("SELECT term, doc FROM temp.changed_text_word"):
            self._words[word] += sign * texts
        if is_journalled(self._connection):
            self._note_texts(numbers, sign)
        self._connection.execute("DROP TABLE temp.changed_text_word")
        self._connection.execute("DROP TABLE temp.changed_text")

    def _note_texts(self, numbers: list[int], sign: int) -> None:
        """Note texts for copies on servers, with the words that they had."""
        if sign > 0:
            note_texts(self._connection, self._audience, ((number, "[]") for number in numbers))
            return
        create, read, drop = (statement.format(name="changed_text") for statement in _WORDS_OF_TEXTS)
        self._connection.execute(create)
        note_texts(self._connection, self._audience, self._connection.execute(read).fetchall())
        self._connection.execute(drop)

    def _write_words(self) -> None:
        changed = sorted((word, n) for word, n in self._words.items() if n)
        self._connection.executemany(_ADD_WORD.format(table=self._table), changed)
        self._connection.executemany(
            f"DELETE FROM {self._table}_word WHERE word = ? AND texts = 0", [(word,) for word, n in changed if n < 0]
        )
        count_texts(self._connection, self._audience, self._total(self._table) + self._texts)

    def _total(self, what: str) -> int:
        found = self._connection.execute(
            "SELECT n FROM graph_count WHERE audience = ? AND what = ?", (self._audience, what)
        ).fetchone()
        return int(found[0]) if found else 0

    def _bilingual_titles(self) -> set[tuple[str, str, str]]:
        return set(self._connection.execute(_BILINGUAL, (self._audience,)).fetchall())

    def _update_translations(self) -> None:
        """Update the sample of titles, and learn translations anew if it changed."""
        before, after = self._titles, self._bilingual_titles()
        many = self._total("bilingual")
        now = many + len(after) - len(before)
        shift = sample_shift(now)
        if shift != sample_shift(many):
            sample_titles(self._connection, self._audience)
        else:
            self._connection.execute(
                "INSERT OR REPLACE INTO graph_count VALUES (?, 'bilingual', ?)", (self._audience, now)
            )
            removed = [row for row in before - after if is_sampled(row[0], shift)]
            added = [row for row in after - before if is_sampled(row[0], shift)]
            if not removed and not added:
                return
            self._connection.executemany(
                "DELETE FROM bilingual_title WHERE audience = ? AND initiative = ?",
                [(self._audience, row[0]) for row in removed],
            )
            self._connection.executemany(
                "INSERT INTO bilingual_title VALUES (?, ?, ?, ?)", [(self._audience, *row) for row in sorted(added)]
            )
        write_translations(self._connection, self._audience)

"""The full-text tables: for each graph the words of what is in it, in all languages at once.

`about` in a search table holds the themes' labels and the names of those who take part in both languages, so that a
French question finds an English text. Beside it stand two tables of what only search reads: how many texts each word
is in, and which words translate each other (`graph/vocabulary/word_translations.py`), learnt from the titles of this
graph alone: nothing of it may come from a text that its audience does not see.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import islice
from typing import Final

from graph.sqlite.schema.schema import SEARCHED
from graph.text import fold
from graph.vocabulary.word_translations import translations

_PARTS: Final = ("config", "content", "data", "docsize", "idx", "word", "translation")  # where SQLite keeps a table
PAIRS: Final = 4000  # how many titles in both languages are learnt from, spread evenly
# what jurisdictions and themes are called, in all languages; the other names of a theme are found by their own entry
_CALLED = """
INSERT INTO called
SELECT node, group_concat(text, ' · ') FROM (
    SELECT node, text FROM name WHERE audience = :audience AND form <> 'alternative' ORDER BY node, rowid)
GROUP BY node
"""
_TEXTS = "(SELECT group_concat(value, ' · ') FROM json_each({column}))"
_NAMES = """
coalesce((SELECT group_concat(c.texts, ' · ') FROM {table} AS x CROSS JOIN called AS c ON c.node = x.{node}
          WHERE x.audience = :audience AND x.{of} = {id}), '')"""
_FILL = (
    f"""
INSERT INTO {{table}} (node, kind, title, body, about)
SELECT j.id, 'jurisdiction', {_TEXTS.format(column="j.names")}, {_TEXTS.format(column="j.abbreviations")}, j.id
FROM jurisdiction AS j WHERE j.audience = :audience ORDER BY j.id
""",
    f"""
INSERT INTO {{table}} (node, kind, title, body, about)
SELECT t.id, 'theme', {_TEXTS.format(column="t.labels")},
       (SELECT group_concat(text, ' · ') FROM (
            SELECT n.text FROM name AS n WHERE n.audience = :audience AND n.node = t.id AND n.form = 'alternative'
            ORDER BY n.rowid)), ''
FROM theme AS t WHERE t.audience = :audience ORDER BY t.id
""",
    f"""
INSERT INTO {{table}} (node, kind, title, body, about)
SELECT d.id, 'need', {_TEXTS.format(column="d.texts")}, '',
       {_NAMES.format(table="need_theme", node="theme", of="need", id="d.id")}
FROM need AS d WHERE d.audience = :audience ORDER BY d.id
""",
    f"""
INSERT INTO {{table}} (node, kind, title, body, about)
SELECT i.id, 'initiative', {_TEXTS.format(column="i.titles")}, {_TEXTS.format(column="i.summaries")},
       {_NAMES.format(table="initiative_theme", node="theme", of="initiative", id="i.id")} || ' · ' ||
       {_NAMES.format(table="takes_part", node="jurisdiction", of="initiative", id="i.id")}
FROM initiative AS i WHERE i.audience = :audience ORDER BY i.id
""",
)  # the few first: what stops at a number of rows has seen these
_ANSWERS_TO = """
INSERT INTO title
SELECT :audience, fold(t.value) AS folded, i.id, t.key FROM initiative AS i CROSS JOIN json_each(i.titles) AS t
WHERE i.audience = :audience ORDER BY folded, i.id, t.key
"""
_TITLES = """
SELECT title_en, title_fr FROM initiative
WHERE audience = :audience AND title_en IS NOT NULL AND title_fr IS NOT NULL AND title_en <> title_fr ORDER BY id
"""
# without ROWID: read by the word, in order
_WORD_TABLES: Final = (
    "DROP TABLE IF EXISTS main.{table}_word",
    "DROP TABLE IF EXISTS main.{table}_translation",
    "CREATE TABLE main.{table}_word (word TEXT PRIMARY KEY, texts INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE main.{table}_translation (
    word TEXT NOT NULL, other TEXT NOT NULL, likely REAL NOT NULL, PRIMARY KEY (word, other)) STRICT, WITHOUT ROWID""",
)
_WORDS: Final = (
    "DROP TABLE IF EXISTS temp.{table}_vocabulary",
    "CREATE VIRTUAL TABLE temp.{table}_vocabulary USING fts5vocab(main, {table}, row)",
    "INSERT INTO {table}_word SELECT term, doc FROM temp.{table}_vocabulary ORDER BY term",
    "DROP TABLE temp.{table}_vocabulary",
)
BLOCKS: Final = tuple(f"{table}_{part}" for table in SEARCHED for part in _PARTS)


def make_words(connection: sqlite3.Connection) -> None:
    """Make the tables that only search reads, empty."""
    for table in SEARCHED:
        for statement in _WORD_TABLES:
            connection.execute(statement.format(table=table))


def fill_titles(connection: sqlite3.Connection, audiences: Iterable[int]) -> None:
    """Fill `title` anew, of each graph."""
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.execute("DELETE FROM title")
    for audience in audiences:
        connection.execute(_ANSWERS_TO, {"audience": audience})


def fill(connection: sqlite3.Connection) -> None:
    """Fill the search tables anew, of each graph (the others have no texts)."""
    make_words(connection)
    for audience, table in enumerate(SEARCHED):
        bound = {"audience": audience}
        connection.execute(f"DELETE FROM {table}")
        connection.execute("CREATE TEMP TABLE called (node TEXT PRIMARY KEY, texts TEXT NOT NULL) WITHOUT ROWID")
        for statement in (_CALLED, *_FILL):
            connection.execute(statement.format(table=table), bound)
        connection.execute("DROP TABLE temp.called")
        for statement in _WORDS:
            connection.execute(statement.format(table=table))
        learnt = translations(_titles(connection, audience))
        connection.executemany(
            f"INSERT INTO {table}_translation VALUES (?, ?, ?)",
            ((word, other, likely) for word in sorted(learnt) for other, likely in sorted(learnt[word].items())),
        )


def _titles(connection: sqlite3.Connection, audience: int) -> list[tuple[str, str]]:
    """Titles in both languages, a few of many."""
    bound = {"audience": audience}
    (many,) = connection.execute(f"SELECT count(*) FROM ({_TITLES})", bound).fetchone()
    return list(islice(connection.execute(_TITLES, bound), 0, None, many // PAIRS + 1))

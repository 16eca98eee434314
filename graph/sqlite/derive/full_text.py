"""Full-text tables: one for each audience that has a graph of its own, with texts in all languages.

The column `about` holds the labels of themes and the names of participants in both languages, so that a French query
finds an English text. Two more tables serve search: the document frequency of each word, and word translations
(`graph.vocabulary.word_translations`), learnt from the titles of the same graph, so that nothing leaks from a text that
the audience may not see.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import islice
from typing import Final

from graph.sqlite.schema.schema import SEARCH_TABLES
from graph.text.strings import fold
from graph.vocabulary.word_translations import learn_translations

# suffixes of the tables in which FTS5 keeps a search table, and of ours
_PART_SUFFIXES: Final = ("config", "content", "data", "docsize", "idx", "word", "translation")
MAX_TITLE_PAIRS: Final = 4000  # bilingual titles that translations are learnt from, evenly spread
# names of jurisdictions and themes in all languages; alternative names of a theme are in its own entry
_NODE_NAMES = """
INSERT INTO node_name
SELECT node, group_concat(text, ' · ') FROM (
    SELECT node, text FROM name WHERE audience = :audience AND form <> 'alternative' ORDER BY node, rowid)
GROUP BY node
"""
_TEXTS = "(SELECT group_concat(value, ' · ') FROM json_each({column}))"
_NAMES = """
coalesce((SELECT group_concat(c.texts, ' · ') FROM {table} AS x CROSS JOIN node_name AS c ON c.node = x.{node}
          WHERE x.audience = :audience AND x.{of} = {id}), '')"""
_INSERT_TEXTS = (
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
)  # small kinds first, so that a query that stops after some rows has covered them
_TITLES = """
INSERT INTO title
SELECT :audience, fold(t.value) AS folded, i.id, t.key FROM initiative AS i CROSS JOIN json_each(i.titles) AS t
WHERE i.audience = :audience ORDER BY folded, i.id, t.key
"""
_BILINGUAL_TITLES = """
SELECT title_en, title_fr FROM initiative
WHERE audience = :audience AND title_en IS NOT NULL AND title_fr IS NOT NULL AND title_en <> title_fr ORDER BY id
"""
_WORD_TABLES: Final = (
    "DROP TABLE IF EXISTS main.{table}_word",
    "DROP TABLE IF EXISTS main.{table}_translation",
    "CREATE TABLE main.{table}_word (word TEXT PRIMARY KEY, texts INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE main.{table}_translation (
    word TEXT NOT NULL, other TEXT NOT NULL, likely REAL NOT NULL, PRIMARY KEY (word, other)) STRICT, WITHOUT ROWID""",
)
_INSERT_WORDS: Final = (
    "DROP TABLE IF EXISTS temp.{table}_vocabulary",
    "CREATE VIRTUAL TABLE temp.{table}_vocabulary USING fts5vocab(main, {table}, row)",
    "INSERT INTO {table}_word SELECT term, doc FROM temp.{table}_vocabulary ORDER BY term",
    "DROP TABLE temp.{table}_vocabulary",
)
STORAGE_TABLES: Final = tuple(f"{table}_{part}" for table in SEARCH_TABLES for part in _PART_SUFFIXES)


def create_word_tables(connection: sqlite3.Connection) -> None:
    """Create the empty tables of words and translations, replacing old ones."""
    for table in SEARCH_TABLES:
        for statement in _WORD_TABLES:
            connection.execute(statement.format(table=table))


def fill_title_table(connection: sqlite3.Connection, audiences: Iterable[int]) -> None:
    """Refill the table `title`."""
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.execute("DELETE FROM title")
    for audience in audiences:
        connection.execute(_TITLES, {"audience": audience})


def fill_search_tables(connection: sqlite3.Connection) -> None:
    """Refill the search tables; those of audiences without a graph of their own stay empty."""
    create_word_tables(connection)
    for audience, table in enumerate(SEARCH_TABLES):
        bound = {"audience": audience}
        connection.execute(f"DELETE FROM {table}")
        connection.execute("CREATE TEMP TABLE node_name (node TEXT PRIMARY KEY, texts TEXT NOT NULL) WITHOUT ROWID")
        for statement in (_NODE_NAMES, *_INSERT_TEXTS):
            connection.execute(statement.format(table=table), bound)
        connection.execute("DROP TABLE temp.node_name")
        for statement in _INSERT_WORDS:
            connection.execute(statement.format(table=table))
        learnt = learn_translations(_sample_titles(connection, audience))
        connection.executemany(
            f"INSERT INTO {table}_translation VALUES (?, ?, ?)",
            ((word, other, likely) for word in sorted(learnt) for other, likely in sorted(learnt[word].items())),
        )


def _sample_titles(connection: sqlite3.Connection, audience: int) -> list[tuple[str, str]]:
    """Return titles in both languages, an even sample of many."""
    bound = {"audience": audience}
    (many,) = connection.execute(f"SELECT count(*) FROM ({_BILINGUAL_TITLES})", bound).fetchone()
    return list(islice(connection.execute(_BILINGUAL_TITLES, bound), 0, None, many // MAX_TITLE_PAIRS + 1))

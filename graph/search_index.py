"""The full-text tables: for each graph the words of what is in it, in all languages at once.

`about` in a search table holds the themes' labels and the names of those who take part in both languages, so that a
French question finds an English text. Beside it stand two tables of what only search reads: how many texts each word
is in, and which words translate each other (`graph/bilingual.py`), learnt from the titles of this graph alone: nothing
of it may come from a text that its audience does not see.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Final

from graph.bilingual import translations
from graph.sharing import AUDIENCES
from graph.text import fold

_PARTS: Final = ("config", "content", "data", "docsize", "idx", "word", "translation")  # where SQLite keeps a table
_FILLED: Final = re.compile(r"CREATE (?:TABLE title|VIRTUAL TABLE search_)")
_BESIDE: Final = ("journal_mode = off", "synchronous = off", "cache_size = -24576")
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
_WORDS = (
    "DROP TABLE IF EXISTS main.{table}_word",
    "DROP TABLE IF EXISTS main.{table}_translation",
    "CREATE TABLE main.{table}_word (word TEXT PRIMARY KEY, texts INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE main.{table}_translation (
    word TEXT NOT NULL, other TEXT NOT NULL, likely REAL NOT NULL, PRIMARY KEY (word, other)) STRICT, WITHOUT ROWID""",
    "DROP TABLE IF EXISTS temp.{table}_vocabulary",
    "CREATE VIRTUAL TABLE temp.{table}_vocabulary USING fts5vocab(main, {table}, row)",
    "INSERT INTO {table}_word SELECT term, doc FROM temp.{table}_vocabulary ORDER BY term",
    "DROP TABLE temp.{table}_vocabulary",
)


def _tables() -> list[str]:
    """The statements of schema.sql that make the tables that are filled here."""
    from graph.rebuild import HERE, statements

    return [one for one in statements((HERE / "schema.sql").read_text("utf-8")) if _FILLED.search(one)]


class Beside:
    """Full text made by a thread of its own, in a file beside an unfinished graph, while other tables are made.

    What the texts are made of has to be in the graph's file and stay as it is: it is read past all locks. SQLite works
    without Python's lock, so that the thread has the other core where there is one; what it makes is the same.

    Args:
        graph: the file of the graph.
    """

    def __init__(self, graph: Path) -> None:
        self._graph = graph
        self._file = graph.with_name(f"{graph.name}-texts")
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        try:
            with closing(sqlite3.connect(self._file, isolation_level=None, uri=True)) as connection:
                for setting in _BESIDE:
                    connection.execute(f"PRAGMA {setting}")
                connection.execute("BEGIN")
                for statement in _tables():
                    connection.execute(statement)
                connection.execute("COMMIT")
                connection.execute("ATTACH ? AS graph", (f"{self._graph.absolute().as_uri()}?immutable=1",))
                connection.execute("BEGIN")
                fill(connection)
                connection.execute("COMMIT")
        except BaseException as error:  # noqa: BLE001 (raised where it is waited for)
            self._error = error

    def take(self, connection: sqlite3.Connection) -> None:
        """Wait until the texts are made, and copy them into the graph that a connection has open, block by block.

        Raises:
            sqlite3.Error: when they could not be made.
        """
        self._thread.join()
        if self._error:
            raise self._error
        connection.execute("COMMIT")
        connection.execute("ATTACH ? AS texts", (str(self._file),))
        connection.execute("BEGIN")
        connection.execute("INSERT INTO main.title SELECT * FROM texts.title")
        for name in AUDIENCES:
            for statement in _WORDS[:4]:
                connection.execute(statement.format(table=f"search_{name}"))
            for part in _PARTS:
                connection.execute(f"DELETE FROM main.search_{name}_{part}")
                connection.execute(f"INSERT INTO main.search_{name}_{part} SELECT * FROM texts.search_{name}_{part}")
        connection.execute("COMMIT")
        connection.execute("DETACH texts")
        self._file.unlink()
        connection.execute("BEGIN")


def fill(connection: sqlite3.Connection) -> None:
    """Fill the search tables and `title` anew, for each graph (the others have no texts)."""
    connection.create_function("fold", 1, fold, deterministic=True)
    connection.execute("DELETE FROM title")
    for audience, name in enumerate(AUDIENCES):
        table, bound = f"search_{name}", {"audience": audience}
        connection.execute(f"DELETE FROM {table}")
        connection.execute("CREATE TEMP TABLE called (node TEXT PRIMARY KEY, texts TEXT NOT NULL) WITHOUT ROWID")
        for statement in (_CALLED, *_FILL):
            connection.execute(statement.format(table=table), bound)
        connection.execute("DROP TABLE temp.called")
        connection.execute(_ANSWERS_TO, bound)
        for statement in _WORDS:
            connection.execute(statement.format(table=table))
        titles = connection.execute(_TITLES, bound).fetchall()
        learnt = translations(titles[:: len(titles) // PAIRS + 1])
        connection.executemany(
            f"INSERT INTO {table}_translation VALUES (?, ?, ?)",
            ((word, other, likely) for word in sorted(learnt) for other, likely in sorted(learnt[word].items())),
        )

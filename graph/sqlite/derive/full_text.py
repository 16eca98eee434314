"""Full-text tables: one for each audience that has a graph of its own, with texts in all languages.

The column `about` holds the labels of themes and the names of participants in both languages, so that a French query
finds an English text. Two more tables serve search: the document frequency of each word, and word translations
(`graph.vocabulary.word_translations`), learnt from the titles of the same graph, so that nothing leaks from a text that
the audience may not see.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final
from zlib import crc32

from graph.sqlite.schema.schema import SEARCH_TABLES
from graph.text.strings import fold
from graph.vocabulary.word_translations import learn_translations

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

# suffixes of the tables in which FTS5 keeps a search table, and of ours
_PART_SUFFIXES: Final = ("config", "content", "data", "docsize", "idx", "word", "translation")
MAX_TITLE_PAIRS: Final = 4000  # titles in both languages that translations are learnt from, about
# names of jurisdictions and themes in all languages; alternative names of a theme are in its own entry
_NODE_NAMES = """
INSERT INTO node_name
SELECT node, group_concat(text, ' · ') FROM (
    SELECT node, text FROM name WHERE audience = :audience AND form <> 'alternative' {scope} ORDER BY node, rowid)
GROUP BY node
"""
_TEXTS = "(SELECT group_concat(value, ' · ') FROM json_each({column}))"
_NAMES = """
coalesce((SELECT group_concat(c.texts, ' · ') FROM {table} AS x CROSS JOIN node_name AS c ON c.node = x.{node}
          WHERE x.audience = :audience AND x.{of} = {id}), '')"""
# Rows are numbered by what they are about, so that a change leaves the others as they are: initiatives and needs by the
# claim of their title or text (below 2^62), jurisdictions and themes, which may have none, by a hash of the identifier.
# Small kinds have lower numbers, so that a query that stops after some rows has covered them.
_FIRST_NEED: Final = -(1 << 62)
_FIRST_OF_KIND: Final = {"jurisdiction": -(1 << 63), "theme": -(1 << 63) + (1 << 61)}
TEXT_NUMBERS: Final[Mapping[str, tuple[int, int]]] = {  # the lowest and the highest number of each kind
    "jurisdiction": (-(1 << 63), -(1 << 63) + (1 << 61) - 1), "theme": (-(1 << 63) + (1 << 61), _FIRST_NEED - 1),
    "need": (_FIRST_NEED, -1), "initiative": (0, (1 << 63) - 1),
}  # fmt: skip
_ROW_NUMBER: Final = {
    "jurisdiction": "text_number('jurisdiction', n.id)", "theme": "text_number('theme', n.id)",
    "need": f"n.claim + {_FIRST_NEED}", "initiative": "n.claim",
}  # fmt: skip
_COLUMNS: Final = {
    "jurisdiction": f"{_TEXTS.format(column='n.names')}, {_TEXTS.format(column='n.abbreviations')}, n.id",
    "theme": f"""{_TEXTS.format(column="n.labels")},
       (SELECT group_concat(text, ' · ') FROM (
            SELECT a.text FROM name AS a WHERE a.audience = :audience AND a.node = n.id AND a.form = 'alternative'
            ORDER BY a.rowid)), ''""",
    "need": f"""{_TEXTS.format(column="n.texts")}, '',
       {_NAMES.format(table="need_theme", node="theme", of="need", id="n.id")}""",
    "initiative": f"""{_TEXTS.format(column="n.titles")}, {_TEXTS.format(column="n.summaries")},
       {_NAMES.format(table="initiative_theme", node="theme", of="initiative", id="n.id")} || ' · ' ||
       {_NAMES.format(table="takes_part", node="jurisdiction", of="initiative", id="n.id")}""",
}
_INSERT_TEXTS: Final = """
INSERT INTO {table} (rowid, node, kind, title, body, about)
SELECT {number} AS number, n.id, '{kind}', {columns} FROM {kind} AS n WHERE n.audience = :audience {scope}
ORDER BY number
"""
_TITLES = """
INSERT INTO title
SELECT :audience, fold(t.value) AS folded, i.id, t.key FROM initiative AS i CROSS JOIN json_each(i.titles) AS t
WHERE i.audience = :audience {scope} ORDER BY folded, i.id, t.key
"""
IS_BILINGUAL: Final = "title_en IS NOT NULL AND title_fr IS NOT NULL AND title_en <> title_fr"
_COUNT_BILINGUAL: Final = f"SELECT count(*) FROM initiative WHERE audience = ? AND {IS_BILINGUAL}"
_SAMPLE_TITLES: Final = f"""
INSERT INTO bilingual_title SELECT audience, id, title_en, title_fr FROM initiative
WHERE audience = :audience AND {IS_BILINGUAL} AND is_sampled(id, :shift) ORDER BY id
"""
_COUNT: Final = "INSERT OR REPLACE INTO graph_count VALUES (?, ?, ?)"
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
COUNT_TABLES: Final = ("bilingual_title", "graph_count")
_HASH_OF_SOME: Final = 1 << 20  # bytes of words that full text gathers before it writes them: what SQLite takes
_HASH_OF_ALL: Final = 1 << 24  # the same while all texts are inserted: fewer parts of the index, which are merged less
STORAGE_TABLES: Final = tuple(f"{table}_{part}" for table in SEARCH_TABLES for part in _PART_SUFFIXES)


def create_word_tables(connection: Connection) -> None:
    """Create the empty tables of words and translations, replacing old ones."""
    for table in SEARCH_TABLES:
        for statement in _WORD_TABLES:
            connection.execute(statement.format(table=table))


def register_functions(connection: Connection) -> None:
    """Register the functions of statements, once: SQLite refuses a second time while it runs a statement."""
    if "is_sampled" in connection.functions:
        return
    connection.add_function("fold", 1, fold)
    connection.add_function("text_number", 2, text_number)
    connection.add_function("is_sampled", 2, is_sampled)


def fill_title_table(connection: Connection, audiences: Iterable[int], scope: str = "") -> None:
    """Insert the rows of the table `title`.

    Args:
        connection: a connection with an open transaction.
        audiences: those whose graphs are changed.
        scope: an SQL condition on the initiatives `i`.
    """
    register_functions(connection)
    for audience in audiences:
        connection.execute(_TITLES.format(scope=scope), {"audience": audience})


def fill_search_tables(connection: Connection) -> None:
    """Refill the search tables; those of audiences without a graph of their own stay empty."""
    create_word_tables(connection)
    for audience, table in enumerate(SEARCH_TABLES):
        connection.execute(f"DELETE FROM {table}")
        insert_texts(connection, audience)
        for statement in _INSERT_WORDS:
            connection.execute(statement.format(table=table))
        (texts,) = connection.execute(f"SELECT coalesce(sum(1), 0) FROM {table}").fetchone()
        count_texts(connection, audience, texts)
        sample_titles(connection, audience)
        write_translations(connection, audience)


def insert_texts(
    connection: Connection, audience: int, scopes: Mapping[str, str] | None = None, names: str = ""
) -> None:
    """Insert the rows of a search table.

    Args:
        connection: a connection with an open transaction.
        audience: the audience whose graph it is.
        scopes: by kind of node, an SQL condition on the nodes `n`; all nodes if it is None.
        names: an SQL condition on the names that texts may need.
    """
    register_functions(connection)
    bound = {"audience": audience}
    if scopes is None:
        _set_hash_size(connection, SEARCH_TABLES[audience], _HASH_OF_ALL)
    connection.execute("CREATE TEMP TABLE node_name (node TEXT PRIMARY KEY, texts TEXT NOT NULL) WITHOUT ROWID")
    connection.execute(_NODE_NAMES.format(scope=names), bound)
    for kind, columns in _COLUMNS.items():
        scope = "" if scopes is None else scopes.get(kind)
        if scope is not None:
            statement = _INSERT_TEXTS.format(
                table=SEARCH_TABLES[audience], kind=kind, number=_ROW_NUMBER[kind], columns=columns, scope=scope
            )
            connection.execute(statement, bound)
    if scopes is None:
        _set_hash_size(connection, SEARCH_TABLES[audience], _HASH_OF_SOME)
    connection.execute("DROP TABLE temp.node_name")


def _set_hash_size(connection: Connection, table: str, size: int) -> None:
    """Set how many bytes of words full text gathers before it writes them, as one part of the index more."""
    connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', ?)", (size,))


def text_number(kind: str, identifier: str) -> int:
    """Return the number of the row of a jurisdiction or theme in full text."""
    digest = hashlib.sha256(identifier.encode()).digest()
    return _FIRST_OF_KIND[kind] + (int.from_bytes(digest[:8]) >> 3)


def claim_text_number(kind: str, claim: int) -> int:
    """Return the number of the row of an initiative or need, by the claim of its title or text."""
    return claim + (_FIRST_NEED if kind == "need" else 0)


def count_texts(connection: Connection, audience: int, number: int) -> None:
    """Store the number of texts of an audience."""
    connection.execute(_COUNT, (audience, SEARCH_TABLES[audience], number))


def sample_titles(connection: Connection, audience: int) -> None:
    """Fill `bilingual_title` for an audience: all titles in both languages, or some of many."""
    register_functions(connection)
    (many,) = connection.execute(_COUNT_BILINGUAL, (audience,)).fetchone()
    connection.execute(_COUNT, (audience, "bilingual", many))
    connection.execute("DELETE FROM bilingual_title WHERE audience = ?", (audience,))
    connection.execute(_SAMPLE_TITLES, {"audience": audience, "shift": sample_shift(many)})


def sample_shift(many: int) -> int:
    """Return by which power of two a sample of titles is smaller than their number."""
    return max(0, ((many - 1) // MAX_TITLE_PAIRS).bit_length())


def is_sampled(identifier: str, shift: int) -> bool:
    """Whether the title of an initiative is in the sample: one in 2^shift, whichever the others are."""
    return not crc32(identifier.encode()) & ((1 << shift) - 1)


def write_translations(connection: Connection, audience: int) -> None:
    """Refill the translations of an audience from the sample of its titles."""
    table = SEARCH_TABLES[audience]
    titles = connection.execute("SELECT title_en, title_fr FROM bilingual_title WHERE audience = ?", (audience,))
    learnt = learn_translations(titles.fetchall())
    connection.execute(f"DELETE FROM {table}_translation")
    connection.executemany(
        f"INSERT INTO {table}_translation VALUES (?, ?, ?)",
        sorted((word, other, likely) for word, others in learnt.items() for other, likely in others.items()),
    )

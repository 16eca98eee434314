"""The full-text tables: for each graph the words of what is in it, in all languages at once.

`about` in a search table holds the themes' labels and the names of those who take part in both languages, so that a
French question finds an English text.
"""

from __future__ import annotations

import sqlite3

from graph.sharing import AUDIENCES

_TEXTS = "(SELECT group_concat(value, ' · ') FROM json_each({column}))"
_NAMES = """
coalesce((SELECT group_concat(text, ' · ') FROM (
    SELECT n.text FROM {table} AS x JOIN name AS n ON n.audience = :audience AND n.node = x.{node}
    WHERE x.audience = :audience AND x.{of} = {id} ORDER BY x.{node}, n.rowid)), '')"""
_FILL = f"""
INSERT INTO {{table}} (node, kind, title, body, about)
SELECT i.id, 'initiative', {_TEXTS.format(column="i.titles")}, {_TEXTS.format(column="i.summaries")},
       {_NAMES.format(table="initiative_theme", node="theme", of="initiative", id="i.id")} || ' · ' ||
       {_NAMES.format(table="takes_part", node="jurisdiction", of="initiative", id="i.id")}
FROM initiative AS i WHERE i.audience = :audience
UNION ALL
SELECT d.id, 'need', {_TEXTS.format(column="d.texts")}, '',
       {_NAMES.format(table="need_theme", node="theme", of="need", id="d.id")}
FROM need AS d WHERE d.audience = :audience
UNION ALL
SELECT j.id, 'jurisdiction', {_TEXTS.format(column="j.names")}, {_TEXTS.format(column="j.abbreviations")}, j.id
FROM jurisdiction AS j WHERE j.audience = :audience
UNION ALL
SELECT t.id, 'theme', {_TEXTS.format(column="t.labels")},
       (SELECT group_concat(text, ' · ') FROM (
            SELECT n.text FROM name AS n WHERE n.audience = :audience AND n.node = t.id AND n.form = 'alternative'
            ORDER BY n.rowid)), ''
FROM theme AS t WHERE t.audience = :audience
ORDER BY 1
"""


def fill(connection: sqlite3.Connection) -> None:
    """Fill the search tables anew, one for each graph (the others stay empty)."""
    for audience, name in enumerate(AUDIENCES):
        connection.execute(f"DELETE FROM search_{name}")
        connection.execute(_FILL.format(table=f"search_{name}"), {"audience": audience})

"""The full-text tables: for each audience the words of what it may see, in all languages at once.

Where two audiences see the same, they share a table; `about` says which ("search members" → "search_secretariat").
`about` in a search table holds the themes' labels and the lead's names in both languages, so that a French question
finds an English text.
"""

from __future__ import annotations

import sqlite3

from graph.sharing import AUDIENCES

_TEXTS = "(SELECT group_concat(value, ' · ') FROM json_each({column}))"
_FILL = f"""
INSERT INTO {{table}} (node, kind, title, body, about)
SELECT i.id, 'initiative', {_TEXTS.format(column="i.titles")}, {_TEXTS.format(column="i.summaries")},
       coalesce((SELECT group_concat(n.text, ' · ') FROM initiative_theme AS t JOIN name AS n ON n.node = t.theme
        WHERE t.initiative = i.id AND t.visible_from <= :level AND n.visible_from <= :level), '')
       || ' · ' || coalesce((SELECT group_concat(n.text, ' · ')
        FROM takes_part AS p JOIN name AS n ON n.node = p.jurisdiction
        WHERE p.initiative = i.id AND p.visible_from <= :level AND n.visible_from <= :level), '')
FROM initiative AS i WHERE :level BETWEEN i.visible_from AND i.visible_to
UNION ALL
SELECT d.id, 'need', {_TEXTS.format(column="d.texts")}, '',
       (SELECT group_concat(n.text, ' · ') FROM need_theme AS t JOIN name AS n ON n.node = t.theme
        WHERE t.need = d.id AND t.visible_from <= :level AND n.visible_from <= :level)
FROM need AS d WHERE :level BETWEEN d.visible_from AND d.visible_to
UNION ALL
SELECT j.id, 'jurisdiction', {_TEXTS.format(column="j.names")}, {_TEXTS.format(column="j.abbreviations")}, j.id
FROM jurisdiction AS j WHERE :level BETWEEN j.visible_from AND j.visible_to
UNION ALL
SELECT t.id, 'theme', {_TEXTS.format(column="t.labels")},
       (SELECT group_concat(n.text, ' · ') FROM name AS n WHERE n.node = t.id AND n.form = 'alternative'
        AND n.visible_from <= :level), ''
FROM theme AS t WHERE :level BETWEEN t.visible_from AND t.visible_to
ORDER BY 1
"""
_CHANGES = """
SELECT EXISTS (SELECT 1 FROM node WHERE visible_from = :level) OR
       EXISTS (SELECT 1 FROM initiative WHERE visible_from = :level) OR
       EXISTS (SELECT 1 FROM need WHERE visible_from = :level) OR
       EXISTS (SELECT 1 FROM jurisdiction WHERE visible_from = :level) OR
       EXISTS (SELECT 1 FROM theme WHERE visible_from = :level) OR
       EXISTS (SELECT 1 FROM initiative_theme WHERE visible_from = :level) OR
       EXISTS (SELECT 1 FROM takes_part WHERE visible_from = :level) OR
       EXISTS (SELECT 1 FROM need_theme WHERE visible_from = :level)
"""


def fill(connection: sqlite3.Connection) -> None:
    """Fill the search tables anew; an audience that sees no more than the one before shares its table."""
    before = ""
    for level, audience in enumerate(AUDIENCES):
        table = f"search_{audience}"
        connection.execute(f"DELETE FROM {table}")
        if not before or connection.execute(_CHANGES, {"level": level}).fetchone()[0]:
            connection.execute(_FILL.format(table=table), {"level": level})
            before = table
        connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (f"search {audience}", before))

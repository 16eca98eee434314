"""What people decided about themes, put among what sources say so that each audience's graph is made with it.

Of an initiative or a need that is about a theme by their word, every place that names it says so, too, as inferred by
the rule `decided-theme`: who may see it there may see its theme. Of one that is not about a theme, whatever was only
inferred is set aside. What a source states is never touched.

Before anything is written, the store is made to hold what sources say and nothing else (`take_back`); whenever the
graph is made anew, decisions are applied again (`apply`). So the same sources and decisions make the same store.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from graph.dedupe import judgements
from graph.values import AUDIENCES
from graph.vocabulary.themes import concepts

if TYPE_CHECKING:
    from graph.dedupe.judgements import Decision

DECIDED: Final = "decided-theme"
SAID: Final = "last mention of sources"  # in `about`: what has a higher number was decided
_TAKE_BACK: Final = (
    "INSERT INTO detail SELECT * FROM set_aside ORDER BY number",
    "DELETE FROM set_aside",
    f"DELETE FROM detail WHERE mention > (SELECT value + 0 FROM about WHERE key = '{SAID}')",
    f"DELETE FROM mention WHERE number > (SELECT value + 0 FROM about WHERE key = '{SAID}')",
    f"DELETE FROM about WHERE key = '{SAID}'",
)
_SAME: Final = """
SELECT alias FROM same_as WHERE audience = :audience AND id = coalesce(
    (SELECT id FROM same_as WHERE audience = :audience AND alias = :name), :name)
UNION SELECT coalesce((SELECT id FROM same_as WHERE audience = :audience AND alias = :name), :name)
ORDER BY 1
"""
_SET_ASIDE: Final = """
INSERT INTO set_aside SELECT d.* FROM mention AS m CROSS JOIN detail AS d ON d.number BETWEEN m.first AND m.last
WHERE m.subject IN (SELECT value FROM json_each(:names)) AND m.kind IN ('initiative', 'need')
    AND m.visible_from = :audience AND m.stated = 0 AND d.predicate = 'theme' AND d.object = :theme
"""
_NAMED: Final = """
SELECT DISTINCT m.kind, m.subject, m.edition, m.reported_by, m.place, m.visible_from
FROM mention AS m CROSS JOIN detail AS d ON d.number BETWEEN m.first AND m.last
WHERE m.subject IN (SELECT value FROM json_each(:names)) AND m.visible_from = :audience
    AND (m.kind, d.predicate) IN (VALUES ('initiative', 'title'), ('need', 'text'))
ORDER BY m.number
"""
_IS_THEME: Final = "SELECT EXISTS (SELECT 1 FROM mention WHERE kind = 'theme' AND subject = ?)"


def take_back(connection: sqlite3.Connection) -> None:
    """Let the store hold what sources say, as if nobody had decided anything about themes."""
    for statement in _TAKE_BACK:
        connection.execute(statement)


def apply(connection: sqlite3.Connection) -> None:
    """Put what is decided about themes among what is said; `same_as` is there already.

    Raises:
        StoreError: the file of decisions cannot be understood.
    """
    decided = [one for one in judgements.of_store(connection) if one.kind == "theme"]
    decided = [one for one in decided if _is_theme(connection, one.other)]
    named = [
        (one, audience, _names(connection, one.one, audience)) for one in decided for audience in range(len(AUDIENCES))
    ]
    for one, audience, names in named:
        connection.execute(_SET_ASIDE, {"names": names, "audience": audience, "theme": one.other})
    connection.execute("DELETE FROM detail WHERE number IN (SELECT number FROM set_aside)")
    _say(connection, ((one, audience, names) for one, audience, names in named if one.same))


def _say(connection: sqlite3.Connection, accepted: Iterable[tuple[Decision, int, str]]) -> None:
    mention, detail = (_last(connection, table) for table in ("mention", "detail"))
    said = mention
    for one, audience, names in accepted:
        for kind, subject, edition, by, place, level in connection.execute(
            _NAMED, {"names": names, "audience": audience}
        ).fetchall():
            mention, detail = mention + 1, detail + 1
            connection.execute(
                "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
                (mention, kind, subject, edition, by, place, DECIDED, level, detail, detail),
            )
            connection.execute(
                "INSERT INTO detail (number, mention, predicate, object) VALUES (?, ?, 'theme', ?)",
                (detail, mention, one.other),
            )
    if mention > said:
        connection.execute("INSERT INTO about VALUES (?, ?)", (SAID, str(said)))


def _names(connection: sqlite3.Connection, name: str, audience: int) -> str:
    """All names of the node that a name means to an audience, as JSON."""
    return json.dumps([row[0] for row in connection.execute(_SAME, {"audience": audience, "name": name})])


def _is_theme(connection: sqlite3.Connection, theme: str) -> bool:
    return theme in concepts() or bool(connection.execute(_IS_THEME, (theme,)).fetchone()[0])


def _last(connection: sqlite3.Connection, table: str) -> int:
    """The highest number that sources gave; one that was set aside counts, it may come back."""
    aside = " UNION SELECT max(number) FROM set_aside" if table == "detail" else ""
    found = connection.execute(f"SELECT max(number) FROM {table}{aside} ORDER BY 1 DESC LIMIT 1").fetchone()
    return int(found[0] or 0)

"""From claims to the graph of each audience: everything from "same_as" on in the schema, made anew."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph import decided_themes, nodes
from graph.counting import count_works
from graph.sameness import find_same
from graph.search_index import Beside, fill
from graph.sharing import APPROVALS, AUDIENCES
from graph.standing import count_standing

HERE = Path(__file__).parent
DERIVED = (
    *("title", "name", "speaks_of", "activity", "asks_about", "works_with", "works_on", "known_since", "theme_within"),
    *("takes_part", "need_theme", "partnership_theme"),
    *("partnership_member", "initiative_date", "initiative_theme", "initiative_edition", "submission", "need"),
    *("partnership", "initiative", "edition", "theme", "jurisdiction", "same_as", "suspect"),
)
_TEMPORARY = (
    *(("VIEW", name) for name in ("fact", "told", "detail_of", "spoken_of")),
    *(("TABLE", name) for name in ("several", "lost")),
)
_ALIASES = {
    True: {
        "subject": "coalesce(a.id, m.subject)",
        "object": "coalesce(b.id, d.object)",
        "subject_aliases": "LEFT JOIN main.same_as AS a ON a.alias = m.subject AND a.audience = {audience}",
        "object_aliases": "LEFT JOIN main.same_as AS b ON b.alias = d.object AND b.audience = {audience}",
    },
    False: {"subject": "m.subject", "object": "d.object", "subject_aliases": "", "object_aliases": ""},
}
_MADE = re.compile(r"CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)")
_INDEX = re.compile(r"CREATE INDEX IF NOT EXISTS (\w+) ON (\w+)")
_FOR_TEXTS = frozenset({"theme_of_initiative", "need_theme_of", "name_node"})  # the indexes that texts are made with
_SUBMISSIONS = """
INSERT INTO submission (audience, edition, jurisdiction, received, approval, claim)
SELECT :audience, f.subject, f.object, f.predicate = 'submitted', coalesce(a.approval, 'members'), f.number
FROM (SELECT *, row_number() OVER (PARTITION BY subject, object ORDER BY predicate DESC, stated DESC, number) AS once
      FROM fact WHERE kind = 'edition' AND predicate IN ('submitted', 'missing')) AS f
LEFT JOIN approval AS a ON a.jurisdiction = f.object AND a.edition = f.subject
    AND :audience >= CASE a.approval WHEN 'public' THEN 0 WHEN 'members' THEN 1 ELSE 2 END
WHERE f.once = 1
ORDER BY f.subject, f.object
"""
_SEES_MORE = """
SELECT EXISTS (SELECT 1 FROM mention WHERE visible_from = ?) OR EXISTS (SELECT 1 FROM approval WHERE approval = ?)
"""
_SOURCES = """
UPDATE source SET visible_from = min(
    coalesce((SELECT min(m.visible_from) FROM place AS p JOIN mention AS m ON m.place = p.number
              WHERE p.source = source.number), 2),
    coalesce((SELECT min(u.visible_from) FROM unplaced AS u WHERE u.source = source.number), 2))
"""


def rebuild(connection: sqlite3.Connection, unfinished: Path | None = None) -> None:
    """Make the graph of each audience from the claims that it may see, within the caller's transaction.

    An audience that sees no more than the one before shares its graph.

    Args:
        connection: with the transaction.
        unfinished: the connection's file, where nobody else reads it and nothing is kept if this fails: then it is
            committed meanwhile, and the texts are made beside it.

    Raises:
        SourceError: when one identifier is used for two kinds of node.
    """
    index(connection, of_what_was_said=True)
    for name, _ in _indexes(of_what_was_said=False):
        connection.execute(f"DROP INDEX IF EXISTS {name}")
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")
    decided_themes.take_back(connection)
    graphs: list[int] = []
    for audience, name in enumerate(AUDIENCES):
        if connection.execute(_SEES_MORE, (audience, APPROVALS[audience])).fetchone()[0]:
            find_same(connection, audience)
            graphs.append(audience)
        graph = graphs[-1] if graphs else 0
        connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (f"graph of {name}", str(graph)))
    decided_themes.apply(connection)
    for audience in graphs:
        _make_facts(connection, audience)
    beside = None
    if unfinished:
        index(connection, of_what_was_said=False, only=_FOR_TEXTS)
        connection.execute("COMMIT")
        beside = Beside(unfinished)
        connection.execute("BEGIN")
    index(connection, of_what_was_said=False)
    for audience in graphs:
        _tell(connection, audience)
        run_script(connection, (HERE / "summaries.sql").read_text("utf-8"), {"audience": audience})
        count_works(connection, audience)
        count_standing(connection, audience)
    _forget(connection)
    connection.execute(_SOURCES)
    if beside:
        beside.take(connection)
    else:
        fill(connection)


def renew(connection: sqlite3.Connection) -> None:
    """Make the tables of what claims add up to as this Accord has them, empty, in a file that an earlier one made."""
    searched = [f"search_{name}{part}" for name in AUDIENCES for part in ("", "_word", "_translation")]
    for table in (*DERIVED, *searched):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    for statement in statements((HERE / "schema.sql").read_text("utf-8")):
        if (match := _MADE.search(statement)) and match[1] not in there:
            connection.execute(statement)


def unindex_if_empty(connection: sqlite3.Connection) -> None:
    """Let go of the indexes of what was said where nothing was: a first load makes them at once, not row by row."""
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM mention)").fetchone()[0]:
        for name, _ in _indexes(of_what_was_said=True):
            connection.execute(f"DROP INDEX IF EXISTS {name}")


def index(connection: sqlite3.Connection, *, of_what_was_said: bool, only: Collection[str] = ()) -> None:
    """Make the indexes that are not there, of what was said or of what it adds up to; only some of them, if named."""
    for name, statement in _indexes(of_what_was_said=of_what_was_said):
        if not only or name in only:
            connection.execute(statement)


def _indexes(*, of_what_was_said: bool) -> list[tuple[str, str]]:
    """(name, statement) of the indexes in indexes.sql."""
    script = (HERE / "indexes.sql").read_text("utf-8")
    return [
        (match[1], statement)
        for statement in statements(script)
        if (match := _INDEX.search(statement)) and (match[2] not in DERIVED) == of_what_was_said
    ]


def _make_facts(connection: sqlite3.Connection, audience: int) -> None:
    """Make the nodes of an audience, and the facts between them."""
    _tell(connection, audience)
    nodes.make(connection, audience)
    connection.execute(_SUBMISSIONS, {"audience": audience})
    run_script(connection, (HERE / "facts.sql").read_text("utf-8"), {"audience": audience})


def _tell(connection: sqlite3.Connection, audience: int) -> None:
    """Make the temporary views of what an audience may hear (see told.sql)."""
    _forget(connection)
    aliased = connection.execute("SELECT EXISTS (SELECT 1 FROM same_as WHERE audience = ?)", (audience,)).fetchone()[0]
    script = (HERE / "told.sql").read_text("utf-8")
    for name, text in {**_ALIASES[bool(aliased)], "audience": str(audience)}.items():
        script = script.replace(f"{{{name}}}", text)
    run_script(connection, script)


def _forget(connection: sqlite3.Connection) -> None:
    for kind, name in _TEMPORARY:
        connection.execute(f"DROP {kind} IF EXISTS temp.{name}")


def run_script(connection: sqlite3.Connection, script: str, parameters: Mapping[str, Any] | None = None) -> None:
    """Run several statements within the open transaction (`executescript` would commit it)."""
    for statement in statements(script):
        connection.execute(statement, parameters or {})


def statements(script: str) -> Iterator[str]:
    """The statements of a script, each with the comments before it."""
    waiting = ""
    for line in script.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""

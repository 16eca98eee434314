"""From claims to the graph of each audience: everything from "same_as" on in the schema, made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from graph import assemble
from graph.assemble import Columns, Fact
from graph.editions import edition_key
from graph.errors import SourceError
from graph.jurisdictions import lineage
from graph.sameness import find_same
from graph.sharing import APPROVALS, AUDIENCES
from graph.text import fold
from graph.themes import ancestors, concepts

HERE = Path(__file__).parent
DERIVED = (  # in an order that lets rows go before what they refer to
    *("name", "works_on", "theme_within", "takes_part", "need_theme", "partnership_theme", "partnership_member"),
    *("initiative_date", "initiative_theme", "initiative_edition", "submission", "need", "partnership"),
    *("initiative", "edition", "theme", "jurisdiction", "node", "same_as", "suspect"),
)
# which kind of node an object is, by kind of subject and predicate
OBJECTS = {
    ("edition", "submitted"): "jurisdiction",
    ("edition", "missing"): "jurisdiction",
    ("initiative", "lead"): "jurisdiction",
    ("initiative", "theme"): "theme",
    ("partnership", "member"): "jurisdiction",
    ("partnership", "theme"): "theme",
    ("need", "by"): "jurisdiction",
    ("need", "theme"): "theme",
    ("jurisdiction", "part_of"): "jurisdiction",
    ("theme", "broader"): "theme",
}
_FACT = """
CREATE TEMP TABLE fact AS
SELECT c.number, c.kind, coalesce(a.id, c.subject) AS subject, c.predicate, coalesce(b.id, c.object) AS object,
       c.value, c.qualifier, c.language, c.edition, c.stated
FROM main.claim AS c
LEFT JOIN same_as AS a ON a.audience = :audience AND a.alias = c.subject
LEFT JOIN same_as AS b ON b.audience = :audience AND b.alias = c.object
WHERE c.visible_from <= :audience
"""
_FIRST = """
CREATE TEMP TABLE first AS SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY kind, subject, predicate, object, qualifier, value
                                 ORDER BY stated DESC, number) AS nth
    FROM fact WHERE predicate IN ('submitted', 'missing', 'lead', 'theme', 'date', 'member'))
WHERE nth = 1
"""
# an initiative is there where it has a title, a need where it has a text, a partnership where it has two members
_SUBJECTS = """
SELECT subject, kind FROM fact
WHERE predicate = CASE kind WHEN 'initiative' THEN 'title' WHEN 'need' THEN 'text' WHEN 'partnership' THEN 'member'
                  ELSE predicate END
GROUP BY subject, kind HAVING kind <> 'partnership' OR count(DISTINCT object) > 1
ORDER BY subject, kind
"""
_OF_NO_NODE = """
DELETE FROM fact WHERE NOT EXISTS (
    SELECT 1 FROM node AS n WHERE n.audience = :audience AND n.id = fact.subject AND n.kind = fact.kind)
"""
_TO_NO_NODE = """
DELETE FROM fact WHERE object IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM node AS n WHERE n.audience = :audience AND n.id = fact.object
        AND (n.kind IN ('initiative', fact.kind) OR fact.predicate NOT IN ('part_of', 'initiative')))
"""
_SUBMISSIONS = """
INSERT INTO submission
SELECT :audience, f.subject, f.object, f.predicate = 'submitted', coalesce(a.approval, 'members'), f.number
FROM (SELECT *, row_number() OVER (PARTITION BY subject, object ORDER BY predicate DESC, number) AS once
      FROM first WHERE kind = 'edition' AND predicate IN ('submitted', 'missing')) AS f
LEFT JOIN approval AS a ON a.jurisdiction = f.object AND a.edition = f.subject
    AND :audience >= CASE a.approval WHEN 'public' THEN 0 WHEN 'members' THEN 1 ELSE 2 END
WHERE f.once = 1
"""
_SEES_MORE = """
SELECT EXISTS (SELECT 1 FROM claim WHERE visible_from = ?) OR EXISTS (SELECT 1 FROM approval WHERE approval = ?)
"""
_SOURCES = """
UPDATE source SET visible_from = min(
    coalesce((SELECT min(c.visible_from) FROM place AS p JOIN claim AS c ON c.place = p.number
              WHERE p.source = source.number), 2),
    coalesce((SELECT min(u.visible_from) FROM unplaced AS u WHERE u.source = source.number), 2))
"""


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the graph of each audience from the claims that it may see, within the caller's transaction.

    An audience that sees no more than the one before shares its graph.

    Raises:
        SourceError: when one identifier is used for two kinds of node.
    """
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")
    graph = 0
    for audience, name in enumerate(AUDIENCES):
        if connection.execute(_SEES_MORE, (audience, APPROVALS[audience])).fetchone()[0]:
            _build(connection, audience)
            graph = audience
        connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (f"graph of {name}", str(graph)))
    connection.execute(_SOURCES)


def _build(connection: sqlite3.Connection, audience: int) -> None:
    bound = {"audience": audience}
    for table in ("fact", "first"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    find_same(connection, audience)
    connection.execute(_FACT, bound)
    _make_nodes(connection, audience)
    _make_entities(connection, audience)
    _make_editions(connection, audience)
    connection.execute(_FIRST)
    connection.execute("CREATE INDEX temp.first_said ON first (kind, predicate, subject, object)")
    connection.execute(_SUBMISSIONS, bound)
    _make_dates(connection, audience)
    run_script(connection, (HERE / "facts.sql").read_text("utf-8"), bound)
    for table in ("fact", "first"):
        connection.execute(f"DROP TABLE temp.{table}")


def _make_nodes(connection: sqlite3.Connection, audience: int) -> None:
    """Make the nodes, and put aside the facts that are about none or refer to none."""
    bound = {"audience": audience}
    seen: dict[str, str] = {}

    def see(identifier: str, kind: str) -> None:
        if (before := seen.setdefault(identifier, kind)) != kind:
            raise SourceError(
                "“{id}” would be both a {one} and a {other}. Give one of them another identifier.",
                id=identifier, one=before, other=kind,
            )  # fmt: skip

    def insert(identifiers: Iterable[str]) -> None:
        rows = ((audience, identifier, seen[identifier]) for identifier in sorted(identifiers))
        connection.executemany("INSERT INTO node VALUES (?, ?, ?)", rows)

    for identifier, kind in connection.execute(_SUBJECTS):
        see(identifier, kind)
    subjects = set(seen)
    insert(subjects)
    connection.execute(_OF_NO_NODE, bound)
    objects = (
        "SELECT DISTINCT object, kind, predicate FROM fact WHERE object IS NOT NULL ORDER BY object, kind, predicate"
    )
    for identifier, kind, predicate in connection.execute(objects):
        if found := OBJECTS.get((kind, predicate)):
            see(identifier, found)
    for identifier, kind in list(seen.items()):
        for wider in _wider(identifier, kind):
            see(wider, kind)
    insert(seen.keys() - subjects)
    connection.execute(_TO_NO_NODE, bound)


def _wider(identifier: str, kind: str) -> tuple[str, ...]:
    """What the vocabulary says that a node is within."""
    if kind == "jurisdiction":
        return lineage(identifier)
    return ancestors(identifier) if kind == "theme" and identifier in concepts() else ()


_BUILDERS: dict[str, Callable[[Sequence[Fact]], Columns]] = {
    "initiative": assemble.initiative,
    "partnership": assemble.partnership,
    "need": assemble.need,
}


def _make_entities(connection: sqlite3.Connection, audience: int) -> None:
    for kind, build in _BUILDERS.items():
        for subject, facts in _by_subject(connection, kind):
            _insert(connection, audience, kind, subject, build(facts))
    for kind, describe in (("jurisdiction", assemble.jurisdiction), ("theme", assemble.theme)):
        said = dict(_by_subject(connection, kind))  # few: sources seldom describe these, the vocabulary does
        nodes = connection.execute("SELECT id FROM node WHERE audience = ? AND kind = ? ORDER BY id", (audience, kind))
        for (identifier,) in nodes.fetchall():
            _insert(connection, audience, kind, identifier, describe(identifier, said.get(identifier, [])))


def _by_subject(connection: sqlite3.Connection, kind: str) -> Iterator[tuple[str, list[Fact]]]:
    rows = connection.execute(
        "SELECT number, subject, predicate, object, value, qualifier, language, edition"
        " FROM fact WHERE kind = ? ORDER BY subject, number",
        (kind,),
    )
    for subject, group in groupby(rows, key=itemgetter(1)):
        yield subject, [Fact(*row) for row in group]


def _insert(connection: sqlite3.Connection, audience: int, kind: str, subject: str, columns: Columns) -> None:
    row = {"audience": audience, "id": subject, **columns}
    places = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {kind} ({', '.join(row)}) VALUES ({places})", tuple(row.values()))
    connection.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (audience, fold(text), subject, kind, language, form, text)
            for language, form, text in assemble.names(kind, columns)
        ),
    )


def _make_editions(connection: sqlite3.Connection, audience: int) -> None:
    said = dict(_by_subject(connection, "edition"))
    for rank, identifier in enumerate(sorted(said, key=edition_key), start=1):
        _insert(connection, audience, "edition", identifier, {"rank": rank, **assemble.edition(said[identifier])})


def _make_dates(connection: sqlite3.Connection, audience: int) -> None:
    dated = connection.execute(
        "SELECT subject, coalesce(qualifier, 'milestone'), value, min(number) FROM first"
        " WHERE kind = 'initiative' AND predicate = 'date' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    ).fetchall()
    connection.executemany(
        "INSERT INTO initiative_date VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((audience, subject, kind, edtf, *_bounds(edtf), number) for subject, kind, edtf, number in dated),
    )


def _bounds(edtf: str) -> tuple[str, str]:
    start, _, end = edtf.partition("/")
    return start, end or start


def run_script(connection: sqlite3.Connection, script: str, parameters: Mapping[str, Any] | None = None) -> None:
    """Run several statements within the open transaction (`executescript` would commit it)."""
    for statement in _statements(script.splitlines(keepends=True)):
        connection.execute(statement, parameters or {})


def _statements(lines: Iterable[str]) -> Iterator[str]:
    waiting = ""
    for line in lines:
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""

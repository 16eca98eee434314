"""From claims to the graph: everything below "node" in the schema, made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from graph import assemble
from graph.assemble import Columns, Fact
from graph.editions import edition_key
from graph.errors import SourceError
from graph.jurisdictions import lineage
from graph.text import fold
from graph.themes import ancestors

HERE = Path(__file__).parent
DERIVED = (  # in an order that lets rows go before what they refer to
    *("name", "works_on", "theme_within", "takes_part", "need_theme", "partnership_theme", "partnership_member"),
    *("initiative_date", "initiative_theme", "initiative_edition", "submission", "need", "partnership"),
    *("initiative", "edition", "theme", "jurisdiction", "node"),
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
       c.value, c.qualifier, c.language, c.edition, c.reported_by, c.stated, c.visible_from
FROM main.claim AS c LEFT JOIN same_as AS a ON a.alias = c.subject LEFT JOIN same_as AS b ON b.alias = c.object
"""
_FIRST = """
CREATE TEMP VIEW first AS SELECT * FROM (
    SELECT *, row_number() OVER (PARTITION BY kind, subject, predicate, object, qualifier, value
                                 ORDER BY visible_from, stated DESC, number) AS nth FROM fact)
WHERE nth = 1
"""


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the nodes and the facts between them from the claims, within the caller's transaction.

    Raises:
        SourceError: when one identifier is used for two kinds of node.
    """
    for name in ("VIEW IF EXISTS temp.first", "TABLE IF EXISTS temp.fact"):
        connection.execute(f"DROP {name}")
    for table in DERIVED:
        connection.execute(f"DELETE FROM {table}")
    connection.execute(_FACT)
    _make_nodes(connection)
    connection.execute(
        "UPDATE fact SET visible_from = max(visible_from, (SELECT visible_from FROM node WHERE id = object))"
        " WHERE object IS NOT NULL"
    )
    connection.execute(_FIRST)
    _make_entities(connection)
    _make_editions(connection)
    _make_dates(connection)
    _make_closure(connection)
    run_script(connection, (HERE / "facts.sql").read_text("utf-8"))
    _make_sources_visible(connection)
    connection.execute("DROP VIEW temp.first")
    connection.execute("DROP TABLE temp.fact")


def _make_nodes(connection: sqlite3.Connection) -> None:
    """A node is there for who may see a claim about it (an initiative: its title; a need: its text)."""
    seen: dict[str, tuple[str, int]] = {}

    def see(identifier: str, kind: str, level: int) -> None:
        before = seen.setdefault(identifier, (kind, level))
        if before[0] != kind:
            raise SourceError(
                "“{id}” would be both a {one} and a {other}. Give one of them another identifier.",
                id=identifier, one=before[0], other=kind,
            )  # fmt: skip
        if level < before[1]:
            seen[identifier] = (kind, level)

    subjects = connection.execute(
        "SELECT subject, kind, min(visible_from) FROM fact"
        " WHERE kind NOT IN ('initiative', 'need') OR predicate IN ('title', 'text') GROUP BY subject, kind"
    )
    for identifier, kind, level in subjects:
        see(identifier, kind, level)
    objects = connection.execute(
        "SELECT DISTINCT object, kind, predicate, min(visible_from) FROM fact WHERE object IS NOT NULL"
        " GROUP BY object, kind, predicate"
    )
    for identifier, kind, predicate, level in objects:
        if found := OBJECTS.get((kind, predicate)):
            see(identifier, found, level)
    for identifier, (kind, level) in list(seen.items()):
        wider = {"jurisdiction": lineage, "theme": ancestors}.get(kind)
        for broader in wider(identifier) if wider else ():
            see(broader, kind, level)
    connection.executemany(
        "INSERT INTO node VALUES (?, ?, ?)", ((i, kind, level) for i, (kind, level) in sorted(seen.items()))
    )
    connection.execute("DELETE FROM fact WHERE subject NOT IN (SELECT id FROM node)")
    connection.execute("DELETE FROM fact WHERE object NOT IN (SELECT id FROM node)")


_BUILDERS: dict[str, Callable[[Sequence[Fact]], Columns | None]] = {
    "initiative": assemble.initiative,
    "partnership": assemble.partnership,
    "need": assemble.need,
}


def _make_entities(connection: sqlite3.Connection) -> None:
    for kind, build in _BUILDERS.items():
        for subject, facts in _by_subject(connection, kind):
            levels = {f.visible_from for f in facts}
            _insert(connection, kind, subject, facts, build, levels)
    said = {
        kind: dict(_by_subject(connection, kind)) for kind in ("jurisdiction", "theme")
    }  # few: sources seldom describe these, the vocabulary does
    describe = {"jurisdiction": assemble.jurisdiction, "theme": assemble.theme}
    nodes = connection.execute(
        "SELECT id, kind, visible_from FROM node WHERE kind IN ('jurisdiction', 'theme') ORDER BY id"
    ).fetchall()
    for identifier, kind, level in nodes:
        facts = said[kind].get(identifier, [])
        build = partial(describe[kind], identifier)
        _insert(connection, kind, identifier, facts, build, {level, *(f.visible_from for f in facts)})
    connection.execute("DELETE FROM node WHERE kind = 'partnership' AND id NOT IN (SELECT id FROM partnership)")


def _by_subject(connection: sqlite3.Connection, kind: str) -> Iterator[tuple[str, list[Fact]]]:
    rows = connection.execute(
        "SELECT number, subject, predicate, object, value, qualifier, language, edition, visible_from"
        " FROM fact WHERE kind = ? ORDER BY subject, number",
        (kind,),
    )
    for subject, group in groupby(rows, key=itemgetter(1)):
        yield subject, [Fact(*row) for row in group]


def _insert(
    connection: sqlite3.Connection,
    kind: str,
    subject: str,
    facts: Sequence[Fact],
    build: Callable[[Sequence[Fact]], Columns | None],
    levels: set[int],
) -> None:
    named: dict[tuple[str | None, str, str], int] = {}
    for visible_from, visible_to, columns in assemble.ranges(facts, build, levels):
        row = {"id": subject, "visible_from": visible_from, "visible_to": visible_to, **columns}
        _insert_row(connection, kind, row)
        for name in assemble.names(kind, columns):
            named.setdefault(name, visible_from)
    connection.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((fold(text), subject, kind, lang, form, text, level) for (lang, form, text), level in named.items()),
    )


def _insert_row(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    places = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", tuple(row.values()))


def _make_editions(connection: sqlite3.Connection) -> None:
    said = dict(_by_subject(connection, "edition"))
    for rank, identifier in enumerate(sorted(said, key=edition_key), start=1):
        facts = said[identifier]
        for visible_from, visible_to, columns in assemble.ranges(
            facts, assemble.edition, {f.visible_from for f in facts}
        ):
            row = {"id": identifier, "visible_from": visible_from, "visible_to": visible_to, "rank": rank}
            _insert_row(connection, "edition", {**row, **columns})
    connection.execute(
        "INSERT INTO submission SELECT f.subject, f.object, f.predicate = 'submitted',"
        " coalesce(a.approval, 'members'), f.visible_from, f.number"
        " FROM (SELECT *, row_number() OVER (PARTITION BY subject, object"
        "       ORDER BY predicate DESC, visible_from, number) AS once"
        "       FROM first WHERE kind = 'edition' AND predicate IN ('submitted', 'missing')) AS f"
        " LEFT JOIN approval AS a ON a.jurisdiction = f.object AND a.edition = f.subject WHERE f.once = 1"
    )


def _make_dates(connection: sqlite3.Connection) -> None:
    dated = connection.execute(
        "SELECT subject, coalesce(qualifier, 'milestone'), value, visible_from, number FROM first"
        " WHERE kind = 'initiative' AND predicate = 'date' ORDER BY subject, visible_from, number"
    ).fetchall()
    connection.executemany(
        "INSERT OR IGNORE INTO initiative_date VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((subject, kind, edtf, *_bounds(edtf), level, number) for subject, kind, edtf, level, number in dated),
    )


def _bounds(edtf: str) -> tuple[str, str]:
    start, _, end = edtf.partition("/")
    return start, end or start


def _make_closure(connection: sqlite3.Connection) -> None:
    run_script(
        connection,
        "INSERT INTO theme_within WITH RECURSIVE up (theme, broader) AS ("
        " SELECT id, id FROM theme UNION SELECT u.theme, t.broader FROM up AS u JOIN theme AS t ON t.id = u.broader"
        " WHERE t.broader IS NOT NULL) SELECT theme, broader FROM up;",
    )


def _make_sources_visible(connection: sqlite3.Connection) -> None:
    connection.execute(
        "UPDATE source SET visible_from = min("
        " coalesce((SELECT min(c.visible_from) FROM place AS p JOIN main.claim AS c ON c.place = p.number"
        "           WHERE p.source = source.number), 2),"
        " coalesce((SELECT min(u.visible_from) FROM unplaced AS u WHERE u.source = source.number), 2))"
    )


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run several statements within the open transaction (`executescript` would commit it)."""
    for statement in _statements(script.splitlines(keepends=True)):
        connection.execute(statement)


def _statements(lines: Iterable[str]) -> Iterator[str]:
    waiting = ""
    for line in lines:
        waiting += line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""

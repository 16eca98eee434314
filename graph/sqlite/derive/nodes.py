"""The nodes that claims add up to.

Those of which one mention tells all are made by SQL, in one sweep (nodes.sql), and so are, in another, those of which
several tell that agree, as the cells of a row do. The others, of which sources or editions say different things, are
put together one by one (`graph.sqlite.derive.assemble`), and so are the few hundred editions, themes and jurisdictions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from graph.dates.editions import edition_key
from graph.errors import SourceError
from graph.sqlite.derive import assemble
from graph.sqlite.derive.assemble import Columns, Fact
from graph.sqlite.schema.sql_script import run_script
from graph.text import fold
from graph.vocabulary.jurisdictions import lineage
from graph.vocabulary.themes import ancestors, concepts

HERE = Path(__file__).parent
_SWEPT = ("initiative", "partnership", "need")
_FACTS = """
SELECT d.number, m.subject, d.predicate, d.object, d.value, d.qualifier, d.language, m.edition, m.stated
FROM told AS m CROSS JOIN detail_of AS d ON d.number BETWEEN m.first AND m.last
WHERE m.kind = :kind {only}
ORDER BY m.subject, d.number
"""
_SEVERAL = "AND m.subject IN (SELECT subject FROM several WHERE kind = :kind)"
# nodes that several mentions tell of, and do not agree on once they were swept; what is told of that is no node
_TABLES = (
    "DROP TABLE IF EXISTS temp.several",
    """CREATE TEMP TABLE several AS
    SELECT kind, subject FROM spoken_of WHERE kind IN ('initiative', 'partnership', 'need')
    GROUP BY subject, kind HAVING count(*) > 1""",
    """CREATE TEMP TABLE IF NOT EXISTS lost (
    audience INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (audience, kind, subject))
    WITHOUT ROWID""",
)
_LOST = """
INSERT INTO lost SELECT DISTINCT :audience, kind, subject FROM spoken_of AS t
WHERE kind = :kind AND NOT EXISTS (SELECT 1 FROM {kind} AS n WHERE n.id = t.subject AND n.audience = :audience)
"""
_AGREED = """
DELETE FROM several WHERE kind = :kind
    AND EXISTS (SELECT 1 FROM {kind} AS n WHERE n.id = several.subject AND n.audience = :audience)
"""
# initiatives that are referred to have to be there
_ASTRAY = """
UPDATE {table} SET {column} = NULL
WHERE audience = :audience AND {column} IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM initiative AS n WHERE n.id = {table}.{column} AND n.audience = :audience)
"""
# which jurisdictions and themes are named, by kind of what names them and predicate
_NAMED = {
    "jurisdiction": (
        ("edition", "submitted"), ("edition", "missing"), ("initiative", "lead"), ("partnership", "member"),
        ("need", "by"), ("jurisdiction", "part_of"),
    ),
    "theme": (("initiative", "theme"), ("partnership", "theme"), ("need", "theme"), ("theme", "broader")),
}  # fmt: skip
_OBJECTS = """
SELECT DISTINCT object FROM fact
WHERE ({named}) AND object IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM lost AS l
                    WHERE l.audience = :audience AND l.kind = fact.kind AND l.subject = fact.subject)
"""
_TWICE = """
SELECT a.id, a.kind AS one, b.kind AS other FROM node AS a JOIN node AS b ON b.id = a.id AND b.audience = a.audience
WHERE a.audience = :audience AND a.kind = :kind AND b.kind <> :kind ORDER BY 1, 2, 3 LIMIT 1
"""
_BUILDERS: dict[str, Callable[[Sequence[Fact]], Columns | None]] = {
    "initiative": assemble.initiative,
    "partnership": assemble.partnership,
    "need": assemble.need,
}


def make(connection: sqlite3.Connection, audience: int) -> None:
    """Build an audience's nodes from its visible claims; record in `lost` the subjects that form no valid node.

    Raises:
        SourceError: when one identifier is used for two kinds of node.
    """
    bound = {"audience": audience}
    for statement in _TABLES:
        connection.execute(statement)
    _sweep(connection, bound, among="NOT IN", group="m.number")
    if connection.execute("SELECT EXISTS (SELECT 1 FROM several)").fetchone()[0]:
        _sweep(connection, bound, among="IN", group="m.subject")
        for kind in _SWEPT:
            connection.execute(_AGREED.format(kind=kind), {**bound, "kind": kind})
        _put_together(connection, audience)
    for table, column in (("initiative", "part_of"), ("partnership", "initiative"), ("need", "initiative")):
        connection.execute(_ASTRAY.format(table=table, column=column), bound)
    for kind in _SWEPT:
        connection.execute(_LOST.format(kind=kind), {**bound, "kind": kind})
    _describe(connection, audience)
    for kind in ("jurisdiction", "theme", "edition", "partnership", "need"):
        if twice := connection.execute(_TWICE, {**bound, "kind": kind}).fetchone():
            one, other = sorted(twice[1:])
            raise SourceError(
                "“{id}” would be both a {one} and a {other}. Give one of them another identifier.",
                id=twice[0], one=one, other=other,
            )  # fmt: skip


def _sweep(connection: sqlite3.Connection, bound: Mapping[str, int], *, among: str, group: str) -> None:
    """Make the nodes that are, or are not, among those that several mentions tell of, each of a group of mentions."""
    script = (HERE / "nodes.sql").read_text("utf-8")
    run_script(connection, script.replace("{among}", among).replace("{group}", group), bound)


def _put_together(connection: sqlite3.Connection, audience: int) -> None:
    """Make the initiatives, partnerships and needs of which several mentions tell different things."""
    wholes: dict[str, list[Fact]] = {}
    for kind, build in _BUILDERS.items():
        reference = "part_of" if kind == "initiative" else "initiative"
        for subject, facts in _by_subject(connection, kind, _SEVERAL):
            if kind == "initiative":  # whether its whole is there is known when all initiatives are
                if whole := [fact for fact in facts if fact.predicate == reference]:
                    wholes[subject] = whole
                kept = [fact for fact in facts if fact.predicate != reference]
            else:
                kept = [f for f in facts if f.predicate != reference or _is_initiative(connection, audience, f.object)]
            if columns := build(kept):
                _insert(connection, audience, kind, subject, columns)
        if kind == "initiative":
            for subject, facts in wholes.items():
                known = [fact for fact in facts if _is_initiative(connection, audience, fact.object)]
                connection.execute(
                    "UPDATE initiative SET part_of = ? WHERE id = ? AND audience = ?",
                    (assemble.whole(known), subject, audience),
                )


def _is_initiative(connection: sqlite3.Connection, audience: int, identifier: str | None) -> bool:
    found = connection.execute("SELECT 1 FROM initiative WHERE id = ? AND audience = ?", (identifier, audience))
    return found.fetchone() is not None


def _describe(connection: sqlite3.Connection, audience: int) -> None:
    """Make the editions, and the jurisdictions and themes that something names, with all that those are within."""
    editions = dict(_by_subject(connection, "edition"))
    for rank, identifier in enumerate(sorted(editions, key=edition_key), start=1):
        _insert(connection, audience, "edition", identifier, {"rank": rank, **assemble.edition(editions[identifier])})
    describers = {"jurisdiction": assemble.jurisdiction, "theme": assemble.theme}
    for kind, describe in describers.items():
        said = dict(_by_subject(connection, kind))
        named = " OR ".join(f"kind = '{one}' AND predicate = '{predicate}'" for one, predicate in _NAMED[kind])
        rows = connection.execute(_OBJECTS.format(named=named), {"audience": audience})
        found = {identifier for (identifier,) in rows} | said.keys()
        for identifier in sorted(found.union(*(_wider(one, kind) for one in found))):
            _insert(connection, audience, kind, identifier, describe(identifier, said.get(identifier, [])))


def _wider(identifier: str, kind: str) -> tuple[str, ...]:
    """What the vocabulary says that a node is within."""
    if kind == "jurisdiction":
        return lineage(identifier)
    return ancestors(identifier) if identifier in concepts() else ()


def _by_subject(connection: sqlite3.Connection, kind: str, only: str = "") -> Iterator[tuple[str, list[Fact]]]:
    rows = connection.execute(_FACTS.format(only=only), {"kind": kind})
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

"""Build nodes from claims.

SQL (nodes.sql) builds the nodes that have one mention, and those whose mentions agree, as the cells of a row do. Nodes
whose mentions disagree, because sources or editions differ, are assembled one by one (`graph.sqlite.derive.assemble`),
and so are the few hundred editions, themes and jurisdictions.
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
from graph.sqlite.derive.assemble import Columns, VisibleClaim
from graph.sqlite.schema.schema import run_script
from graph.text.strings import fold
from graph.vocabulary.jurisdictions import lineage
from graph.vocabulary.themes import ancestors, concepts

HERE = Path(__file__).parent
_AGGREGATED_KINDS = ("initiative", "partnership", "need")
_CLAIMS = """
SELECT d.number, m.subject, d.predicate, d.object, d.value, d.qualifier, d.language, m.edition, m.stated
FROM visible_mention AS m CROSS JOIN visible_detail AS d ON d.number BETWEEN m.first AND m.last
WHERE m.kind = :kind {condition}
ORDER BY m.subject, d.number
"""
_IS_MULTI_MENTION = "AND m.subject IN (SELECT subject FROM multi_mention WHERE kind = :kind)"
# subjects with several mentions (after aggregation: whose mentions disagree), and subjects that form no valid node
_WORK_TABLES = (
    "DROP TABLE IF EXISTS temp.multi_mention",
    """CREATE TEMP TABLE multi_mention AS
    SELECT kind, subject FROM visible_subject WHERE kind IN ('initiative', 'partnership', 'need')
    GROUP BY subject, kind HAVING count(*) > 1""",
    """CREATE TEMP TABLE IF NOT EXISTS rejected_node (
    audience INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (audience, kind, subject))
    WITHOUT ROWID""",
)
_INSERT_REJECTED = """
INSERT INTO rejected_node SELECT DISTINCT :audience, kind, subject FROM visible_subject AS t
WHERE kind = :kind AND NOT EXISTS (SELECT 1 FROM {kind} AS n WHERE n.id = t.subject AND n.audience = :audience)
"""
_DELETE_AGREEING = """
DELETE FROM multi_mention WHERE kind = :kind
    AND EXISTS (SELECT 1 FROM {kind} AS n WHERE n.id = multi_mention.subject AND n.audience = :audience)
"""
_CLEAR_DANGLING_REFERENCE = """
UPDATE {table} SET {column} = NULL
WHERE audience = :audience AND {column} IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM initiative AS n WHERE n.id = {table}.{column} AND n.audience = :audience)
"""
# where jurisdictions and themes are referred to: (kind of the subject, predicate)
_REFERENCES = {
    "jurisdiction": (
        ("edition", "submitted"), ("edition", "missing"), ("initiative", "lead"), ("partnership", "member"),
        ("need", "by"), ("jurisdiction", "part_of"),
    ),
    "theme": (("initiative", "theme"), ("partnership", "theme"), ("need", "theme"), ("theme", "broader")),
}  # fmt: skip
_REFERRED_OBJECTS = """
SELECT DISTINCT object FROM visible_claim
WHERE ({references}) AND object IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM rejected_node AS l
                    WHERE l.audience = :audience AND l.kind = visible_claim.kind AND l.subject = visible_claim.subject)
"""
_AMBIGUOUS_IDENTIFIER = """
SELECT a.id, a.kind AS one, b.kind AS other FROM node AS a JOIN node AS b ON b.id = a.id AND b.audience = a.audience
WHERE a.audience = :audience AND a.kind = :kind AND b.kind <> :kind ORDER BY 1, 2, 3 LIMIT 1
"""
_BUILDERS: dict[str, Callable[[Sequence[VisibleClaim]], Columns | None]] = {
    "initiative": assemble.initiative_columns,
    "partnership": assemble.partnership_columns,
    "need": assemble.need_columns,
}


def build_nodes(connection: sqlite3.Connection, audience: int) -> None:
    """Build an audience's nodes from its visible claims; record subjects that form no valid node in `rejected_node`.

    Raises:
        SourceError: when one identifier is used for two kinds of node.
    """
    bound = {"audience": audience}
    for statement in _WORK_TABLES:
        connection.execute(statement)
    _aggregate(connection, bound, among="NOT IN", group="m.number")
    if connection.execute("SELECT EXISTS (SELECT 1 FROM multi_mention)").fetchone()[0]:
        _aggregate(connection, bound, among="IN", group="m.subject")
        for kind in _AGGREGATED_KINDS:
            connection.execute(_DELETE_AGREEING.format(kind=kind), {**bound, "kind": kind})
        _assemble(connection, audience)
    for table, column in (("initiative", "part_of"), ("partnership", "initiative"), ("need", "initiative")):
        connection.execute(_CLEAR_DANGLING_REFERENCE.format(table=table, column=column), bound)
    for kind in _AGGREGATED_KINDS:
        connection.execute(_INSERT_REJECTED.format(kind=kind), {**bound, "kind": kind})
    _insert_referred_nodes(connection, audience)
    for kind in ("jurisdiction", "theme", "edition", "partnership", "need"):
        if ambiguous := connection.execute(_AMBIGUOUS_IDENTIFIER, {**bound, "kind": kind}).fetchone():
            one, other = sorted(ambiguous[1:])
            raise SourceError(
                "“{id}” identifies both a {one} and a {other}. Give one of them another identifier.",
                id=ambiguous[0], one=one, other=other,
            )  # fmt: skip


def _aggregate(connection: sqlite3.Connection, bound: Mapping[str, int], *, among: str, group: str) -> None:
    """Build one node for each group of mentions, for subjects that are or are not in `multi_mention`."""
    script = (HERE / "nodes.sql").read_text("utf-8")
    run_script(connection, script.replace("{among}", among).replace("{group}", group), bound)


def _assemble(connection: sqlite3.Connection, audience: int) -> None:
    """Build the initiatives, partnerships and needs whose mentions disagree."""
    parents: dict[str, list[VisibleClaim]] = {}
    for kind, build in _BUILDERS.items():
        reference = "part_of" if kind == "initiative" else "initiative"
        for subject, claims in _by_subject(connection, kind, _IS_MULTI_MENTION):
            if kind == "initiative":  # its parent may not be built yet
                if parent := [claim for claim in claims if claim.predicate == reference]:
                    parents[subject] = parent
                kept = [claim for claim in claims if claim.predicate != reference]
            else:
                kept = [c for c in claims if c.predicate != reference or _is_initiative(connection, audience, c.object)]
            if columns := build(kept):
                _insert(connection, audience, kind, subject, columns)
        if kind == "initiative":
            for subject, claims in parents.items():
                known = [claim for claim in claims if _is_initiative(connection, audience, claim.object)]
                connection.execute(
                    "UPDATE initiative SET part_of = ? WHERE id = ? AND audience = ?",
                    (assemble.latest_parent(known), subject, audience),
                )


def _is_initiative(connection: sqlite3.Connection, audience: int, identifier: str | None) -> bool:
    found = connection.execute("SELECT 1 FROM initiative WHERE id = ? AND audience = ?", (identifier, audience))
    return found.fetchone() is not None


def _insert_referred_nodes(connection: sqlite3.Connection, audience: int) -> None:
    """Insert the editions, and the jurisdictions and themes that are described or referred to, with their ancestors."""
    editions = dict(_by_subject(connection, "edition"))
    for rank, identifier in enumerate(sorted(editions, key=edition_key), start=1):
        _insert(
            connection,
            audience,
            "edition",
            identifier,
            {"rank": rank, **assemble.edition_columns(editions[identifier])},
        )
    builders = {"jurisdiction": assemble.jurisdiction_columns, "theme": assemble.theme_columns}
    for kind, build in builders.items():
        described = dict(_by_subject(connection, kind))
        references = " OR ".join(
            f"kind = '{one}' AND predicate = '{predicate}'" for one, predicate in _REFERENCES[kind]
        )
        rows = connection.execute(_REFERRED_OBJECTS.format(references=references), {"audience": audience})
        found = {identifier for (identifier,) in rows} | described.keys()
        for identifier in sorted(found.union(*(_ancestors(one, kind) for one in found))):
            _insert(connection, audience, kind, identifier, build(identifier, described.get(identifier, [])))


def _ancestors(identifier: str, kind: str) -> tuple[str, ...]:
    """Return the nodes that the vocabulary places above a node."""
    if kind == "jurisdiction":
        return lineage(identifier)
    return ancestors(identifier) if identifier in concepts() else ()


def _by_subject(
    connection: sqlite3.Connection, kind: str, condition: str = ""
) -> Iterator[tuple[str, list[VisibleClaim]]]:
    rows = connection.execute(_CLAIMS.format(condition=condition), {"kind": kind})
    for subject, group in groupby(rows, key=itemgetter(1)):
        yield subject, [VisibleClaim(*row) for row in group]


def _insert(connection: sqlite3.Connection, audience: int, kind: str, subject: str, columns: Columns) -> None:
    row = {"audience": audience, "id": subject, **columns}
    places = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {kind} ({', '.join(row)}) VALUES ({places})", tuple(row.values()))
    connection.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (audience, fold(text), subject, kind, language, form, text)
            for language, form, text in assemble.iter_names(kind, columns)
        ),
    )

"""Build nodes from claims.

SQL (nodes.sql) builds the nodes whose mentions agree, as the cells of a row do. Nodes whose mentions disagree, because
sources or editions differ, are assembled one by one (`graph.sqlite.derive.assemble`), and so are the few hundred
editions, themes and jurisdictions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from graph.dates.editions import edition_key
from graph.errors import SourceError
from graph.sqlite.derive import assemble
from graph.sqlite.derive.assemble import Columns, VisibleClaim
from graph.sqlite.schema.schema import run_script
from graph.text.strings import fold
from graph.vocabulary.jurisdictions import lineage
from graph.vocabulary.themes import ancestors, concepts

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

HERE = Path(__file__).parent
_AGGREGATED_KINDS = ("initiative", "partnership", "need")
_TEXTS = ("title", "summary", "text")  # the predicates of nodes that have texts by language
_CLAIMS = """
SELECT d.number, m.subject, d.predicate, d.object, d.value, d.qualifier, d.language, m.edition, m.stated
FROM visible_mention AS m CROSS JOIN visible_detail AS d ON d.number BETWEEN m.first AND m.last
WHERE m.kind = :kind {condition}
ORDER BY m.subject, d.number
"""
_IS_DISAGREEING = "AND m.subject IN (SELECT subject FROM disagreeing WHERE kind = :kind)"
# runs of visible mentions of one subject that follow each other, by the number of the first; subjects with several
# runs, or with several texts or values in their run; subjects without a node after the first pass; subjects whose
# mentions disagree; subjects that form no valid node. A mention that follows one of an alias of its subject, or one
# that the audience does not see, begins a run: to call a subject scattered is never wrong
_WORK_TABLES = (
    "DROP TABLE IF EXISTS temp.run",
    "CREATE TEMP TABLE run (first INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL)",
    """INSERT INTO run SELECT m.number, m.kind, m.subject FROM visible_mention AS m
    WHERE NOT EXISTS (SELECT 1 FROM mention AS p WHERE p.number = m.number - 1 AND p.subject = m.subject
                      AND p.kind = m.kind AND p.visible_from <= :audience)""",
    "DROP TABLE IF EXISTS temp.scattered",
    """CREATE TEMP TABLE scattered AS
    SELECT kind, subject FROM run WHERE kind IN ('initiative', 'partnership', 'need')
    GROUP BY subject, kind HAVING count(*) > 1""",
    "DROP TABLE IF EXISTS temp.left_over",
    "CREATE TEMP TABLE left_over (kind TEXT NOT NULL, subject TEXT NOT NULL)",
    "DROP TABLE IF EXISTS temp.disagreeing",
    "CREATE TEMP TABLE disagreeing (kind TEXT NOT NULL, subject TEXT NOT NULL)",
    """CREATE TEMP TABLE IF NOT EXISTS rejected_node (
    audience INTEGER NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (audience, kind, subject))
    WITHOUT ROWID""",
)
_IN_RUN = """m.number >= r.first
    AND m.number < coalesce((SELECT min(n.first) FROM run AS n WHERE n.first > r.first), 9223372036854775807)"""
# the placeholders of nodes.sql for subjects with one run, and for the others. In a run, which is a row or a passage, a
# text is one, or one in each of two languages, and of each other predicate there is one value; only the second pass
# looks whether several are the same
_FEW_TEXTS = """(count(*) FILTER (WHERE d.predicate = '{0}') <= 1 OR (
            count(*) FILTER (WHERE d.predicate = '{0}') = 2
            AND min(coalesce(d.language, 'und')) FILTER (WHERE d.predicate = '{0}')
                < max(coalesce(d.language, 'und')) FILTER (WHERE d.predicate = '{0}')))"""
_SAME_TEXTS = """count(DISTINCT coalesce(d.language, 'und')) FILTER (WHERE d.predicate = '{0}')
            = count(DISTINCT coalesce(d.language, 'und') || ' ' || d.value) FILTER (WHERE d.predicate = '{0}')"""
_VALUES = {"kind": "value", "lead": "object", "status": "value", "part_of": "object", "external_partner": "value"}
# each of them is said once at most: there are as many claims as texts and values
_FEW_VALUES = "count(*) = count(*) FILTER (WHERE d.predicate IN ('title', 'summary')) + " + " + ".join(
    f"(max(d.{column}) FILTER (WHERE d.predicate = '{predicate}') IS NOT NULL)" for predicate, column in _VALUES.items()
)
_SAME_VALUES = " AND ".join(
    f"min(d.{column}) FILTER (WHERE d.predicate = '{predicate}')"
    f" IS max(d.{column}) FILTER (WHERE d.predicate = '{predicate}')"
    for predicate, column in _VALUES.items()
)
_BY_RUN = {
    "mentions": f"run AS r CROSS JOIN visible_mention AS m ON {_IN_RUN}", "of": "r", "group": "r.first",
    "among": "NOT IN", "distinct": "", "values_agree": _FEW_VALUES,
    **{f"{text}_agrees": _FEW_TEXTS.format(text) for text in _TEXTS},
}  # fmt: skip
_BY_SUBJECT = {
    "mentions": "visible_mention AS m", "of": "m", "group": "m.subject",
    "among": "IN", "distinct": "DISTINCT", "values_agree": _SAME_VALUES,
    **{f"{text}_agrees": _SAME_TEXTS.format(text) for text in _TEXTS},
}  # fmt: skip
# of what no node was built of yet
_NO_NODE = """
kind = :kind AND NOT EXISTS (SELECT 1 FROM {kind} AS n WHERE n.id = t.subject AND n.audience = :audience)
"""
_INSERT_LEFT = f"INSERT INTO left_over SELECT DISTINCT kind, subject FROM run AS t WHERE {_NO_NODE}"
_INSERT_SCATTERED = f"""
INSERT INTO scattered SELECT r.kind, r.subject FROM run AS r
WHERE (r.kind, r.subject) IN (SELECT kind, subject FROM left_over)
    AND (r.kind, r.subject) NOT IN (SELECT kind, subject FROM scattered)
    AND (SELECT count(*) FROM visible_mention AS m WHERE {_IN_RUN}) > 1
"""
_INSERT_REJECTED = f"INSERT INTO rejected_node SELECT :audience, kind, subject FROM left_over AS t WHERE {_NO_NODE}"
_INSERT_DISAGREEING = f"INSERT INTO disagreeing SELECT kind, subject FROM scattered AS t WHERE {_NO_NODE}"
# a reference to an initiative that there is not
_DANGLING = """
audience = :audience AND {column} IS NOT NULL {scope}
    AND NOT EXISTS (SELECT 1 FROM initiative AS n WHERE n.id = {table}.{column} AND n.audience = :audience)
"""
_NOTE_DANGLING = f"""
INSERT OR IGNORE INTO loose_reference
SELECT audience, {{column}}, '{{table}}', id, '{{column}}' FROM {{table}} WHERE {_DANGLING}
"""
_CLEAR_DANGLING = f"UPDATE {{table}} SET {{column}} = NULL WHERE {_DANGLING}"
_NOTE_REFERENCE = "INSERT OR IGNORE INTO loose_reference VALUES (?, ?, ?, ?, ?)"
_FORGET_REFERENCE = """
DELETE FROM loose_reference
WHERE object = ? AND subject = ? AND predicate = 'part_of' AND kind = 'initiative' AND audience = ?
"""
# the second condition on the object says no more than the first: it makes SQLite look partnerships up last
_NOTE_PARTNERSHIP_THEMES = """
INSERT OR IGNORE INTO loose_reference
SELECT :audience, object, kind, subject, predicate FROM visible_claim
WHERE kind = 'partnership' AND predicate = 'theme' AND object IS NOT NULL
    AND EXISTS (SELECT 1 FROM partnership AS p
                WHERE p.id = visible_claim.subject AND p.audience = :audience AND visible_claim.object IS NOT NULL)
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
SELECT DISTINCT d.object, d.predicate, m.kind
FROM visible_mention AS m CROSS JOIN visible_detail AS d ON d.number BETWEEN m.first AND m.last
WHERE d.predicate IN ({predicates}) AND d.object IS NOT NULL {condition}
"""
_HAS_REJECTED = "SELECT EXISTS (SELECT 1 FROM rejected_node WHERE audience = ?)"
_NOT_REJECTED = """
AND NOT EXISTS (SELECT 1 FROM rejected_node AS l
                WHERE l.audience = :audience AND l.kind = m.kind AND l.subject = m.subject)
"""
_AMBIGUOUS_IDENTIFIER = """
SELECT a.id, :kind AS one, b.kind AS other FROM {kind} AS a JOIN node AS b ON b.id = a.id AND b.audience = a.audience
WHERE a.audience = :audience AND b.kind <> :kind {scope} ORDER BY 1, 2, 3 LIMIT 1
"""
_AFFECTED_NODE = "AND {table}.id IN (SELECT id FROM temp.affected_name)"
# columns that hold one of the nodes that claims refer to
_SHOWN_REFERENCES = {
    "initiative": ("lead", "part_of"), "partnership": ("initiative",), "need": ("by", "initiative"),
    "jurisdiction": ("part_of",), "theme": ("broader",),
}  # fmt: skip
_BUILDERS: dict[str, Callable[[Sequence[VisibleClaim]], Columns | None]] = {
    "initiative": assemble.initiative_columns,
    "partnership": assemble.partnership_columns,
    "need": assemble.need_columns,
}
DESCRIBED_BUILDERS: dict[str, Callable[[str, Sequence[VisibleClaim]], Columns]] = {
    "jurisdiction": assemble.jurisdiction_columns,
    "theme": assemble.theme_columns,
}


def build_nodes(connection: Connection, audience: int) -> None:
    """Build an audience's nodes from its visible claims; record subjects that form no valid node in `rejected_node`.

    Raises:
        SourceError: when one identifier is used for two kinds of node.
    """
    build_reported(connection, audience)
    _insert_referred_nodes(connection, audience)
    for kind in ("jurisdiction", "theme", "edition", "partnership", "need"):
        raise_ambiguous(connection, audience, kind, "")


def build_reported(connection: Connection, audience: int, *, affected: bool = False) -> None:
    """Build initiatives, partnerships and needs.

    Args:
        connection: a connection with an open transaction, and the views of the audience.
        audience: the number of the audience.
        affected: whether the views hold the claims on some nodes only, whose old rows are deleted.
    """
    bound = {"audience": audience}
    for statement in _WORK_TABLES:
        connection.execute(statement, bound)
    _aggregate(connection, bound, _BY_RUN)
    for kind in _AGGREGATED_KINDS:
        connection.execute(_INSERT_LEFT.format(kind=kind), {**bound, "kind": kind})
    connection.execute(_INSERT_SCATTERED)
    if connection.execute("SELECT EXISTS (SELECT 1 FROM scattered)").fetchone()[0]:
        _aggregate(connection, bound, _BY_SUBJECT)
        for kind in _AGGREGATED_KINDS:
            connection.execute(_INSERT_DISAGREEING.format(kind=kind), {**bound, "kind": kind})
    if connection.execute("SELECT EXISTS (SELECT 1 FROM disagreeing)").fetchone()[0]:
        _assemble(connection, audience)
    for table, column in (("initiative", "part_of"), ("partnership", "initiative"), ("need", "initiative")):
        scope = _AFFECTED_NODE.format(table=table) if affected else ""
        for statement in (_NOTE_DANGLING, _CLEAR_DANGLING):
            connection.execute(statement.format(table=table, column=column, scope=scope), bound)
    connection.execute(_NOTE_PARTNERSHIP_THEMES, bound)
    for kind in _AGGREGATED_KINDS:
        connection.execute(_INSERT_REJECTED.format(kind=kind), {**bound, "kind": kind})


def raise_ambiguous(connection: Connection, audience: int, kind: str, scope: str) -> None:
    """Raise an error if an identifier of a node of one kind is that of a node of another kind.

    Args:
        connection: a connection with an open transaction.
        audience: the number of the audience.
        kind: the kind of node.
        scope: an SQL condition on the nodes `a`.

    Raises:
        SourceError: there is such an identifier.
    """
    statement = _AMBIGUOUS_IDENTIFIER.format(kind=kind, scope=scope)
    if ambiguous := connection.execute(statement, {"audience": audience, "kind": kind}).fetchone():
        one, other = sorted(ambiguous[1:])
        raise SourceError(
            "“{id}” identifies both a {one} and a {other}. Give one of them another identifier.",
            id=ambiguous[0], one=one, other=other,
        )  # fmt: skip


def _aggregate(connection: Connection, bound: Mapping[str, int], placeholders: Mapping[str, str]) -> None:
    """Build one node for each group of mentions, for subjects that are or are not in `scattered`."""
    script = (HERE / "nodes.sql").read_text("utf-8")
    for name, text in placeholders.items():
        script = script.replace(f"{{{name}}}", text)
    run_script(connection, script, bound)


def _assemble(connection: Connection, audience: int) -> None:
    """Build the initiatives, partnerships and needs whose mentions disagree."""
    parents: dict[str, list[VisibleClaim]] = {}
    for kind, build in _BUILDERS.items():
        reference = "part_of" if kind == "initiative" else "initiative"
        for subject, claims in by_subject(connection, kind, _IS_DISAGREEING):
            if kind == "initiative":  # its parent may not be built yet
                if parent := [claim for claim in claims if claim.predicate == reference]:
                    parents[subject] = parent
                kept = [claim for claim in claims if claim.predicate != reference]
            else:
                kept = [c for c in claims if c.predicate != reference or _is_initiative(connection, audience, c.object)]
            columns = build(kept)
            if columns:
                insert_node(connection, audience, kind, subject, columns)
            if columns or kind == "partnership":  # one of a single member waits for its initiative
                _note_other_references(connection, audience, kind, subject, claims, columns or {})
        if kind == "initiative":
            for subject, claims in parents.items():
                known = [claim for claim in claims if _is_initiative(connection, audience, claim.object)]
                shown = (assemble.latest_parent(known), subject, audience)
                connection.execute("UPDATE initiative SET part_of = ? WHERE id = ? AND audience = ?", shown)
                connection.execute(_FORGET_REFERENCE, shown)


def _note_other_references(
    connection: Connection, audience: int, kind: str, subject: str, claims: Sequence[VisibleClaim],
    columns: Columns,
) -> None:  # fmt: skip
    """Note what claims refer to and the row of their node does not show."""
    shown = _SHOWN_REFERENCES[kind]
    others = {
        (audience, claim.object, kind, subject, claim.predicate)
        for claim in claims
        if claim.object and claim.predicate in shown and claim.object != columns.get(claim.predicate)
    }
    if others:
        connection.executemany(_NOTE_REFERENCE, others)


def _is_initiative(connection: Connection, audience: int, identifier: str | None) -> bool:
    found = connection.execute("SELECT 1 FROM initiative WHERE id = ? AND audience = ?", (identifier, audience))
    return found.fetchone() is not None


def _insert_referred_nodes(connection: Connection, audience: int) -> None:
    """Insert the editions, and the jurisdictions and themes that are described or referred to, with their ancestors."""
    for identifier, claims in by_subject(connection, "edition"):
        insert_node(connection, audience, "edition", identifier, {"rank": 0, **assemble.edition_columns(claims)})
    rank_editions(connection, audience)
    for kind, referred in _referred_objects(connection, audience).items():
        described = dict(by_subject(connection, kind))
        found = referred | described.keys()
        wanted = sorted(found.union(*(vocabulary_ancestors(one, kind) for one in found)))
        insert_described(connection, audience, kind, [(one, described.get(one, [])) for one in wanted])


def _referred_objects(connection: Connection, audience: int) -> dict[str, set[str]]:
    """Return the jurisdictions and the themes that claims on nodes refer to, by kind."""
    (has_rejected,) = connection.execute(_HAS_REJECTED, (audience,)).fetchone()
    predicates = sorted({predicate for named in _REFERENCES.values() for _, predicate in named})
    statement = _REFERRED_OBJECTS.format(
        predicates=", ".join(f"'{predicate}'" for predicate in predicates),
        condition=_NOT_REJECTED if has_rejected else "",
    )
    referred: dict[str, set[str]] = {kind: set() for kind in _REFERENCES}
    for identifier, predicate, kind in connection.execute(statement, {"audience": audience} if has_rejected else {}):
        for target, named in _REFERENCES.items():
            if (kind, predicate) in named:
                referred[target].add(identifier)
    return referred


def rank_editions(connection: Connection, audience: int) -> None:
    """Number the editions of an audience in the order of time."""
    rows = connection.execute("SELECT id, rank FROM edition WHERE audience = ?", (audience,)).fetchall()
    order = sorted(sorted(identifier for identifier, _ in rows), key=edition_key)
    ranks = {identifier: rank for rank, identifier in enumerate(order, start=1)}
    connection.executemany(
        "UPDATE edition SET rank = ? WHERE id = ? AND audience = ?",
        [(ranks[identifier], identifier, audience) for identifier, rank in rows if ranks[identifier] != rank],
    )


def insert_described(
    connection: Connection, audience: int, kind: str,
    described: Sequence[tuple[str, Sequence[VisibleClaim]]],
) -> None:  # fmt: skip
    """Insert jurisdictions or themes, each given with the claims that describe it."""
    build = DESCRIBED_BUILDERS[kind]
    made = [(identifier, build(identifier, claims)) for identifier, claims in described]
    insert_nodes(connection, audience, kind, made)
    for (identifier, claims), (_, columns) in zip(described, made, strict=True):
        _note_other_references(connection, audience, kind, identifier, claims, columns)


def vocabulary_ancestors(identifier: str, kind: str) -> tuple[str, ...]:
    """Return the nodes that the vocabulary places above a node."""
    if kind == "jurisdiction":
        return lineage(identifier)
    return ancestors(identifier) if identifier in concepts() else ()


def by_subject(connection: Connection, kind: str, condition: str = "") -> Iterator[tuple[str, list[VisibleClaim]]]:
    """Yield the subjects of a kind, each with its visible claims."""
    rows = connection.execute(_CLAIMS.format(condition=condition), {"kind": kind})
    for subject, group in groupby(rows, key=itemgetter(1)):
        yield subject, [VisibleClaim(*row) for row in group]


def insert_node(connection: Connection, audience: int, kind: str, subject: str, columns: Columns) -> None:
    """Insert a node and its names."""
    insert_nodes(connection, audience, kind, [(subject, columns)])


def insert_nodes(connection: Connection, audience: int, kind: str, nodes: Sequence[tuple[str, Columns]]) -> None:
    """Insert nodes of one kind, which have the same columns, and their names."""
    if not nodes:
        return
    names = ("audience", "id", *nodes[0][1])
    connection.executemany(
        f"INSERT INTO {kind} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
        ((audience, subject, *columns.values()) for subject, columns in nodes),
    )
    connection.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (audience, fold(text), subject, kind, language, form, text)
            for subject, columns in nodes
            for language, form, text in assemble.iter_names(kind, columns)
        ),
    )

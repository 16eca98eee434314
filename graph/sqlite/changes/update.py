"""Update the derived tables of one audience after a change: delete the rows of what is affected, and derive them anew.

The statements are those that derive a whole graph, on views of the claims on affected nodes only. Counts change by the
difference of what the affected nodes contribute before and after.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.sqlite.changes.affected import REPORTED, Affected, Aliases, add_dependent, select
from graph.sqlite.changes.counts import GraphCounts
from graph.sqlite.changes.described import DescribedNodes
from graph.sqlite.changes.editions import update_editions
from graph.sqlite.changes.scope import fill_scope, in_scope, read_claims_on
from graph.sqlite.changes.texts import TextUpdate
from graph.sqlite.derive import nodes
from graph.sqlite.derive.full_text import fill_title_table, register_functions
from graph.sqlite.derive.pipeline import insert_lookup_tables, insert_theme_within
from graph.sqlite.derive.relations import delete_rejected, insert_stated
from graph.sqlite.derive.visible_claims import drop_visible_claims
from graph.sqlite.schema.schema import run_script

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

HERE: Final = Path(__file__).parent
_CLAIMED_INITIATIVES: Final = """
SELECT DISTINCT object FROM visible_claim
WHERE object IS NOT NULL AND ((kind = 'initiative' AND predicate = 'part_of')
                              OR (kind = 'partnership' AND predicate = 'initiative'))
"""
_PARENTS: Final = "SELECT part_of FROM initiative WHERE id IN {some} AND audience = :audience"
_INITIATIVES_OF: Final = "SELECT initiative FROM partnership WHERE id IN {some} AND audience = :audience"
_DELETE_TITLES: Final = """
DELETE FROM title WHERE (folded, initiative, language, audience) IN (
    SELECT fold(t.value), i.id, t.key, i.audience FROM initiative AS i CROSS JOIN json_each(i.titles) AS t
    WHERE i.audience = :audience AND i.id IN (SELECT id FROM temp.scope WHERE name = 'initiative'))
"""
# tables with the rows of affected nodes: the kind of the nodes (or the scope), and the column with their identifiers
ROWS_OF_NODES: Final = (
    ("initiative_edition", "initiative", "initiative"), ("initiative_theme", "initiative", "initiative"),
    ("initiative_date", "initiative", "initiative"), ("first_evidence", "initiative", "initiative"),
    ("initiative", "initiative", "id"), ("need_theme", "need", "need"), ("need", "need", "id"),
    ("partnership_member", "partnership", "partnership"), ("partnership_theme", "partnership", "partnership"),
    ("partnership", "partnership", "id"), ("takes_part", "part", "initiative"),
)  # fmt: skip
_DELETE_LOOSE: Final = """
DELETE FROM loose_reference WHERE kind = :kind AND audience = :audience
    AND subject IN (SELECT id FROM temp.scope WHERE name = :kind)
"""


def update_graph(connection: Connection, audience: int, found: Affected, after: Aliases) -> None:
    """Update the derived tables of an audience.

    Args:
        connection: a connection with an open transaction; `same_as` is up to date, the other tables are not.
        audience: the number of the audience.
        found: the affected nodes (`graph.sqlite.changes.affected`).
        after: the aliases of the audience.

    Raises:
        SourceError: one identifier is used for two kinds of node.
        RebuildNeededError: the change affects the whole graph.
    """
    editions = update_editions(connection, audience, found, after)
    add_dependent(connection, audience, found)
    read_claims_on(connection, audience, found.nodes, REPORTED, after)
    part, families = _find_participation(connection, audience, found)
    for kind in REPORTED:
        fill_scope(connection, kind, found.nodes[kind])
    fill_scope(connection, "part", part)
    fill_scope(connection, "family", families)
    texts = TextUpdate(connection, audience)
    described = DescribedNodes(connection, audience, found.described, after)
    described.note_references(editions.jurisdictions)
    counts = GraphCounts(connection, audience, editions)
    counts.subtract()
    texts.remove()
    _delete_rows(connection, audience)
    nodes.build_reported(connection, audience, affected=True)
    insert_stated(connection, audience)
    delete_rejected(connection, audience)
    connection.execute("DELETE FROM temp.rejected_node")
    described.note_references(editions.jurisdictions)
    described.update()
    read_claims_on(connection, audience, found.nodes, REPORTED, after)
    _insert_dependent(connection, audience)
    _raise_ambiguous(connection, audience, set().union(*described.changed.values()))
    counts.add()
    counts.write()
    texts.insert(described)
    drop_visible_claims(connection)


def _find_participation(connection: Connection, audience: int, found: Affected) -> tuple[set[str], set[str]]:
    """Return the initiatives in which somebody else may take part, and the heads of families that count otherwise."""
    claimed = {identifier for (identifier,) in connection.execute(_CLAIMED_INITIATIVES)}
    part = found.nodes["initiative"] | claimed
    part |= select(connection, audience, _INITIATIVES_OF, found.nodes["partnership"])
    parents = select(connection, audience, _PARENTS, part)
    part |= parents
    return part, part | select(connection, audience, _PARENTS, part)


def _delete_rows(connection: Connection, audience: int) -> None:
    register_functions(connection)
    connection.execute(_DELETE_TITLES, {"audience": audience})
    for table, scope, column in ROWS_OF_NODES:
        connection.execute(f"DELETE FROM {table} WHERE audience = ? AND {column} IN {in_scope(scope)}", (audience,))
    for kind in REPORTED:
        connection.execute(_DELETE_LOOSE, {"kind": kind, "audience": audience})


def _insert_dependent(connection: Connection, audience: int) -> None:
    """Insert what is derived from the affected nodes and their stated relations."""
    run_script(connection, (HERE / "participation.sql").read_text("utf-8"), {"audience": audience})
    connection.execute("DELETE FROM theme_within WHERE audience = ?", (audience,))
    insert_theme_within(connection, audience)
    insert_lookup_tables(
        connection, audience, f"AND i.id IN {in_scope('initiative')}", f"AND p.id IN {in_scope('partnership')}"
    )
    fill_title_table(connection, (audience,), f"AND i.id IN {in_scope('initiative')}")


def _raise_ambiguous(connection: Connection, audience: int, described: Iterable[str]) -> None:
    """Raise an error if an affected node has the identifier of a node of another kind."""
    fill_scope(connection, "described", described)
    scope = "AND a.id IN (SELECT id FROM temp.scope WHERE name <> 'family')"
    for kind in ("jurisdiction", "theme", "edition", "partnership", "need"):
        nodes.raise_ambiguous(connection, audience, kind, scope)

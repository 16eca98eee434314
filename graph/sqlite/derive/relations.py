"""Relations between nodes: those that claims state directly, and those inferred once the nodes exist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.sqlite.schema.schema import run_script

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

HERE: Final = Path(__file__).parent
# tables of stated relations: the kind of node each belongs to, and the column that holds its identifier
STATED_TABLES: Final = {
    "initiative_edition": ("initiative", "initiative"),
    "initiative_theme": ("initiative", "initiative"),
    "initiative_date": ("initiative", "initiative"),
    "need_theme": ("need", "need"),
    "partnership_member": ("partnership", "partnership"),
}
_REJECTED: Final = "SELECT subject FROM rejected_node WHERE audience = :audience AND kind = :kind"
_SUBMISSIONS: Final = """
INSERT INTO submission (audience, edition, jurisdiction, received, approval, claim)
SELECT :audience, f.subject, f.object, f.predicate = 'submitted', coalesce(a.approval, 'members'), f.number
FROM (SELECT *, row_number() OVER (PARTITION BY subject, object ORDER BY predicate DESC, stated DESC, number) AS once
      FROM visible_claim WHERE kind = 'edition' AND predicate IN ('submitted', 'missing')) AS f
LEFT JOIN approval AS a ON a.jurisdiction = f.object AND a.edition = f.subject
    AND :audience >= CASE a.approval WHEN 'public' THEN 0 WHEN 'members' THEN 1 ELSE 2 END
WHERE f.once = 1
ORDER BY f.subject, f.object
"""


def insert_stated(connection: Connection, audience: int) -> None:
    """Insert the relations that an audience's visible claims state directly."""
    run_script(connection, (HERE / "stated_relations.sql").read_text("utf-8"), {"audience": audience})


def insert_inferred(connection: Connection, audience: int) -> None:
    """Insert submissions and inferred relations, after deleting stated relations of nodes that were rejected."""
    delete_rejected(connection, audience)
    insert_submissions(connection, audience)
    run_script(connection, (HERE / "inferred_relations.sql").read_text("utf-8"), {"audience": audience})


def delete_rejected(connection: Connection, audience: int) -> None:
    """Delete the stated relations of nodes that were rejected."""
    for table, (kind, column) in STATED_TABLES.items():
        bound = {"audience": audience, "kind": kind}
        if connection.execute(f"SELECT EXISTS ({_REJECTED})", bound).fetchone()[0]:
            connection.execute(f"DELETE FROM {table} WHERE audience = :audience AND {column} IN ({_REJECTED})", bound)


def insert_submissions(connection: Connection, audience: int) -> None:
    """Insert the submissions that an audience's visible claims state, without their numbers of initiatives."""
    connection.execute(_SUBMISSIONS, {"audience": audience})

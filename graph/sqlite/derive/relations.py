"""Facts between nodes: those that claims say, and those that follow when the nodes are there."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from graph.sqlite.schema.sql_script import run_script

HERE: Final = Path(__file__).parent
# tables of what claims say, each with the kind and the column of the node that it says it of
SAID: Final = {
    "initiative_edition": ("initiative", "initiative"),
    "initiative_theme": ("initiative", "initiative"),
    "initiative_date": ("initiative", "initiative"),
    "need_theme": ("need", "need"),
    "partnership_member": ("partnership", "partnership"),
}
_LOST: Final = "SELECT subject FROM lost WHERE audience = :audience AND kind = :kind"
_SUBMISSIONS: Final = """
INSERT INTO submission (audience, edition, jurisdiction, received, approval, claim)
SELECT :audience, f.subject, f.object, f.predicate = 'submitted', coalesce(a.approval, 'members'), f.number
FROM (SELECT *, row_number() OVER (PARTITION BY subject, object ORDER BY predicate DESC, stated DESC, number) AS once
      FROM fact WHERE kind = 'edition' AND predicate IN ('submitted', 'missing')) AS f
LEFT JOIN approval AS a ON a.jurisdiction = f.object AND a.edition = f.subject
    AND :audience >= CASE a.approval WHEN 'public' THEN 0 WHEN 'members' THEN 1 ELSE 2 END
WHERE f.once = 1
ORDER BY f.subject, f.object
"""


def say(connection: sqlite3.Connection, audience: int) -> None:
    """Insert the relations that an audience's visible claims state directly."""
    run_script(connection, (HERE / "stated_relations.sql").read_text("utf-8"), {"audience": audience})


def relate(connection: sqlite3.Connection, audience: int) -> None:
    """Make the facts that follow from nodes and what is said of them; what is said of no node is removed."""
    for table, (kind, column) in SAID.items():
        bound = {"audience": audience, "kind": kind}
        if connection.execute(f"SELECT EXISTS ({_LOST})", bound).fetchone()[0]:
            connection.execute(f"DELETE FROM {table} WHERE audience = :audience AND {column} IN ({_LOST})", bound)
    connection.execute(_SUBMISSIONS, {"audience": audience})
    run_script(connection, (HERE / "inferred_relations.sql").read_text("utf-8"), {"audience": audience})

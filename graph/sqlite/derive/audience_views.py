"""What one audience may hear, before it adds up to anything: the temporary views of told.sql."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from graph.sqlite.schema.sql_script import run_script

HERE: Final = Path(__file__).parent
_VIEWS: Final = ("fact", "told", "detail_of", "spoken_of")
_ALIASES: Final = {
    True: {
        "subject": "coalesce(a.id, m.subject)",
        "object": "coalesce(b.id, d.object)",
        "subject_aliases": "LEFT JOIN same_as AS a ON a.alias = m.subject AND a.audience = {audience}",
        "object_aliases": "LEFT JOIN same_as AS b ON b.alias = d.object AND b.audience = {audience}",
    },
    False: {"subject": "m.subject", "object": "d.object", "subject_aliases": "", "object_aliases": ""},
}


def hear(connection: sqlite3.Connection, audience: int) -> None:
    """Make the views of what an audience may hear, in place of another's."""
    forget(connection)
    aliased = connection.execute("SELECT EXISTS (SELECT 1 FROM same_as WHERE audience = ?)", (audience,)).fetchone()[0]
    script = (HERE / "audience_views.sql").read_text("utf-8")
    for name, text in {**_ALIASES[bool(aliased)], "audience": str(audience)}.items():
        script = script.replace(f"{{{name}}}", text)
    run_script(connection, script)


def forget(connection: sqlite3.Connection) -> None:
    """Remove the views."""
    for name in _VIEWS:
        connection.execute(f"DROP VIEW IF EXISTS temp.{name}")

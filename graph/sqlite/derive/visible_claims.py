"""Temporary views of the claims visible to one audience, with aliases resolved (visible_claims.sql)."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from graph.sqlite.schema.schema import run_script

HERE: Final = Path(__file__).parent
_VIEWS: Final = ("visible_claim", "visible_mention", "visible_detail", "visible_subject")
# the placeholders of the script, by whether the audience has aliases
_PLACEHOLDERS: Final = {
    True: {
        "subject": "coalesce(a.id, m.subject)",
        "object": "coalesce(b.id, d.object)",
        "subject_aliases": "LEFT JOIN same_as AS a ON a.alias = m.subject AND a.audience = {audience}",
        "object_aliases": "LEFT JOIN same_as AS b ON b.alias = d.object AND b.audience = {audience}",
    },
    False: {"subject": "m.subject", "object": "d.object", "subject_aliases": "", "object_aliases": ""},
}


def create_visible_claims(connection: sqlite3.Connection, audience: int) -> None:
    """Create the views of an audience's claims, replacing those of another audience."""
    drop_visible_claims(connection)
    has_aliases = connection.execute("SELECT EXISTS (SELECT 1 FROM same_as WHERE audience = ?)", (audience,)).fetchone()
    script = (HERE / "visible_claims.sql").read_text("utf-8")
    for name, text in {**_PLACEHOLDERS[bool(has_aliases[0])], "audience": str(audience)}.items():
        script = script.replace(f"{{{name}}}", text)
    run_script(connection, script)


def drop_visible_claims(connection: sqlite3.Connection) -> None:
    """Drop the views, if they exist."""
    for name in _VIEWS:
        connection.execute(f"DROP VIEW IF EXISTS temp.{name}")

"""Temporary views of the claims visible to one audience, with aliases resolved (visible_claims.sql)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.sqlite.schema.schema import run_script

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

HERE: Final = Path(__file__).parent
_VIEWS: Final = ("visible_claim", "visible_mention", "visible_detail", "visible_edition", "visible_subject")
# the placeholders of the script: of subjects and of objects, by whether the audience has aliases
_SUBJECTS: Final = {
    True: {
        "subject": "coalesce(a.id, m.subject)",
        "subject_aliases": "LEFT JOIN same_as AS a ON a.alias = m.subject AND a.audience = {audience}",
    },
    False: {"subject": "m.subject", "subject_aliases": ""},
}
_OBJECTS: Final = {
    True: {
        "object": "coalesce(b.id, d.object)",
        "object_aliases": "LEFT JOIN same_as AS b ON b.alias = d.object AND b.audience = {audience}",
    },
    False: {"object": "d.object", "object_aliases": ""},
}
_ALL: Final = {
    "subjects": "mention AS m", "mentions": "mention AS m NOT INDEXED",
    "editions": "SELECT subject FROM visible_subject WHERE kind = 'edition'",
}  # fmt: skip
_AFFECTED: Final = {
    "subject": "m.subject", "subject_aliases": "",
    "subjects": "temp.affected_mention AS m", "mentions": "temp.affected_mention AS m",
    "editions": "SELECT id AS subject FROM edition WHERE audience = {audience}",
}  # fmt: skip


def create_visible_claims(connection: Connection, audience: int, *, affected: bool = False) -> None:
    """Create the views of an audience's claims, replacing those of another audience.

    Args:
        connection: a connection with an open transaction.
        audience: the number of the audience.
        affected: whether the views hold the claims in the table `temp.affected_mention` only.
    """
    drop_visible_claims(connection)
    has_aliases = connection.execute("SELECT EXISTS (SELECT 1 FROM same_as WHERE audience = ?)", (audience,)).fetchone()
    script = (HERE / "visible_claims.sql").read_text("utf-8")
    aliases = bool(has_aliases[0])
    scope = _AFFECTED if affected else {**_ALL, **_SUBJECTS[aliases]}
    for name, text in {**scope, **_OBJECTS[aliases], "audience": str(audience)}.items():
        script = script.replace(f"{{{name}}}", text)
    run_script(connection, script)


def drop_visible_claims(connection: Connection) -> None:
    """Drop the views, if they exist."""
    for name in _VIEWS:
        connection.execute(f"DROP VIEW IF EXISTS temp.{name}")

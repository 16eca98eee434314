"""Which themes list other first initiatives after a change (`FirstOnTheme` in the copy plan)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from graph.neo4j.difference.sender import Sender
    from graph.sqlite.view import SqliteView

_ON_SERVER: Final = """
UNWIND $initiatives AS wanted
MATCH (:Initiative {id: wanted, generation: $generation})-[:ADDRESSES]->(t) RETURN DISTINCT t.id AS theme
"""
_IN_FILE: Final = """
SELECT DISTINCT theme FROM initiative_theme WHERE initiative IN (SELECT value FROM json_each(:initiatives))
"""


def find_listed_themes(sender: Sender, view: SqliteView, changed: Mapping[str, Sequence[object]]) -> list[str]:
    """Return the themes whose lists may be others: themes that changed, and those of changed initiatives.

    Args:
        sender: Reads what the server has, before anything is deleted there; it knows the themes afterwards.
        view: What the file has.
        changed: Identifiers of what changed, by kind.
    """
    found = {str(one) for one in changed.get("theme", ())}
    if initiatives := [str(one) for one in changed.get("initiative", ())]:
        found.update(str(row["theme"]) for row in sender.run(_ON_SERVER, initiatives=initiatives))
        found.update(str(row["theme"]) for row in view.rows(_IN_FILE, {"initiatives": initiatives}))
    sender.find("Node", found)
    return sorted(found)

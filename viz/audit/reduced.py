"""Copies of a graph file without what an audience may not see, or with other content in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from graph.dedupe.decided_claims import take_back
from graph.sqlite.copies.rebuilt import rebuilt_copy
from graph.sqlite.store import SqliteStore
from graph.values import APPROVALS, Audience, audience_level

CANARY: Final = "zzcanary"
Change = Literal["removed", "replaced"]
_REMOVE: Final = (
    "DELETE FROM mention WHERE visible_from > :level",
    "DELETE FROM detail WHERE mention NOT IN (SELECT number FROM mention)",
    "DELETE FROM proposed_claim WHERE visible_from > :level",
    "DELETE FROM place WHERE number NOT IN (SELECT place FROM mention UNION SELECT place FROM proposed_claim)",
    "DELETE FROM unplaced",
    "DELETE FROM source WHERE number NOT IN (SELECT source FROM place)",
)
# Identifiers keep their form, as texts do; a kind, status, date, level or role has to stay valid, so it stays as it is.
_REPLACE: Final = (
    "UPDATE mention SET subject = subject || '-{canary}' WHERE visible_from > :level AND kind <> 'edition'",
    """UPDATE detail SET value = '{canary} ' || value WHERE predicate IN
        ('title', 'summary', 'text', 'name', 'label', 'alternative', 'external_partner', 'abbreviation', 'priority',
         'prose') AND mention IN (SELECT number FROM mention WHERE visible_from > :level)""",
    """UPDATE detail SET object = object || '-{canary}' WHERE object IS NOT NULL
        AND mention IN (SELECT number FROM mention WHERE visible_from > :level)""",
    """UPDATE proposed_claim SET subject = subject || '-{canary}', object = object || '-{canary}',
        value = CASE WHEN predicate IN ('title', 'summary', 'text') THEN '{canary} ' || value ELSE value END
        WHERE visible_from > :level AND kind <> 'edition'""",
    """UPDATE place SET quote = '{canary}', sheet = '{canary}' WHERE number NOT IN (
        SELECT place FROM mention WHERE visible_from <= :level
        UNION SELECT place FROM proposed_claim WHERE visible_from <= :level)""",
    "UPDATE unplaced SET text = '{canary}'",
    "UPDATE source SET id = '{canary}' || number, name = '{canary} ' || number",
)


def write_reduced(store: SqliteStore, audience: Audience, folder: Path, change: Change) -> SqliteStore:
    """Write a copy of a graph in which what an audience may not see is removed or replaced, and derive it anew.

    Human decisions apply to it as they do to the graph.

    Args:
        store: the graph file.
        audience: whose outputs the copy must not change.
        folder: where the copy is written.
        change: whether what is hidden is removed, or replaced by texts with the word `CANARY`.
    """
    path = folder / f"{change}-{audience}.db"
    level = audience_level(audience)
    with rebuilt_copy(store, path) as copy:
        take_back(copy)
        for statement in _REMOVE if change == "removed" else _REPLACE:
            copy.execute(statement.replace("{canary}", CANARY), {"level": level} if ":level" in statement else {})
        if change == "removed":
            copy.executemany("DELETE FROM approval WHERE approval = ?", [(one,) for one in APPROVALS[level + 1 :]])
    return SqliteStore(path, copy_of=store.original)

"""What nodes are called, in the language of a view."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from graph.view import View

_NAMES: Final = """
SELECT n.id, n.kind, coalesce(
    (SELECT name FROM jurisdiction WHERE id = n.id), (SELECT label FROM theme WHERE id = n.id),
    (SELECT title FROM initiative WHERE id = n.id), (SELECT text FROM need WHERE id = n.id),
    (SELECT i.title FROM partnership AS p JOIN initiative AS i ON i.id = p.initiative WHERE p.id = n.id), n.id) AS name
FROM node AS n WHERE n.id IN (SELECT value FROM json_each(?))
"""


class Named(NamedTuple):
    """A node's kind, and its name: of a need its text, of a partnership the title of what it is about."""

    kind: str
    name: str


def named(identifier: str, language: str) -> str:
    """What the vocabulary calls a jurisdiction or a theme of which the graph says nothing; else its identifier."""
    from graph.jurisdictions import entries  # here: both vocabularies are read from files
    from graph.themes import concepts

    if entry := entries().get(identifier):
        return entry.name(language)
    if concept := concepts().get(identifier):
        return concept.labels.get(language, identifier)
    return identifier


def names(view: View, identifiers: Iterable[str]) -> dict[str, Named]:
    """What the view calls nodes, by identifier; those that it does not show are left out."""
    wanted = json.dumps(sorted(set(identifiers)))
    return {row["id"]: Named(row["kind"], row["name"]) for row in view.rows(_NAMES, (wanted,))}

"""What nodes are called, in the language of a view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View


class Named(NamedTuple):
    """A node's kind, and its name: of a need its text, of a partnership the title of what it is about."""

    kind: str
    name: str


def named(identifier: str, language: str) -> str:
    """What the vocabulary calls a jurisdiction or a theme of which the graph says nothing; else its identifier."""
    from graph.vocabulary.jurisdictions import entries  # here: both vocabularies are read from files
    from graph.vocabulary.themes import concepts

    if entry := entries().get(identifier):
        return entry.name(language)
    if concept := concepts().get(identifier):
        return concept.labels.get(language, identifier)
    return identifier


def names(view: View, identifiers: Iterable[str]) -> dict[str, Named]:
    """What the view calls nodes, by identifier; those that it does not show are left out."""
    wanted = sorted(set(identifiers))
    return {row["id"]: Named(row["kind"], row["name"]) for row in rows(view, "names/labels", {"nodes": wanted})}

"""Labels of nodes, in the language of a view."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View


class NodeLabel(NamedTuple):
    """A node's kind and name; the name of a need is its text, that of a partnership the title of its initiative."""

    kind: str
    name: str


def vocabulary_label(identifier: str, language: str) -> str:
    """Return the label that the vocabulary has for a jurisdiction or theme, or its identifier."""
    from graph.vocabulary.jurisdictions import entries  # imported here: both vocabularies are read from files
    from graph.vocabulary.themes import concepts

    if entry := entries().get(identifier):
        return entry.name(language)
    if concept := concepts().get(identifier):
        return concept.labels.get(language, identifier)
    return identifier


def read_labels(view: View, identifiers: Iterable[str], *, themes: bool = False) -> dict[str, NodeLabel]:
    """Return the labels of nodes by identifier, without those that the audience may not see.

    Args:
        view: what the audience may see.
        identifiers: those of the nodes.
        themes: whether all are themes; a statement on one kind of node takes SQLite a fifth of the time to prepare.
    """
    statement = "names/theme_labels" if themes else "names/labels"
    rows = fetch_rows(view, statement, {"nodes": sorted(set(identifiers))})
    return {row["id"]: NodeLabel(row["kind"], row["name"]) for row in rows}


def read_jurisdictions(view: View) -> dict[str, dict[str, Any]]:
    """Return each jurisdiction's names (JSON by language), level and `part_of`, by identifier.

    Names stay JSON because of thousands only a few are shown; `choose_name` reads them.
    """
    return {row.pop("id"): row for row in fetch_rows(view, "suggestions/jurisdictions")}


@lru_cache(maxsize=8192)
def choose_name(names: str, language: str) -> str:
    """Return the name in a language, or the first, of names in JSON by language."""
    return choose_text(json.loads(names), language)


def choose_text(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language, or the first."""
    return texts.get(language) or next(iter(texts.values()))

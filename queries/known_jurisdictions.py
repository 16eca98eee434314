"""Look up jurisdictions by name in the vocabulary and in a graph: a registry that was loaded adds its organisations.

Names, abbreviations, codes and identifiers come from what the audience may see: a name that only a withheld document
contains is unknown to members.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from graph.names.index import Kind, Name, is_abbreviation, iter_typed_codes
from graph.names.resolver import Match, Resolver, resolver
from graph.values import LANGUAGES
from graph.vocabulary.jurisdictions import entries
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View

LOOKUP_COLUMNS: Final = ("name", "id", "codes", "confidence", "how", "alternatives")
_KINDS: Final[dict[str, Kind]] = {"name": "alternative", "abbreviation": "abbreviation", "alias": "alternative"}


class JurisdictionLookup:
    """Resolves names over the vocabulary, and over a graph where there is one.

    Args:
        view: the graph as the audience may see it; None for the vocabulary alone.
    """

    def __init__(self, view: View | None = None) -> None:
        self._nodes = _read_nodes(view) if view else {}
        extra = list(_read_names(view, self._nodes)) if view else []
        self._resolver = Resolver(extra) if extra else resolver()
        self._resolved: dict[tuple[str, str | None], Match] = {}

    def resolve(self, names: Iterable[str], language: str | None = None) -> Iterator[dict[str, Any]]:
        """Yield one row per name, in order: ``name id codes confidence how alternatives``; `id` is None when unsure.

        Args:
            names: as written.
            language: that of the names, where they are all in one.
        """
        for name in names:
            key = (name, language)
            if key not in self._resolved:
                self._resolved[key] = self._resolver.resolve(name, language)
            match = self._resolved[key]
            codes, alternatives = self.codes_of(match.id), list(match.alternatives)
            values = (name, match.id, codes, match.confidence, match.how, alternatives)
            yield dict(zip(LOOKUP_COLUMNS, values, strict=True))

    @property
    def resolver(self) -> Resolver:
        """The resolver of the names of the vocabulary and of the graph."""
        return self._resolver

    def codes_of(self, identifier: str | None) -> dict[str, str]:
        """Return the codes of a jurisdiction, by coding system."""
        if identifier is None:
            return {}
        if known := entries().get(identifier):
            return dict(known.codes)
        return dict(self._nodes[identifier]["codes"]) if identifier in self._nodes else {}

    def name_of(self, identifier: str, language: str) -> str:
        """Return the name of a jurisdiction in a language, or in the one it has."""
        if identifier in entries():
            return entries()[identifier].name(language)
        names: dict[str, str] = self._nodes.get(identifier, {}).get("names", {})
        return names.get(language) or next(iter(names.values()), identifier)


def _read_nodes(view: View) -> dict[str, dict[str, Any]]:
    return {
        row["id"]: {column: json.loads(row[column]) for column in ("names", "abbreviations", "codes")}
        for row in fetch_rows(view, "names/known_jurisdictions", {})
    }


def _read_names(view: View, nodes: dict[str, dict[str, Any]]) -> Iterator[Name]:
    """Yield every name, abbreviation and code that the graph adds, once."""
    found: dict[Name, None] = {}
    for identifier, node in nodes.items():
        if identifier not in entries():
            found.update(dict.fromkeys(_names_of_node(identifier, node)))
    for row in fetch_rows(view, "names/known_names", {}):
        found.update(dict.fromkeys(_names_in_sources(row)))
    return iter(found)


def _names_of_node(identifier: str, node: dict[str, Any]) -> Iterator[Name]:
    for language, text in node["names"].items():
        yield text, _known_language(language), "abbreviation" if is_abbreviation(text) else "name", identifier
    for language, text in node["abbreviations"].items():
        yield text, _known_language(language), "abbreviation", identifier
    for system, code in node["codes"].items():
        yield from ((text, None, "code", identifier) for text in iter_typed_codes(system, code))


def _names_in_sources(row: dict[str, Any]) -> Sequence[Name]:
    """Return a name that a source gives a jurisdiction: an earlier or another one than that of its node."""
    if row["predicate"] == "code":
        return [(text, None, "code", row["id"]) for text in iter_typed_codes(row["qualifier"] or "", row["value"])]
    kind = "abbreviation" if is_abbreviation(row["value"]) else _KINDS[row["predicate"]]
    return [(row["value"], _known_language(row["language"]), kind, row["id"])]


def _known_language(language: str | None) -> str | None:
    return language if language in LANGUAGES else None

"""The jurisdictions that a graph knows beside the vocabulary: a registry that was loaded makes its organisations known.

Names, abbreviations, codes and identifiers come from what an audience may see, and from nothing else: a name that
only a withheld document bears is not known to members.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from graph.names.index import Kind, Name, coded, is_short
from graph.names.resolver import Match, Resolver, resolver
from graph.vocabulary.jurisdictions import entries
from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View

COLUMNS: Final = ("name", "id", "codes", "confidence", "how", "alternatives")
_KINDS: Final[dict[str, Kind]] = {"name": "alternative", "abbreviation": "abbreviation", "alias": "alternative"}


class Known:
    """What names mean over the vocabulary, and over a graph where there is one.

    Args:
        view: the graph as the audience may see it; None for the vocabulary alone.
    """

    def __init__(self, view: View | None = None) -> None:
        self._nodes = _nodes(view) if view else {}
        extra = list(_names(view, self._nodes)) if view else []
        self._resolver = Resolver(extra) if extra else resolver()
        self._met: dict[tuple[str, str | None], Match] = {}

    def resolve(self, names: Iterable[str], language: str | None = None) -> Iterator[dict[str, Any]]:
        """One row a name, in order: ``name id codes confidence how alternatives``; `id` is None when unsure.

        Args:
            names: as written.
            language: that of the names, where they are all in one.
        """
        for name in names:
            key = (name, language)
            if key not in self._met:
                self._met[key] = self._resolver.resolve(name, language)
            match = self._met[key]
            yield dict(
                zip(
                    COLUMNS,
                    (name, match.id, self.codes(match.id), match.confidence, match.how, list(match.alternatives)),
                    strict=True,
                )
            )

    def codes(self, identifier: str | None) -> dict[str, str]:
        """The codes of a jurisdiction, by the system they belong to."""
        if identifier is None:
            return {}
        if known := entries().get(identifier):
            return dict(known.codes)
        return dict(self._nodes[identifier]["codes"]) if identifier in self._nodes else {}

    def called(self, identifier: str, language: str) -> str:
        """The name of a jurisdiction in a language, or the one it has."""
        if identifier in entries():
            return entries()[identifier].name(language)
        names: dict[str, str] = self._nodes.get(identifier, {}).get("names", {})
        return names.get(language) or next(iter(names.values()), identifier)


def _nodes(view: View) -> dict[str, dict[str, Any]]:
    return {
        row["id"]: {column: json.loads(row[column]) for column in ("names", "abbreviations", "codes")}
        for row in rows(view, "names/known_jurisdictions", {})
    }


def _names(view: View, nodes: dict[str, dict[str, Any]]) -> Iterator[Name]:
    """Every name, abbreviation and code that the graph adds, once."""
    found: dict[Name, None] = {}
    for identifier, node in nodes.items():
        if identifier not in entries():
            found.update(dict.fromkeys(_of_node(identifier, node)))
    for row in rows(view, "names/known_names", {}):
        found.update(dict.fromkeys(_said(row)))
    return iter(found)


def _of_node(identifier: str, node: dict[str, Any]) -> Iterator[Name]:
    for language, text in node["names"].items():
        yield text, _language(language), "abbreviation" if is_short(text) else "name", identifier
    for language, text in node["abbreviations"].items():
        yield text, _language(language), "abbreviation", identifier
    for system, code in node["codes"].items():
        yield from ((text, None, "code", identifier) for text in coded(system, code))


def _said(row: dict[str, Any]) -> Sequence[Name]:
    """What a source calls a jurisdiction: an earlier or another name beside the one that its node has."""
    if row["predicate"] == "code":
        return [(text, None, "code", row["id"]) for text in coded(row["qualifier"] or "", row["value"])]
    kind = "abbreviation" if is_short(row["value"]) else _KINDS[row["predicate"]]
    return [(row["value"], _language(row["language"]), kind, row["id"])]


def _language(language: str | None) -> str | None:
    return language if language in ("en", "fr") else None

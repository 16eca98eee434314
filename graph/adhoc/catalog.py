"""The catalogue of a graph: the views that SQL reads, and the labels and relationship types that Cypher reads."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from graph.sqlite.schema.driver import Connection
from graph.text.yaml import load_yaml_file

HERE: Final = Path(__file__).parent
SCHEMA: Final = HERE.parent / "sqlite" / "schema"
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A view, label or relationship type, or (with `column`) one of its columns or properties, with its description."""

    dialect: str
    name: str
    column: str | None
    description: Texts


@dataclass(frozen=True, slots=True)
class TwinNames:
    """A view and the label or relationship type of the same content: the names of columns and properties."""

    view: str
    cypher: str
    shared: tuple[str, ...]
    only_sql: tuple[str, ...]
    only_cypher: tuple[str, ...]


@lru_cache(maxsize=1)
def _catalog() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = load_yaml_file(HERE / "catalog.yaml")
    return loaded


@lru_cache(maxsize=1)
def list_views() -> Mapping[str, list[str]]:
    """Return the columns of each view that SQL can read."""
    from graph.adhoc.sql import columns_of
    from graph.sqlite.view import SqliteView

    with contextlib.closing(Connection(None)) as connection:
        connection.execute((SCHEMA / "schema.sql").read_text("utf-8"))
        return columns_of(SqliteView(connection, "members", "en").connection)


def list_labels() -> Mapping[str, list[str]]:
    """Return the properties of each label."""
    return {name: label["properties"] for name, label in _catalog()["labels"].items()}


def list_first_views() -> list[str]:
    """Return the views that people need first, in the order of their list."""
    return list(_catalog()["first"])


def describe_view(view: str) -> Texts:
    """Return what a view holds, by language."""
    return _texts(_catalog()["views"][view])


def list_internal_columns() -> frozenset[str]:
    """Return the columns and properties that serve look-ups and Accord's own questions."""
    return frozenset(_catalog()["internal"])


def list_relationship_properties() -> Mapping[str, frozenset[str]]:
    """Return the properties of each relationship type, whatever its ends are."""
    found: dict[str, frozenset[str]] = {}
    for one in _catalog()["relationships"]:
        found[one["type"]] = found.get(one["type"], frozenset()) | frozenset(one.get("properties", ()))
    return found


def list_twins() -> list[tuple[str, str, frozenset[str]]]:
    """Return (view, label or relationship type, its properties) of what SQL and Cypher both have."""
    data = _catalog()
    twins = [(one["view"], name, frozenset(one["properties"])) for name, one in data["labels"].items() if "view" in one]
    typed = [one for one in data["relationships"] if "view" in one]
    return twins + [(one["view"], one["type"], frozenset(one.get("properties", ()))) for one in typed]


def compare_twins() -> list[TwinNames]:
    """Return which names SQL and Cypher share, for each view that has a label or a relationship type."""
    views = list_views()
    return [
        TwinNames(view, name, *(tuple(one for one in names if (one in shared) == inside) for names, shared, inside in (
            (views[view], properties, True), (views[view], properties, False),
            (sorted(properties), frozenset(views[view]), False),
        )))
        for view, name, properties in list_twins()
    ]  # fmt: skip


def list_relationships() -> list[tuple[str, str, str]]:
    """Return (start label, type, end label) of each relationship."""
    return [(one["from"], one["type"], one["to"]) for one in _catalog()["relationships"]]


def iter_entries() -> Iterator[CatalogEntry]:
    """Yield the views, labels and relationships, each followed by its columns or properties.

    Raises:
        KeyError: something has no description.
    """
    data = _catalog()
    for view, columns in list_views().items():
        yield CatalogEntry("sql", view, None, _texts(data["views"][view]))
        for column in columns:
            yield CatalogEntry("sql", view, column, _describe(column, data["views"][view]))
    places, counts = data["views"]["place"]["columns"], data["views"]["works_on"]["columns"]
    for label, entry in data["labels"].items():
        described_as = data["views"].get(entry.get("view"), {})
        yield CatalogEntry("cypher", f":{label}", None, _texts(entry if "en" in entry else described_as))
        known = {"columns": {**places, **data["properties"], **described_as.get("columns", {})}}
        for name in entry["properties"]:
            yield CatalogEntry("cypher", f":{label}", name, _describe(name, known))
    for entry in data["relationships"]:
        name = f"(:{entry['from']})-[:{entry['type']}]->(:{entry['to']})"
        yield CatalogEntry("cypher", name, None, _texts(entry))
        for column in entry.get("properties", ()):
            of_view = data["views"].get(entry.get("view"), {}).get("columns", {})
            known = {"columns": {**data["properties"], **counts, **of_view}}
            yield CatalogEntry("cypher", name, column, _describe(column, known))


def _describe(column: str, entry: Mapping[str, Any]) -> Texts:
    """Return the description of a column: that of the entry itself, else the general one."""
    own: Mapping[str, Any] = entry.get("columns", {})
    return _texts(own.get(column) or _catalog()["columns"][column])


def _texts(entry: Mapping[str, Any]) -> Texts:
    return {"en": entry["en"], "fr": entry["fr"]}

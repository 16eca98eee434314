"""What there is to read in a graph: the views that SQL asks and the labels and relationships that Cypher asks."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from graph.yaml_text import load_yaml

HERE: Final = Path(__file__).parent
SCHEMA: Final = HERE.parent / "sqlite" / "schema"
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Described:
    """A view, label or relationship type, or (with `column`) one of its columns or properties, and what it means."""

    dialect: str
    name: str
    column: str | None
    meaning: Texts


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = load_yaml((HERE / "catalog.yaml").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=1)
def views() -> Mapping[str, list[str]]:
    """The columns of each view that SQL reads, as a new graph file has them."""
    from graph.adhoc.sql import columns_of
    from graph.sqlite.view import SqliteView

    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((SCHEMA / "schema.sql").read_text("utf-8"))
        return columns_of(SqliteView(connection, "members", "en").connection)


def labels() -> Mapping[str, list[str]]:
    """The properties of each label."""
    return {name: told["properties"] for name, told in _data()["labels"].items()}


def relationships() -> list[tuple[str, str, str]]:
    """Each type of relationship with the labels that it goes from and to."""
    return [(told["from"], told["type"], told["to"]) for told in _data()["relationships"]]


def described() -> Iterator[Described]:
    """All of it, a line each: views, labels, relationships; each followed by its columns.

    Raises:
        KeyError: something has no description.
    """
    data = _data()
    for view, columns in views().items():
        yield Described("sql", view, None, _texts(data["views"][view]))
        for column in columns:
            yield Described("sql", view, column, _meaning(column, data["views"][view]))
    places, counts = data["views"]["place"]["columns"], data["views"]["works_on"]["columns"]
    for label, told in data["labels"].items():
        of = data["views"].get(told.get("view"), {})
        yield Described("cypher", f":{label}", None, _texts(told if "en" in told else of))
        meant = {"columns": {**places, **data["properties"], **of.get("columns", {})}}
        for name in told["properties"]:
            yield Described("cypher", f":{label}", name, _meaning(name, meant))
    for told in data["relationships"]:
        name = f"(:{told['from']})-[:{told['type']}]->(:{told['to']})"
        yield Described("cypher", name, None, _texts(told))
        for column in told.get("properties", ()):
            yield Described("cypher", name, column, _meaning(column, {"columns": {**data["properties"], **counts}}))


def _meaning(column: str, told: Mapping[str, Any]) -> Texts:
    own: Mapping[str, Any] = told.get("columns", {})
    return _texts(own.get(column) or _data()["columns"][column])


def _texts(told: Mapping[str, Any]) -> Texts:
    return {"en": told["en"], "fr": told["fr"]}

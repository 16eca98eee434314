"""The only way to read a graph, whatever store it is in: what one audience may see, in one language.

A store's view keeps the audience from all else: in the SQLite file by temporary views that stand before the tables
(`sqlite_view.py`), on a Neo4j server by holding nothing that its audience may not see (`neo4j_view.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, Self

from graph.errors import UsageError
from graph.values import AUDIENCES, LANGUAGES, Audience

if TYPE_CHECKING:
    from graph.engines import Engine

Parameters = Mapping[str, object] | Sequence[object]


class View(Protocol):
    """A graph as one audience may see it; labels in one language.

    `engine` says what its store can do, and the language that its statements are in (`engine.dialect`).
    """

    audience: Audience
    language: str
    engine: Engine

    @property
    def dialect(self) -> str:
        """The language that statements are in: "sql" or "cypher"."""
        ...

    def rows(self, text: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """The rows that a statement yields, as dictionaries by column; a parameter may be a list.

        Raises:
            StoreError: the store cannot be read.
        """
        ...

    def value(self, text: str, parameters: Parameters = ()) -> object:
        """The first column of the first row, or None."""
        ...

    def evidence(self, claims: Iterable[int]) -> dict[int, dict[str, Any]]:
        """The evidence of claims, by claim number; claims that the audience may not see are not there."""
        ...

    def whole(self) -> View:
        """The graph where reading every node of it is cheap; closed with this view."""
        ...

    def refresh(self) -> None:
        """Read the graph that is there now, where it was replaced."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def check(audience: str, language: str) -> None:
    """See that there is such an audience and such a language.

    Raises:
        UsageError: there is not.
    """
    if audience not in AUDIENCES:
        raise UsageError(
            "“{given}” is no audience. Choose one of: {known}.",
            given=audience,
            known=", ".join(AUDIENCES),
        )
    if language not in LANGUAGES:
        raise UsageError(
            "“{given}” is no language of Accord. Choose one of: {known}.",
            given=language, known=", ".join(LANGUAGES),
        )  # fmt: skip


def evidenced(rows: Iterable[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Evidence by claim number, from rows with a column `number`; what does not apply is left out."""
    found = {}
    for row in rows:
        number = row.pop("number")
        row["stated"] = bool(row["stated"])
        found[number] = {key: value for key, value in row.items() if value is not None}
    return found

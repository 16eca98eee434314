"""A view of the SQLite file: the audience filter lives here and nowhere else.

Temporary views stand before the tables of the same name (`views.sql`), so a question written against `initiative`
reads the initiatives that its audience may see.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from graph.errors import StoreError
from graph.store import SQLITE, check_view_options, evidence_by_claim
from graph.values import AUDIENCES, Audience, audience_level

if TYPE_CHECKING:
    from graph.store import Backend, Parameters

_EVIDENCE = """
SELECT c.number, s.id AS source, s.name, p.page, p.sheet, p.cell, p.line, p.quote, c.stated, c.rule
FROM json_each(:claims) AS wanted
CROSS JOIN claim AS c ON c.number = wanted.value
JOIN main.place AS p ON p.number = c.place
JOIN main.source AS s ON s.number = p.source
"""


class SqliteView:
    """A graph in a file as one audience may see it.

    Args:
        connection: a connection of its own, which the view closes.
        audience: public, members or secretariat.
        language: "en" or "fr".

    Raises:
        UsageError: for another audience or language.
    """

    backend: Backend = SQLITE

    def __init__(self, connection: sqlite3.Connection, audience: Audience, language: str) -> None:
        check_view_options(audience, language)
        self.audience: Audience = audience
        self.language = language
        self._connection = connection
        script = (Path(__file__).parent / "schema" / "views.sql").read_text("utf-8")
        self._graph = graph_of(connection, audience)
        values = {"audience": audience_level(audience), "graph": self._graph, "language": language}
        for name, value in values.items():
            script = script.replace(f"{{{name}}}", str(value))
        connection.executescript(script)

    @property
    def dialect(self) -> str:
        """The language that statements are in."""
        return self.backend.dialect

    @property
    def path(self) -> Path:
        """The graph file."""
        return Path(self._connection.execute("PRAGMA database_list").fetchone()[2])

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for what bounds it further (`adhoc.py`); it shows what lies beneath the views, too."""
        return self._connection

    def rows(self, text: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """The rows that a SELECT yields, as dictionaries by column; a list among the parameters comes as JSON.

        Raises:
            StoreError: when the file turns out to be damaged.
        """
        try:
            cursor = self._connection.execute(text, bound_parameters(parameters))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]
        except sqlite3.DatabaseError as error:
            raise StoreError("The graph could not be read: {reason}.", reason=error) from error

    def stream(self, text: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """The columns and, one by one, the rows that a SELECT yields, for what is too much to hold."""
        cursor = self._connection.execute(text)
        return [column[0] for column in cursor.description], cursor

    def value(self, text: str, parameters: Parameters = ()) -> object:
        """The first column of the first row, or None."""
        found = self.rows(text, parameters)
        return next(iter(found[0].values())) if found else None

    def evidence(self, claims: Iterable[int]) -> dict[int, dict[str, Any]]:
        """The evidence of claims, by claim number; claims that the audience may not see are not there."""
        return evidence_by_claim(self.rows(_EVIDENCE, {"claims": sorted(set(claims))}))

    def open_local(self) -> Self:
        """Return this view: the file is local."""
        return self

    def refresh(self) -> None:
        """Nothing: each statement reads the file as it is."""

    @property
    def search_table(self) -> str:
        """The full-text table of the graph of this audience."""
        return f"search_{AUDIENCES[self._graph]}"

    def vocabulary(self, shortest: int, longest: int) -> list[str]:
        """The words of the full text of this audience, by their length, in alphabetical order."""
        self._connection.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, {self.search_table}, row)"
        )
        sql = "SELECT term FROM temp.vocabulary WHERE length(term) BETWEEN ? AND ? ORDER BY term"
        return [str(row["term"]) for row in self.rows(sql, (shortest, longest))]

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def graph_of(connection: sqlite3.Connection, audience: Audience) -> int:
    """The number of the audience whose graph an audience shares: its own, or that of one before that sees the same."""
    found = connection.execute("SELECT value FROM about WHERE key = ?", (f"graph of {audience}",)).fetchone()
    return int(found[0]) if found else audience_level(audience)


def bound_parameters(parameters: Parameters) -> Parameters:
    """Parameters as SQLite takes them."""
    if not isinstance(parameters, Mapping):
        return parameters
    return {name: json.dumps(value) if isinstance(value, list | tuple) else value for name, value in parameters.items()}

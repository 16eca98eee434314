"""The only way to read a graph: what one audience may see, in one language.

The audience filter lives here and nowhere else: temporary views stand before the tables of the same name
(`views.sql`), so a question written against `initiative` reads the initiatives that its audience may see.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self

from graph.errors import StoreError, UsageError
from graph.sharing import AUDIENCES, Audience, audience_level

LANGUAGES = ("en", "fr")
_EVIDENCE = """
SELECT c.number, s.id AS source, s.name, p.page, p.sheet, p.cell, p.line, p.quote, c.stated, c.rule
FROM json_each(?) AS wanted
JOIN claim AS c ON c.number = wanted.value
JOIN main.place AS p ON p.number = c.place
JOIN main.source AS s ON s.number = p.source
"""


class View:
    """A graph as one audience may see it; labels in one language.

    Args:
        connection: a connection of its own, which the view closes.
        audience: public, members or secretariat.
        language: "en" or "fr".

    Raises:
        UsageError: for another audience or language.
    """

    dialect: Final = "sql"  # the language its statements are in

    def __init__(self, connection: sqlite3.Connection, audience: Audience, language: str) -> None:
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
        self.audience: Audience = audience
        self.language = language
        self._connection = connection
        script = (Path(__file__).parent / "views.sql").read_text("utf-8")
        self._graph = graph_of(connection, audience)
        values = {"audience": audience_level(audience), "graph": self._graph, "language": language}
        for name, value in values.items():
            script = script.replace(f"{{{name}}}", str(value))
        connection.executescript(script)

    def rows(self, sql: str, parameters: Mapping[str, object] | Sequence[object] = ()) -> list[dict[str, Any]]:
        """The rows that a SELECT yields, as dictionaries by column.

        Raises:
            StoreError: when the file turns out to be damaged.
        """
        try:
            cursor = self._connection.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]
        except sqlite3.DatabaseError as error:
            raise StoreError("The graph could not be read: {reason}.", reason=error) from error

    def value(self, sql: str, parameters: Mapping[str, object] | Sequence[object] = ()) -> object:
        """The first column of the first row, or None."""
        found = self.rows(sql, parameters)
        return next(iter(found[0].values())) if found else None

    def evidence(self, claims: Iterable[int]) -> dict[int, dict[str, Any]]:
        """The evidence of claims, by claim number; claims that the audience may not see are not there."""
        found = {}
        for row in self.rows(_EVIDENCE, (json.dumps(sorted(set(claims))),)):
            number = row.pop("number")
            row["stated"] = bool(row["stated"])
            found[number] = {key: value for key, value in row.items() if value is not None}
        return found

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

"""A view of the SQLite file for one audience; the audience filter is here and nowhere else.

Temporary views shadow the tables of the same name (`schema/views.sql`), so that a question that reads `initiative` gets
the initiatives that its audience may see.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import apsw

from graph.errors import StoreError
from graph.sqlite.recency import fading_factor, latest_day
from graph.sqlite.schema.driver import Connection, Cursor, execute_with_columns
from graph.store import SQLITE, check_view_options, evidence_by_claim
from graph.values import AUDIENCES, Audience, audience_level

if TYPE_CHECKING:
    from graph.store import Backend, Parameters

_EVIDENCE = """
SELECT c.number, s.id AS source, s.name, p.page, p.sheet, p.cell, p.line, p.quote, c.stated, c.rule, c.confidence,
       c.accepted, c.proposed
FROM json_each(:claims) AS wanted
CROSS JOIN claim AS c ON c.number = wanted.value
JOIN place AS p ON p.number = c.place
JOIN source AS s ON s.number = p.source
"""


class SqliteView:
    """A graph in a file as one audience may see it.

    Args:
        connection: a connection that the view owns and closes.
        audience: public, members or secretariat.
        language: "en" or "fr".
        graph_path: the graph file, in whose folder the decisions on it, its vectors and its weights are; where the
            connection is to a copy, the original.
        includes_proposed: whether open proposals hold in it, marked as proposed.
        open_as_of: opens a view of what was known at a moment (`graph.sqlite.copies.as_of`).

    Raises:
        UsageError: for another audience or language.
    """

    backend: Backend = SQLITE

    def __init__(
        self, connection: Connection, audience: Audience, language: str, *, graph_path: Path | None = None,
        includes_proposed: bool = False, open_as_of: Callable[[SqliteView, str], SqliteView] | None = None,
    ) -> None:  # fmt: skip
        check_view_options(audience, language)
        self._open_as_of = open_as_of
        self._earlier: dict[str, SqliteView] = {}
        self.includes_proposed = includes_proposed
        self.graph_path = graph_path
        self.audience: Audience = audience
        self.language = language
        self._connection = connection
        script = (Path(__file__).parent / "schema" / "views.sql").read_text("utf-8")
        self._graph = graph_number(connection, audience)
        self.fading = fading_factor(latest_day(connection, self._graph))
        values = {
            "audience": audience_level(audience), "graph": self._graph, "language": language,
            "fading": self.fading,
        }  # fmt: skip
        for name, value in values.items():
            script = script.replace(f"{{{name}}}", str(value))
        connection.execute(script)

    @property
    def dialect(self) -> str:
        """The query language of statements."""
        return self.backend.dialect

    @property
    def path(self) -> Path:
        """The file that is open: the graph, or a copy of it."""
        return Path(self._connection.execute("PRAGMA database_list").fetchone()[2])

    @property
    def connection(self) -> Connection:
        """The connection, for `graph.adhoc.sql`, which restricts it; it can read the tables beneath the views."""
        return self._connection

    def rows(self, text: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """Return the rows of a SELECT as dictionaries; lists among the parameters are passed as JSON.

        Raises:
            StoreError: when the file turns out to be damaged.
        """
        try:
            names, cursor = execute_with_columns(self._connection, text, bound_parameters(parameters))
            return [dict(zip(names, row, strict=True)) for row in cursor]
        except (apsw.Error, UnicodeDecodeError) as error:
            raise read_error(error) from error

    def stream(self, text: str, parameters: Parameters = ()) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Return the columns of a SELECT and an iterator of its rows, for results that are too large for memory.

        Raises:
            StoreError: when the file turns out to be damaged, also by the iterator.
        """
        try:
            names, cursor = execute_with_columns(self._connection, text, bound_parameters(parameters))
        except (apsw.Error, UnicodeDecodeError) as error:
            raise read_error(error) from error
        return names, _iter_rows(cursor)

    def value(self, text: str, parameters: Parameters = ()) -> object:
        """Return the first column of the first row, or None."""
        found = self.rows(text, parameters)
        return next(iter(found[0].values())) if found else None

    def evidence(self, claims: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Return the evidence of claims by claim number, without claims that the audience may not see."""
        return evidence_by_claim(self.rows(_EVIDENCE, {"claims": sorted(set(claims))}))

    def open_local(self) -> Self:
        """Return this view: the file is local."""
        return self

    def as_of(self, moment: str) -> SqliteView:
        """Return a view of what was known at an edition or before a day; this view closes it."""
        if self._open_as_of is None:  # of an earlier moment already
            return self
        if moment not in self._earlier:
            self._earlier[moment] = self._open_as_of(self, moment)
        return self._earlier[moment]

    def refresh(self) -> None:
        """Do nothing: each statement reads the current file."""

    def checked_once(self) -> AbstractContextManager[None]:
        """Check nothing: each statement reads the current file."""
        return nullcontext()

    @property
    def graph_number(self) -> int:
        """The number of the audience whose graph this audience uses: its own, or an earlier one that sees the same."""
        return self._graph

    @property
    def search_table(self) -> str:
        """The full-text table of the graph of this audience."""
        return f"search_{AUDIENCES[self._graph]}"

    def vocabulary(self, shortest: int, longest: int) -> list[str]:
        """Return the words of this audience's full text of some lengths, in alphabetical order."""
        self._connection.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, {self.search_table}, row)"
        )
        sql = "SELECT term FROM temp.vocabulary WHERE length(term) BETWEEN ? AND ? ORDER BY term"
        return [str(row["term"]) for row in self.rows(sql, (shortest, longest))]

    def close(self) -> None:
        """Close the connection, and those of views of earlier moments."""
        for view in self._earlier.values():
            if view is not self:
                view.close()
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def graph_number(connection: Connection, audience: Audience) -> int:
    """Return the audience whose graph an audience uses: itself, or an earlier one that sees the same claims."""
    found = connection.execute("SELECT value FROM metadata WHERE key = ?", (f"graph of {audience}",)).fetchone()
    return int(found[0]) if found else audience_level(audience)


def bound_parameters(parameters: Parameters) -> Parameters:
    """Convert parameters to types that SQLite accepts."""
    if not isinstance(parameters, Mapping):
        return parameters
    return {name: json.dumps(value) if isinstance(value, list | tuple) else value for name, value in parameters.items()}


def read_error(error: apsw.Error | UnicodeDecodeError) -> StoreError:
    """Return the error for a graph that cannot be read."""
    return StoreError("The graph could not be read: {reason}.", reason=error)


def _iter_rows(cursor: Cursor) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a statement.

    Raises:
        StoreError: the file turns out to be damaged.
    """
    try:
        yield from cursor
    except (apsw.Error, UnicodeDecodeError) as error:
        raise read_error(error) from error

"""Numbers of claims, mentions, places and sources as one audience counts them, and rows in an order that it can know.

A gap between numbers would show how much is hidden.

Within Accord, numbers are those of the file. What ad hoc SQL returns is numbered anew, as a copy on a server is.
"""

from __future__ import annotations

import contextlib
import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from graph.sqlite.schema.claim_numbers import ClaimNumbers
from graph.sqlite.schema.driver import Connection
from graph.values import AUDIENCES, audience_level

if TYPE_CHECKING:
    from graph.sqlite.view import SqliteView

_AS: Final = re.compile(r"\sAS\s")
_NUMBERS: Final[Mapping[str, str]] = {
    "claim": "SELECT first, last FROM main.mention WHERE visible_from <= ? ORDER BY first",
    "mention": "SELECT number FROM main.mention WHERE visible_from <= ? ORDER BY number",
    "place": "SELECT DISTINCT place FROM main.mention WHERE visible_from <= ? ORDER BY place",
    "source": "SELECT number FROM main.source WHERE visible_from <= ? ORDER BY number",
}
# what the columns of each view number
_COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "claim": {"number": "claim", "place": "place"},
    "mention": {"number": "mention", "first": "claim", "last": "claim", "place": "place"},
    "place": {"number": "place", "source": "source"},
    "source": {"number": "source"},
    "initiative": {"claim": "claim", "lead_claim": "claim"},
}
_DEFAULT: Final[Mapping[str, str]] = {"claim": "claim", "other_claim": "claim"}


def redefine_views(view: SqliteView, columns: Mapping[str, list[str]]) -> None:
    """Redefine the views of an audience that does not see all: numbers without gaps, rows in the order of their keys.

    Without an order, rows come as they were written, and changes that the audience does not see would show.

    Args:
        view: its connection must not be restricted yet.
        columns: the columns of each view.
    """
    level = audience_level(view.audience)
    if view.audience == AUDIENCES[-1]:
        return
    for name in ("claim", "mention", "place", "source"):
        view.connection.add_function(f"numbered_{name}", 1, _numbering(view, name, level))
    definitions = dict(view.connection.execute("SELECT name, sql FROM sqlite_temp_schema WHERE type = 'view'"))
    for name, definition in definitions.items():
        numbered = {**_DEFAULT, **_COLUMNS.get(name, {})}
        selected = ", ".join(
            f'numbered_{numbered[column]}("{column}") AS "{column}"' if column in numbered else f'"{column}"'
            for column in columns[name]
        )
        order = ", ".join(f'"{column}"' for column in _key_of(view, name, columns[name]))
        original = _AS.split(definition, maxsplit=1)[1]
        view.connection.execute(f'DROP VIEW temp."{name}"')
        view.connection.execute(f'CREATE TEMP VIEW "{name}" AS SELECT {selected} FROM ({original}) ORDER BY {order}')


def _key_of(view: SqliteView, name: str, columns: list[str]) -> list[str]:
    """Return the columns that tell the rows of a view apart: the key of its table, its number, or all."""
    if "number" in columns:
        return ["number"]
    found = view.connection.execute("SELECT name FROM pragma_table_info(?, 'main') WHERE pk > 0 ORDER BY pk", (name,))
    key = [column for (column,) in found if column != "audience"]
    return key if key and set(key) <= set(columns) else columns


def _numbering(view: SqliteView, name: str, level: int) -> Callable[[int | None], int | None]:
    """Return a function from a number in the file to that of the audience; the file is read at its first call."""
    path = view.path

    @cache
    def read() -> Callable[[int], int]:
        with contextlib.closing(Connection(path, mode="ro")) as connection:
            rows = connection.execute(_NUMBERS[name], (level,))
            if name == "claim":
                return ClaimNumbers(rows).in_copy
            known = array("q", (number for (number,) in rows))
            return lambda old: bisect_left(known, old) + 1

    return lambda old: read()(old) if old else old

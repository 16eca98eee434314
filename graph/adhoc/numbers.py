"""Numbers of claims, mentions, places and sources as one audience counts them: a gap would show how much is hidden.

Within Accord, numbers are those of the file. What ad hoc SQL returns is numbered anew, as a copy on a server is.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from graph.sqlite.schema.claim_numbers import ClaimNumbers
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


def renumber_views(view: SqliteView, columns: Mapping[str, list[str]]) -> None:
    """Redefine the views of an audience that does not see everything, so that their numbers have no gaps.

    Args:
        view: its connection must not be restricted yet.
        columns: the columns of each view.
    """
    level = audience_level(view.audience)
    if view.audience == AUDIENCES[-1]:
        return
    for name in ("claim", "mention", "place", "source"):
        view.connection.create_function(f"numbered_{name}", 1, _numbering(view, name, level), deterministic=True)
    definitions = dict(view.connection.execute("SELECT name, sql FROM sqlite_temp_schema WHERE type = 'view'"))
    for name, definition in definitions.items():
        numbered = {**_DEFAULT, **_COLUMNS.get(name, {})}
        if not set(numbered) & set(columns[name]):
            continue
        selected = ", ".join(
            f'numbered_{numbered[column]}("{column}") AS "{column}"' if column in numbered else f'"{column}"'
            for column in columns[name]
        )
        original = _AS.split(definition, maxsplit=1)[1]
        view.connection.execute(f'DROP VIEW temp."{name}"')
        view.connection.execute(f'CREATE TEMP VIEW "{name}" AS SELECT {selected} FROM ({original})')


def _numbering(view: SqliteView, name: str, level: int) -> Callable[[int | None], int | None]:
    """Return a function from a number in the file to that of the audience; the file is read at its first call."""
    path = view.path

    @cache
    def read() -> Callable[[int], int]:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            rows = connection.execute(_NUMBERS[name], (level,))
            if name == "claim":
                return ClaimNumbers(rows).in_copy
            known = array("q", (number for (number,) in rows))
            return lambda old: bisect_left(known, old) + 1

    return lambda old: read()(old) if old else old

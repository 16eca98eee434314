"""Numbers of claims, mentions, places and sources as one audience counts them: a gap would show how much is hidden.

Within Accord, numbers are those of the file. What ad hoc SQL returns is numbered anew, as a copy on a server is.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from graph.values import AUDIENCES, audience_level

if TYPE_CHECKING:
    from graph.sqlite.view import SqliteView
    from graph.store import SqlView

_AS: Final = re.compile(r"\sAS\s")
_RANGES: Final = "SELECT first, last FROM main.mention WHERE visible_from <= ? ORDER BY first"
_NUMBERS: Final[Mapping[str, str]] = {
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


def claims_in_file(view: SqlView) -> Callable[[int], int]:
    """Return a function from the number of a claim in a copy for an audience to that in the file."""
    firsts, new, left = array("q"), array("q"), 1
    for first, last in view.stream("SELECT first, last FROM mention ORDER BY first")[1]:
        firsts.append(first)
        new.append(left)
        left += last - first + 1

    def number(one: int) -> int:
        at = bisect_right(new, one) - 1
        return firsts[at] + one - new[at] if at >= 0 else one

    return number


def _numbering(view: SqliteView, name: str, level: int) -> Callable[[int | None], int | None]:
    """Return a function from a number in the file to that of the audience; the file is read at its first call."""
    path, known = view.path, array("q")
    new = array("q")

    def read() -> None:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            if name != "claim":
                known.extend(number for (number,) in connection.execute(_NUMBERS[name], (level,)))
                return
            count = 1
            for first, last in connection.execute(_RANGES, (level,)):
                known.append(first)
                new.append(count)
                count += last - first + 1

    def number(old: int | None) -> int | None:
        if not old:
            return old
        if not known:
            read()
        if name != "claim":
            return bisect_left(known, old) + 1
        at = bisect_right(known, old) - 1
        return new[at] + old - known[at]

    return number

"""Connections to SQLite files by APSW (https://rogerbinns.github.io/apsw/).

It brings the same SQLite to every machine, and takes half of the time of Python's `sqlite3` to bind and to read a row.
A connection has no transaction of its own: a statement outside of BEGIN and COMMIT is one. Errors and constants are
those of `apsw`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import apsw

Mode = Literal["rwc", "ro", "immutable"]
MILLISECONDS: Final = 1000  # in a second
_FLAGS: Final = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    class Cursor(apsw.Cursor):
        """A running statement, with rows of any types."""

        def fetchone(self) -> Any: ...  # noqa: ANN401, D102
        def fetchall(self) -> list[Any]: ...  # noqa: D102
else:
    Cursor = apsw.Cursor


class Connection(apsw.Connection):
    """A connection to a file, or to a database in memory.

    Args:
        file: the file; None for memory.
        mode: `rwc` creates a missing file; `ro` only reads it; `immutable` reads a file that nobody changes, without
            locks.
        busy_seconds: how long to wait for the lock of another process.

    Raises:
        apsw.Error: it cannot be opened.
    """

    def __init__(self, file: Path | None, *, mode: Mode = "rwc", busy_seconds: float = 5) -> None:
        super().__init__(":memory:" if file is None else uri_of(file, mode), flags=_FLAGS)
        self.set_busy_timeout(round(busy_seconds * MILLISECONDS))
        self.functions: set[str] = set()  # names of those that were added

    if TYPE_CHECKING:

        def execute(self, statements: str, bindings: Any = None, **options: Any) -> Cursor: ...  # noqa: ANN401, D102
        def executemany(self, statements: str, sequenceofbindings: Iterable[Any], **options: Any) -> Cursor: ...  # noqa: ANN401, D102

    def add_function(self, name: str, arguments: int, function: Callable[..., Any]) -> None:
        """Have statements call a function that always returns the same for the same arguments."""
        self.create_scalar_function(name, function, arguments, deterministic=True)
        self.functions.add(name)


def uri_of(file: Path, mode: Mode) -> str:
    """Return the URI under which SQLite opens a file in some mode, which ATTACH takes as well."""
    return f"{file.absolute().as_uri()}?{'immutable=1' if mode == 'immutable' else f'mode={mode}'}"


def execute_with_columns(
    connection: Connection, statement: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
) -> tuple[list[str], Cursor]:
    """Run a statement, and return its columns, which are known where it finds nothing, too, and its rows.

    Raises:
        apsw.Error: SQLite refuses it.
        KeyError: it has a parameter by name without a value.
    """
    columns: list[str] = []

    def note(cursor: apsw.Cursor, _: str, __: object) -> bool:
        columns.extend(name for name, _ in cursor.get_description())
        return True

    cursor: Any = connection.cursor()
    cursor.exec_trace = note
    return columns, cursor.execute(statement, parameters)

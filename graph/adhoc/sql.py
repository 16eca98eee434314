"""SQL that somebody typed, asked of a graph file: it reads what its audience may see, and costs what it may cost.

Three walls stand one behind the other. The file is opened for reading only. The statement is first understood in an
empty room (`_Room`): a database in memory that has the views of the audience with their columns, and nothing else, so
that whatever else a statement names is not there. Then it runs where an authorizer lets the views, and nothing but the
views, read the tables beneath them. SQLite tells the authorizer the name of the view on whose behalf it reads, but
a common table expression called like a view passes for one: that is why there is the room.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from graph.adhoc.limits import Found, Limits, distinct, kept, too_large, too_slow
from graph.adhoc.sql_errors import mistake
from graph.errors import UsageError
from graph.text import replace_surrogates

if TYPE_CHECKING:
    from graph.sqlite.view import SqliteView

Views = Mapping[str, list[str]]
TABLE_FUNCTIONS: Final = frozenset({"json_each", "json_tree"})
REFUSED_FUNCTIONS: Final = frozenset({"load_extension", "fts5", "fts3_tokenizer", "readfile", "writefile", "edit"})
SYSTEM: Final = ("sqlite_", "pragma_", "dbstat")  # what SQLite itself keeps
CHECKED_EVERY: Final = 10_000  # instructions of SQLite's machine between two looks at the clock
_BOUNDS: Final = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 10_000_000),  # of a text, in bytes
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 500),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 200),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 100),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 1_000_000),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
)
_COMMENTS: Final = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*", re.DOTALL)
_EXPLAIN: Final = re.compile(r"explain(\s+query\s+plan)?\b", re.IGNORECASE)
_BEGINS: Final = re.compile(r"(select|with|values|explain)\b", re.IGNORECASE)


def select(
    view: SqliteView, text: str, parameters: Mapping[str, object], limits: Limits, *, heap: bool = False
) -> Found:
    """What a SELECT yields that somebody typed.

    Args:
        view: what the audience may see; bounded from here on, so that it is of no use for other things.
        text: one statement.
        parameters: the values of its ``:name`` places; lists as JSON.
        limits: what it may cost.
        heap: whether SQLite as a whole may use no more memory than the limits say. This holds for the process, for
            good: right for a command, wrong for a notebook.

    Raises:
        UsageError: it is no SELECT, names what is not there, or takes too much time or memory.
    """
    views = bound(view, heap=limits if heap else None)
    return run(view.connection, views, text, parameters, limits)


def bound(view: SqliteView, *, heap: Limits | None = None) -> Views:
    """Let the connection of a view do nothing but read views from here on; returns the views with their columns."""
    connection = view.connection
    views = columns_of(connection)
    beneath = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'view'")}
    if heap is not None:
        connection.execute(f"PRAGMA hard_heap_limit = {heap.bytes}")
    connection.isolation_level = None
    for what, most in _BOUNDS:
        connection.setlimit(what, most)
    _know_table_functions(connection)
    connection.set_authorizer(_authorizer(views, frozenset(views) | beneath))
    return views


def columns_of(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of each view of the audience, in order."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_temp_schema WHERE type = 'view'")]
    return {
        name: [row[1] for row in connection.execute(f'PRAGMA temp.table_xinfo("{name}")')] for name in sorted(names)
    }


def run(
    connection: sqlite3.Connection, views: Views, text: str, parameters: Mapping[str, object], limits: Limits
) -> Found:
    """What a statement yields, on a connection that was bound."""
    from graph.sqlite.view import bound_parameters

    given = bound_parameters(parameters)
    text = replace_surrogates(text)
    with contextlib.closing(_Room(views)) as room:
        room.see(text, given)
    end = time.monotonic() + limits.seconds
    with _clocked(connection, end), _explained(text, views, room=None, limits=limits, end=end):
        cursor = connection.execute(text, given)
        if cursor.description is None:
            raise only_reads()
        return kept([column[0] for column in cursor.description], cursor, limits)


def understood(views: Views, text: str, parameters: Mapping[str, object]) -> list[str]:
    """The columns that a statement yields, which is understood and not asked of any graph.

    Raises:
        UsageError: it is no SELECT, or names what is not there.
    """
    from graph.sqlite.view import bound_parameters

    given = bound_parameters(parameters)
    with contextlib.closing(_Room(views)) as room:
        room.see(replace_surrogates(text), given)
        return room.columns(replace_surrogates(text), given)


class _Room:
    """A database in memory with nothing in it but views that have the columns of those of an audience, and no rows."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        for name, columns in views.items():
            selected = ", ".join(f'NULL AS "{column}"' for column in columns)
            self._connection.execute(f'CREATE TEMP VIEW "{name}" AS SELECT {selected} WHERE 0')
        for what, most in _BOUNDS:
            self._connection.setlimit(what, most)
        _know_table_functions(self._connection)
        self._connection.set_authorizer(_authorizer(views, frozenset()))

    def see(self, text: str, parameters: Any) -> None:  # noqa: ANN401 (what SQLite takes)
        """See that a statement reads views and does nothing else.

        Raises:
            UsageError: it does not.
        """
        begins = _COMMENTS.match(text)
        start = begins.end() if begins else 0
        if not text[start:].strip():
            raise UsageError("There is no query to ask. Write one: SELECT …")
        if not _BEGINS.match(text, start):
            raise only_reads()
        with _explained(text, self._views, room=self._said, limits=Limits()):
            self._prepare(text, parameters, start)

    def _prepare(self, text: str, parameters: Any, start: int = 0) -> None:  # noqa: ANN401
        """Let SQLite understand a statement without running it."""
        explains = _EXPLAIN.match(text, start)
        self._connection.execute(text if explains else f"EXPLAIN {text}", parameters).close()

    def columns(self, text: str, parameters: Any) -> list[str]:  # noqa: ANN401
        """The columns of a statement that was seen."""
        limits = Limits(seconds=1)
        end = time.monotonic() + limits.seconds
        with (
            _clocked(self._connection, end),
            _explained(text, self._views, room=self._said, limits=limits, end=end),
        ):
            cursor = self._connection.execute(text, parameters)
            return distinct(column[0] for column in cursor.description)

    def _said(self, text: str) -> str:
        """What SQLite says of the beginning of a statement."""
        try:
            self._prepare(text, {})
        except (sqlite3.Error, sqlite3.Warning) as error:
            return str(error)
        return ""

    def close(self) -> None:
        """Leave the room."""
        self._connection.close()


def _authorizer(views: Views, readers: frozenset[str]) -> Callable[..., int]:
    """What SQLite asks before it does anything; `readers` are the views that may read the tables beneath them."""

    def allowed(action: int, one: str | None, two: str | None, database: str | None, source: str | None) -> int:
        match action:
            case sqlite3.SQLITE_SELECT | sqlite3.SQLITE_RECURSIVE:
                fine = True
            case sqlite3.SQLITE_FUNCTION:
                fine = str(two).lower() not in REFUSED_FUNCTIONS
            case sqlite3.SQLITE_READ:
                # where none of its columns is read (count(*)), anything that a FROM names without its database
                counted = two == "" and database is None and not str(one).startswith(SYSTEM)
                seen = one in TABLE_FUNCTIONS or (database == "temp" and one in views)
                fine = counted or seen or (database == "main" and source in readers)
            case _:
                fine = False
        return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY

    return allowed


def _know_table_functions(connection: sqlite3.Connection) -> None:
    """Let SQLite make the tables of its table functions: later the authorizer would take that for a change."""
    for name in sorted(TABLE_FUNCTIONS):
        connection.execute(f"SELECT * FROM {name}('[]')").close()


@contextlib.contextmanager
def _clocked(connection: sqlite3.Connection, end: float) -> Iterator[None]:
    connection.set_progress_handler(lambda: time.monotonic() > end, CHECKED_EVERY)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


@contextlib.contextmanager
def _explained(
    text: str, views: Views, *, room: Callable[[str], str] | None, limits: Limits, end: float = 0
) -> Iterator[None]:
    """Say what SQLite's errors mean for the person who typed the statement."""
    try:
        yield
    except MemoryError:
        raise too_large(limits) from None
    except (sqlite3.Error, sqlite3.Warning, OverflowError) as error:
        said = str(error)
        if said == "interrupted" and time.monotonic() < end:  # by Ctrl-C: SQLite swallowed it
            raise KeyboardInterrupt from None
        if said == "interrupted":
            raise too_slow(limits) from None
        if said == "string or blob too big":
            raise too_large(limits) from None
        if re.search(r"not authorized|cannot modify|authorization denied|one statement at a time", said):
            raise only_reads() from None
        raise mistake(text, said, views, room) from None


def only_reads() -> UsageError:
    """What is said of a statement that does anything but read views."""
    return UsageError(
        "Here one statement is asked that reads: it begins with SELECT, WITH or VALUES, and changes nothing."
        " “accord schema” lists what there is to read."
    )

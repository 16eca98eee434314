"""Ad hoc SQL on a graph file: it can only read what its audience may see, within limits of time and memory.

Defence in depth: (1) the file is opened read-only; (2) the statement is prepared against an in-memory database that
holds only the audience's views, so that it can name nothing else; (3) it runs under an authorizer that allows reading
tables only through these views. SQLite tells the authorizer the name of the view that it reads for, but a common table
expression with the name of a view passes for that view; the second step rules this out.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import apsw

from graph.adhoc.limits import Limits, memory_error, timeout_error
from graph.adhoc.numbers import redefine_views
from graph.adhoc.result import QueryResult, collect_rows, unique_names
from graph.adhoc.sql_errors import explain_error, missing_value_error
from graph.errors import UsageError
from graph.sqlite.schema.driver import Connection, execute_with_columns
from graph.text.strings import replace_surrogates

if TYPE_CHECKING:
    from graph.sqlite.view import SqliteView

Views = Mapping[str, list[str]]
TABLE_FUNCTIONS: Final = frozenset({"json_each", "json_tree"})
REFUSED_FUNCTIONS: Final = frozenset({"load_extension", "fts5", "fts3_tokenizer", "readfile", "writefile", "edit"})
SYSTEM_PREFIXES: Final = ("sqlite_", "pragma_", "dbstat")
INSTRUCTIONS_PER_CHECK: Final = 10_000  # of SQLite's virtual machine, between two checks of the deadline
_SQLITE_LIMITS: Final = (
    (apsw.SQLITE_LIMIT_LENGTH, 10_000_000),  # of a text, in bytes
    (apsw.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (apsw.SQLITE_LIMIT_COLUMN, 500),
    (apsw.SQLITE_LIMIT_EXPR_DEPTH, 200),
    (apsw.SQLITE_LIMIT_COMPOUND_SELECT, 100),
    (apsw.SQLITE_LIMIT_VDBE_OP, 1_000_000),
    (apsw.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500),
    (apsw.SQLITE_LIMIT_ATTACHED, 0),
)
_COMMENTS: Final = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*", re.DOTALL)
_FIRST_WORD: Final = re.compile(r"(select|with|values|explain)\b", re.IGNORECASE)


def run_query(
    view: SqliteView, text: str, parameters: Mapping[str, object], limits: Limits, *, heap: bool = False
) -> QueryResult:
    """Return the result of a SELECT.

    Args:
        view: what the audience may see; it stays restricted to ad hoc queries.
        text: one statement.
        parameters: the values of its ``:name`` parameters; lists are passed as JSON.
        limits: of time, rows and memory.
        heap: whether to limit the memory of SQLite in this process, permanently: right for a command, wrong for a
            notebook.

    Raises:
        UsageError: it is not a SELECT, names something unknown, or takes too much time or memory.
    """
    redefine_views(view, columns_of(view.connection))
    views = restrict(view, heap=limits if heap else None)
    return run_restricted(view.connection, views, text, parameters, limits)


def restrict(view: SqliteView, *, heap: Limits | None = None) -> Views:
    """Restrict the connection of a view to reading views, permanently; return the views with their columns."""
    connection = view.connection
    views = columns_of(connection)
    beneath = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'view'")}
    if heap is not None:
        connection.execute(f"PRAGMA hard_heap_limit = {heap.bytes}")
    for limit, value in _SQLITE_LIMITS:
        connection.limit(limit, value)
    _create_table_functions(connection)
    connection.set_authorizer(_authorizer(views, frozenset(views) | beneath))
    return views


def columns_of(connection: Connection) -> dict[str, list[str]]:
    """Return the columns of each view of the audience, in order."""
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_temp_schema WHERE type = 'view'")]
    return {
        name: [row[1] for row in connection.execute(f'PRAGMA temp.table_xinfo("{name}")')] for name in sorted(names)
    }


def run_restricted(
    connection: Connection, views: Views, text: str, parameters: Mapping[str, object], limits: Limits
) -> QueryResult:
    """Return the result of a statement on a restricted connection."""
    from graph.sqlite.view import bound_parameters

    given = bound_parameters(parameters)
    text = replace_surrogates(text)
    with contextlib.closing(ValidationDatabase(views)) as validation:
        validation.check(text, given)
    end = time.monotonic() + limits.seconds
    with _time_limit(connection, end), _explain_errors(text, views, limits):
        columns, cursor = execute_with_columns(connection, text, given)
        return collect_rows(columns, cursor, limits)


def list_result_columns(views: Views, text: str, parameters: Mapping[str, object]) -> list[str]:
    """Return the columns of a statement's result, without a graph.

    Raises:
        UsageError: it is not a SELECT, or names something unknown.
    """
    from graph.sqlite.view import bound_parameters

    given = bound_parameters(parameters)
    with contextlib.closing(ValidationDatabase(views)) as validation:
        validation.check(replace_surrogates(text), given)
        return validation.columns(replace_surrogates(text), given)


class ValidationDatabase:
    """An in-memory database that holds only the views of an audience, without rows."""

    def __init__(self, views: Views) -> None:
        self._views = views
        self._connection = Connection(None)
        for name, columns in views.items():
            selected = ", ".join(f'NULL AS "{column}"' for column in columns)
            self._connection.execute(f'CREATE TEMP VIEW "{name}" AS SELECT {selected} WHERE 0')
        for limit, value in _SQLITE_LIMITS:
            self._connection.limit(limit, value)
        _create_table_functions(self._connection)
        self._connection.set_authorizer(_authorizer(views, frozenset()))

    def check(self, text: str, parameters: Any) -> None:  # noqa: ANN401 (what SQLite takes)
        """Check that a statement reads views and does nothing else.

        Raises:
            UsageError: it does not.
        """
        comments = _COMMENTS.match(text)
        start = comments.end() if comments else 0
        if not text[start:].strip():
            raise UsageError("The query is empty. Write one: SELECT …")
        if not _FIRST_WORD.match(text, start):
            raise read_only_error()
        with _explain_errors(text, self._views, Limits()):
            self._prepare(text, parameters)

    def _prepare(self, text: str, parameters: Any) -> None:  # noqa: ANN401
        """Have SQLite compile a statement without running it.

        Raises:
            UsageError: another statement follows.
        """
        compiled: list[str] = []

        def note(_: apsw.Cursor, statement: str, __: object) -> bool:
            compiled.append(statement)
            return True

        cursor = self._connection.cursor()
        cursor.exec_trace = note
        cursor.execute(text, parameters, explain=1)
        cursor.close(force=True)  # what follows is not run
        if not _COMMENTS.fullmatch(text, len(compiled[0])):
            raise read_only_error()

    def columns(self, text: str, parameters: Any) -> list[str]:  # noqa: ANN401
        """Return the result columns of a statement that was checked."""
        limits = Limits(seconds=1)
        end = time.monotonic() + limits.seconds
        with (
            _time_limit(self._connection, end),
            _explain_errors(text, self._views, limits),
        ):
            columns, _ = execute_with_columns(self._connection, text, parameters)
            return unique_names(columns)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()


def _authorizer(views: Views, readers: frozenset[str]) -> Callable[..., int]:
    """Return the authorizer that SQLite calls before each action; `readers` are the views that may read tables."""

    def authorize(action: int, one: str | None, two: str | None, database: str | None, source: str | None) -> int:
        match action:
            case apsw.SQLITE_SELECT | apsw.SQLITE_RECURSIVE:
                allowed = True
            case apsw.SQLITE_FUNCTION:
                allowed = str(two).lower() not in REFUSED_FUNCTIONS
            case apsw.SQLITE_READ:
                # count(*) reads no column; SQLite then names the table only
                counted = two == "" and database is None and not str(one).startswith(SYSTEM_PREFIXES)
                is_view = one in TABLE_FUNCTIONS or (database == "temp" and one in views)
                allowed = counted or is_view or (database in ("main", "temp") and source in readers)
            case _:
                allowed = False
        return apsw.SQLITE_OK if allowed else apsw.SQLITE_DENY

    return authorize


def _create_table_functions(connection: Connection) -> None:
    """Have SQLite create the tables of its table functions, which the authorizer would refuse as a change later."""
    for name in sorted(TABLE_FUNCTIONS):
        connection.execute(f"SELECT * FROM {name}('[]')").close()


@contextlib.contextmanager
def _time_limit(connection: Connection, end: float) -> Iterator[None]:
    connection.set_progress_handler(lambda: time.monotonic() > end, INSTRUCTIONS_PER_CHECK)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


@contextlib.contextmanager
def _explain_errors(text: str, views: Views, limits: Limits) -> Iterator[None]:
    """Raise SQLite's errors as errors that explain what is wrong with the statement."""
    try:
        yield
    except MemoryError:
        raise memory_error(limits) from None
    except apsw.InterruptError:
        raise timeout_error(limits) from None
    except (apsw.TooBigError, apsw.NoMemError):
        raise memory_error(limits) from None
    except KeyError as error:
        raise missing_value_error(error.args[0]) from None
    except (apsw.Error, OverflowError) as error:
        message = str(error)
        if isinstance(error, apsw.AuthError) or re.search(r"not authorized|cannot modify", message):
            raise read_only_error() from None
        raise explain_error(text, message, views, _place_of(error, text)) from None


def _place_of(error: Exception, text: str) -> int | None:
    """Return the character of a statement that an error is about; SQLite counts bytes of UTF-8, and -1 is nowhere."""
    at: int = getattr(error, "error_offset", -1)
    return len(text.encode()[:at].decode(errors="ignore")) if at >= 0 else None


def read_only_error() -> UsageError:
    """Return the error for a statement that does anything but read views."""
    return UsageError(
        "Only one statement that reads is allowed: it begins with SELECT, WITH or VALUES. “accord schema” lists the"
        " views that it can read."
    )

"""SQL and Cypher statements, one file per language of a store, distinguished by suffix.

`sql/NAME.sql` and `sql/NAME.cypher` take the same parameters and return the same columns in the same order. A statement
that reads every node may have no `.cypher`: it then runs on a local copy of the graph (`View.open_local`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from graph.store import NEO4J, SQLITE

if TYPE_CHECKING:
    from graph.store import SqlView, View

T = TypeVar("T")
PARALLEL_PARTS: Final = 2  # of a statement that takes a server long
STATEMENTS: Final = Path(__file__).parent / "sql"


@lru_cache(maxsize=256)
def read_statement(name: str, dialect: str) -> str:
    """Return the text of a statement in a dialect ("sql" or "cypher")."""
    return (STATEMENTS / f"{name}.{dialect}").read_text("utf-8")


@lru_cache(maxsize=256)
def has_statement(name: str, dialect: str) -> bool:
    """Whether a statement exists in a dialect."""
    return (STATEMENTS / f"{name}.{dialect}").is_file()


def fetch_rows(view: View, name: str, parameters: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
    """Return the rows of a statement as dictionaries by column.

    Args:
        view: what the audience may see.
        name: the statement: the path of its files below `sql/`, without suffix.
        parameters: the values of its parameters, by name.
    """
    source = view if has_statement(name, view.dialect) else view.open_local()
    return source.rows(read_statement(name, source.dialect), parameters or {})


def begin_rows(
    view: View, name: str, parameters: Mapping[str, object] | None = None
) -> Callable[[], list[dict[str, Any]]]:
    """Begin to read the rows of a statement, and return a function that waits for them; it may be called once.

    A server works at several statements at once, and while rows are looked at. A file is read when they are waited for.

    Args:
        view: what the audience may see.
        name: the statement: the path of its files below `sql/`, without suffix.
        parameters: the values of its parameters, by name.
    """
    read = partial(fetch_rows, view, name, parameters)
    if view.backend is NEO4J and has_statement(name, view.dialect):
        from graph.process.background import Background  # imported here: most graphs are files

        return Background(read, "accord-rows").result
    return read


def share_out(view: View, items: Sequence[T]) -> list[Sequence[T]]:
    """Return what a statement is asked about in as many parts as a store works at once, without empty ones."""
    parts = PARALLEL_PARTS if view.backend is NEO4J else 1
    return [some for first in range(parts) if (some := items[first::parts])]


def stream_rows(view: View, name: str, parameters: Mapping[str, object]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a statement as tuples; a file is read no further than rows are asked for.

    Args:
        view: what the audience may see.
        name: the statement: the path of its files below `sql/`, without suffix.
        parameters: the values of its parameters, by name.
    """
    if view.dialect == SQLITE.dialect:
        return cast("SqlView", view).stream(read_statement(name, view.dialect), parameters)[1]
    return (tuple(row.values()) for row in fetch_rows(view, name, parameters))

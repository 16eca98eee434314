"""The protocols of a store and of its views, and what each backend can do.

A graph is read only through a view, for one audience and in one language. The view hides everything else: on SQLite by
temporary views over the tables (`graph.sqlite.view`), on Neo4j because a server holds nothing that its audience may not
see (`graph.neo4j.view`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, Self

from graph.errors import UsageError
from graph.values import AUDIENCES, LANGUAGES, Approval, Audience

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from graph.claims import Reading

Parameters = Mapping[str, object] | Sequence[object]


class Backend(NamedTuple):
    """A database engine.

    Args:
        name: Its name, for people.
        dialect: The language of its statements, also the suffix of the files that hold them.
        full_text: Whether it searches full text; otherwise a local copy is searched.
    """

    name: str
    dialect: str
    full_text: bool


SQLITE: Final = Backend("SQLite", "sql", full_text=True)
NEO4J: Final = Backend("Neo4j", "cypher", full_text=True)
KGLITE: Final = Backend("KGLite", "cypher", full_text=False)  # only for `accord cypher` on a file


class Added(NamedTuple):
    """The result of adding one reading; `existed` if its source was in the graph before.

    `replaced` is the identifier of the earlier version of the document, if it was replaced, and `replaced_name` its
    name. `other_report` is the name of another report of the same member for the same edition, which is kept;
    `other_alike` says whether it tells of much the same. `proposed` counts the claims that are not facts until a
    person accepts them; `claims` does not.
    """

    source: str
    name: str
    existed: bool
    claims: int
    unplaced: int
    replaced: str | None = None
    proposed: int = 0
    replaced_name: str | None = None
    other_report: str | None = None
    other_alike: bool = False


class View(Protocol):
    """A graph as one audience may see it, with labels in one language."""

    audience: Audience
    language: str
    backend: Backend
    includes_proposed: bool

    @property
    def graph_path(self) -> Path | None:
        """The graph file, in whose folder the decisions on it, its vectors and its weights are; None on a server."""
        ...

    @property
    def dialect(self) -> str:
        """The language of statements: "sql" or "cypher"."""
        ...

    def rows(self, text: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """Return the rows of a statement as dictionaries by column; a parameter may be a list.

        Raises:
            StoreError: The store cannot be read.
        """
        ...

    def value(self, text: str, parameters: Parameters = ()) -> object:
        """Return the first column of the first row, or None."""
        ...

    def evidence(self, claims: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Return the evidence of claims by claim number, without claims that the audience may not see."""
        ...

    def open_local(self) -> SqlView:
        """Return a view of the same graph in a local file, for what reads every node; this view closes it."""
        ...

    def as_of(self, moment: str) -> View:
        """Return a view of what was known at a moment; this view closes it.

        Args:
            moment: the identifier of an edition, which is included with all earlier ones, or a day (YYYY-MM-DD): what
                was known before it.
        """
        ...

    def refresh(self) -> None:
        """Switch to the current graph if it was replaced since this view was opened."""
        ...

    def checked_once(self) -> AbstractContextManager[None]:
        """Begin a block whose statements have to be about one graph, which is checked once.

        Raises:
            ReplacedError: The graph was replaced meanwhile.
        """
        ...

    def close(self) -> None:
        """Release the store."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class SqlView(View, Protocol):
    """A view of a local file, which takes SQL."""

    @property
    def path(self) -> Path:
        """The file that is open: the graph, or a copy of it."""
        ...

    @property
    def search_table(self) -> str:
        """The name of the full-text table of this audience."""
        ...

    def stream(self, text: str, parameters: Parameters = ()) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """Return the columns of a SELECT and an iterator over its rows."""
        ...


class Store(Protocol):
    """A graph that readings are added to, and that is read through views."""

    backend: Backend

    def view(
        self, audience: Audience, language: str, *, close_store: bool = False, include_proposed: bool = False
    ) -> View:
        """Open a view, which the caller closes; with `close_store` that closes the store as well.

        With `include_proposed`, open proposals hold in it, marked as proposed.

        Raises:
            UsageError: There is no such audience or language, or the store holds no proposals.
            SharingError: The store does not serve this audience.
        """
        ...

    def add(
        self, readings: Sequence[Reading], approval: Approval | None = None, *, keep_both: bool = False,
        replace: bool = False,
    ) -> list[Added]:  # fmt: skip
        """Add readings: all of them or, if anything fails, none.

        Args:
            readings: One for each source. A source that is in the graph already is not added again.
            approval: For submissions without a recorded decision (default "members").
            keep_both: Keep the earlier version of a corrected document instead of replacing it.
            replace: Put a report in the place of another of the same member for the same edition, whatever its name.
        """
        ...

    def approve(self, jurisdiction: str, edition: str, approval: Approval) -> bool:
        """Record who may see a submission; return whether anything changed.

        Raises:
            UsageError: There is no such submission or approval, or this store does not record approvals.
        """
        ...

    def close(self) -> None:
        """Close connections."""
        ...


def check_view_options(audience: str, language: str) -> None:
    """Check that an audience and a language exist.

    Raises:
        UsageError: One of them does not.
    """
    if audience not in AUDIENCES:
        raise UsageError(
            "“{given}” is not an audience. Choose one of: {known}.", given=audience, known=", ".join(AUDIENCES)
        )
    if language not in LANGUAGES:
        raise UsageError(
            "“{given}” is not a language of Accord. Choose one of: {known}.", given=language, known=", ".join(LANGUAGES)
        )


def evidence_by_claim(rows: Iterable[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Index evidence rows by their column `number`, without the fields that do not apply."""
    found = {}
    for row in rows:
        number = row.pop("number")
        row["stated"] = bool(row["stated"])
        row.update({name: True if row.get(name) else None for name in ("accepted", "proposed")})
        found[number] = {key: value for key, value in row.items() if value is not None}
    return found


def file_only_error() -> UsageError:
    """Return the error for an operation that a server does not have."""
    return UsageError(
        "A server holds a copy for one audience; this is done in the graph file. Name it with --graph FILE,"
        " then push it again."
    )

"""A view of a graph on a Neo4j server, for one audience, language and generation."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from graph.dates.editions import edition_key
from graph.errors import ReplacedError, SharingError, StoreError
from graph.neo4j.connection import read_state_in
from graph.neo4j.driver import explain_driver_errors, to_dictionaries, wait_for_server
from graph.neo4j.statements import run_statements
from graph.process.background import Background
from graph.store import NEO4J, check_view_options, evidence_by_claim

if TYPE_CHECKING:
    import tempfile

    from graph.neo4j.connection import Connection, State
    from graph.sqlite.view import SqliteView
    from graph.store import Backend, Parameters, View
    from graph.values import Audience

EVIDENCE_STATEMENT: Final = """
UNWIND range(0, size($claims) - 1) AS at
UNWIND $claims[at] AS wanted
CALL {
  WITH wanted
  MATCH (c:Claim) WHERE c.generation = $generation AND c.number <= wanted
  RETURN c ORDER BY c.generation DESC, c.number DESC LIMIT 1
}
WITH at, wanted, c WHERE wanted <= c.last
WITH at, collect([wanted, c.source, c.page, c.sheet, c.cell, c.line, c.quote, c.stated, c.rule, c.confidence,
                  c.accepted]) AS found,
     collect(DISTINCT c.source) AS numbers
MATCH (s:Source) WHERE s.generation = $generation AND s.number IN numbers
RETURN at, found, collect([s.number, s.id, s.name]) AS sources
"""
_EDITIONS: Final = "MATCH (e:Edition) WHERE e.generation = $generation RETURN e.id AS id"
_FIELDS: Final = ("page", "sheet", "cell", "line", "quote", "stated", "rule", "confidence", "accepted")
EVIDENCE_BATCH: Final = 1000  # claims in one record: unpacking a record costs more than its content
CHECK_SECONDS: Final = 1.0  # after which a statement of a block checks the graph, too
PAUSE_SECONDS: Final = 0.02  # between looks at a graph that is being changed


class Neo4jView:
    """A graph on a server, for the audience that it was copied for.

    Each statement gets more parameters: `$generation`, which the nodes it begins from must have, `$language`, and
    `$fading`, which weights of partnerships are multiplied by. After each statement, or each block of them, the view
    checks that the graph is still the one that it was opened for, and that no change of it was being committed
    (`graph.neo4j.difference.marker`): nodes of an older generation are deleted only after the switch, so no answer
    mixes two graphs.

    Args:
        connection: The server.
        audience: The audience.
        language: "en" or "fr".
        state: The state of the graph, if it was just read.
        close_connection: Whether closing the view closes the connection.

    Raises:
        UsageError: There is no such audience or language.
        SharingError: The graph is a copy for another audience.
    """

    backend: Backend = NEO4J
    includes_proposed = False  # a server holds no proposals
    graph_path = None

    def __init__(
        self, connection: Connection, audience: Audience, language: str, state: State | None = None, *,
        close_connection: bool = False,
    ) -> None:  # fmt: skip
        check_view_options(audience, language)
        self.audience: Audience = audience
        self.language = language
        self._connection = connection
        self._close_connection = close_connection
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._local: SqliteView | None = None
        self._is_in_block = False
        self._checked = 0.0
        self._show(state or connection.read_state())

    def refresh(self) -> None:
        """Switch to the current generation."""
        self._show(self._connection.read_state())

    def _show(self, state: State) -> None:
        if state.audience != self.audience:
            raise SharingError(
                "The graph at {server} is a copy for {audience}. Ask with --audience {copied}, or ask the file that it"
                " was copied from.",
                server=self._connection.address, audience=state.audience, copied=state.audience,
            )  # fmt: skip
        self._state = state

    @property
    def dialect(self) -> str:
        """The language of statements."""
        return self.backend.dialect

    @property
    def connection(self) -> Connection:
        """The server."""
        return self._connection

    @property
    def generation(self) -> int | None:
        """The generation that this view shows."""
        return self._state.generation

    def rows(self, text: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """Return the rows of Cypher as dictionaries by column: of a statement or of several (`run_statements`).

        Raises:
            ReplacedError: The graph was replaced meanwhile.
            StoreError: The server failed.
        """
        given = dict(parameters) if isinstance(parameters, Mapping) else {}
        state = self._state
        is_checked_later = self._is_in_block and time.monotonic() - self._checked < CHECK_SECONDS
        given |= {"generation": state.generation, "language": self.language, "fading": state.fading}

        def work(queries: Any) -> tuple[list[dict[str, Any]], State | None]:  # noqa: ANN401 (the driver's)
            found = run_statements(lambda one, values: to_dictionaries(queries.run(one, values)), text, given)
            return found, state._replace(changing=False) if is_checked_later else read_state_in(queries)

        def ask() -> tuple[list[dict[str, Any]], State | None]:
            with explain_driver_errors(self._connection.address):
                return self._connection.read(work)

        found, current = wait_for_server(ask, self._connection.address)
        while current and current.changing:  # a change is being committed: what was found may be a part of it
            time.sleep(PAUSE_SECONDS)
            found, current = wait_for_server(ask, self._connection.address)
        self._compare(current)
        if not is_checked_later:
            self._checked = time.monotonic()
        return found

    @contextlib.contextmanager
    def checked_once(self) -> Iterator[None]:
        """Check after a block that the graph is still the same, in place of after each of its statements.

        A long block checks it from time to time as well.

        Raises:
            ReplacedError: The graph was replaced meanwhile, which may have made the block fail.
        """
        if self._is_in_block:
            yield
            return
        self._is_in_block, self._checked = True, time.monotonic()
        try:
            yield
        except StoreError:
            raise
        except Exception:
            self._check()
            raise
        finally:
            self._is_in_block = False
        self._check()

    def _check(self) -> None:
        """Check that the graph is the one that the view was opened for, when no change is being committed."""

        def ask() -> State | None:
            with explain_driver_errors(self._connection.address):
                return self._connection.read(read_state_in)

        current = wait_for_server(ask, self._connection.address)
        while current and current.changing:
            time.sleep(PAUSE_SECONDS)
            current = wait_for_server(ask, self._connection.address)
        self._compare(current)

    def _compare(self, current: State | None) -> None:
        if current != self._state._replace(changing=False):
            raise ReplacedError(
                "The graph at {server} was replaced while it was being read. Ask again.",
                server=self._connection.address,
            )

    def value(self, text: str, parameters: Parameters = ()) -> object:
        """Return the first column of the first row, or None."""
        found = self.rows(text, parameters)
        return next(iter(found[0].values())) if found else None

    def evidence(self, claims: Iterable[int]) -> dict[int, dict[str, Any]]:
        """Return the evidence of claims by claim number; of many, a server reads two halves at once."""
        return read_evidence(self, claims, at_once=2)

    def open_local(self) -> SqliteView:
        """Return a view of a temporary file that the graph is copied to; it is deleted when this view is closed."""
        import tempfile  # imported here: answers do without

        from graph.neo4j.pull import copy_to_file

        if self._local is None:
            self._folder = tempfile.TemporaryDirectory(prefix="accord-")
            copy = copy_to_file(self._connection, Path(self._folder.name))
            self._local = copy.view(self.audience, self.language)
        return self._local

    def as_of(self, moment: str) -> Neo4jView | SqliteView:
        """Return a view of what was known at a moment: of a local copy, unless it is the latest edition."""
        editions = [str(row["id"]) for row in self.rows(_EDITIONS)]
        if moment in editions and moment == max(editions, key=edition_key):
            return self
        return self.open_local().as_of(moment)

    def close(self) -> None:
        """Delete the local copy and, if asked for, close the connection."""
        if self._local is not None:
            self._local.close()
        if self._folder is not None:
            self._folder.cleanup()
        if self._close_connection:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def read_evidence(view: View, claims: Iterable[int], *, at_once: int = 1) -> dict[int, dict[str, Any]]:
    """Return the evidence of claims by claim number, from a store that takes Cypher.

    Args:
        view: What the audience may see.
        claims: The numbers.
        at_once: How many statements the store works at.
    """
    wanted = sorted(set(claims))
    parts = [wanted[at : at + EVIDENCE_BATCH] for at in range(0, len(wanted), EVIDENCE_BATCH)]
    shares = [share for first in range(at_once) if (share := parts[first::at_once])]
    reads = [partial(view.rows, EVIDENCE_STATEMENT, {"claims": share}) for share in shares]
    others = [Background(read, "accord-evidence") for read in reads[1:]]
    found = [read() for read in reads[:1]] + [other.result() for other in others]
    return evidence_by_claim(_iter_evidence(chain.from_iterable(found)))


def _iter_evidence(parts: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        sources = {number: (source, name) for number, source, name in part["sources"]}
        for number, at, *fields in part["found"]:
            source, name = sources[at]
            yield {"number": number, "source": source, "name": name, **dict(zip(_FIELDS, fields, strict=True))}

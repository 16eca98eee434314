"""A view of a graph on a Neo4j server: one audience, one language, one generation."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from graph.engines import NEO4J
from graph.errors import ReplacedError, SharingError
from graph.neo4j.driver import explained
from graph.store import check, evidenced

if TYPE_CHECKING:
    from graph.engines import Engine
    from graph.neo4j.store import Neo4jStore
    from graph.sqlite.view import SqliteView
    from graph.store import Parameters, View
    from graph.values import Audience

_EVIDENCE: Final = """
UNWIND $claims AS some
CALL {
  WITH some
  UNWIND some AS wanted
  CALL {
    WITH wanted
    MATCH (c:Claim) WHERE c.generation = $generation AND c.number <= wanted
    RETURN c ORDER BY c.generation DESC, c.number DESC LIMIT 1
  }
  WITH wanted, c WHERE wanted <= c.last
  RETURN collect([wanted, c.source, c.page, c.sheet, c.cell, c.line, c.quote, c.stated, c.rule]) AS found,
         collect(DISTINCT c.source) AS numbers
}
CALL {
  WITH numbers
  UNWIND numbers AS number
  MATCH (s:Source {number: number, generation: $generation})
  RETURN collect([s.number, s.id, s.name]) AS sources
}
RETURN found, sources
"""
_FIELDS: Final = ("page", "sheet", "cell", "line", "quote", "stated", "rule")
_PLAIN: Final = frozenset({str, int, float, bool, type(None)})  # of values that are as they are
_AT_ONCE: Final = 1000  # claims whose evidence comes in one piece: to take a record apart costs more than what is in it
_LIVE: Final = "MATCH (a:Accord {format: 'accord'}) RETURN a.generation AS generation, a.audience AS audience"


class Neo4jView:
    """A graph on a server as the audience may see it for which it was copied there.

    Each statement has two parameters more: `$generation`, which nodes a statement begins from must have, and
    `$language`. After each statement the view sees whether its generation is still the graph: what replaces it is
    removed only then, so an answer is never half old, half gone.

    Raises:
        UsageError: for another audience or language.
        SharingError: the copy is for another audience.
    """

    engine: Engine = NEO4J

    def __init__(self, store: Neo4jStore, audience: Audience, language: str, *, last: bool = False) -> None:
        check(audience, language)
        self.audience: Audience = audience
        self.language = language
        self._store = store
        self._last = last
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._whole: SqliteView | None = None
        self.refresh()

    def refresh(self) -> None:
        """Read the graph that is there now, where it was replaced."""
        state = self._store.state()
        if state.audience != self.audience:
            raise SharingError(
                "The graph at {server} is a copy for the audience “{audience}”, not for “{asked}”. Ask with"
                " --audience {audience}, or ask the file that it was copied from.",
                server=self._store.address, audience=state.audience, asked=self.audience,
            )  # fmt: skip
        self._generation = state.generation

    @property
    def dialect(self) -> str:
        """The language that statements are in."""
        return self.engine.dialect

    @property
    def store(self) -> Neo4jStore:
        """The server."""
        return self._store

    @property
    def generation(self) -> int | None:
        """The load that wrote the graph that this view shows."""
        return self._generation

    def rows(self, text: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """The rows that a Cypher statement yields, as dictionaries by column.

        Raises:
            ReplacedError: another graph took the place of this one meanwhile.
            StoreError: the server failed.
        """
        given = dict(parameters) if isinstance(parameters, Mapping) else {}
        given |= {"generation": self._generation, "language": self.language}

        def work(transaction: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:  # noqa: ANN401
            return _dictionaries(transaction.run(text, given)), transaction.run(_LIVE).data()

        with explained(self._store.address), self._store.session("READ") as session:
            found, live = session.execute_read(work)
        if live != [{"generation": self._generation, "audience": self.audience}]:
            raise ReplacedError(
                "The graph at {server} was replaced while it was being read. Ask again.", server=self._store.address
            )
        rows: list[dict[str, Any]] = found
        return rows

    def value(self, text: str, parameters: Parameters = ()) -> object:
        """The first column of the first row, or None."""
        found = self.rows(text, parameters)
        return next(iter(found[0].values())) if found else None

    def evidence(self, claims: Iterable[int]) -> dict[int, dict[str, Any]]:
        """The evidence of claims, by claim number; claims that the audience may not see are not there."""
        return evidence(self, claims)

    def whole(self) -> SqliteView:
        """All of it in a file of our own, for what reads every node anyway; gone when this view is closed."""
        if self._whole is None:
            self._folder = tempfile.TemporaryDirectory(prefix="accord-")
            self._whole = self._store.local(Path(self._folder.name)).view(self.audience, self.language)
        return self._whole

    def close(self) -> None:
        """Let go of the copy and, with the last view, of the server."""
        if self._whole is not None:
            self._whole.close()
        if self._folder is not None:
            self._folder.cleanup()
        if self._last:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def evidence(view: View, claims: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The evidence of claims, by claim number, from a store that is asked in Cypher."""
    wanted = sorted(set(claims))
    parts = [wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE)]
    return evidenced(_told(view.rows(_EVIDENCE, {"claims": parts}))) if parts else {}


def _told(parts: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        sources = {number: (source, name) for number, source, name in part["sources"]}
        for number, at, *fields in part["found"]:
            source, name = sources[at]
            yield {"number": number, "source": source, "name": name, **dict(zip(_FIELDS, fields, strict=True))}


def _dictionaries(result: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (the driver's)
    """Records as dictionaries; the driver's own way copies each value, which only nodes and paths need."""
    keys = result.keys()
    return [dict(zip(keys, record, strict=True)) if all(map(_plain, record)) else record.data() for record in result]


def _plain(value: object) -> bool:
    """Whether a value is as it is: no node, relationship, path or date, or a list of them."""
    kind = type(value)
    return kind in _PLAIN or (kind is list and all(map(_plain, value)))  # type: ignore[call-overload]

"""A graph on a Neo4j server: a copy for one audience, replaced by each load (see `graph.neo4j.connection`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from graph.errors import ReplacedError, SharingError, StoreError, UsageError
from graph.neo4j.connection import SCHEMA, Connection, State
from graph.neo4j.driver import ANSWER_SECONDS, explain_driver_errors
from graph.neo4j.view import Neo4jView
from graph.store import NEO4J, Added, file_only_error
from graph.values import APPROVALS, AUDIENCES, Approval, Audience, audience_level

if TYPE_CHECKING:
    from graph.claims import Reading
    from graph.neo4j.address import Address
    from graph.neo4j.difference.push import PushLimits
    from graph.neo4j.sending.planning import Statements
    from graph.sqlite.store import SqliteStore
    from graph.sqlite.view import SqliteView


MAX_MENTIONS_READ_BACK: Final = 100_000  # by a load into a server
_MENTIONS: Final = "MATCH (c:Claim) WHERE c.generation = $generation WITH c LIMIT toInteger($most) RETURN count(c) AS n"


class Pushed(NamedTuple):
    """What a push sent: the number of rows by label and relationship type, and whether it was the whole graph."""

    rows: Mapping[str, int]
    whole: bool


class Neo4jStore:
    """A graph on a Neo4j server.

    Args:
        address: The server, the database and the user.
        audience: The audience of a graph that is created here; None: a graph must be there already.
        max_read_back: The mentions of a graph up to which a load reads it back.
        answer_seconds: How long a server that accepts connections is waited for when it is asked what it holds.

    Raises:
        StoreError: The server does not answer or refuses; it holds no Accord graph, or that of a newer Accord.
    """

    backend = NEO4J

    def __init__(
        self, address: Address, audience: Audience | None = None, *, max_read_back: int = MAX_MENTIONS_READ_BACK,
        answer_seconds: float = ANSWER_SECONDS,
    ) -> None:  # fmt: skip
        self._new_audience = audience
        self._is_first_view = audience is None
        self._max_read_back = max_read_back
        self.connection = Connection(address, answer_seconds)
        try:
            self.opened = self.connection.read_state(required=audience is None, retry=False)
        except BaseException:
            self.close()
            raise

    @property
    def address(self) -> Address:
        """The server, the database and the user."""
        return self.connection.address

    def view(
        self, audience: Audience, language: str, *, close_store: bool = False, include_proposed: bool = False
    ) -> Neo4jView:
        """Open a view, which the caller closes; with `close_store` that closes the store as well.

        Raises:
            SharingError: The graph is a copy for another audience.
            UsageError: Proposals are to be included, which only a graph file holds.
        """
        if include_proposed:
            raise file_only_error()
        state, self._is_first_view = self.opened if self._is_first_view else None, False
        try:
            return Neo4jView(self.connection, audience, language, state, close_connection=close_store)
        except BaseException:
            if close_store:
                self.close()
            raise

    def copy_to_file(self, folder: Path) -> SqliteStore:
        """Copy the whole graph to a file in a folder."""
        from graph.neo4j.pull import copy_to_file

        return copy_to_file(self.connection, folder)

    def read_claims(self) -> list[Reading]:
        """Return what the graph was made from, one reading for each source."""
        from graph.neo4j.pull import iter_readings

        return list(iter_readings(self.connection, self.connection.read_state().generation or 0))

    def push(
        self, source: SqliteStore, audience: Audience, *, whole: bool = False, limits: PushLimits | None = None,
        asked_next: Statements = (),
    ) -> Pushed:  # fmt: skip
        """Make the graph on the server what an audience may see of a file.

        Only what changed is sent, where the server has what the last push from this file made of it.

        Args:
            source: The file.
            audience: The audience.
            whole: Whether to send the whole graph in any case.
            limits: How much is sent as a change, among others.
            asked_next: Statements that the server plans while the whole graph is sent, since somebody asks them next.

        Raises:
            StoreError: Another load is running, or the server fails; the graph is then unchanged.
        """
        from graph.neo4j.difference.push import DEFAULT_LIMITS, push_difference

        limits = limits or DEFAULT_LIMITS
        if not whole and (sent := push_difference(self.connection, source, audience, limits)) is not None:
            return Pushed(sent, whole=False)
        return Pushed(self._replace(source, audience, None, limits, asked_next), whole=True)

    def add(
        self, readings: Sequence[Reading], approval: Approval | None = None, *, keep_both: bool = False,
        replace: bool = False,
    ) -> list[Added]:  # fmt: skip
        """Add readings: all of them or, if anything fails, none.

        The graph is read back, derived in a file together with what is new, and replaced. A large one is not.

        Raises:
            SharingError: Some of it is not for the audience of the graph.
            UsageError: The graph is too large to be read back.
        """
        import tempfile  # imported here, as `secrets` below: answers need neither

        from graph.neo4j.pull import read_readings, write_file

        base = self.connection.read_state(required=False)
        self._check_size(base)
        audience = base.audience or self._new_audience or AUDIENCES[-1]
        with tempfile.TemporaryDirectory(prefix="accord-") as folder:
            there = read_readings(self.connection)
            store = write_file(there, Path(folder))
            is_partial = base.generation is not None and audience != AUDIENCES[-1]
            known = {_statements(one) for one in there} if is_partial else set()
            new = [each for each in readings if _statements(each) not in known]
            added = store.add(new, approval, keep_both=keep_both, replace=replace) if new else []
            added += [_existing(each) for each in readings if _statements(each) in known]
            if not all(one.existed for one in added):
                _check_audience(store, audience, self.address)
                self._replace(store, audience, base)
        return added

    def _check_size(self, base: State) -> None:
        """Refuse to load into a graph that would take minutes to read back."""
        bound = {"generation": base.generation, "most": self._max_read_back + 1}
        with explain_driver_errors(self.address), self.connection.session("READ") as session:
            (found,) = session.execute_read(lambda work: work.run(_MENTIONS, bound).data())
        if found["n"] > self._max_read_back:
            raise UsageError(
                "The graph at {server} is too large to load into it: all of it would be read back. Load into the file"
                " that it was copied from, then send what changed: accord server push --graph FILE {server}",
                server=self.address,
            )

    def approve(self, *_: object) -> bool:
        """Refuse: approvals are recorded in the graph file, which holds the claims of all audiences.

        Raises:
            UsageError: Always.
        """
        raise file_only_error()

    def close(self) -> None:
        """Close the connections."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _replace(
        self, source: SqliteStore, audience: Audience, base: State | None, limits: PushLimits | None = None,
        asked_next: Statements = (),
    ) -> dict[str, int]:  # fmt: skip
        """Replace the graph by what an audience may see of a file, if `base` is still the state it was made from."""
        import secrets

        from graph.neo4j.difference.push import DEFAULT_LIMITS, open_views
        from graph.neo4j.push import start_load
        from graph.sqlite.copies.on_server import keep_numbers

        limits = limits or DEFAULT_LIMITS
        with start_load(self.connection, asked_next) as load:
            if base is not None and (load.current, load.copy) != (base.generation, base.copy):
                raise ReplacedError(
                    "The graph at {server} was replaced while it was being read. Ask again.", server=self.address
                )
            token, server = secrets.token_hex(8), self.connection.name
            registered = _register(source, server, audience, token)
            with open_views(source, audience) as (en, fr):
                is_small = _is_small(en, limits.at_once)
                write = load.write_at_once if is_small else load.write
                counts = write(en, fr, limits.postings)
                fading = en.fading
            if registered:
                keep_numbers(source, server, token, {what: one.ranges for what, one in load.numbers.items()})
            load.switch(audience, SCHEMA, token, fading)
        return counts


def _is_small(view: SqliteView, most: int) -> bool:
    """Tell whether what a view shows is so little that one transaction takes it."""
    found = view.value("SELECT count(*) FROM (SELECT 1 FROM mention LIMIT :most + 1)", {"most": most})
    return int(str(found)) <= most


def _register(source: SqliteStore, server: str, audience: Audience, token: str) -> bool:
    """Record from now on what changes in a file; false if it is not writable, so that its next push is whole, too."""
    from graph.sqlite.copies.on_server import register_copy

    try:
        register_copy(source, server, audience, token)
    except StoreError:
        return False
    return True


def _statements(reading: Reading) -> frozenset[tuple[object, ...]]:
    """Return what a reading states, wherever it stands: a copy for an audience holds no hash that names a source."""
    return frozenset((one.kind, one.subject, one.predicate, *one[5:12]) for one in reading.claims)


def _existing(reading: Reading) -> Added:
    """Return the result of adding a reading that is there."""
    source, claims = reading.source, sum(1 for _ in reading.claims)
    return Added(source.id, source.name, existed=True, claims=claims, unplaced=len(reading.unplaced))


def _check_audience(store: SqliteStore, audience: Audience, address: Address) -> None:
    """Check that an audience may see all of a file; what it may not see would be lost on the server.

    Raises:
        SharingError: It may not.
    """
    hidden = APPROVALS[audience_level(audience) + 1 :]
    with store.view(AUDIENCES[-1], "en") as view:
        found = view.rows(
            "SELECT jurisdiction, edition FROM approval WHERE approval IN (SELECT value FROM json_each(:hidden))"
            " ORDER BY edition, jurisdiction LIMIT 1",
            {"hidden": list(hidden)},
        )
    if found:
        raise SharingError(
            "The graph at {server} is for {audience} and may not hold what {jurisdiction} reported for"
            " {edition}. Load into a file, then push it.",
            server=address,
            audience=audience,
            **found[0],
        )

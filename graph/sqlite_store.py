"""The embedded store: one SQLite file, loaded in one transaction, read through a view."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from graph.errors import StoreError, UsageError
from graph.saying import COUNCIL
from graph.sharing import APPROVALS, Approval, Audience, approval_level
from graph.sqlite_view import SqliteView

if TYPE_CHECKING:
    from graph.claims import Reading
    from graph.decisions import Decision

APPLICATION_ID: Final = 0x41434344  # "ACCD": tells an Accord graph from other SQLite files
BUSY_SECONDS: Final = 30.0
WRITING: Final = (
    "foreign_keys = off",  # see schema.sql
    "cache_size = -131072",  # 128 MB of pages, then what was written waits on the disk
    "threads = 2",  # to sort with
    "automatic_index = off",  # sweeps go through mentions in order; an index made for one of them costs more
)
HERE = Path(__file__).parent
# MIGRATIONS[n] takes what was said from schema version n + 1 to n + 2; what it adds up to is then made anew
MIGRATIONS: tuple[str, ...] = ((HERE / "migrations" / "2.sql").read_text("utf-8"),)
_SENT: Final = """
SELECT EXISTS (SELECT 1 FROM mention WHERE edition IS :edition AND reported_by IS :who)
    OR EXISTS (SELECT 1 FROM unplaced WHERE edition IS :edition AND reported_by IS :who)
"""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one reading: its source, and whether it was there already."""

    source: str
    name: str
    existed: bool
    claims: int
    unplaced: int
    replaced: str | None = None  # the source that it took the place of


class SqliteStore:
    """A graph in one SQLite file.

    Args:
        path: the file.
        create: whether to make it when it is not there.

    Raises:
        StoreError: when it is not there (and `create` is False), is not an Accord graph, is damaged, or was made
            by a newer Accord.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        if path.is_dir():
            raise StoreError("{path} is a folder. Name a file in it.", path=path)
        if not create and not path.is_file():
            raise StoreError(
                "There is no graph at {path}. Load documents first (accord load FILE), or name another file with"
                " --graph.",
                path=path,
            )
        if not (path.is_file() and self._is_current()):
            with self._writing() as connection:
                self._prepare(connection)

    # reading

    def view(self, audience: Audience, language: str) -> SqliteView:
        """The graph as one audience may see it. The caller closes it."""
        with _explained(self.path):
            connection = self._read_only()
            connection.execute("PRAGMA temp_store = memory")
            return SqliteView(connection, audience, language)

    def sources(self) -> dict[str, str]:
        """The name of each source by its hash, in the order of loading."""
        with _explained(self.path), contextlib.closing(self._read_only()) as connection:
            return dict(connection.execute("SELECT id, name FROM source ORDER BY number"))

    def source(self, named: str) -> tuple[str, str, int]:
        """The source that a name or the beginning of a hash means: its name, its hash, how many claims it makes.

        Raises:
            UnknownNameError: no source is called so, or several are.
        """
        from graph.sources import claims_of, find

        with _explained(self.path), contextlib.closing(self._read_only()) as connection:
            number, identifier, name = find(connection, named)
            return name, identifier, claims_of(connection, number)

    @property
    def decisions(self) -> Path:
        """The file of what people decided about sameness (see `graph.decisions`)."""
        from graph.decisions import beside

        return beside(self.path)

    def compares(self) -> bool:
        """Whether pairs that may be one were looked for at the last load."""
        from graph.sameness import SEARCHED

        with _explained(self.path), contextlib.closing(self._read_only()) as connection:
            found = connection.execute("SELECT value FROM about WHERE key = ?", (SEARCHED,)).fetchone()
            return found is None or found[0] != "0"

    def kind_of(self, *names: str) -> Literal["initiative", "jurisdiction"]:
        """What kind of node names mean, all of them one; names that were put together with others count.

        Raises:
            UsageError: one is no initiative and no jurisdiction, or they are of two kinds.
        """
        from graph.sameness import kind_of

        with _explained(self.path), contextlib.closing(self._read_only()) as connection:
            kinds = {kind_of(connection, name) for name in names}
        if len(kinds) != 1:
            raise UsageError("An initiative and a jurisdiction cannot be the same.")
        return kinds.pop()

    # writing

    def add(
        self, readings: Sequence[Reading], approval: Approval | None = None, *, keep_both: bool = False
    ) -> list[Added]:
        """Add what readers made of sources: all of it, or, when anything fails, none.

        Args:
            readings: one for each source. A source whose content is there already adds nothing.
            approval: for submissions that no decision was made about yet (otherwise "members").
            keep_both: whether a corrected document joins its earlier version, instead of taking its place
                (see `graph.sources.earlier_version`).
        """
        from graph.rebuild import index, rebuild, unindex_if_empty
        from graph.saying import Writer
        from graph.search_index import fill
        from graph.sources import earlier_version, remove, reorder
        from graph.translations import version_of

        with self._writing() as connection:
            unindex_if_empty(connection)
            added = []
            for reading in readings:
                if _is_there(connection, reading.source.id):
                    added.append(Added(reading.source.id, reading.source.name, existed=True, claims=0, unplaced=0))
                    continue
                earlier = None if keep_both else earlier_version(connection, reading)
                if earlier:
                    remove(connection, earlier[0])
                number = _add_source(connection, reading, earlier[0] if earlier else None)
                claims, unplaced = Writer(connection, number, approval).write(reading)
                index(connection, of_what_was_said=True)
                _narrow(connection, reading)
                connection.execute(
                    "UPDATE source SET version_of = ? WHERE number = ?", (version_of(connection, number), number)
                )
                added.append(
                    Added(
                        reading.source.id, reading.source.name, existed=False, claims=claims, unplaced=unplaced,
                        replaced=earlier[1] if earlier else None,
                    )
                )  # fmt: skip
            if any(a.replaced for a in added):
                reorder(connection)
            if not all(a.existed for a in added):
                rebuild(connection)
                fill(connection)
        return added

    def approve(self, jurisdiction: str, edition: str, approval: Approval) -> bool:
        """Record a member's decision on who may see its submission ("council": the council's own words).

        Returns:
            Whether anything changed.

        Raises:
            UsageError: when there is no such submission, or no such approval.
        """
        from graph.rebuild import rebuild
        from graph.search_index import fill

        if approval not in APPROVALS:
            raise UsageError(
                "“{given}” is no approval. Choose one of: {known}.",
                given=approval,
                known=", ".join(APPROVALS),
            )
        with self._writing() as connection:
            names = [name for name in _names_of(connection, jurisdiction) if _sent(connection, name, edition)]
            if not names:
                raise UsageError(
                    "{jurisdiction} sent nothing for {edition}. “accord coverage” lists who did.",
                    jurisdiction=jurisdiction, edition=edition,
                )  # fmt: skip
            changed = [_approve(connection, name, edition, approval) for name in names]
            if not any(changed):
                return False
            rebuild(connection)
            fill(connection)
        return True

    def withdraw(self, named: str) -> str:
        """Take a source out, named by its name or the beginning of its hash; what it said goes with it.

        Returns:
            Its hash.

        Raises:
            UnknownNameError: no source is called so, or several are.
        """
        from graph.rebuild import rebuild
        from graph.search_index import fill
        from graph.sources import find, forget_undecided, remove, reorder

        with self._writing() as connection:
            number, identifier, _ = find(connection, named)
            remove(connection, number)
            forget_undecided(connection)
            reorder(connection)
            rebuild(connection)
            fill(connection)
        return identifier

    def reread(self, readings: Sequence[Reading]) -> list[tuple[int, Added]]:
        """Let what readers make of sources now take the place of what they made of them before.

        Returns:
            How many claims each had, and what it has; nothing for a source that is not there.
        """
        from graph.rebuild import rebuild
        from graph.saying import Writer
        from graph.search_index import fill
        from graph.sources import claims_of, remove, reorder

        with self._writing() as connection:
            found = []
            for reading in readings:
                source = reading.source
                if not (row := _is_there(connection, source.id)):
                    continue
                before = claims_of(connection, row)
                remove(connection, row)
                number = _add_source(connection, reading, row)
                claims, unplaced = Writer(connection, number, None).write(reading)
                found.append((before, Added(source.id, source.name, existed=True, claims=claims, unplaced=unplaced)))
            if found:
                reorder(connection)
                rebuild(connection)
                fill(connection)
        return found

    def decide(self, decided: Sequence[Decision]) -> None:
        """Write decisions to the file beside the graph, and make the graph anew with them.

        Raises:
            StoreError: the file cannot be read or written; then it and the graph are as they were.
        """
        from graph import decisions

        if decided:
            with self._with_decisions():
                decisions.add(self.decisions, decided)

    def undecide(self, identifier: str) -> Decision:
        """Take a decision back, and make the graph anew without it.

        Raises:
            UnknownNameError: there is no such decision.
        """
        from graph import decisions

        with self._with_decisions():
            return decisions.remove(self.decisions, identifier)

    # within

    @contextlib.contextmanager
    def _with_decisions(self) -> Iterator[None]:
        """Change the file of decisions and then the graph: both or neither."""
        from graph.rebuild import rebuild
        from graph.search_index import fill

        before = self.decisions.read_bytes() if self.decisions.exists() else None
        try:
            with self._writing() as connection:
                yield
                rebuild(connection)
                fill(connection)
        except BaseException:
            if before is None:
                self.decisions.unlink(missing_ok=True)
            else:
                self.decisions.write_bytes(before)
            raise

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in one immediate transaction: committed at the end, rolled back on any error."""
        with _explained(self.path):
            connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = wal")
                for setting in WRITING:
                    connection.execute(f"PRAGMA {setting}")
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
            finally:
                connection.close()

    def _is_current(self) -> bool:
        """Whether the file is an Accord graph of this schema; asks without a lock, so that readers never wait.

        Raises:
            StoreError: when it is a graph of a newer Accord, or none at all; it is then left as it is.
        """
        with _explained(self.path), contextlib.closing(self._read_only()) as connection:
            return self._version(connection) == _newest()

    def _read_only(self) -> sqlite3.Connection:
        """A connection that writes nothing, nor, where it may write nothing, the files that SQLite puts beside it."""
        uri = self.path.absolute().as_uri()
        connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=BUSY_SECONDS)
        try:
            connection.execute("PRAGMA user_version")
        except sqlite3.OperationalError:
            connection.close()
            if self.path.with_name(f"{self.path.name}-wal").exists():
                raise  # others are writing: what stands in the file is not all
            connection = sqlite3.connect(f"{uri}?immutable=1", uri=True)
        return connection

    def _version(self, connection: sqlite3.Connection) -> int:
        """The version of the file's schema, 0 for an empty file."""
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        application: int = connection.execute("PRAGMA application_id").fetchone()[0]
        if not version and not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return 0
        if application != APPLICATION_ID:
            raise StoreError("{path} is an SQLite file, but not an Accord graph. Name another file.", path=self.path)
        if version > _newest():
            raise StoreError(
                "{path} was made by a newer Accord (schema {version}; this one knows {newest}). Update Accord.",
                path=self.path, version=version, newest=_newest(),
            )  # fmt: skip
        return version

    def _prepare(self, connection: sqlite3.Connection) -> None:
        version = self._version(connection)
        if not version:
            self._create(connection, _newest())
        elif version < _newest():
            self._migrate(connection, version, _newest())

    def _create(self, connection: sqlite3.Connection, version: int) -> None:
        from graph.rebuild import run_script

        for script in ("schema.sql", "indexes.sql"):
            run_script(connection, (HERE / script).read_text("utf-8"))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("INSERT INTO about VALUES ('format', 'accord')")

    def _migrate(self, connection: sqlite3.Connection, version: int, newest: int) -> None:
        from graph.rebuild import rebuild, renew, run_script
        from graph.search_index import fill

        for step in range(version, newest):
            run_script(connection, MIGRATIONS[step - 1])
        renew(connection)
        rebuild(connection)
        fill(connection)
        connection.execute(f"PRAGMA user_version = {newest}")


def _newest() -> int:
    """The version of the schema that this Accord writes."""
    return len(MIGRATIONS) + 1


@contextlib.contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Say what SQLite's errors mean for the person who named the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorname", "")
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StoreError(
                "{path} is being loaded by someone else. Wait for it to end, then try again.", path=path
            ) from error
        if code.startswith("SQLITE_FULL"):
            raise StoreError(
                "No room left on the disk for {path}; the graph is as it was. Free some, then load again.",
                path=path,
            ) from error
        if code.startswith("SQLITE_READONLY"):
            raise StoreError("{path} may not be written. Check its permissions, or copy it.", path=path) from error
        if code.startswith(("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM", "SQLITE_AUTH")):
            raise StoreError("{path} cannot be opened: {reason}.", path=path, reason=error) from error
        raise StoreError(
            "{path} is not an Accord graph, or is damaged: {reason}. Load your documents into a new file.",
            path=path, reason=error,
        ) from error  # fmt: skip


def _names_of(connection: sqlite3.Connection, jurisdiction: str) -> list[str]:
    """A jurisdiction, and the names that were put together with it: a decision holds for what each reported."""
    rows = connection.execute("SELECT DISTINCT alias FROM same_as WHERE id = ? ORDER BY alias", (jurisdiction,))
    return [jurisdiction, *(alias for (alias,) in rows)]


def _sent(connection: sqlite3.Connection, who: str, edition: str) -> bool:
    found = connection.execute(_SENT, {"edition": edition or None, "who": None if who == COUNCIL else who})
    return bool(found.fetchone()[0])


def _narrow(connection: sqlite3.Connection, reading: Reading) -> None:
    """Let a decision that a source carries close what was open before; only `approve` opens what was closed."""
    for carried in reading.approvals:
        (held,) = connection.execute(
            "SELECT approval FROM approval WHERE jurisdiction = ? AND edition = ?",
            (carried.jurisdiction, carried.edition),
        ).fetchone()
        if approval_level(carried.approval) > approval_level(held):
            _approve(connection, carried.jurisdiction, carried.edition, carried.approval)


def _approve(connection: sqlite3.Connection, who: str, edition: str, approval: Approval) -> bool:
    """Let a decision hold for what one reported; returns whether that is news."""
    changed = connection.execute(
        "UPDATE approval SET approval = :approval"
        " WHERE jurisdiction = :jurisdiction AND edition = :edition AND approval <> :approval",
        {"approval": approval, "jurisdiction": who, "edition": edition},
    ).rowcount
    for table in ("mention", "unplaced") if changed else ():
        connection.execute(
            f"UPDATE {table} SET visible_from = ? WHERE edition IS ? AND reported_by IS ?",
            (approval_level(approval), edition or None, None if who == COUNCIL else who),
        )
    return bool(changed)


def _is_there(connection: sqlite3.Connection, identifier: str) -> int:
    """The number of the source with a hash, 0 where there is none."""
    row = connection.execute("SELECT number FROM source WHERE id = ?", (identifier,)).fetchone()
    return int(row[0]) if row else 0


def _add_source(connection: sqlite3.Connection, reading: Reading, number: int | None) -> int:
    """Note a source, under a number that another one left free or the next one; returns the number."""
    source = reading.source
    cursor = connection.execute(
        "INSERT INTO source (number, id, name, media_type, language, edition) VALUES (?, ?, ?, ?, ?, ?)",
        (number, source.id, source.name, source.media_type, source.language, source.edition),
    )
    return int(cursor.lastrowid or 0)

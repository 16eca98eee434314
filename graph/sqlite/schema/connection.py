"""The file of a graph: opened to read or to write, made, brought up to date, and its errors explained."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.errors import StoreError
from graph.sqlite.schema.sql_script import run_script

APPLICATION_ID: Final = 0x41434344  # "ACCD": tells an Accord graph from other SQLite files
BUSY_SECONDS: Final = 30.0
WRITING: Final = (
    "foreign_keys = off",  # see schema.sql
    "cache_size = -98304",  # 96 MB of pages, then what was written waits on the disk
    "threads = 2",  # to sort with
    "automatic_index = off",  # sweeps go through mentions in order; an index made for one of them costs more
)
UNREAD: Final = (  # for a file that nobody reads before it is whole
    "page_size = 8192",  # a large file is written in fewer pages: an eighth sooner than with the usual half of it
    "journal_mode = off",
    "synchronous = off",
)
HERE = Path(__file__).parent
# MIGRATIONS[n] takes what was said from schema version n + 1 to n + 2; what it adds up to is then made anew
MIGRATIONS: tuple[str, ...] = tuple((HERE / "migrations" / f"{n}.sql").read_text("utf-8") for n in (2, 3, 4, 5))


class SqliteFile:
    """A graph's file.

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
            with self.writing() as connection:
                self._prepare(connection)

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection in one immediate transaction: committed at the end, rolled back on any error.

        The first load into a graph may put another file in its place (`graph.sqlite.bulk_load`). So a graph in which
        there is nothing has no log to write ahead into, whose files would stand beside that other one; the first load
        begins it.
        """
        with explained(self.path):
            connection, file = self._locked()
            try:
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
                if self._file() == file and not self.is_first(connection):
                    connection.execute("PRAGMA journal_mode = wal")
            finally:
                connection.close()

    def _locked(self) -> tuple[sqlite3.Connection, tuple[int, int] | None]:
        """A connection in a transaction in which nobody else writes, and what tells its file from others."""
        while True:
            before = self._file()
            connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
            try:
                for setting in WRITING:
                    connection.execute(f"PRAGMA {setting}")
                connection.execute("BEGIN IMMEDIATE")
                if not _ahead(connection) and _has_sources(connection):  # it was copied, or an earlier Accord made it
                    connection.execute("ROLLBACK")
                    connection.execute("PRAGMA journal_mode = wal")
                    connection.execute("BEGIN IMMEDIATE")
                if before in (None, now := self._file()):
                    return connection, now
            except BaseException:
                connection.close()
                raise
            connection.close()  # while this waited, another took the file's place

    def _file(self) -> tuple[int, int] | None:
        """What tells the file at the path from all others; None where there is none."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def is_first(self, connection: sqlite3.Connection) -> bool:
        """Whether there is nothing in the graph, and nobody writes ahead of its file."""
        return not _ahead(connection) and not _has_sources(connection)

    def _is_current(self) -> bool:
        """Whether the file is an Accord graph of this schema; asks without a lock, so that readers never wait.

        Raises:
            StoreError: when it is a graph of a newer Accord, or none at all; it is then left as it is.
        """
        with explained(self.path), contextlib.closing(self.read_only()) as connection:
            return self._version(connection) == _newest()

    def read_only(self) -> sqlite3.Connection:
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
            self.create(connection)
        elif version < _newest():
            self._migrate(connection, version, _newest())

    @staticmethod
    def create(connection: sqlite3.Connection) -> None:
        """Make the tables of a graph in which there is nothing."""
        from graph.sqlite.derive.full_text import fill

        for script in ("schema.sql", "indexes.sql"):
            run_script(connection, (HERE / script).read_text("utf-8"))
        fill(connection)  # a graph of which nothing may be seen is searched, too
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {_newest()}")
        connection.execute("INSERT INTO about VALUES ('format', 'accord')")

    def _migrate(self, connection: sqlite3.Connection, version: int, newest: int) -> None:
        from graph.sqlite.derive.pipeline import rebuild
        from graph.sqlite.schema.schema import renew

        for step in range(version, newest):
            run_script(connection, MIGRATIONS[step - 1])
        renew(connection)
        rebuild(connection)
        connection.execute(f"PRAGMA user_version = {newest}")


def _ahead(connection: sqlite3.Connection) -> bool:
    """Whether a file is written ahead of (WAL)."""
    return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def _has_sources(connection: sqlite3.Connection) -> bool:
    """Whether there is a source in a file; there is none in one that is no graph."""
    there = connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'source')").fetchone()[0]
    return bool(there and connection.execute("SELECT EXISTS (SELECT 1 FROM source)").fetchone()[0])


def _newest() -> int:
    """The version of the schema that this Accord writes."""
    return len(MIGRATIONS) + 1


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
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

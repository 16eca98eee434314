"""Connections to a graph file: read-only, or in one write transaction; SQLite errors explained to the user."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import apsw

from graph.errors import StoreError
from graph.sqlite.schema.driver import Connection
from graph.sqlite.schema.limits import DEFAULT_LIMITS, StoreLimits

WRITE_SETTINGS: Final = (
    "foreign_keys = off",  # see schema.sql
    "cache_size = -98304",  # 96 MB of pages, before changed pages are written to the disk
    "threads = 2",  # for sorting
    "automatic_index = off",  # derivation reads mentions in order; a temporary index costs more than it saves
)
UNSHARED_SETTINGS: Final = (  # for a file that no one else reads before it is complete
    "page_size = 8192",  # twice the default: a large file is written in an eighth less time
    "journal_mode = off",
    "synchronous = off",
)

# 32 MB, of which a question that reads little uses little; with the usual 2 MB the same pages are read again and again
PAGES_KEPT: Final = "cache_size = -32768"

# what opening or reading a file says that cannot be read as it is where it lies
UNREADABLE: Final = (apsw.CantOpenError, apsw.ReadOnlyError, apsw.IOError, apsw.PermissionsError, apsw.BusyError)

INSTRUCTIONS_PER_CHECK: Final = 1_000_000  # of SQLite's machine between two looks at Ctrl-C: some 20 ms


class SqliteFile:
    """A graph file and its connections.

    Args:
        path: the file.
        create: whether the file may be missing.
        copy_of: the graph file of which it is a disposable copy: the decisions on that one hold for it, too.
        limits: how long to wait for another process, among others.

    Raises:
        StoreError: when the path is a folder, or the file is missing and `create` is False.
    """

    def __init__(
        self, path: Path, *, create: bool = False, copy_of: Path | None = None, limits: StoreLimits = DEFAULT_LIMITS
    ) -> None:
        self.path = path
        self.limits = limits
        self.original = copy_of or path
        if path.is_dir():
            raise StoreError("{path} is a folder. Name a file in it.", path=path)
        if not create and not path.is_file():
            raise StoreError(
                "There is no graph at {path}. Load documents first (accord load FILE), or name another file with"
                " --graph.",
                path=path,
            )

    @property
    def decisions_path(self) -> Path:
        """The file of human decisions on the graph (see `graph.dedupe.decisions`); it may be missing."""
        from graph.dedupe.decisions import path_for

        return path_for(self.original)

    def read_only(self) -> Connection:
        """Return a read-only connection, which does not create side files where the folder is not writable."""
        connection = Connection(self.path, mode="ro", busy_seconds=self.limits.busy_seconds)
        make_interruptible(connection)
        try:
            connection.execute("PRAGMA user_version")
        except UNREADABLE:
            connection.close()
            if self.path.with_name(f"{self.path.name}-wal").exists():
                raise  # part of the graph is in the log of another process
            connection = Connection(self.path, mode="immutable")
        connection.execute(f"PRAGMA {PAGES_KEPT}")
        return connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a connection in an immediate transaction: committed at the end, rolled back on any error.

        A bulk load replaces the file of an empty graph (`graph.sqlite.bulk_load`), and the side files of a write-ahead
        log would be taken for those of the new file. So an empty graph has no log; its first load turns it on.
        """
        with explain_errors(self.path):
            connection, file = self._begin_write()
            try:
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
                if self._file_identity() == file and not self.is_first_load(connection):
                    connection.execute("PRAGMA journal_mode = wal")
            finally:
                connection.close()

    def is_first_load(self, connection: Connection) -> bool:
        """Whether the graph is empty and its write-ahead log is off."""
        return not _has_log(connection) and not _has_sources(connection)

    def _begin_write(self) -> tuple[Connection, tuple[int, int] | None]:
        """Return a connection with the write lock, and the identity of its file."""
        while True:
            before = self._file_identity()
            connection = Connection(self.path, busy_seconds=self.limits.busy_seconds)
            make_interruptible(connection)
            try:
                for setting in WRITE_SETTINGS:
                    connection.execute(f"PRAGMA {setting}")
                connection.execute("BEGIN IMMEDIATE")
                if not _has_log(connection) and _has_sources(connection):  # a copy, or written by an earlier version
                    connection.execute("ROLLBACK")
                    connection.execute("PRAGMA journal_mode = wal")
                    connection.execute("BEGIN IMMEDIATE")
                if before in (None, now := self._file_identity()):
                    return connection, now
            except BaseException:
                connection.close()
                raise
            connection.close()  # the file was replaced while this process waited for the lock

    def _file_identity(self) -> tuple[int, int] | None:
        """Return the device and inode of the file, or None if it is missing."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_dev, status.st_ino


def make_interruptible(connection: Connection) -> None:
    """Let Ctrl-C end statements of a connection, which are one instruction for Python however long they take.

    Python raises KeyboardInterrupt in the function that SQLite calls, which ends the statement.
    """
    connection.set_progress_handler(lambda: False, INSTRUCTIONS_PER_CHECK)


def _has_log(connection: Connection) -> bool:
    """Whether the write-ahead log (WAL) of a file is on."""
    return bool(connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal")


def _has_sources(connection: Connection) -> bool:
    """Whether a file has a table of sources that is not empty."""
    exists = connection.execute("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'source')").fetchone()[0]
    return bool(exists and connection.execute("SELECT EXISTS (SELECT 1 FROM source)").fetchone()[0])


def check_integrity(path: Path) -> None:
    """Compare the structure of a graph file with what SQLite expects, which takes as long as reading all of it.

    Raises:
        StoreError: it is damaged.
    """
    with explain_errors(path), contextlib.closing(Connection(path, mode="ro")) as connection:
        for (found,) in connection.execute("PRAGMA quick_check(1000000)"):
            if found != "ok":
                raise apsw.CorruptError(found)


@contextlib.contextmanager
def explain_errors(path: Path) -> Iterator[None]:
    """Raise SQLite errors as errors that explain what is wrong with the file and how to correct it.

    Raises:
        StoreError: in place of any `apsw.Error`, and of text in the file that is not UTF-8.
    """
    try:
        yield
    except (apsw.Error, UnicodeDecodeError) as error:
        if isinstance(error, apsw.BusyError | apsw.LockedError):
            raise StoreError(
                "Another process is loading {path}. Wait until it has finished, then try again.", path=path
            ) from error
        if isinstance(error, apsw.FullError):
            import tempfile  # imported here, as `write_atomically`: reading needs none of what it imports

            raise StoreError(
                "There is no space left for {path}, or for temporary files in {folder}; the graph is unchanged."
                " Free some space, or name another folder with TMPDIR, then try again.",
                path=path, folder=tempfile.gettempdir(),
            ) from error  # fmt: skip
        if isinstance(error, apsw.ReadOnlyError):
            raise StoreError("{path} is not writable. Check its permissions, or copy it.", path=path) from error
        if isinstance(error, apsw.CantOpenError | apsw.IOError | apsw.PermissionsError | apsw.AuthError):
            raise StoreError("{path} cannot be opened: {reason}.", path=path, reason=error) from error
        raise StoreError(
            "{path} is damaged, or is not an Accord graph: {reason}. Load your documents into a new file.",
            path=path, reason=error,
        ) from error  # fmt: skip

"""A disposable copy of a graph file in which open proposals hold, marked as proposed (`--include-proposed`).

The copy is derived as the graph is, for each audience from the claims that it may see: a proposal reaches the audiences
of its submission, and those only. It is kept next to the graph under a name that shows the state of the graph, used
until the graph changes, and deleted when another copy is made.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.dedupe.judgements import COPY_OF, path_for
from graph.dedupe.proposal_judgements import OPEN_INCLUDED
from graph.errors import StoreError
from graph.sqlite.derive.pipeline import derive_graphs
from graph.sqlite.schema.connection import WRITE_SETTINGS
from graph.sqlite.schema.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from graph.sqlite.schema.connection import SqliteFile

_ATTEMPTS: Final = 3  # a graph may be loaded while it is copied
_SUFFIX: Final = ".proposed"
CYPHER_SUFFIX: Final = ".kgl"  # of the copies that `graph.adhoc.cypher_local` makes
_ABANDONED_SECONDS: Final = 3600  # after which an unfinished copy is abandoned


def copy_with_proposals(graph: SqliteFile) -> Path:
    """Return the copy of a graph as it is now, made if there is none.

    Raises:
        StoreError: the graph changes all the time.
    """
    for _ in range(_ATTEMPTS):
        state = _state(graph.path)
        copy = copy_folder(graph.path) / f".{graph.path.name}.{state}{_SUFFIX}"
        if copy.is_file():
            return copy
        _make_copy(graph, copy)
        if _state(graph.path) == state:
            return copy
        copy.unlink(missing_ok=True)
    raise StoreError("Another process is loading {path}. Wait until it has finished, then try again.", path=graph.path)


def _make_copy(graph: SqliteFile, copy: Path) -> None:
    unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
    try:
        with (
            contextlib.closing(graph.read_only()) as source,
            contextlib.closing(sqlite3.connect(unfinished, isolation_level=None)) as connection,
        ):
            source.backup(connection)
            for setting in (*WRITE_SETTINGS, "journal_mode = off", "synchronous = off"):
                connection.execute(f"PRAGMA {setting}")
            connection.execute("BEGIN")
            about = {OPEN_INCLUDED: "1", COPY_OF: str(graph.path.absolute())}
            connection.executemany("INSERT OR REPLACE INTO metadata VALUES (?, ?)", about.items())
            derive_graphs(connection)
            connection.execute("COMMIT")
        shutil.copymode(graph.path, unfinished)
        _delete_older(copy, graph.path.name)
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)


def _delete_older(copy: Path, graph: str) -> None:
    """Delete the copies of earlier states of a graph, and unfinished ones of processes that were killed."""
    for old in (*copy.parent.glob(f".{graph}.*{_SUFFIX}"), *copy.parent.glob(f".{graph}.*{_SUFFIX}.*")):
        with contextlib.suppress(OSError):  # where another process reads it, some systems keep it
            if old.suffix == _SUFFIX or time.time() - old.stat().st_mtime > _ABANDONED_SECONDS:
                old.unlink()


def discard_copies(path: Path) -> None:
    """Delete the disposable copies of a graph that has changed: they hold what may have been withdrawn since."""
    for pattern in (f".{path.name}.*{_SUFFIX}", f".{path.name}.*{CYPHER_SUFFIX}"):
        for copy in copy_folder(path).glob(pattern):
            with contextlib.suppress(OSError):  # another process reads it; it is deleted when the next copy is made
                copy.unlink()


def _state(path: Path) -> str:
    """Return a fingerprint of the state of the graph and of the version of its schema."""
    found: list[object] = [str(path.absolute()), SCHEMA_VERSION]
    for file in (path, path.with_name(f"{path.name}-wal"), path_for(path)):
        with contextlib.suppress(OSError):
            if (stat := file.stat()).st_size:
                found += [file.name, stat.st_size, stat.st_mtime_ns]
    return hashlib.sha256(repr(found).encode()).hexdigest()[:16]


def copy_folder(path: Path) -> Path:
    """Return where a disposable copy of a graph is kept: next to it, or in the user's cache if that is read-only."""
    folder = path.absolute().parent
    if os.access(folder, os.W_OK):
        return folder
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "accord"
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    return cache

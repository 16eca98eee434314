"""Make a copy of a graph file that is derived from other claims, and keep it next to the graph until that changes.

Such a copy is derived as the graph is, for each audience from the claims that it may see. Its name shows the state of
the graph and of the decisions of people; it is used until either changes, and deleted when another copy is made.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import StoreError
from graph.sqlite.schema.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.sqlite.schema.connection import SqliteFile
    from graph.sqlite.schema.driver import Connection

PROPOSED_SUFFIX: Final = ".proposed"  # open proposals hold
AS_OF_SUFFIX: Final = ".as-of"  # holds what was known at a moment
CYPHER_SUFFIX: Final = ".kgl"  # of the copies that `graph.adhoc.cypher_local` makes
_ATTEMPTS: Final = 3  # a graph may be loaded while it is copied
_ABANDONED_SECONDS: Final = 3600  # after which an unfinished copy is abandoned


def keep_copy(
    graph: SqliteFile, suffix: str, change: Callable[[Connection], None], *, variant: object = "", most: int = 1
) -> Path:
    """Return a copy of a graph as it is now, made if there is none.

    Args:
        graph: the file.
        suffix: of the copy's name.
        change: changes the claims of the copy and derives it, in the open transaction of a connection to it.
        variant: what tells copies with this suffix apart.
        most: how many copies of one state are kept; the oldest are deleted.

    Raises:
        StoreError: the graph changes all the time.
    """
    for _ in range(_ATTEMPTS):
        state = graph_state(graph)
        copy = copy_folder(graph.path) / f"{copy_stem(graph.path)}.{state}{_digest(variant) if variant else ''}{suffix}"
        if copy.is_file():
            return copy
        _make(graph, copy, change)
        _delete_older(copy, f"{copy_stem(graph.path)}.{state}", most)
        if graph_state(graph) == state:
            return copy
        copy.unlink(missing_ok=True)
    raise StoreError("Another process is loading {path}. Wait until it has finished, then try again.", path=graph.path)


def _make(graph: SqliteFile, copy: Path, change: Callable[[Connection], None]) -> None:
    from graph.sqlite.copies.rebuilt import copied  # the derivation, which only a copy that is made needs

    unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
    try:
        with copied(graph, unfinished) as connection:
            change(connection)
        shutil.copymode(graph.path, unfinished)
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)


def _delete_older(copy: Path, of_state: str, most: int) -> None:
    """Delete the copies of earlier states of a graph, those above `most`, and what killed processes left."""
    stem = of_state.rpartition(".")[0]
    found = [one for one in copy.parent.glob(f"{stem}.*{copy.suffix}") if one != copy]
    current = sorted((one for one in found if one.name.startswith(of_state)), key=_time_of, reverse=True)
    abandoned = [
        one for one in copy.parent.glob(f"{stem}.*{copy.suffix}.*") if time.time() - _time_of(one) > _ABANDONED_SECONDS
    ]
    for old in (*(one for one in found if one not in current), *current[most - 1 :], *abandoned):
        with contextlib.suppress(OSError):  # where another process reads it, some systems keep it
            old.unlink()


def _time_of(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:  # deleted meanwhile
        return time.time()


def discard_copies(path: Path) -> None:
    """Delete the disposable copies of a graph that has changed: they hold what may have been withdrawn since."""
    for suffix in (PROPOSED_SUFFIX, AS_OF_SUFFIX, CYPHER_SUFFIX):
        for copy in copy_folder(path).glob(f"{copy_stem(path)}.*{suffix}"):
            with contextlib.suppress(OSError):  # another process reads it; it is deleted when the next copy is made
                copy.unlink()


def copy_stem(path: Path) -> str:
    """Return what the names of a graph's copies begin with."""
    return path.name if path.name.startswith(".") else f".{path.name}"


def graph_state(graph: SqliteFile) -> str:
    """Return a fingerprint of the state of the graph and of the version of its schema."""
    path = graph.path
    found: list[object] = [str(path.absolute()), SCHEMA_VERSION]
    for file in (path, path.with_name(f"{path.name}-wal"), graph.decisions_path):
        with contextlib.suppress(OSError):
            if (stat := file.stat()).st_size:
                found += [file.name, stat.st_size, stat.st_mtime_ns]
    return _digest(found)


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def copy_folder(path: Path) -> Path:
    """Return where a disposable copy of a graph is kept: next to it, or in the user's cache if that is read-only."""
    folder = path.absolute().parent
    if os.access(folder, os.W_OK):
        return folder
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "accord"
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    return cache

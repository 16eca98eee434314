"""A graph file that holds what one audience may see and nothing else, so that it can be given away or published.

It is made from the graph document of the audience, in an empty file: nothing else of the original is ever in it,
neither in its rows nor in pages that were freed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import apsw

from graph.dedupe.decisions import Decision
from graph.errors import UsageError
from graph.exchange.stored_claims import stored_readings
from graph.model import Source
from graph.sqlite.schema.driver import Connection
from graph.sqlite.store import SqliteStore

EXPORTED_FOR: Final = "exported for"  # in `metadata`: the audience whose graph the file holds
_MEDIA_TYPE: Final = "application/json"
_KINDS: Final = ("initiative", "jurisdiction")  # of which nodes are merged


def write_graph_file(document: Mapping[str, Any], path: Path) -> None:
    """Write a graph file that holds a graph document, in one step; it may replace an earlier export only.

    Args:
        document: what `graph.exchange.stored_document.store_document` yields.
        path: the file.

    Raises:
        UsageError: the file is there, and is no export.
        OSError: it cannot be written.
    """
    if path.exists() and not _is_export(path):
        raise UsageError(
            "{file} exists and is not an exported graph; it would be lost. Choose another name, or delete it first.",
            file=path,
        )
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(b"")  # refused at once where it cannot be written
        with tempfile.TemporaryDirectory(prefix="accord-") as folder:
            _build(document, Path(folder), unfinished)
        for suffix in ("-wal", "-shm"):  # of the file that is replaced
            path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _build(document: Mapping[str, Any], folder: Path, target: Path) -> None:
    """Load a document into a graph in a folder, and write that graph to an empty file without its free pages."""
    name = f"accord-{document['audience']}.json"
    lists = sorted(key for key in document if key not in ("format", "audience"))
    digest = hashlib.sha256(" ".join([document["audience"], *(document[key].digest for key in lists)]).encode())
    carrier = Source(id=digest.hexdigest(), name=name, media_type=_MEDIA_TYPE)
    claims = folder / "claims"
    claims.mkdir()
    store = SqliteStore(folder / "graph.db", create=True)
    store.add(stored_readings(document, carrier, claims), keep_both=True)
    _keep_different(store, document)
    with contextlib.closing(Connection(store.path)) as connection, connection:
        connection.execute("INSERT OR REPLACE INTO metadata VALUES (?, ?)", (EXPORTED_FOR, document["audience"]))
    with contextlib.closing(Connection(store.path)) as connection:
        try:
            connection.execute("VACUUM INTO ?", (str(target),))
        except apsw.Error as error:  # such as a full disk
            raise OSError(str(error)) from error


def _is_export(path: Path) -> bool:
    try:
        with contextlib.closing(Connection(path, mode="ro")) as connection:
            return bool(connection.execute("SELECT 1 FROM metadata WHERE key = ?", (EXPORTED_FOR,)).fetchone())
    except apsw.Error:
        return False


def _keep_different(store: SqliteStore, document: Mapping[str, Any]) -> None:
    """Keep nodes apart that rules merge but that people know to be different: their decisions are not in a document."""
    with contextlib.closing(store.read_only()) as connection:
        merged = connection.execute("SELECT DISTINCT alias, id FROM same_as ORDER BY alias, id").fetchall()
    different = [
        Decision(one, other, same=False, kind=kind)
        for one, other in merged
        for kind in _KINDS
        if document[f"{kind}s"].find(one) and document[f"{kind}s"].find(other)
    ]
    store.add_decisions(different)

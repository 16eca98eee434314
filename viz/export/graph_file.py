"""A graph file that holds what one audience may see and nothing else, so that it can be given away or published.

It is made from the graph document of the audience, in an empty file: nothing else of the original is ever in it,
neither in its rows nor in pages that were freed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from graph.dedupe.decisions import Decision
from graph.errors import UsageError
from graph.exchange.document_claims import document_readings, parse_document
from graph.model import Source
from graph.sqlite.store import SqliteStore

EXPORTED_FOR: Final = "exported for"  # in `metadata`: the audience whose graph the file holds
_MEDIA_TYPE: Final = "application/json"


def format_graph_file(document: Mapping[str, Any]) -> bytes:
    """Return the bytes of a graph file that holds a graph document.

    Args:
        document: what `graph.exchange.document.export_document` returns.
    """
    written = json.dumps(document, ensure_ascii=False)
    name = f"accord-{document['audience']}.json"
    digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
    carrier = Source(id=digest, name=name, media_type=_MEDIA_TYPE)
    readings = document_readings(parse_document(written, name), carrier)
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "graph.db", create=True)
        store.add(readings, keep_both=True)
        _keep_different(store, document)
        with contextlib.closing(sqlite3.connect(store.path)) as connection, connection:
            connection.execute("INSERT OR REPLACE INTO metadata VALUES (?, ?)", (EXPORTED_FOR, document["audience"]))
        packed = Path(folder) / "packed.db"
        with contextlib.closing(sqlite3.connect(store.path)) as connection:
            connection.execute("VACUUM INTO ?", (str(packed),))
        return packed.read_bytes()


def write_graph_file(data: bytes, path: Path) -> None:
    """Write an exported graph file, in one step; it may replace an earlier export only.

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
        unfinished.write_bytes(data)
        for suffix in ("-wal", "-shm"):  # of the file that is replaced
            path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _is_export(path: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("SELECT 1 FROM metadata WHERE key = ?", (EXPORTED_FOR,)).fetchone())
    except sqlite3.Error:
        return False


def _keep_different(store: SqliteStore, document: Mapping[str, Any]) -> None:
    """Keep nodes apart that rules merge but that people know to be different: their decisions are not in a document."""
    kinds = {
        node["id"]: kind
        for kind in ("initiative", "jurisdiction")
        for node in document[f"{kind}s"]
    }  # fmt: skip
    with contextlib.closing(store.read_only()) as connection:
        merged = connection.execute("SELECT DISTINCT alias, id FROM same_as ORDER BY alias, id").fetchall()
    pairs = [(one, other) for one, other in merged if kinds.get(one) and kinds.get(one) == kinds.get(other)]
    store.add_decisions([Decision(one, other, same=False, kind=kinds[one]) for one, other in pairs])

"""The schema version of a graph file (`PRAGMA user_version`), and the mark of an Accord graph (`application_id`)."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import StoreError
from graph.sqlite.schema.connection import SqliteFile, explain_errors

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

APPLICATION_ID: Final = 0x41434344  # "ACCD": distinguishes an Accord graph from other SQLite files
SCHEMA_VERSION: int = 9  # what this version of Accord writes; migrations/ holds the steps from older versions


def is_current(file: SqliteFile) -> bool:
    """Whether a file has the newest schema; reads without a lock, so that readers never wait.

    Raises:
        StoreError: when the file is not an Accord graph, is damaged, or was written by a newer version of Accord.
    """
    with explain_errors(file.path), contextlib.closing(file.read_only()) as connection:
        return read_version(connection, file.path) == SCHEMA_VERSION


def read_version(connection: Connection, path: Path) -> int:
    """Return the schema version of a file, 0 if the file is empty.

    Raises:
        StoreError: when the file is not an Accord graph, or was written by a newer version of Accord.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    if not version and not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        return 0
    if application != APPLICATION_ID:
        raise StoreError("{path} is an SQLite file, but not an Accord graph. Name another file.", path=path)
    if version > SCHEMA_VERSION:
        raise StoreError(
            "{path} was written by a newer version of Accord (schema {version}; this one reads up to {newest}). Update"
            " Accord.",
            path=path, version=version, newest=SCHEMA_VERSION,
        )  # fmt: skip
    return version

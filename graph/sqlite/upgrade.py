"""Create the schema of a new graph file, and upgrade a file that an earlier version of Accord wrote."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.sqlite.derive.full_text import fill_search_tables
from graph.sqlite.derive.pipeline import derive_graphs
from graph.sqlite.schema import version
from graph.sqlite.schema.schema import create_schema, recreate_derived, run_script
from graph.values import AUDIENCES

if TYPE_CHECKING:
    from graph.sqlite.schema.connection import SqliteFile
    from graph.sqlite.schema.driver import Connection

_FOLDER: Final = Path(__file__).parent / "schema" / "migrations"
# by version, how the claim tables are upgraded to it from the version before; derived tables are always rebuilt
MIGRATIONS: Mapping[int, str] = {int(path.stem): path.read_text("utf-8") for path in _FOLDER.glob("*.sql")}


def create_or_upgrade(
    file: SqliteFile, newest: int = version.SCHEMA_VERSION, migrations: Mapping[int, str] = MIGRATIONS
) -> None:
    """Create the schema in a missing or empty file, or upgrade the schema of an older one, in one transaction.

    Args:
        file: the file.
        newest: the version of the schema to upgrade to.
        migrations: by version, the statements that lead to it from the version before.

    Raises:
        StoreError: when the file is not an Accord graph, is damaged, or was written by a newer version of Accord.
    """
    with file.writing() as connection:
        current = version.read_version(connection, file.path)
        if not current:
            create_graph(connection)
        elif current < newest:
            for step in range(current + 1, newest + 1):
                run_script(connection, migrations[step])
            recreate_derived(connection)
            derive_graphs(connection, file.decisions_path)
            connection.execute(f"PRAGMA user_version = {newest}")


def create_graph(connection: Connection) -> None:
    """Create an empty graph in an empty file."""
    create_schema(connection)
    fill_search_tables(connection)  # search reads the tables of an empty graph, too
    connection.execute(f"PRAGMA application_id = {version.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version.SCHEMA_VERSION}")
    connection.execute("INSERT INTO metadata VALUES ('format', 'accord')")
    connection.executemany("INSERT INTO metadata VALUES (?, '0')", [(f"graph of {name}",) for name in AUDIENCES])

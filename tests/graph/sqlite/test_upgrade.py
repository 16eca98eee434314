"""Files of earlier schemas are upgraded when they are opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from graph.errors import StoreError
from graph.sqlite.schema.connection import SqliteFile
from graph.sqlite.schema.version import SCHEMA_VERSION
from graph.sqlite.store import SqliteStore
from graph.sqlite.upgrade import MIGRATIONS, create_or_upgrade
from tests.helpers.graphs import document, portal, pragma, stored


def tables(path):
    """The columns of each table and view of a file."""
    return {
        row[1]: {column[1] for column in pragma(path, f"table_info({row[1]})")} for row in pragma(path, "table_list")
    }


def upgrade_by(path, script):
    """Upgrade a file to a schema one version later than the newest, with a migration to it."""
    newest = SCHEMA_VERSION + 1
    create_or_upgrade(SqliteFile(path), newest, {**MIGRATIONS, newest: script})


def test_every_version_has_a_migration():
    assert sorted(MIGRATIONS) == list(range(2, SCHEMA_VERSION + 1))


def test_an_older_file_is_brought_forward(store, path):
    expected = document(store)
    upgrade_by(path, "ALTER TABLE source ADD COLUMN shelf TEXT;\nDELETE FROM initiative;\n")
    assert pragma(path, "user_version") == [(SCHEMA_VERSION + 1,)]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")  # so that this version opens it
    assert document(SqliteStore(path)) == expected  # made anew from the claims
    assert "shelf" in {row[1] for row in pragma(path, "table_info(source)")}


SCHEMA_5 = """
    DROP VIEW claim;
    ALTER TABLE mention DROP COLUMN confidence;
    ALTER TABLE mention DROP COLUMN accepted;
    ALTER TABLE mention DROP COLUMN proposed;
    ALTER TABLE source DROP COLUMN hints;
    DROP TABLE proposed_claim;
    ALTER TABLE metadata RENAME TO about;
    ALTER TABLE rejected_claim RENAME TO set_aside;
    ALTER TABLE candidate_pair RENAME TO suspect;
    ALTER TABLE collaboration RENAME TO works_with;
    ALTER TABLE need_count RENAME TO asks_about;
    ALTER TABLE jurisdiction_word RENAME TO speaks_of;
    ALTER TABLE first_evidence RENAME TO known_since;
    PRAGMA user_version = 5;
"""


def test_a_file_of_the_fifth_schema_has_the_tables_of_a_new_one(store, path):
    expected, schema = document(store), tables(path)
    with sqlite3.connect(path) as connection:
        connection.executescript(SCHEMA_5)
    connection.close()
    migrated = SqliteStore(path)
    assert document(migrated) == expected
    assert tables(path) == schema
    with migrated.view("secretariat", "en") as view:
        assert view.value("SELECT count(*) FROM claim WHERE proposed OR accepted") == 0


# tables of numbered rows, and the columns that refer to them
DENSE = {
    "detail": (("mention", "first"), ("mention", "last")), "mention": (("detail", "mention"),), "unplaced": (),
    "place": (("mention", "place"), ("proposed_claim", "place")), "proposed_claim": (),
}  # fmt: skip


def test_rows_that_were_numbered_across_sources_are_numbered_within_theirs(store, path):
    """In schema 6, deleting a source renumbered all that was loaded after it."""
    store.add([portal("two.txt")])
    before = stored(path)
    with sqlite3.connect(path) as connection:
        for table, references in DENSE.items():
            connection.execute(f"CREATE TEMP TABLE dense AS SELECT number, row_number() OVER () AS new FROM {table}")
            for other, column in ((table, "number"), *references):
                connection.execute(
                    f"UPDATE {other} SET {column} = d.new FROM dense AS d WHERE d.number = {other}.{column}"
                )
            connection.execute("DROP TABLE dense")
        connection.execute("PRAGMA user_version = 6")
    connection.close()
    assert stored(SqliteStore(path).path) == before


def test_a_file_of_the_second_schema_is_brought_forward(store, path):
    """In schema 2 themes and submissions did not say how many initiatives they have."""
    expected = document(store)
    with sqlite3.connect(path) as connection:
        connection.executescript(
            SCHEMA_5
            + """
            DROP TABLE set_aside;
            ALTER TABLE theme DROP COLUMN initiatives;
            ALTER TABLE submission DROP COLUMN initiatives;
            PRAGMA user_version = 2;
        """
        )
    connection.close()
    migrated = SqliteStore(path)
    assert document(migrated) == expected
    with migrated.view("secretariat", "en") as view:
        assert any(row["initiatives"] for row in view.rows("SELECT initiatives FROM theme"))


def test_a_migration_that_fails_changes_nothing(store, path):
    expected = document(store)
    broken = "DELETE FROM mention;\nALTER TABLE nothing ADD COLUMN x;"
    with pytest.raises(StoreError):
        upgrade_by(path, broken)
    assert document(SqliteStore(path)) == expected


def test_a_file_of_the_first_schema_is_brought_forward(store, path):
    """In schema 1 each claim was a row with all that it says."""
    expected = document(store)
    with sqlite3.connect(path) as connection:
        connection.executescript("""
            CREATE TABLE old (
                number INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, predicate TEXT NOT NULL,
                object TEXT, value TEXT, qualifier TEXT, language TEXT, edition TEXT, reported_by TEXT,
                place INTEGER NOT NULL REFERENCES place ON DELETE CASCADE, stated INTEGER NOT NULL, rule TEXT NOT NULL,
                visible_from INTEGER NOT NULL) STRICT;
            INSERT INTO old SELECT number, kind, subject, predicate, object, value, qualifier, language, edition,
                reported_by, place, stated, rule, visible_from FROM claim;
            DROP VIEW claim; DROP VIEW node; DROP TABLE rejected_claim; DROP TABLE detail; DROP TABLE mention;
            DROP TABLE proposed_claim;
            ALTER TABLE metadata RENAME TO about; ALTER TABLE source DROP COLUMN hints;
            CREATE TABLE node (audience INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL) STRICT;
            ALTER TABLE old RENAME TO claim;
            CREATE INDEX claim_subject ON claim (kind, subject, number);
            PRAGMA user_version = 1;
        """)
    connection.close()
    migrated = SqliteStore(path)
    assert document(migrated) == expected
    assert pragma(path, "integrity_check") == [("ok",)]
    migrated.add([portal("two.txt")])
    assert len(document(migrated)["sources"]) == 2

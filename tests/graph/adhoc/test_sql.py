"""SQL that somebody typed sees what its audience may see, however it is written, and ends."""

from __future__ import annotations

import contextlib
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.adhoc.limits import Limits
from graph.adhoc.sql import run_query
from graph.errors import AccordError, UnknownNameError, UsageError
from graph.sqlite.store import SqliteStore
from tests.helpers.two_editions import build

SMALL = Limits(seconds=2, rows=1000, megabytes=100)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return build(tmp_path_factory.mktemp("council") / "accord.db")


def asked(path, text, audience="public", limits=SMALL, **given):
    with SqliteStore(path).view(audience, "en") as view:
        return run_query(view, text, given, limits)


def hidden(path):
    """What the secretariat sees and the public does not: texts of claims and quotes."""
    texts = []
    for audience in ("secretariat", "public"):
        with SqliteStore(path).view(audience, "en") as view:
            texts.append(
                {str(row["value"]) for row in view.rows("SELECT value FROM claim WHERE length(value) > 7")}
                | {row["id"] for row in view.rows("SELECT id FROM initiative")}
            )
    found = texts[0] - texts[1] - {"component"}  # a word of the model: components are counted for each audience
    assert found
    return found


def tables(path):
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")]
    connection.close()
    assert "search_secretariat" in names
    return names


AROUND = (
    "SELECT * FROM main.{t}",
    'SELECT * FROM "main"."{t}"',
    "SELECT * FROM [MAIN].`{t}`",
    "SELECT * FROM main . {t} AS initiative",
    "WITH {t} AS (SELECT * FROM main.{t}) SELECT * FROM {t}",
    "WITH claim AS (SELECT * FROM main.{t}) SELECT * FROM claim",
    "WITH initiative AS MATERIALIZED (SELECT * FROM main.{t}) SELECT count(*) FROM initiative",
    "SELECT id FROM theme UNION ALL SELECT count(*) FROM main.{t}",
    "SELECT (SELECT count(*) FROM main.{t})",
    "SELECT * FROM theme WHERE EXISTS (SELECT 1 FROM main.{t})",
    "SELECT value FROM json_each((SELECT json_group_array(x.ROWID) FROM main.{t} AS x))",
    "SELECT count(*) FROM theme JOIN main.{t} ON 1",
    "SELECT claim.* FROM (SELECT * FROM main.{t}) AS claim",
    "EXPLAIN SELECT * FROM main.{t}",
    "VALUES ((SELECT count(*) FROM main.{t}))",
    "WITH RECURSIVE n AS (SELECT 1 UNION SELECT count(*) FROM main.{t}) SELECT * FROM n",
)


@pytest.mark.parametrize("text", AROUND)
def test_no_table_is_reached_next_to_the_views(path, text):
    for table in tables(path):
        with pytest.raises(AccordError):
            asked(path, text.format(t=f'"{table}"' if "`" not in text else table))


def test_no_table_without_a_view_is_reached_by_its_name(path):
    with SqliteStore(path).view("public", "en") as view:
        views = {row["name"] for row in view.rows("SELECT name FROM sqlite_temp_schema")}
    for table in set(tables(path)) - views:
        for text in (
            "SELECT * FROM {t}",
            "SELECT count(*) FROM {t}",
            "WITH claim AS (SELECT * FROM {t}) SELECT * FROM claim",
        ):
            with pytest.raises(AccordError):
                asked(path, text.format(t=f'"{table}"'))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM sqlite_schema", "SELECT * FROM sqlite_master", "SELECT sql FROM temp.sqlite_temp_schema",
        "SELECT count(*) FROM sqlite_schema", "SELECT * FROM pragma_table_info('claim')",
        "SELECT * FROM pragma_database_list", "SELECT * FROM sqlite_dbpage", "SELECT * FROM dbstat",
        "SELECT load_extension('x')", "SELECT fts5(NULL)", "PRAGMA writable_schema = 1", "PRAGMA database_list",
        "ATTACH 'other.db' AS other", "VACUUM INTO 'copy.db'", "BEGIN", "DELETE FROM claim", "DROP VIEW claim",
        "WITH x AS (SELECT 1) DELETE FROM main.claim", "WITH x AS (SELECT 1) INSERT INTO approval SELECT 1, 2, 3",
        "INSERT INTO main.approval VALUES ('CRA', '2022-winter', 'public')", "UPDATE approval SET approval = 'public'",
        "CREATE TEMP VIEW mine AS SELECT * FROM main.claim", "CREATE TEMP TABLE mine AS SELECT * FROM claim",
        "SELECT 1; DELETE FROM claim", "SELECT 1; SELECT 2", "/* SELECT */ DROP TABLE claim", "REINDEX", "ANALYZE",
        "SELECT * FROM search_public('digital')", "SELECT * FROM search_secretariat_content",
    ],
)  # fmt: skip
def test_nothing_but_views_is_read_and_nothing_is_changed(path, text):
    before = path.read_bytes()
    with pytest.raises(AccordError):
        asked(path, text, audience="secretariat")
    assert path.read_bytes() == before
    files = {one.name for one in path.parent.iterdir()}
    assert files <= {"accord.db", "accord.db-shm", "accord.db-wal"}  # SQLite's own, for whoever reads


def test_what_is_read_is_what_the_audience_may_see(path):
    secrets = hidden(path)
    with SqliteStore(path).view("public", "en") as view:
        views = [row["name"] for row in view.rows("SELECT name FROM sqlite_temp_schema WHERE type = 'view'")]
    for name in views:
        shown = str(asked(path, f'SELECT * FROM "{name}"', limits=Limits(rows=100_000)).rows)
        assert not [secret for secret in secrets if secret in shown]
    assert len(asked(path, "SELECT * FROM claim", "secretariat").rows) > len(asked(path, "SELECT * FROM claim").rows)


def test_usual_queries_are_answered(path):
    assert asked(path, "SELECT count(*) FROM initiative").rows == [[7]]
    assert asked(path, "WITH few AS (SELECT id FROM theme LIMIT 2) SELECT count(*) FROM few").rows == [[2]]
    assert asked(path, "SELECT value FROM json_each(:many)", many=[1, "é"]).rows == [[1], ["é"]]
    assert asked(path, "SELECT id, id FROM theme LIMIT 1").columns == ["id", "id_2"]
    assert asked(path, "-- which\n/* ones */ VALUES (1), (2)").rows == [[1], [2]]
    assert asked(path, "EXPLAIN QUERY PLAN SELECT * FROM claim").rows
    found = asked(path, "SELECT id FROM theme ORDER BY id", limits=Limits(rows=3))
    assert len(found.rows) == 3
    assert found.more
    assert found.to_dictionaries()[0] == {"id": found.rows[0][0]}


@pytest.mark.parametrize(
    "text",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "SELECT count(*) FROM claim a, claim b, claim c, claim d, claim e",
        "SELECT sum(a.number * b.number) FROM claim a, claim b, claim c, claim d GROUP BY a.number % 3",
    ],
)
def test_what_does_not_end_is_stopped(path, text):
    with pytest.raises(UsageError, match=r"longer than 0\.3 seconds"):
        asked(path, text, limits=Limits(seconds=0.3))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT zeroblob(1000000000)",
        "SELECT randomblob(9000000) FROM claim a, claim b",
        "SELECT group_concat(printf('%.1000000c', 'x')) FROM claim a, claim b",
        "SELECT replace(replace(printf('%.9000c', 'x'), 'x', printf('%.999c', 'x')), 'x', printf('%.999c', 'x'))",
    ],
)
def test_what_needs_too_much_memory_is_stopped(path, text):
    with pytest.raises(UsageError, match="more than 100 MB"):
        asked(path, text)


@pytest.mark.parametrize(
    "text",
    ["SELECT " + "(" * 5000 + "1" + ")" * 5000, "SELECT 1" + "+1" * 50_000, "SELECT 1" + " UNION SELECT 1" * 5000],
)
def test_what_is_nested_too_deep_is_refused(path, text):
    with pytest.raises(AccordError):
        asked(path, text)


@pytest.mark.parametrize(
    ("text", "line", "column", "expected"),
    [
        ("SELECT titel FROM initiative", 1, 8, "no column “titel”"),
        ("SELECT id\nFROM initiative\nWHER id = 'x'", 3, 6, "error at “id”"),
        ("SELECT 'titel', i.titel\nFROM initiative AS i", 1, 17, "no column “i.titel”"),
        ("SELECT id\n  FROM initiatives", 2, 8, "no view “initiatives”"),
        ("SELECT id FROM theme WHERE (", 1, 29, "is incomplete"),
        ("SELECT id FROM initiative JOIN theme", 1, 8, "Several views"),
        ("SELECT shout(id) FROM theme", 1, 8, "no function “shout”"),
        ("SELECT id FROM theme -- id)\n)", 2, 1, "error at “.”"),
        ("SELECT id FROM theme WHERE id = 'x", 1, 33, "error at “'x”"),
    ],
)
def test_a_mistake_is_shown_where_it_is(path, text, line, column, expected):
    with pytest.raises(UsageError, match=expected) as raised:
        asked(path, text)
    shown, mark = str(raised.value).splitlines()[1:]
    assert shown.startswith(f"  {line} | ")
    assert mark.index("^") - mark.index("|") - 2 == column - 1


def test_a_mistyped_name_is_answered_with_those_like_it(path):
    with pytest.raises(UnknownNameError) as raised:
        asked(path, "SELECT titel FROM initiative")
    assert "title" in raised.value.suggestions
    with pytest.raises(UnknownNameError) as raised:
        asked(path, "SELECT id FROM initatives")
    assert "initiative" in raised.value.suggestions
    with pytest.raises(UnknownNameError) as raised:
        asked(path, "SELECT fedral FROM (SELECT lead FROM initiative)")
    assert raised.value.suggestions == ()
    with pytest.raises(UsageError, match="-p level=VALUE"):
        asked(path, "SELECT id FROM jurisdiction WHERE level = :level")


@pytest.mark.parametrize("text", ["SELECT id", "SELECT id FROM claim", "SELECT i.id FROM initiative", "SELECT ID"])
def test_a_column_of_other_views_is_no_suggestion_for_itself(path, text):
    with pytest.raises(UnknownNameError, match="Views with a column “id”: edition, initiative, ") as raised:
        asked(path, text)
    assert raised.value.suggestions == ()


@given(st.text(max_size=40))
def test_any_text_is_answered_or_refused(path, text):
    for typed in (text, f"SELECT {text}", f"SELECT '{text}' FROM theme", f'SELECT * FROM "{text}"'):
        with contextlib.suppress(AccordError):
            assert asked(path, typed).columns

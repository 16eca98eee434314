"""`accord cypher` on a graph file: the labels of a server's copy, what the audience may see, and an end."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
from importlib.metadata import PackageNotFoundError

import pytest

from graph.adhoc import cypher_local
from graph.adhoc.catalog import list_labels
from graph.adhoc.cypher_local import find_or_build_copy
from graph.adhoc.cypher_local import run_query as run_cypher
from graph.adhoc.cypher_names import check_names
from graph.adhoc.cypher_text import invalid_query
from graph.adhoc.limits import Limits
from graph.adhoc.sql import run_query
from graph.errors import MissingExtraError, UnknownNameError, UsageError
from graph.process.install import install_command
from graph.sqlite.store import SqliteStore

SMALL = Limits(seconds=10, rows=1000, megabytes=200)
LEADS = "MATCH (j:Jurisdiction)-[:LEADS]->(i:Initiative) RETURN j.id AS id, count(i) AS n ORDER BY n DESC, id"


@pytest.fixture(scope="module")
def path(built, tmp_path_factory):
    return shutil.copy(built, tmp_path_factory.mktemp("cypher") / "accord.db")


def asked(path, text, audience="members", limits=SMALL, **given):
    found, _ = run_cypher(path, audience, "en", text, given, limits)
    return found.rows


def sql(path, text, audience="members"):
    with SqliteStore(path).view(audience, "en") as view:
        return run_query(view, text, {}, SMALL).rows


def copies(path):
    return sorted(path.parent.glob(".*.kgl*"))


@pytest.mark.parametrize("audience", ["public", "members", "secretariat"])
def test_it_holds_what_the_file_shows_the_audience(path, audience):
    for pattern, table in (
        ("(n:Jurisdiction)", "jurisdiction"), ("(n:Theme)", "theme"), ("(n:Initiative)", "initiative"),
        ("(n:Need)", "need"),
        ("(n:Edition)", "edition"), ("(n:Node)", "node"),
        ("(n:Name)-[:NAMES]->(:Node)", "name WHERE kind <> 'initiative'"),
        ("(n:Claim)", "mention"), ("(n:Claim)-[:IN]->(:Source)", "mention"),
        ("(n:Claim) UNWIND n.statements AS said", "claim"), ("(n:Submission)-[:FOR]->(:Edition)", "submission"),
        ("(n:Initiative)-[:ADDRESSES]->(:Theme)", "initiative_theme"),
        ("(n:Milestone)<-[:DATED]-(:Initiative)", "initiative_date"),
        ("(n:Theme)-[:WITHIN]->(:Theme)", "theme_within"), ("(n:Jurisdiction)-[:WORKS_ON]->(:Theme)", "works_on"),
        ("(n:Jurisdiction)-[:LEADS|PARTNERS_IN]->(:Initiative)", "takes_part"), ("(n:Source)", "source"),
        ("(n:Jurisdiction)-[:MEMBER_OF]->(:Partnership)", "partnership_member"),
        ("(n:Claim)-[:SUPPORTS]->(:Node)", "mention WHERE subject IN (SELECT id FROM node)"),
    ):  # fmt: skip
        there = asked(path, f"MATCH {pattern} RETURN count(*)", audience)
        assert there == sql(path, f"SELECT count(*) FROM {table}", audience), pattern


def test_the_public_copy_does_not_hold_what_the_public_may_not_see(path):
    secret = {row[0] for row in sql(path, "SELECT quote FROM place WHERE length(quote) > 8", "secretariat")}
    secret -= {row[0] for row in sql(path, "SELECT quote FROM place", "public")}
    secret.discard("component")  # a word of the model: each copy counts components
    assert secret
    copy = find_or_build_copy(path, "public")
    everything = str(asked(path, "MATCH (n) RETURN n", "public", Limits(rows=100_000)))
    assert not [one for one in secret if one in everything or one.encode() in copy.read_bytes()]
    assert copy.stat().st_mode & 0o077 == 0


def test_properties_are_those_of_the_schema(path):
    for label, names in list_labels().items():
        if label == "Node":  # has those of each kind
            continue
        there = asked(path, f"MATCH (n:{label}) UNWIND keys(n) AS k RETURN DISTINCT k")
        assert {name for (name,) in there} - {"id", "title", "type"} <= set(names), label


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Mine)", "MATCH (n) DETACH DELETE n", "MATCH (n:Theme) SET n.mine = 1", "MERGE (n:Mine {id: 1})",
        "CREATE INDEX FOR (n:Theme) ON (n.mine)", "DROP INDEX place", "RETURN 1; CREATE (n:Mine)",
        "CALL db.cdc.enable()",
        "UNWIND [1] AS x CREATE (n:Mine {x: x}) RETURN n", "EXPLAIN CREATE (n:Mine)",
        "CALL db.node_text_index.build({node_type: 'Theme', text_column: 'name_en'})",
    ],
)  # fmt: skip
def test_what_changes_something_is_refused(path, text):
    before = find_or_build_copy(path, "members").read_bytes()
    with pytest.raises(UsageError, match="queries that read"):
        asked(path, text)
    assert find_or_build_copy(path, "members").read_bytes() == before


def test_no_other_file_is_read(path, tmp_path):
    (tmp_path / "secret.csv").write_text("secret\n", "utf-8")
    with pytest.raises(UsageError):
        asked(path, f"LOAD CSV FROM 'file://{tmp_path}/secret.csv' AS line RETURN line")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MATCH (a), (b), (c), (d) WHERE a.id + b.id + c.id > d.id RETURN count(*)", "longer than 1 seconds"),
        (
            "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b RETURN collect(toString(a * b) + 'xxxxxxxxxxxxxxx')",
            "more than",
        ),
        ("MATCH (a), (b), (c) RETURN a, b, c ORDER BY a.id + b.id + c.id", "more than|longer than"),
    ],
)
def test_what_does_not_end_is_stopped_and_leaves_nothing_behind(path, text, expected):
    with pytest.raises(UsageError, match=expected):
        asked(path, text, limits=Limits(seconds=1 if "longer" in expected else 20, rows=1000, megabytes=200))
    running = subprocess.run(
        ["ps", "-o", "args", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    assert "cypher_local_worker" not in running.stdout
    assert len(copies(path)) <= 3


def test_a_copy_is_made_once_and_anew_when_the_graph_changed(built, tmp_path):
    path = shutil.copy(built, tmp_path / "accord.db")
    first = find_or_build_copy(path, "public")
    assert find_or_build_copy(path, "public") == first
    before = asked(path, "MATCH (i:Initiative) RETURN count(i)", "public")
    with SqliteStore(path).view("secretariat", "en") as view:
        row = view.rows("SELECT jurisdiction, edition FROM approval WHERE approval = 'withheld' LIMIT 1")
        row = row or view.rows("SELECT jurisdiction, edition FROM approval WHERE approval = 'members' LIMIT 1")
    SqliteStore(path).approve(row[0]["jurisdiction"], row[0]["edition"], "public")
    assert asked(path, "MATCH (i:Initiative) RETURN count(i)", "public") != before
    assert len(copies(path)) == 1
    assert not first.exists()


def test_next_to_a_folder_that_may_not_be_written_it_stands_in_the_users_folder(built, tmp_path, monkeypatch):
    path = shutil.copy(built, tmp_path / "accord.db")
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert find_or_build_copy(path, "public").parent == tmp_path / "cache" / "accord"


def test_a_question_in_cypher_is_answered_in_each_format_and_language(run):
    table = run("cypher", LEADS)
    assert table.returncode == 0, table.stderr
    assert "TBS" in table.stdout
    answer = json.loads(run("cypher", LEADS, "--format", "json").stdout)
    assert answer["rows"][0] == {"id": "TBS", "n": 5}
    assert answer["question"] == "cypher"
    assert (
        run("cypher", "-", "-p", "x=3", "--format", "csv", stdin="RETURN $x + 1 AS n, $language AS l").stdout
        == "n,l\n4,en\n"
    )
    wrong = run("cypher", "MATCH (n RETURN n", "--lang", "fr")
    assert wrong.returncode == 2
    assert "Cypher non valide" in wrong.stderr
    assert "  1 | MATCH (n RETURN n\n" in wrong.stderr
    assert "There is no label “Nothing”" in run("cypher", "MATCH (n:Nothing) RETURN n").stderr
    assert run("cypher", "RETURN 1", "--graph", "missing.db").returncode == 4
    assert "raise --max-rows" in run("cypher", "MATCH (n) RETURN n.id", "--max-rows", "2").stdout


def test_a_damaged_copy_is_made_anew(path):
    copy = find_or_build_copy(path, "public")
    copy.write_bytes(b"junk")
    assert asked(path, "RETURN 1", "public") == [[1]]
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_where_kglite_is_not_installed_the_command_that_installs_it_is_named(path, monkeypatch):
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(cypher_local, "version", missing)
    with pytest.raises(MissingExtraError, match=re.escape(install_command("cypher"))):
        asked(path, LEADS)


@pytest.mark.parametrize("text", ["RETURN d.end AS last", "WHERE d.end >= '2021' RETURN d.`end` AS last"])
def test_a_property_that_is_a_word_of_the_language_is_read_as_on_a_server(path, text):
    found = asked(path, f"MATCH (d:Milestone {{end: '2021-10-19'}}) {text}")
    assert found
    assert {last for (last,) in found} == {"2021-10-19"}
    assert asked(path, "MATCH (d:Milestone) WITH CASE WHEN true THEN 'd.end' END AS e RETURN e LIMIT 1") == [["d.end"]]


@pytest.mark.parametrize(
    ("reason", "prefix", "shown"),
    [
        ("Cypher syntax error at line 2, col 13: Unexpected token: ,\n   RETURN i.id,,\n    ^", "",
         "Unexpected token: ,\n  2 | RETURN i.id,,\n    |             ^"),
        ('Invalid input (line 1, column 13 (offset: 12))\n"EXPLAIN MTCH (i)"\n ^', "EXPLAIN ",
         "Invalid input\n  1 | MTCH (i:Initiative)\n    |     ^"),
        ("Schema error: Undefined variable 'j'", "", "Schema error: Undefined variable 'j'"),
        ("Broken (line 9, column 99 (offset: 900))", "", "Broken\n  2 | RETURN i.id,,\n    |              ^"),
    ],
)  # fmt: skip
def test_an_error_of_an_engine_shows_the_place(reason, prefix, shown):
    assert str(invalid_query("MTCH (i:Initiative)\nRETURN i.id,,\n", reason, prefix)) == f"Invalid Cypher: {shown}"


def test_what_is_not_cypher_is_shown_where_it_is(path):
    with pytest.raises(UsageError, match=r"(?s)  2 \| RETURN i\.id,,\n"):
        asked(path, "MATCH (i:Initiative)\nRETURN i.id,,")


def test_no_name_that_serves_look_ups_is_offered():
    with pytest.raises(UnknownNameError) as caught:
        check_names('MATCH (i:Initiative {statu: "launched"}) RETURN i.id')
    assert caught.value.suggestions == ("status",)

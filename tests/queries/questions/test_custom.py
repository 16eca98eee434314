"""Questions that somebody adds: commands and functions like the others, safe like them, and clear about mistakes."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from accord import open_graph
from graph.errors import UsageError
from queries.questions.custom import QUESTIONS_VARIABLE, find_question_files, parse_folders, read_question
from tests.accord.conftest import built, folder, run

__all__ = ["built", "folder", "run"]

SUMMARY = "summary: {en: Who leads how much, fr: Qui dirige combien}\n"
LEADS = (
    SUMMARY
    + """parameters:
  - {name: level, argument: true, help: A level.}
columns:
  - {name: name, header: {en: Lead, fr: Responsable}}
  - {name: n, header: Initiatives}
"""
)
SQL = """SELECT j.name, count(*) AS n, json_group_array(i.claim) AS evidence
FROM initiative AS i JOIN jurisdiction AS j ON j.id = i.lead
WHERE :level IS NULL OR j.level = :level GROUP BY j.id ORDER BY n DESC, j.id
"""


@pytest.fixture
def own(folder):
    (folder / "mine").mkdir()
    return folder / "mine"


def write(own, name="leads", text=LEADS, sql=SQL, cypher=None):
    (own / f"{name}.yaml").write_text(text, "utf-8")
    for suffix, statement in (("sql", sql), ("cypher", cypher)):
        if statement is not None:
            (own / f"{name}.{suffix}").write_text(statement, "utf-8")


def test_a_question_of_ones_own_is_a_command(run, own):
    write(own)
    done = run("leads", "federal", "--questions", "mine")
    assert "Canada Revenue Agency" in done.stdout
    assert "Lead" in done.stdout
    assert run("--questions=mine", "leads", "federal").stdout == done.stdout
    assert run("leads", "federal", env={QUESTIONS_VARIABLE: "mine"}).stdout == done.stdout
    french = run("leads", "--questions", "mine", "--lang", "fr", "--evidence")
    assert "Qui dirige combien" in french.stdout
    assert "Responsable" in french.stdout
    assert "[1] Document 1, page 1" in french.stdout
    assert run("leads").returncode == 2


def test_help_lists_it_in_both_languages(run, own):
    write(own)
    assert "Who leads how much" in run("--questions", "mine", "--help").stdout
    assert "Qui dirige combien" in run("--questions", "mine", "--help", "--lang", "fr").stdout
    output = run("leads", "--questions", "mine", "--help").stdout
    assert "[TEXT]  A level." in output
    assert "accord leads" in output


def test_it_is_a_function_too(own, built, monkeypatch):
    write(own)
    with pytest.raises(AttributeError):
        open_graph(built).leads()
    for graph in (open_graph(built, questions=own), open_graph(built, questions=[str(own)])):
        assert "leads" in dir(graph)
        answer = graph.leads("federal", limit=1)
        assert answer.rows[0]["n"] == 5
        assert answer.rows[0]["evidence"][0]["quote"]
        assert graph.ask("leads", level="municipal").columns == ["name", "n"]
    monkeypatch.setenv(QUESTIONS_VARIABLE, str(own))
    assert open_graph(built).leads().rows


def test_only_a_summary_has_to_be_there(run, own):
    write(own, "bare", "summary: Bare\n", "SELECT id, x'01' AS data FROM theme ORDER BY id LIMIT 1")
    answer = json.loads(run("bare", "--questions", "mine", "--format", "json").stdout)
    assert answer["columns"] == ["id", "data"]
    assert answer["rows"] == [{"id": "benefits", "data": "01", "evidence": []}]
    write(own, "nobody", "summary: Nobody\n", "SELECT id FROM theme WHERE id = ''")
    assert "Aucune ligne." in run("nobody", "--questions", "mine", "--lang", "fr").stdout


def test_several_folders_are_searched(run, own, folder):
    (folder / "more").mkdir()
    write(own)
    write(folder / "more", "other", "summary: Another\n", "SELECT 1 AS one")
    several = os.pathsep.join(("mine", "more"))
    assert "Another" in run("--help", "--questions", several).stdout
    write(folder / "more", "leads", "summary: Another\n", "SELECT 1 AS one")
    done = run("themes", "--questions", several)
    assert done.returncode == 2
    assert "more/leads.yaml" in done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM main.claim", "WITH claim AS (SELECT * FROM main.claim) SELECT * FROM claim",
        "SELECT * FROM metadata", "DELETE FROM claim", "PRAGMA user_version",
    ],
)  # fmt: skip
def test_it_reads_what_its_audience_may_see_and_nothing_else(run, own, text):
    write(own, "sly", "summary: Sly\n", text)
    done = run("sly", "--questions", "mine", "--audience", "public")
    assert done.returncode == 2
    assert "sly.sql" in done.stderr


def test_it_sees_what_its_audience_may_see(run, own):
    write(own, "count", "summary: Count\n", "SELECT count(*) AS n FROM claim")
    shown = [
        json.loads(run("count", "--questions", "mine", "--audience", audience, "--format", "json").stdout)["rows"][0][
            "n"
        ]
        for audience in ("public", "secretariat")
    ]
    assert 0 < shown[0] < shown[1]


@pytest.mark.parametrize(
    ("text", "sql", "expected"),
    [
        ("summary: [x\n", SQL, "leads.yaml, line 2: not valid YAML"),
        ("- a\n", SQL, "leads.yaml does not hold a question"),
        ("", SQL, "leads.yaml does not hold a question"),
        ("empty: x\n", SQL, "leads.yaml, line 1: “summary” is missing"),
        ("summary: x\n\ncolums: []\n", SQL, "leads.yaml, line 3: unknown key “colums”; the keys are: columns"),
        ("summary: x\nname: other\n", SQL, "leads.yaml, line 2: the name must be that of the file: leads"),
        ("summary: 3\n", SQL, "line 1: “summary” must be a text"),
        ("summary: {de: x}\n", SQL, "line 1: “summary” must be a text"),
        ("summary: x\nlimit: many\n", SQL, "line 2: “limit” must be a number"),
        ("summary: x\ncolumns: name\n", SQL, "line 2: “columns” must be a list"),
        (
            "summary: x\nparameters:\n  - {name: level}\ncolumns:\n  - name\n  - nam\n", SQL,
            "line 6: the SQL returns no column “nam”",
        ),
        ("summary: x\ncolumns:\n  - {name: n, codes: no}\n", SQL, "line 3: “False” is not one of"),
        ("summary: x\ncolumns:\n  - {header: n}\n", SQL, "line 3: “name” is missing"),
        ("summary: x\nparameters:\n  - {name: level, type: number}\n", SQL, "line 3: “number” is not one of: choice"),
        ("summary: x\nparameters:\n  - {name: level, type: choice}\n", SQL, "line 3: “choices” is missing"),
        ("summary: x\nparameters:\n  - 3\n", SQL, "line 3: expected a list of keys"),
        ("summary: x\n", SQL, "leads.sql: The query has a parameter “level”"),
        ("summary: x\n", "SELECT nam\nFROM jurisdiction", "There is no column “nam”.\n  1 | SELECT nam"),
        ("summary: x\n", "SELECT name\nFORM jurisdiction", "  2 | FORM jurisdiction\n    |      ^"),
        ("summary: x\n", None, "line 1: there is neither leads.sql nor leads.cypher"),
        ("summary: x\n", "SELECT 1 AS a, 'x' AS evidence", "the column “evidence” must be a list"),
        ("a: &a [*a]\nsummary: x\n", SQL, "unknown key “a”"),
    ],
)  # fmt: skip
def test_mistakes_are_reported_with_file_and_line(run, own, text, sql, expected):
    write(own, text=text, sql=sql)
    done = run("leads", "--questions", "mine")
    assert done.returncode == 2
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
    assert run("themes", "--questions", "mine").returncode == 0  # the others are not disturbed
    assert run("--help", "--questions", "mine").returncode == 0


def test_mistakes_are_reported_in_french(run, own):
    write(own, text="summary: x\ncolums: []\n")
    expected = run("leads", "--questions", "mine", "--lang", "fr").stderr
    assert "leads.yaml, ligne 2\u00a0: clé inconnue\u00a0: «\u00a0colums\u00a0»" in expected
    write(own, text="summary: x\n", sql="SELECT nam FROM jurisdiction")
    assert "Il n’y a pas de colonne «\u00a0nam\u00a0»." in run("leads", "--questions", "mine", "--lang", "fr").stderr


@pytest.mark.parametrize("name", ["who", "load", "sql"])
def test_a_name_that_is_taken_is_refused(run, own, name):
    write(own, name)
    done = run("themes", "--questions", "mine")
    assert done.returncode == 2
    assert f"{name}.yaml" in done.stderr


@pytest.mark.parametrize("name", ["to_networkx", "facts", "verify", "lang"])
def test_names_of_the_python_class_are_refused_there(own, built, name):
    write(own, name)
    with pytest.raises(UsageError, match=name):
        open_graph(built, questions=own)


def test_odd_folders_and_names_are_refused(own, folder):
    with pytest.raises(UsageError, match="no folder"):
        parse_folders(str(folder / "nowhere"))
    write(own, "Bad-Name")
    with pytest.raises(UsageError, match="Bad-Name"):
        find_question_files([own], ())


def test_the_questions_of_accord_are_such_questions_too(own):
    from queries.questions.question import QUESTIONS

    for name in ("coverage", "themes"):  # coverage stops at as many rows as are wanted
        for suffix in ("yaml", "sql"):
            shutil.copy(QUESTIONS / f"{name}.{suffix}", own / f"{name}.{suffix}")
        text = (own / f"{name}.yaml").read_text("utf-8").split("notes:")[0]
        (own / f"{name}.yaml").write_text(text, "utf-8")
        assert read_question(own / f"{name}.yaml").columns


def test_a_count_may_be_a_limit(own):
    (own / "first.yaml").write_text("summary: The first\nparameters:\n  - {name: n, type: count}\n", "utf-8")
    (own / "first.sql").write_text("SELECT id, '[]' AS evidence FROM theme ORDER BY id LIMIT :n\n", "utf-8")
    assert [column.name for column in read_question(own / "first.yaml").columns] == ["id"]


def test_a_question_in_cypher_is_asked_of_a_file_too(run, own):
    text = "MATCH (j:Jurisdiction)-[r:LEADS]->(:Initiative) WHERE $level IS NULL OR j.level = $level\n"
    text += "RETURN j.name_en AS name, count(r) AS n, collect(r.claim) AS evidence ORDER BY n DESC, name"
    write(own, sql=None, cypher=text)
    rows = json.loads(run("leads", "federal", "--questions", "mine", "--format", "json").stdout)["rows"]
    assert rows[0]["n"] == 5
    assert len(rows[0]["evidence"]) >= 1
    write(own, sql=None, cypher="MATCH (n) DETACH DELETE n")
    done = run("leads", "--questions", "mine")
    assert done.returncode == 2
    assert "queries that read" in done.stderr
    write(own, sql=None, cypher="MATCH (n:Theme) RETURN n.id AS other")
    assert "returns no column “name”" in run("leads", "--questions", "mine").stderr


def test_a_choice_of_ones_own_takes_words_of_both_languages_and_stands_in_the_heading(run, own):
    level = """parameters:
  - {name: level, type: choice, choices: [federal, provincial], codes: level, about: "only {value}"}
"""
    write(own, text=SUMMARY + level)
    done = run("leads", "--level", "fédéral", "--questions", "mine")
    assert "Who leads how much: only federal" in done.stdout
    assert "Canada Revenue Agency" in done.stdout
    write(own, text=SUMMARY + level.replace("codes: level", "codes: levels"))
    refused = run("leads", "--level", "federal", "--questions", "mine")
    assert refused.returncode == 2
    assert "leads.yaml, line 3" in refused.stderr
    assert "levels" in refused.stderr

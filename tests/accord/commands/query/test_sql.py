"""`accord sql` as a person runs it."""

from __future__ import annotations

import json

import pytest

QUERY = "SELECT id, title FROM initiative WHERE lead = :lead ORDER BY id"


def test_a_question_in_sql_is_answered_in_each_format(run):
    table = run("sql", QUERY, "-p", "lead=TBS")
    assert table.returncode == 0
    assert "Website tracker" in table.stdout
    answer = json.loads(run("sql", QUERY, "-p", "lead=TBS", "--format", "json").stdout)
    assert answer["columns"] == ["id", "title"]
    assert answer["parameters"] == {"query": QUERY, "lead": "TBS"}
    assert {"id": "TBS/website-tracker", "title": "Website tracker"} in answer["rows"]
    assert run("sql", QUERY, "-p", "lead=TBS", "--format", "csv").stdout.startswith("id,title\nTBS/")
    assert "| id | title |" in run("sql", QUERY, "-p", "lead=TBS", "--format", "md").stdout


def test_it_is_french_about_what_it_names(run):
    answer = run("sql", QUERY, "-p", "lead=CA-ON", "--lang", "fr").stdout
    assert "Registre des entreprises" in answer
    assert "Résultat de la requête" in answer


def test_a_query_comes_by_standard_input_and_values_are_numbers(run):
    done = run("sql", "-", "-p", "n=2", "--format", "csv", stdin="SELECT :n + 1 AS sum, typeof(:n) AS type")
    assert done.stdout == "sum,type\n3,integer\n"


def test_odd_values_are_printed(run):
    done = run("sql", "SELECT x'00ff' AS a, 9e999 AS b, NULL AS c, '=1+1' AS d, 1.5 AS e", "--format", "json")
    assert json.loads(done.stdout)["rows"] == [{"a": "00ff", "b": "inf", "c": None, "d": "=1+1", "e": 1.5}]
    assert "'=1+1" in run("sql", "SELECT '=1+1' AS d", "--format", "csv").stdout
    assert run("sql", "SELECT NULL AS absent").stdout.count("absent") == 1


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "There is no column “titel”."), ("fr", "Il n’y a pas de colonne « titel ».")],
)
def test_mistakes_are_pointed_at(run, language, expected):
    done = run("sql", "SELECT titel FROM initiative", "--lang", language)
    assert done.returncode == 2
    assert expected in done.stderr.replace("\u00a0", " ")
    assert "  1 | SELECT titel FROM initiative\n    |        ^" in done.stderr
    assert "title" in done.stderr.splitlines()[-1]


def test_limits_hold(run):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT {} FROM n"
    done = run("sql", endless.format("count(*)"), "--timeout", "0.5")
    assert done.returncode == 2
    assert "longer than 0.5 seconds" in done.stderr
    done = run("sql", endless.format("i"), "--max-rows", "3")
    assert done.stdout.split("\n\n")[-1] == "There are more rows than 3: raise --max-rows.\n"
    sorting = "SELECT hex(randomblob(1000000)) AS x FROM claim a, claim b ORDER BY x"
    done = run("sql", sorting, "--memory", "64")
    assert done.returncode == 2
    assert "more than 64 MB" in done.stderr


def test_a_function_that_never_yields_is_stopped(run):
    """SQLite checks no deadline while it looks for one text in another, which here takes minutes."""
    never = "SELECT instr(hex(zeroblob(4900000)), hex(zeroblob(2400000)) || '1')"
    done = run("sql", never, "--timeout", "0.5")
    assert done.returncode == 2
    assert "longer than 0.5 seconds" in done.stderr


def test_the_audience_is_kept(run):
    everything = int(
        run("sql", "SELECT count(*) AS n FROM claim", "--audience", "secretariat", "--format", "csv").stdout[2:]
    )
    public = int(run("sql", "SELECT count(*) AS n FROM claim", "--audience", "public", "--format", "csv").stdout[2:])
    assert 0 < public < everything
    done = run("sql", "SELECT count(*) AS n FROM main.claim", "--audience", "public")
    assert done.returncode == 2


def test_what_cannot_be_asked_says_why(run):
    for arguments, expected in (
        (["DELETE FROM claim"], "statement that reads"),
        (["SELECT 1", "-p", "oops"], "-p name=value"),
        (["SELECT 1", "--graph", "neo4j://localhost"], "accord cypher"),
        (["  "], "The argument after “sql” is empty"),
    ):
        done = run("sql", *arguments)
        assert done.returncode == 2
        assert expected in done.stderr
    assert run("sql", "SELECT 1", "--graph", "missing.db").returncode == 4

"""`accord doctor`: what works, what is off and how to turn it on, what is wrong."""

from __future__ import annotations

import importlib.metadata
import json
from pathlib import Path

import pytest

from accord.output.checks import Check, format_checks


def states(run, *arguments, **settings):
    done = run("doctor", "--format", "json", *arguments, **settings)
    return done.returncode, {row["name"]: row for row in json.loads(done.stdout)["rows"]}


def test_a_sound_installation_has_nothing_wrong(run):
    code, found = states(run)
    assert code == 0
    assert {row["state"] for row in found.values()} <= {"ok", "off"}
    assert found["accord.db"]["state"] == "ok"
    assert found["documents"]["detail"] == "2 documents"
    assert found["Neo4j"]["state"] == "off"
    assert {"cypher", "mcp", "model", "parquet", "planner", "semantic"} <= set(found)
    shown = run("doctor", "--lang", "fr")
    assert "Aucun problème" in shown.stdout


@pytest.mark.parametrize("language", ["en", "fr"])
def test_lines_fit_a_terminal_and_commands_can_be_copied(run, folder: Path, language: str):
    (folder / "notes.db").write_text("no database")
    environment = {"COLUMNS": "80", "NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_PASSWORD": "x", "NEO4J_USERNAME": "y"}
    for graph in ("accord.db", "notes.db", "none.db"):
        shown = run("doctor", "--lang", language, "--graph", graph, env=environment).stdout
        assert "Accord" in shown
        assert [line for line in shown.splitlines() if len(line) > 80] == []
        assert "\u00a0:" in shown or language == "en"
    command = "/a/very/long/folder/of/an/environment/bin/python -m pip install " + '"accord-graph[parquet]"' * 3
    checks = [Check("extras", "parquet", "off", "missing: pyarrow", command, is_command=True)]
    lines = list(format_checks(checks, {"extras": "Extras"}, {"off": "off"}))
    assert lines[-1].strip() == f"→ {command}"


def test_what_is_wrong_is_found_with_how_to_correct_it(run, folder: Path):
    assert states(run, "--graph", "none.db")[1]["none.db"]["state"] == "off"
    (folder / "notes.db").write_text("no database")
    code, found = states(run, "--graph", "notes.db")
    assert (code, found["notes.db"]["state"]) == (1, "error")
    assert found["notes.db"]["mend"]
    data = bytearray((folder / "accord.db").read_bytes())
    data[8192:40960] = b"\x5a" * (40960 - 8192)
    (folder / "damaged.db").write_bytes(data)
    code, found = states(run, "--graph", "damaged.db")
    assert (code, found["damaged.db"]["state"]) == (1, "error")
    (folder / ".accord.db.1.loading").write_text("")
    assert states(run)[1]["unfinished loads"]["state"] == "warning"
    (folder / "decisions.yaml").write_text("- [")
    code, found = states(run)
    assert code == 1


def test_a_server_that_does_not_answer_is_an_error_and_no_password_is_shown(run):
    environment = {"NEO4J_URI": "bolt://127.0.0.1:1", "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": "secret-word"}
    done = run("doctor", "--format", "json", env=environment)
    found = {row["name"]: row for row in json.loads(done.stdout)["rows"]}
    assert (done.returncode, found["Neo4j"]["state"]) == (1, "error")
    assert "secret-word" not in done.stdout + done.stderr


@pytest.mark.parametrize("extra", ["cypher", "mcp", "model", "parquet", "planner", "semantic"])
def test_every_extra_of_the_project_is_looked_at(run, extra):
    asked = importlib.metadata.requires("accord-graph")
    assert any(f"extra == '{extra}'" in each or f'extra == "{extra}"' in each for each in asked)

"""`accord doctor`: what works, what is off and how to turn it on, what is wrong."""

from __future__ import annotations

import importlib.metadata
import json
import sys
from pathlib import Path

import pytest

from graph.process.install import Installation, find_installation, install_command


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


def test_what_is_installed_is_installed_where_accord_is():
    place = Installation("/env/bin/python", Path("/env"), None, has_pip=True)
    assert install_command("mcp", place) == '/env/bin/python -m pip install "accord-graph[mcp]"'
    clone = place._replace(clone="/src/accord")
    assert install_command("mcp", clone) == '/env/bin/python -m pip install -e "/src/accord[mcp]"'
    assert install_command("mcp", clone._replace(has_pip=False)).startswith("uv pip install --python /env/bin/python")
    tool = place._replace(prefix=Path("/home/me/.local/share/uv/tools/accord-graph"))
    assert install_command("mcp", tool) == 'uv tool install "accord-graph[mcp]"'
    assert find_installation().python == sys.executable


@pytest.mark.parametrize("extra", ["cypher", "mcp", "model", "parquet", "planner", "semantic"])
def test_every_extra_of_the_project_is_looked_at(run, extra):
    asked = importlib.metadata.requires("accord-graph")
    assert any(f"extra == '{extra}'" in each or f'extra == "{extra}"' in each for each in asked)

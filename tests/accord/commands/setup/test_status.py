"""`accord status` tells of decisions that are in the file and not in the graph, as after a kill between the two."""

from __future__ import annotations

import shutil

import pytest

from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from tests.helpers.files.brief import run

SAYS = {"en": "holds decisions that this graph was not made with", "fr": "dont ce graphe ne tient pas encore compte"}


@pytest.mark.parametrize("language", SAYS)
def test_decisions_that_the_graph_does_not_hold_are_named_until_it_is_repaired(tmp_path, capsys, language):
    source = Writer()
    source.submitted("CRA")
    for title in ("Portal", "Ledger"):
        source.initiative("CRA", title)
    graph, kept = tmp_path / "accord.db", tmp_path / "kept.db"
    SqliteStore(graph, create=True).add([source.reading()])
    shutil.copy(graph, kept)
    assert run("review", "decide", "CRA/portal", "CRA/ledger", "--same", "--graph", graph) == 0
    capsys.readouterr()

    def says() -> bool:
        assert run("status", "--graph", graph, "--lang", language) == 0
        return SAYS[language] in capsys.readouterr().out

    assert not says()
    shutil.copy(kept, graph)  # the file was written, and the graph was not
    assert says()
    assert run("graph", "check", "--repair", "--graph", graph) == 0
    capsys.readouterr()
    assert not says()
    assert SqliteStore(graph).view("members", "en").rows("SELECT count(*) AS n FROM initiative")[0]["n"] == 1


def test_a_reason_or_a_comment_that_changes_is_no_other_decision(tmp_path, capsys):
    source = Writer()
    source.submitted("CRA")
    for title in ("Portal", "Ledger"):
        source.initiative("CRA", title)
    graph = tmp_path / "accord.db"
    SqliteStore(graph, create=True).add([source.reading()])
    assert run("review", "decide", "CRA/portal", "CRA/ledger", "--different", "--graph", graph) == 0
    decisions = SqliteStore(graph).decisions_path
    decisions.write_text(decisions.read_text("utf-8") + "  reason: they are two\n# a remark\n", "utf-8")
    capsys.readouterr()
    assert run("status", "--graph", graph) == 0
    assert SAYS["en"] not in capsys.readouterr().out

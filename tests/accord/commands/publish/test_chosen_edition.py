"""The edition of a brief or an agenda can be named without the option, and only one of them."""

from __future__ import annotations

import pytest

from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from tests.helpers.files.brief import run


@pytest.fixture
def graph(tmp_path):
    store = SqliteStore(tmp_path / "accord.db", create=True)
    for edition, title in (("2021-fall", "Portal"), ("2022-winter", "Ledger")):
        source = Writer(f"{edition}.txt", edition=edition)
        source.submitted("CRA")
        source.initiative("CRA", title)
        store.add([source.reading()])
    return store.path


def test_the_argument_says_the_same_as_the_option(graph, capsys):
    assert run("brief", "2021-fall", "--graph", graph) == 0
    named = capsys.readouterr().out
    assert run("brief", "--edition", "2021-fall", "--graph", graph) == 0
    assert named == capsys.readouterr().out
    assert "Portal" in named
    assert "Ledger" not in named


def test_two_editions_are_refused(graph, capsys):
    for command in ("brief", "agenda", "view"):
        assert run(command, "2021-fall", "--edition", "2022-winter", "--graph", graph) == 2
        assert "Name one edition, not both 2021-fall and 2022-winter." in capsys.readouterr().err

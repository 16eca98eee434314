"""What a brief leaves out since it is of other editions or of none is counted on standard error."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.sqlite.store import SqliteStore
from tests.helpers.claim_writer import Writer
from tests.helpers.files.brief import run


def reading(edition, *titles):
    source = Writer(f"{edition}.txt", edition=edition)
    if edition:
        source.submitted("CRA")
    for title in titles:
        source.initiative("CRA", title)
    return source.reading()


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([reading("2021-fall", "Portal", "Ledger"), reading("2022-winter", "Ledger", "Wallet")])
    store.add([reading(None, "Ferry Desk", "Rail Desk", "Road Desk")])
    return store.path


@pytest.mark.parametrize(
    ("language", "others", "none"),
    [
        (
            "en",
            "1 initiative is of other editions (2021-fall): “accord brief --edition 2021-fall”",
            "3 initiatives are of no edition, so no brief has them: “accord initiatives”",
        ),
        (
            "fr",
            "1 initiative relève d’autres éditions (2021-fall)\u00a0: «\u00a0accord brief --edition 2021-fall\u00a0»",
            "3 initiatives ne relèvent d’aucune édition",
        ),
    ],
)
def test_initiatives_that_a_brief_leaves_out_are_counted(graph, capsys, language, others, none):
    assert run("brief", "--graph", graph, "--lang", language) == 0
    made = capsys.readouterr()
    assert others in made.err
    assert none in made.err
    assert others not in made.out
    assert none not in made.out


def test_an_initiative_of_several_editions_is_of_each(graph, capsys):
    assert run("brief", "2021-fall", "--graph", graph) == 0
    assert "1 initiative is of other editions (2022-winter)" in capsys.readouterr().err


def test_nothing_is_noted_where_a_brief_has_all(tmp_path, capsys):
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([reading("2022-winter", "Ledger", "Wallet")])
    assert run("brief", "--graph", store.path) == 0
    assert capsys.readouterr().err == ""


def test_what_the_audience_may_not_see_is_not_counted(graph, capsys):
    assert run("brief", "--graph", graph, "--audience", "public") != 0
    assert "edition" not in capsys.readouterr().err.replace("may see no edition of this graph", "")


def test_a_graph_without_an_edition_says_what_lists_its_initiatives(tmp_path, capsys):
    store = SqliteStore(tmp_path / "accord.db", create=True)
    store.add([reading(None, "Ferry Desk")])
    assert run("brief", "--graph", store.path) != 0
    assert "1 initiative is of no edition, so no brief has it: “accord initiatives”" in capsys.readouterr().err


def test_an_unknown_edition_lists_those_that_are_here(tmp_path, capsys):
    store = SqliteStore(tmp_path / "accord.db", create=True)
    years = [f"{year}-fall" for year in range(2018, 2023)]
    store.add([reading(year, f"Portal {year}") for year in years])
    assert run("brief", "--edition", "2017-fall", "--graph", store.path) == 2
    error = capsys.readouterr().err
    assert "There is no edition “2017-fall”." in error
    assert " · ".join(years) in error

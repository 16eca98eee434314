"""A brief says which leads, partners and initiatives no source states, and is read back all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

import accord
from graph.sqlite.store import SqliteStore
from tests.helpers.files.brief import expected_content, read_back, run, written
from tests.helpers.proposals import infer_all, infer_need, proposing_source


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    source = proposing_source()
    infer_all(source)
    infer_need(source)
    source.need("Ontario asks for examples of bridges.", by="CA-ON")
    SqliteStore(tmp_path / "graph.db", create=True).add([source.reading()])
    return tmp_path / "graph.db"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "What no source states",
                "Canada Revenue Agency as lead\u00a0†",
                "Nova Scotia as partner\u00a0†",
                "† Inferred",
                "the status “launched”\u00a0†",
                "launch July 2021\u00a0†",
                "statuses, dates and requests that are inferred",
                "We look for help with ferries. (Alberta)\u00a0†",
                "examples of bridges. (Ontario)\n",
                "We look for help with ferries: asked by Alberta\u00a0†",
            ],
        ),
        (
            "fr",
            [
                "Ce qui est déduit ou proposé",
                "direction\u00a0: Agence du revenu du Canada\u00a0†",
                "† Déduit",
                "l’état «\u00a0lancé\u00a0»\u00a0†",
                "lancement juillet 2021\u00a0†",
                "partenaire\u00a0: Nouvelle-Écosse\u00a0†",
                "We look for help with ferries\u00a0: demande\u00a0: Alberta\u00a0†",
            ],
        ),
    ],
)
def test_what_is_inferred_is_marked(graph, tmp_path, language, words):
    text = written(graph, tmp_path / "brief.md", "--lang", language).read_text("utf-8")
    for word in words:
        assert word in text
    assert "‡" not in text
    items = [line for line in text.splitlines() if "**" in line]
    assert [line.endswith("\u00a0†") for line in items] == ["Ledger" in line for line in items]


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_proposals_are_marked_where_they_are_included(graph, tmp_path, suffix):
    text = (
        written(graph, tmp_path / f"brief.{suffix}", "--include-proposed")
        .read_text("utf-8")
        .replace("&#160;", "\u00a0")
    )
    for word in ("Wallet", "Ontario as partner\u00a0‡", "‡ Proposed", "the initiative\u00a0‡"):
        assert word in text


def test_a_brief_without_inferred_leads_has_no_mark(tmp_path):
    source = proposing_source()
    SqliteStore(tmp_path / "graph.db", create=True).add([source.reading()])
    text = written(tmp_path / "graph.db", tmp_path / "brief.md").read_text("utf-8")
    assert not {"†", "‡"} & set(text)


@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_a_brief_with_marks_is_read_back(graph, tmp_path, suffix):
    assert run("review", "accept", "1", "2", "3", "--graph", graph) == 0
    brief = written(graph, tmp_path / f"brief.{suffix}")
    expected = expected_content(accord.open_graph(graph, audience="members").document())
    assert expected_content(read_back(brief, tmp_path / "copy.db")) == expected

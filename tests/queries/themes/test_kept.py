"""What classifying has learnt is kept beside the graph, and used until texts, labels or themes change."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

import accord
from graph.errors import UnknownNameError
from graph.sqlite.store import SqliteStore
from queries.themes.classify import read_themes
from queries.themes.kept import hash_of, read_kept, save_kept
from queries.themes.training import choose_classifier, spread_evenly

SCHEME = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://x.test/nav> a skos:Concept ; skos:prefLabel "Inland navigation"@en ;
  skos:definition "Locks, canals, barges and the dredging of rivers."@en ; skos:scopeNote "Ferries are elsewhere."@en .
<http://x.test/sea> a skos:Concept ; skos:prefLabel "Sea"@en ; skos:narrower <http://x.test/nav> .
"""


@pytest.fixture
def graph(tmp_path: Path):
    (tmp_path / "scheme.ttl").write_text(SCHEME, "utf-8")
    rows = "".join(f"Dredging of river {n},Ontario,{'Rivers' if n % 2 else 'Ports'}\n" for n in range(240))
    (tmp_path / "table.csv").write_text("title,lead,theme\n" + rows, "utf-8")
    made = accord.open_graph(tmp_path / "g.db", create=True)
    made.load(tmp_path / "scheme.ttl")
    return made


def test_definitions_of_a_scheme_are_read_and_it_can_be_chosen(graph):
    rows = graph.classify("The barge in the lock", scheme="scheme.ttl", audience="secretariat").rows
    assert [row["theme"] for row in rows] == ["inland-navigation"]
    below = graph.classify("The barge in the lock", scheme="Sea", audience="secretariat").rows
    assert [row["theme"] for row in below] == ["inland-navigation"]
    assert not graph.classify("The barge in the lock", scheme="vocabulary", audience="secretariat").rows
    with pytest.raises(UnknownNameError, match="no scheme"):
        graph.classify("x", scheme="nothing of the kind", audience="secretariat")


def test_what_was_learnt_is_used_again_until_the_labels_change(graph, tmp_path: Path):
    graph.load(tmp_path / "table.csv")
    first = graph.classify("Dredging", audience="secretariat").rows
    kept = tmp_path / "g.db.themes.secretariat.npz"
    before = kept.read_bytes()
    assert graph.classify("Dredging", audience="secretariat").rows == first
    assert kept.read_bytes() == before
    assert len(first) == 2  # themes far from the text are suggested as well, three at most
    (tmp_path / "more.csv").write_text("title,lead,theme\nA ferry,Ontario,Rivers\n", "utf-8")
    graph.load(tmp_path / "more.csv")
    graph.classify("Dredging", audience="secretariat")
    assert kept.read_bytes() != before
    kept.write_bytes(b"broken")
    assert graph.classify("Dredging", audience="secretariat").rows


def test_the_texts_are_not_read_again_until_the_graph_changes(graph, tmp_path: Path):
    graph.load(tmp_path / "table.csv")
    store = SqliteStore(tmp_path / "g.db")

    def read_by(classify: str) -> list[str]:
        read: list[str] = []
        with store.view("secretariat", "en") as view:
            themes = read_themes(view)
            view.connection.trace_v2(apsw.SQLITE_TRACE_STMT, lambda event: read.append(event["sql"]))
            assert choose_classifier(view, themes).suggest(classify)
        return [statement for statement in read if "summaries" in statement]

    assert read_by("Dredging")
    assert not read_by("Dredging")
    (tmp_path / "more.csv").write_text("title,lead,theme\nA ferry,Ontario,Rivers\n", "utf-8")
    graph.load(tmp_path / "more.csv")
    assert read_by("Dredging")
    assert not read_by("Dredging")


def test_another_audience_has_a_file_of_its_own(graph, tmp_path: Path):
    graph.load(tmp_path / "table.csv")
    graph.classify("Dredging", audience="members")
    assert sorted(path.name for path in tmp_path.glob("*.npz")) == ["g.db.themes.members.npz"]


def test_arrays_come_back_only_for_what_they_were_made_of(graph, tmp_path: Path):
    import numpy as np

    with SqliteStore(tmp_path / "g.db").view("secretariat", "en") as view:
        key = hash_of("test", ["a"])
        assert read_kept(view, key) is None
        save_kept(view, key, {"x": np.arange(3)})
        found = read_kept(view, key)
        assert found is not None
        assert found["x"].tolist() == [0, 1, 2]
        assert read_kept(view, hash_of("test", ["b"])) is None


def test_examples_are_spread_evenly():
    assert spread_evenly(range(10), 10) == list(range(10))
    assert spread_evenly(range(11), 10) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert len(set(spread_evenly(range(6674), 6000))) == 6000

"""Where very many initiatives have themes, a text gets those of similar ones; nothing is learnt and nothing is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

import accord
from graph.model import Approved
from graph.sqlite.store import SqliteStore
from queries.themes import similar, training
from queries.themes.classify import read_themes
from queries.themes.profiles import ProfileClassifier
from queries.themes.similar import SimilarClassifier
from queries.themes.training import TrainedClassifier, choose_classifier
from tests.helpers.claim_writer import Writer

NOTE = "Compared with initiatives whose themes the graph states."
KINDS = {"Rivers": "Dredging of river", "Ports": "Crane for harbour", "Money": "Digital wallet of town"}


def write_table(path: Path, numbers: range) -> Path:
    rows = [f"{title} {n},Ontario,{theme}" for n in numbers for theme, title in KINDS.items()]
    path.write_text("\n".join(["title,lead,theme", *rows, ""]), "utf-8")
    return path


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some hundred initiatives are very many."""
    monkeypatch.setattr(training, "MIN_COMPARED", 200)


@pytest.fixture
def graph(tmp_path: Path, few: None):
    made = accord.open_graph(tmp_path / "g.db", create=True)
    made.load(write_table(tmp_path / "table.csv", range(80)))
    return made


def suggestions(path: Path, text: str, audience: str = "secretariat", **options):
    with SqliteStore(path).view(audience, "en") as view:
        return choose_classifier(view, read_themes(view), **options).suggest(text)


def test_the_themes_of_similar_initiatives_are_suggested_with_the_words_in_common(graph, tmp_path: Path):
    first = graph.classify("The dredging of a long river", audience="secretariat").rows[0]
    assert (first["theme"], set(first["because"])) == ("rivers", {"dredging", "river"})
    assert first["score"] > 0.9
    assert not list(tmp_path.glob("*.npz"))


def test_other_endings_and_the_other_language_are_found(graph):
    for text in ("Rivers", "Portefeuille numérique"):
        rows = graph.classify(text, audience="secretariat").rows
        assert rows[0]["theme"] == {"Rivers": "rivers", "Portefeuille numérique": "money"}[text]


def test_a_text_like_none_gets_no_theme_and_one_hardly_like_any_a_low_score(graph):
    assert not graph.classify("Zebra", audience="secretariat").rows
    assert not graph.classify("", audience="secretariat").rows
    rows = graph.classify("The town " + " ".join(f"q{n}x" for n in range(300)), audience="secretariat").rows
    assert all(row["score"] < 0.6 for row in rows)


def test_fewer_initiatives_are_learnt_from(tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch):
    graph = accord.open_graph(tmp_path / "g.db", create=True)
    graph.load(write_table(tmp_path / "table.csv", range(80)))
    for least, kind in ((240, SimilarClassifier), (241, TrainedClassifier)):
        monkeypatch.setattr(training, "MIN_COMPARED", least)
        with SqliteStore(tmp_path / "g.db").view("secretariat", "en") as view:
            assert isinstance(choose_classifier(view, read_themes(view)), kind)


def test_one_theme_alone_teaches_nothing(tmp_path: Path, few: None):
    graph = accord.open_graph(tmp_path / "g.db", create=True)
    rows = "".join(f"Dredging of river {n},Ontario,Rivers\n" for n in range(240))
    (tmp_path / "table.csv").write_text("title,lead,theme\n" + rows, "utf-8")
    graph.load(tmp_path / "table.csv")
    with SqliteStore(tmp_path / "g.db").view("secretariat", "en") as view:
        assert isinstance(choose_classifier(view, read_themes(view)), ProfileClassifier)


def test_a_scheme_counts_its_own_themes_only(graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(training, "MIN_COMPARED", 100)
    with SqliteStore(tmp_path / "g.db").view("secretariat", "en") as view:
        chosen = [theme for theme in read_themes(view) if theme.id in ("rivers", "ports")]
        classifier = choose_classifier(view, chosen, is_scheme=True)
        assert isinstance(classifier, SimilarClassifier)
        assert {one.theme for one in classifier.suggest("Digital wallet for the river")} == {"rivers"}


def test_the_order_of_loading_changes_nothing(tmp_path: Path, few: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(training, "MIN_COMPARED", 100)
    tables = [write_table(tmp_path / f"{name}.csv", numbers) for name, numbers in
              {"one": range(40), "two": range(40, 80)}.items()]  # fmt: skip
    answers = []
    for name, order in (("a", tables), ("b", tables[::-1])):
        graph = accord.open_graph(tmp_path / f"{name}.db", create=True)
        for table in order:
            graph.load(table)
        answers.append(suggestions(tmp_path / f"{name}.db", "A harbour crane and the river 41"))
    assert answers[0] == answers[1]


def test_what_is_withheld_is_not_compared(tmp_path: Path, few: None):
    book = Writer("winter.txt", "en", "2022-winter")
    book.submitted("CA-AB", "CA-BC")
    for who, theme, title in (("CA-AB", "privacy", "Consent form"), ("CA-AB", "ai", "Robot"), ("CA-BC", "ai", "Zebra")):
        for n in range(120):
            one = book.initiative(who, f"{title} {n}")
            book.add_claim("initiative", one, "theme", theme, by=who)
    hidden = [Approved(jurisdiction="CA-BC", edition="2022-winter", approval="withheld")]
    SqliteStore(tmp_path / "g.db", create=True).add([book.reading(approvals=hidden)])
    assert [one.theme for one in suggestions(tmp_path / "g.db", "A zebra")] == ["ai"]
    assert not suggestions(tmp_path / "g.db", "A zebra", "members")
    assert suggestions(tmp_path / "g.db", "A robot", "members")[0].theme == "ai"


def test_words_of_too_many_texts_are_looked_for_in_pairs(graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(similar, "MAX_GATHERED", 12)
    monkeypatch.setattr(similar, "AT_ONCE", 5)
    found = suggestions(tmp_path / "g.db", "Harbour crane, digital wallet of a town")
    assert {one.theme for one in found[:3]} > {"ports", "money"}


def test_many_texts_at_once_get_what_each_gets_alone(graph, tmp_path: Path):
    texts = [f"{title} {n} and others" for n in (3, 71) for title in KINDS.values()]
    with SqliteStore(tmp_path / "g.db").view("secretariat", "en") as view:
        themes = read_themes(view)
        together = SimilarClassifier(view, themes)
        together.prepare(texts)
        assert [together.suggest(text) for text in texts] == [
            SimilarClassifier(view, themes).suggest(text) for text in texts
        ]


def test_the_command_says_what_a_text_was_compared_with(graph, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    from accord.commands.ask.classify import command

    command.main(["Dredging", "--graph", str(tmp_path / "g.db"), "--lang", "en"], standalone_mode=False)
    shown = capsys.readouterr()
    assert NOTE in shown.out + shown.err
    assert "texts with this theme contain: dredging" in shown.out

"""Where very many initiatives have themes, a text gets those of similar ones; nothing is learnt and nothing is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

import accord
from graph.model import Approved
from graph.sqlite.store import SqliteStore
from queries.themes.classify import read_themes
from queries.themes.profiles import ProfileClassifier
from queries.themes.similar import SimilarClassifier
from queries.themes.training import TrainedClassifier, choose_classifier
from tests.helpers.claim_writer import Writer

KINDS = {"Rivers": "Dredging of river", "Ports": "Crane for harbour", "Money": "Digital wallet of town"}
MANY = 200


def write_table(path: Path, numbers: range) -> Path:
    rows = [f"{title} {n},Ontario,{theme}" for n in numbers for theme, title in KINDS.items()]
    path.write_text("\n".join(["title,lead,theme", *rows, ""]), "utf-8")
    return path


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("similar")
    accord.open_graph(folder / "g.db", create=True).load(write_table(folder / "table.csv", range(80)))
    return folder / "g.db"


def suggestions(path: Path, text: str, audience: str = "secretariat"):
    with SqliteStore(path).view(audience, "en") as view:
        classifier = choose_classifier(view, read_themes(view), min_compared=MANY)
        assert isinstance(classifier, SimilarClassifier)
        return classifier.suggest(text)


def test_the_themes_of_similar_initiatives_are_suggested_with_the_words_in_common(graph: Path):
    first = suggestions(graph, "The dredging of a long river")[0]
    assert (first.theme, set(first.because)) == ("rivers", {"dredging", "river"})
    assert first.score > 0.9
    assert not list(graph.parent.glob("*.npz"))


@pytest.mark.parametrize(("text", "theme"), [("Rivers", "rivers"), ("Portefeuille numérique", "money")])
def test_other_endings_and_the_other_language_are_found(graph: Path, text: str, theme: str):
    assert suggestions(graph, text)[0].theme == theme


def test_a_text_like_none_gets_no_theme_and_one_hardly_like_any_a_low_score(graph: Path):
    assert not suggestions(graph, "Zebra")
    assert not suggestions(graph, "")
    assert all(one.score < 0.6 for one in suggestions(graph, "The town " + " ".join(f"q{n}x" for n in range(300))))


def test_what_a_text_is_not_compared_with_does_not_vote(graph: Path):
    with SqliteStore(graph).view("secretariat", "en") as view:
        classifier = SimilarClassifier(view, read_themes(view))
        rivers = view.rows("SELECT initiative AS id FROM initiative_theme WHERE theme = 'rivers'", {})
        assert classifier.suggest("Dredging")[0].theme == "rivers"
        assert not classifier.suggest("Dredging", {row["id"] for row in rivers})


@pytest.mark.parametrize(("least", "kind"), [(240, SimilarClassifier), (241, TrainedClassifier)])
def test_fewer_initiatives_are_learnt_from(graph: Path, least: int, kind: type):
    with SqliteStore(graph).view("secretariat", "en") as view:
        assert isinstance(choose_classifier(view, read_themes(view), min_compared=least), kind)
    for kept in graph.parent.glob("*.npz"):
        kept.unlink()


@pytest.mark.parametrize(("texts", "kind"), [(300, SimilarClassifier), (301, TrainedClassifier)])
def test_for_many_texts_it_is_learnt_from_initiatives(graph: Path, texts: int, kind: type):
    with SqliteStore(graph).view("secretariat", "en") as view:
        assert isinstance(choose_classifier(view, read_themes(view), texts=texts, min_compared=MANY), kind)
    for kept in graph.parent.glob("*.npz"):
        kept.unlink()


def test_one_theme_alone_teaches_nothing(tmp_path: Path):
    rows = "".join(f"Dredging of river {n},Ontario,Rivers\n" for n in range(240))
    (tmp_path / "table.csv").write_text("title,lead,theme\n" + rows, "utf-8")
    accord.open_graph(tmp_path / "g.db", create=True).load(tmp_path / "table.csv")
    with SqliteStore(tmp_path / "g.db").view("secretariat", "en") as view:
        assert isinstance(choose_classifier(view, read_themes(view), min_compared=MANY), ProfileClassifier)


def test_a_scheme_counts_its_own_themes_only(graph: Path):
    with SqliteStore(graph).view("secretariat", "en") as view:
        chosen = [theme for theme in read_themes(view) if theme.id in ("rivers", "ports")]
        classifier = choose_classifier(view, chosen, is_scheme=True, min_compared=160)
        assert isinstance(classifier, SimilarClassifier)
        assert {one.theme for one in classifier.suggest("Digital wallet for the river")} == {"rivers"}


def test_the_order_of_loading_changes_nothing(tmp_path: Path):
    parts = {"one": range(40), "two": range(40, 80)}
    tables = [write_table(tmp_path / f"{name}.csv", numbers) for name, numbers in parts.items()]
    answers = []
    for name, order in (("a", tables), ("b", tables[::-1])):
        graph = accord.open_graph(tmp_path / f"{name}.db", create=True)
        for table in order:
            graph.load(table)
        answers.append(suggestions(tmp_path / f"{name}.db", "A harbour crane and the river 41"))
    assert answers[0] == answers[1]


def test_what_is_withheld_is_not_compared(tmp_path: Path):
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


def test_words_of_too_many_texts_are_looked_for_with_rarer_ones(graph: Path):
    with SqliteStore(graph).view("secretariat", "en") as view:
        few = SimilarClassifier(view, read_themes(view), max_gathered=130)
        found = few.suggest("Digital harbour crane")
    assert (found[0].theme, set(found[0].because)) == ("ports", {"crane", "harbour"})


def test_many_texts_at_once_get_what_each_gets_alone(graph: Path):
    texts = [f"{title} {n} and others" for n in (3, 71) for title in KINDS.values()]
    with SqliteStore(graph).view("secretariat", "en") as view:
        themes = read_themes(view)
        together = SimilarClassifier(view, themes)
        together.prepare(texts)
        assert [together.suggest(text) for text in texts] == [
            SimilarClassifier(view, themes).suggest(text) for text in texts
        ]

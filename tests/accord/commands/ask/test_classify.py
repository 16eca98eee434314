"""`accord classify`, `accord search -`, and the evaluations of themes and search, as people call them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import accord as api
from accord.commands.ask.classify import describe_method
from graph.sqlite.store import SqliteStore
from graph.vocabulary.word_translations import learn_translations
from queries.evaluation.search import evaluate_search
from queries.evaluation.themes import group_by_title
from queries.themes.classify import KeywordClassifier, read_themes
from queries.themes.profiles import ProfileClassifier
from queries.themes.similar import SimilarClassifier
from queries.themes.training import LabelledText, TrainedClassifier, can_train
from tests.helpers.paths import ROOT


def accord(
    *arguments: str, folder: Path, typed: str | None = None, lang: str = "en"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "accord", *arguments, "--lang", lang], input=typed, capture_output=True, text=True,
        cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "COLUMNS": "100"}, check=False,
    )  # fmt: skip


def test_texts_get_themes_with_a_reason_without_any_graph(tmp_path: Path):
    done = accord("classify", "A digital wallet for citizens", "--format", "json", folder=tmp_path)
    answer = json.loads(done.stdout)
    assert answer["columns"] == ["text", "theme", "score", "reason"]
    first = answer["rows"][0]
    assert (first["theme"], 0 < first["score"] < 1) == ("digital-credentials", True)
    assert "digital wallet" in first["reason"]


def test_a_text_a_line_in_french(tmp_path: Path):
    done = accord(
        "classify", "-", "--format", "csv", folder=tmp_path, typed="Portefeuille numérique\n\nGarderies\n", lang="fr"
    )
    assert done.stdout.splitlines()[0] == "text,theme,score,reason"
    assert "Portefeuille numérique,digital-credentials," in done.stdout


def test_nothing_or_both_is_refused(tmp_path: Path):
    for arguments in (["classify"], ["classify", "x", "--unthemed"]):
        done = accord(*arguments, folder=tmp_path)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_a_language_is_found_by_its_small_words():
    words = KeywordClassifier(read_themes(None))
    english = words.suggest("The privacy of the people")[0]
    french = words.suggest("La vie privée des gens")[0]
    assert english.theme == french.theme == "privacy"


def _examples() -> list[LabelledText]:
    texts = [("Salmon and cod", "Saumon et morue", "fish"), ("Roads and bridges", "Routes et ponts", "roads")]
    return [
        LabelledText({"en": f"{en} {n}", "fr": f"{fr} {n}"}, {"en": f"{en} {n}", "fr": f"{fr} {n}"}, (theme,))
        for n in range(120)
        for en, fr, theme in texts
    ]


def test_themes_are_learnt_from_what_is_labelled_and_the_words_are_named():
    examples = _examples()
    assert can_train(examples)
    assert not can_train(examples[:20])
    learnt = TrainedClassifier(examples)
    for text, theme, word in (("cod and salmon quotas", "fish", "salmon"), ("les routes", "roads", "routes")):
        first = learnt.suggest(text)[0]
        assert first.theme == theme
        assert word in first.because
    assert learnt.suggest("bridges") == TrainedClassifier(examples).suggest("bridges")


def test_each_method_says_what_a_text_was_compared_with(tmp_path: Path):
    (tmp_path / "one.csv").write_text("title,lead,theme\nA digital wallet,CA-ON,Money\n", "utf-8")
    api.open_graph(tmp_path / "g.db", create=True).load(tmp_path / "one.csv")
    with SqliteStore(tmp_path / "g.db").view("secretariat", "en") as view:
        themes = read_themes(view)
        methods = (SimilarClassifier(view, themes), TrainedClassifier(_examples()), ProfileClassifier(themes))
        notes = [describe_method(one) for one in methods]
    assert [one.split()[1] for one in notes] == ["with", "from", "with"]
    assert len(set(notes)) == 3


def test_texts_that_share_a_title_in_either_language_stay_together():
    one = LabelledText({"en": "A", "fr": "B"}, {}, ())
    two = LabelledText({"en": "C", "fr": "b"}, {}, ())
    three = LabelledText({"en": "c", "fr": "D"}, {}, ())
    other = LabelledText({"en": "E", "fr": "F"}, {}, ())
    assert group_by_title([one, two, three, other]) == [0, 0, 0, 1]


def test_translations_are_learnt_from_titles_and_chance_meetings_are_not():
    found = learn_translations(
        [("wild salmon", "saumon sauvage"), ("salmon farm", "élevage de saumon"), ("wild rice", "riz sauvage")]
    )
    assert "saumon" in found["salmon"]
    assert "salmon" in found["saumon"]
    assert "sauvage" not in found["salmon"]
    assert found["wallet"]["portefeuille"] == 0.9


def test_evaluating_search_never_shows_the_title_of_the_language_asked_in():
    pairs = [(f"Report on salmon number {n}", f"Rapport sur le saumon numéro {n}") for n in range(30)]
    rows = evaluate_search(pairs, 3)
    assert [(row["from"], row["to"], row["queries"], row["titles"]) for row in rows] == [
        ("fr", "en", 30, 30),
        ("en", "fr", 30, 30),
    ]
    assert all(row["r1"] == 1 for row in rows)


@pytest.mark.parametrize("name", ["themes", "search"])
def test_an_evaluation_of_too_little_says_so(tmp_path: Path, name: str):
    (tmp_path / "one.csv").write_text("title,lead\nA wallet,CA-ON\n", "utf-8")
    (tmp_path / "map.yaml").write_text("rows: initiative\ntitle: title\nlead: lead\n", "utf-8")
    assert accord("load", "one.csv", "--map", "map.yaml", "--graph", "g.db", folder=tmp_path).returncode == 0
    done = accord("model", "evaluate", name, "--graph", "g.db", folder=tmp_path)
    assert done.returncode == 2
    assert "needed" in done.stderr


def test_a_query_a_line_answers_each(tmp_path: Path):
    (tmp_path / "one.csv").write_text("title,lead\nA digital wallet,CA-ON\nSalmon quotas,CA-BC\n", "utf-8")
    (tmp_path / "map.yaml").write_text("rows: initiative\ntitle: title\nlead: lead\n", "utf-8")
    accord("load", "one.csv", "--map", "map.yaml", "--graph", "g.db", folder=tmp_path)
    done = accord("search", "-", "--graph", "g.db", "--format", "json", folder=tmp_path, typed="portefeuille\nquota\n")
    answer = json.loads(done.stdout)
    assert answer["columns"] == ["query", "kind", "id", "title", "score", "matched"]
    assert [(row["query"], row["title"]) for row in answer["rows"]] == [
        ("portefeuille", "A digital wallet"), ("quota", "Salmon quotas"),
    ]  # fmt: skip


def test_words_of_a_question_do_not_score(tmp_path: Path):
    (tmp_path / "one.csv").write_text(
        "title,lead\nWhat is planned: a guide to questions,CA-ON\n"
        "Recovery of the boreal caribou and of its winter range,CA-BC\nBuildings in winter,CA-QC\n",
        "utf-8",
    )
    accord("load", "one.csv", "--graph", "g.db", folder=tmp_path)
    found = {}
    for query in ("What is planned for the caribou?", "Que fait-on pour le caribou ?", "what is planned"):
        done = accord("search", query, "--graph", "g.db", "--format", "json", folder=tmp_path)
        found[query] = [row["title"] for row in json.loads(done.stdout)["rows"]]
    assert found["Que fait-on pour le caribou ?"] == ["Recovery of the boreal caribou and of its winter range"]
    assert "Recovery of the boreal caribou and of its winter range" in found["What is planned for the caribou?"]
    assert found["what is planned"] == ["What is planned: a guide to questions"]


def test_names_are_answered_by_the_vocabulary_where_the_usual_graph_is_missing(tmp_path: Path):
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "ACCORD_GRAPH": str(tmp_path / "missing.db")}
    for arguments, code in ((["resolve", "CRA"], 0), (["resolve", "CRA", "--graph", "missing.db"], 4)):
        done = subprocess.run(
            [sys.executable, "-m", "accord", *arguments], capture_output=True, text=True, cwd=tmp_path,
            env=environment, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr

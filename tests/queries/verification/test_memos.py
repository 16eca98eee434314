"""Memos with planted errors get the right verdicts: the bars of the measure, in both languages."""

from __future__ import annotations

import pytest

from graph.errors import SourceError
from graph.sqlite.store import SqliteStore
from graph.text.yaml import load_yaml_file
from loaders.inputs.memos import read_memo
from queries.evaluation.verification import Scores, find_memo, read_gold, score_memo
from queries.verification.verify import verify
from tests.helpers.files.council_round import memos
from tests.helpers.sample import sample_readings


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> SqliteStore:
    store = SqliteStore(tmp_path_factory.mktemp("sample") / "accord.db", create=True)
    store.add(sample_readings())
    return store


@pytest.mark.parametrize("language", ["en", "fr"])
def test_planted_errors_are_found_and_nothing_right_is_contradicted(council, sample, language):
    scores = Scores()
    for path in memos():
        if path.name.split(".")[1] != language:
            continue
        gold = path.with_suffix(".yaml")
        store = {"round": council, "sample": sample}[load_yaml_file(gold)["graph"]]
        with store.view("members", language) as view:
            answer = verify(view, read_memo(path.read_bytes(), path.name))
        scores.add(score_memo(answer.rows, read_gold(gold), path.name))
    assert scores.verdicts.total() > 90
    assert scores.planted.total() > 25
    assert scores.share_right >= 0.95, scores.wrong
    assert scores.share_found >= 0.9, scores.wrong
    assert scores.share_false_contradictions <= 0.02, scores.wrong


def test_a_memo_with_nothing_planted_contradicts_nothing_in_its_own_graph(sample):
    from importlib.resources import files

    for file in sorted(f for f in files("accord").joinpath("sample").iterdir() if f.name.endswith(".txt")):
        with sample.view("secretariat", "en") as view:
            answer = verify(view, read_memo(file.read_bytes(), file.name))
        assert not [row for row in answer.rows if row["verdict"] in ("contradicted", "out of date")]
        assert sum(row["verdict"] == "supported" for row in answer.rows) >= 5


def test_gold_is_checked(tmp_path):
    gold = tmp_path / "memo.yaml"
    for text in ("statements: []", "nothing: here", "statements: [[a, lead, b, wrong]]", "statements: [[a, b]]", "["):
        gold.write_text(text, "utf-8")
        with pytest.raises(SourceError, match="is no gold"):
            read_gold(gold)
    with pytest.raises(SourceError, match="one memo"):
        find_memo(gold)
    (tmp_path / "memo.md").write_text("x", "utf-8")
    assert find_memo(gold).name == "memo.md"


def test_scores_count_what_is_missing_and_what_is_wrongly_contradicted():
    row = {"passage": "A leads B.", "predicate": "lead", "parties": [{"id": "A", "name": "A"}], "value": None}
    gold = read_gold_rows(["A leads B", "lead", "A", "supported"], ["C leads D", "lead", "C", "contradicted", "wrong"])
    scores = score_memo([{**row, "verdict": "contradicted"}], gold)
    assert scores.verdicts == {("supported", "contradicted"): 1, ("contradicted", "no statement"): 1}
    assert (scores.false_contradictions, scores.judged, scores.share_found) == (1, 1, 0.0)
    extra = score_memo([{**row, "verdict": "contradicted"}], [])
    assert extra.false_contradictions == 1


def read_gold_rows(*rows):
    from queries.evaluation.verification import GoldStatement

    return [GoldStatement(*row) for row in rows]

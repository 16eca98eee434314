"""What texts without labels teach of themes."""

from __future__ import annotations

import json

import pytest

from queries.themes.classify import ThemeNames
from queries.themes.feedback import MAX_TERMS, Feedback, shares_of
from queries.themes.profiles import ProfileClassifier

ROADS = ThemeNames("R1", {"en": "Roads"}, {"en": ["Roads"]}, {"en": ["Highways, bridges and the traffic on them."]})
RIVERS = ThemeNames("W1", {"en": "Rivers"}, {"en": ["Rivers"]}, {"en": ["Bridges, locks and the traffic on them."]})


def texts() -> list[str]:
    """Texts, of which three in four are on roads."""
    roads = [f"A highway with asphalt lanes, section {n}" for n in range(90)]
    rivers = [f"A lock for barges, basin {n}" for n in range(30)]
    return roads + rivers


@pytest.fixture(scope="module")
def learnt() -> ProfileClassifier:
    return ProfileClassifier([ROADS, RIVERS], texts())


def test_a_frequent_theme_is_likelier_where_words_do_not_decide(learnt: ProfileClassifier):
    before = ProfileClassifier([ROADS, RIVERS]).suggest("The traffic on a bridge")
    assert before[0].score == before[1].score
    first, second = learnt.suggest("The traffic on a bridge")
    assert (first.theme, second.theme) == ("R1", "W1")
    assert first.score > second.score


def test_words_of_the_same_texts_are_learnt(learnt: ProfileClassifier):
    assert learnt.suggest("New asphalt")[0].theme == "R1"
    assert learnt.suggest("A barge")[0].theme == "W1"
    assert learnt.suggest("Nothing of the kind") == []


def test_what_was_learnt_is_kept_as_json(learnt: ProfileClassifier):
    state = json.loads(json.dumps(learnt.state))
    again = ProfileClassifier([ROADS, RIVERS], (), state)
    for text in ("New asphalt", "The traffic on a bridge", ""):
        assert again.suggest(text) == learnt.suggest(text)
    feedback = Feedback.restored(state["feedback"])
    assert all(len(each) <= MAX_TERMS for each in feedback.second.values())


def test_scores_are_shares_and_words_alone_are_less_than_half(learnt: ProfileClassifier):
    scores = [one.score for text in texts() for one in learnt.suggest(text)]
    assert scores
    assert all(0 <= score < 0.5 for score in scores)
    assert shares_of({"a": 1.0, "b": 1.0}) == {"a": 0.5, "b": 0.5}
    assert shares_of({}) == {}


def test_texts_on_no_theme_teach_nothing_wrong():
    classifier = ProfileClassifier([ROADS, RIVERS], ["zz qq"] * 200)
    assert classifier.suggest("zz qq") == [] or classifier.suggest("zz qq")[0].score < 0.5
    assert classifier.suggest("A highway")[0].theme == "R1"

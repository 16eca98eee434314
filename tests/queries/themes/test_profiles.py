"""Themes without labelled texts: by the words of names and definitions, and by texts that are surely about them."""

from __future__ import annotations

import pytest

from queries.themes.classify import ThemeNames
from queries.themes.profiles import MIN_CORPUS, ProfileClassifier

WATER = ThemeNames(
    "W1", {"en": "Inland navigation"}, {"en": ["Inland navigation"]},
    {"en": ["Locks, canals, barges and the dredging of rivers."]},
)  # fmt: skip
MONEY = ThemeNames("M1", {"en": "Public revenue"}, {"en": ["Public revenue"]}, {"en": ["Taxes, duties and levies."]})


def test_definitions_are_read_and_words_match_rather_than_whole_labels():
    classifier = ProfileClassifier([WATER, MONEY])
    first = classifier.suggest("A barge was caught in the lock while it navigated")[0]
    assert first.theme == "W1"
    assert {"barge", "lock"} <= set(first.because)
    assert classifier.suggest("How much tax is a public matter")[0].theme == "M1"
    assert not ProfileClassifier([ThemeNames("W1", WATER.labels, WATER.names), MONEY]).suggest("A barge")


def test_nothing_but_the_chosen_themes_is_suggested():
    text = "A digital wallet for taxes"
    assert {one.theme for one in ProfileClassifier([WATER, MONEY]).suggest(text)} == {"M1"}


def test_a_scheme_in_one_language_finds_texts_in_the_other():
    road = ThemeNames("R1", {"en": "Approval of wallets"}, {"en": ["Approval of wallets"]})
    assert ProfileClassifier([WATER, road]).suggest("L’approbation d’un portefeuille")[0].theme == "R1"


def test_labels_of_no_known_language_count():
    unknown = ThemeNames("U1", {"und": "Pilotage", "en": "Pilotage"}, {"en": ["Pilotage"], "fr": ["Pilotage"]})
    assert ProfileClassifier([unknown, MONEY]).suggest("Le pilotage des navires")[0].theme == "U1"


def corpus() -> list[str]:
    """Texts on two themes; half of those on navigation name it, the others share only their company."""
    named = [f"A canal lock for barges and the harbour pilot of pier {n}" for n in range(40)]
    company = [f"The harbour pilot of pier {n} and the tide tables" for n in range(40)]
    others = [f"Taxes and duties on goods of kind {n}, for the treasury" for n in range(40)]
    return [text for three in zip(named, company, others, strict=True) for text in three]


def test_texts_that_are_surely_about_a_theme_teach_it_new_words():
    texts = corpus()
    assert len(texts) >= MIN_CORPUS
    asked = "The harbour pilot and the tide"
    assert not ProfileClassifier([WATER, MONEY]).suggest(asked)
    learnt = ProfileClassifier([WATER, MONEY], texts)
    assert learnt.suggest(asked)[0].theme == "W1"
    assert "pilot" in learnt.suggest(asked)[0].because
    again = ProfileClassifier([WATER, MONEY], (), learnt.state)
    assert again.suggest(asked) == learnt.suggest(asked)
    assert ProfileClassifier([WATER, MONEY], texts).suggest(asked) == learnt.suggest(asked)


@pytest.mark.parametrize("text", ["", "x", "12 34", "le la les", "\x00", "a" * 100_000])
def test_texts_without_words_have_no_theme(text: str):
    assert ProfileClassifier([WATER, MONEY], corpus()).suggest(text) == []

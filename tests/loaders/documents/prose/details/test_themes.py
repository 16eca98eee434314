"""The themes of pieces of work: what their names name, and the sentences that name them."""

from __future__ import annotations

import pytest

from tests.helpers.reading import read

FILLER = "The three parties met in Halifax on May 4, 2021. They will meet again before the winter."
OF_SENTENCE = "theme-named-beside-name"


def _themes(text: str, title: str) -> dict[str, str]:
    """The themes of a piece of work, each with its rule."""
    claims = read(None, text.encode(), "text.md").claims
    subject = next(c.subject for c in claims if c.predicate == "title" and c.value == title)
    found = [c for c in claims if c.predicate == "theme" and c.subject == subject]
    assert not any(c.stated for c in found)
    return {c.object: c.rule for c in found}


def test_a_sentence_names_the_theme():
    text = (
        "Nova Scotia launched the Blue Lantern Program in May 2021 with Iceland to fight climate change. "
        f"{FILLER} The Blue Lantern Program is run by Nova Scotia."
    )
    assert _themes(text, "Blue Lantern Program") == {"climate": OF_SENTENCE}


def test_a_french_sentence_names_the_theme():
    text = (
        "La Nouvelle-Écosse a lancé le Programme des quais bleus en mai 2021 avec l’Islande contre les changements "
        "climatiques. Les deux parties se sont réunies à Halifax. Le Programme des quais bleus est mené par la "
        "Nouvelle-Écosse."
    )
    assert _themes(text, "Programme des quais bleus") == {"climate": OF_SENTENCE}


def test_names_of_parties_and_of_other_work_name_no_theme():
    text = (
        "The Riverton Climate Change Authority launched the Blue Lantern Program in May 2021 with Iceland. "
        f"{FILLER} The Blue Lantern Program comes after the “Clean Energy Fund”."
    )
    assert "climate" not in _themes(text, "Blue Lantern Program")


def test_one_word_of_one_sentence_counts_where_nothing_else_is_known():
    alone = (
        "Nova Scotia launched the Blue Lantern Program in May 2021 with Iceland for schools. "
        f"{FILLER} The Blue Lantern Program is run by Nova Scotia."
    )
    assert _themes(alone, "Blue Lantern Program") == {"education": OF_SENTENCE}
    both = alone.replace("for schools", "for schools and against climate change")
    assert _themes(both, "Blue Lantern Program") == {"climate": OF_SENTENCE}
    often = both.replace("is run by Nova Scotia", "is run by Nova Scotia and the schools")
    assert _themes(often, "Blue Lantern Program") == {"climate": OF_SENTENCE, "education": OF_SENTENCE}


def test_the_words_that_an_abbreviation_stands_for_name_the_theme():
    text = (
        "# HDIS Program\n\nHarbour Digital Identity Service\n\n"
        f"Nova Scotia launched the HDIS Program in May 2021 with Iceland. {FILLER}"
    )
    assert _themes(text, "HDIS Program") == {"digital-identity": OF_SENTENCE}


@pytest.mark.parametrize(
    ("title", "theme", "rule"),
    [
        ("Coastal Homelessness Fund", "housing", "theme-named-in-title"),
        ("Public Transport Program", "transportation", "theme-named-in-title"),
        ("Harbour Road Program", "transportation", "theme-hinted-in-title"),
        ("Biodiversity Recovery Plan", "environment", "theme-named-in-title"),
        ("Renewable Energy Agreement", "climate", "theme-named-in-title"),
        ("Linguistic Duality Roadmap", "official-languages", "theme-named-in-title"),
    ],
)
def test_a_name_names_the_theme(title, theme, rule):
    text = f"Nova Scotia launched the {title} in May 2021 with Iceland. {FILLER} The {title} is run by Nova Scotia."
    assert _themes(text, title)[theme] == rule

"""Function words, and the language that they show."""

from __future__ import annotations

import pytest

from graph.text.strings import words
from graph.vocabulary.function_words import ARTICLES, FUNCTION_WORDS, NAME_FUNCTION_WORDS, STOP_WORDS, guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A portal for newcomers to the province", "en"),
        ("Un portail pour les nouveaux arrivants", "fr"),
        ("L’Office de la protection du consommateur", "fr"),
        ("Agence spatiale canadienne", None),
        ("A plan", None),  # “a” is a word of both languages, as “à” is folded
        ("", None),
    ],
)
def test_the_language_with_more_function_words_is_guessed(text: str, language: str | None):
    assert guess_language(words(text)) == language


def test_the_sets_contain_each_other():
    assert ARTICLES < NAME_FUNCTION_WORDS < STOP_WORDS == FUNCTION_WORDS["en"] | FUNCTION_WORDS["fr"]


def test_words_are_folded():
    assert all(words(word) == [word] for word in STOP_WORDS)

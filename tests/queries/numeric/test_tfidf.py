"""TF-IDF vectors are those of scikit-learn, which is installed for tests only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from queries.numeric.tfidf import TfIdf, letter_runs, words, words_and_pairs

TEXTS = [
    "Digital identity for citizens", "Identité numérique des citoyens", "L’été à Québec : été comme hiver", "a b c",
    "", "Open data, open government", "Données ouvertes et gouvernement ouvert", "identity identity data", "é è ê 12 3",
]  # fmt: skip


@pytest.mark.parametrize(
    ("analyze", "settings"),
    [
        (words, {}),
        (words_and_pairs, {"ngram_range": (1, 2), "min_df": 2}),
        (letter_runs, {"analyzer": "char_wb", "ngram_range": (3, 4), "min_df": 2}),
    ],
)
def test_vectors_are_those_of_scikit_learn(analyze, settings):
    theirs = TfidfVectorizer(strip_accents="unicode", sublinear_tf=True, **settings)
    learnt = theirs.fit_transform(TEXTS).toarray()
    ours = TfIdf(analyze, TEXTS, settings.get("min_df", 1))
    assert ours.terms == theirs.get_feature_names_out().tolist()
    assert ours.learnt.to_dense() == pytest.approx(learnt, abs=1e-6)
    fresh = ["Une identité", "unknown words only", ""]
    assert ours.vectors(fresh).to_dense() == pytest.approx(theirs.transform(fresh).toarray(), abs=1e-6)


@given(st.text())
def test_terms_of_any_text_are_those_of_scikit_learn(text):
    theirs = TfidfVectorizer(strip_accents="unicode", ngram_range=(1, 2)).build_analyzer()
    assert words_and_pairs(text) == theirs(text)
    letters = TfidfVectorizer(strip_accents="unicode", analyzer="char_wb", ngram_range=(3, 4)).build_analyzer()
    assert sorted(letter_runs(text)) == sorted(letters(text))

"""Text made comparable."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.text.strings import MAX_SLUG_LENGTH, fold, jurisdiction_slug, slug, stem, tidy, words

often = settings(max_examples=300, deadline=None, derandomize=True)
ANY = st.text()  # lone surrogates and all


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Île-du-Prince-Édouard", "ILE-DU-PRINCE-EDOUARD"),
        ("l’identité  numérique", "L'IDENTITE numerique"),
        ("Cœur", "coeur"),
        ("Straße", "STRASSE"),
        ("e\u0301te\u0301", "été"),
        ("a\u00a0b", "a b"),
        ("ﬁle", "file"),
    ],
)
def test_spellings_of_one_name_fold_alike(one, other):
    assert fold(one) == fold(other)


def test_different_names_stay_different():
    assert len({fold(name) for name in ("CRA", "ARC", "C.R.A.", "Crab")}) == 4


@often
@given(ANY)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@often
@given(ANY)
def test_composition_case_and_outer_space_do_not_matter(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
    assert fold(f"  {text}\n") == fold(text)


@often
@given(ANY)
def test_tidy_keeps_what_is_written_on_one_line(text):
    made = tidy(text)
    assert tidy(made) == made
    assert not re.search(r"[\n\t]|  |^ | $", made)
    assert "".join(made.split()) == "".join(unicodedata.normalize("NFC", text).split())


def test_words_leave_punctuation_and_elision():
    assert words("L’accès aux services : « 1 guichet », d'abord_ici!") == [
        "l", "acces", "aux", "services", "1", "guichet", "d", "abord", "ici",
    ]  # fmt: skip


@often
@given(ANY, st.integers(12, MAX_SLUG_LENGTH))
def test_a_slug_is_short_ascii_and_never_empty(text, length):
    made = slug(text, length)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= length
    assert slug(text, length) == made


@often
@given(ANY)
def test_what_folds_alike_has_one_slug(text):
    assert slug(fold(text)) == slug(text)


def test_texts_that_are_cut_keep_different_slugs():
    long = "a very long title " * 10
    made = {slug(f"{long}{number}") for number in range(50)}
    assert len(made) == 50
    assert all(len(one) <= MAX_SLUG_LENGTH for one in made)


@pytest.mark.parametrize(
    ("text", "expected"), [("Facturation électronique", "facturation-electronique"), ("A & B", "a-b")]
)
def test_slugs_can_be_read(text, expected):
    assert slug(text) == expected


def test_texts_without_letters_have_different_slugs():
    assert len({slug(text) for text in ("", "!!!", "…", "—")}) == 4


def test_a_jurisdiction_is_named_in_capitals():
    assert jurisdiction_slug("Ville de Montréal") == "VILLE-DE-MONTREAL"
    assert len(jurisdiction_slug("x" * 400)) <= 60


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("en", "wallets", "wallet"), ("en", "immunization", "immun"), ("en", "a", "a"), ("en", "", ""),
        ("fr", "portefeuilles", "portefeuill"), ("fr", "continuellement", "continuel"), ("fr", "identites", "identit"),
    ],
)  # fmt: skip
def test_stems_are_those_of_the_published_algorithm(language, word, expected):
    assert stem(word, language) == expected


def test_a_text_is_folded_as_a_whole_as_its_characters_are():
    for text in (
        "Œuvre à l’été, où ?",
        "ﬁn\u00a0ÇA\u0301",
        "İstanbul ẞ",
        "Ελλάς",
        "\u1100\u1161 한",
        "e\u0301\u0327 ş",
    ):
        flat = unicodedata.normalize("NFKD", text.replace("’", "'"))
        bare = "".join(each for each in flat if not unicodedata.combining(each))
        assert fold(text) == " ".join(bare.replace("œ", "oe").replace("Œ", "OE").casefold().split())

"""Adjectives of countries."""

from __future__ import annotations

import pytest

from graph.values import LANGUAGES
from graph.vocabulary.demonyms import demonyms, joined_forms
from graph.vocabulary.jurisdictions import entries


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_adjective_is_of_a_country_or_of_a_part_of_one(language):
    known = entries()
    assert all(known[one].codes for one in demonyms(language).values())
    assert len(set(demonyms(language).values())) > 170


def test_french_adjectives_have_both_genders_and_plurals():
    known = demonyms("fr")
    assert {known[word] for word in ("grec", "grecque", "grecs", "grecques")} == {"GREECE"}
    assert known["japonais"] == known["japonaises"] == "JAPAN"
    assert "japonaiss" not in known


def test_forms_before_a_hyphen_are_no_adjectives_of_their_own():
    known, forms = entries(), joined_forms()
    assert all(known[one].codes for one in forms.values())
    assert not any(forms.keys() & demonyms(language).keys() for language in LANGUAGES)
    assert (forms["franco"], forms["québéco"]) == ("FRANCE", "CA-QC")

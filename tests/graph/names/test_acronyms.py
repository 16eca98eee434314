"""Bilingual pairs of abbreviations that the vocabulary does not have."""

from __future__ import annotations

import pytest

from graph.names.acronyms import LETTER_RULES, AcronymMatcher, is_acronym_of

NAMES = [
    ("Thunder Bay Port Authority", "en", "name", "TBPA"),
    ("Administration portuaire de Thunder Bay", "fr", "name", "TBPA"),
    ("Halifax Port Authority", "en", "name", "HPA"),
    ("Administration portuaire de Halifax", "fr", "name", "HPA"),
    ("Nanaimo Port Authority", "en", "name", "NPA"),
    ("Administration portuaire de Nanaimo", "fr", "name", "NPA"),
]
INITIAL, BEGINNING, IN_ORDER = LETTER_RULES


@pytest.mark.parametrize(
    ("rule", "letters", "name"),
    [
        (INITIAL, "tbpa", "thunder bay port authority"),
        (BEGINNING, "halpa", "halifax port authority"),
        (IN_ORDER, "nnpa", "nanaimo port authority"),
        (INITIAL, "cp", "canada post canada"),
    ],
)
def test_each_rule_matches_what_stricter_rules_do_not(rule, letters: str, name: str):
    assert is_acronym_of(letters, name.split(), rule)
    assert not any(is_acronym_of(letters, name.split(), one) for one in LETTER_RULES[: LETTER_RULES.index(rule)])


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("TBPA", "APTB", ["TBPA"]),
        ("aptb", "tbpa", ["TBPA"]),
        ("halpa", "aphal", ["HPA"]),
        ("nnpa", "apn", ["NPA"]),
        ("halpa", "aptb", []),  # each half is an acronym, of two names
        ("pa", "ap", []),  # too short
    ],
)
def test_both_halves_must_stand_for_one_name(first: str, second: str, found: list[str]):
    assert AcronymMatcher(NAMES).match_pair(first, second) == found

"""The index of spellings."""

from __future__ import annotations

import pytest

from graph.names.index import NameIndex, is_abbreviation, iter_typed_codes


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex([("Office of River Gauges of Canada", "en", "name", "GAUGES")])


@pytest.mark.parametrize(
    ("text", "identifier", "confidence"),
    [
        ("office of river gauges of canada", "GAUGES", 1.0),
        ("The Office of River Gauges of Canada’s", "GAUGES", 1.0),
        ("Office, River Gauges, Canada", "GAUGES", 0.95),
        ("Office of River Gauges", "GAUGES", 0.9),
    ],
)
def test_looser_keys_are_less_sure(index: NameIndex, text: str, identifier: str, confidence: float):
    found = index.find(text)
    assert found
    assert ({one.id for one in found[0]}, found[1]) == ({identifier}, confidence)


def test_ambiguous_names_are_not_guessed(index: NameIndex):
    key = next(iter(index.never_guess))
    assert {one.kind for one in index.candidates(key)} == {"ambiguous"}


def test_an_unknown_name_has_no_candidates(index: NameIndex):
    assert index.find("Office of Nothing") is None


@pytest.mark.parametrize(("text", "short"), [("CRA", True), ("StatCan", False), ("AANDC", True), ("A B", False)])
def test_abbreviations_have_more_capitals(text, short):
    assert is_abbreviation(text) is short


def test_numbers_are_typed_with_their_system():
    assert list(iter_typed_codes("gc-orgid", "46")) == ["gc-orgid 46"]
    assert list(iter_typed_codes("", "CA-AB")) == ["CA-AB"]

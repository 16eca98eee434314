"""Misspelt and shortened names: matched only if a single jurisdiction fits."""

from __future__ import annotations

import pytest

from graph.names.fuzzy import FuzzyMatcher
from graph.names.resolver import resolve

NAMES = [
    ("Ministry of Northern Development", "en", "name", "NORTH"),
    ("Military Police External Complaints Committee", "en", "name", "MPECC"),
    ("Census of 2016 Secretariat", "en", "name", "CENSUS-2016"),
    ("Fisheries Research Board", "en", "name", "FRB"),
    ("Forestry Research Board", "en", "name", "FORESTRY"),
    ("North Shore Health Authority", "en", "name", "NORTH-SHORE"),
    ("U.S. Department of Agricultural Research", "en", "name", "US-AGRICULTURE"),
]


@pytest.fixture(scope="module")
def matcher() -> FuzzyMatcher:
    return FuzzyMatcher(NAMES)


def found(hits) -> list[str]:
    return [one.id for one in hits]


@pytest.mark.parametrize(
    ("text", "identifier", "errors"),
    [
        ("Ministry of Nothern Development", "NORTH", 1),
        ("Fisheries Reserach Board", "FRB", 1),
        ("Census of 2011 Secretariat", None, 0),  # another year
        ("South Shore Health Authority", None, 0),  # another place
        ("Department of Agricultural Research", None, 0),  # which may be another country's
        ("U.S. Departmnt of Agricultural Research", "US-AGRICULTURE", 1),
        ("Board", None, 0),
    ],
)
def test_typing_errors(matcher: FuzzyMatcher, text: str, identifier: str | None, errors: int):
    hits, count = matcher.match_misspelt(text)
    assert (found(hits), count) == ([identifier] if identifier else [], errors)


def test_shortened_words(matcher: FuzzyMatcher):
    assert found(matcher.match_shortened("Military Police Ext. Compl. Cttee")) == ["MPECC"]
    assert found(matcher.match_shortened("Mil. Pol. Ext. Compl. Cttee")) == []  # a third of the words must be complete
    assert found(matcher.match_shortened("Police Ext.")) == []


def test_the_type_of_body_may_be_missing():
    names = [("Canadian Northern Economic Development Agency", "en", "name", "CANNOR")]
    matcher = FuzzyMatcher(names)
    assert found(matcher.match_without_body("Canadian Northern Economic Development")) == ["CANNOR"]
    assert found(matcher.match_without_body("Northern Development")) == []


def test_suggestions_are_ordered_by_similarity(matcher: FuzzyMatcher):
    assert matcher.suggest("Fishery Research Board")[0] == "FRB"
    assert matcher.suggest("Zoological Garden") == ()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Narnia", None), ("Albreta", "CA-AB"), ("Ontaro", "CA-ON"), ("Nunavat", "CA-NU"), ("Quebeck", "CA-QC"),
        ("Alburta", "CA-AB"), ("Winipeg", "WINNIPEG"), ("Genovia", None),
    ],
)  # fmt: skip
def test_of_a_short_name_most_letters_have_to_agree(typed: str, expected: str | None):
    assert resolve(typed, "en").alternatives[:1] == ((expected,) if expected else ())

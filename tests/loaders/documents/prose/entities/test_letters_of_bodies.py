"""Letters and words that mean a body of their document: "CRA", "the Council", "the Department of the Interior"."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.parties import find_parties, read_names
from loaders.documents.prose.lexicon import lexicon
from loaders.text.rules import rules


def keys(texts: list[str], language: str) -> list[list[str]]:
    names = read_names(texts, rules(language))
    return [[one.key for one in find_parties(text, rules(language), names, lexicon(language))] for text in texts]


@pytest.mark.parametrize(
    ("language", "texts", "wanted"),
    [
        ("en", ["The Coastal Regional Agency of Riverton runs it.", "The CRA pays."],
         "COASTAL-REGIONAL-AGENCY-OF-RIVERTON"),
        ("en", ["The Coastal Regional Agency runs it. The Government of Canada pays.", "The CRA pays."], "CRA"),
        ("fr", ["Le Comité régional des archives de Rivière-Claire suit le projet.", "Le CRA paie."],
         "COMITE-REGIONAL-DES-ARCHIVES-DE-RIVIERE-CLAIRE"),
    ],
)  # fmt: skip
def test_letters_mean_the_body_of_the_document_before_one_elsewhere(language, texts, wanted):
    assert keys(texts, language)[1] == [wanted]


def test_a_body_in_brackets_by_its_kind_is_what_the_kind_means():
    texts = ["The Riverton Bay Restoration Council (Council) met the Dune Trust.", "The Council pays for two projects."]
    assert keys(texts, "en")[1] == ["RIVERTON-BAY-RESTORATION-COUNCIL"]


def test_a_state_has_no_department_of_the_interior():
    texts = [
        "Texas and the United States met.",
        "Texas pays.",
        "Texas asks Texas.",
        "The Department of the Interior pays.",
    ]
    assert keys(texts, "en")[3] == ["US-DEPARTMENT-OF-THE-INTERIOR"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It approved money for the City of Riverton Mill Brook Restoration project, and the City will lead.", None),
        ("It approved the report of the City of Riverton, and the City will lead.", "RIVERTON"),
    ],
)
def test_a_town_within_the_name_of_work_is_not_whose_document_it_is(text, wanted):
    town = read_names(["The Gulf Council pays.", text], rules("en")).town
    assert (town.key if town else None) == wanted

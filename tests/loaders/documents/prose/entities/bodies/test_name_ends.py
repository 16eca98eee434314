"""Where names of bodies end, which the text around them goes on with."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.parties import find_parties, read_names
from loaders.documents.prose.lexicon import lexicon
from loaders.text.rules import rules


def keys(texts: list[str], language: str) -> list[list[str]]:
    names = read_names(texts, rules(language))
    return [[one.key for one in find_parties(text, rules(language), names, lexicon(language))] for text in texts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The City of Riverton Mill Brook Bank Restoration project has begun.", ["RIVERTON"]),
        ("The City of Riverton Climate Action Plan was adopted.", ["RIVERTON"]),
        ("City of Riverton Principal Marie Tremblay read the report.", ["RIVERTON"]),
        ("City of New Riverton Parks Department planted trees.", ["NEW-RIVERTON"]),
        ("The Town of Stoney Riverton Heritage Trail is open.", ["STONEY-RIVERTON"]),
        ("The City of Mill Brook and the City of Fort Riverton signed it.", ["MILL-BROOK", "FORT-RIVERTON"]),
        ("The City of Riverton Housing Authority owns the homes.", ["RIVERTON-HOUSING-AUTHORITY"]),
        ("Minutes Of Alder Marsh Parish Council", ["ALDER-MARSH-PARISH-COUNCIL"]),
    ],
)
def test_the_name_of_a_town_has_no_work_and_no_officer(text, wanted):
    assert keys([text], "en") == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cela permet à la Ville de prendre les décisions.", []),
        ("Cela permet au Conseil de suivre les travaux.", []),
        ("La Ville a-t-elle un plan pour les ports ?", []),
        ("La Ville de Rivière-Claire suit les travaux.", ["RIVIERE-CLAIRE"]),
        ("L’Agence pour le développement et la promotion de la pêche publie la carte.",
         ["AGENCE-POUR-LE-DEVELOPPEMENT-ET-LA-PROMOTION-DE-LA-PECHE"]),
        ("L’Agence française de développement finance la carte.", ["AFD"]),
    ],
)  # fmt: skip
def test_small_words_of_a_sentence_are_no_part_of_a_french_name(text, wanted):
    assert keys([text], "fr") == [wanted]


def test_a_known_body_is_named_by_its_whole_name_only():
    longer = "L’Agence française pour le développement et la promotion de la pêche publie la carte."
    assert "AFD" not in keys([longer], "fr")[0]


def test_a_borough_council_alone_is_nobody():
    assert keys(["The Borough Council refused it, Riverton Borough Council did not."], "en") == [
        ["RIVERTON-BOROUGH-COUNCIL"]
    ]

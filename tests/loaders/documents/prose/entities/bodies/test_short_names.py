"""Short names of bodies: what a document defines, and the word for what a body is where the document names only one."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.parties import find_parties, read_names
from loaders.text.rules import rules


def keys(texts: list[str], language: str) -> list[list[str]]:
    known = rules(language)
    names = read_names(texts, known)
    return [[one.key for one in find_parties(text, known, names)] for text in texts]


@pytest.mark.parametrize(
    ("opening", "sentence", "language", "wanted"),
    [
        (
            'The Government of Alberta, as represented by the Minister of Rivers (the "Recipient"), signs.',
            "The Recipient builds the pier.",
            "en",
            ["CA-AB"],
        ),
        (
            "The Alder Harbour Board, hereinafter referred to as “the Carrier”, and the Republic of Iceland agree.",
            "The Carrier runs the ferry.",
            "en",
            ["ALDER-HARBOUR-BOARD"],
        ),
        (
            "La Région Bretagne, ci-après dénommée « la Région », et le Département des Dunes (« le Porteur »).",
            "Le Porteur ouvre le registre, et la Région le paie.",
            "fr",
            ["DEPARTEMENT-DES-DUNES", "BRITTANY"],
        ),
        (
            "L'Office des marées, désigné ci-après l'Opérateur, signe.",
            "L'Opérateur trace la carte.",
            "fr",
            ["OFFICE-DES-MAREES"],
        ),
    ],
)
def test_a_name_that_a_document_defines_means_the_party_before_it(opening, sentence, language, wanted):
    assert keys([opening, sentence], language)[1] == wanted


@pytest.mark.parametrize(
    ("opening", "sentence", "language", "wanted"),
    [
        ("The Norquest Tide Institute opens.", "The Institute leads the survey.", "en", ["NORQUEST-TIDE-INSTITUTE"]),
        ("The Department of Tides opens.", "It asks the Department's staff.", "en", ["DEPARTMENT-OF-TIDES"]),
        ("L'Agence des marées ouvre.", "Le relevé de l'Agence est prêt.", "fr", ["AGENCE-DES-MAREES"]),
        ("Brume Métropole ouvre.", "La Métropole trace la carte.", "fr", ["BRUME-METROPOLE"]),
    ],
)
def test_the_kind_of_a_body_means_the_only_one_of_its_kind(opening, sentence, language, wanted):
    assert keys([opening, sentence], language)[1] == wanted


@pytest.mark.parametrize(
    ("opening", "sentence", "language"),
    [
        ("The Tide Institute and the Wind Institute open.", "The Institute leads the survey.", "en"),
        ("The Norquest Tide Institute opens.", "An institute leads; the institute is new.", "en"),
        ("The Department of Tides opens.", "The Department Head writes.", "en"),
        ("L'Agence des marées et l'Agence des vents ouvrent.", "L'Agence trace la carte.", "fr"),
        ("L'Agence des marées ouvre.", "Une agence trace la carte ; l'agence est neuve.", "fr"),
        ('The Alder Harbour Board and the Wind Trust sign (the "Agreement").', "The Agreement ends in May.", "en"),
    ],
)
def test_a_short_name_of_several_bodies_or_of_none_means_nobody(opening, sentence, language):
    assert keys([opening, sentence], language)[1] == []


def test_a_short_name_is_inferred():
    names = read_names(["The Norquest Tide Institute opens."], rules("en"))
    (one,) = find_parties("The Institute leads the survey.", rules("en"), names)
    assert one.inferred
    assert (one.name, one.start, one.end) == ("Norquest Tide Institute", 4, 13)


@pytest.mark.parametrize(
    ("explained", "sentence"),
    [
        ("le Service marées et quais (SMQ) ouvre la carte.", "Conçue par le Service marées et quais, elle est lue."),
        ("La direction des marées (DM) ouvre la carte.", "Conçue par la direction des marées, elle est lue."),
    ],
)
def test_a_body_of_which_the_abbreviation_is_explained_is_found_by_its_whole_name(explained, sentence):
    first, second = keys([explained, sentence], "fr")
    assert len(set(first)) == 1
    assert second == first[:1]

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


@pytest.mark.parametrize(
    ("texts", "language", "wanted"),
    [
        (
            ["The Ministry of Quays opened it.", "The Ministry of Quays of Saskatchewan plans it with Manitoba."],
            "en",
            [["MINISTRY-OF-QUAYS-OF-SASKATCHEWAN"], ["MINISTRY-OF-QUAYS-OF-SASKATCHEWAN", "CA-MB"]],
        ),
        (
            ["The Saskatchewan Ministry of Quays opened it.", "The Ministry of Quays runs it."],
            "en",
            [["SASKATCHEWAN-MINISTRY-OF-QUAYS"], ["SASKATCHEWAN-MINISTRY-OF-QUAYS"]],
        ),
        (
            ["Le ministère des Quais du Nouveau-Brunswick l’a ouvert.", "Le ministère des Quais le gère."],
            "fr",
            [["MINISTERE-DES-QUAIS-DU-NOUVEAU-BRUNSWICK"], ["MINISTERE-DES-QUAIS-DU-NOUVEAU-BRUNSWICK"]],
        ),
        (
            ["Le ministère des Quais du Maroc l’a ouvert.", "Le Ministère des Quais le gère."],
            "fr",
            [["MOROCCO"], ["MOROCCO"]],
        ),
        # ministries of two governments, and that of a government that the document is not about
        (
            [
                "The Ministry of Quays of Ontario and the Ministry of Quays of Yukon met.",
                "The Ministry of Quays runs it.",
            ],
            "en",
            [["MINISTRY-OF-QUAYS-OF-ONTARIO", "MINISTRY-OF-QUAYS-OF-YUKON"], ["MINISTRY-OF-QUAYS"]],
        ),
        (
            [
                "Manitoba is ready, and Manitoba has opened it.",
                "The Ministry of Quays met the Ministry of Quays of Ontario.",
            ],
            "en",
            [["CA-MB", "CA-MB"], ["MINISTRY-OF-QUAYS", "MINISTRY-OF-QUAYS-OF-ONTARIO"]],
        ),
        (
            ["Le ministère des Quais et le ministère des Phares du Québec l’ont ouvert."],
            "fr",
            [["MINISTERE-DES-QUAIS", "MINISTERE-DES-PHARES-DU-QUEBEC"]],
        ),
    ],
)
def test_a_ministry_is_the_one_that_the_document_names_with_its_government(texts, language, wanted):
    assert keys(texts, language) == wanted

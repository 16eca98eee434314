"""Where names of bodies begin and end, which of them are two, which are one, and where something only took place."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.parties import find_parties, read_names
from loaders.documents.prose.entities.strangers import find_strangers
from loaders.documents.prose.lexicon import lexicon
from loaders.text.rules import rules


def named(text: str, language: str) -> list[str]:
    names = read_names([text], rules(language))
    return [one.key for one in find_parties(text, rules(language), names, lexicon(language))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The pact between MinLaw and Iceland Ministry of Justice was signed.", ["MINLAW", "ICELAND"]),
        (
            "The pact between the Bank of Alder and Norway Ministry of Finance was signed.",
            ["BANK-OF-ALDER", "NORWAY"],
        ),
        ("NorthPower and Alder Hydro signed it.", ["NORTHPOWER", "ALDER-HYDRO"]),
        ("the Ministry of Health and Alberta Health Services", ["MINISTRY-OF-HEALTH", "ALBERTA-HEALTH-SERVICES"]),
        ("an accord with the Government of Norway Concerning Mutual Assistance", ["NORWAY"]),
        ("It is led by the Office of H. E. Marie Tremblay.", []),
        # one body each
        ("the Ministry of Fisheries and Trade of Norway", ["NORWAY"]),
        ("the Department of Alder and Birch", ["DEPARTMENT-OF-ALDER-AND-BIRCH"]),
    ],
)
def test_names_are_neither_joined_nor_run_on(text, wanted):
    assert named(text, "en") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "La Communauté de communes Monts et Vallées Ouest pilote le projet.",
            ["COMMUNAUTE-DE-COMMUNES-MONTS-ET-VALLEES-OUEST"],
        ),
        (
            "La Communauté de communes Monts Verts et la Ville de Rives ont signé.",
            ["COMMUNAUTE-DE-COMMUNES-MONTS-VERTS", "RIVES"],
        ),
        ("La Communauté de communes Monts Verts et Rives ont signé.", ["COMMUNAUTE-DE-COMMUNES-MONTS-VERTS"]),
        ("L'Orchestre de Chambre de Rives dirige le projet.", ["ORCHESTRE-DE-CHAMBRE-DE-RIVES"]),
        (
            "La Fédération francophone belge pour le Planning familial coordonne le projet.",
            ["FEDERATION-FRANCOPHONE-BELGE-POUR-LE-PLANNING-FAMILIAL"],
        ),
        (
            "Approuvé par la Conférence des ports régionaux à l'assemblée plénière de mai",
            ["CONFERENCE-DES-PORTS-REGIONAUX"],
        ),
        ("la Conférence suisse sur les ports et la Banque belge", []),
        ("Le Conseil des ministres du mercredi 3 mars a adopté le projet.", []),
        ("l'Agence des lacs au service de la population", ["AGENCE-DES-LACS"]),
        ("Le projet est porté par l'Association des ports « Rives Bleues ».", ["ASSOCIATION-DES-PORTS-RIVES-BLEUES"]),
    ],
)
def test_french_names_are_read_to_their_ends(text, wanted):
    assert named(text, "fr") == wanted


def test_the_help_of_a_body_is_no_part_of_its_name():
    text = "Thanks to the Support of Alder Gateway, it opened."
    assert "Alder Gateway" in [text[start:end] for start, end, _ in find_strangers(text, [])]


def test_the_article_is_a_part_of_the_name_of_a_place():
    text = "Les maires de La Patrie et de L'Anse-Bleue saluent le projet."
    assert [text[start:end] for start, end, _ in find_strangers(text, [])] == ["La Patrie", "L'Anse-Bleue"]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        (
            "PUB, Singapore's National Water Agency, and the Riverton Water Board signed.",
            "en",
            ["PUB", "RIVERTON-WATER-BOARD"],
        ),
        ("Enova, Norway's climate agency, leads it with Iceland.", "en", ["ENOVA", "ICELAND"]),
        ("It is led by Enova, the climate agency of Norway, with Iceland.", "en", ["ENOVA", "ICELAND"]),
        ("Le projet est mené par Enova, l'agence du climat de la Norvège, avec l'Islande.", "fr", ["ENOVA", "ICELAND"]),
        ("However, Norway's climate agency, which leads it, is new.", "en", ["NORWAY"]),
        ("In March, Norway's climate agency, which leads it, was new.", "en", ["NORWAY"]),
        ("Iceland, Norway's Ministry of Fisheries and Denmark signed.", "en", ["ICELAND", "NORWAY", "DENMARK"]),
        (
            "The Eastern Dune Restoration Council (DUNE Council) met. The DUNE Council pays.",
            "en",
            ["EASTERN-DUNE-RESTORATION-COUNCIL"] * 3,
        ),
        (
            "Le Centre d'études stratégiques de la Houle (HCSS) dirige le projet.",
            "fr",
            ["CENTRE-D-ETUDES-STRATEGIQUES-DE-LA-HOULE"] * 2,
        ),
    ],
)
def test_a_body_that_a_text_explains_is_one(text, language, wanted):
    assert named(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The summit was hosted by Iceland in Wilmington, Delaware.", "en", ["ICELAND"]),
        ("The deal was signed in March, Norway being the host.", "en", ["NORWAY"]),
        ("At the Royal Monastery of Alder, the Government of Norway and Iceland signed.", "en", ["NORWAY", "ICELAND"]),
        ("At the Conference Centre of Riverton, Iceland and Norway signed.", "en", ["ICELAND", "NORWAY"]),
        ("The workshop was held at the University of Alder with Iceland.", "en", ["ICELAND"]),
        ("Researchers at the University of Alder lead the project.", "en", ["UNIVERSITY-OF-ALDER"]),
        ("L'accord a été signé à l'Université de Rives par l'Islande.", "fr", ["ICELAND"]),
    ],
)
def test_where_something_took_place_is_no_party(text, language, wanted):
    assert named(text, language) == wanted


def test_a_town_in_brackets_behind_a_body_is_no_unknown_name():
    text = "Il est mené par l'Institut des ports (Marseille)."
    found = find_parties(text, rules("fr"), read_names([text], rules("fr")), lexicon("fr"))
    assert not [*find_strangers(text, [(one.start, one.end) for one in found])]


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["Each CAC draws a map."], ["CAC"]),
        (["Each CAC draws a map.", "Canada pays."], ["CANADA-COUNCIL-FOR-THE-ARTS"]),
    ],
)
def test_few_letters_are_those_of_a_known_body_only_in_documents_of_its_country(texts, wanted):
    names = read_names(texts, rules("en"))
    assert [one.key for one in find_parties(texts[0], rules("en"), names)] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Il est régi par les employés de la MRC.", []),
        ("La MRC de Rives a lancé le projet. La MRC le finance.", ["MRC-DE-RIVES", "MRC-DE-RIVES"]),
        ("La Monnaie royale canadienne (MRC) a signé. La MRC paie.", ["RCM", "RCM"]),
        ("Le Canada a signé avec la CCI.", ["CA"]),
    ],
)
def test_letters_of_a_kind_of_body_are_those_of_a_known_one_only_where_its_name_stands(text, wanted):
    assert named(text, "fr") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("France urbaine lance le programme.", []),
        ("La France lance le programme.", ["FRANCE"]),
        ("Il est financé par Interreg VI-A France-Suisse.", ["INTERREG-VI-A-FRANCE-SUISSE"]),
        ("L'accord France-Suisse est signé.", ["FRANCE", "SWITZERLAND"]),
        ("La réunion a lancé le projet.", []),
        ("L'île de la Réunion a lancé le projet.", ["REUNION"]),
    ],
)
def test_a_country_within_a_longer_name_is_no_party(text, wanted):
    assert named(text, "fr") == wanted

"""Parties that do a part of a piece of work, or pay for it, as the sentences behind its launch say."""

from __future__ import annotations

import pytest

from tests.helpers.reading import Page

TEXTS = {
    "en": "# News\n\nManitoba launched the Fly-Safe Clinics on 3 May 2022 so that patients can be seen before they "
    "travel. {} The work answers a need that people of all regions have stated for years, and it will be looked at "
    "again when two years have passed and its use is known.\n",
    "fr": "# Nouvelles\n\nLe Manitoba a lancé le 3 mai 2022 le programme Cliniques du Fleuve afin que les patients "
    "soient vus plus tôt. {} Ce travail répond à un besoin que les gens de toutes les régions expriment depuis des "
    "années, et il sera examiné de nouveau lorsque deux ans auront passé.\n",
}


def parties(sentence: str, language: str) -> set[str]:
    """Who leads the clinics or takes part in them, with this sentence behind their launch."""
    return Page(TEXTS[language].format(sentence)).parties


@pytest.mark.parametrize(
    ("sentence", "language", "party"),
    [
        ("They are staffed by the Northern Health Authority.", "en", "NORTHERN-HEALTH-AUTHORITY"),
        ("Samples are collected by the Northern Health Authority.", "en", "NORTHERN-HEALTH-AUTHORITY"),
        ("The Northern Health Authority supplies the technical platform.", "en", "NORTHERN-HEALTH-AUTHORITY"),
        ("The Northern Health Authority will lend engineers.", "en", "NORTHERN-HEALTH-AUTHORITY"),
        ("The Northern Health Authority takes care of the records.", "en", "NORTHERN-HEALTH-AUTHORITY"),
        ("Title work is done by the Land Registry Office.", "en", "LAND-REGISTRY-OFFICE"),
        ("The Northern Health Authority pays for the nurses.", "en", "NORTHERN-HEALTH-AUTHORITY"),
        ("Half of the money comes from the African Development Bank.", "en", "AFDB"),
        ("L’Agence de santé Vitalité en assurera le suivi.", "fr", "AGENCE-DE-SANTE-VITALITE"),
        ("L’Agence de santé Vitalité prête deux ingénieurs.", "fr", "AGENCE-DE-SANTE-VITALITE"),
        ("L’Agence de santé Vitalité prend à sa charge la moitié des coûts.", "fr", "AGENCE-DE-SANTE-VITALITE"),
        ("L’Agence de santé Vitalité met à disposition les infirmières.", "fr", "AGENCE-DE-SANTE-VITALITE"),
        ("Le suivi revient à l’Agence de santé Vitalité.", "fr", "AGENCE-DE-SANTE-VITALITE"),
        ("Y est associée l’Agence de santé Vitalité.", "fr", "AGENCE-DE-SANTE-VITALITE"),
    ],
)
def test_whoever_does_a_part_takes_part(sentence: str, language: str, party: str):
    assert parties(sentence, language) == {"CA-MB", party}


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("The Land Registry Office publishes the prices of houses.", "en"),
        ("The Land Registry Office keeps a list of all owners in the country.", "en"),
        ("A similar scheme is run by the Land Registry Office.", "en"),
        ("L’Agence de santé Vitalité publie les chiffres de la grippe.", "fr"),
        ("L’Agence de santé Vitalité a enregistré 300 naissances l’an dernier.", "fr"),
    ],
)
def test_whoever_does_something_else_takes_no_part(sentence: str, language: str):
    assert parties(sentence, language) == {"CA-MB"}

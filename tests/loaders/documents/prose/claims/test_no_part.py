"""Parties of which a text says beside a piece of work that they take no part in it."""

from __future__ import annotations

import pytest

from tests.helpers.reading import Page

TEXTS = {
    "en": "Iceland launched the Tide Protocol with Norway on 3 May 2021. The protocol covers all ports of both "
    "countries, and all ships that call there.\n\n{} The secretariat of the protocol has ten staff.\n",
    "fr": "L’Islande a lancé le Protocole des marées avec la Norvège le 3 mai 2021. Le protocole couvre tous les ports "
    "des deux pays et tous les navires qui y font escale.\n\n{} Le secrétariat du protocole compte dix employés.\n",
}


def parties(sentence: str, language: str) -> set[str]:
    """Who leads the protocol or takes part in it, with this sentence below its launch."""
    return Page(TEXTS[language].format(sentence)).parties


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Sweden took part in the public consultation but is not a signatory.", "en"),
        ("Sweden is not involved in the protocol.", "en"),
        ("Sweden has opted out of the protocol.", "en"),
        ("Sweden has opted to go its own way with a system of ports.", "en"),
        ("Sweden said that it will wait for the evaluation of the protocol.", "en"),
        ("Sweden will decide in June whether to join the protocol.", "en"),
        ("Sweden has no seat at the table.", "en"),
        ("Sweden may join the protocol at a later date.", "en"),
        ("Sweden withdrew from the protocol in 2019.", "en"),
        ("Sweden welcomed the protocol without signing it.", "en"),
        ("Sweden and Denmark have not signed the protocol.", "en"),
        ("Sweden remains outside the protocol.", "en"),
        ("Sweden was consulted on the protocol.", "en"),
        ("Sweden left the protocol in 2019.", "en"),
        ("Sweden has sent an observer.", "en"),
        ("The protocol does not affect the treaty with Sweden.", "en"),
        ("La Suède n’a pas signé le protocole.", "fr"),
        ("La Suède n’y participe pas.", "fr"),
        ("La Suède n’a pas souhaité participer au protocole.", "fr"),
        ("La Suède s’est retirée du protocole en 2019.", "fr"),
        ("La Suède a préféré garder ses propres règles.", "fr"),
        ("La Suède attendra l’évaluation du protocole.", "fr"),
        ("La Suède reste en dehors du protocole.", "fr"),
        ("La Suède a salué le protocole sans le signer.", "fr"),
        ("La Suède envisage d’adhérer au protocole.", "fr"),
        ("La Suède a envoyé un observateur.", "fr"),
        ("La Suède a été avertie en janvier.", "fr"),
        ("Ni la Suède ni le Danemark ne sont liés par le protocole.", "fr"),
        ("Le protocole ne touche pas le traité avec la Suède.", "fr"),
    ],
)
def test_whoever_abstains_takes_no_part(sentence: str, language: str):
    assert parties(sentence, language) == {"ICELAND", "NORWAY"}


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Sweden joined the protocol in 2022 and pays for half of its secretariat.", "en"),
        ("Sweden is not only a signatory of the protocol, but pays for half of its secretariat.", "en"),
        ("La Suède s’est jointe au protocole en 2022 et paie la moitié de son secrétariat.", "fr"),
    ],
)
def test_whoever_joined_takes_part(sentence: str, language: str):
    assert parties(sentence, language) == {"ICELAND", "NORWAY", "SWEDEN"}

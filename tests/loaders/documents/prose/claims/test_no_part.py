"""Parties of which a text says beside a piece of work that they take no part in it."""

from __future__ import annotations

import pytest

from loaders.inputs.read import FileLoader

TEXTS = {
    "en": "Iceland launched the Tide Protocol with Norway on 3 May 2021. The protocol covers all ports of both "
    "countries, and all ships that call there.\n\n{} The secretariat of the protocol has ten staff.\n",
    "fr": "L’Islande a lancé le Protocole des marées avec la Norvège le 3 mai 2021. Le protocole couvre tous les ports "
    "des deux pays et tous les navires qui y font escale.\n\n{} Le secrétariat du protocole compte dix employés.\n",
}


def parties(sentence: str, language: str) -> set[str]:
    """Who leads the protocol or takes part in it, with this sentence below its launch."""
    text = TEXTS[language].format(sentence)
    (reading,) = FileLoader(isolate=False).load_bytes(text.encode(), "text.txt")
    kept = [claim for claim in reading.claims if not claim.proposed and claim.predicate in {"lead", "member"}]
    return {claim.object or "" for claim in kept}


@pytest.mark.parametrize(
    "sentence",
    [
        "Sweden took part in the public consultation but is not a signatory.",
        "Sweden is not involved in the protocol.",
        "Sweden has opted out of the protocol.",
        "Sweden has opted to go its own way with a system of ports.",
        "Sweden said that it will wait for the evaluation of the protocol.",
        "Sweden will decide in June whether to join the protocol.",
        "Sweden has no seat at the table.",
        "Sweden may join the protocol at a later date.",
        "Sweden withdrew from the protocol in 2019.",
        "Sweden welcomed the protocol without signing it.",
        "Sweden and Denmark have not signed the protocol.",
        "The protocol does not affect the treaty with Sweden.",
    ],
)
def test_whoever_abstains_takes_no_part(sentence: str):
    assert parties(sentence, "en") == {"ICELAND", "NORWAY"}


@pytest.mark.parametrize(
    "sentence",
    [
        "La Suède n’a pas signé le protocole.",
        "La Suède n’y participe pas.",
        "La Suède n’a pas souhaité participer au protocole.",
        "La Suède s’est retirée du protocole en 2019.",
        "La Suède a préféré garder ses propres règles.",
        "La Suède attendra l’évaluation du protocole.",
        "La Suède reste en dehors du protocole.",
        "La Suède a salué le protocole sans le signer.",
        "La Suède envisage d’adhérer au protocole.",
        "Ni la Suède ni le Danemark ne sont liés par le protocole.",
        "Le protocole ne touche pas le traité avec la Suède.",
    ],
)
def test_whoever_abstains_takes_no_part_in_french(sentence: str):
    assert parties(sentence, "fr") == {"ICELAND", "NORWAY"}


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

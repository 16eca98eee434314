"""Unknown names where a party must stand, and the towns of a list; no person, place or piece of work is one."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.parties import find_parties
from loaders.documents.prose.entities.party import Names
from loaders.documents.prose.entities.strangers import name_at
from loaders.documents.prose.lexicon import lexicon
from loaders.text.rules import rules


def named(text: str, language: str) -> list[str]:
    return [" ".join(one.name.split()) for one in find_parties(text, rules(language), Names(), lexicon(language))]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The clinic in partnership with HarbourNet presents a tide week.", "en", ["HarbourNet"]),
        ("A tide week hosted by HarbourNet and Tide+Wind in March.", "en", ["HarbourNet", "Tide+Wind"]),
        ("A grant from the Tamarack Fellowship Circle paid for the pier.", "en", ["Tamarack Fellowship Circle"]),
        ("The stakeholders (TIDEX, PIERA, Wharfy) met.", "en", ["TIDEX", "PIERA", "Wharfy"]),
        ("The map, built by Tidelines with the support of the region and of Piera.", "en", ["Tidelines"]),
        ("La carte est proposée par MaréeNet avec le soutien de la Région et de Quaiv.", "fr", ["MaréeNet", "Quaiv"]),
        ("Elle est animée par les équipes de MARELAB et du Quaiv.", "fr", ["MARELAB", "Quaiv"]),
        ("Plusieurs bailleurs, notamment MARELAB et Quaiv, paient le pont.", "fr", ["MARELAB", "Quaiv"]),
    ],
)
def test_an_unknown_name_behind_words_that_a_party_follows_is_one(text, language, wanted):
    assert named(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("We work with Health Canada, Tidelines and OC Transpo.", "en", ["Health Canada", "Tidelines", "OC Transpo"]),
        ("It was shared by Tidelines and Health Canada.", "en", ["Tidelines", "Health Canada"]),
        (
            "With the City of Toronto, City of Oslo and City of Regina.",
            "en",
            ["City of Toronto", "City of Oslo", "City of Regina"],
        ),
        ("We work with the City of Moab, Utah.", "en", ["City of Moab"]),
        ("We work with Health Canada, Monday is free.", "en", ["Health Canada"]),
        ("Avec Santé Canada, MARELAB et Quaiv, le quai avance.", "fr", ["Santé Canada", "MARELAB", "Quaiv"]),
    ],
)
def test_an_unknown_name_in_a_list_with_a_known_party_is_one_up_to_what_and_joins(text, language, wanted):
    assert named(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The towns of Alderwick, Birchley and Cedarham share a plough.", "en", ["Alderwick", "Birchley", "Cedarham"]),
        ("Buses run in the towns of Alderwick, Birchley and Cedarham.", "en", []),
        ("The mayors of Alderwick, Birchley and Cedarham met.", "en", ["Alderwick", "Birchley", "Cedarham"]),
        ("Mayors from the cities of Alderwick and Birchley met.", "en", ["Alderwick", "Birchley"]),
        ("The mayor of Alderwick met them.", "en", []),
        (
            "Les maires d’Aulnebourg, de Boulay et de Cèdreville ont lu.",
            "fr",
            ["Aulnebourg", "Boulay", "Cèdreville"],
        ),
        ("The towns of Ontario share a plough.", "en", ["Ontario"]),
        ("Three towns (Alderwick, Birchley and Cedarham) share a plough.", "en", ["Alderwick", "Birchley", "Cedarham"]),
        ("A group of 3 councils: Alderwick, Birchley and Cedarham.", "en", ["Alderwick", "Birchley", "Cedarham"]),
        ("Buses run in three towns (Alderwick, Birchley and Cedarham).", "en", []),
        ("Many councils (Alderwick, Birchley and Cedarham) do.", "en", []),
        ("Trois communes (Aulneville, Boulay et Chêneval) ont une benne.", "fr", ["Aulneville", "Boulay", "Chêneval"]),
        ("Un groupement de villes : Aulneville, Boulay et Chêneval.", "fr", ["Aulneville", "Boulay", "Chêneval"]),
        ("Les bus roulent dans trois villes : Aulneville, Boulay et Chêneval.", "fr", []),
        (
            "Les  communes  de  Valbrune,  Saint  Aubin  d’Orge  et  Merlange  partagent  une  déneigeuse.",
            "fr",
            ["Valbrune", "Saint Aubin d’Orge", "Merlange"],
        ),
        ("Le car passe dans les communes de Valbrune et Merlange.", "fr", []),
        ("The lighthouse cities Alderwick and Saint Birch will pay.", "en", ["Alderwick", "Saint Birch"]),
        (
            "Alderwick, Birchley and Cedarham – the three lighthouse cities – pay.",
            "en",
            ["Alderwick", "Birchley", "Cedarham"],
        ),
        ("Alderwick and Birchley are partner cities.", "en", ["Alderwick", "Birchley"]),
        (
            "It joins three counties in West Ruritania (Alderwick, Birchley and Cedarham).",
            "en",
            ["Alderwick", "Birchley", "Cedarham"],
        ),
        ("It works across three counties in Ruritania (Alderwick, Birchley and Cedarham).", "en", []),
        ("Alderwick and Birchley – the two observer cities – watch.", "en", ["Alderwick", "Birchley"]),
        ("Les villes phares Aulneville et Boulay paient.", "fr", ["Aulneville", "Boulay"]),
        ("Aulneville et Boulay – les deux villes pilotes – paient.", "fr", ["Aulneville", "Boulay"]),
        ("Les comtés de Boulay et Chêneval paient.", "fr", ["Boulay", "Chêneval"]),
        ("Il passe dans les villes pilotes : Aulneville, Boulay et Chêneval.", "fr", []),
    ],
)
def test_the_towns_of_a_list_are_parties_unless_something_is_in_them(text, language, wanted):
    assert named(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We worked with Marie Tremblay on the map.", "en"),
        ("The service was built with the help of Monday volunteers.", "en"),
        ("Our Partnership With Local People We Build", "en"),
        ("In partnership with the Board of Directors, it was opened.", "en"),
        ("La carte a été faite avec le soutien de Marie Tremblay.", "fr"),
    ],
)
def test_a_person_or_a_common_word_there_is_no_party(text, language):
    assert named(text, language) == []


def test_a_name_that_goes_on_and_on_is_not_read_to_its_end():
    end, _, is_body = name_at("Secretary of the " * 1000, 0) or (0, 0, True)
    assert 0 < end < 250
    assert not is_body

"""What "the province" and "the state" mean in documents that name it elsewhere only."""

from __future__ import annotations

import pytest

from graph.claims import SourceHints
from loaders.documents.prose.entities.parties import find_parties, read_names
from loaders.documents.prose.entities.parts_of_countries import main_parts
from loaders.documents.prose.lexicon import lexicon
from loaders.text.rules import rules
from tests.helpers.reading import leads_by_title, read_all


def leads(text: str, hints: SourceHints | None = None) -> dict[str, str]:
    """Who leads each piece of work of a text, by its title."""
    (reading,) = read_all(text.encode(), "text.txt", hints=hints)
    return leads_by_title(reading.claims)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "British Columbia needs stations.\n\nThe province will launch the Clean Coast Charging Fund with Canada.",
            {"Clean Coast Charging Fund": "CA-BC"},
        ),
        (
            "British Columbia needs stations.\n\nThe Province has signed the Pacific Charging Agreement with Alberta.",
            {"Pacific Charging Agreement": "CA-BC"},
        ),
        (
            "Bridges in Vermont are old.\n\nThe state has launched the Bridge Renewal Program with Canada.",
            {"Bridge Renewal Program": "VERMONT"},
        ),
        (
            "Le Yukon veut plus de traversiers.\n\nLe territoire lancera le Programme de quais du Nord avec le Canada.",
            {"Programme de quais du Nord": "CA-YT"},
        ),
    ],
)
def test_the_part_of_a_country_that_a_document_names_leads_what_it_does(text, wanted):
    assert leads(text) == wanted


def test_the_province_is_never_a_country_that_sends_the_document():
    text = "British Columbia needs stations.\n\nThe province will launch the Clean Coast Fund in May 2020."
    assert leads(text, SourceHints(sender="CA")) == {"Clean Coast Fund": "CA-BC"}


def test_the_province_of_a_body_is_the_one_that_it_is_part_of():
    text = "Manitoba needs stations.\n\nThe province will launch the Clean Coast Fund with Manitoba in May 2020."
    assert leads(text, SourceHints(sender="CA-BC")) == {"Clean Coast Fund": "CA-BC"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("REGINA – Roads to Manitoba are open.\n\nThe province will open the Rural Digital Desk.", "CA-SK"),
        ("OTTAWA – Roads to Manitoba are open.\n\nThe province will open the Rural Digital Desk.", "CA-MB"),
    ],
)
def test_the_place_line_gives_the_province_but_for_the_capital(text, wanted):
    assert leads(text)["Rural Digital Desk"] == wanted


def test_a_ministry_is_that_of_the_province_that_acts():
    text = (
        "Québec est fier de ses régions.\n\nLa province lancera le Programme de navettes avec l’Ontario.\n\n"
        "Le ministère des Transports pilote le Programme des ponts."
    )
    assert leads(text)["Programme des ponts"] == "QUEBEC-MINISTERE-DES-TRANSPORTS"


@pytest.mark.parametrize(
    "text",
    [
        "Alberta reports. Ontario reports. Ontario asks.",  # another is named more often
        "Alberta, Ontario, Quebec and Manitoba report.",  # several speak
        "Norway reports.",
    ],
)
def test_no_part_is_given_where_several_may_be(text):
    known = rules("en")
    assert main_parts(find_parties(text, known, read_names([text], known))) == {}


def named(text: str, language: str) -> list[str]:
    """The parties that a text names, alone in its document."""
    names = read_names([text], rules(language))
    return [one.key for one in find_parties(text, rules(language), names, lexicon(language))]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Ottawa will contribute $10 million to it.", "en", ["CA"]),
        ("Ottawa and Edmonton agreed on it.", "en", ["CA", "CA-AB"]),
        ("It was signed by Manitoba and Ottawa.", "en", ["CA-MB", "CA"]),
        ("It is funded by Ottawa.", "en", ["CA"]),
        ("Ottawa and the provinces pay for it.", "en", ["CA"]),
        ("Canberra is adding $3 million.", "en", ["AUSTRALIA"]),
        ("Ottawa and Washington concluded it.", "en", ["CA", "UNITED-STATES"]),
        ("Ottawa versera dix millions.", "fr", ["CA"]),
        ("Le projet est financé par Québec et Ottawa.", "fr", ["CA-QC", "CA"]),
        ("Ottawa et Regina ont conclu l’accord.", "fr", ["CA", "CA-SK"]),
        # the town, and where something is
        ("Ottawa opened a library.", "en", ["OTTAWA"]),
        ("Ottawa, Calgary and Laval launched it.", "en", ["OTTAWA", "CALGARY", "LAVAL"]),
        ("Ottawa and Gatineau agreed on it.", "en", ["OTTAWA", "GATINEAU"]),
        ("Ottawa and Edmonton agreed on a route for the cities.", "en", ["OTTAWA", "EDMONTON"]),
        ("It was signed in Ottawa by Manitoba.", "en", ["CA-MB"]),
        ("The City of Ottawa opened it. Ottawa will invest in it.", "en", ["OTTAWA", "OTTAWA"]),
        ("La Ville d’Ottawa l’a ouvert. Ottawa y investira deux millions.", "fr", ["OTTAWA", "OTTAWA"]),
        ("L’accord a été signé à Ottawa par le Yukon.", "fr", ["CA-YT"]),
        ("Edmonton will invest in it.", "en", ["EDMONTON"]),
    ],
)
def test_a_capital_that_pays_or_agrees_stands_for_its_government(text, language, wanted):
    assert named(text, language) == wanted

"""Offices of persons: what they are minister of, sit for or are in charge of is no party; who has the office is."""

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
        (
            "It was signed by Norway's Senior Minister of State, Ministry of Ports and Ministry of Lakes, Ms Tremblay.",
            ["NORWAY"],
        ),
        ("It was signed by Minister for Sustainability and the Environment Marie Tremblay and Iceland.", ["ICELAND"]),
        ("It was signed by the Minister for Fisheries and the Sea of Iceland.", ["ICELAND"]),
        ("It was signed by Singapore Minister for Sustainability and the Environment Marie Tremblay.", ["SINGAPORE"]),
        ("The Minister of Justice and Minister of State for Council Affairs of Iceland signed it.", ["ICELAND"]),
        (
            "The Minister of Ports and Justice of the Government of Norway signed it with Iceland.",
            ["NORWAY", "ICELAND"],
        ),
        ("The Minister responsible for the Atlantic Canada Opportunities Agency met Iceland.", ["ICELAND"]),
        ("It was announced by the Member of Parliament for Riverton West and by Iceland.", ["ICELAND"]),
        ("The Government House Leader in the House of Commons signed it with Iceland.", ["ICELAND"]),
        # what is no portfolio
        ("It was signed by the Minister of Finance and Alder Water Agency.", ["ALDER-WATER-AGENCY"]),
        ("It is run by the Office of the Minister for Fisheries.", ["OFFICE-OF-THE-MINISTER-FOR-FISHERIES"]),
        ("It is led by the Minister for Housing and the City of Riverton.", ["RIVERTON"]),
        ("It is run by the Nordic Council of Ministers.", ["NORDIC-COUNCIL-OF-MINISTERS"]),
    ],
)
def test_the_portfolio_of_a_minister_is_no_party(text, wanted):
    assert named(text, "en") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("La ministre responsable de la région du Haut-Rivage a signé l'entente avec l'Islande.", ["ICELAND"]),
        ("Le ministre responsable de la Société de développement régional et l'Islande ont signé.", ["ICELAND"]),
        ("Le ministre de la Santé du Québec a signé l'entente.", ["CA-QC"]),
        ("Le député de Pontiac a annoncé le projet avec la Ville de Gatineau.", ["GATINEAU"]),
        ("Le leader du gouvernement à la Chambre des communes a signé l'entente avec l'Islande.", ["ICELAND"]),
        (
            "La vice-présidente du Groupe de la Banque africaine de développement chargée du Développement a signé.",
            ["AFDB"],
        ),
        ("Le vice-président de la région Bretagne, chargé de la Mer, a présidé le comité.", ["BRITTANY"]),
        ("La Commission chargée des Finances dirige le projet.", ["COMMISSION-CHARGEE-DES-FINANCES"]),
        ("Le ministre des Transports et la Ville de Rives ont signé.", ["RIVES"]),
    ],
)
def test_what_a_french_office_is_of_is_no_party(text, wanted):
    assert named(text, "fr") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre des Affaires municipales a signé.",
        "It was hosted by President Tremblay in Riverton.",
        "Councillor for Housing and Justice",
    ],
)
def test_no_portfolio_and_no_president_is_an_unknown_name(text):
    names = [text[start:end] for start, end, _ in find_strangers(text, [])]
    assert not [one for one in names if "President" in one or one in ("Affaires", "Housing", "Justice")], names


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("Ministers of Ports from Norway, Sweden and Iceland signed it.", "en", ["NORWAY", "SWEDEN", "ICELAND"]),
        ("The premiers from Yukon and Nunavut met.", "en", ["CA-YT", "CA-NU"]),
        ("It was signed by deputy ministers of health from Ontario and Quebec.", "en", ["CA-ON", "CA-QC"]),
        ("The Ministers responsible for Housing of Manitoba and Yukon met.", "en", ["CA-MB", "CA-YT"]),
        (
            "Les ministres responsables de la Jeunesse du Québec, de l’Ontario et du Yukon ont signé.",
            "fr",
            ["CA-QC", "CA-ON", "CA-YT"],
        ),
        ("La ministre responsable des Aînés du Québec et l’Islande ont signé.", "fr", ["CA-QC", "ICELAND"]),
        ("Les ministres chargés des ports de la Norvège et de la Suède.", "fr", ["NORWAY", "SWEDEN"]),
        # who comes from a place, and what is a part of a land or a body's name
        ("Visitors from Norway, Sweden and Iceland came.", "en", []),
        ("Ministers came by train from Norway.", "en", []),
        ("Mayors and legislators from Norway and Sweden met.", "en", []),
        ("The Minister responsible for the Port of Quebec met Iceland.", "en", ["ICELAND"]),
        ("Le ministre responsable du Québec et du Nord a signé avec l’Islande.", "fr", ["ICELAND"]),
        ("La ministre responsable du Nord du Québec a signé avec l’Islande.", "fr", ["ICELAND"]),
        ("Le ministre responsable des Régions du Québec a signé avec l’Islande.", "fr", ["ICELAND"]),
    ],
)
def test_governments_of_several_ministers_are_parties(text, language, wanted):
    assert named(text, language) == wanted

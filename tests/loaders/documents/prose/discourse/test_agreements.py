"""An agreement in its own form: sides between words that stand alone, and how long it is in force."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.strangers import find_strangers
from tests.helpers.reading import read

EN = """MEMORANDUM OF UNDERSTANDING
on Cooperation in Beach Nourishment Research

BETWEEN
The Department of the Interior of the United States of America
AND
Natural Resources Canada

1. Purpose
This Memorandum sets out how both sides study the moving of sand along their coasts.

2. Activities
Natural Resources Canada will lead a trial of sand fences in 2021.

3. Term
{term}
"""
FR = """PROTOCOLE D’ENTENTE
sur la recherche en rechargement des plages

ENTRE
Le gouvernement du Québec
ET
Le gouvernement de la France

1. Objet
Le présent protocole dit comment les deux parties étudient le déplacement du sable le long de leurs côtes.

2. Durée
{term}
"""
TERMS = {
    "en": [
        "This Memorandum takes effect on 1 April 2020 and remains in effect until 31 March 2025.",
        "This Memorandum of Understanding will come into effect on 1 April 2020 and will end on 31 March 2025.",
        "The agreement enters into force on 1 April 2020. The agreement expires on 31 March 2025.",
    ],
    "fr": [
        "Le présent protocole entre en vigueur le 1er avril 2020 et prend fin le 31 mars 2025.",
        "Le protocole prendra effet le 1er avril 2020 et demeurera en vigueur jusqu’au 31 mars 2025.",
    ],
}
OTHERS = {
    "en": [
        "This Memorandum may be ended by either side. It met its predecessor on 1 April 2020.",
        "A review takes effect on 1 April 2020.",
    ],
    "fr": ["Le présent protocole peut prendre fin à la demande d’une partie. Une étude débute le 1er avril 2020."],
}
FORMS = {"en": EN, "fr": FR}
LANGUAGES = ("en", "fr")


def agreement(language: str, term: str) -> tuple[set[str], dict[str, str], set[str]]:
    """Who takes part in the agreement, its dates by the words that say them, and all parties of the document."""
    claims = list(read(None, FORMS[language].format(term=term).encode(), "agreement.txt").claims)
    sure = [claim for claim in claims if not claim.proposed]
    word = {"en": "nourishment", "fr": "rechargement"}[language]
    one = next(claim.subject for claim in sure if claim.predicate == "title" and word in (claim.value or "").casefold())
    joint = {claim.subject for claim in sure if claim.predicate == "initiative" and claim.object == one}
    members = {claim.object or "" for claim in sure if claim.subject in joint and claim.predicate == "member"}
    dates = {c.value or "": c.rule or "" for c in sure if c.subject == one and c.predicate == "date"}
    return members, dates, {claim.object or "" for claim in claims if claim.predicate in ("member", "lead")}


@pytest.mark.parametrize(("language", "term"), [(one, each) for one in LANGUAGES for each in TERMS[one]])
def test_an_agreement_is_in_force_from_one_day_to_another(language, term):
    members, dates, parties = agreement(language, term)
    assert members >= {"en": {"UNITED-STATES", "NRCAN"}, "fr": {"CA-QC", "FRANCE"}}[language]
    assert {"2020-04-01": "term-of-an-agreement", "2025-03-31": "term-of-an-agreement"}.items() <= dates.items()
    assert not parties & {"AND", "BETWEEN", "ET", "ENTRE"}


@pytest.mark.parametrize(("language", "term"), [(one, each) for one in LANGUAGES for each in OTHERS[one]])
def test_other_days_are_not_its_term(language, term):
    _, dates, _ = agreement(language, term)
    assert "term-of-an-agreement" not in dates.values()


def test_its_paragraphs_are_read():
    claims = list(read(None, EN.format(term=TERMS["en"][0]).encode(), "agreement.txt").claims)
    trial = {c.subject for c in claims if c.predicate == "title" and "sand fences" in (c.value or "")}
    leads = {(c.object, c.rule) for c in claims if c.subject in trial and c.predicate == "lead"}
    assert leads == {("NRCAN", "leads")}


def test_a_country_behind_a_side_is_where_that_lies():
    text = EN.format(term=TERMS["en"][0]).replace(
        "Natural Resources Canada\n\n1.", "The Department of Coasts of the State of Victoria, Australia\n\n1."
    )
    claims = list(read(None, text.encode(), "agreement.txt").claims)
    sides = {c.object for c in claims if c.predicate == "member" and c.stated and not c.proposed}
    assert "DEPARTMENT-OF-COASTS-OF-THE-STATE-OF-VICTORIA" in sides
    assert "AUSTRALIA" not in sides


@pytest.mark.parametrize("text", ["X Y signs AND seals", "il signe ET scelle", "BETWEEN them", "ENTRE eux"])
def test_words_in_capitals_that_join_names_are_no_names(text):
    names = {text[start:end] for start, end, _ in find_strangers(text, ())}
    assert not names & {"AND", "ET", "BETWEEN", "ENTRE"}

"""A document of a few lines: what the learnt model finds in it, what stays with the rules, and labels of dates."""

from __future__ import annotations

import pytest

from loaders.documents.prose import pipeline
from tests.helpers.reading import Page, read

MINISTERS = {
    "en": """Communiqué
Meeting of Water Ministers, Adelaide, 5 November 2010

Ministers from New South Wales, Victoria, Queensland and South Australia met today to discuss water reform.

Ministers:
- agreed that Victoria will lead a review of water metering standards, with assistance from the Bureau of Meteorology;
- noted the progress of the Lower Lakes Recovery Project, which South Australia is carrying out;
- agreed to extend the Water Smart Cities program to Darwin.
""",
    "fr": """Communiqué
Rencontre des ministres de l’Eau, Québec, le 5 novembre 2010

Les ministres du Québec, de l’Ontario et du Nouveau-Brunswick ont discuté aujourd’hui de l’eau.

Les ministres :
- ont convenu que l’Ontario dirigera un examen des normes des compteurs d’eau;
- ont pris note de l’avancement du Projet de restauration du lac Saint-Pierre, que mène le Québec;
- ont décidé d’étendre le programme Villes bleues à Moncton.
""",
}
NAMES = {
    "en": ["review of water metering standards", "Lower Lakes Recovery Project", "Water Smart Cities program"],
    "fr": ["examen des normes", "Projet de restauration du lac Saint-Pierre", "Villes bleues"],
}
LABELS = {
    "en": "Commitment 3: Transparent Procurement\nLead: Ministry of Finance of Estonia\n{}\n",
    "fr": "Engagement 3 : Marchés transparents\nResponsable : Service public de Wallonie\n{}\n",
}
DATES = {
    "en": [
        "Start date: September 2018; end date: August 2020",
        "Start date: September 2018   End date: August 2020",
        "Start date: September 2018 | End date: August 2020",
    ],
    "fr": [
        "Date de début : septembre 2018; date de fin : août 2020",
        "Date de début : septembre 2018   Date de fin : août 2020",
    ],
}
LANGUAGES = ("en", "fr")


def titles(text: str) -> list[str]:
    claims = read(None, text.encode(), "short.txt").claims
    return [claim.value or "" for claim in claims if claim.predicate == "title"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_learnt_model_reads_a_short_document(language):
    assert len(MINISTERS[language].split()) < pipeline.SHORT_WORDS
    found = titles(MINISTERS[language])
    assert [name for name in NAMES[language] if any(name in one for one in found)] == NAMES[language]


@pytest.mark.parametrize(("language", "line"), [(one, each) for one in LANGUAGES for each in DATES[one]])
def test_each_label_of_a_line_has_its_date(language, line):
    text = LABELS[language].format(line) + "\n" + MINISTERS[language]
    claims = [claim for claim in read(None, text.encode(), "plan.txt").claims if claim.rule == "date-label"]
    assert {(claim.value, claim.qualifier) for claim in claims} == {("2018-09", "start"), ("2020-08", "end")}


INSPIRED = {
    "en": """The City of Gatineau launches the Smart Bin Project.

Gatineau, 3 September 2021 – The City of Gatineau will put 200 sensors into bins. The Smart Bin Project begins on
1 October 2021 and lasts eight months. Its results will be public.

The City was inspired by a project of the City of Montréal.
""",
    "fr": """La Ville de Gatineau lance le Projet des bacs futés.

Gatineau, le 3 septembre 2021 – La Ville de Gatineau posera 200 capteurs dans des bacs. Le Projet des bacs futés débute
le 1er octobre 2021 et dure huit mois. Ses résultats seront publics.

La Ville s’est inspirée d’un projet de la Ville de Montréal.
""",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whose_work_inspired_it_takes_no_part(language):
    claims = read(None, INSPIRED[language].encode(), "news.txt").claims
    sure = {claim.object for claim in claims if claim.predicate in ("member", "lead") and not claim.proposed}
    assert "GATINEAU" in sure
    assert "MONTREAL" not in sure


WALKING = """Fewer cars at the school gate

Parents in Hamar are asked to leave their cars at home. The City of Hamar wants two streets by the Ajer school to be
closed to traffic for half an hour each morning, and will look for adults who walk with the children from the stadium.

It begins after the winter holidays. The police have agreed to be there in the first week. What it costs is not known
yet, but the councillors spoke of less than the price of a bus.
"""
LAUNCH = "\nIn May 2021 the City of Hamar launched the Ajer Bicycle Register, which all schools use.\n"


def test_a_document_of_a_page_is_about_its_likeliest_piece_of_work_at_least():
    found = [one for one in Page(WALKING).claims if one.predicate == "title"]
    assert [(one.value, one.proposed, one.stated) for one in found] == [("Fewer cars at the school gate", False, False)]


def test_a_document_that_names_other_work_is_about_that():
    found = [one.value for one in Page(WALKING + LAUNCH).claims if one.predicate == "title" and not one.proposed]
    assert found == ["Ajer Bicycle Register"]

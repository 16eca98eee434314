"""Sheets: tables of labels and values that name the work, its state, its dates, or persons of the bodies that lead."""

from __future__ import annotations

import pytest

from tests.helpers.reading import Page

MORE = {
    "en": "It shows the free berths of all harbours in the bay to everybody, and is free of charge. Boats can book a "
    "berth with it, and the harbours see who comes on which day.",
    "fr": "Elle montre à tous les places libres de tous les ports de la baie, et elle est gratuite. Les bateaux "
    "peuvent réserver une place, et les ports voient qui arrive chaque jour.",
}


@pytest.mark.parametrize("label", ["Animation", "Animé par"])
def test_a_sheet_names_persons_of_bodies_that_lead(label):
    page = Page(
        "# Carte des places portuaires\n\n| | |\n|---|---|\n| Titre | Carte des places portuaires |\n"
        f"| {label} | Marie Tremblay (IGN) et Jean Roy (DDT38) |\n| Statut | Validée |\n\n"
        f"Le groupe établit la carte en France. {MORE['fr']}\n"
    )
    assert page.values("lead") == {"IGN-FRANCE"}
    assert "DDT38" in page.parties


def test_a_sheet_may_only_give_the_start_and_the_end_of_work():
    page = Page(
        "# Harbour Berth Map\n\n| | |\n|---|---|\n| Start date | January 31, 2020 |\n| End date | June 30, 2020 |\n"
        f"| Deliverables | A map |\n\nThe map is made by the City of Riverton with Norway. {MORE['en']}\n"
    )
    rules = [one.rule for one in page.claims if one.predicate == "date" and not one.proposed]
    assert rules == ["date-label", "date-label"]


def test_the_dates_of_a_sheet_are_none_of_work_that_a_later_section_names_first():
    page = Page(
        "# Charter\n\n## Overview\n\n| | |\n|---|---|\n| Start date | January 31, 2020 |\n"
        "| End date | June 30, 2020 |\n| Licence | Open |\n"
        "\n## Context\n\nThe Harbour Gateway is an online service of the Government of Iceland, "
        f"which began in 2018. {MORE['en']}\n"
    )
    dates = {one.value for one in page.claims if one.predicate == "date"}
    assert "Harbour Gateway" in page.titles
    assert not dates & {"2020-01-31", "2020-06-30", "2020-01-31/2020-06-30"}


@pytest.mark.parametrize(
    ("language", "rows", "title", "day"),
    [
        ("en", "| Title | TG Tides - SG3 Berths |\n| Status | Approved on 9 December 2024 |\n| Aims | Count boats |",
         "TG Tides - SG3 Berths", "2024-12-09"),
        ("fr", "| Titre | GT Marées - SG3 Quais |\n| Statut | Validé le 9 décembre 2024 |\n| Objectifs | Compter |",
         "GT Marées - SG3 Quais", "2024-12-09"),
    ],
)  # fmt: skip
def test_a_sheet_may_only_give_the_title_and_the_state_of_work(language, rows, title, day):
    place = {"en": "The group is led by the City of Riverton.", "fr": "La Ville de Rivière-Claire pilote le groupe."}
    page = Page(f"| | |\n|---|---|\n{rows}\n\n{place[language]} {MORE[language]}\n")
    assert title in page.titles
    assert day in page.values("date")


def test_words_for_the_governments_of_a_place_are_partners_of_a_french_list():
    page = Page(
        "# Carte des haies\n\nCette carte est établie par la communauté de communes du Bocage avec la Région "
        "Bretagne pour la DDTM et les EPCI. Elle décrit les haies de chaque commune et leur état, "
        "et elle est ouverte à tous.\n\n"
        "## Porteur de projet\n\n- Communauté de communes du Bocage\n\n"
        "## Partenaires\n\n- Etat, Région,Communes,Département, ADEME, DDTM\n"
    )
    assert {"FRANCE", "BRITTANY", "ADEME", "DDTM"} <= page.parties
    assert not {"COMMUNES", "REGION", "DEPARTEMENT"} & page.parties

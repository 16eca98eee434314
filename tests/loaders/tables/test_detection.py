"""`accord map` on tables as governments write them: what is proposed, by the words of headers and by the rows."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml

from loaders.mapping.header_words import header_meanings
from loaders.mapping.headers import is_filler, mark_of, status_like
from loaders.tables.readers import propose_for
from tests.helpers.files.table import claim_values, csv_of, read, subjects


def proposed(data: str | bytes, name: str = "t.csv") -> dict[str, Any]:
    text, _ = propose_for(data.encode() if isinstance(data, str) else data, name, lambda note: note.template)
    made: dict[str, Any] = yaml.safe_load(text)
    return made


@pytest.mark.parametrize(
    ("header", "field", "language"),
    [
        ("Name of initiative", "title", ""),
        ("service_name_fr", "title", "fr"),
        ("NameEnglish", "title", "en"),
        ("Responsible organisations", "lead", ""),
        ("lead_organisation.name", "lead", ""),
        ("StartYear", "start", ""),
        ("dates.start", "start", ""),
        ("Project - Start Date (Latest Approved Start Date)", "start", ""),
        ("2_use_case_name", "title", ""),
        ("Prosjektnavn", "title", ""),
        ("Prosjektnr", "key", ""),
        ("Kontrakt sluttdato", "end", ""),
        ("Organisasjon rolle", "role", ""),
        ("Type of lead organisation", "level", ""),
        ("Location of lead organisation", "whole", ""),
        ("vieux_titre_appliqué", "former", ""),
        ("fr", "title", "fr"),
    ],
)
def test_words_of_a_header_name_its_field(header: str, field: str, language: str):
    first = header_meanings(header)[0]
    assert (first.field, first.language) == (field, language)


@pytest.mark.parametrize(
    "header", ["Organisasjon finansiell rolle", "Contact email", "total_cost", "x", "Vurderingspanel"]
)
def test_headers_of_other_matters_name_none(header: str):
    assert header_meanings(header) == ()


def test_each_row_is_an_initiative_with_texts_in_both_languages():
    rows = [
        ["service_id", "service_name_en", "service_name_fr", "service_description_en", "owner_org_title", "fiscal_yr"],
        *(
            [
                str(n),
                f"Permit {n}",
                f"Permis {n}",
                f"The permit number {n} for people who need it",
                "Health Canada",
                "2017",
            ]
            for n in range(6)
        ),
    ]
    assert proposed(csv_of(rows)) == {
        "rows": "initiative",
        "key": "service_id",
        "title": {"en": "service_name_en", "fr": "service_name_fr"},
        "summary": {"en": "service_description_en"},
        "lead": "owner_org_title",
        "edition": "fiscal_yr",
    }


def test_rows_that_differ_in_an_organisation_are_participations():
    rows = [["Prosjektnr", "Prosjektnavn", "Organisasjonsnavn", "Organisasjon rolle", "Kontrakt startdato"]]
    for n in range(4):
        rows += [[f"9{n}", f"Prosjekt {n}", "Oslo kommune", "COORDINATOR", "01.06.2020"]]
        rows += [[f"9{n}", f"Prosjekt {n}", "Bergen kommune", "PARTICIPANT", "01.06.2020"]]
    made = proposed(csv_of(rows, ";"))
    assert made == {
        "rows": "participation", "key": "Prosjektnr", "title": "Prosjektnavn", "member": "Organisasjonsnavn",
        "role": "Organisasjon rolle", "dates": {"start": "Kontrakt startdato"},
    }  # fmt: skip
    unnamed = [[row[1], row[2]] for row in rows]
    assert proposed(csv_of(unnamed))["rows"] == "participation"  # a role is not needed where members differ


def test_columns_of_yes_and_no_are_themes_named_by_their_headers():
    rows = [
        [
            "Name of initiative",
            "Name of lead organisation",
            "Have only states as members",
            "Transport",
            "Energy",
            "Waste",
            "Other",
        ],
        ["Clean Ports", "City of Toronto", "No", "Yes", "No", "No", "Yes"],
        ["Warm Homes", "City of Montréal", "No", "No", "Yes", "Yes", "No"],
    ]
    made = proposed(csv_of(rows))
    assert made["themes"] == {"column": ["Transport", "Energy", "Waste"], "marked": True}
    reading = read(csv_of(rows), mapping=yaml.safe_dump(made))
    themes = claim_values(reading, "theme", "label")
    assert sorted(label for labels in themes.values() for label in labels) == ["Energy", "Transport", "Waste"]
    assert {one for found in claim_values(reading, "initiative", "theme").values() for one in found} == {
        "transport", "energy", "waste",
    }  # fmt: skip


def test_no_is_no_theme():
    rows = [["title", "lead", "theme"], ["Portal", "Alberta", "No"], ["Wallet", "Ontario", "Digital identity"]]
    reading = read(csv_of(rows))
    assert list(claim_values(reading, "initiative", "theme").values()) == [["digital-identity"]]
    assert [one.text for one in reading.unplaced] == ["theme: No"]


def test_a_table_of_organisations_is_a_registry():
    rows = [
        ["org_id", "legal_title", "applied_title", "old_applied_title", "abbr", "description"],
        [
            "7",
            "Department of Tides",
            "Tides Canada",
            "Tidal Board",
            "TC-7",
            "It looks after the tides of three oceans.",
        ],
        ["8", "Office of the Moon", "Moon Canada", "", "MC-8", "It looks after the moon, which moves the tides."],
    ]
    made = proposed(csv_of(rows))
    assert made["rows"] == "jurisdiction"
    assert (made["name"], made["alternative"], made["former"]) == ("legal_title", "applied_title", "old_applied_title")
    reading = read(csv_of(rows), mapping=yaml.safe_dump(made))
    names = claim_values(reading, "jurisdiction", "name")
    assert names["DEPARTMENT-OF-TIDES"] == ["Department of Tides", "Tides Canada", "Tidal Board"]
    assert not subjects(reading, "initiative")


def test_nested_records_have_columns_of_their_own():
    records = [
        {
            "id": str(n),
            "name": f"Portal {n}",
            "lead_organisation": {"name": "Ontario"},
            "dates": {"start": "2021-03-01"},
        }
        for n in range(3)
    ]
    made = proposed(json.dumps(records), "t.json")
    assert (made["lead"], made["dates"]) == ("lead_organisation.name", {"start": "dates.start"})


def test_words_of_a_status_are_explained_for_a_person_to_confirm():
    rows = [
        ["title", "lead", "Development_Stage"],
        ["A", "Ontario", "Operation and Maintenance"],
        ["B", "Alberta", "Initiated"],
    ]
    made = proposed(csv_of(rows))
    assert made["status"]["values"] == {"Operation and Maintenance": "launched", "Initiated": "in-progress"}


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (
            [
                "Plan for a la carte menus in the schools",
                "Guide to the rules of the road for drivers",
                "Review of a fee",
            ],
            "en",
        ),
        (
            [
                "Plan de gestion de la forêt et des sentiers",
                "Guide sur les règles de la route pour tous",
                "Examen du tarif",
            ],
            "fr",
        ),
        (["Beheer van de wegen en het water in de provincie", "Het fonds voor de zorg van ouderen in de stad"], "nl"),
        (["Permit 1", "Permit 2", "Permit 3"], None),
    ],
)
def test_the_language_shows_in_the_share_of_words(texts: list[str], language: str | None):
    made = proposed(csv_of([["title", "lead"], *([text, "Ontario"] for text in texts)]))
    assert made.get("language") == language


def test_marks_fillers_and_likely_statuses():
    assert [mark_of(text) for text in ("Yes", "x", "Oui", "No", "nei", "NA")] == [True, True, True, False, False, None]
    assert [is_filler(text) for text in ("N/A", "-", "unknown", "no", "N/A – see above")] == [
        True,
        True,
        True,
        False,
        True,
    ]
    assert status_like("Not in use anymore") == "cancelled"

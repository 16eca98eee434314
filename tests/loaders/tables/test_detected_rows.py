"""What `accord map` proposes for registries, for headers in two languages, and for columns that look like others."""

from __future__ import annotations

import pytest

from loaders.mapping.cell_dates import guess_order, read_cell_date
from loaders.mapping.header_words import header_language, header_meanings, own_words
from tests.helpers.files.table import csv_of
from tests.loaders.tables.test_detection import proposed

BODIES = [
    "Agency for Ports",
    "Board of Grain",
    "Council of Arts",
    "Office of Maps",
    "Bureau of Weights",
    "Tribunal of Rents",
]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("ProgramInventory_name-Répertoiredesprogrammes_nom_PROG", "title"),
        ("ProgramInventory-Répertoiredesprogrammes_code_PROG", "key"),
        ("Department / Ministère", "organisation"),
        ("Brief description", "summary"),
        ("Kurzbeschreibung", "summary"),
        ("core_responsibility", "themes"),
        ("Delivered by", "lead"),
        ("Date mise en Prod", "launch"),
        ("Synoniem 1", "alternative"),
        ("umd_number", "code"),
    ],
)
def test_headers_of_governments(header: str, field: str):
    assert header_meanings(header)[0].field == field


def test_a_header_shows_its_language_and_the_system_of_its_codes():
    assert [header_language(one) for one in ("Titre", "Title", "Description", "nom_harmonisé")] == [
        "fr",
        "en",
        "",
        "fr",
    ]
    assert [own_words(one) for one in ("gc_orgID", "open_canada_id", "org_id")] == ["gc", "open-canada", ""]


def test_a_registry_with_shown_and_legal_names():
    rows = [["gc_orgID", "harmonized_name", "nom_harmonisé", "legal_title", "appellation_légale", "abbreviation",
             "abreviation", "lead_department", "status_statut", "end_date_fin"]]  # fmt: skip
    rows += [[str(n), one, f"{one} (f)", f"The {one}", f"Le {one}", f"A{n}", f"B{n}", "Health Canada", "a", "2020"]
             for n, one in enumerate(BODIES)]  # fmt: skip
    assert proposed(csv_of(rows)) == {
        "rows": "jurisdiction",
        "key": "gc_orgID",
        "name": {"en": "harmonized_name", "fr": "nom_harmonisé"},
        "alternative": {"en": "legal_title", "fr": "appellation_légale"},
        "abbreviation": {"en": "abbreviation", "fr": "abreviation"},
        "code": {"gc": "gc_orgID"},
        "part_of": "lead_department",
    }


def test_names_with_abbreviations_and_nothing_that_is_done_are_a_registry():
    rows = [["agencyName", "agencyAcronym"], *([f"Algo de Asuntos {n}", f"AA{n}"] for n in range(6))]
    assert proposed(csv_of(rows)) == {"rows": "jurisdiction", "name": "agencyName", "abbreviation": "agencyAcronym"}


def test_projects_with_abbreviations_and_a_lead_are_initiatives():
    rows = [["acronym", "title", "department"], *([f"P{n}", f"Mapping of lakes {n}", BODIES[n % 2]] for n in range(6))]
    made = proposed(csv_of(rows))
    assert (made["rows"], made["title"], made["lead"]) == ("initiative", "title", "department")


def test_a_row_of_data_that_has_words_of_headers_is_not_the_header():
    rows = [["display_name_en", "display_name_fr", "category", "acronym_en", "acronym_fr", "parent_institution"]]
    rows += [[one, f"{one} (f)", "Ministère", "FIN", "FIN", "Page"] for one in BODIES]
    made = proposed(csv_of(rows))
    assert (made["rows"], made["name"]) == ("jurisdiction", {"en": "display_name_en", "fr": "display_name_fr"})


def test_states_of_a_country_are_no_status_and_flags_of_variables_no_themes():
    rows = [["program_name", "agency", "state", "os_application", "os_decision", "os_issuance"]]
    rows += [[f"Relief of floods {n}", BODIES[0], ("Ohio", "Utah")[n % 2], "Y", "N", "Y"] for n in range(8)]
    made = proposed(csv_of(rows))
    assert "status" not in made
    assert "themes" not in made
    rows[0][2] = "stage"
    for row in rows[1:]:
        row[2] = "In progress"
    assert proposed(csv_of(rows))["status"] == "stage"


def test_a_code_of_words_says_who_leads_where_no_column_names_it():
    rows = [["dept_code", "name_fr", "desc_fr"]]
    rows += [
        ["HRSD", f"Service {n} de l’emploi", f"Le service numéro {n} aide les gens à trouver un emploi."]
        for n in range(6)
    ]
    assert proposed(csv_of(rows))["lead"] == "dept_code"


@pytest.mark.parametrize(
    ("text", "date"),
    [("18/01/25", "2025-01-18"), ("05/02/69", "1969-02-05"), ("Mar-2016", "2016-03"), ("31-Mar-2021", "2021-03-31")],
)
def test_dates_with_short_years_and_months(text: str, date: str):
    assert read_cell_date(text, "dmy") == date


def test_the_order_of_short_dates_shows_in_one_of_them():
    assert guess_order(["01/02/25", "23/01/25"]) == "dmy"
    assert guess_order(["01/02/25", "01/23/25"]) == "mdy"


def test_organisations_alone_are_a_registry_with_what_they_are_part_of():
    rows = [["Agency", "Bureau"], *(["Agency for Ports", f"Harbour {n}"] for n in range(6))]
    assert proposed(csv_of(rows)) == {"rows": "jurisdiction", "name": "Bureau", "part_of": "Agency"}


def test_a_file_may_be_called_after_the_organisations_that_it_holds():
    rows = [["code", "name_en", "name_fr"], *([str(n), f"Nordic Fund {n}", f"Fonds nordique {n}"] for n in range(6))]
    names = {"en": "name_en", "fr": "name_fr"}
    assert proposed(csv_of(rows), "multilateral_donors.csv")["name"] == names
    assert proposed(csv_of(rows), "programs.csv")["title"] == names


def test_organisations_with_roles_in_activities_are_participations():
    roles = ("reporting", "funding", "implementing")
    rows = [["activity_id", "org_name", "role"], *([f"A-{n // 3}", BODIES[n % 5], roles[n % 3]] for n in range(9))]
    made = proposed(csv_of(rows), "organisations.csv")
    assert (made["rows"], made["key"], made["member"], made["role"]) == (
        "participation", "activity_id", "org_name", "role",
    )  # fmt: skip

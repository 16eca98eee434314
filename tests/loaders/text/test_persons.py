"""Names of persons are known by their names and by what stands beside them; what is called after a person stays."""

from __future__ import annotations

import pytest

from loaders.text.persons import body_before_person, body_behind_person, is_person, is_person_at, span_of_body


@pytest.mark.parametrize(
    "name",
    ["Nick Frost", "Marie Tremblay", "Jean-Pierre Côté", "John A. Macdonald", "JOHN SMITH", "Pierre de la Roche",
     "Hon. Mary Baker", "Minister Smith", "Mme Lavoie", "M. Gagnon", "le ministre Tremblay", "Dr. Smith",
     "Karin Johansson", "Mr.Smith", "Dr.Marie Tremblay", "Mary Baker – District J", "Ada Lovelace"],
)  # fmt: skip
def test_a_name_of_given_names_and_a_surname_is_a_persons(name):
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    ["Grant Program", "Victoria Park", "Charlotte County", "Virginia Beach", "Jordan River", "Georgia Power",
     "Rose Hill", "Summer Camp", "May Day", "Will Power", "Hope Floats", "Sydney Harbour", "Florence", "Saint-Denis",
     "Lac-Mégantic",
     "Maria-Chapdelaine", "Paris France", "Prince Edward Island", "Prince Albert", "Santa Barbara",
     "King George Square",
     "Pearson Peacekeeping Centre", "Jordan’s Principle", "Plan Marshall", "Marshall Plan", "Louis Riel Institute",
     "Deputy Minister", "Director General", "Minister Responsible for Housing", "Open Data Portal",
     "Base Adresse Nationale", "", "–", "Mary", "M.I.T.", "Mr.", "Prof.harbour"],
)  # fmt: skip
def test_places_words_and_what_is_called_after_a_person_are_none(name):
    assert not is_person(name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Grant Baker, Director of Parks, opened it.", "Grant Baker"),
        ("Author: Will Baker", "Will Baker"),
        ("By Rose Young", "Rose Young"),
        ("the Honourable Grant Baker spoke", "Grant Baker"),
        ("Aurore Petit, directrice des communications", "Aurore Petit"),
        ("Hope Young (CEO)", "Hope Young"),
    ],
)
def test_a_title_a_role_or_a_byline_says_that_a_word_is_a_name(text, name):
    start = text.index(name)
    assert is_person_at(text, start, start + len(name))
    assert not is_person(name)


def test_a_role_without_a_name_is_no_person():
    text = "Harbour Services, Director of Parks"
    assert not is_person_at(text, 0, len("Harbour Services"))


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Pinewood Forest Supervisor Marie Tremblay", "Pinewood Forest"),
        ("City of Selkirk Mayor Smith", "City of Selkirk"),
        ("Pinewood Forest Mr.Smith", "Pinewood Forest"),
        ("Pinewood Forest, Mme", "Pinewood Forest"),
        ("Pinewood Forest Ms.", "Pinewood Forest"),
        ("Harbour Drive", None),
        ("Director Training Programme", None),
        ("Marie Tremblay", None),
        ("Harbour Commissioner Program", None),
        ("Riverton County District Attorney Mark Baker", "Riverton County"),
        ("City of Selkirk Police Chief Nick Frost", "City of Selkirk"),
        ("Dune Board Senior Policy Advisor Marie Tremblay", "Dune Board"),
        ("Selkirk Water Board CEO Nick Frost", "Selkirk Water Board"),
        ("Harbour Tech’s CEO Nick Frost", "Harbour Tech"),
        ("Office of Tides and Marie Tremblay", "Office of Tides"),
        ("Selkirk Water Authority Marie Tremblay", "Selkirk Water Authority"),
        ("Office du Tourisme Directrice générale Marie Tremblay", "Office du Tourisme"),
        ("Selkirk Water Authority Dune Council", None),
        ("Harbour Centre Georges Baker", None),
        ("Selkirk CIO Council", None),
        ("District Attorney Mark Baker", None),
    ],
)
def test_of_a_body_and_its_person_the_body_is_left(name, body):
    assert body_before_person(name) == body


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Detective Marie Tremblay of the Selkirk Police Department", "Selkirk Police Department"),
        ("Assistant Administrator Nick Frost for Dune Protection", "Dune Protection"),
        ("Procureur Marie Tremblay du Tribunal de Selkirk", "Tribunal de Selkirk"),
        ("Detective Marie Tremblay", None),
        ("Selkirk Detective Marie Tremblay of the Police Department", None),
        ("Executive Council of the Selkirk Union", None),
    ],
)
def test_of_a_person_and_a_body_behind_the_body_is_left(name, body):
    assert body_behind_person(name) == body


@pytest.mark.parametrize(
    "name",
    [
        "District Attorney Mark Baker",
        "Senior Counselor Nick Frost",
        "Attorneys Marie Tremblay",
        "Program Manager Nick Frost",
        "Secretary of State Mark Baker",
        "Directrice générale Marie Tremblay",
    ],
)
def test_whoever_holds_an_office_is_a_person(name):
    assert is_person(name)


@pytest.mark.parametrize("name", ["Executive Council", "Chief Data Officer Forum", "Fellows Day", "Members Services"])
def test_an_office_without_a_name_is_no_person(name):
    assert not is_person(name)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Mayor of Selkirk Marie Tremblay", "Selkirk"),
        ("Prime Minister of the Dune Islands Marie Tremblay", "Dune Islands"),
        ("President of the Selkirk Water Board Marie Tremblay", "Selkirk Water Board"),
        ("Mairesse de Rives Marie Tremblay", "Rives"),
        ("Président de la Fédération Nautique Marie Tremblay", "Fédération Nautique"),
        ("Mayor of Selkirk Marie Tremblay Award", None),
        ("Mayor of Selkirk", None),
        ("Mayor of Marie Tremblay", None),
        ("Mayors of Selkirk Marie Tremblay", None),
    ],
)
def test_of_an_office_and_who_holds_it_that_is_left_whose_office_it_is(name, body):
    span = span_of_body(name)
    assert (name[slice(*span)] if span else None) == body

"""No person is a piece of work, leads one or takes part in one; what is called after a person is."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.parties import find_parties
from loaders.documents.prose.entities.party import Names
from loaders.documents.prose.entities.strangers import find_strangers
from loaders.documents.prose.lexicon import lexicon
from loaders.text.persons import body_before_person, is_person
from loaders.text.rules import rules
from tests.helpers.reading import read

NAMES = ("Nick Frost", "Marie Tremblay", "Mark Baker", "Smith")
TEXTS = {
    "byline": """\
# Harbour Data Portal

By Nick Frost

Nova Scotia launched the Harbour Data Portal in May 2021. Nick Frost says that the portal is open to all harbours of the
province. The Harbour Data Portal is run by Nova Scotia with Iceland. Nick Frost wrote about the Harbour Data Portal.
""",
    "label": """\
Project: Harbour Data Portal
Lead: Marie Tremblay
Partners: Nova Scotia, Mark Baker

The Harbour Data Portal was launched by Nova Scotia in May 2021.
""",
    "company": """\
Nova Scotia launched the Harbour Data Portal in May 2021 in partnership with Mark Baker and Iceland.
""",
    "liste": """\
# Registre des quais

La Nouvelle-Écosse a lancé le Registre des quais en mai 2021 en collaboration avec Marie Tremblay et l’Islande.

- Marie Tremblay, ministre des Quais
- Mark Baker, maire de Port-Neuf
""",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_claim_has_the_name_of_a_person(text):
    claims = read(None, text.encode(), "text.md").claims
    assert any(c.predicate == "title" for c in claims)
    named = [c.value or "" for c in claims if c.predicate in ("title", "name", "external_partner")]
    linked = [f"{c.subject} {c.object}" for c in claims]
    assert not [each for each in named if any(name in each for name in NAMES)]
    assert not [each for each in linked if any(name.upper().replace(" ", "-") in each for name in NAMES)]


def test_what_is_called_after_a_person_is_a_piece_of_work():
    text = "Nova Scotia launched the Marie Tremblay Scholarship Program in May 2021 with Iceland."
    titles = [c.value for c in read(None, text.encode(), "text.txt").claims if c.predicate == "title"]
    assert titles == ["Marie Tremblay Scholarship Program"]


def test_of_a_body_and_its_person_the_body_is_the_party():
    text = "The closure was ordered with Iceland, Pinewood Forest Supervisor Marie Tremblay and the Dune Board."
    found = find_parties(text, rules("en"), Names(), lexicon("en"))
    assert [one.name for one in found if one.name.startswith("Pinewood")] == ["Pinewood Forest"]
    assert all("Tremblay" not in one.name for one in found)


def test_of_an_unknown_name_with_a_person_behind_it_the_body_is_left():
    text = "It was signed by Pinewood Forest Supervisor Marie Tremblay, and by Marie Tremblay."
    assert [text[start:end] for start, end, _ in find_strangers(text, ())] == ["Pinewood Forest"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Présents : Mme Marie TREMBLAY, M. Zorblax Qwertz et Monsieur Nick FROST.", []),
        ("It was opened by Mr. Zorblax Qwertz and Dr. FROST Nick.", []),
        ("It was opened by Dr. Frost Memorial Library.", ["Frost Memorial Library"]),
        ("Canadians, American firms, the U.S. and Europe paid for Zorblax.", ["Zorblax"]),
    ],
)
def test_a_name_with_the_title_of_a_person_or_that_of_a_place_is_no_stranger(text, wanted):
    assert [text[start:end] for start, end, opens in find_strangers(text, ()) if not opens] == wanted


def test_the_body_before_a_title_of_another_country_is_the_party():
    found = find_parties("The Ministry of Tides Shri Zuvira Okkonde signed it.", rules("en"), Names())
    assert [one.name for one in found] == ["Ministry of Tides"]
    assert body_before_person("Retired Air Vice Marshal Okkonde") is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It was run by the CEO of Zorblax and by the Zorblax Port CIO.", ["Zorblax", "Zorblax Port"]),
        ("The Interim Chief Data Officer for the Zorblax Port paid.", ["Zorblax Port"]),
        ("The Office of the Zorblax CIO paid.", ["Office of the Zorblax CIO"]),
        ("It was led by Detective Marie Tremblay of the Zorblax Guard.", ["Zorblax Guard"]),
        ("It was led by Zorblax Police Chief Nick Frost.", ["Zorblax"]),
    ],
)
def test_whoever_heads_a_body_stands_for_it(text, wanted):
    assert [text[start:end] for start, end, opens in find_strangers(text, ()) if not opens] == wanted


def test_the_body_of_an_officer_is_the_party_and_no_day_ends_its_name():
    text = (
        "The map was presented to the Riverton Water Board on Tuesday with the City of Selkirk CIO. "
        "Attorney Mark Baker of the Southern District of Zorblax joined it. "
        "Detective Marie Tremblay of the Zorblax Police Department led it."
    )
    names = [one.name for one in find_parties(text, rules("en"), Names(), lexicon("en"))]
    assert names == [
        "Riverton Water Board", "City of Selkirk", "Southern District of Zorblax", "Zorblax Police Department"
    ]  # fmt: skip


def test_the_body_behind_the_name_of_a_person_is_the_party():
    text = "The map was coordinated by Zorblax Qwertz (OSC) in partnership with Zorblax Qwertz (OSC)."
    assert all("Zorblax" not in one.name for one in find_parties(text, rules("en"), Names(), lexicon("en")))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("President Zuvira Okkonde Pallasena", True),
        ("Prime Minister Zuvira Okkonde", True),
        ("Présidente Zuvira Okkonde", True),
        ("Retired Air Vice Marshal Z.O", True),
        ("Shri Zuvira Okkonde", True),
        ("Governor General", False),
        ("Minister Advisory Council", False),
        ("President Okkonde Administration", False),
        ("Governor Okkonde Literacy Campaign", False),
        ("Zuvira Okkonde Pallasena", False),
    ],
)
def test_behind_the_title_of_an_office_stands_a_name_that_no_list_has(name, wanted):
    assert is_person(name) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It was opened by Zorblax Qwertz (UNDP) and Tide Circle (TC).", ["Tide Circle", "TC"]),
        ("It was opened by Xavier Qwertz (UNDP) and the Zorblax Circle.", ["Zorblax Circle"]),
    ],
)
def test_letters_in_brackets_that_a_name_has_not_are_the_body_of_a_person(text, wanted):
    found = [text[start:end] for start, end, _ in find_strangers(text, ())]
    assert [one for one in found if one != "UNDP"] == wanted


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Responsables", "Zorblax Chen Shi et Marie Tremblay"),
        ("Responsable", "Xavier Qwertz"),
        ("Lead", "Zorblax Qwertz, Marie Tremblay & Mark Baker"),
        ("Partners", "Mark Baker and Zorblax Qwertz"),
        ("Partners", "Mathilda, Michel and Théophile"),
    ],
)
def test_a_label_that_names_a_person_names_persons_only(label, value):
    text = f"# Harbour Data Portal\n\nNova Scotia launched the Harbour Data Portal in 2021.\n\n{label}: {value}\n"
    claims = read(None, text.encode(), "text.md").claims
    assert {c.object for c in claims if c.predicate == "lead"} == {"CA-NS"}
    assert not [c for c in claims if c.predicate in ("member", "external_partner")]

"""Names in capitals that may be bodies: French ones with a noun in small letters, no offices of persons."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.strangers import find_strangers


def found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in find_strangers(text, [])]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("hier la Gazette des communes a ouvert le port.", ["Gazette des communes"]),
        ("hier la Gazette du littoral a ouvert le port.", ["Gazette du littoral"]),
        ("hier la Ligue de l’enseignement a ouvert le port.", ["Ligue de l’enseignement"]),
        ("hier la Gazette des Communes a ouvert le port.", ["Gazette des Communes"]),
        ("hier MARELAB du port a ouvert.", ["MARELAB"]),
        ("hier la Gazette de bon matin a ouvert.", ["Gazette"]),
        ("hier le Directeur de la communication a ouvert le port.", []),
    ],
)
def test_a_single_french_word_has_the_noun_behind_it_as_well(text, wanted):
    assert found(text) == wanted


@pytest.mark.parametrize(
    "office",
    [
        "Japanese Ambassador", "Undersecretary of State for Harbour Innovation", "Head of Economic Cooperation",
        "Chief Representative", "Commissioner", "Ambassadrice", "Senior Representative",
    ],
)  # fmt: skip
def test_an_office_of_a_person_is_no_body(office):
    assert found(f"then the {office} opened the Tide Circle.") == ["Tide Circle"]


def test_a_commission_of_somebody_is_one():
    assert found("then the Privacy Commissioner of Tides opened it.") == ["Privacy Commissioner of Tides"]


def test_no_name_of_a_body_has_a_person_in_it():
    assert found("With Tide Circle Mr.Baker and Pier Circle Ms. Young came.") == ["Tide Circle", "Pier Circle"]


def test_no_name_goes_on_in_the_next_cell():
    text = "then Tide Circle Pier Ring opened it"
    spans = find_strangers(text, [], [(0, 16), (16, len(text))])
    assert [text[start:end] for start, end, _ in spans] == ["Tide Circle", "Pier Ring"]


@pytest.mark.parametrize("when", ["In May", "Since last June", "They met, and in early August", "Late March"])
def test_a_month_before_a_name_is_no_part_of_it(when):
    assert found(f"{when} Tide Circle opened the port.")[-1] == "Tide Circle"


@pytest.mark.parametrize("name", ["June Bay Circle", "August Group", "March for Water"])
def test_a_month_that_begins_a_name_is_a_part_of_it(name):
    assert found(f"then the {name} opened the port.") == [name]

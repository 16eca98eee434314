"""Where a name of a piece of work begins and ends."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.titles import trim


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Under the Harbour Growth Plan", "Harbour Growth Plan"),
        ("Comprising Integrated Tide Facility", "Integrated Tide Facility"),
        ("the Tide Agenda, including the Gauge Fund and others", "Tide Agenda"),
        ("Grâce au Plan des marées", "Plan des marées"),
        ("Dans le cadre du Programme des quais", "Programme des quais"),
        ("le Plan des marées, notamment le fonds des quais", "Plan des marées"),
        ("Within reach", "Within reach"),
        ("With", "With"),
        ("Projet des quais actuellement", "Projet des quais"),
        ("entente de collecte des algues sur", "entente de collecte des algues"),
        ("Plan des berges et autorisant son maire à signer", "Plan des berges"),
        ("bouclage du port en réhabilitant la ligne du quai", "bouclage du port"),
        ("accord de financement a été signé le 5 mai", "accord de financement"),
        ("accord de coopération entre la Ville", "accord de coopération entre la Ville"),
        ("vendredi 9 février 2007 Plan des quais", "Plan des quais"),
        ("Programme en faveur de l'enfant", "Programme en faveur de l'enfant"),
        (
            "accord portant création du port et concernant les quais",
            "accord portant création du port et concernant les quais",
        ),
        ("Plan UN", "Plan UN"),
        ("register of moorings and directed staff to prepare it", "register of moorings"),
        ("working group on dredging and asked officials", "working group on dredging"),
        ("contract for dredging of the basin be awarded to", "contract for dredging of the basin"),
        ("action plan on lost gear led", "action plan on lost gear"),
        ("Plan to Build and Approve", "Plan to Build and Approve"),
        ("One Harbour programme", "One Harbour programme"),
        ("one harbour programme", "harbour programme"),
        ("consultation l’avant-projet de loi", "avant-projet de loi"),
        ("développer la carte des quais", "développer la carte des quais"),
        ("plan l’Eau pour tous", "plan l’Eau pour tous"),
    ],
)
def test_names_are_without_what_opens_a_sentence_and_without_examples(text: str, name: str):
    start, end = trim(text, 0, len(text))
    assert text[start:end] == name


def test_a_name_does_not_keep_one_of_its_sides_alone():
    text = "accord de coopération entre la Ville, la Région et le port"
    start, end = trim(text, 0, text.index(","))
    assert text[start:end] == "accord de coopération"

"""Documents of several members: who sends them, and who leads what."""

from __future__ import annotations

import pytest

from tests.helpers.fact_table import Facts
from tests.helpers.reading import read

JOINT = {
    "en": """Government of Alberta and Government of Saskatchewan
Joint submission, Winter 2023

The two governments send one submission.

Shared Plates

Lead: Saskatchewan. The plates are accepted in both provinces and were launched in May 2022.

Common Weather Page

Alberta runs the page for both. It has been in use since June 2021.
""",
    "fr": """Gouvernement de l’Alberta et gouvernement de la Saskatchewan
Mémoire conjoint, hiver 2023

Les deux gouvernements envoient un seul mémoire au conseil.

Plaques partagées

Responsable : Saskatchewan. Les plaques sont acceptées dans les deux provinces et ont été lancées en mai 2022.

Page météo commune

L’Alberta tient la page pour les deux. Elle est utilisée depuis juin 2021.
""",
}
LEADS_JOINT = [["CA-SK"], ["CA-AB"]]
INVENTORY = {
    "en": """List of services under way
Winter 2023

Members gave one line for each.

• Boat Licence (lead: Nova Scotia). Run with Maine; launched in May 2022.
• Noise Map – Lead: City of Regina. Started in June 2021.
• Road Cameras – Manitoba, with Saskatchewan; in use since July 2020.
• Something that nobody leads. It was launched in May 2020.
""",
    "fr": """Liste des services en chantier
Hiver 2023

Les membres ont donné une ligne pour chacun.

• Permis de bateau (responsable : Nouvelle-Écosse). Exploité avec le Maine; lancé en mai 2022.
• Carte du bruit – Responsable : Ville de Regina. Commencée en juin 2021.
• Caméras de route – Manitoba, avec la Saskatchewan; en service depuis juillet 2020.
• Une chose que personne ne dirige. Elle a été lancée en mai 2020.
""",
}
TITLES = {
    "en": ["Boat Licence", "Noise Map", "Road Cameras"],
    "fr": ["Permis de bateau", "Carte du bruit", "Caméras de route"],
}


def read_facts(text: str) -> Facts:
    return Facts(read(None, text.encode(), "several.txt"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_of_a_joint_submission_each_item_has_its_lead(language):
    facts = read_facts(JOINT[language])
    leads = {facts.titles[one]: facts.values("initiative", one, "lead") for one in facts.titles}
    assert sorted(leads.values(), reverse=True) == LEADS_JOINT
    assert sorted(facts.edition("submitted")) == ["CA-AB", "CA-SK"]
    assert not any("Lead" in facts.summary(title) or "Responsable" in facts.summary(title) for title in leads)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_of_a_list_that_nobody_sends_each_item_has_its_lead(language):
    facts = read_facts(INVENTORY[language])
    leads = {facts.titles[one]: facts.lead(one) for one in facts.titles}
    assert leads == dict(zip(TITLES[language], ["CA-NS", "REGINA", "CA-MB"], strict=True))
    members = [set(each) for each in facts.partnerships().values()]
    assert {"CA-NS", "MAINE"} in members
    assert {"CA-MB", "CA-SK"} in members
    assert any("nobody" in each.text or "personne" in each.text for each in facts.reading.unplaced)


def test_a_list_without_leads_gives_nobody_a_lead():
    text = (
        INVENTORY["en"].replace("(lead: Nova Scotia)", "").replace("Lead: City of Regina", "").replace("Manitoba,", "")
    )
    reading = read_facts(text).reading
    assert not [claim for claim in reading.claims if claim.predicate == "lead" and claim.stated]


def test_a_member_does_not_speak_for_another():
    text = "Government of Yukon\nReport to the council, Winter 2023\n\n" + INVENTORY["en"].split("each.\n\n")[1]
    facts = read_facts(text)
    assert {facts.lead(one) for one in facts.titles} == {"CA-YT"}
    assert facts.reading.notes


@pytest.mark.parametrize(
    "title",
    ["Government of Manitoba, Department of Families", "Gouvernement du Manitoba, ministère des Familles"],
)
def test_a_ministry_next_to_its_government_is_that_government(title):
    word = "Report" if title.startswith("Government") else "Rapport"
    season = "Winter 2023" if word == "Report" else "hiver 2023"
    facts = read_facts(f"{title}\n{word}, {season}\n\nNight Desk\n\nThe desk was launched in May 2022.\n\n"
                 "Day Desk\n\nThe desk is for the public.\n")  # fmt: skip
    assert facts.edition("submitted") == ["CA-MB"]

"""Who leads a piece of work, where a sentence names others beside whoever acts."""

from __future__ import annotations

import pytest

from graph.claims import SourceHints
from loaders.inputs.read import FileLoader


def read(text: str, hints: SourceHints | None = None) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Who leads each piece of work, and who else takes part, by its title."""
    (reading,) = FileLoader(hints=hints or SourceHints(), isolate=False).load_bytes(text.encode(), "text.txt")
    claims = [claim for claim in reading.claims if not claim.proposed]
    titles = {c.subject: c.value or "" for c in claims if c.kind == "initiative" and c.predicate == "title"}
    about = {c.subject: c.object or "" for c in claims if c.kind == "partnership" and c.predicate == "initiative"}
    leads = {titles[c.subject]: c.object or "" for c in claims if c.predicate == "lead"}
    others: dict[str, set[str]] = {title: set() for title in titles.values()}
    for claim in claims:
        if claim.predicate == "member" and claim.qualifier == "partner":
            others[titles[about[claim.subject]]].add(claim.object or "")
        elif claim.predicate == "external_partner":
            others[titles[claim.subject]].add(claim.value or "")
    return leads, others


@pytest.mark.parametrize(
    "text",
    [
        "Iceland in partnership with the World Bank launched the Young Anglers Program in 2021.",
        "Iceland, in partnership with the World Bank, launched the Young Anglers Program in 2021.",
        "Iceland in conjunction with the World Bank (WB) will roll out the Young Anglers Program in 2021.",
        "Iceland with support from the World Bank has developed the Young Anglers Program.",
        "Iceland alongside the World Bank runs the Young Anglers Program.",
        "Iceland together with the World Bank launched the Young Anglers Program.",
        "In partnership with the World Bank, Iceland launched the Young Anglers Program in 2021.",
        "On 3 May 2021, in collaboration with the World Bank, Iceland launched the Young Anglers Program.",
    ],
)
def test_whoever_acts_with_others_leads(text):
    assert read(text) == ({"Young Anglers Program": "ICELAND"}, {"Young Anglers Program": {"WORLD-BANK"}})


@pytest.mark.parametrize(
    "text",
    [
        "L’Islande en partenariat avec la Banque mondiale a lancé la Plateforme des quais en 2021.",
        "L’Islande, en partenariat avec la Banque mondiale, a lancé la Plateforme des quais en 2021.",
        "L’Islande avec l’appui de la Banque mondiale met en place la Plateforme des quais.",
        "L’Islande de concert avec la Banque mondiale lancera la Plateforme des quais.",
        "L’Islande conjointement avec la Banque mondiale pilote la Plateforme des quais.",
        "En partenariat avec la Banque mondiale, l’Islande a lancé la Plateforme des quais en 2021.",
    ],
)
def test_whoever_acts_with_others_leads_in_french(text):
    assert read(text) == ({"Plateforme des quais": "ICELAND"}, {"Plateforme des quais": {"WORLD-BANK"}})


def test_of_a_list_before_a_comma_only_the_last_act():
    leads, others = read("In partnership with Norway and the World Bank, Iceland launched the Young Anglers Program.")
    assert (leads, *others.values()) == ({"Young Anglers Program": "ICELAND"}, {"NORWAY", "WORLD-BANK"})
    leads, others = read("Iceland in partnership with Norway, Denmark and Sweden launched the Young Anglers Program.")
    assert (leads, *others.values()) == ({"Young Anglers Program": "ICELAND"}, {"NORWAY", "DENMARK", "SWEDEN"})


def test_a_network_that_acts_with_a_body_is_no_piece_of_work():
    leads, others = read("Iceland together with the Reef Farm Network launched the Young Anglers Program in 2021.")
    assert (leads, others) == ({"Young Anglers Program": "ICELAND"}, {"Young Anglers Program": {"Reef Farm Network"}})

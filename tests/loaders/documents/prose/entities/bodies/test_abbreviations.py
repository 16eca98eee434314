"""A body has one name: an abbreviation that its document explains is that body, whatever the letters are."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.bodies.abbreviations import is_short_for
from loaders.documents.prose.entities.strangers import find_explained
from tests.helpers.reading import read

ENGLISH = """\
# Beach Safety Plan

The City of Riverton launched the Beach Safety Plan in 2021 in partnership with Surf Rescue Eastland (SRE). SRE will run
the patrols of the plan until 2024. The plan is funded together with Code for Riverton (C4R), and C4R builds its website
for all the beaches of the town.
"""
FRENCH = """\
# Plan des plages sûres

La ville de Rivière-Claire a lancé le Plan des plages sûres en 2021 en partenariat avec Marées-Dunes International
(MDI). MDI assure les patrouilles du plan jusqu’en 2024. Le plan est financé avec le soutien de Sauveteurs Unis du
Littoral (SUL), et SUL construit son site pour toutes les plages de la ville.
"""
TEXTS = {
    "en": (ENGLISH, {"Surf Rescue Eastland", "Code for Riverton"}),
    "fr": (FRENCH, {"Marées-Dunes International", "Sauveteurs Unis du Littoral"}),
}


@pytest.mark.parametrize(
    ("short", "name", "wanted"),
    [
        ("C4R", "Code for Riverton", True),
        ("ET3", "Eastland Tide Circle", True),
        ("MinTid", "Ministry of Tides", True),
        ("TIDEX", "Tidal Exchange", True),
        ("EXTID", "Tidal Exchange", False),
        ("MTX", "Harbour Circle", False),
        ("42", "Harbour Circle", False),
    ],
)
def test_letters_of_a_name(short, name, wanted):
    assert is_short_for(short, name) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We met Surf Rescue Eastland (SRE) and the Tide Circle (a club).", [("SRE", "Surf Rescue Eastland")]),
        ("We met Surf Rescue Eastland (“SRE”).", [("SRE", "Surf Rescue Eastland")]),
        (
            "Nous avons vu Marées-Dunes International (le «\N{NO-BREAK SPACE}MDI\N{NO-BREAK SPACE}»).",
            [("MDI", "Marées-Dunes International")],
        ),
        ("We met Alix Zorblax (SRE).", []),
        ("We met Zorblax (ZX).", []),
    ],
)
def test_unknown_names_that_have_an_abbreviation_in_brackets(text, wanted):
    assert list(find_explained(text)) == wanted


@pytest.mark.parametrize("language", TEXTS)
def test_a_partner_and_its_abbreviation_are_one_partner(language):
    text, wanted = TEXTS[language]
    claims = read(None, text.encode(), "text.md").claims
    assert {c.value for c in claims if c.predicate == "external_partner"} == wanted


def test_the_abbreviation_of_a_body_is_one_of_its_names():
    text = """\
# Tide Map

The Riverton Tide Agency (RTA) launched the Tide Map in 2021 with Iceland. RTA leads the Tide Map, which shows the water
at every quay of the country to all who want to know when it comes and goes.
"""
    claims = read(None, text.encode(), "text.md").claims
    (lead,) = {c.object for c in claims if c.predicate == "lead"}
    names = {c.predicate: c.value for c in claims if c.kind == "jurisdiction" and c.subject == lead}
    assert names["name"] == "Riverton Tide Agency"
    assert names["abbreviation"] == "RTA"

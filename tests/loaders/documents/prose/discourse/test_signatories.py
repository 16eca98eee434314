"""Who signs an agreement: a line that names a side, in capitals or behind "for", above that of the signature."""

from __future__ import annotations

import pytest

from tests.helpers.reading import read

EN = """Tide Register Programs Memorandum of Understanding

WHEREAS, the Signatory States keep registers of the tides of their harbours, and wish to keep them in one form; and

WHEREAS, each of the Signatory States has harbours that ships of the others use each day of the year;

NOW THEREFORE, the Signatory States agree to write the tides of each harbour into one register.

1. Register
The Signatory States agree to keep the register for ten years and to read it together each spring.

This Memorandum of Understanding is signed as of the 3rd day of May 2021.

{first}

By: ______________________

Governor

{second}

By: ______________________

Governor
"""
FR = """Convention de partenariat sur le registre des marées

Considérant que les deux parties tiennent chacune un registre des marées de leurs ports et souhaitent le partager ;

1. Objet
Les parties conviennent de tenir un seul registre pendant dix ans et de le relire ensemble à chaque printemps.

2. Moyens
Chaque partie met à disposition une personne qui note les marées de ses ports, chaque jour de l’année.

{first}

Nom : ______________________

{second}

Le Maire
"""
FORMS = {"en": EN, "fr": FR}


def sides(language: str, first: str, second: str) -> tuple[set[str], set[str]]:
    """Who takes part by a signature, and all parties of the document."""
    claims = list(read(None, FORMS[language].format(first=first, second=second).encode(), "agreement.txt").claims)
    signed = {
        one.object or "" for one in claims if one.predicate == "member" and one.rule == "signatory-of-an-agreement"
    }
    return signed, {one.object or "" for one in claims if one.predicate in ("member", "lead")}


@pytest.mark.parametrize(
    ("language", "first", "second", "wanted"),
    [
        ("en", "THE STATE OF MAINE", "THE COMMONWEALTH OF MASSACHUSETTS", {"MAINE", "MASSACHUSETTS"}),
        ("en", "STATE OF MAINE", "STATE OF VERMONT &", {"MAINE", "VERMONT"}),
        ("en", "FOR THE GOVERNMENT OF ICELAND", "FOR THE CITY OF ALDERWICK", {"ICELAND", "ALDERWICK"}),
        ("en", "For the Government of Iceland:", "On behalf of the City of Alderwick:", {"ICELAND", "ALDERWICK"}),
        ("fr", "POUR LE GOUVERNEMENT DU QUÉBEC", "POUR LA VILLE DE BOULAY", {"CA-QC", "BOULAY"}),
        ("fr", "Pour le gouvernement du Québec,", "Pour la commune de Boulay,", {"CA-QC", "BOULAY"}),
    ],
)
def test_each_line_above_a_signature_names_a_side(language, first, second, wanted):
    signed, parties = sides(language, first, second)
    assert signed == wanted
    assert not [one for one in parties if "SIGNATORY" in one]


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "FOR OFFICE USE ONLY", "FOR INFORMATION"),
        ("en", "The State of Maine wrote to the council.", "Vermont and Maine"),
        ("fr", "POUR INFORMATION", "Pour plus de détails"),
    ],
)
def test_other_lines_above_a_signature_name_none(language, first, second):
    assert not sides(language, first, second)[0]

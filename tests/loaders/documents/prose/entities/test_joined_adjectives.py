"""Adjectives that join two governments."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.parties import find_parties, read_names
from loaders.text.rules import rules
from tests.loaders.documents.prose.claims.test_proposals import claims_of


def parties(text, language):
    known = rules(language)
    return [(one.name, one.id) for one in find_parties(text, known, read_names([text], known))]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "L'accord franco-arménien de 2024.", ["FRANCE", "ARMENIA"]),
        ("fr", "Le partenariat italo-tunisien sur l'eau.", ["ITALY", "TUNISIA"]),
        ("fr", "Le Forum sino-africain se tient cette année.", ["CHINA"]),
        ("fr", "Le sommet franco-canadien.", ["FRANCE", "CA"]),
        ("fr", "Le Fonds franco-québécois pour la coopération.", ["FRANCE", "CA-QC"]),
        ("en", "The Sino-Danish agreement.", ["CHINA", "DENMARK"]),
        ("en", "The Anglo-Irish Agreement.", ["UNITED-KINGDOM", "IRELAND"]),
        ("en", "The Canadian-Norwegian fund.", ["CA", "NORWAY"]),
        ("fr", "La communauté franco-canadienne et les franco-ontariens.", []),
        ("fr", "Une famille italo-canadienne.", []),
        ("en", "The Italo-Canadian community of the town.", []),
        ("en", "Indo-European languages, the Indo-Pacific region and Anglo-Saxon law.", []),
    ],
)  # fmt: skip
def test_both_governments_of_a_joined_adjective_are_named(language, text, found):
    assert [one for _, one in parties(text, language)] == found


def test_both_governments_of_an_agreement_are_its_sides():
    text = (
        "# Nouvelles du ministère\n\nL'accord franco-arménien sur les semences a été signé le 3 mai 2011. L'accord "
        "franco-arménien sur les semences prévoit que des chercheurs des deux pays comparent ce qu'ils ont semé, et "
        "qu'ils publient leurs résultats chaque automne dans une revue commune.\n"
    )
    members = {one.object for one in claims_of(text) if one.predicate in ("member", "lead") and not one.proposed}
    assert members == {"FRANCE", "ARMENIA"}

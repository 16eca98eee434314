"""Governments that somebody pays are parties, though "à" stands before them as before places."""

from __future__ import annotations

import pytest

from loaders.documents.prose.entities.parties import find_parties, read_names
from loaders.documents.prose.lexicon import lexicon
from loaders.text.rules import rules


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Une aide de 200 000 $ à la Ville de Gatineau est versée.", ["GATINEAU"]),
        ("Une subvention au Bénin est versée.", ["BENIN"]),
        ("un quai de 200 000 euros à Gatineau", []),
        ("Les aides aux entreprises à Genève sont versées.", []),
    ],
)
def test_a_government_that_is_paid_is_no_place(text: str, found: list[str]):
    known = rules("fr")
    assert [one.id for one in find_parties(text, known, read_names([text], known), lexicon("fr"))] == found

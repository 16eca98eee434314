"""Contact persons are left out; what stands beside them is kept."""

from __future__ import annotations

import pytest

from loaders.layout.contacts import without_people
from loaders.text.lines import read_lines
from loaders.text.rules import rules

ITEMS = [
    ("en", "- Trail map with Manitoba. Contact: Jane Roe, jane.roe@example.org", "- Trail map with Manitoba"),
    ("en", "- Snow route texts (Pat Poe, 204-555-0199)", "- Snow route texts"),
    ("en", "• Shared licence desk, Pat Poe, pat@example.org", "• Shared licence desk"),
    ("fr", "- Carte des sentiers – Personne-ressource : Jeanne Roe, 514-555-0101", "- Carte des sentiers"),
]


@pytest.mark.parametrize(("language", "item", "kept"), ITEMS)
def test_an_item_that_ends_with_a_contact_loses_only_the_contact(language, item, kept):
    found = without_people(read_lines(item), rules(language))
    assert [line.text for line in found.lines] == [kept]
    assert [line.number for line in found.removed] == [1]


@pytest.mark.parametrize("item", ["- Jane Roe, jane.roe@example.org", "- Pat Poe 204-555-0199"])
def test_an_item_that_is_a_contact_is_omitted(item):
    assert without_people(read_lines(item), rules("en")).lines == []

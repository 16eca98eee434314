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
    ],
)
def test_names_are_without_what_opens_a_sentence_and_without_examples(text: str, name: str):
    start, end = trim(text, 0, len(text))
    assert text[start:end] == name

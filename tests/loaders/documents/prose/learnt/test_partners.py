"""A party that may lead a piece of work, and does not, more likely takes part in it."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from loaders.documents.prose.learnt.models.model import model
from loaders.documents.prose.learnt.roles import CO_LEADS, MAY_LEAD, MAY_TAKE_PART, PARTNERS, refine
from tests.loaders.documents.prose.learnt.test_proximity import read
from tests.loaders.documents.prose.test_learnt import EN

TEXT = f"{EN}\nFerry Notice is led by Norway. The map of Ferry Notice has the piers of Iceland.\n"
LIKELY = PARTNERS - CO_LEADS * 0.4  # too little alone


@pytest.mark.parametrize(
    ("partner", "lead", "found"),
    [
        (PARTNERS, 0.0, True),
        (LIKELY, 0.0, False),
        (LIKELY, 0.41, True),
        (PARTNERS - 0.01, MAY_LEAD - 0.01, False),
        (MAY_TAKE_PART - 0.01, 0.99, False),
    ],
)
def test_a_party_that_may_lead_takes_part_with_less(partner, lead, found):
    discourse, works = read(TEXT)
    (work,) = [work for work in works if work.title == "Ferry Notice"]
    number = works.index(work)
    with patch("loaders.documents.prose.learnt.roles._likely") as given:
        given.side_effect = [
            [{number: {"NORWAY": 0.99, "ICELAND": lead}}, {number: {"NORWAY": 0.1, "ICELAND": partner}}],
            [{}],
        ]
        refine(discourse, works, model())
    assert {fact.party.key for fact in work.roles if fact.role == "lead"} == {"NORWAY"}
    assert ("ICELAND" in {fact.party.key for fact in work.roles}) is found
    assert all(fact.confidence is None or fact.confidence <= 1 for fact in work.roles)

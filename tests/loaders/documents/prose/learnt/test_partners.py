"""A party that may lead a piece of work, and does not, more likely takes part in it."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest

from loaders.documents.prose.learnt.models.model import model
from loaders.documents.prose.learnt.roles import (
    CO_LEADS,
    LEADS_BY_RULE,
    MAY_LEAD,
    MAY_TAKE_PART,
    PARTNERS,
    PARTNERS_BY_RULE,
    SIDES_BY_RULE,
    refine,
)
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


BOTH_LEAD = f"{EN}\nNorway leads Ferry Notice. In the north, Iceland launched Ferry Notice on all of its piers.\n"
SIDES = f"{EN}\nNorway and Iceland wrote a new plan for Ferry Notice. Norway and Iceland have many piers.\n"


def roles_of(text, leads, partners, *, role=None):
    """The roles of a piece of work in a text, by party, when each party is so likely to have one."""
    discourse, works = read(text)
    (work,) = [work for work in works if work.title == "Ferry Notice"]
    if role is not None:
        work.roles = [replace(fact, role=role, stated=False) for fact in work.roles]
    number = works.index(work)
    with patch("loaders.documents.prose.learnt.roles._likely") as given:
        given.side_effect = [[{number: dict(leads)}, {number: dict(partners)}], [{}]]
        refine(discourse, works, model())
    return {fact.party.key: fact for fact in work.roles}


@pytest.mark.parametrize("likely", [PARTNERS_BY_RULE, PARTNERS_BY_RULE - 0.01])
def test_a_second_party_that_leads_by_words_takes_part_where_that_is_likely(likely):
    found = roles_of(BOTH_LEAD, {"NORWAY": 0.99, "ICELAND": 0.9}, {"NORWAY": 0.1, "ICELAND": likely})
    assert found["NORWAY"].role == "lead"
    assert ("ICELAND" in found) is (likely >= PARTNERS_BY_RULE)
    if "ICELAND" in found:
        one = found["ICELAND"]
        assert (one.role, one.stated, one.confidence) == ("partner", False, likely)
        assert one.passage.text[one.start : one.stop].startswith("Iceland launched")


@pytest.mark.parametrize("likely", [SIDES_BY_RULE, SIDES_BY_RULE - 0.01])
def test_a_side_of_several_takes_part_with_less(likely):
    partners = {"NORWAY": likely, "ICELAND": likely}
    found = roles_of(SIDES, dict.fromkeys(partners, 0.1), partners, role="side")
    assert found.keys() == ({"NORWAY", "ICELAND"} if likely >= SIDES_BY_RULE else set())


def test_the_side_that_leads_is_not_taken_away():
    partners = {"NORWAY": SIDES_BY_RULE - 0.1, "ICELAND": SIDES_BY_RULE}
    found = roles_of(SIDES, {"NORWAY": LEADS_BY_RULE, "ICELAND": 0.1}, partners, role="side")
    assert found.keys() == {"NORWAY", "ICELAND"}

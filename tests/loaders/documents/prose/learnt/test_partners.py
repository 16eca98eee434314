"""From which likelihood a party takes part in a piece of work."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest

from loaders.documents.prose.learnt.models.model import model
from loaders.documents.prose.learnt.roles import LEADS_BY_RULE, PARTNERS, PARTNERS_BY_RULE, PARTNERS_OF_OTHERS, refine
from tests.loaders.documents.prose.learnt.test_proximity import read
from tests.loaders.documents.prose.test_learnt import EN

BOTH_LEAD = f"{EN}\nNorway leads Ferry Notice. In the north, Iceland launched Ferry Notice on all of its piers.\n"
NAMED = f"{EN}\nFerry Notice is led by Norway. The map of Ferry Notice has the piers of Iceland.\n"
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


@pytest.mark.parametrize("lead", [0.0, 0.99])
@pytest.mark.parametrize("likely", [PARTNERS, PARTNERS - 0.01])
def test_a_party_that_no_rule_finds_takes_part_where_that_is_likelier_than_not(likely, lead):
    found = roles_of(NAMED, {"NORWAY": 0.99, "ICELAND": lead}, {"NORWAY": 0.1, "ICELAND": likely})
    assert found["NORWAY"].role == "lead"
    assert ("ICELAND" in found) is (likely >= PARTNERS)
    if "ICELAND" in found:
        assert (found["ICELAND"].role, found["ICELAND"].confidence) == ("partner", likely)


ELSEWHERE = "\nIceland launched the Quiet Harbour Programme in May 2020. Iceland leads the Quiet Harbour Programme.\n"
WITH = "Norway leads Ferry Notice in partnership with Sweden."


@pytest.mark.parametrize("text", [f"{NAMED}{ELSEWHERE}", f"{NAMED}{WITH}\n{ELSEWHERE}"])
@pytest.mark.parametrize("likely", [PARTNERS, PARTNERS_OF_OTHERS])
def test_where_words_state_several_parties_those_of_other_work_have_to_be_likelier(text, likely):
    partners = {"NORWAY": 0.1, "ICELAND": likely} | ({"SWEDEN": 0.9} if WITH in text else {})
    found = roles_of(text, {"NORWAY": 0.99, "ICELAND": 0.1}, partners)
    assert ("SWEDEN" in found) is (WITH in text)
    assert ("ICELAND" in found) is (WITH not in text or likely >= PARTNERS_OF_OTHERS)


@pytest.mark.parametrize("likely", [PARTNERS, PARTNERS - 0.01])
def test_a_second_party_that_leads_by_words_takes_part_where_that_is_likely(likely):
    found = roles_of(BOTH_LEAD, {"NORWAY": 0.99, "ICELAND": 0.9}, {"NORWAY": 0.1, "ICELAND": likely})
    assert found["NORWAY"].role == "lead"
    assert ("ICELAND" in found) is (likely >= PARTNERS)
    if "ICELAND" in found:
        one = found["ICELAND"]
        assert (one.role, one.stated, one.confidence) == ("partner", False, likely)
        assert one.passage.text[one.start : one.stop].startswith("Iceland launched")


@pytest.mark.parametrize("likely", [PARTNERS_BY_RULE, PARTNERS_BY_RULE - 0.01])
def test_a_side_of_several_takes_part_with_less(likely):
    partners = {"NORWAY": likely, "ICELAND": likely}
    found = roles_of(SIDES, dict.fromkeys(partners, 0.1), partners, role="side")
    assert found.keys() == ({"NORWAY", "ICELAND"} if likely >= PARTNERS_BY_RULE else set())


def test_the_side_that_leads_is_not_taken_away():
    partners = {"NORWAY": PARTNERS_BY_RULE - 0.1, "ICELAND": PARTNERS_BY_RULE}
    found = roles_of(SIDES, {"NORWAY": LEADS_BY_RULE, "ICELAND": 0.1}, partners, role="side")
    assert found.keys() == {"NORWAY", "ICELAND"}


@pytest.mark.parametrize("role", ["lead", "partner"])
def test_a_party_with_the_name_of_a_piece_of_work_has_no_role_in_it(role):
    text = f"{EN}\nThe map of Ferry Notice has the piers of Iceland.\n"
    likely = {"FERRY-NOTICE": 0.99, "ICELAND": 0.6}
    found = roles_of(text, likely if role == "lead" else {}, likely if role == "partner" else {})
    assert [fact.role for key, fact in found.items() if key == "ICELAND"] == [role]
    assert "FERRY-NOTICE" not in found

"""Of several dates of a piece of work, the likeliest is inferred; another one only where it is nearly sure."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest

from loaders.documents.prose.learnt.models.model import model
from loaders.documents.prose.learnt.pairs.inferred_dates import (
    DATES,
    DATES_BY_RULE,
    DATES_NEAR_A_NAME,
    FEW_WORKS,
    ONLY_DATES,
    OTHER_DATES,
)
from loaders.documents.prose.learnt.roles import refine
from tests.loaders.documents.prose.learnt.test_proximity import read
from tests.loaders.documents.prose.test_learnt import EN

FIRST, SECOND, OWN = "2021-05", "2022-06", "2021-02-01"  # the last is that of the document
TEXT = (
    f"{EN}\nIn May 2021, Ferry Notice came to the northern piers, and in June 2022 Ferry Notice came to all others.\n"
)
LIKELY = (DATES + OTHER_DATES) / 2
SURE = OTHER_DATES + 0.05


@pytest.mark.parametrize(
    ("likely", "found"),
    [
        ({FIRST: LIKELY, SECOND: LIKELY - 0.01}, {FIRST}),
        ({FIRST: LIKELY - 0.01, SECOND: LIKELY}, {SECOND}),
        ({FIRST: SURE, SECOND: SURE - 0.01}, {FIRST, SECOND}),
        ({FIRST: LIKELY, OWN: SURE}, {FIRST}),
    ],
)
def test_one_date_is_inferred_unless_others_are_nearly_sure(likely, found):
    """The document's own date, which is added to no work that has another one, does not make that one a second one."""
    discourse, works = read(TEXT)
    (work,) = [work for work in works if work.title == "Ferry Notice"]
    work.dates = []
    with patch("loaders.documents.prose.learnt.roles._likely") as given:
        given.side_effect = [[{}, {}], [{works.index(work): dict(likely)}]]
        refine(discourse, works, model())
    assert {fact.edtf for fact in work.dates} == found


@pytest.mark.parametrize(
    ("rule", "likely", "is_found"),
    [
        ("date-beside-a-name", DATES_NEAR_A_NAME, True),
        ("date-beside-a-name", DATES_NEAR_A_NAME - 0.01, False),
        ("date-launch", DATES_BY_RULE - 0.01, False),
    ],
)
def test_a_date_in_a_clause_with_a_name_needs_less_to_be_one_of_it(rule, likely, is_found):
    discourse, works = read(TEXT)
    (work,) = [work for work in works if work.title == "Ferry Notice"]
    (date,) = [fact for fact in work.dates if fact.edtf == SECOND]
    work.dates = [replace(date, rule=rule)]
    with patch("loaders.documents.prose.learnt.roles._likely") as given:
        given.side_effect = [[{}, {}], [{works.index(work): {FIRST: likely + 0.01, SECOND: likely}}]]
        refine(discourse, works, model())
    assert (SECOND in {fact.edtf for fact in work.dates}) is is_found


@pytest.mark.parametrize(
    ("likely", "many", "found"),
    [
        ({FIRST: ONLY_DATES + 0.01, SECOND: ONLY_DATES}, False, {FIRST}),
        ({FIRST: ONLY_DATES - 0.01}, False, set()),
        ({FIRST: ONLY_DATES + 0.01}, True, set()),
        ({"2021": ONLY_DATES + 0.01, FIRST: ONLY_DATES}, False, set()),
        ({OWN: ONLY_DATES + 0.01, FIRST: ONLY_DATES}, False, set()),
        ({FIRST: ONLY_DATES + 0.01, SECOND: SURE}, False, {SECOND}),
    ],
)
def test_the_only_date_of_a_work_needs_less_in_a_document_of_few_works(likely, many, found):
    """But no year, no date that is only that of the document, and none beside another."""
    discourse, works = read(TEXT)
    (work,) = [work for work in works if work.title == "Ferry Notice"]
    works = [work, *[replace(work, title=f"Ferry {each}") for each in range(FEW_WORKS if many else 0)]]
    work.dates = []
    with patch("loaders.documents.prose.learnt.roles._likely") as given:
        given.side_effect = [[{}, {}], [{0: dict(likely)}]]
        refine(discourse, works, model())
    assert {fact.edtf for fact in work.dates} == found

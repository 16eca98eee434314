"""Of several dates of a piece of work, the likeliest is inferred; another one only where it is nearly sure."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from loaders.documents.prose.learnt.models.model import model
from loaders.documents.prose.learnt.pairs.inferred_dates import DATES, OTHER_DATES
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

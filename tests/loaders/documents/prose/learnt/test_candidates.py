"""Candidates: names that a page cuts off are none, nor is what was visited; a coined word is another name."""

from __future__ import annotations

import pytest

from loaders.documents.prose.learnt.candidates import collect
from loaders.documents.prose.learnt.chooser import judge
from loaders.documents.prose.learnt.models.model import model
from tests.loaders.documents.prose.learnt.test_proximity import read

TEXT = """# Harbour news

The Government of Nova Scotia launched the Harbour Tide Register in May 2021. It shows the tides of every harbour, and
pilots use it each day to plan when they come in and when they leave. {}
"""


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Read more about the Ferry Notice Progr...", False),
        ("Read more about the Ferry Notice Progr…", False),
        ("Read more about the Ferry Notice Progr.", True),
    ],
)
def test_a_name_that_is_cut_off_is_no_candidate(line, is_one):
    discourse, works = read(TEXT.format(line))
    assert any(one.name.endswith("Progr") for one in collect(discourse, works).candidates) is is_one


@pytest.mark.parametrize(
    ("line", "short"),
    [
        ("Coping with Tides and Winds (CoTi) is new.", "CoTi"),
        ("Coping with Tides and Winds (HarbourNet) is new.", None),
        ("Coping with Tides and Winds (Canada) is new.", None),
    ],
)
def test_a_coined_word_in_brackets_with_the_same_first_letter_is_short_for_a_name(line, short):
    discourse, works = read(TEXT.format(line))
    names = [one for one in collect(discourse, works).candidates if one.name.startswith("Coping with Tides")]
    assert {one.acronym for one in names} == {short}


@pytest.mark.parametrize(
    ("line", "is_work"),
    [
        ("The pilots visited the Sustainable Harbour Programme.", False),
        ("The pilots made a visit to the Sustainable Harbour Programme.", False),
        ("The pilots began the Sustainable Harbour Programme.", True),
        (
            "The pilots visited the Sustainable Harbour Programme. The Sustainable Harbour Programme began in 2020.",
            True,
        ),
    ],
)
def test_what_was_only_visited_is_no_piece_of_work(line, is_work):
    discourse, works = read(TEXT.format(line))
    pool = collect(discourse, works)
    likely = judge(pool, None, model())
    found = [
        each for one, each in zip(pool.candidates, likely, strict=True) if one.name == "Sustainable Harbour Programme"
    ]
    assert (max(found) > 0) is is_work

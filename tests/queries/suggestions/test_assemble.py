"""Links become suggestions, of which no two are the same meeting."""

from __future__ import annotations

import pytest

from queries.fulltext.matching.items import Items
from queries.suggestions.assemble import assemble
from queries.suggestions.links import Link

NOTHING = Items({}, {})


def link(kind: str, a: str, b: str, likeness: float, partnership: str | None = None) -> Link:
    return Link(kind, f"{a}/work", f"{b}/work", a, b, likeness, ("wallet",), partnership)


@pytest.mark.parametrize("likenesses", [(0.5, 0.6), (0.6, 0.5), (0.5, 0.5)])
def test_what_two_reuse_of_each_other_is_one_meeting(likenesses):
    links = [link("reuse", "CA-ON", "CRA", likenesses[0]), link("reuse", "CRA", "CA-ON", likenesses[1])]
    (made,) = assemble(links, NOTHING, {})
    assert made.best.likeness == max(likenesses)
    assert made == assemble(links, NOTHING, {})[0]


def test_partnerships_that_each_of_two_could_join_are_one_meeting():
    partnerships = {"one": ("CA-ON", "CA-AB"), "other": ("CRA", "CA-AB")}
    links = [link("join", "CA-ON", "CRA", 0.5, "other"), link("join", "CRA", "CA-ON", 0.5, "one")]
    assert len(assemble(links, NOTHING, partnerships)) == 1
    third = {**partnerships, "other": ("CRA", "CA-BC")}  # other members make another meeting
    assert len({one.id for one in assemble(links, NOTHING, third)}) == 2

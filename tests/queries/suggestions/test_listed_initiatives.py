"""The lists that a server has of the first initiatives of themes: what they answer, and where a statement has to."""

from __future__ import annotations

import json

import pytest

from graph.store import NEO4J
from queries.suggestions.offers.listed_initiatives import MAX_LISTED, ListedInitiatives


class View:
    """Lists a theme with some finished initiatives, and some others."""

    backend = NEO4J
    dialect = "cypher"

    def __init__(self, finished, others):
        statuses = ["launched"] * finished + [None] * others
        self.listed = [[f"i{at:04}", ("A", "B")[at % 2], status, "{}", "{}"] for at, status in enumerate(statuses)]
        self.asked = []

    def rows(self, _, given):
        self.asked.append(given["themes"])
        claims = [7] * len(self.listed)
        return [{"theme": one, "listed": json.dumps(self.listed), "claims": claims} for one in given["themes"]]


@pytest.mark.parametrize(
    ("finished", "others", "asked", "expected"),
    [
        (MAX_LISTED, 0, (True, None, MAX_LISTED), MAX_LISTED),
        (MAX_LISTED, 0, (False, None, 1), None),  # there may be others
        (450, 150, (True, None, MAX_LISTED), 450),  # others follow, so these are all
        (450, 150, (False, None, 150), 150),
        (450, 150, (False, None, 151), None),
        (450, 150, (True, "A", MAX_LISTED), 225),
        (MAX_LISTED, 0, (True, "A", MAX_LISTED), None),
        (10, 4, (True, "B", 500), 5),
        (10, 4, (False, None, 500), 4),
        (10, 4, (False, None, 3), 3),
    ],
)
def test_a_list_answers_where_it_has_all_that_is_wanted(finished, others, asked, expected):
    listed = ListedInitiatives(View(finished, others))
    listed.begin(["ai"])
    done, lead, limit = asked
    found = listed.find("ai", done=done, lead=lead, limit=limit)
    assert (None if found is None else len(list(found))) == expected


def test_a_theme_is_read_once():
    view = View(1, 1)
    listed = ListedInitiatives(view)
    for themes in (["b", "a"], ["a", "c"], ["a"]):
        listed.begin(themes)
    assert listed.find("d", done=True, lead=None, limit=1) is None
    assert sorted(view.asked) == [["a", "b"], ["c"]]  # at once, in any order
    assert [one.initiative for one in listed.find("c", done=True, lead=None, limit=1)] == ["i0000"]


def test_a_file_lists_nothing():
    view = View(1, 1)
    view.dialect = "sql"
    listed = ListedInitiatives(view)
    listed.begin(["ai"])
    assert not view.asked
    assert listed.find("ai", done=True, lead=None, limit=1) is None

"""Whether two initiatives are one, told twice, and whether a member has done itself what it could learn of another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from graph.text.strings import fold

if TYPE_CHECKING:
    from queries.fulltext.matching.items import Item, Items
    from queries.fulltext.matching.profiles import Likeness, Profiles

LONG_TITLE, SAME_TITLE = 5, 0.6  # two titles of so many tokens that share so many of them tell of the same work
SHORT_TITLE, NEARLY_SAME_TITLE = 3, 0.75  # in short titles, a word more or less (an acronym) is all that may differ
LONG_TEXT, SAME_TEXT = 12, 0.8  # and two texts of so many tokens that share so many of them


def is_same_work(profiles: Profiles, one: Item, other: Item) -> bool:
    """Whether two tell of the same work, by their titles or texts: whoever leads it with the other knows."""
    if set(map(fold, one.titles.values())) & set(map(fold, other.titles.values())):
        return True
    a, b = profiles[one.id], profiles[other.id]
    return (
        _share(a.title, b.title, LONG_TITLE) >= SAME_TITLE
        or _share(a.title, b.title, SHORT_TITLE) >= NEARLY_SAME_TITLE
        or _share(frozenset(a.weights), frozenset(b.weights), LONG_TEXT) >= SAME_TEXT
    )


def _share(one: frozenset[str], other: frozenset[str], least: int) -> float:
    """Return how much of two sets is in both; 0 where one of them has fewer than the least."""
    return len(one & other) / len(one | other) if min(len(one), len(other)) >= least else 0.0


class OwnExperience:
    """How much the finished work of members is like what they are at work on.

    Args:
        items: the initiatives.
        profiles: those of the items.
        compare: how much two initiatives are alike.
    """

    def __init__(self, items: Items, profiles: Profiles, compare: Callable[[Item, Item], Likeness]) -> None:
        self._items = items
        self._profiles = profiles
        self._compare = compare
        self._known: dict[str, float] = {}

    def greatest_likeness(self, item: Item) -> float:
        """Return how much the most alike of the finished initiatives of its own lead is like an initiative."""
        if item.id not in self._known:
            others = (self._items.initiatives[one] for one in self._profiles.find_candidates(item.id))
            own = (one for one in others if one.who == item.who and one.root != item.root and has_lessons(one))
            self._known[item.id] = max((self._compare(item, one).score for one in own), default=0.0)
        return self._known[item.id]


def has_lessons(item: Item) -> bool:
    """Whether an initiative has finished, and was not cancelled: who has done nothing has nothing to tell."""
    return not item.is_open and item.status != "cancelled"

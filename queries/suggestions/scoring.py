"""Scores of suggestions, and a list of them that does not repeat itself.

    score = kind + sum of weight · feature, at most 1

Features of the best link, each from 0 to 1: `text`, how much of the need is met, or how much the initiatives are alike;
`subject`, how rare what they share is among initiatives; `experience`, 1 where the other side has finished, .5 where it
is under way; `other_government`; `same_level`; `shared_partners`, resource allocation (Zhou, Lü & Zhang 2009);
`need_area`, whether several asked about one of their themes; `recency`, 1 where all is in the latest edition, less by
half for each edition since; `asked_for`, whether the text names the other member; `history`, how likely the two are to
become partners by dated partnerships, where there are enough (queries/link_prediction).

A list is diverse by maximal marginal relevance (Carbonell & Goldstein 1998): each next one is that whose score, less
`REPETITION_WEIGHT` times how much it repeats of those before it, is greatest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Final, NamedTuple

from queries.fulltext.matching.tokens import THEME
from queries.suggestions.weights import load_shipped_weights

if TYPE_CHECKING:
    from queries.fulltext.matching.items import Item, Items
    from queries.fulltext.matching.profiles import Profiles
    from queries.suggestions.assemble import Suggestion
    from queries.suggestions.index import SuggestionIndex
    from queries.suggestions.links import Link

REPETITION_WEIGHT: Final = 0.3
# how much two suggestions repeat each other that have the same ...
SAME_ITEM, SAME_MEMBERS, SAME_SUBJECT, SAME_MEMBER, SAME_KIND = 0.5, 0.25, 0.25, 0.1, 0.05
ANOTHER_MEMBER: Final = 0.02  # a suggestion with more members scores so much more for each
History = Callable[[str, str], float]


class Scored(NamedTuple):
    """A suggestion for one member (or for all: None), its score and features."""

    suggestion: Suggestion
    score: float
    features: dict[str, float]


class Scorer:
    """Computes the features and scores of suggestions."""

    def __init__(self, index: SuggestionIndex, items: Items, profiles: Profiles, history: History | None) -> None:
        self._index = index
        self._items = items
        self._profiles = profiles
        self._history = history

    def score(self, suggestion: Suggestion, subject: str | None = None) -> Scored:
        """Return the score of a suggestion; for a member other than the lead, by its own link."""
        own = [link for who, _, link in suggestion.ends() if who == subject]
        link = own[0] if own else suggestion.best
        features = self.compute_features(link)
        weights = load_shipped_weights()
        total = weights["kinds"][suggestion.kind] + sum(
            weights["features"][name] * value for name, value in features.items()
        )
        total += ANOTHER_MEMBER * (len(suggestion.members) - 2)
        return Scored(suggestion, round(min(1.0, total), 3), {name: round(v, 3) for name, v in features.items()})

    def compute_features(self, link: Link) -> dict[str, float]:
        """Return the features of a link."""
        one, other = self._items[link.a], self._items[link.b] if link.b else None
        a, b = sorted((link.who_a, link.who_b))
        proximity = self._index.proximity(a, b)
        both = [one, other] if other else [one]
        themes = {theme for item in both for theme in item.themes}
        rare = [self._profiles.rarity(token) for token in link.shared if self._profiles.says_something(token)]
        return {
            "text": min(1.0, link.likeness),
            "subject": max(rare, default=0.0),
            "experience": _experience(other),
            "other_government": proximity.other_government,
            "same_level": proximity.same_level,
            "shared_partners": min(1.0, proximity.through_partners),
            "need_area": float(not themes.isdisjoint(self._index.wanted_themes)),
            "recency": min(0.5**item.age for item in both),
            "asked_for": float(link.asked_for),
            "history": self._history(link.who_a, link.who_b) if self._history else 0.0,
        }


def _experience(item: Item | None) -> float:
    if item is None or item.status in {"planned", "cancelled"}:
        return 0.0
    return 1.0 if item.status in {"launched", "completed"} or item.is_ended else 0.5


def diversify(scored: Iterable[Scored]) -> list[Scored]:
    """Return suggestions in the order of a list that does not repeat itself, with the scores that they have there."""
    # the position decides between suggestions that are alike in all else
    waiting = [(-one.score, one.suggestion.kind, one.suggestion.id, at, one) for at, one in enumerate(scored)]
    heapify(waiting)
    chosen: list[Scored] = []
    repeated: dict[str, tuple[int, float]] = {}  # how many of those chosen were compared, and the greatest repetition
    while waiting:
        _, kind, key, at, one = heappop(waiting)
        compared, most = repeated.get(key, (0, 0.0))
        for earlier in chosen[compared:]:
            most = max(most, _repetition(one.suggestion, earlier.suggestion))
        repeated[key] = len(chosen), most
        penalized = round(max(0.0, one.score - REPETITION_WEIGHT * most), 3)
        if waiting and -waiting[0][0] > penalized:
            heappush(waiting, (-penalized, kind, key, at, one))
            continue
        chosen.append(one._replace(score=penalized))
    return chosen


def _repetition(one: Suggestion, other: Suggestion) -> float:
    """Return how much a suggestion repeats another, from 0 to 1."""
    members, others = set(one.members), set(other.members)
    return min(
        1.0,
        SAME_ITEM * bool(set(one.items) & set(other.items))
        + SAME_MEMBERS * (len(members & others) >= 2)
        + SAME_SUBJECT * (_subject(one.shared) is not None and _subject(one.shared) == _subject(other.shared))
        + SAME_MEMBER * bool(members & others)
        + SAME_KIND * (one.kind == other.kind),
    )


def _subject(shared: Sequence[str]) -> str | None:
    return next((token for token in shared if not token.startswith(THEME)), None)


def choose_theme(suggestion: Suggestion, items: Items, rarity: Callable[[str], float]) -> str | None:
    """Return the theme of a suggestion: the rarest that its items share, else the rarest of the best link's items."""
    shared = [token.removeprefix(THEME) for token in suggestion.shared if token.startswith(THEME)]
    link = suggestion.best
    own = [theme for item in (link.a, link.b) if item for theme in items[item].themes]
    return max(sorted(shared) or sorted(own), key=rarity, default=None)

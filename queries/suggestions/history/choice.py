"""Choose the topic that two organisations could meet about: the best one, and score what is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import mul
from typing import TYPE_CHECKING, Final

from queries.suggestions.history.topics import (
    TOPIC_FEATURES,
    add_common_partners,
    describe_activity,
    feature_weights,
    find_topics,
    kind_bases,
)

if TYPE_CHECKING:
    from queries.suggestions.history.query import OpportunityQuery
    from queries.suggestions.history.topics import Topic
    from queries.suggestions.index import SuggestionIndex

REPETITION_PENALTY: Final = 0.03
MAX_SHARED_THEMES: Final = 6  # the rarest of the themes that two share are considered,
MAX_TOPIC_THEMES: Final = 3  # and of those the ones listed least often before


class TopicScorer:
    """Scores the topics of two organisations; what the two alone decide is computed once."""

    def __init__(self, index: SuggestionIndex, a: str, b: str) -> None:
        nearness = index.proximity(min(a, b), max(a, b))
        self._index = index
        self._of_pair = (
            1 - 1 / nearness.themes if nearness.themes else 0.0,
            min(1.0, nearness.through_partners),
            nearness.other_government,
            nearness.same_level,
        )

    def score(self, topic: Topic) -> float:
        """Return the score of a topic, at most 1."""
        total: float = kind_bases()[topic.kind] + sum(map(mul, feature_weights(), self.compute_features(topic)))
        return round(min(1.0, total), 3)

    def compute_features(self, topic: Topic) -> tuple[float, ...]:
        """Return the features of a topic, in the order of `TOPIC_FEATURES`."""
        index, theme, one, other = self._index, topic.theme or "", topic.a_initiative, topic.b_initiative
        text = 0.0
        if one and other:
            focus = (index.states_theme(one, theme) + index.states_theme(other, theme)) / 2
            text = index.text_similarity(one, other)
            is_latest = one in index.latest and other in index.latest
        else:
            only = one or other
            focus = float(only is not None and index.states_theme(only, theme))
            is_latest = only is None or only in index.latest
        return (
            index.theme_rarity(theme) if theme else 0.0, focus, text, *self._of_pair,
            float(theme in index.wanted_themes), float(is_latest),
        )  # fmt: skip


def score_with_features(index: SuggestionIndex, topic: Topic) -> tuple[float, dict[str, float]]:
    """Return the score of a topic and its features, rounded."""
    scorer = TopicScorer(index, topic.a, topic.b)
    values = scorer.compute_features(topic)
    return scorer.score(topic), {name: round(value, 3) for name, value in zip(TOPIC_FEATURES, values, strict=True)}


def choose_topic(index: SuggestionIndex, a: str, b: str, query: OpportunityQuery) -> Topic | None:
    """Return the topic to suggest to two; None where there is none of the kind, or on the theme, that is wanted."""
    themes = [query.theme] if query.theme else _choose_themes(index, a, b, query.listed)
    penalties = {theme: REPETITION_PENALTY * query.listed[theme] for theme in themes}
    best = _find_best(index, a, b, query.kind, penalties)
    if query.kind not in {None, "pair"} or (best and best.kind != "pair"):
        return best
    extended = add_common_partners(index, a, b, best)
    return extended or (None if query.theme else describe_activity(index, a, b))


def _find_best(
    index: SuggestionIndex, a: str, b: str, kind: str | None, penalties: Mapping[str, float]
) -> Topic | None:
    """Return the topic with the greatest score less the penalty of its theme; of equal ones the first by `_order`."""
    scorer = TopicScorer(index, a, b)
    best: Topic | None = None
    least = float("inf")  # the penalty of the best topic less its score
    for topic in find_topics(index, a, b, kind, penalties):
        value = penalties[topic.theme or ""] - scorer.score(topic)
        if value < least or (value == least and best is not None and _order(topic) < _order(best)):
            best, least = topic, value
    return best


def _choose_themes(index: SuggestionIndex, a: str, b: str, listed: Mapping[str | None, int]) -> Iterable[str]:
    """Return the themes to look for topics on: rare shared ones listed seldom before, and requested ones."""

    def priority(theme: str) -> tuple[float, str]:
        return REPETITION_PENALTY * listed[theme] - index.theme_rarity(theme), theme

    both = index.themes[a] & index.themes[b]
    rarest = sorted(both, key=index.rarity_ranks.__getitem__)[:MAX_SHARED_THEMES]
    requested = index.requested_themes[a] | index.requested_themes[b]
    return sorted(rarest, key=priority)[:MAX_TOPIC_THEMES] + sorted(requested - both)[:MAX_TOPIC_THEMES]


def _order(topic: Topic) -> tuple[str, str, str, str, str]:
    return topic.kind, topic.a, topic.b, topic.theme or "", topic.a_initiative or ""

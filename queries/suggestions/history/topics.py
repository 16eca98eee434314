"""Topics that two organisations could meet about: four kinds, and the features that score each.

*answer*: one asks for something on a theme that another works on. *join*: a partnership exists on a theme that a
third also works on. *pair*: two work on the same theme, or with the same partners, and are not partners. *learn*: one
starts later, or only plans, what another has already done.

Features of a topic, each from 0 to 1: `rarity` of the theme (`SuggestionIndex.theme_rarity`); `focus`, the share of the
initiatives that state the theme or name it in their title, rather than in passing; `text`, how similar the texts of the
two initiatives are (`SuggestionIndex.text_similarity`); `shared_themes`, 1 - 1/n for n themes in common;
`shared_partners`, resource allocation (Zhou, Lü & Zhang 2009: the sum of 1/degree over common partners, at most 1);
`other_government`; `same_level`; `need_area`, whether several asked about the theme; `recency`, whether both are in the
latest edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from queries.suggestions.weights import load_shipped_weights

if TYPE_CHECKING:
    from queries.suggestions.index import SuggestionIndex, Work

DONE_STATUSES: Final = frozenset({"launched", "completed"})
OPEN_STATUSES: Final = frozenset({"planned", "in-progress"})
TOPIC_FEATURES: Final = (
    *("rarity", "focus", "text", "shared_themes", "shared_partners", "other_government", "same_level"),
    *("need_area", "recency"),
)
MAX_JOINED_MEMBERS: Final = 8  # nobody is suggested to join a larger partnership


class Topic(NamedTuple):
    """A topic: `a` is for whom, `b` with whom; `theme` is None where only partners are in common."""

    kind: str
    a: str
    b: str
    theme: str | None
    a_initiative: str | None
    b_initiative: str | None
    claims: tuple[int, ...]
    wording: str
    need: str | None = None
    members: tuple[str, ...] = ()


TopicFinder = Callable[["SuggestionIndex", str, str, Iterable[str]], Iterator[Topic]]


def find_topics(
    index: SuggestionIndex, one: str, other: str, kind: str | None, themes: Iterable[str]
) -> Iterator[Topic]:
    """Yield the topics of two organisations on some themes, in both directions, of one kind or (None) of all."""
    themes = sorted(themes)
    for find in [TOPIC_FINDERS[kind]] if kind else TOPIC_FINDERS.values():
        for a, b in ((one, other), (other, one)):
            yield from find(index, a, b, themes)


def can_meet(index: SuggestionIndex, a: str, b: str) -> bool:
    """Whether two may be suggested to each other: not to itself, nor to what it is part of."""
    return a != b and not index.is_part_of(a, b) and not index.is_part_of(b, a)


def _find_pairs(index: SuggestionIndex, a: str, b: str, themes: Iterable[str]) -> Iterator[Topic]:
    if a > b:
        return
    for theme in themes:
        workers = index.by_theme[theme]
        if a in workers and b in workers:
            one, other = _choose_works(index, workers[a], workers[b])
            if one.initiative != other.initiative:
                wording = "pair_only" if index.workers[theme] == 2 else "pair"
                claims = (*one.claims, *other.claims)
                yield Topic("pair", a, b, theme, one.initiative, other.initiative, claims, wording)


def _find_joins(index: SuggestionIndex, a: str, b: str, themes: Iterable[str]) -> Iterator[Topic]:
    led = index.led_partnerships[b]
    mine = [theme for theme in themes if theme in led and index.by_theme[theme].get(a)]
    for order, theme in sorted((order, one) for one in mine for order in led[one]):
        partnership, base = led[theme][order]
        members = index.partnerships[partnership]
        if a in members or len(members) > MAX_JOINED_MEMBERS:
            continue
        one, _ = _choose_works(index, index.by_theme[theme][a], [base])
        if one.lead and one.initiative != base.initiative:
            yield Topic(
                "join", a, b, theme, one.initiative, base.initiative,
                (*one.claims, *members.values(), base.claims[1]), "join", members=tuple(members),
            )  # fmt: skip


def _find_lessons(index: SuggestionIndex, a: str, b: str, themes: Iterable[str]) -> Iterator[Topic]:
    for theme in themes:
        workers = index.by_theme[theme]
        finished = [one for one in workers.get(b, ()) if one.lead and _status(index, one) not in OPEN_STATUSES]
        for later in workers.get(a, ()) if finished else ():
            for earlier in finished if later.lead else ():
                if wording := _choose_lesson(index, later, earlier):
                    date = index.dates.get(earlier.initiative)
                    claims = (*later.claims, *earlier.claims, *((date.claim,) if date else ()))
                    yield Topic("learn", a, b, theme, later.initiative, earlier.initiative, claims, wording)


def _choose_lesson(index: SuggestionIndex, later: Work, earlier: Work) -> str | None:
    """Return which sentence says that one initiative comes after a finished one, or None where it does not."""
    status = _status(index, later)
    if status in OPEN_STATUSES and _status(index, earlier) in DONE_STATUSES:
        return "learn_planned" if status == "planned" else None
    first, then = index.dates.get(earlier.initiative), index.dates.get(later.initiative)
    return "learn" if first and then and first.kind != "target" and _is_before(first.end, then.start) else None


def _status(index: SuggestionIndex, work: Work) -> str | None:
    status: str | None = index.initiatives[work.initiative]["status"]
    return status


def _is_before(end: str, start: str) -> bool:
    """Whether one ended in an earlier month than another began; "2021-07" is not after "2021", which may end later."""
    return end[:7] < start[:7] and not start.startswith(end)


def _find_answers(index: SuggestionIndex, a: str, b: str, themes: Iterable[str]) -> Iterator[Topic]:
    wanted = frozenset(themes)
    for request in index.requests[a]:
        works = index.by_theme[request.theme].get(b) if request.theme in wanted else None
        if works:
            work = min(works, key=lambda w: (not w.lead, w.initiative))
            claims = (request.claim, *work.claims)
            yield Topic("answer", a, b, request.theme, None, work.initiative, claims, "answer", need=request.need)


TOPIC_FINDERS: Final[Mapping[str, TopicFinder]] = {
    "answer": _find_answers,
    "join": _find_joins,
    "pair": _find_pairs,
    "learn": _find_lessons,
}


def add_common_partners(index: SuggestionIndex, a: str, b: str, topic: Topic | None) -> Topic | None:
    """Return a topic extended by the partners that two have in common, where there are any."""
    partners = index.partners
    named, _ = partners.choose_named(a, b)
    if not named:
        return topic
    claims = (*partners.claims_for(a, named), *partners.claims_for(b, named))
    if topic is None:
        return Topic("pair", a, b, None, None, None, claims, "pair_partners_only", members=tuple(named))
    return Topic(
        "pair", topic.a, topic.b, topic.theme, topic.a_initiative, topic.b_initiative, (*topic.claims, *claims),
        "pair_partners", members=tuple(named),
    )  # fmt: skip


def describe_activity(index: SuggestionIndex, a: str, b: str) -> Topic | None:
    """Return the topic of two that have nothing in common: that one works with many others; None if it does not."""
    _, some = index.partners.choose_named(a, b)
    claims = tuple(index.partners.claims_for(b, some))
    return Topic("pair", a, b, None, None, None, claims, "pair_active") if claims else None


def _choose_works(index: SuggestionIndex, ones: list[Work], others: list[Work]) -> tuple[Work, Work]:
    """Return the two works with the most similar texts; works that are led come before those that are joined."""
    best = ones[0], others[0]
    if len(ones) == len(others) == 1:
        return best
    least: tuple[float, int, str, str] | None = None
    for a in ones:
        for b in others:
            one, other = a.initiative, b.initiative
            order = (-index.text_similarity(one, other), (not a.lead) + (not b.lead), one, other)
            if least is None or order < least:
                best, least = (a, b), order
    return best


@lru_cache(maxsize=1)
def kind_bases() -> Mapping[str, float]:
    """Return the base of the score of each kind."""
    bases: Mapping[str, float] = load_shipped_weights()["topics"]["kinds"]
    return bases


@lru_cache(maxsize=1)
def feature_weights() -> tuple[float, ...]:
    """Return the weights of features, in the order of `TOPIC_FEATURES`."""
    return tuple(load_shipped_weights()["topics"]["features"][name] for name in TOPIC_FEATURES)

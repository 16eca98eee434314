"""Who should meet, about what, and why: whom to meet is ranked by published features, and ideas say why.

There are two ways, and the answer says which was taken. Reports, such as those of a council, tell of few partnerships
and give few dates: every idea for every two is scored (`ideas.worth`). Where thirty partnerships or more have a
date, or where there are too many organisations to go through them two by two, organisations are ranked by how likely
they are to begin to work together (`scoring`, on arrays), and the best idea for each is told.

Either way a list does not repeat itself (the principle of maximal marginal relevance, Carbonell & Goldstein 1998). From
reports, an idea's score is less by `REPEATED` for each time that its theme stands above it; from history, the order is
left alone, and of the ideas for two organisations one is told whose theme stands seldom above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import combinations
from typing import TYPE_CHECKING, Final

from queries.link_prediction import history
from queries.link_prediction.features_single import Candidate, Standing
from queries.link_prediction.partners import Partners, read_partners
from queries.questions.answer import Rows
from queries.statements import rows
from queries.suggestions import pair_context
from queries.suggestions.index import Inventory, read
from queries.suggestions.rendering import about_weights, row
from queries.suggestions.topics import Idea, between, by_activity, by_partners, meet, score, worth
from queries.suggestions.weights import for_view

if TYPE_CHECKING:
    from graph.store import View
    from queries.link_prediction.ranking import Ranked
    from queries.questions.answer import Row

ENOUGH_DATED: Final = 30  # partnerships from which on history is what suggestions rest on
MOST_TWO_BY_TWO: Final = 400  # organisations of which every two are looked at
REPEATED: Final = 0.03  # what an idea loses for each time that the list has named its theme
LOOKED_AT: Final = 6  # of two who have many themes in common, so many of the rarest are looked at,
TOLD_THEMES: Final = 3  # and of those so many that were told the least
TOLD_WORKS: Final = 5
TRIED: Final = 10  # how many times as many of all pairs are looked at
SPARE: Final = 4  # how many times as many are ranked where not every one will do


@dataclass
class Wanted:
    """What was asked for."""

    of: str | None
    each: bool
    theme: str | None
    kind: str | None
    as_of: str | None
    known: bool
    most: int
    said: Counter[str | None] = field(default_factory=Counter)


def opportunities(
    view: View,
    *,
    each: bool = False,
    theme: str | None = None,
    kind: str | None = None,
    as_of: str | None = None,
    include_known: bool = False,
    most: int = 10,
    **given: str | None,
) -> Rows:
    """The rows of the answer, the best first; with `each`, the best for every jurisdiction in turn.

    Args:
        view: what the audience may see.
        each: rank for each jurisdiction.
        theme: only on this theme.
        kind: only of this kind.
        as_of: only from what was known before this day.
        include_known: those who are partners already, too.
        most: how many are wanted, or with `each` how many for each.
        given: ``for``, the jurisdiction to suggest partners to (a reserved word in Python).
    """
    day = history.first_day(as_of) if as_of else None
    wanted = Wanted(given.get("for"), each, theme, kind, day, include_known, most)
    enough = {"enough": ENOUGH_DATED, "many": MOST_TWO_BY_TWO + 1}
    size = rows(view, "suggestions/dated_partnerships", {"as_of": day, **enough})[0]
    if size["partnerships"] >= ENOUGH_DATED or size["organisations"] > MOST_TWO_BY_TWO:
        return _from_history(view, wanted)
    return _from_reports(view, wanted)


# reports

Scored = tuple[Idea, float, dict[str, float]]


def _from_reports(view: View, wanted: Wanted) -> Rows:
    inventory = read(view, wanted.as_of)
    active = sorted({work.jurisdiction for work in inventory.works} | {ask.by for ask in inventory.asks})
    scored: dict[tuple[str, str], list[Scored]] = {}
    for a, b in combinations(active, 2):
        if wanted.of in {None, a, b} and meet(inventory, a, b) and (wanted.known or b not in inventory.partners.of(a)):
            themes = {wanted.theme} if wanted.theme else inventory.themes[a] | inventory.themes[b]
            found = [(idea, *worth(inventory, idea)) for idea in between(inventory, a, b, wanted.kind, themes)]
            if found:
                scored[a, b] = found
    made = []
    for one in active if wanted.each else [wanted.of]:
        mine = [ideas for pair, ideas in scored.items() if one is None or one in pair]
        made += [
            row(inventory, idea, view.language, rank, one, score, features)
            for rank, (idea, score, features) in enumerate(_varied(mine), start=1)
        ]
    return Rows(made, [about_weights(None, view.language)])


def _varied(found: list[list[Scored]]) -> list[Scored]:
    """For each two organisations one idea, the best first; each time that a theme was told lessens what is left of it.

    A queue holds for each two what their best idea was worth when it was last looked at, which is never too little.
    """
    told: Counter[str | None] = Counter()

    def best(ideas: list[Scored]) -> Scored:
        less = ((idea, round(score - REPEATED * told[idea.theme], 3), features) for idea, score, features in ideas)
        return min(less, key=_order)

    waiting = [(_order(best(ideas)), place) for place, ideas in enumerate(found)]
    heapify(waiting)
    chosen: list[Scored] = []
    while waiting:
        was, place = heappop(waiting)
        now = best(found[place])
        if _order(now) > was:
            heappush(waiting, (_order(now), place))
        else:
            told[now[0].theme] += 1
            chosen.append(now)
    return chosen


def _order(scored: Scored) -> tuple[float, str, str, str, str, str]:
    idea = scored[0]
    return -scored[1], idea.kind, idea.a, idea.b, idea.theme or "", idea.a_initiative or ""


# history


def _from_history(view: View, wanted: Wanted) -> Rows:
    used = for_view(view, wanted.as_of)
    many = wanted.most * (SPARE if wanted.kind or wanted.theme else 1) + SPARE
    if wanted.of and not wanted.as_of:
        standing = Standing(view, wanted.of)
        lists = [standing.candidates(used.features, many, wanted.theme, include_known=wanted.known)]
        known = read_partners(view, [wanted.of, *(c.other for c in lists[0])], standing.degrees)
    else:
        found, known = _ranked(view, used.features, wanted, many)
        lists = [list(one) for one in found] if wanted.each or wanted.of else [best_of_all(found, many * TRIED)]
    pairs = ((c.subject, c.other) for candidates in lists for c in candidates)
    inventory = pair_context.read(view, wanted.as_of, pairs, wanted.theme, (LOOKED_AT, TOLD_THEMES, TOLD_WORKS), known)
    made: list[Row] = []
    for candidates in lists:
        wanted.said.clear()
        made += _told(view, inventory, wanted, candidates)
    return Rows(made, [about_weights(used, view.language)])


def _ranked(
    view: View, weights: Mapping[str, float], wanted: Wanted, many: int
) -> tuple[Iterator[Iterator[Candidate]], Partners]:
    """The best candidates for those who are asked about, and the partners of all.

    Only organisations that work on the theme, if one is given.
    """
    import numpy as np

    from queries.link_prediction.features import Features
    from queries.link_prediction.ranking import ranked

    past = history.read(view, wanted.as_of)
    names = past.organisations
    on_theme = None
    if wanted.theme is not None:
        at = past.themes.index(wanted.theme) if wanted.theme in past.themes else None
        on_theme = np.zeros(len(names), dtype=bool)
        if at is not None:
            on_theme = (past.work.column(at) > 0) | (past.asks.column(at) > 0)
    subjects = np.flatnonzero(past.initiatives > 0 if on_theme is None else on_theme)
    if wanted.of is not None:
        subjects = np.array([names.index(wanted.of)])
    features = Features(past, wanted.as_of)
    best = ranked(features, weights, subjects, many, include_known=wanted.known, among=on_theme)
    return (_candidates(one, names) for one in best), features.known_partners()


def _candidates(one: Ranked, names: Sequence[str]) -> Iterator[Candidate]:
    """The candidates of one organisation, each made when it is asked for: of millions most are not."""
    for at, other in enumerate(one.others.tolist()):
        yield Candidate(names[one.subject], names[other], float(one.scores[at]), one.values(at), bool(one.known[at]))


def best_of_all(lists: Iterable[Iterable[Candidate]], many: int) -> list[Candidate]:
    """The best of all, each two once: as seen from the one for whom it is the better suggestion.

    Two stand in at most two lists, so the best `many` are among twice as many candidates, and no more are kept. Each
    list is read, the best first, until what follows cannot be among them.
    """

    def order(c: Candidate) -> tuple[float, str, str]:
        return -c.score, c.subject, c.other

    best: list[Candidate] = []
    least = 0.0
    for one in lists:
        for c in one:
            if c.score < least:
                break
            best.append(c)
        if len(best) > 4 * many:
            best = sorted(best, key=order)[: 2 * many]
            least = best[-1].score
    once: dict[frozenset[str], Candidate] = {}
    for c in sorted(best, key=order):
        once.setdefault(frozenset({c.subject, c.other}), c)
    return list(once.values())[:many]


def _told(view: View, inventory: Inventory, wanted: Wanted, candidates: Iterable[Candidate]) -> list[Row]:
    """A row for each candidate for whom there is an idea, until there are enough."""
    made: list[Row] = []
    for c in candidates:
        if len(made) >= wanted.most:
            break
        idea = _idea(inventory, c.subject, c.other, wanted) if meet(inventory, c.subject, c.other) else None
        if idea:
            wanted.said[idea.theme] += 1
            values = {name: round(value, 3) for name, value in c.features.items()}
            rank = len(made) + 1
            made.append(row(inventory, idea, view.language, rank, c.subject, round(c.score, 4), values, known=c.known))
    return made


def _idea(inventory: Inventory, a: str, b: str, wanted: Wanted) -> Idea | None:
    """The idea to tell about two; None where there is none of the kind, or on the theme, that is wanted."""

    def telling(theme: str) -> tuple[float, str]:
        return REPEATED * wanted.said[theme] - inventory.rarity(theme), theme

    if wanted.theme:
        themes = [wanted.theme]
    else:
        both = inventory.themes[a] & inventory.themes[b]
        rarest = sorted(both, key=inventory.rarest.__getitem__)[:LOOKED_AT]
        asked = inventory.asked_themes[a] | inventory.asked_themes[b]
        themes = sorted(rarest, key=telling)[:TOLD_THEMES] + sorted(asked - both)[:TOLD_THEMES]
    found = [(idea, score(inventory, idea)) for idea in between(inventory, a, b, wanted.kind, themes)]
    best = min(found, key=lambda s: (REPEATED * wanted.said[s[0].theme] - s[1], _order((*s, {}))), default=(None,))[0]
    if wanted.kind not in {None, "pair"} or (best and best.kind != "pair"):
        return best
    told = by_partners(inventory, a, b, best)
    return told or (None if wanted.theme else by_activity(inventory, a, b))

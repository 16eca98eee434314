"""What two could meet about: four kinds of suggestions, found between two organisations, and what speaks for each.

*answer*: one asks for something on a theme that another works on. *join*: a partnership exists on a theme that a
third also works on. *pair*: two work on the same theme, or with the same partners, and are not partners. *learn*: one
comes later, or only plans, with what another has already done.

Features of an idea, each from 0 to 1: `rarity` of the theme (`Inventory.rarity`); `focus`, how many of the initiatives
name the theme in their title, or state it, rather than in passing; `text`, how alike the two initiatives read
(`Inventory.likeness`); `shared_themes`, 1 - 1/n for n themes in common; `shared_partners`, resource allocation (Zhou,
Lü & Zhang 2009: the sum of 1/degree over common partners, at most 1); `other_government`; `same_level`; `need_area`,
whether several asked about the theme; `recency`, whether both are in the latest edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import mul
from typing import TYPE_CHECKING, Final, NamedTuple

from queries.suggestions.weights import weights

if TYPE_CHECKING:
    from queries.suggestions.index import Inventory, Work

DONE: Final = frozenset({"launched", "completed"})
AHEAD: Final = frozenset({"planned", "in-progress"})
FEATURES: Final = (
    *("rarity", "focus", "text", "shared_themes", "shared_partners", "other_government", "same_level"),
    *("need_area", "recency"),
)
MOST_MEMBERS: Final = 8  # a partnership of more is no circle that one joins on a hint


class Idea(NamedTuple):
    """A suggestion: `a` is for whom, `b` with whom; `theme` is None where only partners are in common."""

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


Maker = Callable[["Inventory", str, str, Iterable[str]], Iterator[Idea]]


def between(inventory: Inventory, one: str, other: str, kind: str | None, themes: Iterable[str]) -> Iterator[Idea]:
    """The ideas for two organisations on some themes, whoever is asked for, of one kind or (None) of all."""
    themes = sorted(themes)
    for make in [MAKERS[kind]] if kind else MAKERS.values():
        for a, b in ((one, other), (other, one)):
            yield from make(inventory, a, b, themes)


def meet(inventory: Inventory, a: str, b: str) -> bool:
    """Whether two may be suggested to each other: nobody to itself, nor to what it is a part of."""
    return a != b and not inventory.within(a, b) and not inventory.within(b, a)


def _pairs(inventory: Inventory, a: str, b: str, themes: Iterable[str]) -> Iterator[Idea]:
    if a > b:
        return
    for theme in themes:
        workers = inventory.by_theme[theme]
        if a in workers and b in workers:
            one, other = _closest(inventory, workers[a], workers[b])
            if one.initiative != other.initiative:
                wording = "pair_only" if inventory.workers[theme] == 2 else "pair"
                yield Idea("pair", a, b, theme, one.initiative, other.initiative, (*one.claims, *other.claims), wording)


def _joins(inventory: Inventory, a: str, b: str, themes: Iterable[str]) -> Iterator[Idea]:
    led = inventory.led_on[b]
    mine = [theme for theme in themes if theme in led and inventory.by_theme[theme].get(a)]
    for place, theme in sorted((place, one) for one in mine for place in led[one]):
        partnership, base = led[theme][place]
        members = inventory.partnerships[partnership]
        if a in members or len(members) > MOST_MEMBERS:
            continue
        one, _ = _closest(inventory, inventory.by_theme[theme][a], [base])
        if one.lead and one.initiative != base.initiative:
            yield Idea(
                "join", a, b, theme, one.initiative, base.initiative,
                (*one.claims, *members.values(), base.claims[1]), "join", members=tuple(members),
            )  # fmt: skip


def _lessons(inventory: Inventory, a: str, b: str, themes: Iterable[str]) -> Iterator[Idea]:
    for theme in themes:
        workers = inventory.by_theme[theme]
        for later in workers.get(a, ()):
            for earlier in workers.get(b, ()):
                if not (later.lead and earlier.lead and (wording := _order(inventory, later, earlier))):
                    continue
                date = inventory.dates.get(earlier.initiative)
                claims = (*later.claims, *earlier.claims, *((date.claim,) if date else ()))
                yield Idea("learn", a, b, theme, later.initiative, earlier.initiative, claims, wording)


def _order(inventory: Inventory, later: Work, earlier: Work) -> str | None:
    """Which sentence says that one comes after the other, if it does."""
    now = inventory.initiatives[later.initiative]["status"]
    before = inventory.initiatives[earlier.initiative]["status"]
    if now in AHEAD and before in DONE:
        return "learn_planned" if now == "planned" else None
    if before in AHEAD:
        return None
    first, then = inventory.dates.get(earlier.initiative), inventory.dates.get(later.initiative)
    return "learn" if first and then and first.kind != "target" and _before(first.end, then.start) else None


def _before(end: str, start: str) -> bool:
    """Whether one ended in an earlier month than another began; "2021-07" is not after "2021", which may end later."""
    return end[:7] < start[:7] and not start.startswith(end)


def _answers(inventory: Inventory, a: str, b: str, themes: Iterable[str]) -> Iterator[Idea]:
    wanted = frozenset(themes)
    for ask in inventory.asked[a]:
        works = inventory.by_theme[ask.theme].get(b) if ask.theme in wanted else None
        if works:
            work = min(works, key=lambda w: (not w.lead, w.initiative))
            yield Idea(
                "answer", a, b, ask.theme, None, work.initiative, (ask.claim, *work.claims), "answer", need=ask.need
            )


MAKERS: Final[Mapping[str, Maker]] = {"answer": _answers, "join": _joins, "pair": _pairs, "learn": _lessons}


def by_partners(inventory: Inventory, a: str, b: str, idea: Idea | None) -> Idea | None:
    """What two have in partners, told beside what they both work on (`idea`) where there is such a thing."""
    known = inventory.partners
    named, _ = known.told(a, b)
    if not named:
        return idea
    claims = (*known.claims(a, named), *known.claims(b, named))
    if idea is None:
        return Idea("pair", a, b, None, None, None, claims, "pair_partners_only", members=tuple(named))
    return Idea(
        "pair", idea.a, idea.b, idea.theme, idea.a_initiative, idea.b_initiative, (*idea.claims, *claims),
        "pair_partners", members=tuple(named),
    )  # fmt: skip


def by_activity(inventory: Inventory, a: str, b: str) -> Idea:
    """That one works with many others, where nothing else is in common."""
    _, some = inventory.partners.told(a, b)
    return Idea("pair", a, b, None, None, None, tuple(inventory.partners.claims(b, some)), "pair_active")


def _closest(inventory: Inventory, ones: list[Work], others: list[Work]) -> tuple[Work, Work]:
    """The two works that read most alike; what is led before what is joined."""
    best = ones[0], others[0]
    if len(ones) == len(others) == 1:
        return best
    least: tuple[float, int, str, str] | None = None
    for a in ones:
        for b in others:
            one, other = a.initiative, b.initiative
            order = (-inventory.likeness(one, other), (not a.lead) + (not b.lead), one, other)
            if least is None or order < least:
                best, least = (a, b), order
    return best


def worth(inventory: Inventory, idea: Idea) -> tuple[float, dict[str, float]]:
    """The score of an idea, at most 1, with what makes it: the base of its kind plus the weighed features."""
    values = _values(inventory, idea)
    return _score(idea, values), {name: round(value, 3) for name, value in zip(FEATURES, values, strict=True)}


def score(inventory: Inventory, idea: Idea) -> float:
    """The score of an idea alone."""
    return _score(idea, _values(inventory, idea))


def _score(idea: Idea, values: tuple[float, ...]) -> float:
    whole: float = weights()["kinds"][idea.kind] + sum(map(mul, _of_features(), values))
    return round(min(1.0, whole), 3)


@lru_cache(maxsize=1)
def _of_features() -> tuple[float, ...]:
    return tuple(weights()["features"][name] for name in FEATURES)


def _values(inventory: Inventory, idea: Idea) -> tuple[float, ...]:
    """The features of an idea, in the order of `FEATURES`."""
    a, b, theme = idea.a, idea.b, idea.theme or ""
    near = inventory.nearness(min(a, b), max(a, b))
    both = [i for i in (idea.a_initiative, idea.b_initiative) if i]
    return (
        inventory.rarity(theme) if theme else 0.0,
        sum([inventory.names(i, theme) for i in both]) / len(both) if both else 0.0,
        inventory.likeness(*both) if len(both) == 2 else 0.0,
        1 - 1 / near.themes if near.themes else 0.0,
        min(1.0, near.through_partners),
        near.other_government,
        near.same_level,
        float(theme in inventory.wanted),
        float(inventory.latest.issuperset(both)),
    )

"""Who should meet, about what, and why: four kinds of suggestions, scored by published features.

*answer*: one asks for something on a theme that another works on. *join*: a partnership exists on a theme that a
third also works on. *pair*: two work on the same theme and are not partners. *learn*: one comes later, or only plans,
with what another has already done.

Features, each from 0 to 1: `rarity` of the theme (`Inventory.rarity`); `focus`, how many of the initiatives name the
theme in their title, or state it, rather than in passing; `text`, how alike the two initiatives read
(`Inventory.likeness`); `shared_themes`, 1 - 1/n for n themes in common; `shared_partners`, resource allocation (Zhou,
Lü & Zhang 2009: the sum of 1/degree over common partners, at most 1); `other_government`; `same_level`; `need_area`,
whether several asked about the theme; `recency`, whether both are in the latest edition. The score is the base of the
kind plus the weighted features (`opportunity_weights.yaml`), at most 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.yaml_text import load_yaml
from queries.inventory import LANGUAGES, Inventory, Work, read
from queries.wording import Named, dated, in_sentence, listed, sentence

if TYPE_CHECKING:
    from graph.view import View
    from queries.answer import Row

DONE = frozenset({"launched", "completed"})
AHEAD = frozenset({"planned", "in-progress"})


@dataclass(frozen=True, slots=True)
class Idea:
    """A suggestion before it is scored: `a` is for whom, `b` with whom."""

    kind: str
    a: str
    b: str
    theme: str
    a_initiative: str | None
    b_initiative: str | None
    claims: tuple[int, ...]
    wording: str
    need: str | None = None
    members: tuple[str, ...] = ()


def opportunities(
    view: View,
    *,
    each: bool = False,
    theme: str | None = None,
    kind: str | None = None,
    **given: str | None,
) -> list[Row]:
    """The rows of the answer, the best first; with `each`, the best for every jurisdiction in turn.

    Args:
        view: what the audience may see.
        each: rank for each jurisdiction.
        theme: only on this theme.
        kind: only of this kind.
        given: ``for``, the jurisdiction to suggest partners to (a reserved word in Python).
    """
    inventory = read(view)
    wanted = given.get("for")
    scored = [
        (idea, *_score(inventory, idea))
        for make in ([_MAKERS[kind]] if kind else _MAKERS.values())
        for idea in make(inventory)
        if theme in {None, idea.theme} and _allowed(inventory, idea)
    ]
    scored.sort(key=lambda s: (-s[1], s[0].kind, s[0].a, s[0].b, s[0].theme, s[0].a_initiative or ""))
    best = _best(scored)
    if each:
        return [row for one in sorted(_everyone(best)) for row in _rows(view, inventory, best, one)]
    return _rows(view, inventory, best, wanted)


Scored = tuple[Idea, float, dict[str, float]]


def _best(scored: list[Scored]) -> list[Scored]:
    """For each two jurisdictions the best suggestion only."""
    seen: set[frozenset[str]] = set()
    kept = []
    for item in scored:
        pair = frozenset([item[0].a, item[0].b])
        if pair not in seen:
            seen.add(pair)
            kept.append(item)
    return kept


def _everyone(scored: list[Scored]) -> set[str]:
    return {who for idea, _, _ in scored for who in (idea.a, idea.b)}


def _rows(view: View, inventory: Inventory, scored: list[Scored], wanted: str | None) -> list[Row]:
    chosen = [s for s in scored if wanted is None or wanted in {s[0].a, s[0].b}]
    return [_row(view, inventory, item, rank, wanted) for rank, item in enumerate(chosen, start=1)]


def _row(view: View, inventory: Inventory, item: Scored, rank: int, wanted: str | None) -> Row:
    idea, score, features = item
    mine, other = (idea.b, idea.a) if wanted == idea.b else (idea.a, idea.b)
    said = {language: _sentence(inventory, idea, language) for language in LANGUAGES}
    return {
        "for": mine,
        "for_name": _name(inventory, mine, view.language),
        "with": other,
        "with_name": _name(inventory, other, view.language),
        "rank": rank,
        "score": score,
        "kind": idea.kind,
        "theme": idea.theme,
        "theme_label": _text(inventory.labels[idea.theme], view.language),
        "sentence": said[view.language],
        "sentences": said,
        "features": features,
        "initiatives": [i for i in (idea.a_initiative, idea.b_initiative) if i],
        "evidence": list(idea.claims),
    }


# ideas


def _pairs(inventory: Inventory) -> Iterator[Idea]:
    for theme, workers in inventory.by_theme.items():
        for a, b in combinations(sorted(workers), 2):
            one, other = _closest(inventory, workers[a], workers[b])
            wording = "pair_only" if inventory.workers[theme] == 2 else "pair"
            yield Idea("pair", a, b, theme, one.initiative, other.initiative, (*one.claims, *other.claims), wording)


def _joins(inventory: Inventory) -> Iterator[Idea]:
    for partnership, members in inventory.partnerships.items():
        about = inventory.about.get(partnership)
        if about is None:
            continue
        for theme in [t for t, workers in inventory.by_theme.items() if _takes_part(workers, about)]:
            workers = inventory.by_theme[theme]
            base = next(w for works in workers.values() for w in works if w.initiative == about)
            lead = inventory.initiatives[about]["lead"] or next(iter(members))
            for c in sorted(workers.keys() - members.keys()):
                one, _ = _closest(inventory, workers[c], [base])
                if one.lead:
                    yield Idea(
                        "join", c, lead, theme, one.initiative, about,
                        (*one.claims, *members.values(), base.claims[1]), "join", members=tuple(members),
                    )  # fmt: skip


def _takes_part(workers: Mapping[str, list[Work]], initiative: str) -> bool:
    return any(work.initiative == initiative for works in workers.values() for work in works)


def _lessons(inventory: Inventory) -> Iterator[Idea]:
    for theme, workers in inventory.by_theme.items():
        leads = [w for works in workers.values() for w in works if w.lead]
        for later in leads:
            for earlier in leads:
                if later.jurisdiction != earlier.jurisdiction and (wording := _order(inventory, later, earlier)):
                    date = inventory.dates.get(earlier.initiative)
                    claims = (*later.claims, *earlier.claims, *((date.claim,) if date else ()))
                    yield Idea(
                        "learn", later.jurisdiction, earlier.jurisdiction, theme,
                        later.initiative, earlier.initiative, claims, wording,
                    )  # fmt: skip


def _order(inventory: Inventory, later: Work, earlier: Work) -> str | None:
    """Which sentence says that one comes after the other, if it does."""
    status = {w: inventory.initiatives[w.initiative]["status"] for w in (later, earlier)}
    if status[later] in AHEAD and status[earlier] in DONE:
        return "learn_planned" if status[later] == "planned" else None
    if status[earlier] in AHEAD:
        return None
    first, then = (inventory.dates.get(w.initiative) for w in (earlier, later))
    return "learn" if first and then and first.kind != "target" and _before(first.end, then.start) else None


def _before(end: str, start: str) -> bool:
    """Whether one ended in an earlier month than another began; "2021-07" is not after "2021", which may end later."""
    return end[:7] < start[:7] and not start.startswith(end)


def _answers(inventory: Inventory) -> Iterator[Idea]:
    for ask in inventory.asks:
        for b, works in sorted(inventory.by_theme[ask.theme].items()):
            if b != ask.by:
                work = min(works, key=lambda w: (not w.lead, w.initiative))
                yield Idea(
                    "answer", ask.by, b, ask.theme, None, work.initiative, (ask.claim, *work.claims), "answer",
                    need=ask.need,
                )  # fmt: skip


_MAKERS: Mapping[str, Callable[[Inventory], Iterator[Idea]]] = {
    "answer": _answers,
    "join": _joins,
    "pair": _pairs,
    "learn": _lessons,
}


def _allowed(inventory: Inventory, idea: Idea) -> bool:
    """No suggestion to meet oneself, one's own organisation, or a partner."""
    return not (
        idea.a == idea.b
        or idea.b in inventory.partners.get(idea.a, ())
        or inventory.within(idea.a, idea.b)
        or inventory.within(idea.b, idea.a)
        or (idea.a_initiative is not None and idea.a_initiative == idea.b_initiative)
    )


def _closest(inventory: Inventory, ones: list[Work], others: list[Work]) -> tuple[Work, Work]:
    """The two works that read most alike; what is led before what is joined."""
    return min(
        ((a, b) for a in ones for b in others),
        key=lambda p: (
            -inventory.likeness(p[0].initiative, p[1].initiative),
            (not p[0].lead) + (not p[1].lead),
            p[0].initiative,
            p[1].initiative,
        ),
    )


# scores


@lru_cache(maxsize=1)
def weights() -> Mapping[str, Mapping[str, float]]:
    """The published weights: ``kinds`` and ``features``."""
    text = (Path(__file__).parent / "opportunity_weights.yaml").read_text("utf-8")
    loaded: Mapping[str, Mapping[str, float]] = load_yaml(text)
    return loaded


def _score(inventory: Inventory, idea: Idea) -> tuple[float, dict[str, float]]:
    a, b = idea.a, idea.b
    shared = sum(1 for workers in inventory.by_theme.values() if a in workers and b in workers)
    common = inventory.partners.get(a, set()) & inventory.partners.get(b, set())
    level = {j: inventory.jurisdictions[j]["level"] for j in (a, b)}
    both = [i for i in (idea.a_initiative, idea.b_initiative) if i]
    values = {
        "rarity": inventory.rarity(idea.theme),
        "focus": sum(inventory.names(i, idea.theme) for i in both) / len(both) if both else 0.0,
        "text": inventory.likeness(*both) if len(both) == 2 else 0.0,
        "shared_themes": 1 - 1 / shared if shared else 0.0,
        "shared_partners": min(1.0, sum(1 / len(inventory.partners[c]) for c in common)),
        "other_government": float(inventory.government(a) != inventory.government(b)),
        "same_level": float(level[a] == level[b]),
        "need_area": float(idea.theme in inventory.wanted),
        "recency": float(all(i in inventory.latest for i in both)),
    }
    features = {name: round(value, 3) for name, value in values.items()}
    total = weights()["kinds"][idea.kind] + sum(weights()["features"][n] * v for n, v in values.items())
    return round(min(1.0, total), 3), features


# words


def _sentence(inventory: Inventory, idea: Idea, language: str) -> str:
    values: dict[str, Any] = {
        "a": Named(_name(inventory, idea.a, language), language),
        "b": Named(_name(inventory, idea.b, language), language),
        "n": inventory.workers[idea.theme],
        "theme": in_sentence(_text(inventory.labels[idea.theme], language)),
    }
    if idea.members:
        values["members"] = listed([Named(_name(inventory, m, language), language) for m in idea.members], language)
    for key, initiative in (("a_title", idea.a_initiative), ("b_title", idea.b_initiative)):
        values[key] = _text(inventory.initiatives[initiative]["titles"], language) if initiative else ""
    if idea.b_initiative in inventory.dates:
        values["b_date"] = dated(inventory.dates[idea.b_initiative].edtf, language)
    if idea.need:
        values["need"] = _text(inventory.need_texts[idea.need], language).rstrip(".")
    return sentence(idea.wording, language, values)


def _name(inventory: Inventory, jurisdiction: str, language: str) -> str:
    return _text(inventory.jurisdictions[jurisdiction]["names"], language)


def _text(texts: Mapping[str, str], language: str) -> str:
    """A text in the language, or in the first there is."""
    return texts.get(language) or next(iter(texts.values()))

"""Read the suggestion index for selected pairs only; that of a whole graph may be large."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from queries.link_prediction.partners import Partners, read_ties
from queries.statements import begin_rows, fetch_rows
from queries.suggestions.index import (
    SuggestionIndex,
    begin_requests,
    build_index,
    count_workers,
    read_works,
    sort_by_rarity,
)

if TYPE_CHECKING:
    from graph.store import View


class ContextLimits(NamedTuple):
    """How much is read for each pair."""

    shared_themes: int
    requested_themes: int
    works: int  # initiatives of one organisation on a theme


def read_pair_context(
    view: View, as_of: str | None, pairs: Iterable[tuple[str, str]], theme: str | None, limits: ContextLimits,
    partners: Partners,
) -> SuggestionIndex:  # fmt: skip
    """Read the part of the suggestion index that topics of some pairs need.

    Words are as rare as they are in the graph, so that a pair has the same topic whatever other pairs are asked for; as
    known before a day, as they are in what is read.

    Args:
        view: what the audience may see.
        as_of: leave out what was not known before this day.
        pairs: the pairs of organisations.
        theme: only this theme; None is the rarest themes that each pair shares, and those they ask about.
        limits: how much to read.
        partners: those of the organisations.
    """
    pairs = list(pairs)
    only = sorted({one for pair in pairs for one in pair})
    begun = begin_requests(view, as_of, only)
    workers, worker_count = count_workers(view, as_of)
    themes = _read_themes(view, as_of, only)
    requests = begun()
    requested: dict[str, set[str]] = defaultdict(set)
    for row in requests:
        requested[row["by"]].add(row["theme"])
    known = set[str]().union(*themes.values())
    ranks = {about: at for at, about in enumerate(sort_by_rarity(known, workers))}
    on = set()
    for one, other in pairs:
        both = themes[one] & themes[other]
        shared = sorted(both, key=ranks.__getitem__)[: limits.shared_themes]
        asked = sorted((requested[one] | requested[other]) - both)[: limits.requested_themes]
        relevant = {theme} if theme else {*shared, *asked}
        on |= {(each, about) for each in (one, other) for about in relevant & themes[each]}
    given = {"as_of": as_of, "on": sorted(on), "by_theme": _choose_themes(view, on), "most": limits.works}
    works = read_works(view, given)
    initiatives = sorted({work.initiative for work in works})
    members = begin_rows(view, "pair_context/members", {"initiatives": initiatives})
    index = build_index(view, as_of, works, members, requests, (workers, worker_count))
    index.themes = themes
    index.partners = partners
    read_ties(view, as_of, pairs, partners)
    return index


def _choose_themes(view: View, pairs: Collection[tuple[str, str]]) -> list[str]:
    """Return the themes whose initiatives are read to find works; for other pairs those of the jurisdiction are.

    One theme serves many jurisdictions, and all initiatives of a large jurisdiction are read for each of its pairs that
    is left. Of the themes in the order of their initiatives so many are taken that least is read.

    Args:
        view: what the audience may see.
        pairs: jurisdictions and themes.
    """
    names = {"jurisdictions": sorted({one for one, _ in pairs}), "themes": sorted({theme for _, theme in pairs})}
    sizes = {row["id"]: row["initiatives"] for row in fetch_rows(view, "suggestions/work_sizes", names)}
    themes = sorted(names["themes"], key=lambda theme: (sizes.get(theme, 0), theme))
    place = {theme: at for at, theme in enumerate(themes)}
    last: dict[str, int] = {}  # of the themes of each jurisdiction
    for jurisdiction, theme in pairs:
        last[jurisdiction] = max(last.get(jurisdiction, 0), place[theme])
    ended = Counter[int]()  # initiatives that need not be read if that theme is taken
    for jurisdiction, at in last.items():
        ended[at] += sizes.get(jurisdiction, 0)
    saved = accumulate((ended[at] - sizes.get(theme, 0) for at, theme in enumerate(themes)), initial=0)
    _, taken = min((-much, count) for count, much in enumerate(saved))
    return themes[:taken]


def _read_themes(view: View, as_of: str | None, only: Sequence[str]) -> dict[str, set[str]]:
    """Return the themes of the initiatives that each takes part in."""
    themes: dict[str, set[str]] = defaultdict(set)
    name = "pair_context/themes_as_of" if as_of else "pair_context/themes"
    for row in fetch_rows(view, name, {"as_of": as_of, "only": only}):
        found = row["themes"]
        themes[row["jurisdiction"]] = set(json.loads(found) if isinstance(found, str) else found)  # SQL has no lists
    return themes

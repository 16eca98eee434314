"""Read the suggestion index for selected pairs only; that of a whole graph may be large."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from queries.link_prediction.partners import Partners, read_ties
from queries.statements import fetch_rows
from queries.suggestions.index import (
    SuggestionIndex,
    build_index,
    count_workers,
    read_requests,
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
    requests = read_requests(view, as_of, only)
    themes = _read_themes(view, as_of, only)
    requested: dict[str, set[str]] = defaultdict(set)
    for row in requests:
        requested[row["by"]].add(row["theme"])
    workers, worker_count = count_workers(view, as_of)
    known = set[str]().union(*themes.values())
    ranks = {about: at for at, about in enumerate(sort_by_rarity(known, workers))}
    on = set()
    for one, other in pairs:
        both = themes[one] & themes[other]
        shared = sorted(both, key=ranks.__getitem__)[: limits.shared_themes]
        asked = sorted((requested[one] | requested[other]) - both)[: limits.requested_themes]
        relevant = {theme} if theme else {*shared, *asked}
        on |= {(each, about) for each in (one, other) for about in relevant & themes[each]}
    works = read_works(view, {"as_of": as_of, "on": sorted(on), "most": limits.works})
    initiatives = sorted({work.initiative for work in works})
    members = fetch_rows(view, "pair_context/members", {"initiatives": initiatives})
    index = build_index(view, as_of, works, members, requests, (workers, worker_count))
    index.themes = themes
    index.partners = partners
    read_ties(view, as_of, pairs, partners)
    return index


def _read_themes(view: View, as_of: str | None, only: Sequence[str]) -> dict[str, set[str]]:
    """Return the themes of the initiatives that each takes part in."""
    themes: dict[str, set[str]] = defaultdict(set)
    name = "pair_context/themes_as_of" if as_of else "pair_context/themes"
    for row in fetch_rows(view, name, {"as_of": as_of, "only": only}):
        found = row["themes"]
        themes[row["jurisdiction"]] = set(json.loads(found) if isinstance(found, str) else found)  # SQL has no lists
    return themes

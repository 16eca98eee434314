"""Find the communities of a page's network: jurisdictions that work with each other more than with the rest.

By the number of partnerships that two have in common, with the method of the question `network`
(`queries.network.communities`). The page lays them out by itself (`viz/page/script/scene.js`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, Final

from queries.network.communities import louvain_communities

MAX_PAIRED_MEMBERS: Final = 30  # of one partnership: a larger one would join everybody with everybody


def find_communities(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the communities, the largest first.

    Each is ``{"members": [...], "themes": [...]}``: indexes of jurisdictions, those with most partnerships within
    first, and up to two indexes of the themes that their partnerships have more often than those of others. The first
    of these names the community: it is the first of no other, and a community without one has none.

    Args:
        data: the result of `viz.page.model.build_page_data`.
    """
    places = {row["id"]: place for place, row in enumerate(data["jurisdictions"])}
    groups = [sorted({places[each["jurisdiction"]] for each in row["members"]}) for row in data["partnerships"]]
    ties = Counter(pair for group in groups for pair in combinations(group[:MAX_PAIRED_MEMBERS], 2))
    found = louvain_communities((one, other, count) for (one, other), count in sorted(ties.items()))
    weights: Counter[int] = Counter()
    for pair, count in ties.items():
        weights.update(dict.fromkeys(pair, count))
    ordered = sorted((sorted(each, key=lambda node: (-weights[node], node)) for each in found), key=_by_size)
    themes = _characteristic_themes(data, groups, ordered)
    return [{"members": members, "themes": named} for members, named in zip(ordered, themes, strict=True)]


def _by_size(members: Sequence[int]) -> tuple[int, int]:
    return -len(members), members[0]


def _characteristic_themes(
    data: Mapping[str, Any], groups: Sequence[Sequence[int]], communities: Sequence[Sequence[int]]
) -> list[list[int]]:
    """Return for each community the themes that most exceed their share among all partnerships."""
    themes = {row["id"]: place for place, row in enumerate(data["themes"])}
    named = {row["id"]: row.get("themes", ()) for row in data["initiatives"]}
    home = {member: number for number, members in enumerate(communities) for member in members}
    counts: list[Counter[int]] = [Counter() for _ in communities]
    for row, group in zip(data["partnerships"], groups, strict=True):
        about = row.get("themes") or named.get(row.get("initiative", ""), ())
        for number in {home[member] for member in group if member in home}:
            counts[number].update({themes[theme] for theme in about if theme in themes})
    whole = sum(counts, Counter())
    every = sum(whole.values())
    found = []
    for count in counts:
        own = sum(count.values())
        # how many more than would be expected if all communities had the same themes
        excess = {theme: n - own * whole[theme] / every + n / 1000 for theme, n in count.items()}
        found.append({theme: more for theme, more in excess.items() if more > 0})
    return _name_once(found)


def _name_once(excesses: Sequence[Mapping[int, float]]) -> list[list[int]]:
    """Return up to two themes of each community, the first of which no other begins with; who has more goes first."""
    names: dict[int, int] = {}
    for _, number, theme in sorted(
        (-more, at, theme) for at, each in enumerate(excesses) for theme, more in each.items()
    ):
        if number not in names and theme not in names.values():
            names[number] = theme
    return [
        sorted(excess, key=lambda theme: (theme != names[number], -excess[theme], theme))[:2] if number in names else []
        for number, excess in enumerate(excesses)
    ]

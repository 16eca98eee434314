"""What there is to tell of some pairs of organisations: a part of the inventory, the whole of which may be large."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from queries.link_prediction.partners import Partners, read_ties
from queries.statements import rows
from queries.suggestions.index import Inventory, put_together, rarest_first, read_asks, read_works, workers_of

if TYPE_CHECKING:
    from graph.store import View


def read(
    view: View, as_of: str | None, pairs: Iterable[tuple[str, str]], theme: str | None, most: tuple[int, int, int],
    partners: Partners,
) -> Inventory:  # fmt: skip
    """What there is to tell of some pairs of organisations.

    Args:
        view: what the audience may see.
        as_of: leave out what was not known before this day.
        pairs: whom to tell of.
        theme: on which theme; None is what each two share, the rarest, and what they ask about.
        most: how many themes that two share, themes that one asks about, and initiatives of one on a theme.
        partners: of those who are told of.
    """
    pairs = list(pairs)
    only = sorted({one for pair in pairs for one in pair})
    asks = read_asks(view, as_of, only)
    themes = _themes(view, as_of, only)
    asked: dict[str, set[str]] = defaultdict(set)
    for ask in asks:
        asked[ask["by"]].add(ask["theme"])
    workers, everyone = workers_of(view, as_of)
    known = set[str]().union(*themes.values())
    rarest = {about: at for at, about in enumerate(rarest_first(known, workers))}
    on = set()
    for one, other in pairs:
        both = themes[one] & themes[other]
        shared = sorted(both, key=rarest.__getitem__)[: most[0]]
        told = {theme} if theme else {*shared, *sorted((asked[one] | asked[other]) - both)[: most[1]]}
        on |= {(each, about) for each in (one, other) for about in told & themes[each]}
    works = read_works(view, {"as_of": as_of, "on": sorted(on), "most": most[2]})
    members = rows(view, "pair_context/members", {"initiatives": sorted({work.initiative for work in works})})
    found = put_together(view, as_of, works, members, asks, (workers, everyone))
    found.themes = themes
    found.partners = partners
    read_ties(view, as_of, pairs, partners)
    return found


def _themes(view: View, as_of: str | None, only: Sequence[str]) -> dict[str, set[str]]:
    """The themes of what each takes part in."""
    themes: dict[str, set[str]] = defaultdict(set)
    name = "pair_context/themes_as_of" if as_of else "pair_context/themes"
    for row in rows(view, name, {"as_of": as_of, "only": only}):
        themes[row["jurisdiction"]].add(row["theme"])
    return themes

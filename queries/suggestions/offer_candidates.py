"""The initiatives of each theme, in the order in which they are looked at for what could answer a need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View

LOOKED_AT: Final = 500  # of each need: initiatives, each as often as it shares a theme
SPARE: Final = 100  # more that are read, since those of who asks are no answer


class Offer(NamedTuple):
    """That an initiative shares a theme with a need."""

    later: bool  # it is not done
    initiative: str
    theme: str
    wide: int  # how many initiatives the theme has
    lead: str | None
    status: str | None
    claim: int


class Shelf:
    """What could be offered on themes; what was read once is kept.

    Args:
        view: what the audience may see.
        lead: only what this jurisdiction leads.
        themes: those that are asked about.
    """

    def __init__(self, view: View, lead: str | None, themes: Sequence[str]) -> None:
        self._view = view
        self._lead = lead
        self._themes = {row["theme"]: row for row in rows(view, "offers/theme_sizes", {"themes": themes})}
        self._narrower: defaultdict[str, list[str]] = defaultdict(list)  # of each, itself included
        for row in rows(view, "offers/theme_descendants", {"themes": themes}):
            self._narrower[row["theme"]].append(row["within"])
        self._read: dict[str, tuple[int, list[Offer]]] = {}

    def label(self, theme: str) -> str:
        """What a theme is called."""
        return str(self._themes[theme]["label"])

    def offers(self, need: Sequence[Mapping[str, Any]]) -> dict[str, list[Offer]]:
        """What could answer a need (a row for each theme): by initiative the themes it shares, the rarest first."""
        by = need[0]["by"]
        themes = sorted((row["theme"] for row in need), key=lambda theme: (self._themes[theme]["wide"], theme))
        found: dict[str, list[Offer]] = {}
        left = LOOKED_AT
        for _, equal in groupby(themes, lambda theme: self._themes[theme]["wide"]):
            lists = [self._of_others(theme, by) for theme in equal]
            for offer in merge(*lists) if len(lists) > 1 else lists[0]:
                if not left:
                    return found
                left -= 1
                found.setdefault(offer.initiative, []).append(offer)
        return found

    def _of_others(self, theme: str, by: str | None) -> list[Offer]:
        """The first initiatives of a theme that somebody else leads, as many as are looked at."""
        most = LOOKED_AT + SPARE
        while True:
            offers = self._first(theme, most)
            found = [offer for offer in offers if offer.lead != by]
            if len(found) >= LOOKED_AT or len(offers) < most:
                return found[:LOOKED_AT]
            most *= 4

    def _first(self, theme: str, most: int) -> list[Offer]:
        """The first initiatives of a theme or of what is within it: what is done first, then by identifier."""
        before, found = self._read.get(theme, (0, []))
        if before < most and len(found) == before:
            found = []
            for done in (1, 0):
                found += self._within(theme, done, most - len(found))
            self._read[theme] = most, found
        return found[:most]

    def _within(self, theme: str, done: int, most: int) -> Iterator[Offer]:
        """So many of them that are done, or not; each with the first claim that shows it."""
        wide = self._themes[theme]["wide"]
        lists = [
            [
                Offer(not done, row["initiative"], theme, wide, row["lead"], row["status"], row["claim"])
                for row in rows(
                    self._view, "offers/on_theme", {"theme": within, "done": done, "lead": self._lead, "most": most}
                )
            ]
            for within in self._narrower[theme]
        ] if most else []  # fmt: skip
        once = groupby(merge(*lists), lambda offer: offer.initiative)
        for _, (_, same) in zip(range(most), once, strict=False):
            yield min(same, key=lambda offer: offer.claim)

"""Select the initiatives that could answer a need: those that share its themes, in a bounded number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View

MAX_CANDIDATES: Final = 500  # of each need; an initiative counts once for each theme it shares
SPARE_CANDIDATES: Final = 100  # read in addition, since a jurisdiction does not answer its own needs


class ThemeMatch(NamedTuple):
    """An initiative that shares a theme with a need; the order of the fields is that of candidates."""

    unfinished: bool
    initiative: str
    theme: str
    theme_size: int  # initiatives on the theme
    lead: str | None
    status: str | None
    claim: int


class OfferCandidates:
    """The initiatives on themes, finished ones first; what was read is cached.

    Args:
        view: what the audience may see.
        lead: only what this jurisdiction leads.
        themes: the themes of all needs.
    """

    def __init__(self, view: View, lead: str | None, themes: Sequence[str]) -> None:
        self._view = view
        self._lead = lead
        self._themes = {row["theme"]: row for row in fetch_rows(view, "offers/theme_sizes", {"themes": themes})}
        self._narrower: defaultdict[str, list[str]] = defaultdict(list)  # each theme among its own
        for row in fetch_rows(view, "offers/theme_descendants", {"themes": themes}):
            self._narrower[row["theme"]].append(row["within"])
        self._read: dict[str, tuple[int, list[ThemeMatch]]] = {}
        self._found: dict[tuple[str, ...], Mapping[str, Sequence[ThemeMatch]]] = {}

    def label(self, theme: str) -> str:
        """Return the label of a theme."""
        return str(self._themes[theme]["label"])

    def find(self, need: Sequence[Mapping[str, Any]]) -> Mapping[str, Sequence[ThemeMatch]]:
        """Return what could answer a need (one row for each theme), by initiative: its shared themes, rarest first.

        Needs of the same jurisdiction on the same themes have the same object.
        """
        by = need[0]["by"]
        themes = sorted((row["theme"] for row in need), key=lambda theme: (self._size(theme), theme))
        if (key := (by or "", *themes)) not in self._found:
            self._found[key] = self._find(by, themes)
        return self._found[key]

    def _find(self, by: str | None, themes: Sequence[str]) -> Mapping[str, Sequence[ThemeMatch]]:
        found: dict[str, list[ThemeMatch]] = {}
        remaining = MAX_CANDIDATES
        for _, equal in groupby(themes, self._size):
            if not remaining:
                break
            lists = [self._first_of_others(theme, by) for theme in equal]
            for match in merge(*lists) if len(lists) > 1 else lists[0]:
                if not remaining:
                    return found
                remaining -= 1
                found.setdefault(match.initiative, []).append(match)
        return found

    def _size(self, theme: str) -> int:
        size: int = self._themes[theme]["wide"]
        return size

    def _first_of_others(self, theme: str, by: str | None) -> list[ThemeMatch]:
        """Return the first `MAX_CANDIDATES` initiatives on a theme that somebody else leads."""
        limit = MAX_CANDIDATES + SPARE_CANDIDATES
        while True:
            matches = self._first(theme, limit)
            found = [match for match in matches if match.lead != by]
            if len(found) >= MAX_CANDIDATES or len(matches) < limit:
                return found[:MAX_CANDIDATES]
            limit *= 4

    def _first(self, theme: str, limit: int) -> list[ThemeMatch]:
        """Return the first initiatives on a theme or a narrower one: finished ones, then by identifier."""
        before, found = self._read.get(theme, (0, []))
        if before < limit and len(found) == before:
            found = []
            for done in (1, 0):
                found += self._read_matches(theme, done, limit - len(found))
            self._read[theme] = limit, found
        return found[:limit]

    def _read_matches(self, theme: str, done: int, limit: int) -> Iterator[ThemeMatch]:
        """Yield finished or unfinished initiatives, each with its first claim."""
        size = self._size(theme)
        lists = [
            [
                ThemeMatch(not done, row["initiative"], theme, size, row["lead"], row["status"], row["claim"])
                for row in fetch_rows(
                    self._view, "offers/on_theme", {"theme": within, "done": done, "lead": self._lead, "most": limit}
                )
            ]
            for within in self._narrower[theme]
        ] if limit else []  # fmt: skip
        by_initiative = groupby(merge(*lists), lambda match: match.initiative)
        for _, (_, same) in zip(range(limit), by_initiative, strict=False):
            yield min(same, key=lambda match: match.claim)

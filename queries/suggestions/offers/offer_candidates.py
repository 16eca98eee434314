"""Select the initiatives that could answer a need, with their texts: a bounded number that share its themes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from queries.statements import fetch_rows, stream_rows
from queries.suggestions.offers.listed_initiatives import ListedInitiatives
from queries.suggestions.offers.offer_texts import OfferTexts

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
        self._listed = ListedInitiatives(view)
        self.texts = OfferTexts()
        # by theme what was read, and the rest when it is asked for
        self._read: dict[str, tuple[list[ThemeMatch], Generator[ThemeMatch]]] = {}
        self._found: dict[tuple[str, ...], Mapping[str, Sequence[ThemeMatch]]] = {}

    def close(self) -> None:
        """End the statements that were not read to their end."""
        for _, following in self._read.values():
            following.close()

    def read_ahead(self, needs: Iterable[Sequence[Mapping[str, Any]]]) -> None:
        """Begin to read what could answer several needs, from a store that lists it."""
        themes = {row["theme"] for need in needs for row in need}
        self._listed.begin(within for theme in themes for within in self._narrower[theme])

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
        return list(islice((match for match in self._iterate(theme) if match.lead != by), MAX_CANDIDATES))

    def _iterate(self, theme: str) -> Iterator[ThemeMatch]:
        """Yield the initiatives on a theme or a narrower one: finished ones, then by identifier."""
        if theme not in self._read:
            self._read[theme] = [], self._read_matches(theme)
        read, following = self._read[theme]
        yield from read
        for match in following:
            read.append(match)
            yield match

    def _read_matches(self, theme: str) -> Generator[ThemeMatch]:
        """Yield the initiatives on a theme; a store that reads ahead reads no more than are likely to be asked for."""
        known, limit = 0, MAX_CANDIDATES + SPARE_CANDIDATES
        while True:
            count = 0
            for done in (1, 0):
                for match in self._read_merged(theme, done, limit - count):
                    count += 1
                    if count > known:
                        yield match
            if count < limit:
                return
            known, limit = count, limit * 4

    def _read_merged(self, theme: str, done: int, limit: int) -> Iterator[ThemeMatch]:
        """Yield finished or unfinished initiatives, each with its first claim."""
        if not limit:
            return
        lists = [self._read_list(theme, within, done, limit) for within in self._narrower[theme]]
        if len(lists) == 1:
            yield from lists[0]
            return
        by_initiative = groupby(merge(*lists), lambda match: match.initiative)
        for _, (_, same) in zip(range(limit), by_initiative, strict=False):
            yield min(same, key=lambda match: match.claim)

    def _read_list(self, theme: str, within: str, done: int, limit: int) -> Iterator[ThemeMatch]:
        """Yield the initiatives on exactly one theme within another, and keep their texts."""
        size, unfinished, keep = self._size(theme), not done, self.texts.keep
        rows: Iterator[tuple[Any, ...]] | None
        rows = self._listed.find(within, done=bool(done), lead=self._lead, limit=limit)
        if rows is None:
            parameters = {"theme": within, "done": done, "lead": self._lead, "most": limit}
            rows = stream_rows(self._view, "offers/on_theme", parameters)
        for found, lead, status, claim, *texts in rows:
            keep(found, texts)
            yield ThemeMatch(unfinished, found, theme, size, lead, status, claim)

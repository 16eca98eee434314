"""How many initiatives there are of each theme, and of each jurisdiction in it and in each edition, in one sweep."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

MOST_COVERS: Final = 50_000  # sets of themes that are remembered with what they cover
# by theme: initiatives that it takes part in, those that it leads, those that have the theme itself
Shares = tuple[list[int], list[int], list[int]]
Total = tuple[int, int, str, int]  # initiatives, jurisdictions, the theme, the audience
# identifiers hold no spaces; those who take part have the lead among them
_TOGETHER: Final = """
SELECT i.id, coalesce(i.lead, ''),
       (SELECT group_concat(t.theme, ' ') FROM initiative_theme AS t
        WHERE t.initiative = i.id AND t.audience = :audience),
       (SELECT group_concat(p.jurisdiction, ' ') FROM takes_part AS p
        WHERE p.initiative = i.id AND p.audience = :audience),
       (SELECT group_concat(e.edition, ' ') FROM initiative_edition AS e
        WHERE e.initiative = i.id AND e.audience = :audience)
FROM initiative AS i WHERE i.audience = :audience ORDER BY i.id
"""


@dataclass(slots=True)
class Family:
    """A whole and its components, which count as one."""

    themes: set[int] = field(default_factory=set)
    works: set[tuple[str, int, bool]] = field(default_factory=set)  # who takes part under which theme, as a lead or not
    sent: set[tuple[str, str]] = field(default_factory=set)  # edition, and who takes part


class _Counts:
    """Initiatives by theme; by jurisdiction and theme; and by edition and jurisdiction."""

    def __init__(self, themes: list[str], wider: dict[str, frozenset[int]]) -> None:
        self._wider = wider
        self._covers: dict[str, tuple[int, ...]] = {}
        self.totals = [0] * len(themes)
        self._codes = {theme: code for code, theme in enumerate(themes)}
        self._own: dict[str, tuple[int, ...]] = {}
        self.shares: dict[str, Shares] = defaultdict(lambda: ([0] * len(themes), [0] * len(themes), [0] * len(themes)))
        self.sent: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def covered(self, themes: str) -> tuple[int, ...]:
        """The codes of themes, and of all that is broader, once each."""
        found = self._covers.get(themes)
        if found is None:
            if len(self._covers) >= MOST_COVERS:
                self._covers.clear()
            found = self._covers[themes] = tuple(frozenset[int]().union(*(self._wider[one] for one in themes.split())))
        return found

    def add_own(self, themes: str, parts: Iterable[str]) -> None:
        """Count an initiative, a component too, for its themes themselves."""
        codes = self._own.get(themes)
        if codes is None:
            if len(self._own) >= MOST_COVERS:
                self._own.clear()
            codes = self._own[themes] = tuple(self._codes[one] for one in themes.split())
        for who in parts:
            own = self.shares[who][2]
            for theme in codes:
                own[theme] += 1

    def add(self, lead: str, covered: Iterable[int], parts: Iterable[str], editions: Iterable[str]) -> None:
        """Count an initiative that stands alone."""
        for theme in covered:
            self.totals[theme] += 1
        for who in parts:
            taking, leading, _ = self.shares[who]
            for theme in covered:
                taking[theme] += 1
            if who == lead:
                for theme in covered:
                    leading[theme] += 1
        for edition in editions:
            counted = self.sent[edition]
            for who in parts:
                counted[who] += 1

    def add_family(self, family: Family) -> None:
        """Count a whole, with its components as one."""
        for theme in family.themes:
            self.totals[theme] += 1
        for who, theme in {(who, theme) for who, theme, _ in family.works}:
            self.shares[who][0][theme] += 1
        for who, theme, leads in family.works:
            self.shares[who][1][theme] += leads
        for edition, who in family.sent:
            self.sent[edition][who] += 1


def count_works(connection: sqlite3.Connection, audience: int) -> list[Total]:
    """Fill `works_on` and the counts of `submission` for an audience whose facts between nodes are made.

    A component counts as its whole; narrower themes count too. What a jurisdiction does in several components of one
    whole, or under several themes within one, counts once.

    Returns:
        What `write_totals` writes when nobody reads `theme` any more.
    """
    themes, wider = _themes(connection, audience)
    counts = _Counts(themes, wider)
    families: dict[str, Family] = defaultdict(Family)
    wholes = _wholes(connection, audience)
    for initiative, lead, found, taking, at in connection.execute(_TOGETHER, {"audience": audience}):
        covered = counts.covered(found) if found else ()
        parts, editions = (taking or "").split(), (at or "").split()
        counts.add_own(found or "", parts)
        if whole := wholes.get(initiative):
            families[whole].themes.update(covered)
            families[whole].works.update((who, theme, who == lead) for who in parts for theme in covered)
            families[whole].sent.update((edition, who) for edition in editions for who in parts)
        else:
            counts.add(lead, covered, parts, editions)
    for family in families.values():
        counts.add_family(family)
    _write(connection, audience, themes, counts)
    return [
        (total, sum(share[0][code] > 0 for share in counts.shares.values()), theme, audience)
        for code, (theme, total) in enumerate(zip(themes, counts.totals, strict=True))
    ]


def write_totals(connection: sqlite3.Connection, totals: Iterable[Total]) -> None:
    """Note how many initiatives each theme has, and how many jurisdictions work on it."""
    connection.executemany("UPDATE theme SET initiatives = ?, workers = ? WHERE id = ? AND audience = ?", totals)


def _write(connection: sqlite3.Connection, audience: int, themes: list[str], counts: _Counts) -> None:
    connection.executemany(
        "UPDATE submission SET initiatives = ? WHERE edition = ? AND jurisdiction = ? AND audience = ?",
        ((n, edition, who, audience) for edition, counted in counts.sent.items() for who, n in counted.items()),
    )
    everyone = sorted(counts.shares)
    shares: list[tuple[str, Any]] = [(who, counts.shares[who]) for who in everyone]
    connection.executemany(
        "INSERT INTO works_on (audience, jurisdiction, theme, n, led, own) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (audience, who, theme, taking[code], leading[code], own[code])
            for code, theme in enumerate(themes)
            for who, (taking, leading, own) in shares
            if taking[code]
        ),
    )


def _themes(connection: sqlite3.Connection, audience: int) -> tuple[list[str], dict[str, frozenset[int]]]:
    """All themes, whose places are their codes; and by theme the codes of itself and of what is broader."""
    within: dict[str, list[str]] = defaultdict(list)
    for theme, broader in connection.execute(
        "SELECT theme, broader FROM theme_within WHERE audience = ? ORDER BY theme, broader", (audience,)
    ):
        within[theme].append(broader)
    themes = sorted({broader for wider in within.values() for broader in wider})
    codes = {theme: code for code, theme in enumerate(themes)}
    return themes, {theme: frozenset(codes[b] for b in broader) for theme, broader in within.items()}


def _wholes(connection: sqlite3.Connection, audience: int) -> dict[str, str]:
    """The whole that an initiative counts as, of components and of those that have any."""
    found = dict(
        connection.execute(
            "SELECT id, part_of FROM initiative WHERE audience = ? AND part_of IS NOT NULL AND kind = 'component'",
            (audience,),
        )
    )
    return {**{whole: whole for whole in found.values() if whole not in found}, **found}

"""Count initiatives by theme, by jurisdiction and theme, and by edition and jurisdiction, in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypedDict

if TYPE_CHECKING:
    from graph.sqlite.schema.driver import Connection

MAX_CACHED_THEME_SETS: Final = 50_000
# for one jurisdiction, by theme: initiatives it takes part in, initiatives it leads, initiatives with the theme itself
ThemeCounts = tuple[list[int], list[int], list[int]]


class ThemeTotals(TypedDict):
    """Totals of audiences."""

    themes: Sequence[tuple[int, int, str, int]]  # initiatives, jurisdictions, theme, audience
    submissions: Sequence[tuple[int, str, str, int]]  # initiatives, edition, jurisdiction, audience


_TOTAL_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS theme_total (initiatives, workers, theme, audience)",
    "CREATE TABLE IF NOT EXISTS submission_total (initiatives, edition, jurisdiction, audience)",
)
# identifiers hold no spaces, so lists are joined by them; those who take part include the lead
_INITIATIVES: Final = """
SELECT i.id, coalesce(i.lead, ''),
       (SELECT group_concat(t.theme, ' ') FROM initiative_theme AS t
        WHERE t.initiative = i.id AND t.audience = :audience),
       (SELECT group_concat(p.jurisdiction, ' ') FROM takes_part AS p
        WHERE p.initiative = i.id AND p.audience = :audience),
       (SELECT group_concat(e.edition, ' ') FROM initiative_edition AS e
        WHERE e.initiative = i.id AND e.audience = :audience)
FROM initiative AS i WHERE i.audience = :audience {scope} ORDER BY i.id
"""


@dataclass(slots=True)
class InitiativeFamily:
    """An initiative and its components, counted as one."""

    themes: set[int] = field(default_factory=set)
    works: set[tuple[str, int, bool]] = field(default_factory=set)  # jurisdiction, theme, whether it leads
    reported: set[tuple[str, str]] = field(default_factory=set)  # edition, jurisdiction


class ThemeCounter:
    """Counts initiatives by theme; by jurisdiction and theme; and by edition and jurisdiction."""

    def __init__(self, themes: list[str], broader: dict[str, frozenset[int]]) -> None:
        self.themes = themes
        self._broader = broader
        self._expanded: dict[str, tuple[int, ...]] = {}
        self.totals = [0] * len(themes)
        self._codes = {theme: code for code, theme in enumerate(themes)}
        self._own: dict[str, tuple[int, ...]] = {}
        self.shares: dict[str, ThemeCounts] = defaultdict(
            lambda: ([0] * len(themes), [0] * len(themes), [0] * len(themes))
        )
        self.reported: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))

    def expand_themes(self, themes: str) -> tuple[int, ...]:
        """Return the codes of themes and of all broader themes, without duplicates."""
        found = self._expanded.get(themes)
        if found is None:
            if len(self._expanded) >= MAX_CACHED_THEME_SETS:
                self._expanded.clear()
            found = self._expanded[themes] = tuple(
                frozenset[int]().union(*(self._broader[one] for one in themes.split()))
            )
        return found

    def add_own(self, themes: str, parts: Iterable[str]) -> None:
        """Count an initiative or component for its own themes, without the broader ones."""
        codes = self._own.get(themes)
        if codes is None:
            if len(self._own) >= MAX_CACHED_THEME_SETS:
                self._own.clear()
            codes = self._own[themes] = tuple(self._codes[one] for one in themes.split())
        for who in parts:
            own = self.shares[who][2]
            for theme in codes:
                own[theme] += 1

    def add(self, lead: str, covered: Iterable[int], parts: Iterable[str], editions: Iterable[str]) -> None:
        """Count an initiative that has no components."""
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
            counted = self.reported[edition]
            for who in parts:
                counted[who] += 1

    def add_family(self, family: InitiativeFamily) -> None:
        """Count an initiative and its components as one."""
        for theme in family.themes:
            self.totals[theme] += 1
        for who, theme in {(who, theme) for who, theme, _ in family.works}:
            self.shares[who][0][theme] += 1
        for who, theme, leads in family.works:
            self.shares[who][1][theme] += leads
        for edition, who in family.reported:
            self.reported[edition][who] += 1


def insert_works_on(connection: Connection, audience: int) -> ThemeTotals:
    """Fill `works_on` for an audience whose relations are complete.

    A component counts as the initiative it is part of, and narrower themes count too. Work in several components of one
    initiative, or under several narrower themes of one theme, counts once.

    Returns:
        The totals of themes and submissions, for `update_submissions` and `update_themes`.
    """
    counts = count_themes(connection, audience)
    everyone = sorted(counts.shares)
    shares: list[tuple[str, Any]] = [(who, counts.shares[who]) for who in everyone]
    connection.executemany(
        "INSERT INTO works_on (audience, jurisdiction, theme, n, led, own) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (audience, who, theme, taking[code], leading[code], own[code])
            for code, theme in enumerate(counts.themes)
            for who, (taking, leading, own) in shares
            if taking[code]
        ),
    )
    themes = [
        (total, sum(share[0][code] > 0 for share in counts.shares.values()), theme, audience)
        for code, (theme, total) in enumerate(zip(counts.themes, counts.totals, strict=True))
    ]
    submissions = [
        (n, edition, who, audience) for edition, counted in counts.reported.items() for who, n in counted.items()
    ]
    return {"themes": themes, "submissions": submissions}


def count_themes(connection: Connection, audience: int, scope: str = "") -> ThemeCounter:
    """Count the initiatives of an audience.

    Args:
        connection: a connection with an open transaction.
        audience: the number of the audience.
        scope: an SQL condition on the initiatives `i`; each initiative is counted with its components, or not at all.
    """
    themes, broader = _theme_hierarchy(connection, audience)
    counts = ThemeCounter(themes, broader)
    families: dict[str, InitiativeFamily] = defaultdict(InitiativeFamily)
    parents = _family_heads(connection, audience, scope)
    rows = connection.execute(_INITIATIVES.format(scope=scope), {"audience": audience})
    for initiative, lead, found, taking, at in rows:
        covered = counts.expand_themes(found) if found else ()
        parts, editions = (taking or "").split(), (at or "").split()
        counts.add_own(found or "", parts)
        if head := parents.get(initiative):
            families[head].themes.update(covered)
            families[head].works.update((who, theme, who == lead) for who in parts for theme in covered)
            families[head].reported.update((edition, who) for edition in editions for who in parts)
        else:
            counts.add(lead, covered, parts, editions)
    for family in families.values():
        counts.add_family(family)
    return counts


def keep_totals(connection: Connection, totals: ThemeTotals) -> None:
    """Keep the totals of an audience in the file where another process counts, for `read_totals`."""
    for statement in _TOTAL_TABLES:
        connection.execute(statement)
    connection.executemany("INSERT INTO theme_total VALUES (?, ?, ?, ?)", totals["themes"])
    connection.executemany("INSERT INTO submission_total VALUES (?, ?, ?, ?)", totals["submissions"])


def read_totals(connection: Connection) -> list[ThemeTotals]:
    """Return the totals of all audiences that another process counted, from its file."""
    themes = connection.execute("SELECT * FROM built.theme_total").fetchall()
    return [{"themes": themes, "submissions": connection.execute("SELECT * FROM built.submission_total").fetchall()}]


def update_submissions(connection: Connection, totals: Iterable[ThemeTotals]) -> None:
    """Store the number of initiatives of each submission."""
    for counted in totals:
        connection.executemany(
            "UPDATE submission SET initiatives = ? WHERE edition = ? AND jurisdiction = ? AND audience = ?",
            counted["submissions"],
        )


def update_themes(connection: Connection, totals: Iterable[ThemeTotals]) -> None:
    """Store the number of initiatives of each theme, and of jurisdictions that work on it.

    In a bulk load no other process may read the table `theme` any more.
    """
    for counted in totals:
        connection.executemany(
            "UPDATE theme SET initiatives = ?, workers = ? WHERE id = ? AND audience = ?", counted["themes"]
        )


def _theme_hierarchy(connection: Connection, audience: int) -> tuple[list[str], dict[str, frozenset[int]]]:
    """Return the themes (their positions are their codes), and by theme the codes of itself and its broader themes."""
    within: dict[str, list[str]] = defaultdict(list)
    for theme, broader in connection.execute(
        "SELECT theme, broader FROM theme_within WHERE audience = ? ORDER BY theme, broader", (audience,)
    ):
        within[theme].append(broader)
    themes = sorted({broader for wider in within.values() for broader in wider})
    codes = {theme: code for code, theme in enumerate(themes)}
    return themes, {theme: frozenset(codes[b] for b in broader) for theme, broader in within.items()}


def _family_heads(connection: Connection, audience: int, scope: str) -> dict[str, str]:
    """Return the initiative that each component, and each initiative with components, is counted as."""
    found = dict(
        connection.execute(
            "SELECT id, part_of FROM initiative AS i"
            f" WHERE audience = ? AND part_of IS NOT NULL AND kind = 'component' {scope}",
            (audience,),
        )
    )
    return {**{head: head for head in found.values() if head not in found}, **found}

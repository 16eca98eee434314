"""How many initiatives there are of each theme, and of each jurisdiction in it (`works_on`), in one sweep."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

Shares = tuple[list[int], list[int]]  # by theme: initiatives that it takes part in, and those that it leads
# of a whole and its components: their themes, and who takes part under which theme, as a lead or not
Family = tuple[set[int], set[tuple[str, int, bool]]]


def count_works(connection: sqlite3.Connection, audience: int) -> None:
    """Fill `works_on`, and the counts of `theme`, for an audience whose facts between nodes are made.

    A component counts as its whole; narrower themes count too. What a jurisdiction does in several components of one
    whole, or under several themes within one, counts once.
    """
    themes, wider = _themes(connection, audience)
    totals = [0] * len(themes)
    counted: dict[str, Shares] = defaultdict(lambda: ([0] * len(themes), [0] * len(themes)))
    families: dict[str, Family] = defaultdict(lambda: (set(), set()))
    wholes = _wholes(connection, audience)
    for initiative, parts, found in _together(connection, audience):
        covered = frozenset[int]().union(*(wider[theme] for theme in found))
        if whole := wholes.get(initiative):
            families[whole][0].update(covered)
            families[whole][1].update((who, theme, role == "lead") for who, role in parts for theme in covered)
            continue
        for theme in covered:
            totals[theme] += 1
        for who, role in parts:
            for part in counted[who] if role == "lead" else counted[who][:1]:
                for theme in covered:
                    part[theme] += 1
    _count_families(families.values(), totals, counted)
    connection.executemany(
        "UPDATE theme SET initiatives = ? WHERE id = ? AND audience = ?",
        ((total, theme, audience) for theme, total in zip(themes, totals, strict=True)),
    )
    connection.executemany(
        "INSERT INTO works_on (audience, jurisdiction, theme, n, led) VALUES (?, ?, ?, ?, ?)",
        (
            (audience, who, theme, counted[who][0][code], counted[who][1][code])
            for code, theme in enumerate(themes)
            for who in sorted(counted)
            if counted[who][0][code]
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


def _count_families(families: Iterable[Family], totals: list[int], counted: dict[str, Shares]) -> None:
    """Count wholes, each with its components as one."""
    for covered, family in families:
        for theme in covered:
            totals[theme] += 1
        for who, theme in {(who, theme) for who, theme, _ in family}:
            counted[who][0][theme] += 1
        for who, theme, leads in family:
            counted[who][1][theme] += leads


def _wholes(connection: sqlite3.Connection, audience: int) -> dict[str, str]:
    """The whole that an initiative counts as, of components and of those that have any."""
    found = dict(
        connection.execute(
            "SELECT id, part_of FROM initiative WHERE audience = ? AND part_of IS NOT NULL AND kind = 'component'",
            (audience,),
        )
    )
    return {**{whole: whole for whole in found.values() if whole not in found}, **found}


def _together(connection: sqlite3.Connection, audience: int) -> Iterator[tuple[str, list[tuple[str, str]], list[str]]]:
    """Yield each initiative that has themes, with who takes part (jurisdiction, role) and its themes."""
    rows = connection.execute(
        "SELECT initiative, theme FROM initiative_theme WHERE audience = ? ORDER BY initiative", (audience,)
    )
    taking = _grouped(
        connection.execute(
            "SELECT initiative, jurisdiction, role FROM takes_part WHERE audience = ? ORDER BY initiative", (audience,)
        )
    )
    at, found = next(taking, (None, []))
    for initiative, themes in _grouped(rows):
        while at is not None and at < initiative:
            at, found = next(taking, (None, []))
        parts = [(who, role) for _, who, role in found] if at == initiative else []
        yield initiative, parts, [theme for _, theme in themes]


def _grouped(rows: Iterator[Any]) -> Iterator[tuple[str, list[Any]]]:
    for key, group in groupby(rows, key=itemgetter(0)):
        yield key, list(group)

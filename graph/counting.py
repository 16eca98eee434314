"""How many initiatives each jurisdiction has in each theme (`works_on`), in one sweep over initiatives."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

Shares = tuple[list[int], list[int]]  # by theme: initiatives that it takes part in, and those that it leads


def count_works(connection: sqlite3.Connection, audience: int) -> None:
    """Fill `works_on` for an audience whose facts between nodes are made.

    A component counts as its whole; narrower themes count too. What a jurisdiction does in several components of one
    whole, or under several themes within one, counts once.
    """
    within: dict[str, list[str]] = defaultdict(list)
    for theme, broader in connection.execute(
        "SELECT theme, broader FROM theme_within WHERE audience = ? ORDER BY theme, broader", (audience,)
    ):
        within[theme].append(broader)
    themes = sorted({broader for wider in within.values() for broader in wider})
    codes = {theme: code for code, theme in enumerate(themes)}
    wider = {theme: frozenset(codes[b] for b in broader) for theme, broader in within.items()}
    counted: dict[str, Shares] = defaultdict(lambda: ([0] * len(themes), [0] * len(themes)))
    families: dict[str, set[tuple[str, int, bool]]] = defaultdict(set)
    wholes = _wholes(connection, audience)
    for initiative, parts, found in _together(connection, audience):
        covered = frozenset[int]().union(*(wider[theme] for theme in found))
        if whole := wholes.get(initiative):
            families[whole].update((who, theme, role == "lead") for who, role in parts for theme in covered)
            continue
        for who, role in parts:
            for part in counted[who] if role == "lead" else counted[who][:1]:
                for theme in covered:
                    part[theme] += 1
    for family in families.values():
        for who, theme in {(who, theme) for who, theme, _ in family}:
            counted[who][0][theme] += 1
        for who, theme, leads in family:
            counted[who][1][theme] += leads
    connection.executemany(
        "INSERT INTO works_on (audience, jurisdiction, theme, n, led) VALUES (?, ?, ?, ?, ?)",
        (
            (audience, who, theme, counted[who][0][code], counted[who][1][code])
            for code, theme in enumerate(themes)
            for who in sorted(counted)
            if counted[who][0][code]
        ),
    )


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
    """Yield each initiative that has both, with who takes part (jurisdiction, role) and its themes."""
    rows = connection.execute(
        "SELECT initiative, jurisdiction, role FROM takes_part WHERE audience = ? ORDER BY initiative", (audience,)
    )
    themed = _grouped(
        connection.execute(
            "SELECT initiative, theme FROM initiative_theme WHERE audience = ? ORDER BY initiative", (audience,)
        )
    )
    at, found = next(themed, (None, []))
    for initiative, parts in _grouped(rows):
        while at is not None and at < initiative:
            at, found = next(themed, (None, []))
        if at == initiative:
            yield initiative, [(who, role) for _, who, role in parts], [theme for _, theme in found]


def _grouped(rows: Iterator[Any]) -> Iterator[tuple[str, list[Any]]]:
    for key, group in groupby(rows, key=itemgetter(0)):
        yield key, list(group)

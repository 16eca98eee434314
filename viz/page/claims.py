"""Carry marks of initiatives to what rests on them: partners that come from components, and suggestions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]
Marks = Mapping[str, Mapping[str, str]]


def add_component_partners(initiatives: Iterable[dict[str, Any]]) -> None:
    """Mark the partners that an initiative has from its components only, where no component states them.

    Args:
        initiatives: rows with `whole`, `partners`, `own` (the partners that its own evidence names) and `marks`.
    """
    rows = list(initiatives)
    found: dict[str, dict[str, list[str | None]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["whole"] != row["id"]:
            for who in row["partners"]:
                found[row["whole"]][who].append(row["marks"].get(who))
    for row in rows:
        from_parts = {who: marks for who, marks in found.get(row["id"], {}).items() if who not in row["own"]}
        made = {who: mark for who, marks in from_parts.items() if (mark := strongest(marks))}
        if made:
            row["marks"] = {**row["marks"], **made}


def mark_suggestions(
    suggestions: Iterable[dict[str, Any]], initiatives: Iterable[Row], needs: Iterable[Row]
) -> None:  # fmt: skip
    """Give each suggestion `marks`: of whom it names, by identifier, where what it rests on is stated by no source.

    That is the title of an initiative that the suggestion names, what somebody does in it, or that somebody asks.
    """
    asked = {row["id"]: (row.get("by"), row["mark"]) for row in needs if row.get("mark")}
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in initiatives:
        parts[row["id"]].append(row)
        if row["whole"] != row["id"]:
            parts[row["whole"]].append(row)
    for made in suggestions:
        works = [parts[each] for each in made.get("initiatives") or () if each in parts]
        sides = dict.fromkeys([made["for"], made["with"], *(made.get("members") or ())])
        marks = {who: mark for who in sides if (mark := _side_mark(who, works))}
        asker, mark = asked.get(made.get("need") or "", (None, None))
        if asker in sides and mark:
            marks[asker] = weakest([mark, marks.get(asker)]) or mark
        if marks:
            made["marks"] = marks


def _side_mark(who: str, works: Iterable[list[Row]]) -> str | None:
    """Return the mark of somebody in the initiatives that they take part in, each given with its components."""
    own = [(rows, roles) for rows in works if (roles := _roles(who, rows))]
    return weakest([mark for rows, roles in own for mark in (rows[0]["marks"].get("title"), strongest(roles))])


def _roles(who: str, rows: Iterable[Row]) -> list[str | None]:
    """Return the marks of what somebody does in an initiative and its components: of leading, else of taking part."""
    every = list(rows)
    led = [row["marks"].get("lead") for row in every if row.get("lead") == who]
    return led or [row["marks"].get(who) for row in every if who in row["partners"]]


def strongest(marks: Iterable[str | None]) -> str | None:
    """Return the mark of what any of these bears out; none where one of them has none."""
    found = list(marks)
    if not found or None in found:
        return None
    return "inferred" if "inferred" in found else "proposed"


def weakest(marks: Iterable[str | None]) -> str | None:
    """Return the mark of what rests on all of these."""
    found = set(marks)
    return next((mark for mark in ("proposed", "inferred") if mark in found), None)

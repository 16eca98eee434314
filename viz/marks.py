"""Marks of initiatives and their facts that no source states: they are inferred, or only proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

MARKS: Final = {"inferred": "†", "proposed": "‡"}
Row = Mapping[str, Any]


def find_marks(document: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return "inferred" or "proposed" by what is marked of each initiative.

    That is "title", "lead", "status", a date as `date_name` names it, "external_partner:" and a name, or a partner.

    Evidence has to say what it supports; in the lighter document of a large graph it does not.
    """
    partners: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in document.get("partnerships", ()):
        for entry in row.get("evidence", ()):
            for name in entry.get("supports", ()):
                kind, _, member = name.partition(":")
                if kind == "member" and row.get("initiative"):
                    partners[row["initiative"], member].append(entry)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in document.get("initiatives", ()):
        evidence = row.get("evidence", ())
        dates = [date_name(date) for date in row.get("dates", ())]
        outside = [f"external_partner:{name}" for name in row.get("external_partners", ())]
        for what in ("title", "lead", "status", *dates, *outside):
            if mark := _mark(entry for entry in evidence if _bears_out(entry, what)):
                found[row["id"]][what] = mark
    for (initiative, member), entries in partners.items():
        if mark := _mark(entries):
            found[initiative][member] = mark
    return dict(found)


def date_name(date: Row) -> str:
    """Return what a date is called among the marks of its initiative, as evidence calls it."""
    return f"date:{date['kind']}:{date['edtf']}"


def _bears_out(entry: Row, what: str) -> bool:
    """Return whether evidence supports an attribute with the value that the node has; a title in any language."""
    supports, says = entry.get("supports", ()), entry.get("says", {})
    return (what in supports and what not in says) or (
        what == "title" and any(s.startswith("title:") for s in supports)
    )


def _mark(entries: Iterable[Row]) -> str | None:
    """Return the mark of what these entries support: nothing where one states it, or where there are none."""
    every = list(entries)
    if not every or any(entry.get("stated", True) for entry in every):
        return None
    return "proposed" if all(entry.get("proposed") for entry in every) else "inferred"

"""Marks of leads, partners and initiatives that no source states: they are inferred, or only proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

MARKS: Final = {"inferred": "†", "proposed": "‡"}
Row = Mapping[str, Any]


def find_marks(document: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return "inferred" or "proposed" by what is marked of each initiative: "title", "lead", or a partner.

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
        for what in ("title", "lead"):
            supporting = [e for e in evidence if any(s.partition(":")[0] == what for s in e.get("supports", ()))]
            if mark := _mark(supporting):
                found[row["id"]][what] = mark
    for (initiative, member), entries in partners.items():
        if mark := _mark(entries):
            found[initiative][member] = mark
    return dict(found)


def _mark(entries: Iterable[Row]) -> str | None:
    """Return the mark of what these entries support: nothing where one states it, or where there are none."""
    every = list(entries)
    if not every or any(entry.get("stated", True) for entry in every):
        return None
    return "proposed" if all(entry.get("proposed") for entry in every) else "inferred"

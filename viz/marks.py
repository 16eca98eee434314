"""Marks of initiatives, their facts and needs that no source states: they are inferred, or only proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

MARKS: Final = {"inferred": "†", "proposed": "‡"}
Row = Mapping[str, Any]


def find_marks(document: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return "inferred" or "proposed" by what is marked of each initiative and need.

    That is "title", "lead", "status", a date as `date_name` names it, "external_partner:" and a name, or a partner.
    Of a need it is "by", who asks.

    Evidence has to say what it supports; in the lighter document of a large graph it does not.
    """
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name, what, entries in _supported(document):
        if mark := _mark(entries):
            found[name][what] = mark
    return dict(found)


def _supported(document: Mapping[str, Any]) -> Iterator[tuple[str, str, list[Row]]]:
    """Yield the evidence of each thing that may be marked, with the node and what is marked of it."""
    for row in document.get("initiatives", ()):
        dates = [date_name(date) for date in row.get("dates", ())]
        outside = [f"external_partner:{name}" for name in row.get("external_partners", ())]
        for what in ("title", "lead", "status", *dates, *outside):
            yield row["id"], what, [entry for entry in row.get("evidence", ()) if _bears_out(entry, what)]
    for row in document.get("needs", ()):
        what = "by" if row.get("by") else "kind"
        yield row["id"], "by", [entry for entry in row.get("evidence", ()) if _bears_out(entry, what)]
    partners: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in document.get("partnerships", ()):
        for entry in row.get("evidence", ()):
            for name in entry.get("supports", ()):
                kind, _, member = name.partition(":")
                if kind == "member" and row.get("initiative"):
                    partners[row["initiative"], member].append(entry)
    for (initiative, member), entries in partners.items():
        yield initiative, member, entries


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

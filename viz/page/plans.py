"""Which dates of initiatives are plans: the sources name them as what is to come, not as what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

Row = Mapping[str, Any]
_PAST_WHEN_PLANNED: Final = frozenset({"approval", "presentation"})  # what precedes the work: also planned work has it
_BEGUN: Final = frozenset({"launched", "completed"})


def mark_plans(initiatives: Iterable[dict[str, Any]], editions: Iterable[Row]) -> None:
    """Give each date of the initiatives that is a plan the field `planned`.

    That is a target, and another date on its day; a date of work whose status is planned, which a component has from
    what it is part of; and a date after the last edition that reports the work, where the graph records who reported
    in it: other editions take their date from their first document.

    Args:
        initiatives: rows with `whole`; their `dates` are replaced, not changed.
        editions: rows of the graph document.
    """
    rows = list(initiatives)
    statuses = {row["id"]: row.get("status") for row in rows}
    published = {row["id"]: row["published"] for row in editions if row.get("published") and _is_council(row)}
    for row in rows:
        if not row.get("dates"):
            continue
        status = row.get("status") or statuses.get(row["whole"])
        known = max((published[each] for each in row.get("editions", ()) if each in published), default=None)
        targets = {date["edtf"] for date in row["dates"] if date["kind"] == "target"}
        row["dates"] = [
            {**date, "planned": True} if date["edtf"] in targets or _is_plan(date, status, known) else date
            for date in row["dates"]
        ]


def date_words(date: Row) -> str:
    """Return the key of the words for a date: what it is, and that it is a plan where its kind does not name one."""
    return f"date.{'plan' if date.get('planned') and date['kind'] != 'target' else 'kind'}.{date['kind']}"


def _is_council(edition: Row) -> bool:
    return edition.get("received") is not None or any(each["received"] for each in edition.get("submissions", ()))


def _is_plan(date: Row, status: str | None, known: str | None) -> bool:
    if status == "planned" and date["kind"] not in _PAST_WHEN_PLANNED:
        return True
    start = date.get("start")
    if not start or known is None or (status in _BEGUN and date["kind"] not in {"completion", "end"}):
        return False
    return _is_after(start, known)


def _is_after(day: str, other: str) -> bool:
    """Whether a day, a month or a year begins after all of another; of unequal precision, where that is certain."""
    shared = min(len(day), len(other))
    return day[:shared] > other[:shared]

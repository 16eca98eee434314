"""Count the initiatives that are not of the edition of a brief, which the brief leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.dates.editions import edition_key
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View


@dataclass(frozen=True, slots=True)
class Outside:
    """Initiatives that the audience may see and that are not of an edition.

    Attributes:
        others: how many only other editions report.
        none: how many no edition reports.
        editions: those of the former, the latest first.
    """

    others: int
    none: int
    editions: tuple[str, ...]


def count_outside(view: View, edition: str | None) -> Outside:
    """Return how many initiatives are not of an edition.

    Args:
        view: what the audience may see, at no moment.
        edition: the edition of the brief; None where there is none.
    """
    reported: dict[str, set[str]] = {}
    for row in fetch_rows(view, "page/initiative_editions"):
        reported.setdefault(row["subject"], set()).add(row["value"])
    others = [editions for editions in reported.values() if edition not in editions]
    named = set().union(*others)
    every = len(fetch_rows(view, "page/initiatives"))
    return Outside(len(others), every - len(reported), tuple(sorted(named, key=edition_key, reverse=True)))

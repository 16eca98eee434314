"""Who works with whom: the ties of a graph, listed by the first of each two."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.sqlite.derive.collaboration import MAX_PARTNERSHIP_MEMBERS
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View


class Ties(NamedTuple):
    """The ties of one member with others that come behind it, each by a number of partnerships and a claim for both."""

    one: str
    others: list[str]
    numbers: list[int]
    claims: list[int]
    other_claims: list[int]


def read_all_ties(view: View, as_of: str | None = None) -> Iterator[Ties]:
    """Yield the ties of each member in order, as known before a day.

    Two are tied if they are in a partnership of at most `MAX_PARTNERSHIP_MEMBERS` members.
    """
    if as_of is None:
        found = fetch_rows(view, "network/ties")
    else:
        found = fetch_rows(view, "network/ties_as_of", {"as_of": as_of, "max_members": MAX_PARTNERSHIP_MEMBERS})
    for row in found:
        yield Ties(row["one"], *(_to_list(row[name]) for name in ("others", "n", "claims", "other_claims")))


def _to_list(value: str | list[Any]) -> list[Any]:
    """Return a list of an answer; SQL has them as JSON."""
    return json.loads(value) if isinstance(value, str) else value

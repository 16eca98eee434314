"""Items to compare: the initiatives and needs that a view shows, with their texts, as known before a day."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View

FINISHED_STATUSES: Final = frozenset({"launched", "completed"})
ENDED_STATUSES: Final = frozenset({"completed", "cancelled"})
RECENT_EDITIONS: Final = 2  # an initiative without a status that no later edition reports is not taken for open


@dataclass(frozen=True, slots=True)
class Item:
    """An initiative or a need.

    Attributes:
        id: its identifier.
        is_need: whether it is a need.
        who: who leads the initiative or has the need.
        titles: the title of the initiative, or the text of the need, by language.
        summaries: the summary of the initiative by language.
        themes: its themes; True where it states the theme or names it in its title.
        status: of the initiative.
        is_open: whether something can still be changed in it: neither finished nor ended, nor left unreported.
        is_ended: whether it was completed, cancelled, or its end is past.
        age: how many rounds of reporting have come since the last edition that reports it; editions where the graph
            knows of no round.
        rounds: the rounds of reporting that report it.
        root: the initiative that it is a component of, else its own identifier.
        about: of a need, the initiative that it came with.
        claims: the claims of its title or text, and of its lead.
    """

    id: str
    is_need: bool
    who: str
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    themes: Mapping[str, bool]
    status: str | None
    is_open: bool
    is_ended: bool
    age: int
    rounds: frozenset[str]
    root: str
    about: str | None
    claims: tuple[int, ...]


@dataclass
class Items:
    """All items of a view.

    Attributes:
        initiatives: by identifier.
        needs: the requests of one jurisdiction, by identifier.
    """

    initiatives: dict[str, Item]
    needs: dict[str, Item]

    @cached_property
    def title_pairs(self) -> list[tuple[str, str]]:
        """The titles of initiatives that exist in both languages; none if all texts are in one of them."""
        every = (*self.initiatives.values(), *self.needs.values())
        if all("en" in texts for one in every for texts in (one.titles, one.summaries or one.titles)):
            return []
        both = (one.titles for one in self.initiatives.values() if {"en", "fr"} <= one.titles.keys())
        return [(titles["en"], titles["fr"]) for titles in both]

    def __getitem__(self, item: str) -> Item:
        """Return an initiative or a need."""
        return self.initiatives.get(item) or self.needs[item]


def read_items(view: View, as_of: str | None, themes: Mapping[str, Mapping[str, bool]]) -> Items:
    """Read the items of a view.

    Args:
        view: what the audience may see.
        as_of: leave out what was not known before this day.
        themes: the themes of initiatives: True where an initiative states one or names it in its title.
    """
    found = fetch_rows(view, "matching/editions", {"as_of": as_of})
    rounds = {row["id"]: row["rank"] for row in found if row["is_round"]}
    ranks = [*rounds.values()] or [row["rank"] for row in found]
    reported = defaultdict(set)
    for row in fetch_rows(view, "matching/reported", {"as_of": as_of}):
        reported[row["initiative"]].add(row["edition"])
    rows = fetch_rows(view, "matching/initiatives", {"as_of": as_of})
    # a day that is only the end of an initiative may be yet to come, and says nothing of today
    known = [row["day"] for row in rows if row["ended"] is None or row["day"] < row["ended"][: len(row["day"])]]
    today = as_of or max([row["published"] or "" for row in found] + known, default="")
    initiatives = {}
    for row in (row for row in rows if row["lead"]):
        one, age = row["id"], _count_later(row["last_edition"], ranks)
        own = frozenset(reported[one] & rounds.keys())
        initiatives[one] = _to_initiative(row, themes.get(one, {}), age, own, today)
    return Items(initiatives, _read_needs(view, as_of, ranks, rounds))


def _count_later(rank: int | None, ranks: Sequence[int]) -> int:
    """Return how many editions, by their ranks, are later than one; 0 where that is not known."""
    return 0 if rank is None else sum(1 for each in ranks if each > rank)


def _to_initiative(
    row: Mapping[str, Any], themes: Mapping[str, bool], age: int, rounds: frozenset[str], today: str
) -> Item:
    status = row["status"]
    ended = row["ended"]  # dates decide, also where the status is that of a later day
    is_ended = ended[: len(today)] < today[: len(ended)] if ended else status in ENDED_STATUSES
    is_open = not is_ended and status not in {"launched", "paused"} and age < RECENT_EDITIONS
    return Item(
        row["id"], is_need=False, who=row["lead"], titles=json.loads(row["titles"]),
        summaries=json.loads(row["summaries"]), themes=themes, status=status, is_open=is_open, is_ended=is_ended,
        age=age, rounds=rounds, root=row["part_of"] or row["id"], about=None,
        claims=tuple(claim for claim in (row["claim"], row["lead_claim"]) if claim),
    )  # fmt: skip


def _read_needs(view: View, as_of: str | None, ranks: Sequence[int], rounds: Mapping[str, int]) -> dict[str, Item]:
    themes: dict[str, dict[str, bool]] = defaultdict(dict)
    for row in fetch_rows(view, "suggestions/asks", {"as_of": as_of, "only": None}):
        themes[row["need"]][row["theme"]] = True
    needs = {}
    for row in fetch_rows(view, "matching/needs", {"as_of": as_of}):
        age = _count_later(row["rank"], ranks)
        reported = frozenset(one for one, rank in rounds.items() if rank == row["rank"])
        if row["by"]:
            needs[row["need"]] = Item(
                row["need"], is_need=True, who=row["by"], titles=json.loads(row["texts"]), summaries={},
                themes=themes[row["need"]], status=None, is_open=age < RECENT_EDITIONS, is_ended=False, age=age,
                rounds=reported, root=row["need"], about=row["initiative"], claims=(row["claim"],),
            )  # fmt: skip
    return needs


def read_text_claims(view: View, nodes: Sequence[str]) -> dict[str, list[int]]:
    """Return the claims that hold the texts of initiatives and needs."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in fetch_rows(view, "matching/text_claims", {"nodes": sorted(set(nodes))}):
        found[row["node"]].append(row["claim"])
    return found

"""What became of a round: who reported, when, with which errors, and what still needs somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Final

from graph.dates.rounds import (
    CLOSED,
    RECEIVED,
    REMINDED,
    Round,
    append_log,
    closed_on,
    list_rounds,
    read_log,
    read_round,
)
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.sqlite.store import SqliteStore
    from graph.store import Added, View

EXPECTED: Final = "expected"
OVERDUE: Final = "overdue"
LATE: Final = "late"
NO_REPORT: Final = "no-report"


@dataclass(frozen=True, slots=True)
class MemberState:
    """What became of the report of a member.

    Args:
        jurisdiction: the member.
        languages: those in which it is written to.
        state: expected, overdue, received, late or, once the round is closed, no-report.
        on: the day on which its report came in; empty where that is not known.
        file: the name of the file.
        errors: how many of its entries could not be used.
        approval: who may see it; empty without a report.
        review: how many entries of the review queue are about it.
        reminded: on how many days it was reminded.
    """

    jurisdiction: str
    languages: tuple[str, ...]
    state: str
    on: str
    file: str
    errors: int
    approval: str
    review: int
    reminded: int


def today() -> date:
    """Return the day, in UTC as in decisions."""
    return datetime.now(UTC).date()


def parse_day(typed: str) -> date:
    """Return a typed day.

    Raises:
        UsageError: it is none.
    """
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise UsageError("“{typed}” is not a day. Write it as 2026-10-15.", typed=typed) from None


def record_arrivals(store: SqliteStore, added: Iterable[Added], on: date | None = None) -> None:
    """Note in the rounds of a folder which reports of their members were just loaded.

    Args:
        store: the graph file.
        added: what was loaded.
        on: the day on which they came in, by default today.
    """
    folder, day = store.path.parent, on or today()
    rounds = list_rounds(folder)
    for one in added:
        if one.existed or not rounds:
            continue
        for jurisdiction, edition in store.submissions_in(one.source):
            if edition not in rounds:
                continue
            expected = read_round(folder, edition)
            if expected.member(jurisdiction) is None:
                continue
            event = {"what": RECEIVED, "day": day.isoformat(), "member": jurisdiction, "file": one.name,
                     "source": one.source, "errors": one.unplaced}  # fmt: skip
            append_log(folder, edition, [{**event, **({"late": True} if day > expected.due else {})}])


def read_states(store: SqliteStore, edition: str, on: date) -> tuple[Round, list[MemberState]]:
    """Return a round, and what became of the report of each member, in the order of its list.

    Args:
        store: the graph file.
        edition: the edition of the round.
        on: the day as of which reports are due or not.

    Raises:
        UnknownNameError: there is no such round.
        SourceError: its file cannot be understood.
    """
    folder = store.path.parent
    made, log = read_round(folder, edition), read_log(folder, edition)
    approvals = {who: approval for who, when, approval in store.approvals() if when == edition}
    arrived = {event["member"]: event for event in log if event["what"] == RECEIVED}
    reminded = {
        (str(who), event["day"]) for event in log if event["what"] == REMINDED for who in event.get("members", ())
    }
    reminders = Counter(who for who, _day in reminded)  # texts that are written twice on a day are one reminder
    waiting = _count_waiting(store, edition)
    closed = closed_on(folder, edition) is not None
    states = []
    for member in made.members:
        who = member.jurisdiction
        here = who in approvals
        event: dict[str, Any] = arrived.get(who, {}) if here else {}
        if here:
            state = LATE if event.get("late") else RECEIVED
        else:
            state = NO_REPORT if closed else OVERDUE if on > made.due else EXPECTED
        states.append(
            MemberState(
                who, member.languages, state, event.get("day", ""), event.get("file", ""),
                int(event.get("errors") or 0), approvals.get(who, ""), waiting[who], reminders[who],
            )
        )  # fmt: skip
    return made, states


def member_names(view: View, members: Iterable[str]) -> dict[str, str]:
    """Return the names of members in the language of a view, by identifier."""
    from accord.results.template import jurisdiction_name
    from loaders.templates.names import jurisdiction_label

    return {one: jurisdiction_label(one, view.language, jurisdiction_name(view, one, view.language)) for one in members}


def _count_waiting(store: SqliteStore, edition: str) -> Counter[str]:
    """Return how many entries of the review queue are about what each member reported for an edition."""
    from queries.statements import fetch_rows

    found: Counter[str] = Counter()
    for proposal in store.proposals("secretariat"):
        found.update(
            {claim.reported_by for claim in proposal.answers if claim.reported_by and claim.edition == edition}
        )
    with store.view("secretariat", "en") as view:
        pairs = fetch_rows(view, "review/pairs", {"merged": 0})
        names = sorted({pair[side] for pair in pairs for side in ("one", "other")})
        nodes = {row["id"]: row for row in fetch_rows(view, "review/node", {"nodes": names})}
    for pair in pairs:
        sides = [nodes[pair[side]] for side in ("one", "other") if pair[side] in nodes]
        found.update({side["lead"] for side in sides if side["lead"] and edition in str(side["editions"])})
    return found


def record_closed(store: SqliteStore, edition: str, on: date, by: str, files: dict[str, str]) -> None:
    """Note that a round was closed, with the hash of each file that was made of it."""
    append_log(
        store.path.parent,
        edition,
        [{"what": CLOSED, "day": on.isoformat(), **({"by": by} if by else {}), "files": files}],
    )

"""Plan the meetings of a council for an edition, as `accord agenda` asks for them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.store import View
    from viz.agenda.build import Agenda


def plan_meetings(view: View, typed: str | None, options: dict[str, Any]) -> Agenda:
    """Return the agenda that the options ask for.

    Raises:
        UsageError: there is no edition, or a time is not valid.
    """
    from graph.values import LANGUAGES
    from queries.questions.labels import choose_name
    from queries.questions.parameters import find_latest_edition, resolve_edition, resolve_jurisdiction
    from queries.statements import fetch_rows
    from queries.suggestions.agenda.model import Limits
    from queries.suggestions.agenda.plan import find_meetings, plan_agenda
    from viz.agenda.build import Agenda, list_alone

    editions = fetch_rows(view, "matching/editions", {"as_of": None})
    edition = resolve_edition(view, typed) if typed else find_latest_edition(view)
    if edition is None:
        raise UsageError("The graph holds no edition to plan meetings for.")
    limits = Limits(options["tables"], options["slots"], options["max_per_member"])
    among = [resolve_jurisdiction(view, one) for one in options["among"]]
    meetings = find_meetings(view, edition, among=among, mix=options["mix"])
    plan = plan_agenda(meetings, limits)
    start = _parse_time(options["start"])
    members = among or [row["jurisdiction"] for row in fetch_rows(view, "agenda/members", {"edition": edition})]
    published = next(row["published"] for row in editions if row["id"] == edition)
    known = fetch_rows(view, "suggestions/jurisdictions")
    names = {lang: {row["id"]: choose_name(row["names"], lang) for row in known} for lang in LANGUAGES}
    return Agenda(
        plan, limits, edition, _to_day(published), view.audience, names, len(meetings), list_alone(members, plan),
        start, options["minutes"],
    )  # fmt: skip


def _parse_time(typed: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=None) if typed else None
    except ValueError:
        raise UsageError("“{typed}” is not a time. Write it as 2024-05-02T09:00.", typed=typed) from None


def _to_day(published: str | None) -> str:
    """Return a day of the date that an edition was published; documents need one, and a clock would change them."""
    return ((published or "2000") + "-01-01")[:10]

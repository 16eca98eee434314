"""`accord round status`: who reported, late or with errors, what is withheld and what waits for a decision."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import click

from accord.messages import _, ngettext
from accord.options import CommonOptions, with_common_options

if TYPE_CHECKING:
    from accord.results.rounds import MemberState

COLUMNS: Final = (
    "member", "name", "languages", "state", "on", "errors", "approval", "review", "reminded", "file",
)  # fmt: skip


@click.command(
    name="status",
    help=_(
        "List the members of a round, by default the latest, with what became of the report of each: expected, overdue,"
        " received or late; how many of its entries are wrong, who may see it, how many of its facts wait in “accord"
        " review”, how often it was reminded. It shows what is withheld, so it is for the secretariat. The ending of -o"
        " gives the format: .csv, .xlsx, .html for a page."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord round status\n  accord round status 2026-fall --format csv\n  accord round status -o status.html",
)
@click.argument("edition", metavar=_("[EDITION]"), required=False)
@click.option("--on", metavar=_("DATE"), help=_("As of this day instead of today."))
@with_common_options(shown=("graph", "lang", "format", "limit", "output"))
def command(*, edition: str | None, on: str | None, common: CommonOptions) -> None:
    """List the members of a round."""
    from accord.commands.round.members import open_round
    from accord.output.listing import header, print_listing
    from accord.results.rounds import member_names, parse_day, read_states, today
    from queries.questions.question import Column, format_value

    store, made = open_round(common, edition)
    made, states = read_states(store, made.edition, parse_day(on) if on else today())
    with store.view("secretariat", common.lang) as view:
        names = member_names(view, [one.jurisdiction for one in states])
    rows = [
        {
            "member": one.jurisdiction, "name": names[one.jurisdiction], "languages": ", ".join(one.languages),
            "state": one.state, "on": one.on or None, "errors": one.errors or None, "approval": one.approval or None,
            "review": one.review or None, "reminded": one.reminded or None, "file": one.file or None,
        }
        for one in states
    ]  # fmt: skip
    heads = (
        _("Identifier"), _("Member"), _("Languages"), _("Report"), _("On"), _("Errors"), _("Who may see it"),
        _("To review"), _("Reminders"), _("File"),
    )  # fmt: skip
    codes = {"state": "round_state", "languages": "round_languages", "approval": "approval", "on": "date"}
    columns = [
        Column(name, header(head), codes=codes.get(name), table=name != "member")
        for name, head in zip(COLUMNS, heads, strict=True)
    ]
    title = _("Round {edition} (due on {day}), for the secretariat only").format(
        edition=format_value("edition", made.edition, common.lang),
        day=format_value("date", made.due.isoformat(), common.lang),
    )
    print_listing("round", title, columns, rows, common, parameters={"edition": made.edition}, notes=_notes(states))


def _notes(states: list[MemberState]) -> list[str]:
    """Return how many reports came in, and what to do next."""
    from accord.results.rounds import EXPECTED, LATE, OVERDUE
    from graph.dates.rounds import RECEIVED

    n = Counter(one.state for one in states)
    came = n[RECEIVED] + n[LATE]
    notes = [_("Reports received: {n} of {all}.").format(n=came, all=len(states))]
    if missing := n[EXPECTED] + n[OVERDUE]:
        text = ngettext("{n} is missing: accord round remind", "{n} are missing: accord round remind", missing)
        notes.append(text.format(n=missing))
    if review := sum(one.review for one in states):
        text = ngettext(
            "{n} entry waits for a decision: accord review", "{n} entries wait for a decision: accord review", review
        )
        notes.append(text.format(n=review))
    return notes

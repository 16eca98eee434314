"""`accord round reopen`: take reports again for an edition that was closed."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import write_output
from graph.errors import UsageError


@click.command(
    name="reopen",
    help=_(
        "Open a round again that was closed, so that reports for its edition can be loaded. What was written when it"
        " was closed stays as it is; close it again to write it anew."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord round reopen 2026-fall --reason "Manitoba corrected its report"',
)
@click.argument("edition", metavar=_("EDITION"))
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Why."))
@with_common_options(shown=("graph", "lang"))
def command(*, edition: str, reason: str, common: CommonOptions) -> None:
    """Open a round again."""
    from accord.commands.round.members import open_round
    from accord.results.decisions import reviewer
    from accord.results.rounds import today
    from graph.dates.rounds import REOPENED, append_log, closed_on

    store, made = open_round(common, edition)
    if closed_on(store.path.parent, made.edition) is None:
        raise UsageError("The round {edition} is open.", edition=made.edition)
    event = {"what": REOPENED, "day": today().isoformat(), "by": reviewer(), "reason": reason.strip()}
    append_log(store.path.parent, made.edition, [{key: value for key, value in event.items() if value}])
    write_output(_("The round {edition} is open again.").format(edition=made.edition), common.output)

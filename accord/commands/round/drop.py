"""`accord round drop`: remove a round that was opened by mistake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import click

from accord.commands.round.members import rounds_folder
from accord.messages import _, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import write_output
from graph.errors import UsageError


@click.command(
    name="drop",
    help=_(
        "Remove a round that was opened by mistake: its list of members and last day. Reports stay in the graph. A"
        " round in which something happened (a report came in, a reminder was written, it was closed) is removed, with"
        " the record of it, only with --yes."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord round drop 2026-fall\n  accord round drop 2026-fall --yes",
)
@click.argument("edition", metavar=_("EDITION"))
@click.option("--yes", is_flag=True, help=_("Also if something happened in it."))
@with_common_options(shown=("graph", "lang"))
def command(*, edition: str, yes: bool, common: CommonOptions) -> None:
    """Remove a round."""
    from accord.results.template import parse_edition
    from graph.dates.rounds import log_path, read_log, read_round, round_path

    folder, name = rounds_folder(common), parse_edition(edition)
    read_round(folder, name)
    if (happened := read_log(folder, name)) and not yes:
        raise UsageError(
            "In the round {edition}, something happened: {what}. Remove it and the record of that with --yes.",
            edition=name, what=_describe(happened),
        )  # fmt: skip
    log_path(folder, name).unlink(missing_ok=True)
    round_path(folder, name).unlink()
    write_output(_("The round {edition} is removed.").format(edition=name), common.output)


def _describe(happened: Sequence[Mapping[str, Any]]) -> str:
    """Return what happened in a round, in words and with numbers."""
    from graph.dates.rounds import CLOSED, RECEIVED, REMINDED, REOPENED

    n = Counter(event["what"] for event in happened)
    texts = {
        RECEIVED: ngettext("{n} report came in", "{n} reports came in", n[RECEIVED]),
        REMINDED: ngettext("{n} reminder was written", "{n} reminders were written", n[REMINDED]),
        CLOSED: _("it was closed"),
        REOPENED: _("it was reopened"),
    }
    return ", ".join(text.format(n=n[what]) for what, text in texts.items() if n[what])

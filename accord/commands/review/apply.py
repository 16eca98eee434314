"""`accord review apply`: take over decisions from a queue that was filled in as CSV, or from the reply of a reader."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from graph.errors import UsageError


@click.command(
    name="apply",
    help=_(
        "Take over decisions from a queue that “accord review --format csv” wrote, or from facts that “accord review"
        " facts --format csv” wrote, and that a person filled in: the column “decision” has same or different, for a"
        " theme about or not-about, for a proposal accept, refuse or correct, for a fact refuse or correct (then “to”"
        " is the right value); rows where it is empty are skipped. A spreadsheet may have saved the file, with"
        " semicolons or tabs too. Or take in the reply that a reader of the page saved: it is shown first, and written"
        " after a question or with --yes. A fact that it calls wrong is refused only after a question of its own or"
        " with --yes --refuse; “accord review undo” takes that back. A reply never widens who may see something."
        " - reads standard input."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord review apply queue.csv\n  accord review apply - < queue.csv"
    + "\n  accord review apply accord-reply.json --dry-run",
)
@click.argument("file", metavar=_("FILE"))
@click.option("--yes", is_flag=True, help=_("Do not ask before a reply is taken in."))
@click.option("--refuse", is_flag=True, help=_("With --yes: also refuse the facts that a reply calls wrong."))
@click.option("--dry-run", is_flag=True, help=_("Show what comes of a reply, and change nothing."))
@with_common_options(shown=("graph", "lang"))
def command(*, file: str, yes: bool, refuse: bool, dry_run: bool, common: CommonOptions) -> None:
    """Apply a file of decisions."""
    if refuse and not yes:
        raise UsageError("--refuse goes with --yes. Without them, each fact that would be refused is asked about.")
    apply_file(file, common, yes=yes, refuse=refuse, dry_run=dry_run)


def apply_file(
    file: str, common: CommonOptions, *, yes: bool = False, refuse: bool = False, dry_run: bool = False
) -> None:
    """Write the decisions of a file to the decisions of the graph.

    Raises:
        SourceError: the file is neither a queue nor a reply, or holds something else than decisions.
        UsageError: a reply is not confirmed, or --dry-run goes with a queue.
    """
    from accord.commands.review.decide import write_decisions
    from accord.commands.review.queue import read_decisions
    from accord.commands.review.reply.model import is_reply
    from accord.commands.review.reply.take_in import Given, take_in_reply
    from accord.commands.stdin import read_file

    data, name = read_file(file)
    if is_reply(data):
        take_in_reply(data, name, common, Given(yes, refuse, dry_run))
        return
    if yes or refuse or dry_run:
        raise UsageError("--yes, --refuse and --dry-run are for replies of readers; {file} is none.", file=name)
    store = common.store()
    with store.view(common.audience, common.lang) as view:
        decisions = read_decisions(data, name, store, view)
    write_decisions(store, decisions, common)

"""`accord review apply`: take over decisions from a queue that was written as CSV and filled in."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options


@click.command(
    name="apply",
    help=_(
        "Take over decisions from a queue that “accord review --format csv” wrote and a person filled in: the column"
        " “decision” has same or different, for a theme about or not-about, and for a proposal accept, refuse or"
        " correct (then “to” is the right value); rows where it is empty are skipped. - reads standard input."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord review apply queue.csv\n  accord review apply - < queue.csv",
)
@click.argument("file", metavar=_("FILE"))
@with_common_options(shown=("graph", "lang"))
def command(*, file: str, common: CommonOptions) -> None:
    """Apply a file of decisions."""
    apply_file(file, common)


def apply_file(file: str, common: CommonOptions) -> None:
    """Write the decisions of a file to the decisions of the graph.

    Raises:
        SourceError: the file is not a queue, or a row holds something else than a decision.
    """
    from accord.commands.review.decide import write_decisions
    from accord.commands.review.queue import read_decisions

    store = common.store()
    with store.view(common.audience, common.lang) as view:
        decisions = read_decisions(file, view)
    write_decisions(store, decisions, common)

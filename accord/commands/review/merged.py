"""`accord review merged`: the nodes that were merged, by rule or decision."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options


@click.command(
    name="merged",
    help=_(
        "List the pairs that were merged into one node, by a rule or a decision. “accord review decide ONE OTHER"
        " --different” separates a pair."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord review merged\n  accord review merged --format csv -o merged.csv",
)
@with_common_options()
def command(*, common: CommonOptions) -> None:
    """List merged pairs."""
    print_merged(common)


def print_merged(common: CommonOptions) -> None:
    """Print the pairs that were merged, with the columns of the queue."""
    from accord.commands.review.queue import comparison_notes, print_queue
    from accord.output.terminal import print_notes
    from queries.review.queue import read_review_queue

    store = common.store()
    with store.view(common.audience, common.lang) as view:
        rows = read_review_queue(view, merged=True)
    print_queue(rows if common.limit is None else rows[: common.limit], _("What was merged"), common, len(rows))
    print_notes(comparison_notes(store))

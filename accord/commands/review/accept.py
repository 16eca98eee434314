"""`accord review accept`: accept proposals, or say yes to other entries of the queue."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options


@click.command(
    name="accept",
    help=_(
        "Accept entries of the queue, each named by its number in “accord review” or by its identifier: what is"
        " proposed becomes a fact, marked as inferred and accepted by a person; a pair becomes one, a theme applies. A"
        " whole initiative is accepted with its lead, partners and dates; refuse the parts that are wrong."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord review accept 3\n  accord review accept 5d1c07e2 0c27ab6f --reason "confirmed by Alberta"',
)
@click.argument("entries", nargs=-1, required=True, metavar=_("ENTRY..."))
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Why."))
@with_common_options(shown=("graph", "lang", "audience"))
def command(*, entries: tuple[str, ...], reason: str, common: CommonOptions) -> None:
    """Accept entries."""
    from accord.commands.review.entries import decide_entries

    decide_entries(entries, common, accept=True, reason=reason)

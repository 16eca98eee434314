"""`accord review correct`: accept a proposal, or correct a fact, with something else in its place."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options


@click.command(
    name="correct",
    help=_(
        "Accept a proposal, named by its identifier in “accord review” or the first four digits of it, or correct a"
        " fact, named by its identifier in “accord review facts”, with something else in its place: another"
        " jurisdiction as lead or partner, another date (with its kind before it if that is wrong, too), another name"
        " of an external partner, another title of an initiative."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord review correct 5d1c Ontario\n  accord review correct 0c27 "launch 2021-09"'
    + '\n  accord review correct 5d1c07e2 "Identity pilot" --reason "as on the cover"',
)
@click.argument("entry", metavar=_("ENTRY"))
@click.argument("to", metavar=_("WHAT"))
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Why."))
@with_common_options(shown=("graph", "lang", "audience"))
def command(*, entry: str, to: str, reason: str, common: CommonOptions) -> None:
    """Correct a proposal."""
    from accord.commands.review.entries import decide_entries
    from graph.errors import UsageError

    if not to.strip():
        raise UsageError("Say what is right in its place.")
    decide_entries([entry], common, accept=True, reason=reason, to=to)

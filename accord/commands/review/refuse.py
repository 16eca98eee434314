"""`accord review refuse`: refuse proposals, or say no to other entries of the queue."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options


@click.command(
    name="refuse",
    help=_(
        "Refuse entries of the queue, each named by its number in “accord review” or by its identifier: what is"
        " proposed is not asked about again, in whatever document it is read; a pair stays two, a theme does not apply."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord review refuse 3\n  accord review refuse 5d1c07e2 --reason "a sponsor of the prize"',
)
@click.argument("entries", nargs=-1, required=True, metavar=_("ENTRY..."))
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Why."))
@with_common_options(shown=("graph", "lang", "audience"))
def command(*, entries: tuple[str, ...], reason: str, common: CommonOptions) -> None:
    """Refuse entries."""
    from accord.commands.review.entries import decide_entries

    decide_entries(entries, common, accept=False, reason=reason)

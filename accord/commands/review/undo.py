"""`accord review undo`: take a decision back."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import Common, common
from accord.output.answer import write


@click.command(
    name="undo",
    short_help=_("Take a decision back"),
    help=_("Take a decision back, and rebuild the graph without it. “accord review log” lists the decisions.")
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord review undo 5d1c07e2",
)
@click.argument("decision", metavar=_("DECISION"))
@common(shown=("graph", "lang"))
def command(*, decision: str, common: Common) -> None:
    """Undo a decision."""
    undo_decision(decision, common)


def undo_decision(identifier: str, common: Common) -> None:
    """Remove a decision by its identifier.

    Raises:
        UnknownNameError: there is no such decision.
    """
    removed = common.store().remove_judgement(identifier)
    write(_("{one} and {other}: no longer decided.").format(one=removed.one, other=removed.other), common.output)

"""`accord review undo`: take a decision back."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.progress import working
from accord.output.terminal import write_output
from graph.errors import message


@click.command(
    name="undo",
    help=_("Take a decision back, and rebuild the graph without it. “accord review log” lists the decisions.")
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord review undo 5d1c07e2",
)
@click.argument("decision", metavar=_("DECISION"))
@with_common_options(shown=("graph", "lang"))
def command(*, decision: str, common: CommonOptions) -> None:
    """Undo a decision."""
    undo_decision(decision, common)


def undo_decision(identifier: str, common: CommonOptions) -> None:
    """Remove a decision by its identifier.

    Raises:
        UnknownNameError: there is no such decision.
    """
    from graph.dedupe.suggestion_decisions import remove_suggestion_decision

    store = common.store()
    if decided := remove_suggestion_decision(store.decisions_path, identifier):
        write_output(_("{members}: decision undone.").format(members=", ".join(decided.members)), common.output)
        return
    with working(message("Applying decisions")):
        removed = store.remove_decision(identifier)
    if not (removed.is_fact or removed.is_proposal):
        text = _("{one} and {other}: decision undone.").format(one=removed.one, other=removed.other)
        write_output(text, common.output)
        return
    from accord.commands.review.log import value_in_words
    from queries.questions.question import format_value

    what = _("{kind}, {one}: {other}").format(
        kind=format_value("judged", removed.kind, common.lang), one=removed.one,
        other=value_in_words(removed.kind, removed.other, common.lang),
    )  # fmt: skip
    write_output(_("{what} – decision undone.").format(what=what), common.output)

"""`accord approve`: record who may see a submission."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import write_output
from graph.values import APPROVALS, Approval


@click.command(
    name="approve",
    help=_(
        "Record a member's decision on who may see what it reported for an edition: everyone (public), the council's"
        " members, or only its secretariat (withheld). It applies to everything derived from the submission. Write"
        " council in place of a jurisdiction for the text of the council itself."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord approve CA-AB 2022-winter public\n  accord approve council latest public",
)
@click.argument("jurisdiction", metavar=_("JURISDICTION"))
@click.argument("edition", metavar=_("EDITION"))
@click.argument("approval", type=click.Choice(APPROVALS))
@with_common_options(shown=("graph", "lang"))
def command(*, jurisdiction: str, edition: str, approval: Approval, common: CommonOptions) -> None:
    """Record an approval."""
    from graph.values import COUNCIL
    from queries.questions import parameters
    from queries.questions.question import format_value

    store = common.store()
    with store.view("secretariat", common.lang) as view:
        who = COUNCIL if jurisdiction == COUNCIL else parameters.resolve_jurisdiction(view, jurisdiction)
        when = parameters.resolve_edition(view, edition)
    changed = store.approve(who, when, approval)
    level = format_value("approval", approval, common.lang)
    template = _("{who}, {edition}: now {approval}.") if changed else _("{who}, {edition}: {approval}, as it was.")
    write_output(template.format(who=who, edition=when, approval=level), common.output)

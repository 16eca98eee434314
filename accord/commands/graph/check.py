"""`accord graph check`: compare the graph with a rebuild from its claims."""

from __future__ import annotations

import sys

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.progress import shows_progress
from graph.errors import message

EXIT_CODE_DIFFERENT = 1


@click.command(
    name="check",
    help=_(
        "Check the graph against a rebuild. A change derives only what it affects; this command derives everything anew"
        " from the statements of the documents and the decisions, in a temporary copy, and lists the tables that"
        " differ. With --repair it then replaces the graph by the rebuild. It ends with code 1 if something differs."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord graph check\n  accord graph check --repair",
)
@click.option("--repair", is_flag=True, help=_("Derive the graph anew if something differs."))
@with_common_options(shown=("graph", "lang", "format"))
@shows_progress(message("Comparing with a rebuild"))
def command(*, repair: bool, common: CommonOptions) -> None:
    """Compare the graph with a rebuild."""
    from accord.output.listing import header, print_listing
    from graph.sqlite.verify import compare_with_rebuild
    from queries.questions.question import Column

    store = common.store()
    found = compare_with_rebuild(store)
    if repair and (found or store.has_unapplied_decisions()):
        store.rebuild()
    rows = [
        {
            "table": one.table, "missing": one.missing, "surplus": one.surplus,
            "examples": [f"{side}: {row}" for side, row in one.examples],
        }
        for one in found
    ]  # fmt: skip
    columns = [
        Column("table", header(_("Table"))), Column("missing", header(_("Rows missing"))),
        Column("surplus", header(_("Rows too many"))), Column("examples", header(_("Examples")), table=False),
    ]  # fmt: skip
    notes = [] if found else [_("The graph is what its documents and decisions make.")]
    if found and repair:
        notes = [_("The graph was derived anew.")]
    elif found:
        notes = [_("The graph differs from a rebuild. “accord graph check --repair” derives it anew.")]
    print_listing("check", _("Differences from a rebuild"), columns, rows, common, notes=notes)
    if found and not repair:
        sys.exit(EXIT_CODE_DIFFERENT)

"""`accord review list`: entries that need a decision; at a terminal, asks about each."""

from __future__ import annotations

import sys

import click

from accord.commands.review.apply import apply_file
from accord.commands.review.decide import Pair, decide_pairs
from accord.commands.review.log import print_log
from accord.commands.review.merged import print_merged
from accord.commands.review.undo import undo_decision
from accord.messages import _
from accord.options import CommonOptions, with_common_options
from graph.values import STDIO


@click.command(
    name="list",
    help=_(
        "List proposals (initiatives, leads, partners and dates that are likely but not sure) with the words that they"
        " were read from, pairs of initiatives and of jurisdictions that may be duplicates, and initiatives with themes"
        " that may apply to them, each with the reason; at a terminal, ask about each. Decisions are written to"
        " decisions.yaml, in the folder of the graph, and apply to every load from then on; delete an entry there to"
        " undo it at the next load."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord review\n  accord review list --limit 10\n  accord review list --format csv -o queue.csv",
)
@click.option("--apply", "applied", metavar=_("FILE"), hidden=True)
@click.option("--same", nargs=2, hidden=True)
@click.option("--different", nargs=2, hidden=True)
@click.option("--about", nargs=2, hidden=True)
@click.option("--not-about", nargs=2, hidden=True)
@click.option("--reason", default="", hidden=True)
@click.option("--undo", hidden=True)
@click.option("--decided", is_flag=True, hidden=True)
@click.option("--merged", is_flag=True, hidden=True)
@with_common_options()
def command(
    *, applied: str | None, same: Pair, different: Pair, about: Pair, not_about: Pair, reason: str, undo: str | None,
    decided: bool, merged: bool, common: CommonOptions,
) -> None:  # fmt: skip
    """List the queue. The hidden options are former spellings of the other commands of the group."""
    if undo:
        undo_decision(undo, common)
    elif applied:
        apply_file(applied, common)
    elif same or different or about or not_about:
        decide_pairs({"same": same, "different": different, "about": about, "not-about": not_about}, reason, common)
    elif decided:
        print_log(common)
    elif merged:
        print_merged(common)
    else:
        _list_queue(common)


def _list_queue(common: CommonOptions) -> None:
    from accord.commands.review.decide import write_decisions
    from accord.commands.review.entries import read_entries
    from accord.commands.review.prompt import ask_decisions
    from accord.commands.review.queue import comparison_notes, print_queue
    from accord.output.terminal import print_notes
    from queries.themes.review import MAX_CLASSIFIED, classifies_all

    store = common.store()
    with store.view(common.audience, common.lang) as view:
        rows = read_entries(store, view)
        notes = comparison_notes(store)
        if not classifies_all(view):
            note = _("Themes are guessed only for the first {n} initiatives without themes.")
            notes.append(note.format(n=MAX_CLASSIFIED))
        waiting = len(rows)
        rows = rows if common.limit is None else rows[: common.limit]
        at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
        if rows and common.format == "table" and common.output == STDIO and at_terminal:
            write_decisions(store, ask_decisions(rows, common, view), common)
            return
    print_queue(rows, _("What needs a decision"), common, waiting)
    print_notes(notes)

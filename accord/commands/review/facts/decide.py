"""`accord review fact`: refuse or correct a fact by name."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from graph.dedupe.decisions import FACT_KINDS
from graph.errors import UsageError


@click.command(
    name="fact",
    help=_(
        "Refuse a fact that a source states or a rule infers, or correct it: name the initiative or need, the kind of"
        " fact, and what is wrong, by an identifier or an exact name; it may be left out where there is only one. The"
        " fact is taken out of every answer for every audience, also of documents that are loaded later, until the"
        " decision is undone. What is right in its place is seen by those who could see what was wrong. The words of"
        " the source stay visible with “accord review facts”."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord review fact CRA/chat partner Alberta --refuse --reason "a sponsor"'
    + "\n  accord review fact CRA/chat lead --to ESDC"
    + '\n  accord review fact CRA/chat date "launch 2021-07" --to "launch 2021-09"'
    + "\n  accord review fact CRA/chat initiative --refuse",
)
@click.argument("node", metavar=_("NODE"))
@click.argument("kind", type=click.Choice(FACT_KINDS))
@click.argument("what", metavar=_("WHAT"), required=False)
@click.option("--refuse", is_flag=True, help=_("It is wrong, and nothing is right in its place."))
@click.option("--to", metavar=_("WHAT"), default="", help=_("It is wrong, and this is right."))
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Why."))
@with_common_options(shown=("graph", "lang", "audience"))
def command(
    *, node: str, kind: str, what: str | None, refuse: bool, to: str, reason: str, common: CommonOptions
) -> None:  # fmt: skip
    """Decide about a fact."""
    from accord.commands.review.decide import write_decisions
    from accord.results.decisions import decide_fact, find_fact, find_node
    from queries.review.facts import read_facts

    if refuse == bool(to.strip()):
        raise UsageError("Say either --refuse, or --to with what is right.")
    store = common.store()
    with store.view(common.audience, common.lang) as view:
        facts = [fact for fact in read_facts(view, find_node(view, node)) if fact["kind"] == kind]
        decisions = decide_fact(store, view, find_fact(facts, node, kind, what), to=to, reason=reason)
    write_decisions(store, decisions, common)

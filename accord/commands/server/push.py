"""`accord server push`: copy a graph file to a Neo4j server, as an audience may see it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from accord.messages import _, audience_name
from accord.options import CommonOptions, resolve_address, with_common_options
from accord.output.progress import working
from accord.output.terminal import write_output
from graph.errors import UsageError, message
from graph.values import Audience, audience_level

if TYPE_CHECKING:
    from graph.neo4j.store import Pushed


@click.command(
    name="push",
    help=_(
        "Copy what the audience may see of the graph file to a Neo4j server: the copy holds nothing else, and answers"
        " no other audience. After the first push from a file only what changed is sent. Readers see the previous copy"
        " until the new one is complete. Where"
        " the copy there is for another audience, it asks first, or takes --yes. The"
        " user and password come from NEO4J_USERNAME and NEO4J_PASSWORD, the database from NEO4J_DATABASE."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord server push neo4j://localhost"
    + "\n  accord server push neo4j+s://graph.example.ca --audience public --lang fr",
)
@click.argument("server", metavar="neo4j://HOST", required=True)
@click.option("--yes", is_flag=True, help=_("Do not ask before the audience of the copy changes."))
@click.option("--whole", is_flag=True, help=_("Send the whole graph, even if the server has all but what changed."))
@with_common_options(shown=("graph", "lang", "audience"))
def command(*, server: str, yes: bool, whole: bool, common: CommonOptions) -> None:
    """Copy the graph to a server."""
    from graph.neo4j.store import Neo4jStore
    from queries.questions.first_statements import list_first_statements

    source = common.store()
    with Neo4jStore(resolve_address(server), common.audience) as store:
        held = store.opened.audience
        if held and held != common.audience and not yes:
            _confirm(held, common.audience, str(store.address))
        with working(message("Copying {graph} to {server}"), graph=common.graph, server=str(store.address)):
            pushed = store.push(source, common.audience, whole=whole, asked_next=list_first_statements())
        write_output(_describe(pushed, str(store.address), common.audience), common.output)


def _describe(pushed: Pushed, server: str, audience: Audience) -> str:
    """Return a sentence on what was sent."""
    counts = {"initiatives": pushed.rows.get("Initiative", 0), "claims": pushed.rows.get("Claim", 0)}
    if pushed.whole:
        template = _("{server}: now holds what {audience} may see: {initiatives} initiatives, {claims} claims.")
    elif pushed.rows:
        template = _(
            "{server}: now holds what {audience} may see. Only what changed was sent: {initiatives} initiatives,"
            " {claims} claims."
        )
    else:
        template = _("{server}: holds what {audience} may see already.")
    return template.format(server=server, audience=audience_name(audience), **counts)


def _confirm(held: Audience, wanted: Audience, server: str) -> None:
    """Ask whether a copy for another audience may be replaced.

    Raises:
        UsageError: the answer is no, or nobody can be asked.
    """
    if audience_level(wanted) > audience_level(held):
        template = _("{server} holds a copy for {held}. Whoever may log in there would see what {wanted} may see.")
    else:
        template = _(
            "{server} holds a copy for {held}, who would no longer get answers there: it would be for {wanted}."
        )
    consequence = template.format(server=server, held=audience_name(held), wanted=audience_name(wanted))
    if not sys.stdin.isatty():
        raise UsageError("{consequence} Repeat it with --yes if that is meant.", consequence=consequence)
    if not click.confirm(_("{consequence} Push it?").format(consequence=consequence), default=False, err=True):
        raise UsageError("Nothing was changed.")

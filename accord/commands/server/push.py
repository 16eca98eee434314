"""`accord server push`: copy a graph file to a Neo4j server, as an audience may see it."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, resolve_address, with_common_options
from accord.output.terminal import write_output


@click.command(
    name="push",
    help=_(
        "Copy what the audience may see of the graph file to a Neo4j server: the copy holds nothing else, and answers"
        " no other audience. It replaces the previous copy atomically; until then, readers see the previous one. The"
        " user and password come from NEO4J_USERNAME and NEO4J_PASSWORD, the database from NEO4J_DATABASE."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord server push neo4j://localhost"
    + "\n  accord server push neo4j+s://graph.example.ca --audience public --lang fr",
)
@click.argument("server", metavar="neo4j://HOST", required=True)
@with_common_options(shown=("graph", "lang", "audience"))
def command(*, server: str, common: CommonOptions) -> None:
    """Copy the graph to a server."""
    from graph.neo4j.store import Neo4jStore

    source = common.store()
    with Neo4jStore(resolve_address(server), common.audience) as store:
        counted = store.push(source, common.audience)
        write_output(
            _("{server}: now holds what the audience “{audience}” may see: {initiatives} initiatives, {claims} claims.")
            .format(server=store.address, audience=common.audience, initiatives=counted["Initiative"],
                    claims=counted["Claim"]),
            common.output,
        )  # fmt: skip

"""`accord server pull`: copy a graph from a Neo4j server into a file."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, resolve_address, with_common_options
from accord.output.progress import shows_progress
from accord.output.terminal import write_output
from graph.errors import message


@click.command(
    name="pull",
    help=_(
        "Copy the graph of a Neo4j server into the graph file: each statement with its source, and the approvals. What"
        " the file already holds is kept. The file then gives the same answers as the server."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord server pull neo4j://localhost --graph copy.db"
    + "\n  accord server pull neo4j+s://graph.example.ca --lang fr",
)
@click.argument("server", metavar="neo4j://HOST", required=True)
@with_common_options(shown=("graph", "lang"))
@shows_progress(message("Copying the graph from the server"))
def command(*, server: str, common: CommonOptions) -> None:
    """Copy a graph from a server."""
    from graph.neo4j.store import Neo4jStore

    with Neo4jStore(resolve_address(server)) as store:
        added = common.store(create=True).add(store.read_claims(), keep_both=True)
        write_output(
            _("{server}: {n} sources copied into {file}; it had {known} of them.").format(
                server=store.address, n=len(added), file=common.graph, known=sum(one.existed for one in added)
            ),
            common.output,
        )

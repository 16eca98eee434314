"""`accord server pull`: copy a graph from a Neo4j server into a file."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import Common, address_of, common
from accord.output.answer import write


@click.command(
    name="pull",
    short_help=_("Copy the graph from a Neo4j server into a file"),
    help=_(
        "Copy what a Neo4j server holds into the graph file: each statement with its source, and the decisions on"
        " sharing. What the file has already stays. The file answers as the server does."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord server pull neo4j://localhost --graph copy.db"
    + "\n  accord server pull neo4j+s://graph.example.ca --lang fr",
)
@click.argument("server", metavar="neo4j://HOST", required=True)
@common(shown=("graph", "lang"))
def command(*, server: str, common: Common) -> None:
    """Copy the graph from a server."""
    from graph.neo4j.store import Neo4jStore

    with Neo4jStore(address_of(server)) as store:
        added = common.store(create=True).add(store.read_claims(), keep_both=True)
        write(
            _("{server}: {n} sources copied into {file}; it had {known} of them.").format(
                server=store.address, n=len(added), file=common.graph, known=sum(one.existed for one in added)
            ),
            common.output,
        )

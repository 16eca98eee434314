"""`accord cypher`: run a read-only Cypher query over what the audience may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from accord.commands.query.query_options import print_result, read_query, with_query_options
from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.progress import working
from accord.output.terminal import print_notes
from graph.errors import message

if TYPE_CHECKING:
    from graph.adhoc.limits import Limits


@click.command(
    name="cypher",
    help=_(
        "Query a graph file or a Neo4j server in Cypher, with the labels and relationship types that “accord schema”"
        " lists. The result holds what the audience may see; queries that would change something are refused. A query"
        " is stopped if it takes too long or needs too much memory; - reads it from standard input. For a file, a copy"
        " is made next to it at the first query, and again after the graph has changed."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord cypher "MATCH (j:Jurisdiction)-[:LEADS]->(i:Initiative)'
    + '\n    RETURN j.id, count(i) AS n ORDER BY n DESC"'
    + '\n  accord cypher "MATCH (t:Theme {id: $theme}) RETURN t.name_fr" -p theme=ai'
    + "\n  accord cypher - --graph neo4j://localhost < query.cypher",
)
@click.argument("query", metavar=_("QUERY"))
@with_query_options
@with_common_options(shown=("graph", "lang", "format", "audience", "output"))
def command(*, common: CommonOptions, query: str, limits: Limits, given: dict[str, object]) -> None:
    """Run a Cypher query."""
    from graph.adhoc.cypher import run_cypher

    text = read_query(query)
    with common.view(limits.seconds) as view, working(message("Running the query")):
        found, warnings = run_cypher(view, text, given, limits)
    print_notes(warnings)
    print_result(found, "cypher", text, given, limits, common)

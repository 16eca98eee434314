"""`accord cypher`: a question in Cypher, over what the audience may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from accord.commands.query.query_options import limited, printed, text_of
from accord.messages import _
from accord.options import Common, common
from accord.output.answer import said

if TYPE_CHECKING:
    from graph.adhoc.limits import Limits


@click.command(
    name="cypher",
    short_help=_("Ask the graph a question in Cypher"),
    help=_(
        "Ask the graph a question in Cypher, with the labels and relationship types that “accord schema” lists: a"
        " graph file, or a Neo4j server. It shows what the audience may see; what would change something is refused"
        " before it runs. A query is stopped when it takes too long or needs too much memory; - reads it from standard"
        " input. For a file, a copy is made beside it at the first question, and anew when the graph changed."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord cypher "MATCH (j:Jurisdiction)-[:LEADS]->(i:Initiative)'
    + '\n    RETURN j.id, count(i) AS n ORDER BY n DESC"'
    + '\n  accord cypher "MATCH (t:Theme {id: $theme}) RETURN t.name_fr" -p theme=ai'
    + "\n  accord cypher - --graph neo4j://localhost < query.cypher",
)
@click.argument("query", metavar=_("QUERY"))
@limited
@common(shown=("graph", "lang", "format", "audience", "output"))
def command(*, common: Common, query: str, limits: Limits, given: dict[str, object]) -> None:
    """Ask in Cypher."""
    from graph.adhoc.cypher import run_cypher

    text = text_of(query)
    with common.view() as view:
        found, warnings = run_cypher(view, text, given, limits)
    said(warnings)
    printed(found, "cypher", text, given, limits, common)

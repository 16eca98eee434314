"""`accord sql`: a question in SQL, over what the audience may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from accord.commands.query.query_options import limited, printed, text_of
from accord.messages import _
from accord.options import Common, common
from graph.errors import UsageError
from graph.neo4j.address import is_server

if TYPE_CHECKING:
    from graph.adhoc.limits import Limits


@click.command(
    name="sql",
    short_help=_("Ask the graph file a question in SQL"),
    help=_(
        "Ask the graph file a question in SQL: one SELECT over the views that “accord schema” lists. They show what"
        " the audience may see, and nothing is changed. A query is stopped when it takes too long or needs too much"
        " memory; - reads it from standard input."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord sql "SELECT id, title FROM initiative ORDER BY id"'
    + '\n  accord sql "SELECT name FROM jurisdiction WHERE level = :level"'
    + " \\\n    -p level=federal"
    + "\n  accord sql - --format csv < query.sql",
)
@click.argument("query", metavar=_("QUERY"))
@limited
@common(shown=("graph", "lang", "format", "audience", "output"))
def command(*, common: Common, query: str, limits: Limits, given: dict[str, object]) -> None:
    """Ask in SQL."""
    from graph.adhoc.sql import run_query

    if is_server(common.graph):
        raise UsageError("SQL asks a graph file. Ask a server in Cypher: accord cypher")
    text = text_of(query)
    with common.store().view(common.audience, common.lang) as view:
        found = run_query(view, text, given, limits, heap=True)
    printed(found, "sql", text, given, limits, common)

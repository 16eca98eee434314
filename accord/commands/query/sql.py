"""`accord sql`: run a SELECT over what the audience may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from accord.commands.query.query_options import print_result, read_query, with_query_options
from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.progress import working
from graph.errors import UsageError, message
from graph.values import is_server

if TYPE_CHECKING:
    from graph.adhoc.limits import Limits


@click.command(
    name="sql",
    help=_(
        "Query the graph file in SQL: one SELECT over the views that “accord schema” lists. They hold what the audience"
        " may see, and nothing is changed. A query is stopped if it takes too long or needs too much memory; - reads it"
        " from standard input."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + '\n  accord sql "SELECT id, title FROM initiative ORDER BY id"'
    + '\n  accord sql "SELECT name FROM jurisdiction WHERE level = :level"'
    + " \\\n    -p level=federal"
    + "\n  accord sql - --format csv < query.sql",
)
@click.argument("query", metavar=_("QUERY"))
@with_query_options
@with_common_options(shown=("graph", "lang", "format", "audience", "output"), as_of=True)
def command(*, common: CommonOptions, query: str, limits: Limits, given: dict[str, object]) -> None:
    """Run a SQL query."""
    from graph.adhoc.sql_process import run_in_process
    from queries.questions.moments import resolve_moment

    if is_server(common.graph):
        raise UsageError("SQL queries need a graph file. Query a server in Cypher: accord cypher")
    text = read_query(query)
    with common.store().view(common.audience, common.lang) as view, working(message("Running the query")):
        asked = view.as_of(resolve_moment(view, common.as_of)) if common.as_of else view
        found = run_in_process(asked, text, given, limits)
    print_result(found, "sql", text, given, limits, common)

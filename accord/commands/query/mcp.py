"""`accord mcp`: let an assistant ask the questions, over the Model Context Protocol."""

from __future__ import annotations

from importlib.util import find_spec

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import print_notes
from graph.errors import MissingExtraError


@click.command(
    name="mcp",
    help=_(
        "Serve the graph to an assistant over the Model Context Protocol, on standard input and output: a tool for each"
        " question, and resolve, sql and cypher, all of them read-only. The audience is chosen here, and no request"
        " changes it; it is the public unless you say otherwise. The answers go to whatever model the assistant uses,"
        " which may be on the computers of others."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord mcp --graph council.db\n  accord mcp --audience members --lang fr",
)
@with_common_options(shown=("graph", "lang", "audience"), default_audience="public")
def command(*, common: CommonOptions) -> None:
    """Serve the graph until the assistant closes the connection."""
    if find_spec("mcp") is None:
        raise MissingExtraError(
            "“accord mcp” needs the MCP SDK, which is not installed: {command}",
            command='pip install "accord-graph[mcp]"',
        )
    from accord.commands.query.mcp_server import serve

    with common.view():  # a missing graph is reported before the assistant connects
        pass
    print_notes([_("Serving what the audience “{audience}” may see.").format(audience=common.audience)])
    serve(common)

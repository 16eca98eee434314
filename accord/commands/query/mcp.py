"""`accord mcp`: let an assistant ask the questions, over the Model Context Protocol."""

from __future__ import annotations

import os
from importlib.util import find_spec

import click

from accord.messages import _, audience_name
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import print_notes
from graph.errors import MissingExtraError
from graph.process.install import install_command


@click.command(
    name="mcp",
    help=_(
        "Serve the graph to an assistant over the Model Context Protocol, on standard input and output or, with --http,"
        " on a port of this computer that asks for a token: a tool for each"
        " question, and resolve, sql and cypher, all of them read-only. The audience is chosen here, and no request"
        " changes it; it is the public unless you say otherwise. The answers go to whatever model the assistant uses,"
        " which may be on the computers of others."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord mcp --graph council.db\n  accord mcp --audience members --lang fr\n  accord mcp --http 8765",
)
@click.option(
    "--http",
    "port",
    type=click.IntRange(0, 65535),
    metavar=_("PORT"),
    help=_("Serve HTTP on this computer, for clients with a token (ACCORD_MCP_TOKEN); 0 takes a free port."),
)
@with_common_options(shown=("graph", "lang", "audience"), default_audience="public")
def command(*, port: int | None, common: CommonOptions) -> None:
    """Serve the graph until the assistant closes the connection."""
    if find_spec("mcp") is None:
        raise MissingExtraError(
            "“accord mcp” needs the MCP SDK, which is not installed: {command}",
            command=install_command("mcp"),
        )
    from accord.commands.query.mcp_server import serve

    with common.view():  # a missing graph is reported before the assistant connects
        pass
    print_notes([_("Serving what {audience} may see.").format(audience=audience_name(common.audience))])
    if port is None:
        serve(common)
        return
    from accord.commands.query.mcp_http import TOKEN_VARIABLE, choose_token, serve_http

    given = os.environ.get(TOKEN_VARIABLE)
    serve_http(common, port, choose_token(given), shows_token=given is None)

"""`accord export`: the whole graph as one document, as an audience may see it."""

from __future__ import annotations

import json

import click

from accord.messages import _
from accord.options import Common, common
from accord.output.answer import said, write


@click.command(
    name="export",
    short_help=_("Write the graph as one JSON document"),
    help=_(
        "Write the graph as one JSON document (accord-graph/1), as the audience may see it. “accord load” reads it"
        " back: the same graph comes back. Use --audience secretariat for a copy of everything."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord export -o graph.json\n  accord export --audience public --lang fr",
)
@common(shown=("graph", "lang", "audience", "output"))
def command(*, common: Common) -> None:
    """Export the graph."""
    from graph.exchange.document import export

    with common.view() as view:
        document = export(view)
    write(json.dumps(document, ensure_ascii=False, indent=1) + "\n", common.output)
    if common.output != "-":
        said(
            [_("{file}: what the audience “{audience}” may see.").format(file=common.output, audience=common.audience)]
        )

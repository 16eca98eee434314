"""`accord export`: write the graph document that an audience may see."""

from __future__ import annotations

import json

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.audiences import audience_name
from accord.output.terminal import print_notes, write_output
from graph.values import STDIO


@click.command(
    name="export",
    help=_(
        "Write the graph as one JSON document (accord-graph/1), as the audience may see it. “accord load” reads it"
        " back: the same graph comes back. Use --audience secretariat for a copy of everything."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord export -o graph.json\n  accord export --audience public --lang fr",
)
@with_common_options(shown=("graph", "lang", "audience", "output"), proposed=True, as_of=True)
def command(*, common: CommonOptions) -> None:
    """Export the graph."""
    from graph.exchange.document import export_document
    from queries.questions.moments import view_as_of

    with common.view() as view:
        document = export_document(view_as_of(view, common.as_of))
    write_output(json.dumps(document, ensure_ascii=False, indent=1) + "\n", common.output)
    if common.output != STDIO:
        print_notes(
            [_("{file}: made for {audience}.").format(file=common.output, audience=audience_name(common.audience))]
        )

"""`accord brief`: write the analysis document of an edition."""

from __future__ import annotations

import click

from accord.commands.publish.chosen_edition import takes_edition
from accord.messages import _, audience_name
from accord.options import CommonOptions, with_common_options
from accord.output.progress import shows_progress
from accord.output.terminal import print_notes, write_bytes, write_output
from graph.errors import message
from graph.values import STDIO
from viz.brief.render import brief_format, render_brief


@click.command(
    name="brief",
    help=_(
        "Write the analysis document of an edition: priorities, achievements by jurisdiction, needs, partnerships, who"
        " should meet and who shared no report; for the secretariat, the sources, too. The extension of the file gives"
        " the format: .docx, .html, .pdf or .md. “accord load” reads it back with the same facts. It holds only what"
        " the audience may see, and names that audience. What has no translation is marked, with its language."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord brief -o analysis.docx\n  accord brief -o analyse.pdf --lang fr --edition 2022-winter"
    + "\n  accord brief 2022-winter -o public.html --audience public\n  accord brief",
)
@takes_edition(_("The edition, by default the latest."))
@with_common_options(shown=("graph", "lang", "audience", "output"), proposed=True)
@shows_progress(message("Writing the brief"))
def command(*, edition: str | None, common: CommonOptions) -> None:
    """Write the brief."""
    kind = brief_format(common.output)
    with common.view() as view:
        brief = render_brief(view, edition, kind)
    if isinstance(brief, bytes):
        write_bytes(brief, common.output)
    else:
        write_output(brief, common.output)
    if common.output != STDIO:
        print_notes(
            [_("{file}: made for {audience}.").format(file=common.output, audience=audience_name(common.audience))]
        )

"""`accord brief`: write the analysis document of an edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click

from accord.commands.publish.chosen_edition import takes_edition
from accord.messages import _, audience_name, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.progress import shows_progress
from accord.output.terminal import print_notes, write_bytes, write_output
from graph.errors import AccordError, message
from graph.values import STDIO
from viz.brief.outside import Outside, count_outside
from viz.brief.render import brief_format, choose_edition, render_brief

MAX_EDITIONS: Final = 8  # that a note names


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
    + "\n  accord brief 2022-winter -o public.html --audience public\n  accord brief"
    + '\n  accord brief -o analysis.docx --title "Council of Ministers"',
)
@takes_edition(_("The edition, by default the latest."))
@click.option("--title", metavar=_("TEXT"), help=_("The title of the document; the edition is added to it."))
@with_common_options(shown=("graph", "lang", "audience", "output"), proposed=True)
@shows_progress(message("Writing the brief"))
def command(*, edition: str | None, title: str | None, common: CommonOptions) -> None:
    """Write the brief."""
    kind = brief_format(common.output)
    with common.view() as view:
        chosen = choose_edition(view, edition)
        notes = list(_outside_lines(count_outside(view, chosen)))
        try:
            brief = render_brief(view, chosen, kind, title)
        except AccordError:
            print_notes(notes)
            raise
    if isinstance(brief, bytes):
        write_bytes(brief, common.output)
    else:
        write_output(brief, common.output)
    if common.output != STDIO:
        print_notes(
            [_("{file}: made for {audience}.").format(file=common.output, audience=audience_name(common.audience))]
        )
    print_notes(notes)


def _outside_lines(outside: Outside) -> Iterator[str]:
    """Yield how many initiatives a brief leaves out since they are not of its edition, and what shows them."""
    if outside.others:
        named = outside.editions[:MAX_EDITIONS]
        text = ngettext(
            "{n} initiative is of other editions ({editions}): “accord brief --edition {latest}” writes the brief of"
            " one, and “accord initiatives --edition {latest}” lists its initiatives.",
            "{n} initiatives are of other editions ({editions}): “accord brief --edition {latest}” writes the brief of"
            " one, and “accord initiatives --edition {latest}” lists its initiatives.",
            outside.others,
        )
        names = ", ".join([*named, "…"] if len(named) < len(outside.editions) else named)
        yield text.format(n=outside.others, editions=names, latest=named[0])
    if outside.none:
        yield ngettext(
            "{n} initiative is of no edition, so no brief has it: “accord initiatives” lists the initiatives of all"
            " editions and of none.",
            "{n} initiatives are of no edition, so no brief has them: “accord initiatives” lists the initiatives of all"
            " editions and of none.",
            outside.none,
        ).format(n=outside.none)

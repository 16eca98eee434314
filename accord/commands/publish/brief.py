"""`accord brief`: the council's analysis document, written from the graph."""

from __future__ import annotations

from pathlib import Path

import click

from accord.brief import kind_of, written
from accord.messages import _, refusal
from accord.options import Common, common
from accord.output.answer import said, write
from graph.errors import AccordError


@click.command(
    name="brief",
    short_help=_("Write the analysis document of an edition"),
    help=_(
        "Write the analysis document of an edition for people to read: priorities, achievements by jurisdiction, needs,"
        " partnerships, who should meet, who did not submit, and the sources. The ending of the file says what it is"
        " written as: .docx, .html, .pdf or .md. “accord load” reads it back: it states the facts that it was made"
        " from. It holds only what the audience may see, and says whom it is for."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord brief -o analysis.docx\n  accord brief -o analyse.pdf --lang fr --edition 2022-winter"
    + "\n  accord brief -o public.html --audience public\n  accord brief",
)
@click.option("--edition", metavar=_("EDITION"), help=_("The edition that it is about; the last one unless said."))
@common(shown=("graph", "lang", "audience", "output"))
def command(*, edition: str | None, common: Common) -> None:
    """Write the brief."""
    kind = kind_of(common.output)
    with common.view() as view:
        _write(written(view, edition, kind), common.output)
    if common.output != "-":
        said(
            [_("{file}: what the audience “{audience}” may see.").format(file=common.output, audience=common.audience)]
        )


def _write(made: str | bytes, output: str) -> None:
    """Write text as any command does, and bytes to their file.

    Raises:
        AccordError: the file cannot be written.
    """
    if isinstance(made, str):
        write(made, output)
        return
    try:
        Path(output).write_bytes(made)
    except OSError as error:
        raise AccordError("{file} cannot be written: {reason}.", file=output, reason=refusal(error)) from error

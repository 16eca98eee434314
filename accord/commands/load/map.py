"""`accord map`: propose a mapping of the columns of a table, for a person to correct."""

from __future__ import annotations

import click

from accord.commands.stdin import read_file
from accord.messages import _, format_note
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import print_notes, write_output


@click.command(
    name="map",
    help=_(
        "Propose a mapping for a table (CSV, XLSX, JSON, Parquet): which column holds the title, the lead, the partners"
        " and so on, each with the reason as a comment. Correct it, then load the table with it."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord map inventory.xlsx -o mapping.yaml\n  accord load inventory.xlsx --map mapping.yaml",
)
@click.argument("file", metavar=_("FILE"))
@with_common_options(shown=("lang", "output"))
def command(*, file: str, common: CommonOptions) -> None:
    """Write a proposed mapping."""
    from loaders.tables.readers import propose_for

    text, notes = propose_for(*read_file(file), format_note)
    write_output(text, common.output)
    print_notes(format_note(note) for note in notes)

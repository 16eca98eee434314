"""`accord map`: propose what the columns of a table mean, for a person to correct."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from accord.messages import _, explained_note
from accord.options import Common, common
from accord.output.answer import said, write

STDIN = "-"


@click.command(
    name="map",
    short_help=_("Propose what the columns of a table mean"),
    help=_(
        "Propose a mapping for a table (CSV, XLSX, JSON, Parquet): which column holds the title, the lead, the partners"
        " and so on, each with the reason as a comment. Correct it, then load the table with it."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord map inventory.xlsx -o mapping.yaml\n  accord load inventory.xlsx --map mapping.yaml",
)
@click.argument("file", metavar=_("FILE"))
@common(shown=("lang", "output"))
def command(*, file: str, common: Common) -> None:
    """Write a proposal."""
    from loaders.inputs.paths import read_file_bytes
    from loaders.tables.readers import propose_for

    data = sys.stdin.buffer.read() if file == STDIN else read_file_bytes(Path(file))
    text, notes = propose_for(data, "stdin" if file == STDIN else Path(file).name, explained_note)
    write(text, common.output)
    said(explained_note(note) for note in notes)

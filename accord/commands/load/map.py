"""`accord map`: propose a mapping of the columns of a table, for a person to correct, or take one of the package."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from accord.commands.stdin import read_file
from accord.messages import _, format_note
from accord.options import CommonOptions, check_ending, with_common_options
from accord.output.terminal import print_notes, write_output
from graph.errors import UsageError
from graph.values import STDIO

ENDINGS: Final = (".yaml", ".yml")


@click.command(
    name="map",
    help=_(
        "Propose a mapping for a table (CSV, XLSX, JSON, Parquet): which column holds the title, the lead, the partners"
        " and so on, each with the reason as a comment. Correct it, then load the table with it."
        " For well-known public data, --like takes a mapping that comes with Accord."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord map inventory.xlsx -o mapping.yaml\n  accord load inventory.xlsx --map mapping.yaml"
    + "\n  accord map organization.csv --like cordis -o mapping.yaml\n  accord map --list",
)
@click.argument("file", metavar=_("FILE"), required=False)
@click.option("--like", metavar=_("NAME"), help=_("Take the mapping of this name; without a file, show it."))
@click.option("--list", "is_list", is_flag=True, help=_("List the mappings that come with Accord."))
@with_common_options(shown=("lang", "output"))
def command(*, file: str | None, like: str | None, is_list: bool, common: CommonOptions) -> None:
    """Write a proposed mapping, or a packaged one."""
    from loaders.tables.readers import packaged_for, propose_for

    check_ending(common.output, (".txt",) if is_list else ENDINGS)
    if is_list:
        write_output(_list_packaged(common.lang), common.output)
        return
    if like is None:
        if file is None:
            raise UsageError("Name a table, or the mapping to show: accord map --like NAME.")
        text, notes = propose_for(*read_file(file), format_note)
    else:
        from loaders.mapping.packaged_mappings import find_packaged
        from loaders.tables.detection.packaged import packaged_source

        packaged = find_packaged(like)
        if file is None:
            write_output(packaged_source(packaged, format_note), common.output)
            return
        data, name = read_file(file)
        text, notes = packaged_for(data, name, packaged, None if file == STDIO else Path(file).parent, format_note)
    write_output(text, common.output)
    print_notes(format_note(note) for note in notes)


def _list_packaged(language: str) -> str:
    """Return the packaged mappings, one a line with what it is for."""
    from loaders.mapping.packaged_mappings import packaged_mappings

    width = max(map(len, packaged_mappings())) + 2
    return "".join(f"{one.name:{width}}{one.about[language]}\n" for one in packaged_mappings().values())

"""`accord source template`: write a list of the files in a folder, with their sender and date to fill in."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.core import ParameterSource

from accord.messages import _, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import print_notes, write_output
from graph.errors import UsageError
from graph.values import STDIO


@click.command(
    name="template",
    help=_(
        "Write sources.csv into a folder: a row for each file in it, with columns for its sender, date, edition,"
        " language and approval. Values that you fill in take precedence over what the documents state; leave the"
        " others empty. An existing list keeps its rows and gets rows for new files. “accord load FOLDER” reads it."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord source template submissions/\n  accord source template submissions/ -o -",
)
@click.argument("folder", metavar=_("FOLDER"))
@with_common_options(shown=("lang", "output"))
@click.pass_context
def command(context: click.Context, *, folder: str, common: CommonOptions) -> None:
    """Write a list of sources."""
    from loaders.inputs.paths import InputFile, find_files, read_file_bytes
    from loaders.inputs.source_list import NAME, write_source_list

    place = Path(folder)
    if not place.is_dir():
        raise UsageError("{path} is not a folder. Name the folder whose files the list is for.", path=folder)
    found = (each.path for each in find_files([folder], sys.stdin.buffer) if isinstance(each, InputFile) and each.path)
    files = [path.relative_to(place).as_posix() for path in found if path.name != NAME]
    if not files:
        raise UsageError("There is no file in {path} that a list could name.", path=folder)
    before = read_file_bytes(place / NAME) if (place / NAME).is_file() else None
    made = write_source_list(files, before, common.lang)
    is_chosen = context.get_parameter_source("output") != ParameterSource.DEFAULT
    target = common.output if is_chosen else str(place / NAME)
    write_output(made.decode("utf-8-sig" if target == STDIO else "utf-8"), target)
    if target != STDIO:
        print_notes([ngettext("{file}: {n} file.", "{file}: {n} files.", len(files)).format(file=target, n=len(files))])

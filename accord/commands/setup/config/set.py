"""`accord config set`: write a setting to accord.toml."""

from __future__ import annotations

from pathlib import Path

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import write_output
from accord.settings import FILE_NAME, read_settings, set_value


@click.command(
    name="set",
    help=_(
        "Write a setting to accord.toml in this folder, which then holds for commands in it and below it. Settings:"
        " graph, a graph file or neo4j://HOST; audience; language, en or fr; format; questions, a folder of added"
        " questions. Without a value the setting is removed, and so is a line that is no setting. Whoever can write the"
        " file decides who is thought to read the answers; one that belongs to somebody else is not used."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord config set graph council.db\n  accord config set language fr\n  accord config set audience",
)
@click.argument("setting", metavar=_("SETTING"))
@click.argument("value", metavar=_("VALUE"), required=False)
@with_common_options(shown=("lang",), reads_settings=False)
def command(*, setting: str, value: str | None, common: CommonOptions) -> None:
    """Write or remove a setting."""
    path = Path(FILE_NAME)
    set_value(path, setting, value)
    done = _("{file}: {setting} is now {value}.") if value is not None else _("{file}: {setting} is no longer set.")
    write_output(done.format(file=path, setting=setting, value=value), common.output)
    read_settings(path)  # another line may not be valid yet

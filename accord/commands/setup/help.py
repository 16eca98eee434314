"""`accord help`: the help of a command, as `accord COMMAND --help` prints it."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options


@click.command(
    name="help",
    help=_("Show the help of a command, or the list of commands.")
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord help\n  accord help who\n  accord help source unload",
)
@click.argument("names", nargs=-1, metavar=_("[COMMAND]..."))
@with_common_options(shown=("lang",))
@click.pass_context
def command(context: click.Context, *, names: tuple[str, ...], common: CommonOptions) -> None:  # noqa: ARG001 (click's)
    """Print help."""
    context = context.find_root()
    words = list(names)
    while words and isinstance(context.command, click.Group):
        name, found, words = context.command.resolve_command(context, words)
        if found is None:
            break
        context = found.context_class(found, parent=context, info_name=name, **found.context_settings)
    click.echo(context.get_help())

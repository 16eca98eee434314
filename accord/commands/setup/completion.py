"""`accord completion`: print the completion script of a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from accord.output.terminal import write_output

SHELLS = ("bash", "zsh", "fish")


@click.command(
    name="completion",
    help=_("Print the script that lets a shell complete commands, options, themes and jurisdictions.")
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord completion bash >> ~/.bashrc\n  accord completion fish > ~/.config/fish/completions/accord.fish",
)
@click.argument("shell", type=click.Choice(SHELLS))
@with_common_options(shown=("lang", "output"))
@click.pass_context
def command(ctx: click.Context, *, shell: str, common: CommonOptions) -> None:
    """Print a completion script."""
    kind = get_completion_class(shell)
    if kind is None:  # cannot happen: click supports all of SHELLS
        raise click.UsageError(shell)
    root = ctx.find_root().command
    write_output(kind(root, {}, "accord", "_ACCORD_COMPLETE").source(), common.output)

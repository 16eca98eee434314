"""The commands `accord review accept` and `accord review refuse`, which differ in their verdict."""

from __future__ import annotations

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options


def verdict_command(name: str, description: str, examples: str, *, accept: bool) -> click.Command:
    """Return the command that accepts or refuses entries of the review queue.

    Args:
        name: the name of the command.
        description: what it does, translated.
        examples: command lines, one on each line.
        accept: whether it accepts the entries.
    """

    @click.command(name=name, help=f"{description}\n\n\b\n{_('Examples:')}\n{examples}")
    @click.argument("entries", nargs=-1, required=True, metavar=_("ENTRY..."))
    @click.option("--reason", default="", metavar=_("TEXT"), help=_("Why."))
    @with_common_options(shown=("graph", "lang", "audience"))
    def command(*, entries: tuple[str, ...], reason: str, common: CommonOptions) -> None:
        from accord.commands.review.entries import decide_entries

        decide_entries(entries, common, accept=accept, reason=reason)

    return command

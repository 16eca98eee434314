"""Click groups made from the catalogue; their commands are imported only when they are used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click

from accord.catalog import CommandEntry
from accord.messages import _
from accord.options import Option
from graph.errors import UnknownNameError
from graph.values import LANGUAGES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from accord.catalog import CommandGroup

HELP_OPTIONS: Final = ["-h", "--help"]
CONTEXT_SETTINGS: Final = {"help_option_names": HELP_OPTIONS, "max_content_width": 80}
MAX_SUGGESTIONS: Final = 3


class Command(click.Command):
    """A command whose --help is described from the open catalogue; click would search the disk for that text."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help; it is made once, as click compares options by identity."""
        names = self.get_help_option_names(ctx)
        if "help_option" not in vars(self) and names and self.add_help_option:
            self.help_option = Option(
                [*names, "help_option"], is_flag=True, is_eager=True, expose_value=False, callback=_print_help,
                help=_("Show this message and exit."),
            )  # fmt: skip
        return vars(self).get("help_option")


def _print_help(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 (click's)
    if value and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


class LazyGroup(Command, click.Group):
    """A group of commands that are imported when they are used.

    Args:
        entries: commands and groups by name.
        default: the command that runs if the first word is an option, or if nothing is typed and it has no
            required parameters.
        settings: what `click.Group` takes.
    """

    def __init__(
        self,
        entries: Mapping[str, CommandEntry | CommandGroup],
        default: str | None = None,
        **settings: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(**settings)
        self.entries = entries
        self.default = default

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order of the catalogue."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command."""
        entry = self.entries.get(cmd_name)
        return None if entry is None else load_command(entry, cmd_name)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command in front of its options."""
        if self.default and self._is_for_default(ctx, args):
            args.insert(0, self.default)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command by name, and suggest similar names for one that does not exist."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), n=MAX_SUGGESTIONS)
            path = [*ctx.command_path.split()[1:], args[0]]
            raise UnknownNameError("There is no command “{typed}”.", tuple(near), typed=" ".join(path)) from None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the names of commands, and the options of the default command."""
        found = super().shell_complete(ctx, incomplete)
        command = self.get_command(ctx, self.default) if self.default and incomplete.startswith("-") else None
        if command:
            with command.make_context(self.default, [], parent=ctx, resilient_parsing=True) as inner:
                found += command.shell_complete(inner, incomplete)
        return found

    def _is_for_default(self, ctx: click.Context, args: list[str]) -> bool:
        """Return whether the words are options of the default command, or nothing if it can run without."""
        if not args:
            command = self.get_command(ctx, self.default or "")
            can_run_alone = command is not None and not any(param.required for param in command.params)
            return can_run_alone and not ctx.resilient_parsing
        rest = args[2:] if args[0] == "--lang" else args[1:] if args[0].startswith("--lang=") else args
        names_command = bool(rest) and rest[0] in self.entries
        return args[0].startswith("-") and args[0] not in HELP_OPTIONS and not names_command


def load_command(entry: CommandEntry | CommandGroup, name: str) -> click.Command:
    """Return the command of a module below `accord.commands`, or the group of a noun."""
    if isinstance(entry, CommandEntry):
        command: click.Command = import_module(f"accord.commands.{entry.module}").command
        command.short_help = _(entry.summary)
        return command
    examples = "\n".join(f"  {line}" for line in entry.examples)
    return LazyGroup(
        entry.commands,
        entry.default,
        name=name,
        short_help=_(entry.summary),
        help=_(entry.help) + "\n\n\b\n" + _("Examples:") + "\n" + examples,
        subcommand_metavar=_("COMMAND [ARGS]..."),
        params=[language_option()],
        context_settings=CONTEXT_SETTINGS,
    )


def language_option() -> click.Option:
    """Return --lang for a group; `accord.cli` reads its value before any command is made."""
    return Option(
        ["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=_("Language of names and messages.")
    )

"""The command line: `accord COMMAND`. Commands are imported only when they run, so that help comes at once.

Exit codes: 0 done; 1 another error; 2 something typed; 3 a source; 4 the graph; 5 sharing; 6 a missing extra;
70 a mistake of ours; 130 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

from accord.commands.catalog import COMMANDS
from accord.messages import _, explained, explained_tries, preferred_language, refusal, speak
from accord.version import __version__
from graph.errors import AccordError, UnknownNameError, UnreadableError

OUR_MISTAKE: Final = 70
INTERRUPTED: Final = 130


def command_names() -> list[str]:
    """The built-in commands other than questions; imports none of them."""
    return sorted(COMMANDS)


class Commands(click.Group):
    """The commands of our own, and one for each question, those included that somebody added.

    Args:
        own: the files of the latter, by name.
        settings: as click takes them.
    """

    def __init__(self, own: Mapping[str, Path], **settings: Any) -> None:  # noqa: ANN401 (click's)
        super().__init__(**settings)
        self.own = own

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All names, in alphabetical order."""
        from queries.questions.question import question_names

        return sorted([*command_names(), *question_names(), *self.own])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """A command, imported or made from its question."""
        if cmd_name in COMMANDS:
            made: click.Command = import_module(f"accord.commands.{COMMANDS[cmd_name]}.{cmd_name}").command
            return made
        from queries.questions.question import question, question_names

        if cmd_name in self.own:
            from accord.commands.ask.questions import own_command

            return own_command(self.own[cmd_name])
        if cmd_name not in question_names():
            return None
        from accord.commands.ask.questions import question_command

        return question_command(question(cmd_name))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Offer the nearest names for one that is mistyped."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.list_commands(ctx), n=3)
            raise UnknownNameError("There is no command “{typed}”.", tuple(near), typed=args[0]) from None


def _own(arguments: list[str]) -> dict[str, Path]:
    """The files of questions that --questions or ACCORD_QUESTIONS names; takes the option out of what was typed.

    Raises:
        UsageError: a folder is not there, or a name is taken.
    """
    named = os.environ.get("ACCORD_QUESTIONS", "")
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for at in range(end - 1, -1, -1):
        option, equals, value = arguments[at].partition("=")
        if option == "--questions" and (equals or at + 1 < end):
            named = value if equals else arguments[at + 1]
            del arguments[at : at + (1 if equals else 2)]
            break
    if not named:
        return {}
    from queries.questions.custom import files, folders
    from queries.questions.question import question_names

    return files(folders(named), {*command_names(), *question_names()})


def _group(own: Mapping[str, Path] | None = None) -> click.Group:
    group = Commands(
        own or {},
        name="accord",
        help=_("Who works on what, with whom, who asks for what, and who should meet."),
        epilog=_("Begin with: accord demo"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
        params=[
            click.Option(["--lang"], type=click.Choice(["en", "fr"]), expose_value=False,
                         help=_("Language of names and messages.")),
            click.Option(["--questions"], metavar=_("FOLDER"), expose_value=False,
                         help=_("Questions of your own (ACCORD_QUESTIONS).")),
        ],
    )  # fmt: skip
    version = click.version_option(__version__, prog_name="accord", message="%(prog)s %(version)s",
                                   help=_("Show the version and exit."))  # fmt: skip
    return version(group)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    speak(preferred_language(given, os.environ))
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that lacks a letter gets a question mark, not an error
        sys.stdout.reconfigure(errors="replace")
    sys.exit(_run(given))


def _run(arguments: list[str]) -> int:
    try:
        result = _group(_own(arguments)).main(arguments, prog_name="accord", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AccordError as error:
        _complain(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("Interrupted; nothing was changed."), err=True)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        named = error.filename or "stdout"
        _complain(AccordError("{file} cannot be written: {reason}.", file=named, reason=refusal(error)))
        return AccordError.exit_code
    except Exception as error:
        if os.environ.get("ACCORD_DEBUG"):
            raise
        click.echo(
            _("Accord made a mistake: {error}. Set ACCORD_DEBUG=1 to see where, and please report it.").format(
                error=repr(error)
            ),
            err=True,
        )
        return OUR_MISTAKE
    return result if isinstance(result, int) else 0


def _complain(error: AccordError) -> None:
    click.echo(_("Error: {message}").format(message=explained(error)), err=True)
    if isinstance(error, UnknownNameError) and error.suggestions:
        click.echo(_("Did you mean: {names}?").format(names=" · ".join(error.suggestions)), err=True)
    if isinstance(error, UnreadableError):
        for line in explained_tries(error):
            click.echo(f"  {line}", err=True)

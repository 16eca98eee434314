"""The command line: `accord COMMAND`. Commands are imported only when they run, which keeps help fast.

Exit codes: 0 success; 1 other error; 2 usage; 3 source; 4 graph; 5 sharing; 6 missing extra; 7 model server;
70 internal error; 130 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from accord.catalog import ALIASES, COMMANDS, SECTIONS, find_entry
from accord.commands.groups import CONTEXT_SETTINGS, LazyGroup, language_option, load_command
from accord.messages import _, current_language, format_os_error, preferred_language, set_language
from accord.options import Option
from accord.output.interruption import INTERRUPTED, set_what_stands, what_stands
from accord.output.terminal import print_error, print_usage_error, write_error, write_output
from accord.settings import find_settings
from accord.version import __version__
from graph.errors import AccordError, UsageError
from graph.text.strings import is_blank
from graph.values import STDIO

if TYPE_CHECKING:
    from types import FrameType

    from graph.process.client import Channel

INTERNAL_ERROR: Final = 70
PRELOADED_MODULES: Final = (
    "accord.commands.ask.questions",
    "accord.output.answer",
    "accord.output.table",
    "graph.sqlite.store",
    "queries.ask",
)


def command_names() -> list[str]:
    """Return the names of commands other than questions, without importing any of them."""
    return sorted(COMMANDS)


class Commands(LazyGroup):
    """All commands: those of the catalogue and one for each question, including questions that users added.

    Args:
        own: the files of added questions, by name.
        settings: what `click.Group` takes.
    """

    def __init__(self, own: Mapping[str, Path], **settings: Any) -> None:  # noqa: ANN401
        super().__init__(COMMANDS, **settings)
        self.own = own

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return all names in alphabetical order, without former names."""
        from queries.questions.question import list_questions

        return sorted([*command_names(), *list_questions(), *self.own])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a command, or make it from its question."""
        if (entry := find_entry(ALIASES.get(cmd_name, (cmd_name,)))) is not None:
            return load_command(entry, cmd_name)
        from queries.questions.question import load_question

        if cmd_name in self.own:
            from accord.commands.ask.questions import added_question_command

            return added_question_command(self.own[cmd_name])
        try:
            question = load_question(cmd_name)
        except KeyError:
            return None
        from accord.commands.ask.questions import question_command

        return question_command(question)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by section, in columns of one width."""
        from queries.questions.question import list_questions

        first, *others = SECTIONS
        sections = [(_(first.title), sorted([*first.commands, *list_questions()]))]
        sections += [(_(section.title), list(section.commands)) for section in others]
        if self.own:
            sections.insert(1, (_("Your own questions"), sorted(self.own)))
        width = max(len(name) for _title, names in sections for name in names)
        space = "\u00a0" if current_language() == "fr" else ""  # before the colon that click adds
        for title, names in sections:
            with formatter.section(title + space):
                formatter.write_dl([(name.ljust(width), self._summary(ctx, name)) for name in names])

    def _summary(self, ctx: click.Context, name: str) -> str:
        """Return the line of a command in the list, without importing the command."""
        if (entry := self.entries.get(name)) is not None:
            return _(entry.summary)
        if name in self.own:
            command = self.get_command(ctx, name)
            return (command and command.short_help) or ""
        from queries.questions.question import load_question

        return load_question(name).summary[current_language()]


def _load_added_questions(arguments: list[str]) -> dict[str, Path]:
    """Remove --questions from the arguments; return the files of the questions in its folders.

    Without it the folders are those of ACCORD_QUESTIONS, else of accord.toml.

    Raises:
        UsageError: a folder does not exist, or a name is taken.
    """
    named = os.environ.get("ACCORD_QUESTIONS") or _setting("questions")
    end = arguments.index("--") if "--" in arguments else len(arguments)
    for at in range(end - 1, -1, -1):
        option, equals, value = arguments[at].partition("=")
        if option == "--questions" and (equals or at + 1 < end):
            named = value if equals else arguments[at + 1]
            del arguments[at : at + (1 if equals else 2)]
            break
    if not named:
        return {}
    from queries.questions.custom import find_question_files, parse_folders
    from queries.questions.question import list_questions

    return find_question_files(parse_folders(named), {*command_names(), *ALIASES, *list_questions()})


def make_group(own: Mapping[str, Path] | None = None) -> click.Group:
    """Return the group of all commands.

    Args:
        own: the files of questions that users added, by name.
    """
    return Commands(
        own or {},
        name="accord",
        help=_("Who works on what, with whom, who asks for what, and who should meet."),
        epilog=_("Start with: accord demo"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        invoke_without_command=True,
        callback=click.pass_context(_print_status),
        context_settings=CONTEXT_SETTINGS,
        params=[
            language_option(),
            Option(["--questions"], metavar=_("FOLDER"), expose_value=False,
                   help=_("Questions of your own (ACCORD_QUESTIONS).")),
            Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_print_version,
                   help=_("Show the version and exit.")),
        ],
    )  # fmt: skip


def _print_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 (click's)
    if value and not context.resilient_parsing:
        write_output(f"accord {__version__}", STDIO)
        context.exit()


def _print_status(context: click.Context) -> None:
    """Show the state of the graph when no command is typed."""
    if context.invoked_subcommand is None:
        from accord.commands.setup.status import status_lines

        write_output("\n".join(status_lines()), STDIO)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line, and exit with its code."""
    _open_closed_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    set_language(preferred_language(given, os.environ, _setting("language")))
    if isinstance(sys.stdout, io.TextIOWrapper):  # replace characters that the terminal cannot show
        sys.stdout.reconfigure(errors="replace")
    sys.exit(_run(given))


def _setting(key: str) -> str:
    """Return a setting of accord.toml, or nothing; an error in the file is reported by the command that runs."""
    try:
        return find_settings(Path()).values.get(key, "")
    except (UsageError, OSError):
        return ""


def _open_closed_streams() -> None:
    """Open the null device in place of standard streams that the caller closed, before a file gets their numbers."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free, which is this one
    sys.stdin = sys.stdin or open(0, encoding="utf-8")  # noqa: SIM115 (open as long as the program runs)
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8")  # noqa: SIM115


def _run(arguments: list[str]) -> int:
    set_what_stands()
    try:
        _refuse_blank(arguments)
        result = make_group(_load_added_questions(arguments)).main(arguments, prog_name="accord", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        print_usage_error(error)
        return error.exit_code
    except AccordError as error:
        print_error(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        write_error(what_stands())
        return INTERRUPTED
    except BrokenPipeError:  # the reader closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        named = error.filename or "stdout"
        print_error(AccordError("{file} cannot be written: {reason}.", file=named, reason=format_os_error(error)))
        return AccordError.exit_code
    except Exception as error:
        if os.environ.get("ACCORD_DEBUG"):
            raise
        write_error(
            _("Internal error: {error}. Set ACCORD_DEBUG=1 to see where, and please report it.").format(
                error=repr(error)
            )
        )
        return INTERNAL_ERROR
    return result if isinstance(result, int) else 0


def _refuse_blank(arguments: Sequence[str]) -> None:
    """Refuse an argument without a character that can be seen, before a command takes it for a name or this folder.

    Raises:
        UsageError: there is one; says where.
    """
    for before, argument in zip(["accord", *arguments], arguments, strict=False):
        option, equals, value = argument.partition("=") if argument.startswith("--") else ("", "", argument)
        if (equals or not option) and is_blank(value):
            raise UsageError(
                "The argument after “{before}” is empty: is it a variable of the shell that has no value?",
                before=option or before,
            )


def serve(channel: Channel) -> None:
    """Run the command lines of a shell until it ends: the worker of `accord.shell.worker`."""
    import signal

    for name in PRELOADED_MODULES:
        import_module(name)
    while True:
        request = channel.receive()
        os.environ.update(request["environment"])
        signal.signal(signal.SIGINT, _interrupt_once)
        try:
            main(request["arguments"])
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except KeyboardInterrupt:  # while it reported the interruption
            code = INTERRUPTED
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.stdout.flush()
        channel.send(code)


def _interrupt_once(_: int, __: FrameType | None) -> None:
    """Interrupt the command, and let its clean-up run undisturbed."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt

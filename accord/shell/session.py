"""Run the statements of a shell: its own commands here, all others in the worker process."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from accord.catalog import ALIASES, COMMANDS, READ_ONLY
from accord.messages import _, set_language
from accord.output.terminal import print_error, write_error
from accord.shell.statements import DOT, LINE, Statement
from accord.shell.worker import CRASHED, INTERRUPTED, Worker
from graph.errors import AccordError, UnknownNameError, UsageError
from graph.values import STDIO

if TYPE_CHECKING:
    from accord.options import CommonOptions

PLAIN_COMMANDS: Final = frozenset({"help", "exit", "quit"})  # understood without a dot as well
# options whose values apply to all commands that follow
SETTINGS: Final = ("graph", "audience", "lang", "format", "limit", "timeout", "max-rows", "memory")
DEFAULT_FORMAT: Final = "table"


@dataclass(slots=True)
class Session:
    """A shell on one graph.

    Args:
        group: all commands.
        context: the context of the shell command.
        settings: values by option.
        environment: variables that commands need in addition, such as a password.
    """

    group: click.Group
    context: click.Context
    settings: dict[str, str]
    environment: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    worker: Worker = field(default_factory=Worker)

    @property
    def names(self) -> frozenset[str]:
        """The questions and the commands and groups that the shell runs, without former names."""
        return frozenset(name for name in self.group.list_commands(self.context) if self.is_read_only([name]))

    def run(self, statement: Statement) -> int:
        """Run a statement and print its result; return the exit code.

        Raises:
            EOFError: the statement leaves the shell.
        """
        try:
            if statement.dialect != LINE:
                return self._run_worker([statement.dialect, "--", statement.text])
            words = _split_words(statement.text)
            if not words:
                return 0
            if words[0].startswith(DOT) or words[0] in PLAIN_COMMANDS:
                return self._run_dot_command(words[0].removeprefix(DOT), words[1:])
            self._check_command(words)
            return self._run_worker(words)
        except click.ClickException as error:
            write_error(_("Error: {message}").format(message=error.format_message()))
            return error.exit_code
        except AccordError as error:
            print_error(error)
            return error.exit_code

    def arguments(self, words: Sequence[str]) -> list[str]:
        """Return a command line with the settings put before the options typed, which take precedence."""
        command, depth = self.find_command(words)
        made, rest = list(words[:depth]), words[depth:]
        options = {one for param in (command.params if command else ()) for one in param.opts}
        for setting, value in self.settings.items():
            if f"--{setting}" in options and not (setting == "format" and value == DEFAULT_FORMAT):
                made += [f"--{setting}", value]
        if "--param" in options:
            for key, value in self.parameters.items():
                made += ["--param", f"{key}={value}"]
        return [*self._question_options(), *made, *rest]

    def _run_worker(self, words: Sequence[str]) -> int:
        code = self.worker.run(self.arguments(words), self.environment)
        if code == CRASHED:
            print_error(AccordError("The command crashed. Ask for less."))
        elif code == -INTERRUPTED:
            click.echo(_("Interrupted; nothing was changed."), err=True)
        return abs(code)

    def _question_options(self) -> list[str]:
        folders = sorted({str(path.parent) for path in getattr(self.group, "own", {}).values()})
        return ["--questions", os.pathsep.join(folders)] if folders else []

    def find_command(self, words: Sequence[str]) -> tuple[click.Command | None, int]:
        """Return the command that words name, inside groups too, and how many words its name has."""
        command, depth = self.group.get_command(self.context, words[0]), 1
        while isinstance(command, click.Group) and depth < len(words):
            inner = command.get_command(self.context, words[depth])
            if inner is None:
                break
            command, depth = inner, depth + 1
        return command, depth

    def _check_command(self, words: Sequence[str]) -> None:
        """Check that the shell may run a command.

        Raises:
            UsageError: it may change the graph, or does not exist.
        """
        command, depth = self.find_command(words)
        if command is None:
            from difflib import get_close_matches

            near = get_close_matches(words[0], sorted(self.names), n=3)
            raise UnknownNameError("There is no question “{typed}”. help lists them.", tuple(near), typed=words[0])
        if not self.is_read_only(words[:depth]) and list(words[depth:]) != ["--help"]:
            raise UsageError(
                "The shell only runs commands that change nothing. Leave it with exit, and type: accord {command}",
                command=" ".join(words[:depth]),
            )

    def is_read_only(self, path: Sequence[str]) -> bool:
        """Return whether a command changes nothing; of a group, whether it has such a command."""
        words = (*ALIASES.get(path[0], path[:1]), *path[1:])
        return words[0] not in COMMANDS or any(known[: len(words)] == words for known in READ_ONLY)

    def _run_dot_command(self, name: str, rest: Sequence[str]) -> int:
        """Run a command of the shell itself."""
        if name in {"quit", "exit"}:
            raise EOFError
        if name == "help":
            return self._print_help(rest)
        if name == "schema":
            return self._run_worker(["schema", *rest])
        doing: dict[str, Callable[[Sequence[str]], None]] = {
            "param": self._set_parameters,
            "settings": self._print_settings,
        }
        if name in doing:
            doing[name](rest)
        elif name in SETTINGS:
            self._change_setting(name, rest)
        else:
            from difflib import get_close_matches

            near = get_close_matches(name, DOT_COMMANDS, n=3)
            raise UnknownNameError(
                "The shell has no command “{typed}”. help lists its commands.",
                tuple(f"{DOT}{one}" for one in near), typed=f"{DOT}{name}",
            )  # fmt: skip
        return 0

    def _print_help(self, rest: Sequence[str]) -> int:
        """Print what may be typed, or the help of one question."""
        if rest:
            _command, depth = self.find_command(rest)
            words = [*rest[:depth], "--help"]
            self._check_command(words)
            return self._run_worker(words)
        from accord.shell.help import format_help

        click.echo(format_help(self.names))
        return 0

    def _change_setting(self, name: str, rest: Sequence[str]) -> None:
        """Change a setting; without a value print it, with - reset it."""
        if len(rest) > 1:
            raise UsageError("{name} takes one value.", name=f"{DOT}{name}")
        if not rest:
            click.echo(f"{DOT}{name} {self.settings.get(name, '-')}")
            return
        (value,) = rest
        if value == STDIO and name not in {"graph", "audience", "lang"}:
            self.settings.pop(name, None)
            return
        self._check_setting(name, value)
        if name == "graph":
            self.environment |= check_graph(value)
        self.settings[name] = value
        if name == "lang":
            set_language(value)
            self.worker.stop()  # its modules were imported in the other language

    def _check_setting(self, name: str, value: str) -> None:
        """Check a value as the command line would.

        Raises:
            click.BadParameter: it is invalid.
        """
        command = self.group.get_command(self.context, "cypher")
        for param in command.params if command else ():
            if f"--{name}" in param.opts:
                param.type.convert(value, param, self.context)

    def _set_parameters(self, rest: Sequence[str]) -> None:
        """Set the values of query parameters; without arguments print them."""
        from accord.options import parse_parameters

        for pair in rest:
            parse_parameters([pair])
            key, _equals, value = pair.partition("=")
            self.parameters[key] = value
        if not rest:
            for key, value in self.parameters.items():
                click.echo(f"{DOT}param {key}={value}")

    def _print_settings(self, _rest: Sequence[str]) -> None:
        for name in SETTINGS:
            click.echo(f"{DOT}{name} {self.settings.get(name, '-')}")


DOT_COMMANDS: Final = ("help", "quit", "exit", "schema", "param", "settings", *SETTINGS)


def initial_settings(common: CommonOptions) -> dict[str, str]:
    """Return the settings that the options of the shell give."""
    found = {"graph": common.graph, "audience": common.audience, "lang": common.lang, "format": common.format}
    return found | ({"limit": str(common.limit)} if common.limit is not None else {})


def check_graph(graph: str) -> dict[str, str]:
    """Check that a graph can be opened; return the environment variables with the credentials of its server.

    Raises:
        StoreError: the file does not exist, or the server does not answer.
    """
    from accord.options import resolve_address
    from graph.neo4j.address import PASSWORD, USERNAME
    from graph.values import is_server

    if not is_server(graph):
        from graph.sqlite.store import SqliteStore

        SqliteStore(Path(graph))
        return {}
    from graph.neo4j.store import Neo4jStore

    address = resolve_address(graph)
    Neo4jStore(address).close()
    if address.password is None:
        return {}
    return {USERNAME: address.user or "", PASSWORD: address.password}


def _split_words(line: str) -> list[str]:
    """Return the words of a line as a shell splits them, without a semicolon at the end.

    Raises:
        UsageError: a quotation mark is missing.
    """
    if line.endswith(";") and not line.endswith((";;", "\\;")):
        line = line[:-1]
    try:
        return shlex.split(line)
    except ValueError:
        raise UsageError("A quotation mark is missing: {line}", line=line) from None

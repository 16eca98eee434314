"""What the shell does with a statement: to itself what begins with a dot, the rest as the command line would."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from accord.commands.catalog import ALIASES, COMMANDS, READ_ONLY
from accord.messages import _, explained, speak
from accord.shell.statements import DOT, LINE, Statement
from accord.shell.worker import BROKEN, INTERRUPTED, Worker
from graph.errors import AccordError, UnknownNameError, UsageError

if TYPE_CHECKING:
    from accord.options import Common

WORDS: Final = frozenset({"help", "exit", "quit"})  # understood without a dot as well
# what may be set once for all that follows: the option's name; -p is given to SQL and Cypher alone
SETTINGS: Final = ("graph", "audience", "lang", "format", "limit", "timeout", "max-rows", "memory")
DEFAULT_FORMAT: Final = "table"


@dataclass(slots=True)
class Session:
    """A shell on one graph.

    Args:
        group: the commands there are.
        context: the one that the shell was called in.
        settings: what is set, by option.
        environment: what the commands need beside the variables of the shell, such as a password.
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
        """Do what a statement says, and print what comes; returns the exit code.

        Raises:
            EOFError: it says to leave.
        """
        try:
            if statement.dialect != LINE:
                return self._asked([statement.dialect, "--", statement.text])
            words = _words(statement.text)
            if not words:
                return 0
            if words[0].startswith(DOT) or words[0] in WORDS:
                return self._run_dot_command(words[0].removeprefix(DOT), words[1:])
            self._check_command(words)
            return self._asked(words)
        except click.ClickException as error:
            click.echo(_("Error: {message}").format(message=error.format_message()), err=True)
            return error.exit_code
        except AccordError as error:
            complain(error)
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
        return [*self._own_questions(), *made, *rest]

    def _asked(self, words: Sequence[str]) -> int:
        code = self.worker.run(self.arguments(words), self.environment)
        if code == BROKEN:
            complain(AccordError("What was asked broke down. Ask for less."))
        elif code == -INTERRUPTED:
            click.echo(_("Interrupted; nothing was changed."), err=True)
        return abs(code)

    def _own_questions(self) -> list[str]:
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
            return self._helped(rest)
        if name == "schema":
            return self._asked(["schema", *rest])
        doing: dict[str, Callable[[Sequence[str]], None]] = {"param": self._given, "settings": self._shown}
        if name in doing:
            doing[name](rest)
        elif name in SETTINGS:
            self._set(name, rest)
        else:
            from difflib import get_close_matches

            near = get_close_matches(name, DOTTED, n=3)
            raise UnknownNameError(
                "The shell has no command “{typed}”. help lists its commands.",
                tuple(f"{DOT}{one}" for one in near), typed=f"{DOT}{name}",
            )  # fmt: skip
        return 0

    def _helped(self, rest: Sequence[str]) -> int:
        """Print what may be typed, or the help of one question."""
        if rest:
            _command, depth = self.find_command(rest)
            words = [*rest[:depth], "--help"]
            self._check_command(words)
            return self._asked(words)
        from accord.shell.help import overview

        click.echo(overview(self.names))
        return 0

    def _set(self, name: str, rest: Sequence[str]) -> None:
        """Set what holds for all that follows; without a value show it, with - take it back."""
        if len(rest) > 1:
            raise UsageError("{name} takes one value.", name=f"{DOT}{name}")
        if not rest:
            click.echo(f"{DOT}{name} {self.settings.get(name, '-')}")
            return
        (value,) = rest
        if value == "-" and name not in {"graph", "audience", "lang"}:
            self.settings.pop(name, None)
            return
        self._checked(name, value)
        if name == "graph":
            self.environment |= opened(value)
        self.settings[name] = value
        if name == "lang":
            speak(value)
            self.worker.stop()  # what it has imported speaks the other language

    def _checked(self, name: str, value: str) -> None:
        """See that a value is one, as the command line would.

        Raises:
            click.BadParameter: it is none.
        """
        command = self.group.get_command(self.context, "cypher")
        for param in command.params if command else ():
            if f"--{name}" in param.opts:
                param.type.convert(value, param, self.context)

    def _given(self, rest: Sequence[str]) -> None:
        """Set values for the places of SQL and Cypher; without any, list them."""
        from accord.commands.query.query_options import pairs_of

        for pair in rest:
            pairs_of([pair])
            key, _equals, value = pair.partition("=")
            self.parameters[key] = value
        if not rest:
            for key, value in self.parameters.items():
                click.echo(f"{DOT}param {key}={value}")

    def _shown(self, _rest: Sequence[str]) -> None:
        for name in SETTINGS:
            click.echo(f"{DOT}{name} {self.settings.get(name, '-')}")


DOTTED: Final = ("help", "quit", "exit", "schema", "param", "settings", *SETTINGS)


def settings_of(common: Common) -> dict[str, str]:
    """What the options say that the shell was called with."""
    found = {"graph": common.graph, "audience": common.audience, "lang": common.lang, "format": common.format}
    return found | ({"limit": str(common.limit)} if common.limit is not None else {})


def opened(graph: str) -> dict[str, str]:
    """See that a graph is there; returns the variables with what its server asks for, a password included.

    Raises:
        StoreError: it is not there, or does not answer.
    """
    from accord.options import address_of
    from graph.neo4j.address import PASSWORD, USERNAME, is_server

    if not is_server(graph):
        from graph.sqlite.store import SqliteStore

        SqliteStore(Path(graph))
        return {}
    from graph.neo4j.store import Neo4jStore

    address = address_of(graph)
    Neo4jStore(address).close()
    if address.password is None:
        return {}
    return {USERNAME: address.user or "", PASSWORD: address.password}


def complain(error: AccordError) -> None:
    """Say what is wrong, and what may have been meant."""
    click.echo(_("Error: {message}").format(message=explained(error)), err=True)
    if isinstance(error, UnknownNameError) and error.suggestions:
        click.echo(_("Did you mean: {names}?").format(names=" · ".join(error.suggestions)), err=True)


def _words(line: str) -> list[str]:
    """The words of a line, as a shell reads them; a semicolon at its end is none.

    Raises:
        UsageError: a quotation mark is missing.
    """
    if line.endswith(";") and not line.endswith((";;", "\\;")):
        line = line[:-1]
    try:
        return shlex.split(line)
    except ValueError:
        raise UsageError("A quotation mark is missing: {line}", line=line) from None

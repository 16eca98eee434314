"""Run the shell at a terminal, with prompt_toolkit, or on the lines of standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _, format_os_error
from accord.shell.statements import LINE, split_statements
from accord.shell.worker import INTERRUPTED

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import History
    from prompt_toolkit.key_binding import KeyPressEvent

    from accord.shell.session import Session

PROMPT: Final = "accord> "
CONTINUATION_PROMPT: Final = "   ...> "
SECRET_PATTERN: Final = re.compile(r"://[^\s/]*@|passw|mot de passe|secret|token", re.IGNORECASE)  # never kept


def history_file(environment: Mapping[str, str]) -> Path:
    """Return the file of the history, in the state folder of the user."""
    state = environment.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "accord" / "history"


def history(path: Path | None) -> History:
    """Return the history, kept in a file that only its owner can read, or in memory."""
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    class PrivateHistory(FileHistory):
        def store_string(self, string: str) -> None:
            """Keep a line, unless it may hold a password or begins with a space."""
            if not string.startswith(" ") and not SECRET_PATTERN.search(string):
                super().store_string(string)

    if path is None:
        return InMemoryHistory()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("ab"):
            pass
    except OSError as error:
        click.echo(_("The history is not kept: {reason}.").format(reason=format_os_error(error)), err=True)
        return InMemoryHistory()
    return PrivateHistory(str(path))


def run_prompt(session: Session, path: Path | None, **terminal: Any) -> None:  # noqa: ANN401 (what prompt_toolkit takes)
    """Read and run statements until the user leaves.

    Args:
        session: the shell.
        path: the file of the history, or None.
        terminal: the `input` and `output` of another terminal.
    """
    prompt = _make_prompt(session, path, **terminal)
    click.echo(_("Accord: type help for help, exit to leave."))
    session.worker.start()
    while True:
        try:
            text = prompt.prompt(PROMPT)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        try:
            for statement in split_statements(text, session.names):
                session.run(statement)
        except EOFError:
            return
        except KeyboardInterrupt:
            click.echo(_("Interrupted; nothing was changed."), err=True)


def run_lines(session: Session, lines: Iterable[bytes]) -> int:
    """Run the statements of standard input; return the exit code of the last one that failed."""
    failed, waiting = 0, ""
    try:
        for raw in chain(lines, (b"",)):
            waiting += raw.decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n")
            statements = split_statements(waiting, session.names)
            waiting = ""
            if statements and raw and not statements[-1].ended:
                waiting = statements.pop().text + "\n"
            for statement in statements:
                code = session.run(statement)
                if code == INTERRUPTED:
                    return code
                failed = code or failed
    except EOFError:
        pass
    return failed


def _make_prompt(session: Session, path: Path | None, **terminal: Any) -> PromptSession[str]:  # noqa: ANN401
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings

    from accord.shell.completion import ShellCompleter

    keys = KeyBindings()

    def is_incomplete() -> bool:
        return bool(_is_incomplete(prompt.default_buffer.text, session.names))

    @keys.add("enter", filter=Condition(is_incomplete))
    def _insert_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    prompt: PromptSession[str] = PromptSession(
        history=history(path), completer=ShellCompleter(session), complete_while_typing=False, complete_in_thread=True,
        auto_suggest=AutoSuggestFromHistory(), key_bindings=keys, prompt_continuation=_format_continuation,
        enable_open_in_editor=False, bottom_toolbar=lambda: _format_toolbar(session), **terminal,
    )  # fmt: skip
    return prompt


def _is_incomplete(text: str, names: frozenset[str]) -> bool:
    """Return whether a statement has not ended, so that Enter starts a new line of it."""
    statements = split_statements(f"{text}\n" if text.endswith("\n") else text, names)
    return bool(statements) and statements[-1].dialect != LINE and not statements[-1].ended


def _format_continuation(_width: int, _number: int, soft_wrap: int) -> str:
    """Return the prompt of continuation lines; empty for lines that are only wrapped."""
    return "" if soft_wrap else CONTINUATION_PROMPT


def _format_toolbar(session: Session) -> str:
    """Return the settings as the line at the bottom."""
    values = [session.settings[name] for name in ("graph", "audience", "lang", "format")]
    return " " + " · ".join([*values, _("SQL and Cypher end with ; or an empty line")])


def is_interactive() -> bool:
    """Return whether a person types and sees the output."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

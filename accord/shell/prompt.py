"""The shell where a person types (with prompt_toolkit), and where lines come by standard input."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _, refusal
from accord.shell.statements import LINE, split
from accord.shell.worker import INTERRUPTED

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import History
    from prompt_toolkit.key_binding import KeyPressEvent

    from accord.shell.session import Session

PROMPT: Final = "accord> "
CONTINUED: Final = "   ...> "
SECRET: Final = re.compile(r"://[^\s/]*@|passw|mot de passe|secret|token", re.IGNORECASE)  # never kept


def history_file(environment: Mapping[str, str]) -> Path:
    """Where what was typed is kept: in the folder of the user's state."""
    state = environment.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "accord" / "history"


def history(path: Path | None) -> History:
    """What was typed before; kept in a file that only its owner can read, where there is one."""
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    class Kept(FileHistory):
        def store_string(self, string: str) -> None:
            """Keep what was typed, but for what may hold a password or begins with a space."""
            if not string.startswith(" ") and not SECRET.search(string):
                super().store_string(string)

    if path is None:
        return InMemoryHistory()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("ab"):
            pass
    except OSError as error:
        click.echo(_("What you type is not kept: {reason}.").format(reason=refusal(error)), err=True)
        return InMemoryHistory()
    return Kept(str(path))


def typed(session: Session, path: Path | None, **terminal: Any) -> None:  # noqa: ANN401 (what prompt_toolkit takes)
    """Ask for statements until a person leaves.

    Args:
        session: the shell.
        path: where what is typed is kept; None: nowhere.
        terminal: another terminal than the one there is (`input`, `output`).
    """
    prompt = _prompt(session, path, **terminal)
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
            for statement in split(text, session.names):
                session.run(statement)
        except EOFError:
            return
        except KeyboardInterrupt:
            click.echo(_("Interrupted; nothing was changed."), err=True)


def piped(session: Session, lines: Iterable[bytes]) -> int:
    """Run the statements of standard input one after the other; returns the exit code of the last that failed."""
    failed, waiting = 0, ""
    try:
        for raw in chain(lines, (b"",)):
            waiting += raw.decode("utf-8", "replace").lstrip("\ufeff").replace("\r\n", "\n")
            statements = split(waiting, session.names)
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


def _prompt(session: Session, path: Path | None, **terminal: Any) -> PromptSession[str]:  # noqa: ANN401
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings

    from accord.shell.completion import Completions

    keys = KeyBindings()

    def goes_on() -> bool:
        return bool(_waiting(prompt.default_buffer.text, session.names))

    @keys.add("enter", filter=Condition(goes_on))
    def _another_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    prompt: PromptSession[str] = PromptSession(
        history=history(path), completer=Completions(session), complete_while_typing=False, complete_in_thread=True,
        auto_suggest=AutoSuggestFromHistory(), key_bindings=keys, prompt_continuation=_continued,
        enable_open_in_editor=False, bottom_toolbar=lambda: _state(session), **terminal,
    )  # fmt: skip
    return prompt


def _waiting(text: str, names: frozenset[str]) -> bool:
    """Whether a statement is not ended yet, so that Enter begins another line of it."""
    statements = split(f"{text}\n" if text.endswith("\n") else text, names)
    return bool(statements) and statements[-1].dialect != LINE and not statements[-1].ended


def _continued(_width: int, _number: int, soft_wrap: int) -> str:
    """What stands before the lines of a statement but its first; nothing where a line is only too long."""
    return "" if soft_wrap else CONTINUED


def _state(session: Session) -> str:
    """What is set, as the line at the bottom."""
    said = [session.settings[name] for name in ("graph", "audience", "lang", "format")]
    return " " + " · ".join([*said, _("SQL and Cypher end with ; or an empty line")])


def is_interactive() -> bool:
    """Whether a person types, and sees what comes."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"

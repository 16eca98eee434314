"""Write results to the terminal or a file, and notes to standard error."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from accord.messages import _, format_attempts, format_error, format_os_error
from accord.output.progress import remove_progress, terminal_columns
from graph.errors import AccordError, UnknownNameError, UnreadableError
from graph.text.strings import hide_controls, is_plain
from graph.values import STDIO

_ESCAPES: Final = re.compile("\x1b(?!\\[[01]m)|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
MIN_WIDTH: Final = 40  # characters of a line, however narrow the terminal says it is

MIN_OPTION_SIMILARITY: Final = 0.7  # of what was typed to an option
_OF_BODIES: Final = ("--for", "--lead", "--by", "--jurisdiction")
SAME_OPTIONS: Final[Mapping[str, Sequence[str]]] = {  # options by words that people try for them
    **dict.fromkeys(("jurisdiction", "organisation", "organization", "body", "who", "administration"), _OF_BODIES),
    **dict.fromkeys(("topic", "subject", "about", "sujet"), ("--theme",)),
    **dict.fromkeys(("language", "langue"), ("--lang",)),
    "edition": ("--as-of",),
    **dict.fromkeys(("out", "file", "fichier"), ("--output",)),
}


def write_output(text: str | Iterable[str], output: str) -> None:
    """Write text, or an iterable of pieces without colours, to a file, or to the terminal for "-".

    A file is there as a whole or, where something fails, as it was before.

    Raises:
        AccordError: the file cannot be written.
    """
    if output == STDIO:
        remove_progress(for_good=True)
        try:
            for piece in [text.rstrip("\n") + "\n"] if isinstance(text, str) else text:
                click.echo(_hide_escapes(piece), nl=False)
        except BrokenPipeError:  # the reader closed the pipe; click would report an error
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        return
    from graph.text.atomic_file import write_atomically  # imported here: most answers go to a terminal

    try:
        pieces = [click.unstyle(text)] if isinstance(text, str) else text
        write_atomically(Path(output), (piece.encode("utf-8") for piece in pieces))
    except OSError as error:
        raise cannot_write(output, error) from error


def write_bytes(data: bytes, output: str) -> None:
    """Write bytes to a file, or to standard output for "-".

    Raises:
        AccordError: the file cannot be written.
    """
    if output == STDIO:
        remove_progress(for_good=True)
        sys.stdout.buffer.write(data)
        return
    from graph.text.atomic_file import write_atomically

    try:
        write_atomically(Path(output), data)
    except OSError as error:
        raise cannot_write(output, error) from error


@contextlib.contextmanager
def output_folder(folder: Path) -> Iterator[Path]:
    """Yield a folder to write files to, which are in `folder` at the end, all or none.

    Raises:
        AccordError: the folder cannot be written.
    """
    from graph.text.atomic_folder import open_folder_atomically

    try:
        with open_folder_atomically(folder) as written:
            yield written
    except OSError as error:
        raise cannot_write(str(folder), error) from error


def print_notes(notes: Iterable[str]) -> None:
    """Print sentences about a result to standard error."""
    for note in notes:
        write_error(note)


def print_error(error: AccordError) -> None:
    """Print an error to standard error, with the suggested names and the readers that were tried."""
    write_error(_("Error: {message}").format(message=format_error(error)))
    if isinstance(error, UnknownNameError) and error.suggestions:
        write_error(_("Did you mean: {names}?").format(names=" · ".join(map(hide_controls, error.suggestions))))
    if isinstance(error, UnreadableError):
        for line in format_attempts(error):
            write_error(f"  {line}")


def print_usage_error(error: click.ClickException) -> None:
    """Print an error of the command line, which may quote what was typed."""
    vars(error)["message"] = hide_controls(error.message)
    if isinstance(error, click.NoSuchOption):
        near = _near_options(error)
        if near:
            vars(error)["message"] += f" {_('Did you mean: {names}?').format(names=' · '.join(near))}"
        vars(error)["possibilities"] = None  # click would quote them as Python does
    error.show()


def _near_options(error: click.NoSuchOption) -> list[str]:
    """Return the options of the command that ask for the same in another word, else those that are nearly the same."""
    from difflib import SequenceMatcher

    names = [name for param in error.ctx.command.params for name in param.opts] if error.ctx else []
    typed = error.option_name.lstrip("-")
    if alike := [name for name in SAME_OPTIONS.get(typed, ()) if name in names]:
        return alike
    return [
        name
        for name in error.possibilities or ()
        if name.removeprefix("--").startswith(typed)
        or SequenceMatcher(None, typed, name.removeprefix("--")).ratio() >= MIN_OPTION_SIMILARITY
    ]


def write_error(text: str) -> None:
    """Write a message to standard error; all messages go here, and none of them moves the terminal."""
    remove_progress()
    lines = text.split("\n")
    click.echo("\n".join("\t".join(map(hide_controls, line.split("\t"))) for line in lines), err=True)


def _hide_escapes(text: str) -> str:
    """Return text without control characters but those that make it bold."""
    return text if is_plain(text) else _ESCAPES.sub("\ufffd", text)


def terminal_width() -> int:
    """Return the characters of a line: COLUMNS, else those of the terminal, else 80."""
    return max(MIN_WIDTH, terminal_columns())


def bold(text: str) -> str:
    """Return text in bold for a terminal, unless NO_COLOR is set."""
    return click.style(text, bold=True) if text and "NO_COLOR" not in os.environ else text


def cannot_write(output: str, error: OSError) -> AccordError:
    """Return the error for a file that cannot be written."""
    return AccordError("{file} cannot be written: {reason}.", file=output, reason=format_os_error(error))

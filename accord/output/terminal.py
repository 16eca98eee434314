"""Write results to the terminal or a file, and notes to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import click

from accord.messages import _, format_attempts, format_error, format_os_error
from graph.errors import AccordError, UnknownNameError, UnreadableError
from graph.values import STDIO

MIN_WIDTH: Final = 40  # characters of a line, however narrow the terminal says it is


def write_output(text: str | Iterable[str], output: str) -> None:
    """Write text, or an iterable of pieces without colours, to a file, or to the terminal for "-".

    Raises:
        AccordError: the file cannot be written.
    """
    if output == STDIO:
        try:
            for piece in [text.rstrip("\n") + "\n"] if isinstance(text, str) else text:
                click.echo(piece, nl=False)
        except BrokenPipeError:  # the reader closed the pipe; click would report an error
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        return
    try:
        with Path(output).open("w", encoding="utf-8", newline="") as file:
            file.writelines([click.unstyle(text)] if isinstance(text, str) else text)
    except OSError as error:
        raise _cannot_write(output, error) from error


def write_bytes(data: bytes, output: str) -> None:
    """Write bytes to a file, or to standard output for "-".

    Raises:
        AccordError: the file cannot be written.
    """
    if output == STDIO:
        sys.stdout.buffer.write(data)
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise _cannot_write(output, error) from error


def write_folder(files: Mapping[str, bytes], output: str) -> None:
    """Write files by name into a folder, which is made if it is missing.

    Raises:
        AccordError: one of them cannot be written.
    """
    try:
        Path(output).mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (Path(output) / name).write_bytes(data)
    except OSError as error:
        raise _cannot_write(output, error) from error


def print_notes(notes: Iterable[str]) -> None:
    """Print sentences about a result to standard error."""
    for note in notes:
        click.echo(note, err=True)


def print_error(error: AccordError) -> None:
    """Print an error to standard error, with the suggested names and the readers that were tried."""
    click.echo(_("Error: {message}").format(message=format_error(error)), err=True)
    if isinstance(error, UnknownNameError) and error.suggestions:
        click.echo(_("Did you mean: {names}?").format(names=" · ".join(error.suggestions)), err=True)
    if isinstance(error, UnreadableError):
        for line in format_attempts(error):
            click.echo(f"  {line}", err=True)


def terminal_width() -> int:
    """Return the characters of a line: COLUMNS, else those of the terminal, else 80."""
    return max(MIN_WIDTH, shutil.get_terminal_size().columns)


def bold(text: str) -> str:
    """Return text in bold for a terminal, unless NO_COLOR is set."""
    return click.style(text, bold=True) if text and "NO_COLOR" not in os.environ else text


def _cannot_write(output: str, error: OSError) -> AccordError:
    return AccordError("{file} cannot be written: {reason}.", file=output, reason=format_os_error(error))

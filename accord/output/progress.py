"""Progress of long work on a terminal: what is being done, how far it is, and for how long.

A line at the foot of the terminal appears after a second, is drawn again while the work goes on, whether or not it
counts, and is removed at its end. Nothing is shown in a pipe, on a terminal that cannot move (`TERM=dumb`), with
--quiet, and where `ACCORD_QUIET` or `NO_COLOR` is set.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Any, Final, TextIO, TypeVar

import click

from accord.messages import _, current_language
from accord.options import QUIET_KEY
from accord.output.interruption import interruptible
from graph.process.progress import Step, current_step, step

Item = TypeVar("Item")
Command = Callable[..., Any]

DELAY: Final = 1.0  # seconds before anything is shown
INTERVAL: Final = 0.2  # seconds between two drawings
QUIET_VARIABLES: Final = ("ACCORD_QUIET", "NO_COLOR")
BAR_WIDTH: Final = 20
DEFAULT_COLUMNS: Final = 80
THOUSANDS: Final = {"en": ",", "fr": "\u202f"}
MINUTE: Final = 60
_REMOVE_LINE: Final = "\r\x1b[K"


@contextmanager
def working(
    label: str, total: int | None = None, *, line: ProgressLine | None = None, **values: object
) -> Iterator[Step]:
    """Do long work: it is shown from the first second on, and Ctrl-C ends it within a second.

    Args:
        label: what is being done, an English template marked with `graph.errors.message`.
        total: how much there is to do, if that is known.
        line: where it is shown; by default at the foot of the terminal that standard error is.
        values: the values of the placeholders of the label.

    Yields:
        The step, which counts what is done.
    """
    with step(label, total, is_share=False, **values) as begun:
        if ProgressLine.current is not None:  # work within work: one line shows both
            yield begun
            return
        shown = line or ProgressLine(sys.stderr)
        with shown, interruptible(shown.remove):
            yield begun


def shows_progress(label: str) -> Callable[[Command], Command]:
    """Let a command show that it works; its parameter `label` is that of `working`."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def run(*given: Any, **named: Any) -> Any:  # noqa: ANN401 (click passes what each option holds)
            with working(label):
                return command(*given, **named)

        return run

    return decorate


def track(items: Iterable[Item], label: str, total: int | None = None) -> Iterator[Item]:
    """Yield the items of an iterable, and count them as long work; see `working`."""
    with working(label, total) as begun:
        for item in items:
            yield item
            begun.advance()


def remove_progress(*, for_good: bool = False) -> None:
    """Remove the line of progress, if there is one, before something else is written; it comes back unless `for_good`.

    A step that begins after that within the same work is not shown either.
    """
    if ProgressLine.current is not None:
        ProgressLine.current.remove(for_good=for_good)


def is_shown(stream: TextIO) -> bool:
    """Whether progress is shown on a stream."""
    context = click.get_current_context(silent=True)
    if context is not None and context.meta.get(QUIET_KEY):
        return False
    if os.environ.get("TERM") == "dumb" or any(os.environ.get(name) for name in QUIET_VARIABLES):
        return False
    return stream.isatty()


def terminal_columns() -> int:
    """Return the characters of a line: COLUMNS, else those of the terminal, else 80.

    As `shutil.get_terminal_size`, which takes as long to import as all of a command's options.
    """
    with suppress(KeyError, ValueError):
        if (columns := int(os.environ["COLUMNS"])) > 0:
            return columns
    with suppress(AttributeError, ValueError, OSError):  # there is no standard output, or it is no terminal
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or DEFAULT_COLUMNS  # type: ignore[union-attr]
    return DEFAULT_COLUMNS


def format_progress(now: Step, seconds: float, width: int) -> str:
    """Return the line of a step, in the current language.

    Args:
        now: the step.
        seconds: how long the whole work has taken.
        width: the characters of the terminal; a longer label is cut.
    """
    amount = ""
    if now.total:
        share = min(now.done / now.total, 1.0)
        bar = "#" * int(share * BAR_WIDTH)
        amount = f"[{bar.ljust(BAR_WIDTH, '.')}] {_format_share(share)}"
        if not now.is_share:
            amount += "  " + _("{done} of {total}").format(done=_format_count(now.done), total=_format_count(now.total))
    elif now.done:
        amount = _format_count(now.done)
    label = _(now.label).format(**now.values)
    after = "  ".join(part for part in (amount, _format_time(seconds)) if part)
    room = width - len(after) - 3
    if room < 1:  # too narrow for both
        return after[: width - 1]
    return f"{label if len(label) <= room else label[: room - 1] + '…'}  {after}"


def _format_share(share: float) -> str:
    return f"{share:.0%}" if current_language() == "en" else f"{100 * share:.0f}\u00a0%"


def _format_count(count: int) -> str:
    return f"{count:,}".replace(",", THOUSANDS[current_language()])


def _format_time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), MINUTE)
    return f"{minutes}\u00a0min {rest:02}\u00a0s" if minutes else f"{rest}\u00a0s"


class ProgressLine:
    """The line of progress on a stream, drawn by a thread; a context manager. Only one is on at a time.

    Args:
        stream: where it is drawn, if progress is shown there.
        delay: seconds before anything is drawn.
    """

    current: ProgressLine | None = None

    def __init__(self, stream: TextIO, *, delay: float = DELAY) -> None:
        self._stream = stream
        self._delay = delay
        self._begun = time.monotonic()
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._is_drawn = False
        self._silent_until = 0.0
        self._thread = threading.Thread(target=self._run, daemon=True) if is_shown(stream) else None

    def __enter__(self) -> None:
        ProgressLine.current = self
        if self._thread:
            self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        if self._thread:
            self._thread.join()
        self.remove()
        ProgressLine.current = None

    def remove(self, *, for_good: bool = False) -> None:
        """Remove the line from the terminal."""
        with self._lock:
            if for_good:
                self._ended.set()
            self._silent_until = time.monotonic() + INTERVAL  # while something else is written
            if self._is_drawn:
                self._write(_REMOVE_LINE)
                self._is_drawn = False

    def _run(self) -> None:
        if self._ended.wait(self._delay):
            return
        while True:
            if now := current_step():
                width = terminal_columns()
                line = format_progress(now, time.monotonic() - self._begun, width)
                with self._lock:
                    if not self._ended.is_set() and time.monotonic() >= self._silent_until:
                        self._is_drawn = True
                        self._write(_REMOVE_LINE + line)
            if self._ended.wait(INTERVAL):
                return

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # the terminal is gone
            self._stream.write(text)
            self._stream.flush()

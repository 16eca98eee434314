"""Progress bars on standard error, shown only where it is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

Item = TypeVar("Item")


def track(items: Iterable[Item], label: str) -> Iterator[Item]:
    """Yield items of an iterable of unknown length while a bar shows that work is going on."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr, show_pos=True) as bar:
        yield from bar


@contextmanager
def progress(total: int, label: str) -> Iterator[Callable[[int], None]]:
    """Show a bar for a number of steps.

    Yields:
        A function that is called with the number of steps that are done.
    """
    if not sys.stderr.isatty():
        yield lambda _steps: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        yield bar.update

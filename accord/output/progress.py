"""How far long work is: a bar on the terminal that fills; nothing where nobody looks, as in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import click

T = TypeVar("T")


def track(items: Iterable[T], label: str) -> Iterator[T]:
    """Pass items on, with a bar that says how many there were.

    Args:
        items: what is worked on; where their number is not known, the bar does not say how many are left.
        label: what is done, in the language of the person.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr, show_pos=True) as bar:
        yield from bar


@contextmanager
def progress(total: int, label: str) -> Iterator[Callable[[int], None]]:
    """Give a function to call with how many items are done since the last call."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        yield bar.update

"""Passages of a document of which nothing was made: a few are listed, many are only counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from accord.commands.load.outcomes import shorten
from accord.messages import _, ngettext

if TYPE_CHECKING:
    from graph.claims import Reading

MAX_LISTED: Final = 3  # passages of a file that are listed unless --show-unplaced asks for all: a slip in a form


def lists_unplaced(reading: Reading, *, every: bool) -> bool:
    """Return whether the passages of a reading are listed.

    Args:
        reading: the reading.
        every: whether all passages are asked for, however many.
    """
    return every or len(reading.unplaced) <= MAX_LISTED


def count_unplaced(n: int) -> str:
    """Return how many passages were not placed, in words."""
    return ngettext("{n} passage not placed", "{n} passages not placed", n).format(n=n)


def unplaced_lines(reading: Reading, *, every: bool) -> Iterator[str]:
    """Yield a line for each passage of a reading, where they are listed."""
    if lists_unplaced(reading, every=every):
        for text in reading.unplaced:
            where = _("line {n}").format(n=text.line) + ": " if text.line else ""
            yield f"  ? {where}{shorten(text.text)}"


def hint_lines(readings: Sequence[Reading], *, every: bool) -> Iterator[str]:
    """Yield how to list the passages that are only counted, where there are such."""
    if not all(lists_unplaced(reading, every=every) for reading in readings):
        yield _("--show-unplaced lists the passages not placed; with --dry-run nothing is loaded.")

"""Checks of an installation, as lines for a terminal: what was found, and how to correct it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from accord.messages import _
from accord.output.table import wrap_text
from accord.output.terminal import bold, terminal_width
from graph.text.strings import hide_controls


class Check(NamedTuple):
    """One thing that was looked at.

    Attributes:
        area: install, extras, graph, server or settings.
        name: what was looked at.
        state: ok, off (an extra that is not installed, a server that is not set), warning or error.
        detail: what was found.
        mend: how to turn it on or correct it.
        is_command: whether `mend` is a command to copy.
    """

    area: str
    name: str
    state: str
    detail: str
    mend: str = ""
    is_command: bool = False


def format_checks(checks: Iterable[Check], areas: Mapping[str, str], states: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of checks under the name of their area; those that mend something are below it.

    A command is one line, however long, so that it can be copied.

    Args:
        checks: the checks, those of an area together.
        areas: the name of each area.
        states: the name of each state.
    """
    indent = max(map(len, states.values())) + 4
    for area, found in groupby(checks, key=lambda check: check.area):
        yield from ("", bold(areas[area]))
        for check in found:
            text = _("{name}: {detail}").format(name=check.name, detail=check.detail)
            first, *others = _wrap(text, indent)
            yield f"  {states[check.state]:<{indent - 2}}{first}"
            yield from (" " * indent + line for line in others)
            if check.mend:
                lines = [hide_controls(check.mend)] if check.is_command else _wrap(check.mend, indent + 2)
                yield from (" " * indent + ("→ " if line is lines[0] else "  ") + line for line in lines)


def _wrap(text: str, indent: int) -> list[str]:
    return wrap_text(hide_controls(text), terminal_width() - indent)

"""The output of `accord` without a command: the graph, its editions, and what to type next."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from accord.messages import _, audience_name, current_language, format_error, ngettext
from accord.options import DEFAULT_GRAPH, CommonOptions
from accord.version import __version__
from graph.errors import AccordError
from graph.neo4j.address import is_server
from graph.values import DEFAULT_AUDIENCE, STDIO

if TYPE_CHECKING:
    from graph.store import View

MAX_EDITIONS: Final = 4  # named in one line, the latest first


def status_lines() -> list[str]:
    """Return at most ten lines: the graph, what it holds, and the next commands."""
    graph = os.environ.get("ACCORD_GRAPH") or DEFAULT_GRAPH
    lines = [f"Accord {__version__}"]
    if is_server(graph):
        return [*lines, _("Graph: {graph} (Neo4j server)").format(graph=graph), *_next_steps()]
    if not Path(graph).exists():
        lines.append(_("Graph: {graph} (does not exist yet)").format(graph=graph))
        return [*lines, *_first_steps()]
    template = _("Graph: {graph}, as visible to {audience}")
    lines.append(template.format(graph=graph, audience=audience_name(DEFAULT_AUDIENCE)))
    common = CommonOptions(graph, current_language(), "table", DEFAULT_AUDIENCE, None, STDIO)
    try:
        with common.view() as view:
            lines += _contents(view)
    except AccordError as error:
        return [*lines, _("Error: {message}").format(message=format_error(error))]
    return [*lines, *_next_steps()]


def _contents(view: View) -> list[str]:
    """Return the latest editions, and how many initiatives, partnerships and needs there are."""
    from queries.ask import ask
    from queries.questions.question import format_value, load_question
    from queries.statements import fetch_rows

    editions = [str(format_value("edition", row["id"], view.language)) for row in fetch_rows(view, "names/editions")]
    shown = ", ".join(editions[::-1][:MAX_EDITIONS]) or _("none")
    if len(editions) > MAX_EDITIONS:
        shown = _("{names} and {n} more").format(names=shown, n=len(editions) - MAX_EDITIONS)
    n = {row["what"]: row["n"] for row in ask(view, load_question("overview"), {}).rows}
    counts = [
        ngettext("{n} initiative", "{n} initiatives", n["initiatives"]).format(n=n["initiatives"]),
        ngettext("{n} partnership", "{n} partnerships", n["partnerships"]).format(n=n["partnerships"]),
        ngettext("{n} need", "{n} needs", n["needs"]).format(n=n["needs"]),
    ]
    return [_("Editions: {names}").format(names=shown), _("Contents: {counts}").format(counts=", ".join(counts))]


def _steps(steps: Mapping[str, str]) -> list[str]:
    """Return lines that say what to type, with the commands in one column."""
    width = max(map(len, steps))
    return ["", *(f"{label.ljust(width)}  {line}" for label, line in steps.items())]


def _first_steps() -> list[str]:
    return _steps({
        _("Load documents:"): f"accord load {_('FILE')}",
        _("Try a sample:"): "accord demo",
        _("List all commands:"): "accord help",
    })  # fmt: skip


def _next_steps() -> list[str]:
    return _steps({
        _("Who works on a theme:"): f"accord who {_('THEME')}",
        _("Who should meet:"): "accord opportunities",
        _("Add documents:"): f"accord load {_('FILE')}",
        _("List all commands:"): "accord help",
    })  # fmt: skip

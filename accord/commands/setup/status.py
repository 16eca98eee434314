"""`accord status`, and `accord` without a command: the graph, its editions, what waits, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _, audience_name, format_error, ngettext
from accord.options import CommonOptions, check_ending, default_options, with_common_options
from accord.output.terminal import write_output
from accord.version import __version__
from graph.errors import AccordError
from graph.values import is_server

if TYPE_CHECKING:
    from graph.sqlite.store import SqliteStore
    from graph.store import View

MAX_EDITIONS: Final = 4  # named in one line, the latest first


@click.command(
    name="status",
    help=_(
        "Show which graph, audience and language commands use here, what the graph holds as the audience sees it, what"
        " waits for a decision, where the latest round is, and what to do next."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord status\n  accord status --audience secretariat --lang fr",
)
@with_common_options(shown=("graph", "lang", "audience", "output"))
def command(*, common: CommonOptions) -> None:
    """Show the state of the graph."""
    check_ending(common.output, (".txt",))
    write_output("\n".join(status_lines(common, waiting=True)), common.output)


def status_lines(common: CommonOptions | None = None, *, waiting: bool = False) -> list[str]:
    """Return the graph, what it holds, and the next commands.

    Args:
        common: the options; by default what the environment, accord.toml and the defaults say.
        waiting: whether lines say what waits for a decision and where the latest round is, which takes longer.
    """
    lines = [f"Accord {__version__}"]
    try:
        common = common or default_options()
    except AccordError as error:
        return [*lines, _("Error: {message}").format(message=format_error(error))]
    graph = common.graph
    if is_server(graph):
        return [*lines, _("Graph: {graph} (Neo4j server)").format(graph=graph), *_next_steps()]
    if not Path(graph).exists():
        lines.append(_("Graph: {graph} (does not exist yet)").format(graph=graph))
        return [*lines, *_first_steps()]
    template = _("Graph: {graph}, as visible to {audience}")
    lines.append(template.format(graph=graph, audience=audience_name(common.audience)))
    try:
        with common.view() as view:
            lines += _contents(view)
        waits = _waiting(common.store(), common) if waiting else {}
    except AccordError as error:
        return [*lines, _("Error: {message}").format(message=format_error(error))]
    if waiting:
        lines.append(_("Language: {language}").format(language=_language_name(common.lang)))
    return [*lines, *_steps_of(waits), *_next_steps()]


def _language_name(language: str) -> str:
    return {"en": _("English"), "fr": _("French")}[language]


def _waiting(store: SqliteStore, common: CommonOptions) -> dict[str, str]:
    """Return what waits, each with the command for it: decisions as the audience sees them, and the latest round."""
    from accord.commands.review.entries import read_entries

    with store.view(common.audience, common.lang) as view:
        n = len(read_entries(store, view))
    waits = {}
    if store.has_unapplied_decisions():
        text = _("{file} holds decisions that this graph was not made with")
        waits[text.format(file=store.decisions_path.name)] = "accord graph check --repair"
    if n:
        text = ngettext("{n} entry waits for a decision", "{n} entries wait for a decision", n)
        waits[text.format(n=n)] = "accord review"
    return {**waits, **_round_steps(store, common)}


def _round_steps(store: SqliteStore, common: CommonOptions) -> dict[str, str]:
    """Return where the latest round is; who reported is for the secretariat, so others get the last day only."""
    from accord.results.rounds import member_names, read_states, today
    from graph.dates.editions import edition_key
    from graph.dates.rounds import closed_on, list_rounds, read_round
    from graph.values import AUDIENCES
    from queries.questions.question import format_value

    folder = store.path.parent
    rounds = sorted(list_rounds(folder), key=edition_key)
    if not rounds:
        return {}
    edition = rounds[-1]
    shown: dict[str, Any] = {
        "edition": format_value("edition", edition, common.lang),
        "day": format_value("date", read_round(folder, edition).due.isoformat(), common.lang),
    }
    if closed_on(folder, edition):
        return {_("Round {edition} is closed").format(**shown): f"accord brief --edition {edition}"}
    if common.audience != AUDIENCES[-1]:
        return {_("Round {edition}, due on {day}; who is missing").format(**shown): "accord round status"}
    states = read_states(store, edition, today())[1]
    missing = [one.jurisdiction for one in states if not one.approval]
    came = len(states) - len(missing)
    text = _("Round {edition}, due on {day}: {came} of {all} reports").format(**shown, came=came, all=len(states))
    if not missing:
        return {text: f"accord round close {edition} -o {edition}/"}
    with store.view(common.audience, common.lang) as view:
        names = ", ".join(member_names(view, missing).values())
    return {text: "accord round status", _("Missing: {names}").format(names=names): "accord round remind"}


def _steps_of(waits: Mapping[str, str]) -> list[str]:
    return _steps(waits) if waits else []


def _contents(view: View) -> list[str]:
    """Return the latest editions, and how many initiatives, partnerships and needs there are."""
    from queries.ask import ask
    from queries.questions.question import format_value, load_question
    from queries.statements import fetch_rows

    editions = [
        str(format_value("edition", row["id"], view.language))
        for row in fetch_rows(view, "matching/editions", {"as_of": None})
    ]
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

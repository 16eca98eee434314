"""Ask a person at a terminal about the entries of the review queue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from accord.commands.review.queue import CORRECT_WORDS, NO_WORDS, YES_WORDS, fold_answer, format_entry
from accord.messages import _, format_error
from graph.errors import UsageError

if TYPE_CHECKING:
    from accord.commands.review.queue import Rows
    from accord.options import CommonOptions
    from graph.dedupe.decisions import Decision
    from graph.store import View


def ask_decisions(rows: Rows, common: CommonOptions, view: View) -> list[Decision]:
    """Ask about each entry; answers given before the end of input count.

    The parts of a proposed initiative that was just asked about are not asked about one by one.
    """
    decided: list[Decision] = []
    asked: set[str] = set()
    for number, row in enumerate(rows, start=1):
        asked.add(row["id"])
        if row.get("part_of") in asked:
            continue
        click.echo("\n".join(format_entry(row, common, f"{number}/{len(rows)}")))
        try:
            word = fold_answer(_prompt(_question(row)))
            if word == "q":
                break
            decided += _ask_details(row, word, view)
        except click.Abort:
            click.echo()
            break
    return decided


def _ask_details(row: dict[str, Any], word: str, view: View) -> list[Decision]:
    """Return the decision of an answer, after asking for the correction and the reason; none if it is unclear."""
    from accord.commands.review.entries import make_decision

    to = _prompt(_("What is right")) if word in CORRECT_WORDS and row["kind"] == "proposal" else ""
    if word not in YES_WORDS | NO_WORDS and not to:
        return []
    reason = _prompt(_("Why (Enter: no reason)"))
    try:
        return [make_decision(view, row, accept=word not in NO_WORDS, reason=reason, to=to)]
    except UsageError as error:  # the correction is not valid: the entry stays open
        click.echo(format_error(error))
        return []


def _prompt(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False, prompt_suffix=" "))


def _question(row: dict[str, Any]) -> str:
    match row["kind"]:
        case "proposal":
            return _("Is it right? y yes, n no, c correct it, Enter skips, q quits")
        case "theme":
            return _("About this theme? y yes, n no, Enter skips, q quits")
    return _("The same? y yes, n no, Enter skips, q quits")

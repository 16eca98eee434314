"""Take in a reply: show what comes of it, ask, and write the decisions."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from accord.commands.review.reply.model import parse_reply
from accord.commands.review.reply.plan import Plan, Step, plan_reply
from accord.messages import _, audience_name, ngettext
from accord.output.terminal import print_notes, write_output
from graph.errors import SourceError, UsageError

if TYPE_CHECKING:
    from accord.options import CommonOptions
    from graph.sqlite.store import SqliteStore


def take_in_reply(data: bytes, name: str, common: CommonOptions, *, yes: bool, dry_run: bool) -> None:
    """Show what comes of a reply, ask whether to write it, and write it.

    Args:
        data: the content of the file.
        name: how messages call the file.
        common: the graph and the language.
        yes: do not ask.
        dry_run: only show.

    Raises:
        SourceError: it is no reply, was edited, or is about another graph or about facts that have changed.
        UsageError: nobody can be asked, or the answer is no.
    """
    reply = parse_reply(data, name)
    store = common.store()
    with store.view(reply.audience, common.lang) as view:
        plan = plan_reply(store, view, reply)
    if not plan.steps:
        raise SourceError(
            "{file}: nothing that it marks is in this graph as it is now: it is from a page of another graph, or what"
            " the page said has changed since. Nothing was taken in.",
            file=name,
        )  # fmt: skip
    sender = reply.sender.strip() or _("a reader")
    head = _("Reply of {sender}, from a page made for {audience}:").format(
        sender=sender, audience=audience_name(reply.audience)
    )
    write_output("\n".join([head, *_describe_steps(plan.steps)]), common.output)
    print_notes(_describe_rest(plan))
    new = [step for step in plan.steps if not step.done and not step.by_hand]
    if not new or dry_run:
        if not dry_run:
            write_output(_("There are no decisions to write."), common.output)
        return
    if not yes:
        _confirm(len(new))
    _write(new, store, replace(common, audience=reply.audience))
    line = ngettext("{n} decision written to {file}.", "{n} decisions written to {file}.", len(new))
    write_output(line.format(n=len(new), file=store.decisions_path), common.output)


def _describe_steps(steps: list[Step]) -> list[str]:
    lines = []
    for number, step in enumerate(steps, start=1):
        end = _(" – taken in already") if step.done else _(" – for a person to correct") if step.by_hand else ""
        lines.append(f"{number}  {step.text}{end}")
        if step.mark.why.strip():
            lines.append("   " + _("Why: {why}").format(why=step.mark.why.strip()))
    return lines


def _describe_rest(plan: Plan) -> list[str]:
    notes = []
    if n := len(plan.refused):
        refused = ngettext(
            "{n} mark is refused: what the page said is not in the graph as it is now.",
            "{n} marks are refused: what the page said is not in the graph as it is now.", n,
        )  # fmt: skip
        notes.append(refused.format(n=n))
    if any(step.by_hand for step in plan.steps):
        notes.append(_("What a source states is corrected in the document; “accord evidence” shows where it is."))
    return notes


def _confirm(n: int) -> None:
    if not sys.stdin.isatty():
        raise UsageError("Check the reply as it is shown, then repeat the command with --yes.")
    question = ngettext("Write {n} decision?", "Write {n} decisions?", n).format(n=n)
    if not click.confirm(question, default=False, err=True):
        raise UsageError("Nothing was changed.")


def _write(steps: list[Step], store: SqliteStore, common: CommonOptions) -> None:
    from accord.commands.suggestions.decide import propose_partners
    from accord.results.decisions import reviewer
    from graph.dedupe.suggestion_decisions import add_suggestion_decision

    today, who = datetime.now(UTC).date().isoformat(), reviewer()
    store.add_decisions([replace(step.decision, by=who, date=today) for step in steps if step.decision])
    for step in steps:
        if step.suggestion is None:
            continue
        decision = replace(step.suggestion, by=who, date=today)
        add_suggestion_decision(store.decisions_path, decision)
        if decision.verdict == "partners":
            propose_partners(common, step.row, decision)

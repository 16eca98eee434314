"""Take in a reply: show what comes of it, ask, and write the decisions."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import click

from accord.commands.review.reply.model import parse_reply
from accord.commands.review.reply.plan import Plan, Step, plan_reply
from accord.messages import _, audience_name, ngettext
from accord.output.evidence import format_place
from accord.output.terminal import print_notes, write_output
from graph.errors import SourceError, UsageError

if TYPE_CHECKING:
    from accord.options import CommonOptions
    from graph.sqlite.store import SqliteStore

MAX_SOURCES: Final = 3  # of a fact that would be refused, that are shown
MAX_QUOTE: Final = 200  # characters


@dataclass(frozen=True, slots=True)
class Given:
    """How a reply is taken in: `yes`, ask nothing; `refuse`, then also refuse facts; `dry_run`, only show."""

    yes: bool = False
    refuse: bool = False
    dry_run: bool = False


def take_in_reply(data: bytes, name: str, common: CommonOptions, given: Given) -> None:
    """Show what comes of a reply, ask whether to write it, and write it.

    Args:
        data: the content of the file.
        name: how messages call the file.
        common: the graph and the language.
        given: the options of the command.

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
    if given.dry_run:
        return
    chosen = _choose([step for step in plan.steps if not step.done and not step.by_hand], given)
    if not chosen:
        write_output(_("There are no decisions to write."), common.output)
        return
    n = _write(chosen, store, common._replace(audience=reply.audience))
    line = ngettext("{n} decision written to {file}.", "{n} decisions written to {file}.", n)
    write_output(line.format(n=n, file=store.decisions_path), common.output)
    if refused := [one.id for step in chosen if step.refuses for one in step.decisions]:
        print_notes([_("To take back what was refused: {commands}.").format(
            commands="; ".join(f"accord review undo {each}" for each in refused))])  # fmt: skip


def _describe_steps(steps: list[Step]) -> list[str]:
    lines = []
    for number, step in enumerate(steps, start=1):
        lines.append(f"{number}  {step.text}{_ending(step)}")
        if step.mark.why.strip():
            lines.append("   " + _("Why: {why}").format(why=step.mark.why.strip()))
        if step.refuses:
            lines += ["   " + line for line in _describe_evidence(step.refuses["evidence"])]
    return lines


def _ending(step: Step) -> str:
    if step.done:
        return _(" – taken in already")
    if step.by_hand:
        return _(" – for a person to correct")
    return _(" – would be refused, for every audience") if step.refuses else ""


def _describe_evidence(evidence: list[dict[str, Any]]) -> list[str]:
    """Return what sources say of a fact that would be refused, and where."""
    lines = []
    for entry in evidence[:MAX_SOURCES]:
        quote = " ".join(entry.get("quote", "").split())
        shown = f"“{quote[:MAX_QUOTE]}{' …' if len(quote) > MAX_QUOTE else ''}” " if quote else ""
        basis = _("Stated: {source}") if entry.get("stated") else _("Inferred: {source}")
        lines.append(basis.format(source=f"{shown}({format_place(entry)})"))
    if (n := len(evidence) - MAX_SOURCES) > 0:
        lines.append(ngettext("and in {n} more place", "and in {n} more places", n).format(n=n))
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
        notes.append(
            _("The graph holds nothing that the decision could be about: correct the report and load it again.")
        )
    return notes


def _choose(steps: list[Step], given: Given) -> list[Step]:
    """Return the steps to write: those a person agrees to; each fact that would be refused is asked about by itself.

    Raises:
        UsageError: nobody can be asked, or the answer is no.
    """
    refusals = [step for step in steps if step.refuses]
    others = [step for step in steps if not step.refuses]
    asks = not given.yes and bool(steps)
    if asks and not sys.stdin.isatty():
        raise UsageError("Check the reply as it is shown, then repeat the command with --yes.")
    if asks and others:
        question = ngettext("Write {n} decision?", "Write {n} decisions?", len(others)).format(n=len(others))
        if not click.confirm(question, default=False, err=True):
            raise UsageError("Nothing was changed.")
    if asks:
        question = _("{text}: refuse it, for every audience?")
        return others + [s for s in refusals if click.confirm(question.format(text=s.text), default=False, err=True)]
    if refusals and not given.refuse:
        left = ngettext(
            "{n} fact is left as it is. Check what the sources say, then repeat the command with --yes --refuse.",
            "{n} facts are left as they are. Check what the sources say, then repeat the command with --yes --refuse.",
            len(refusals),
        )  # fmt: skip
        print_notes([left.format(n=len(refusals))])
        return others
    return steps


def _write(steps: list[Step], store: SqliteStore, common: CommonOptions) -> int:
    """Write the decisions of steps; return how many."""
    from accord.commands.suggestions.decide import propose_partners
    from accord.results.decisions import reviewer
    from graph.dedupe.suggestion_decisions import add_suggestion_decision

    today, who = datetime.now(UTC).date().isoformat(), reviewer()
    decisions = [replace(one, by=who, date=today) for step in steps for one in step.decisions]
    store.add_decisions(decisions)
    suggestions = [(step, replace(step.suggestion, by=who, date=today)) for step in steps if step.suggestion]
    for step, decision in suggestions:
        add_suggestion_decision(store.decisions_path, decision)
        if decision.verdict == "partners":
            propose_partners(common, step.row, decision)
    return len({one.id for one in decisions}) + len(suggestions)

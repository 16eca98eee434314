"""`accord approve`: record who may see a submission."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from accord.messages import _, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.progress import working
from accord.output.terminal import print_notes, write_output
from graph.errors import UsageError, message
from graph.values import APPROVALS, Approval, approval_level

if TYPE_CHECKING:
    from graph.sqlite.approvals import ApprovalDecision, Content

    _Planned = tuple[ApprovalDecision, Approval, Content]

MAX_TITLES: Final = 20  # that are listed of what becomes visible


@click.command(
    name="approve",
    help=_(
        "Record a member's decision on who may see what it reported for an edition: everyone (public), the council's"
        " members, or only its secretariat (withheld). It applies to everything derived from the submission. A wider"
        " audience is given after a question only, or with --yes; --dry-run shows what would become visible. Name the"
        " jurisdiction by its exact name or identifier; write council for the text of the council itself, and - for a"
        " submission without an edition. “accord approvals --log” lists who decided what, when, why and on whose"
        " authority. --from takes decisions from a CSV file, as “accord approvals --format csv” writes one."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord approve CA-AB 2022-winter withheld"
    + "\n  accord approve Ontario latest public --authority deputy-minister --yes"
    + "\n  accord approve council latest public --dry-run"
    + "\n  accord approve --from decisions.csv --dry-run",
)
@click.argument("jurisdiction", metavar=_("JURISDICTION"), required=False)
@click.argument("edition", metavar=_("EDITION"), required=False)
@click.argument("approval", type=click.Choice(APPROVALS), required=False)
@click.option("--from", "file", metavar=_("FILE"), help=_("Take the decisions from a CSV file; - is standard input."))
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Why."))
@click.option("--authority", default="", metavar=_("TEXT"), help=_("On whose authority, such as a name or a letter."))
@click.option("--yes", is_flag=True, help=_("Do not ask before a wider audience may see something."))
@click.option("--dry-run", is_flag=True, help=_("Show what would change, and change nothing."))
@with_common_options(shown=("graph", "lang", "output"))
def command(
    *, jurisdiction: str | None, edition: str | None, approval: Approval | None, file: str | None, reason: str,
    authority: str, yes: bool, dry_run: bool, common: CommonOptions,
) -> None:  # fmt: skip
    """Record approvals."""
    store = common.store()
    if file:
        if jurisdiction:
            raise UsageError("--from FILE goes without JURISDICTION, EDITION and APPROVAL.")
        from accord.commands.publish.decisions import read_decisions

        decisions = read_decisions(file, store, common)
    elif jurisdiction and edition and approval:
        from accord.commands.publish.decisions import make_decision

        decisions = [make_decision(store, common, jurisdiction, edition, approval)]
    else:
        raise UsageError("Name a jurisdiction, an edition and one of {known}, or a file: --from FILE.",
                         known=", ".join(APPROVALS))  # fmt: skip
    decisions = [
        one._replace(reason=one.reason or reason.strip(), authority=one.authority or authority.strip())
        for one in decisions
    ]
    planned = [plan for one in decisions for plan in store.describe_decision(one)]
    widened = [plan for plan in planned if approval_level(plan[0].approval) < approval_level(plan[1])]
    for plan in widened:
        print_notes(_describe_widening(plan))
    if dry_run:
        write_output("".join(f"{_describe(*plan[:2], common.lang, done=False)}\n" for plan in planned), common.output)
        return
    if widened and not yes:
        _confirm(len(widened))
    with working(message("Deriving what each audience sees")):
        changed = store.approve_all(decisions)
    write_output("".join(f"{_describe(plan[0], plan[1], common.lang, done=True)}\n" for plan in planned), common.output)
    _warn_of_copies(changed)


def _describe(decision: ApprovalDecision, before: Approval, language: str, *, done: bool) -> str:
    """Return a decision in a line."""
    from queries.questions.question import format_value

    if decision.approval == before:
        template = _("{who}, {edition}: {approval}, as it was.")
    else:
        template = _("{who}, {edition}: now {approval}.") if done else _("{who}, {edition}: would be {approval}.")
    return template.format(
        who=decision.jurisdiction, edition=decision.edition or "-",
        approval=format_value("approval", decision.approval, language),
    )  # fmt: skip


def _describe_widening(plan: _Planned) -> list[str]:
    """Return what becomes visible, and to whom."""
    from accord.messages import audience_name
    from graph.values import AUDIENCES

    decision, _before, content = plan
    audience = audience_name(AUDIENCES[approval_level(decision.approval)])
    n = {kind: content.counts.get(kind, 0) for kind in ("initiative", "partnership", "need")}
    counts = ", ".join(
        (
            ngettext("{n} initiative", "{n} initiatives", n["initiative"]).format(n=n["initiative"]),
            ngettext("{n} partnership", "{n} partnerships", n["partnership"]).format(n=n["partnership"]),
            ngettext("{n} need", "{n} needs", n["need"]).format(n=n["need"]),
        )
    )
    head = _("{who}, {edition}: this becomes visible; audience: {audience}. {counts}").format(
        who=decision.jurisdiction, edition=decision.edition or "-", audience=audience, counts=counts
    )
    shown = [f"  · {title}" for title in content.titles[:MAX_TITLES]]
    more = len(content.titles) - len(shown)
    return [head, *shown, *([_("  · and {n} more").format(n=more)] if more > 0 else [])]


def _confirm(n: int) -> None:
    """Ask whether a wider audience may see submissions.

    Raises:
        UsageError: the answer is no, or nobody can be asked.
    """
    if not sys.stdin.isatty():
        raise UsageError("A wider audience would see this. Check it with --dry-run, then repeat it with --yes.")
    question = ngettext("Show {n} submission to a wider audience?", "Show {n} submissions to a wider audience?", n)
    if not click.confirm(question.format(n=n), default=False, err=True):
        raise UsageError("Nothing was changed.")


def _warn_of_copies(changed: Sequence[ApprovalDecision]) -> None:
    """Remind of what was handed out before: files, pages and server copies stay as they are."""
    if any(approval_level(one.approval) > 0 for one in changed):
        print_notes([_("Pages, exports and server copies that were made before still show what they showed then.")])

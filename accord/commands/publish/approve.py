"""`accord approve`: record who may see a submission."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _, audience_name, current_language, ngettext
from accord.options import CommonOptions, with_common_options
from accord.output.progress import working
from accord.output.terminal import print_notes, write_output
from graph.errors import UsageError, message
from graph.values import APPROVALS, AUDIENCES, Approval, approval_level

if TYPE_CHECKING:
    from graph.sqlite.approvals import ApprovalDecision, Content

    _Planned = tuple[ApprovalDecision, Approval, Content]

MAX_TITLES: Final = 20  # that are listed of what becomes visible


class ApprovalChoice(click.Choice[str]):
    """An approval, typed as its identifier or in the words of a template in either language."""

    def __init__(self) -> None:
        super().__init__(APPROVALS)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """Return the choices in the words of the language."""
        return f"[{'|'.join(_approval_words())}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        """Return the identifier of what was typed."""
        from loaders.inputs.hints import parse_approval

        try:
            return parse_approval(str(value))
        except UsageError:
            text = _("“{typed}” does not say who may see it. Write one of: {known}.")
            self.fail(text.format(typed=value, known=", ".join(_approval_words())), param, ctx)


def _approval_words() -> list[str]:
    """Return the approvals in words of the language."""
    from queries.questions.question import format_value

    return [str(format_value("approval", each, current_language())) for each in APPROVALS]


@click.command(
    name="approve",
    help=_(
        "Record a member's decision on who may see what it reported for an edition: everyone (public), the council's"
        " members, or only its secretariat (withheld), in either language. It applies to everything derived from the"
        " submission. A wider audience is given after a question only, or with --yes; --dry-run shows what would become"
        " visible. What is withheld is given to others only with --authority: on whose word. Name the"
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
@click.argument("approval", type=ApprovalChoice(), required=False)
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
    from accord.results.rounds import member_names

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
                         known=", ".join(_approval_words()))  # fmt: skip
    decisions = [
        one._replace(reason=one.reason or reason.strip(), authority=one.authority or authority.strip())
        for one in decisions
    ]
    planned = [plan for one in decisions for plan in store.describe_decision(one)]
    with store.view("secretariat", common.lang) as view:
        names = member_names(view, {plan[0].jurisdiction for plan in planned})
    names = {one: f"{name} ({one})" if one not in name else name for one, name in names.items()}
    widened = [plan for plan in planned if approval_level(plan[0].approval) < approval_level(plan[1])]
    for plan in widened:
        print_notes(_describe_widening(plan, names, common.lang))
    if dry_run:
        write_output(
            "".join(f"{_describe(*plan[:2], names, common.lang, done=False)}\n" for plan in planned), common.output
        )
        return
    _check_authority(widened, names, common.lang)
    if widened and not yes:
        _confirm(len(widened))
    with working(message("Deriving what each audience sees")):
        changed = store.approve_all(decisions)
    done = (_describe(*plan[:2], names, common.lang, done=True) for plan in planned)
    write_output("".join(f"{line}\n" for line in done), common.output)
    _warn_of_copies(changed)


def _describe(
    decision: ApprovalDecision, before: Approval, names: Mapping[str, str], language: str, *, done: bool
) -> str:
    """Return a decision in a line."""
    from queries.questions.question import format_value

    if decision.approval == before:
        template = _("{who}, {edition}: visible to {audience}, as it was.")
    elif decision.approval == APPROVALS[-1]:
        template = (
            _("{who}, {edition}: now for the secretariat only.")
            if done
            else _("{who}, {edition}: would be for the secretariat only.")
        )
    else:
        template = (
            _("{who}, {edition}: now visible to {audience}.")
            if done
            else _("{who}, {edition}: would be visible to {audience}.")
        )
    return template.format(
        who=names[decision.jurisdiction], edition=format_value("edition", decision.edition, language) or "-",
        audience=audience_name(AUDIENCES[approval_level(decision.approval)]),
    )  # fmt: skip


def _describe_widening(plan: _Planned, names: Mapping[str, str], language: str) -> list[str]:
    """Return what becomes visible, and to whom."""
    from queries.questions.question import format_value

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
    head = _("{who}, {edition}: becomes visible to {audience}: {counts}").format(
        who=names[decision.jurisdiction], edition=format_value("edition", decision.edition, language) or "-",
        audience=audience, counts=counts,
    )  # fmt: skip
    shown = [f"  · {title}" for title in content.titles[:MAX_TITLES]]
    more = len(content.titles) - len(shown)
    return [head, *shown, *([_("  · and {n} more").format(n=more)] if more > 0 else [])]


def _check_authority(widened: Sequence[_Planned], names: Mapping[str, str], language: str) -> None:
    """Refuse to give to others what is withheld, unless it is said on whose word.

    Raises:
        UsageError: it is not said.
    """
    from queries.questions.question import format_value

    unsaid = [plan[0] for plan in widened if plan[1] == APPROVALS[-1] and not plan[0].authority]
    if unsaid:
        raise UsageError(
            "{who}, {edition}: this is withheld. Say on whose word others may see it: --authority, such as “letter of"
            " May 3”, or the column authority.",
            who=names[unsaid[0].jurisdiction], edition=format_value("edition", unsaid[0].edition, language) or "-",
        )  # fmt: skip


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

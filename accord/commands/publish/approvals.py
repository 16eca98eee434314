"""`accord approvals`: list who may see which submission, and the decisions about it."""

from __future__ import annotations

from typing import Any

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from graph.values import COUNCIL


@click.command(
    name="approvals",
    help=_(
        "List who may see which submission, for the secretariat. --log lists the decisions instead: who decided what,"
        " when, why and on whose authority. “accord approve --from” takes the table back after it was changed in a"
        " spreadsheet: accord approvals --format csv -o approvals.csv."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord approvals\n  accord approvals --log\n  accord approvals --format csv -o approvals.csv",
)
@click.option("--log", is_flag=True, help=_("List the decisions, in the order in which they were made."))
@with_common_options(shown=("graph", "lang", "format", "limit", "output"))
def command(*, log: bool, common: CommonOptions) -> None:
    """List approvals."""
    from accord.output.listing import header, print_listing
    from accord.results.rounds import member_names
    from queries.questions.question import Column

    store = common.store()
    submission = [
        Column("jurisdiction", header(_("Jurisdiction")), table=False),
        Column("name", header(_("Jurisdiction"))),
        Column("edition", header(_("Edition")), codes="edition"),
    ]
    rows: list[dict[str, Any]]
    if log:
        columns = [
            Column("at", header(_("When")), codes="moment"), Column("by", header(_("Who"))), *submission,
            Column("before", header(_("Before")), codes="approval"),
            Column("after", header(_("After")), codes="approval"),
            Column("reason", header(_("Reason"))), Column("authority", header(_("Authority"))),
        ]  # fmt: skip
        rows = [*store.approval_log()]
        empty = _("Nobody has decided on an approval yet.")
    else:
        columns = [*submission, Column("approval", header(_("Approval")), codes="approval"),
                   Column("reason", header(_("Reason")), table=False),
                   Column("authority", header(_("Authority")), table=False)]  # fmt: skip
        rows = [
            {"jurisdiction": who, "edition": when, "approval": approval, "reason": "", "authority": ""}
            for who, when, approval in store.approvals()
        ]
        empty = _("There is no submission yet.")
    with store.view("secretariat", common.lang) as view:
        names = member_names(view, {row["jurisdiction"] for row in rows} - {COUNCIL})
    for row in rows:
        row["name"] = names.get(row["jurisdiction"]) or _("the council itself")
    print_listing("approvals", _("Approvals"), columns, rows, common, notes=[] if rows else [empty])

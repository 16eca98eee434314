"""`accord review log`: the decisions that people took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options

if TYPE_CHECKING:
    from graph.dedupe.decisions import Decision
    from graph.sqlite.store import SqliteStore


@click.command(
    name="log",
    help=_(
        "List the decisions about proposals, facts, pairs and themes that the audience may see, with who took them,"
        " when and why. The secretariat also sees decisions about nodes that are not loaded."
    )
    + "\n\n\b\n"
    + _("Examples:")
    + "\n  accord review log\n  accord review log --format csv --audience secretariat",
)
@with_common_options()
def command(*, common: CommonOptions) -> None:
    """List decisions."""
    print_log(common)


def print_log(common: CommonOptions) -> None:
    """Print the decisions that the audience may see."""
    from accord.output.listing import header, print_listing
    from graph.dedupe.decisions import read_decisions
    from queries.questions.question import Column

    store = common.store()
    rows = [
        {"id": one.id, "decision": outcome(one), "kind": one.kind, "one": one.one, "other": one.other,
         "to": one.to or None, "reason": one.reason, "by": one.by or None, "date": one.date or None}
        for one in _visible_decisions(store, read_decisions(store.decisions_path), common)
    ]  # fmt: skip
    rows.extend(_list_suggestion_decisions(store, common))
    notes = [] if rows else [_("There are no decisions yet.")]
    if common.format == "table":
        columns = [
            Column("id", header(_("Decision"))),
            Column("decision", header(_("Decided")), codes="decision"),
            Column("what", header(_("What"))),
            Column("who", header(_("By, on, why"))),
        ]
        shown = [{**row, **_join_cells(row, common.lang)} for row in rows]
        print_listing("review", _("Decisions"), columns, shown, common, notes=notes)
        return
    columns = [
        Column("id", header(_("Decision"))),
        Column("decision", header(_("Decided")), codes="decision"),
        Column("kind", header(_("Kind")), codes="judged"),
        Column("one", header(_("One"))),
        Column("other", header(_("Other"))),
        Column("to", header(_("Instead"))),
        Column("reason", header(_("Reason"))),
        Column("by", header(_("By"))),
        Column("date", header(_("Date")), codes="date"),
    ]
    print_listing("review", _("Decisions"), columns, rows, common, notes=notes)


def _join_cells(row: dict[str, str | None], language: str) -> dict[str, str]:
    """Return what a decision is about, and who took it when and why, as two cells that fit a terminal."""
    from queries.questions.question import format_value

    what = _("{kind}, {one}: {other}").format(
        kind=format_value("judged", row["kind"], language), one=row["one"],
        other=value_in_words(row["kind"] or "", row["other"] or "", language),
    )  # fmt: skip
    day = str(format_value("date", row["date"], language)) if row["date"] else ""
    return {
        "what": f"{what} → {value_in_words(row['kind'] or '', row['to'], language)}" if row["to"] else what,
        "who": " · ".join(one for one in (row["by"], day, row["reason"]) if one),
    }


def value_in_words(kind: str, value: str, language: str) -> str:
    """Return what a decision is about as a reader knows it: the labels of a status and of the kind of a date."""
    from queries.questions.question import format_value

    if kind == "date":
        of, _space, edtf = value.rpartition(" ")
        return f"{format_value('date_kind', of, language)} {edtf}".strip()
    return str(format_value("status", value, language)) if kind == "status" else value


def outcome(decision: Decision) -> str:
    """Return what was decided; of a fact, whether something else is right."""
    return "corrected" if decision.is_fact and decision.to else decision.verdict


def _list_suggestion_decisions(store: SqliteStore, common: CommonOptions) -> list[dict[str, str | None]]:
    """Return the rows of decisions on suggestions whose items the audience may see; the secretariat sees all."""
    from graph.dedupe.suggestion_decisions import read_suggestion_decisions
    from graph.values import AUDIENCES
    from queries.statements import fetch_rows

    decisions = read_suggestion_decisions(store.decisions_path)
    names = sorted({item for one in decisions for item in (*one.facts, *one.members)})
    with store.view(common.audience, common.lang) as view:
        visible = {row["id"] for row in fetch_rows(view, "names/visible_ids", {"names": names})}
    return [
        {"id": one.id, "decision": one.verdict, "kind": "suggestion", "one": ", ".join(one.members),
         "other": ", ".join(one.facts), "to": None, "reason": one.reason, "by": one.by or None,
         "date": one.date or None}
        for one in decisions
        if common.audience == AUDIENCES[-1] or {*one.facts, *one.members} <= visible
    ]  # fmt: skip


def _visible_decisions(store: SqliteStore, decisions: list[Decision], common: CommonOptions) -> list[Decision]:
    """Return the decisions whose two sides the audience may see; the secretariat sees all."""
    from graph.values import AUDIENCES
    from graph.vocabulary.jurisdictions import entries
    from graph.vocabulary.themes import concepts
    from queries.statements import fetch_rows

    if common.audience == AUDIENCES[-1]:
        return decisions
    names = sorted({name for one in decisions for name in (one.one, one.other)})
    with store.view(common.audience, common.lang) as view:
        found = {row["id"] for row in fetch_rows(view, "names/visible_ids", {"names": names})}
    visible, proposals = found | entries().keys() | concepts().keys(), store.proposal_ids(common.audience)
    facts = {one.id for one, _evidence in store.refused_facts(common.audience)}
    return [
        one
        for one in decisions
        if (one.id in facts if one.is_fact else one.id in proposals or {one.one, one.other} <= visible)
    ]

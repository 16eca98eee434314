"""Decisions on who may see submissions: named on the command line, or in a CSV file that a spreadsheet saved."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from accord.commands.stdin import CsvTable, read_csv_table
from graph.errors import SourceError, UnknownNameError, UsageError
from graph.text.strings import fold
from graph.values import COUNCIL, Approval

if TYPE_CHECKING:
    from accord.options import CommonOptions
    from graph.sqlite.approvals import ApprovalDecision
    from graph.sqlite.store import SqliteStore
    from graph.store import View

COLUMNS: Final = ("jurisdiction", "edition", "approval", "reason", "authority")
_COLUMN_WORDS: Final = {  # of a header that somebody wrote, without case and accents
    "edition": "edition", "administration": "jurisdiction", "membre": "jurisdiction", "member": "jurisdiction",
    "audience": "approval", "approbation": "approval", "who may see it": "approval", "qui peut le voir": "approval",
    "raison": "reason", "motif": "reason", "why": "reason", "pourquoi": "reason", "autorite": "authority",
}  # fmt: skip


def make_decision(
    store: SqliteStore, common: CommonOptions, jurisdiction: str, edition: str, approval: Approval
) -> ApprovalDecision:
    """Return a decision with the identifiers of what is named.

    Raises:
        UnknownNameError: the jurisdiction or edition is not named exactly; offers the nearest.
    """
    with store.view("secretariat", common.lang) as view:
        return _decision(view, jurisdiction, edition, approval)


def read_decisions(file: str, store: SqliteStore, common: CommonOptions) -> list[ApprovalDecision]:
    """Return the decisions in a CSV file: separated by commas, semicolons or tabs, in any encoding of Excel.

    Raises:
        SourceError: it has other columns, or a row cannot be understood; says which.
    """
    from loaders.inputs.hints import parse_approval

    table = _with_known_columns(read_csv_table(file))
    if not set(COLUMNS[:3]) <= set(table.columns):
        raise SourceError(
            "{file} has no columns jurisdiction, edition and approval. “accord approvals --format csv” writes such a"
            " file.",
            file=table.name,
        )
    decisions = []
    with store.view("secretariat", common.lang) as view:
        for number, cells in table.rows:
            if not cells["approval"]:
                continue
            try:
                approval = parse_approval(cells["approval"])
                made = _decision(view, cells["jurisdiction"], cells["edition"] or "-", approval)
            except (UnknownNameError, UsageError) as error:
                raise SourceError("{file}, line {n}: {reason}", file=table.name, n=number, reason=error) from error
            decisions.append(made._replace(reason=cells.get("reason", ""), authority=cells.get("authority", "")))
    return decisions


def _with_known_columns(table: CsvTable) -> CsvTable:
    """Return a table whose columns have the names of ours, whatever the language of its header."""
    names = {column: _COLUMN_WORDS.get(fold(column), column) for column in table.columns}
    rows = [(number, {names[key]: cell for key, cell in cells.items()}) for number, cells in table.rows]
    return table._replace(columns=tuple(names.values()), rows=rows)


def _decision(view: View, jurisdiction: str, edition: str, approval: Approval) -> ApprovalDecision:
    from accord.results.decisions import exact_jurisdiction, reviewer
    from graph.sqlite.approvals import NO_EDITION, ApprovalDecision
    from queries.questions.parameters import resolve_edition

    who = COUNCIL if jurisdiction.strip().casefold() in (COUNCIL, "conseil") else exact_jurisdiction(view, jurisdiction)
    when = "" if edition.strip() == NO_EDITION else resolve_edition(view, edition)
    now = datetime.now(UTC).replace(microsecond=0).isoformat()
    return ApprovalDecision(who, when, approval, by=reviewer(), at=now)

"""Decisions on who may see submissions: named on the command line, or in a CSV file that a spreadsheet saved."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from accord.commands.stdin import read_file
from graph.errors import SourceError, UnknownNameError, UsageError
from graph.text.strings import unescape_formula
from graph.values import COUNCIL, Approval

if TYPE_CHECKING:
    from accord.options import CommonOptions
    from graph.sqlite.approvals import ApprovalDecision
    from graph.sqlite.store import SqliteStore
    from graph.store import View

COLUMNS: Final = ("jurisdiction", "edition", "approval", "reason", "authority")
# how a person is sure to name a jurisdiction: a former name or a spelling that is only near is not taken
SURE_NAMES: Final = frozenset({"id", "code", "name", "abbreviation", "alternative"})
_DELIMITERS: Final = ",;\t"


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
    from loaders.formats.decode import decode
    from loaders.inputs.hints import parse_approval

    data, name = read_file(file)
    text = decode(data, name).lstrip("\ufeff")
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    reader.fieldnames = [field.strip().strip('"').casefold() for field in reader.fieldnames or ()]
    if not set(COLUMNS[:3]) <= set(reader.fieldnames):
        raise SourceError(
            "{file} has no columns jurisdiction, edition and approval. “accord approvals --format csv” writes such a"
            " file.",
            file=name,
        )
    decisions = []
    with store.view("secretariat", common.lang) as view:
        for number, row in enumerate(reader, start=2):
            cells = {key: unescape_formula(value.strip()) for key, value in row.items() if isinstance(value, str)}
            if not any(cells.values()) or not cells["approval"]:
                continue
            try:
                approval = parse_approval(cells["approval"])
                made = _decision(view, cells["jurisdiction"], cells["edition"] or "-", approval)
            except (UnknownNameError, UsageError) as error:
                raise SourceError("{file}, line {n}: {reason}", file=name, n=number, reason=error) from error
            decisions.append(made._replace(reason=cells.get("reason", ""), authority=cells.get("authority", "")))
    return decisions


def _decision(view: View, jurisdiction: str, edition: str, approval: Approval) -> ApprovalDecision:
    from accord.commands.review.decide import reviewer
    from graph.sqlite.approvals import NO_EDITION, ApprovalDecision
    from queries.questions.parameters import resolve_edition

    who = (
        COUNCIL if jurisdiction.strip().casefold() in (COUNCIL, "conseil") else _exact_jurisdiction(view, jurisdiction)
    )
    when = "" if edition.strip() == NO_EDITION else resolve_edition(view, edition)
    now = datetime.now(UTC).replace(microsecond=0).isoformat()
    return ApprovalDecision(who, when, approval, by=reviewer(), at=now)


def _exact_jurisdiction(view: View, typed: str) -> str:
    """Return the identifier of a jurisdiction by its exact name.

    Raises:
        UnknownNameError: it is not exact; offers what it may mean.
    """
    from graph.names.resolver import resolve
    from queries.questions.parameters import find_exact, resolve_jurisdiction

    if found := find_exact(view, typed, "jurisdiction"):
        return found
    match = resolve(typed, view.language)
    if match.id and match.how in SURE_NAMES:
        return match.id
    near = resolve_jurisdiction(view, typed)  # raises where it means nothing, or several
    raise UnknownNameError("No jurisdiction is called “{typed}” exactly.", (near,), typed=typed)

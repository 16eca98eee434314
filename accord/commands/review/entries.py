"""Decide about entries of the review queue, named by their number or identifier (accept, refuse, correct)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, get_args

from graph.errors import UnknownNameError, UsageError
from graph.values import DateKind

if TYPE_CHECKING:
    from accord.options import CommonOptions
    from graph.dedupe.decisions import Decision
    from graph.sqlite.store import SqliteStore
    from graph.store import View

_ID_DIGITS: Final = 8
_INTERVAL: Final = re.compile(r"\d{4}(-\d\d){0,2}/\d{4}(-\d\d){0,2}")


def read_entries(store: SqliteStore, view: View) -> list[dict[str, Any]]:
    """Return the entries of the queue in the order that `accord review` numbers them: proposals come first."""
    from graph.dedupe.decisions import read_decisions
    from queries.review import describe_proposals, read_review_queue

    decided = frozenset(one.id for one in read_decisions(store.decisions_path))
    return [*describe_proposals(view, store.proposals(view.audience)), *read_review_queue(view, decided)]


def decide_entries(named: Sequence[str], common: CommonOptions, *, accept: bool, reason: str, to: str = "") -> None:
    """Write decisions about entries, or change decisions that were written before.

    Args:
        named: numbers of the queue, or identifiers of entries or decisions.
        common: the graph, audience and language.
        accept: whether what is proposed holds; of a pair, whether the two are the same.
        reason: why.
        to: of a proposal, what holds in its place, as typed.

    Raises:
        UnknownNameError: an entry is named that there is not.
        UsageError: the entry is not a proposal, or the value typed is not valid for it.
    """
    from accord.commands.review.decide import write_decisions
    from graph.dedupe.decisions import read_decisions

    store = common.store()
    with store.view(common.audience, common.lang) as view:
        entries = read_entries(store, view)
        earlier = {one.id: one for one in read_decisions(store.decisions_path)}
        decisions = []
        for name in dict.fromkeys(named):
            entry = _find_entry(name, entries)
            if entry is not None:
                decisions.append(make_decision(view, entry, accept=accept, reason=reason, to=to))
            elif name in earlier:
                decisions.append(_change_decision(view, earlier[name], accept=accept, reason=reason, to=to))
            else:
                raise UnknownNameError(
                    "No entry of the review queue is called “{typed}”. “accord review” lists them.",
                    tuple(one["id"] for one in entries[:3]), typed=name,
                )  # fmt: skip
    write_decisions(store, decisions, common)


def _find_entry(name: str, entries: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the entry with an identifier or, of fewer digits than identifiers have, a number."""
    if found := next((entry for entry in entries if entry["id"] == name), None):
        return found
    number = int(name) if name.isascii() and name.isdecimal() and len(name) < _ID_DIGITS else 0
    return entries[number - 1] if 0 < number <= len(entries) else None


def make_decision(view: View, entry: dict[str, Any], *, accept: bool, reason: str, to: str = "") -> Decision:
    """Return the decision about an entry of the queue: of a pair, whether the two are the same.

    Raises:
        UsageError: the correction is not valid.
    """
    from graph.dedupe.decisions import KINDS, Decision

    titles = [str(entry.get(f"title_{side}") or "") for side in ("one", "other")]
    proposal, kind = str(entry.get("proposal") or ""), str(entry.get("kind"))
    if proposal:
        titles = [title for title in titles if title]  # a date, for one, has no title
    decision = Decision(
        entry["one"], entry["other"], accept, proposal or (kind if kind in KINDS else "initiative"),
        tuple(titles) if any(titles) else (), is_proposal=bool(proposal),
    )  # fmt: skip
    return _change_decision(view, decision, accept=accept, reason=reason, to=to)


def _change_decision(view: View, decision: Decision, *, accept: bool, reason: str, to: str) -> Decision:
    changed = replace(decision, same=accept, reason=reason.strip(), to="")
    return replace(changed, to=resolve_correction(view, changed, to)) if to else changed


def resolve_correction(view: View, decision: Decision, typed: str) -> str:
    """Return what a person typed in place of what is proposed, as a claim has it.

    Raises:
        UnknownNameError: a jurisdiction, theme or initiative is called otherwise.
        UsageError: it is not a valid date, or the entry is not a proposal.
    """
    from queries.questions.parameters import resolve_initiative, resolve_jurisdiction, resolve_theme

    if not decision.is_proposal:
        raise UsageError("Only a proposal can be corrected. Decide about a pair with “accord review decide”.")
    match decision.kind:
        case "lead" | "partner":
            return resolve_jurisdiction(view, typed)
        case "theme":
            return resolve_theme(view, typed)
        case "part_of":
            return resolve_initiative(view, typed)
        case "date":
            return _resolve_date(typed)
    return " ".join(typed.split())


def _resolve_date(typed: str) -> str:
    """Return a date as EDTF, behind its kind where that is typed before it ("launch 2021-07")."""
    from loaders.mapping.cell_dates import read_cell_date

    kinds = get_args(DateKind)
    kind, _, rest = typed.strip().partition(" ")
    kind, text = (kind, rest.strip()) if kind in kinds else ("", typed.strip())
    edtf = text if _INTERVAL.fullmatch(text) else read_cell_date(text)
    if edtf is None:
        raise UsageError(
            "“{typed}” is not a valid date. Write it as 2021-10-19, 2021-07 or 2021; if its kind is wrong, too, write"
            " the kind before it: {kinds}.",
            typed=typed, kinds=", ".join(kinds),
        )  # fmt: skip
    return f"{kind} {edtf}".strip()

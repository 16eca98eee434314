"""Decide about entries of the review queue, named by their number or identifier (accept, refuse, correct)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import click

from accord.messages import _
from accord.options import CommonOptions, with_common_options
from graph.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from graph.dedupe.decisions import Decision
    from graph.sqlite.store import SqliteStore
    from graph.store import View

_LEAST_DIGITS: Final = 4  # of the beginning of an identifier; fewer are a number of the queue


def read_entries(store: SqliteStore, view: View) -> list[dict[str, Any]]:
    """Return the entries of the queue in the order that `accord review` numbers them: proposals come first."""
    from graph.dedupe.decisions import read_decisions
    from queries.review.queue import describe_proposals, read_review_queue

    decided = frozenset(one.id for one in read_decisions(store.decisions_path))
    return [*describe_proposals(view, store.proposals(view.audience)), *read_review_queue(view, decided)]


def decide_entries(named: Sequence[str], common: CommonOptions, *, accept: bool, reason: str, to: str = "") -> None:
    """Write decisions about entries, or change decisions that were written before.

    Args:
        named: identifiers of entries or decisions, or how they begin; or numbers of the queue as it is now.
        common: the graph, audience and language.
        accept: whether what is proposed holds; of a pair, whether the two are the same.
        reason: why.
        to: of a proposal, what holds in its place, as typed.

    Raises:
        UnknownNameError: an entry is named that there is not.
        UsageError: the entry is not a proposal, or the value typed is not valid for it.
    """
    from accord.commands.review.decide import write_decisions
    from accord.results.decisions import decide_fact
    from graph.dedupe.decisions import near_identifiers, read_decisions
    from queries.review.facts import read_facts

    store = common.store()
    with store.view(common.audience, common.lang) as view:
        entries = read_entries(store, view)
        earlier = {one.id: one for one in read_decisions(store.decisions_path)}
        decisions: list[Decision] = []
        facts: dict[str, dict[str, Any]] | None = None  # read where nothing else has the identifier
        for typed in dict.fromkeys(named):
            name = _whole_identifier(typed, [*(entry["id"] for entry in entries), *earlier])
            entry = _find_entry(name, entries)
            if entry is not None:
                decisions.append(make_decision(view, entry, accept=accept, reason=reason, to=to))
                continue
            if name in earlier:
                decisions.append(_change_decision(view, earlier[name], accept=accept, reason=reason, to=to))
                continue
            if facts is None:
                facts = {fact["id"]: fact for fact in read_facts(view)}
            if (fact := facts.get(name)) and (to or not accept):
                decisions += decide_fact(store, view, fact, to=to, reason=reason)
            else:
                known = list(dict.fromkeys([*(one["id"] for one in entries), *facts]))
                raise UnknownNameError(
                    "No entry of the review queue and no fact is called “{typed}”. “accord review” lists the entries,"
                    " “accord review facts” the facts.",
                    near_identifiers(name.lower(), known), typed=name,
                )  # fmt: skip
    write_decisions(store, decisions, common)


def _whole_identifier(typed: str, identifiers: Sequence[str]) -> str:
    """Return the identifier of an entry or a decision that begins so, what was typed if there is none.

    Raises:
        UnknownNameError: several begin so.
    """
    if len(typed) < _LEAST_DIGITS:
        return typed
    found = sorted({one for one in identifiers if one.startswith(typed.lower())})
    if len(found) > 1:
        raise UnknownNameError("Several entries begin with “{typed}”. Type more of one.", tuple(found[:3]), typed=typed)
    return found[0] if found else typed


def _find_entry(name: str, entries: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the entry with an identifier or, of fewer digits than the beginning of one has, at a place."""
    if found := next((entry for entry in entries if entry["id"] == name), None):
        return found
    number = int(name) if name.isascii() and name.isdecimal() and len(name) < _LEAST_DIGITS else 0
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
    from accord.results.decisions import resolve_correction

    if decision.is_fact and accept and not to:
        raise UsageError("People refused this fact. Take that back with “accord review undo {id}”.", id=decision.id)
    if decision.is_fact:
        accept = False
    changed = replace(decision, same=accept, reason=reason.strip(), to="")
    if not to:
        return changed
    right = resolve_correction(view, changed, to)
    if right == decision.other or (decision.kind == "date" and right == decision.other.rpartition(" ")[2]):
        if decision.is_fact:
            raise UsageError("“{given}” is what was wrong. Take that back with “accord review undo {id}”.",
                             given=to, id=decision.id)  # fmt: skip
        raise UsageError("“{given}” is what is proposed already. Accept it with “accord review accept {id}”.",
                         given=to, id=decision.id)  # fmt: skip
    return replace(changed, to=right)


def verdict_command(name: str, description: str, examples: str, *, accept: bool) -> click.Command:
    """Return the command that accepts or refuses entries of the review queue.

    Args:
        name: the name of the command.
        description: what it does, translated.
        examples: command lines, one on each line.
        accept: whether it accepts the entries.
    """

    @click.command(name=name, help=f"{description}\n\n\b\n{_('Examples:')}\n{examples}")
    @click.argument("entries", nargs=-1, required=True, metavar=_("ENTRY..."))
    @click.option("--reason", default="", metavar=_("TEXT"), help=_("Why."))
    @with_common_options(shown=("graph", "lang", "audience"))
    def command(*, entries: tuple[str, ...], reason: str, common: CommonOptions) -> None:
        decide_entries(entries, common, accept=accept, reason=reason)

    return command

"""Decisions of people about facts: who decides, what is decided about, and what is right in its place."""

from __future__ import annotations

import contextlib
import getpass
import os
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, get_args

from graph.errors import UnknownNameError, UsageError
from graph.text.strings import fold
from graph.values import AUDIENCES, DateKind, Status

if TYPE_CHECKING:
    from graph.dedupe.decisions import Decision
    from graph.sqlite.store import SqliteStore
    from graph.store import View

_INTERVAL: Final = re.compile(r"\d{4}(-\d\d){0,2}/\d{4}(-\d\d){0,2}")


def reviewer() -> str:
    """Return who decides: ACCORD_USER, else the name of the user of this machine."""
    with contextlib.suppress(OSError, KeyError):
        return os.environ.get("ACCORD_USER") or getpass.getuser()
    return ""


def find_node(view: View, typed: str) -> str:
    """Return a node that a person decides about, by its identifier or name.

    Raises:
        UnknownNameError: the audience sees none of this name. Whether another does is not said: it is the same for all.
    """
    from queries.questions.parameters import resolve_node

    try:
        return resolve_node(view, typed)
    except UnknownNameError as error:
        if view.audience == AUDIENCES[-1] or "typed" not in error.values:
            raise
        raise UnknownNameError(
            "Nothing that {audience} may see is called “{typed}”. What only the secretariat may see is looked up with"
            " --audience secretariat.",
            error.suggestions, audience=view.audience, typed=typed,
        ) from None  # fmt: skip


def find_fact(facts: Sequence[dict[str, Any]], node: str, kind: str, what: str | None) -> dict[str, Any]:
    """Return the fact of a kind that a person named, by identifier, exact title or text.

    Raises:
        UnknownNameError: there is none of this name; offers those that there are.
        UsageError: none was named, and there are several.
    """
    offered = tuple(fact["other"] for fact in facts)
    if not facts:
        raise UsageError(
            "{node} has no fact of the kind {kind}. “accord review facts” lists its facts.", node=node, kind=kind
        )
    if what is None:
        if len(facts) == 1:
            return facts[0]
        raise UsageError(
            "{node} has {n} facts of the kind {kind}. Name one: {known}.",
            node=node, n=len(facts), kind=kind, known="; ".join(f"“{one}”" for one in offered),
        )  # fmt: skip
    wanted = fold(" ".join(what.split()))
    named = [
        fact
        for fact in facts
        if wanted in {fold(name) for name in (fact["id"], fact["other"], *fact["title_other"].split(" / "))}
        or (kind == "date" and wanted == fold(fact["other"].rpartition(" ")[2]))
    ]
    if len(named) != 1:
        raise UnknownNameError("{node} has no {kind} “{typed}”.", offered[:3], node=node, kind=kind, typed=what)
    return named[0]


def decide_fact(
    store: SqliteStore, view: View, fact: dict[str, Any], *, to: str = "", reason: str = ""
) -> list[Decision]:
    """Return the decisions that a fact is wrong: more than one where an audience sees less of the node's names.

    Raises:
        UnknownNameError: what is right is not called so; offers the nearest.
        UsageError: what is right is not valid, or the same as what is wrong.
    """
    from graph.dedupe.decisions import WHOLE_NODES, Decision

    kind = fact["kind"]
    titles = tuple(title for title in (fact["title_one"], fact["title_other"]) if title)
    if to and kind in WHOLE_NODES:
        raise UsageError("A whole initiative or need can be refused, not corrected. Correct its title or text.")
    decision = Decision(
        fact["one"], fact["other"], same=False, kind=kind, titles=titles, reason=reason.strip(), is_fact=True
    )
    right = resolve_correction(view, decision, to, exact=True) if to else ""
    if kind == "date" and right and " " not in right:
        right = f"{fact['other'].partition(' ')[0]} {right}"
    if right == fact["other"]:
        raise UsageError("“{given}” is what the graph says already.", given=to)
    ones, others = ([fact[side], *store.names_unknown_below(view.audience, fact[side])] for side in ("one", "other"))
    return [
        Decision(one, other, same=False, kind=kind, titles=titles, reason=reason.strip(), to=right, is_fact=True)
        for one in ones
        for other in others
    ]


def exact_jurisdiction(view: View, typed: str) -> str:
    """Return the identifier of a jurisdiction by its exact name.

    Raises:
        UnknownNameError: it is not exact; offers what it may mean.
    """
    from graph.names.resolver import SURE_NAMES, resolve
    from queries.questions.parameters import find_exact, resolve_jurisdiction

    if found := find_exact(view, typed, "jurisdiction"):
        return found
    match = resolve(typed, view.language)
    if match.id and match.how in SURE_NAMES:
        return match.id
    near = resolve_jurisdiction(view, typed)  # raises where it means nothing, or several
    raise UnknownNameError("No jurisdiction is called “{typed}” exactly.", (_name_and_id(view, near),), typed=typed)


def _name_and_id(view: View, jurisdiction: str) -> str:
    from loaders.templates.names import jurisdiction_label

    name = jurisdiction_label(jurisdiction, view.language)
    return f"{name} ({jurisdiction})" if jurisdiction not in name else name


def resolve_correction(view: View, decision: Decision, typed: str, *, exact: bool = False) -> str:
    """Return what a person typed in place of what is proposed or stated, as a claim has it.

    Args:
        view: the graph, in which names are looked up.
        decision: what is decided.
        typed: what is right.
        exact: whether a jurisdiction has to be named exactly; a near miss is then offered and not taken.

    Raises:
        UnknownNameError: a jurisdiction, theme or initiative is called otherwise.
        UsageError: it is not a valid date, or the entry is not a proposal.
    """
    from queries.questions.parameters import resolve_initiative, resolve_jurisdiction, resolve_theme

    if not (decision.is_proposal or decision.is_fact):
        raise UsageError("Only a proposal can be corrected. Decide about a pair with “accord review decide”.")
    match decision.kind:
        case "lead" | "partner" | "by":
            return exact_jurisdiction(view, typed) if exact else resolve_jurisdiction(view, typed)
        case "status":
            return _resolve_status(typed)
        case "theme":
            return resolve_theme(view, typed)
        case "part_of":
            return resolve_initiative(view, typed)
        case "date":
            return _resolve_date(typed)
    return " ".join(typed.split())


def _resolve_status(typed: str) -> str:
    """Return a status that was typed as its code, or in words of either language."""
    from queries.questions.question import load_codes

    words = {fold(word): code for code, labels in load_codes()["status"].items() for word in (code, *labels.values())}
    if found := words.get(fold(" ".join(typed.split()))):
        return found
    raise UsageError("“{typed}” is not a status. Use one of: {known}.", typed=typed, known=", ".join(get_args(Status)))


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

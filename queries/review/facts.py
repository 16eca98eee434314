"""The facts of a graph that people can refuse or correct, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from graph.dedupe.decisions import FACT_KINDS, WHOLE_NODES, fact_id
from queries.review.queue import describe_nodes
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.dedupe.decisions import Decision
    from graph.store import View

_WHOLE = {predicate: kind for kind, predicate in WHOLE_NODES.items()}


def read_facts(view: View, node: str | None = None) -> list[dict[str, Any]]:
    """Return the facts that an audience sees, in the order of their nodes.

    Each is ``id kind one other title_one title_other stated evidence``: `one` is the initiative or need, `other` what
    holds of it: an identifier, a text, or a date with its kind before it. The first row of each node is of kind
    "initiative" or "need": it is the node as a whole, which can be refused and not corrected.

    Args:
        view: what the audience may see.
        node: only the facts of this initiative or need.
    """
    claims = fetch_rows(view, "review/facts", {"node": node})
    evidence = view.evidence([claim["claim"] for claim in claims])
    found: list[dict[str, Any]] = []
    order = {kind: number for number, kind in enumerate(FACT_KINDS)}
    wholes = set()
    for (one, kind, other), group in groupby(claims, key=lambda row: (row["one"], row["kind"], row["other"])):
        rows = list(group)
        fact = {
            "id": fact_id(kind, one, other), "kind": kind, "one": one, "other": other,
            "stated": any(row["stated"] for row in rows), "evidence": [evidence[row["claim"]] for row in rows],
        }  # fmt: skip
        found.append(fact)
        whole = _WHOLE.get(kind)
        if whole and one not in wholes:
            wholes.add(one)
            found.append({**fact, "id": fact_id(whole, one, other), "kind": whole})
    found.sort(key=lambda fact: (fact["one"], order[fact["kind"]], fact["other"]))
    return _with_titles(view, found)


def describe_refused(
    view: View, refused: Iterable[tuple[Decision, list[dict[str, Any]]]], node: str | None = None
) -> list[dict[str, Any]]:
    """Return facts that people refused or corrected, as rows of `read_facts` with ``to reason by date`` added.

    Args:
        view: what the audience may see.
        refused: decisions with the evidence that they took out.
        node: only those of this initiative or need.
    """
    rows = [
        {
            "id": one.id, "kind": one.kind, "one": one.one, "other": one.other, "to": one.to,
            "stated": any(entry["stated"] for entry in evidence), "evidence": evidence, "reason": one.reason,
            "by": one.by, "date": one.date, "titles": one.titles,
        }
        for one, evidence in refused
        if node is None or one.one == node
    ]  # fmt: skip
    described = _with_titles(view, rows)
    for row in described:
        titles = row.pop("titles")
        row["title_one"] = row["title_one"] or (titles[0] if titles else "")
    return described


def _with_titles(view: View, facts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    titles = describe_nodes(view, {side for fact in facts for side in (fact["one"], fact["other"])})
    for fact in facts:
        fact["title_one"], fact["title_other"] = titles[fact["one"]], titles[fact["other"]]
    return facts

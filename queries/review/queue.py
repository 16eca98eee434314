"""The review queue: pairs of nodes that may be one, and uncertain themes, with what is known of each side."""

from __future__ import annotations

import json
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, Final

from graph.dedupe.decisions import WHOLE_NODES, pair_id
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import concepts
from queries.statements import fetch_rows
from queries.themes.review import find_uncertain_themes

if TYPE_CHECKING:
    from graph.dedupe.proposals import Proposal
    from graph.store import View

SIDES: Final = ("one", "other")
SIDE_FIELDS: Final = ("title", "lead", "editions", "dates", "partners")


def read_review_queue(
    view: View, decided: AbstractSet[str] = frozenset(), *, merged: bool = False
) -> list[dict[str, Any]]:
    """Return the pairs that may be one, then the uncertain themes, each kind the likeliest first.

    Each is ``id kind rule score words`` and, for `one` and `other`, the identifier and ``title_one lead_one
    editions_one dates_one partners_one``, as text; a side that is not in the graph under this identifier has its title
    only. Of kind "theme", `other` is the theme of `one`, and `words` are those that support it.

    Args:
        view: what the audience may see.
        decided: the pairs that have been decided (see `graph.dedupe.decisions.pair_id`).
        merged: return the pairs that were merged, instead of those that wait.
    """
    pairs = fetch_rows(view, "review/pairs", {"merged": int(merged)})
    if not merged:
        pairs += find_uncertain_themes(view, decided)
    wanted = sorted({pair[side] for pair in pairs for side in SIDES})
    nodes = {row["id"]: row for row in fetch_rows(view, "review/node", {"nodes": list(wanted)})}
    return [
        {
            "id": pair_id(pair["one"], pair["other"]), "kind": pair["kind"], "rule": pair["rule"],
            "score": pair["score"], "words": pair.get("words") or "", "one": pair["one"], "other": pair["other"],
            **{
                f"{field}_{side}": text
                for side in SIDES
                for field, text in _describe_side(pair[side], nodes, view.language)
            },
        }
        for pair in pairs
    ]  # fmt: skip


def describe_proposals(view: View, proposals: Sequence[Proposal]) -> list[dict[str, Any]]:
    """Return proposals as rows of the review queue, in their order.

    Their kind is "proposal", `one` the node that they are about and `other` what is proposed of it. They have three
    columns more: `proposal`, what kind of thing is proposed; `quote`, the words that it was read from; and
    `evidence`. `part_of` is the proposal of the initiative that one is part of, or nothing.
    """
    titles = {proposal.subject: proposal.target for proposal in proposals if proposal.kind in WHOLE_NODES}
    described = {
        claim.subject: claim.value
        for proposal in proposals
        for claim in proposal.others
        if claim.predicate in ("name", "label") and claim.value
    }
    wanted = sorted({side for proposal in proposals for side in (proposal.subject, proposal.target)})
    nodes = {row["id"]: row for row in fetch_rows(view, "review/node", {"nodes": wanted})}
    rows = []
    for proposal in proposals:
        one = dict(_describe_side(proposal.subject, nodes, view.language))
        one["title"] = one["title"] or titles.get(proposal.subject, "")
        other = dict(_describe_side(proposal.target, nodes, view.language))
        other["title"] = other["title"] or described.get(proposal.target) or ""
        first = proposal.evidence[0]
        rows.append(
            {
                "id": proposal.id, "kind": "proposal", "rule": first["rule"], "score": proposal.confidence, "words": "",
                "one": proposal.subject, "other": proposal.target,
                **{f"{field}_one": text for field, text in one.items()},
                **{f"{field}_other": text for field, text in other.items()},
                "proposal": proposal.kind, "quote": first.get("quote", ""), "evidence": proposal.evidence,
                "part_of": proposal.parent or "",
            }
        )  # fmt: skip
    return rows


def describe_nodes(view: View, names: AbstractSet[str]) -> dict[str, str]:
    """Return the titles of nodes by identifier, both languages; nothing for what is no identifier of a node."""
    nodes = {row["id"]: row for row in fetch_rows(view, "review/node", {"nodes": sorted(names)})}
    return {name: dict(_describe_side(name, nodes, view.language))["title"] for name in names}


def _to_list(value: list[str] | str | None) -> list[str]:
    """Return a list as stores return it: SQL has no lists, and gives JSON."""
    found: list[str] = json.loads(value) if isinstance(value, str) else value or []
    return found


def _describe_side(identifier: str, nodes: dict[str, dict[str, Any]], language: str) -> list[tuple[str, str]]:
    node = nodes.get(identifier)
    if node is None:
        title = _find_vocabulary_label(identifier, language)
        return [("title", title), *((field, "") for field in SIDE_FIELDS[1:])]
    titles: dict[str, str] = json.loads(node["titles"] or "{}")
    ordered = [text for key, text in sorted(titles.items(), key=lambda item: (item[0] != language, item[0]))]
    lists = {field: ", ".join(_to_list(node[field])) for field in SIDE_FIELDS[2:]}
    return [("title", " / ".join(dict.fromkeys(ordered))), ("lead", node["lead"] or ""), *lists.items()]


def _find_vocabulary_label(identifier: str, language: str) -> str:
    """Return the label of a jurisdiction or theme of the vocabulary that is not in the graph, or nothing."""
    if known := entries().get(identifier):
        return known.name(language)
    if concept := concepts().get(identifier):
        return " / ".join(dict.fromkeys([concept.labels[language], *concept.labels.values()]))
    return ""

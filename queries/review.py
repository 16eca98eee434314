"""The queue of pairs that a person decides about, each side with what tells it from the other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from graph.decisions import pair_id
from graph.jurisdictions import entries
from queries.statements import rows

if TYPE_CHECKING:
    from graph.view import View

SIDES: Final = ("one", "other")
FIELDS: Final = ("title", "lead", "editions", "dates", "partners")


def queue(view: View, *, merged: bool = False) -> list[dict[str, Any]]:
    """Pairs that may be one, the likeliest first; or those that were put together.

    Each is ``id kind rule score`` and, for `one` and `other`, the identifier and ``title_one lead_one editions_one
    dates_one partners_one``, as text; a side that the graph has under another name has its identifier only.
    """
    pairs = rows(view, "review", {"merged": int(merged)})
    wanted = sorted({pair[side] for pair in pairs for side in SIDES})
    nodes = {row["id"]: row for row in rows(view, "review_node", {"nodes": list(wanted)})}
    return [
        {
            "id": pair_id(pair["one"], pair["other"]), "kind": pair["kind"], "rule": pair["rule"],
            "score": pair["score"], "one": pair["one"], "other": pair["other"],
            **{f"{field}_{side}": text for side in SIDES for field, text in _side(pair[side], nodes, view.language)},
        }
        for pair in pairs
    ]  # fmt: skip


def _side(identifier: str, nodes: dict[str, dict[str, Any]], language: str) -> list[tuple[str, str]]:
    node = nodes.get(identifier)
    if node is None:
        known = entries().get(identifier)
        return [("title", known.name(language) if known else ""), *((field, "") for field in FIELDS[1:])]
    titles: dict[str, str] = json.loads(node["titles"] or "{}")
    ordered = [text for key, text in sorted(titles.items(), key=lambda item: (item[0] != language, item[0]))]
    lists = {field: ", ".join(json.loads(node[field] or "[]")) for field in FIELDS[2:]}
    return [("title", " / ".join(dict.fromkeys(ordered))), ("lead", node["lead"] or ""), *lists.items()]

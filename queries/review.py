"""The queue of what a person decides: pairs that may be one, and themes that may be meant; each side by side."""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, Final

from graph.dedupe.judgements import pair_id
from graph.vocabulary.jurisdictions import entries
from graph.vocabulary.themes import concepts
from queries.statements import rows
from queries.themes.review import uncertain_themes

if TYPE_CHECKING:
    from graph.store import View

SIDES: Final = ("one", "other")
FIELDS: Final = ("title", "lead", "editions", "dates", "partners")


def queue(view: View, decided: AbstractSet[str] = frozenset(), *, merged: bool = False) -> list[dict[str, Any]]:
    """Pairs that may be one, then themes that may be meant, each kind the likeliest first; or what was put together.

    Each is ``id kind rule score words`` and, for `one` and `other`, the identifier and ``title_one lead_one
    editions_one dates_one partners_one``, as text; a side that the graph has under another name has its identifier
    only. Of kind "theme", `other` is the theme of `one`, and `words` are those that speak for it.

    Args:
        view: what the audience may see.
        decided: the pairs that somebody decided about (see `graph.dedupe.judgements.pair_id`).
        merged: what was put together, and not what waits.
    """
    pairs = rows(view, "review/pairs", {"merged": int(merged)})
    if not merged:
        pairs += uncertain_themes(view, decided)
    wanted = sorted({pair[side] for pair in pairs for side in SIDES})
    nodes = {row["id"]: row for row in rows(view, "review/node", {"nodes": list(wanted)})}
    return [
        {
            "id": pair_id(pair["one"], pair["other"]), "kind": pair["kind"], "rule": pair["rule"],
            "score": pair["score"], "words": pair.get("words") or "", "one": pair["one"], "other": pair["other"],
            **{f"{field}_{side}": text for side in SIDES for field, text in _side(pair[side], nodes, view.language)},
        }
        for pair in pairs
    ]  # fmt: skip


def _list(value: list[str] | str | None) -> list[str]:
    """A list as a store has it: SQL has none, and gives JSON."""
    found: list[str] = json.loads(value) if isinstance(value, str) else value or []
    return found


def _side(identifier: str, nodes: dict[str, dict[str, Any]], language: str) -> list[tuple[str, str]]:
    node = nodes.get(identifier)
    if node is None:
        title = _in_vocabulary(identifier, language)
        return [("title", title), *((field, "") for field in FIELDS[1:])]
    titles: dict[str, str] = json.loads(node["titles"] or "{}")
    ordered = [text for key, text in sorted(titles.items(), key=lambda item: (item[0] != language, item[0]))]
    lists = {field: ", ".join(_list(node[field])) for field in FIELDS[2:]}
    return [("title", " / ".join(dict.fromkeys(ordered))), ("lead", node["lead"] or ""), *lists.items()]


def _in_vocabulary(identifier: str, language: str) -> str:
    """What the vocabulary calls a jurisdiction or a theme that the graph does not have, or nothing."""
    if known := entries().get(identifier):
        return known.name(language)
    if concept := concepts().get(identifier):
        return " / ".join(dict.fromkeys([concept.labels[language], *concept.labels.values()]))
    return ""

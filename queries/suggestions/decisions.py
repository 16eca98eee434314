"""Decisions of people on suggestions, applied to an answer: a decision holds until the facts it was made on change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.dedupe.decisions import path_for
from graph.dedupe.suggestion_decisions import SuggestionDecision, read_suggestion_decisions

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.matching.items import Item, Items
    from queries.suggestions.assemble import Suggestion


def read_decisions(view: View, as_of: str | None) -> list[SuggestionDecision]:
    """Return the decisions on suggestions of a graph, those taken before a day; none for a graph on a server.

    Raises:
        StoreError: the file of decisions is not valid.
    """
    decisions = read_suggestion_decisions(path_for(view.graph_path)) if view.graph_path else []
    return [one for one in decisions if as_of is None or one.date < as_of]


def digest_facts(suggestion: Suggestion, items: Items) -> dict[str, str]:
    """Return a digest of what is known of each item of a suggestion."""
    return {item: _digest(items[item]) for item in suggestion.items}


def seal_suggestion(row: Mapping[str, Any]) -> str:
    """Return a digest of what a row of the answer says: eight hexadecimal digits.

    A page has the seal of each suggestion, and a reply that a reader saves there repeats it: the suggestion is the same
    as long as the seal is.
    """
    content = [row["id"], row["kind"], sorted(row["members"]), row["initiatives"], row["need"], row["sentences"]]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:8]


def find_decision(
    decisions: Sequence[SuggestionDecision], suggestion: Suggestion, items: Items
) -> SuggestionDecision | None:
    """Return the latest decision that holds for a suggestion."""
    if not decisions:
        return None
    identifier, facts = suggestion.id, digest_facts(suggestion, items)
    return next((one for one in reversed(decisions) if one.holds_for(identifier, facts)), None)


def _digest(item: Item) -> str:
    facts: Mapping[str, object] = {
        "who": item.who, "titles": dict(item.titles), "summaries": dict(item.summaries), "status": item.status,
        "ended": item.is_ended,
    }  # fmt: skip
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:8]

"""Answer the `search` question: find nodes by words in either language and, on request, by meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from graph.errors import UsageError
from queries.fulltext.rank import MATCH_SEPARATORS, Hit, rank_nodes
from queries.fulltext.scoring import combine_scores
from queries.questions.answer import VOCABULARY_CLAIM, Rows
from queries.questions.labels import read_labels
from queries.search.query import parse_query
from queries.search.semantic import SEMANTIC_NOTES, open_semantic_index
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.rank import Query
    from queries.questions.answer import Row

MIN_RELATIVE_SCORE: Final = 0.25  # hits below this fraction of the best score are omitted


def search(view: View, *, query: str, kind: str | None = None, semantic: bool = False, lexical: bool = False) -> Rows:
    """Return the rows of the answer, the best first.

    Args:
        view: what the audience may see.
        query: what was typed.
        kind: only nodes of this kind.
        semantic: whether to search by meaning, too.
        lexical: whether to search by words only, which is the default.

    Raises:
        UsageError: both `semantic` and `lexical` are set.
    """
    if semantic and lexical:
        raise UsageError("Ask for --semantic or for --lexical, not for both.")
    parsed = parse_query(view, query)
    if kind:
        parsed.filters["kind"] = kind
    if not parsed.words and not parsed.phrases:
        return Rows(_list_filtered(view, query, parsed))
    hits = rank_nodes(view, parsed)
    index = open_semantic_index(view) if semantic else None
    if index:
        hits = _add_semantic_hits(view, parsed, hits, index.find_nearest(parsed.text))
    minimum = MIN_RELATIVE_SCORE * max((hit.score for hit in hits), default=0.0)
    hits = sorted((hit for hit in hits if hit.score >= minimum), key=lambda hit: (-hit.score, hit.node))
    return Rows(_to_rows(view, query, hits), [SEMANTIC_NOTES[view.language]] if index else [])


def _add_semantic_hits(view: View, query: Query, hits: list[Hit], nearest: list[tuple[str, str, float]]) -> list[Hit]:
    """Return the hits by words together with the nodes near in meaning."""
    by_node = {hit.node: hit for hit in hits}
    passing = {node for node, _, _ in nearest}
    if query.filtered:
        parameters = {**query.filters, "nodes": sorted(passing)}
        passing = {row["id"] for row in fetch_rows(view, "search/filtered", parameters)}
    if query.phrases:  # a quoted phrase must be there, however near the meaning
        passing &= by_node.keys()
    for node, kind, similarity in nearest:
        if node in passing:
            lexical = by_node.get(node, Hit(node, kind, 0.0, ""))
            score = combine_scores(lexical.score, similarity)
            by_node[node] = Hit(node, kind, score, _describe(lexical.matched, similarity, view.language))
    return list(by_node.values())


def _describe(matched: str | None, similarity: float, language: str) -> str:
    """Return which words matched and how near the meaning is: ``title: wallet; meaning 0.62``."""
    near = f"sens {similarity:.2f}".replace(".", ",") if language == "fr" else f"meaning {similarity:.2f}"
    return f"{matched}{MATCH_SEPARATORS[language]}{near}" if matched else near


def _list_filtered(view: View, typed: str, query: Query) -> list[Row]:
    """Return everything that passes the filters of a query without words."""
    if not query.filtered:
        return []
    found = fetch_rows(view, "search/listed", query.filters)
    return _to_rows(view, typed, [Hit(row["id"], row["kind"], 1.0, None) for row in found])


def _to_rows(view: View, typed: str, hits: Sequence[Hit]) -> list[Row]:
    nodes = [hit.node for hit in hits]
    labels = read_labels(view, nodes)
    claims = {row["id"]: row["claim"] for row in fetch_rows(view, "search/claims", {"nodes": nodes})}
    return [
        {
            "query": typed, "kind": hit.kind, "id": hit.node, "title": labels[hit.node].name, "score": hit.score,
            "matched": hit.matched, "evidence": [claims.get(hit.node, VOCABULARY_CLAIM)],
        }
        for hit in hits
    ]  # fmt: skip

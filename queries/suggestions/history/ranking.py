"""Rank organisations by link features, and explain each pair by its best topic.

The order is that of the link features (`queries/link_prediction`); of the topics of a pair one with a theme seldom
listed before is chosen (maximal marginal relevance, Carbonell & Goldstein 1998).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from queries.link_prediction.features_single import Candidate, SingleFeatures
from queries.link_prediction.partners import Partners, read_partners
from queries.questions.answer import Rows
from queries.suggestions.history.choice import MAX_SHARED_THEMES, MAX_TOPIC_THEMES, choose_topic
from queries.suggestions.history.pair_context import ContextLimits, read_pair_context
from queries.suggestions.history.topics import can_meet
from queries.suggestions.rendering import describe_weights, render_row
from queries.suggestions.weights import choose_weights

if TYPE_CHECKING:
    from graph.store import View
    from queries.link_prediction.ranking import RankedCandidates
    from queries.questions.answer import Row
    from queries.suggestions.history.query import OpportunityQuery
    from queries.suggestions.index import SuggestionIndex

MAX_WORKS_PER_THEME: Final = 5
LISTS_AT_ONCE: Final = 10_000  # organisations whose candidates are described at once
TOP_PAIR_FACTOR: Final = 10  # candidates considered, as a multiple of the rows wanted, when asked for all pairs
FILTER_FACTOR: Final = 4  # candidates considered, as a multiple, where a filter rejects some


def rank_by_history(view: View, query: OpportunityQuery) -> Rows:
    """Return the rows of the answer, the best first."""
    used = choose_weights(view, query.as_of)
    limit = query.limit * (FILTER_FACTOR if query.kind or query.theme else 1) + FILTER_FACTOR
    lists: Iterator[Sequence[Candidate]]
    if query.subject and not query.as_of:
        single = SingleFeatures(view, query.subject)
        candidates = single.rank_candidates(used.features, limit, query.theme, include_known=query.include_known)
        lists = iter([candidates])
        partners = read_partners(view, [query.subject, *(c.other for c in candidates)], single.degrees)
    else:
        found, partners = _rank_with_matrices(view, used.features, query, limit)
        if query.each or query.subject:
            lists = (list(one) for one in found)
        else:
            lists = iter([merge_best(found, limit * TOP_PAIR_FACTOR)])
    rows = _render_lists(view, query, lists, partners)
    return Rows(rows, [describe_weights(used, view.language)])


def _render_lists(
    view: View, query: OpportunityQuery, lists: Iterator[Sequence[Candidate]], partners: Partners
) -> list[Row]:
    """Return the rows of the candidates of each organisation, until there are more than are wanted.

    As many organisations are read at once as the rows that are wanted need, and as memory holds. As known before a day,
    all are: rare words are then those of what is read.
    """
    at_once = LISTS_AT_ONCE if query.most is None else min(LISTS_AT_ONCE, query.most // max(1, query.limit) + 1)
    limits = ContextLimits(MAX_SHARED_THEMES, MAX_TOPIC_THEMES, MAX_WORKS_PER_THEME)
    rows: list[Row] = []
    while some := list(islice(lists, None if query.as_of else at_once)):
        pairs = [(c.subject, c.other) for candidates in some for c in candidates]
        index = read_pair_context(view, query.as_of, pairs, query.theme, limits, partners)
        for candidates in some:
            query.listed.clear()
            rows += _render_candidates(view, index, query, candidates)
            if query.most is not None and len(rows) > query.most:
                return rows
    return rows


def _rank_with_matrices(
    view: View, weights: Mapping[str, float], query: OpportunityQuery, limit: int
) -> tuple[Iterator[Iterator[Candidate]], Partners]:
    """Return the best candidates of each subject, and the partners of all.

    With a theme, only organisations that work on it or ask about it.
    """
    import numpy as np

    from queries.link_prediction.feature_matrices import FeatureMatrices
    from queries.link_prediction.history import read_history
    from queries.link_prediction.ranking import rank_candidates

    history = read_history(view, query.as_of, counted=True)
    names = history.organisations
    on_theme = None
    if query.theme is not None:
        on_theme = np.zeros(len(names), dtype=bool)
        if query.theme in history.themes:
            column = history.themes.index(query.theme)
            on_theme = (history.work.column(column) > 0) | (history.asks.column(column) > 0)
    subjects = np.flatnonzero(history.initiatives > 0 if on_theme is None else on_theme)
    if query.subject is not None:
        subjects = np.array([names.index(query.subject)])
    features = FeatureMatrices(history, query.as_of)
    ranked = rank_candidates(features, weights, subjects, limit, include_known=query.include_known, among=on_theme)
    return (_iter_candidates(one, names) for one in ranked), features.list_partners()


def _iter_candidates(ranked: RankedCandidates, names: Sequence[str]) -> Iterator[Candidate]:
    """Yield the candidates of one organisation; most of millions are never asked for."""
    for at, other in enumerate(ranked.others.tolist()):
        score, known = float(ranked.scores[at]), bool(ranked.known[at])
        yield Candidate(names[ranked.subject], names[other], score, ranked.features_at(at), known)


def merge_best(lists: Iterable[Iterable[Candidate]], limit: int) -> list[Candidate]:
    """Return the best candidates of all lists, each pair once: for the one to whom it is the better suggestion.

    A pair is in at most two lists, so the best `limit` are among twice as many candidates, and no more are kept. Each
    list is read, the best first, until what follows cannot be among them.
    """

    def order(c: Candidate) -> tuple[float, str, str]:
        return -c.score, c.subject, c.other

    best: list[Candidate] = []
    least = 0.0
    for one in lists:
        for c in one:
            if c.score < least:
                break
            best.append(c)
        if len(best) > 4 * limit:
            best = sorted(best, key=order)[: 2 * limit]
            least = best[-1].score
    unique: dict[frozenset[str], Candidate] = {}
    for c in sorted(best, key=order):
        unique.setdefault(frozenset({c.subject, c.other}), c)
    return list(unique.values())[:limit]


def _render_candidates(
    view: View, index: SuggestionIndex, query: OpportunityQuery, candidates: Iterable[Candidate]
) -> list[Row]:
    """Return a row for each candidate that has a topic, up to the limit."""
    rows: list[Row] = []
    for c in candidates:
        if len(rows) >= query.limit:
            break
        topic = choose_topic(index, c.subject, c.other, query) if can_meet(index, c.subject, c.other) else None
        if topic:
            query.listed[topic.theme] += 1
            values = {name: round(value, 3) for name, value in c.features.items()}
            rank, score = len(rows) + 1, round(c.score, 4)
            rows.append(render_row(index, topic, view.language, rank, c.subject, score, values, known=c.known))
    return rows

"""Suggestions from texts and needs: find links, put them together, score them, and list the best for each member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from queries.fulltext.matching.items import Items, read_items, read_text_claims
from queries.questions.answer import Rows
from queries.suggestions.assemble import Suggestion, assemble
from queries.suggestions.decisions import digest_facts, find_decision, read_decisions
from queries.suggestions.index import SuggestionIndex, read_index
from queries.suggestions.links import LinkFinder
from queries.suggestions.rendering import SuggestionRenderer, describe_weights
from queries.suggestions.scoring import History, Scored, Scorer, diversify

if TYPE_CHECKING:
    from graph.store import View
    from queries.suggestions.history.query import OpportunityQuery

MIN_DESCRIBED: Final = 0.25  # of the initiatives have a summary


def suggest_from_links(view: View, query: OpportunityQuery, *, has_history: bool) -> Rows | None:
    """Return the rows of the answer; None where history has to tell, as titles without summaries link nothing.

    Args:
        view: what the audience may see.
        query: the parameters of the question.
        has_history: whether there are enough dated partnerships for the feature `history`.
    """
    index = read_index(view, query.as_of)
    items = read_items(view, query.as_of, _themes_of(index))
    finder = LinkFinder(index, items, query.include_known)
    links = finder.find()
    if not links and has_history and not _are_described(items):
        return None
    history = read_link_history(view, query.as_of) if has_history else None
    assembled = assemble(links, items, index.partnerships)
    scorer = Scorer(index, items, finder.profiles, history)
    decisions = read_decisions(view, query.as_of)
    decided = {one.id: found for one in assembled if (found := find_decision(decisions, one, items))}
    suggestions = [
        one for one in assembled if _is_wanted(one, query, items) and (query.include_dismissed or one.id not in decided)
    ]
    members = sorted({who for one in suggestions for who in one.members})
    subjects: Sequence[str | None] = members if query.each else [query.subject]
    lists = {subject: _rank(scorer, suggestions, subject) for subject in subjects}
    kept = [one.suggestion for ranked in lists.values() for one in ranked[: query.limit]]
    claims = read_text_claims(view, [item for one in kept for item in one.items])
    verdicts = {key: one.verdict for key, one in decided.items()}
    renderer = SuggestionRenderer(index, items, claims, verdicts, view.language)
    rows = [
        renderer.render(scored, rank, subject)
        for subject, ranked in lists.items()
        for rank, scored in enumerate(ranked[: query.limit], start=1)
    ]
    omitted = sum(max(0, len(ranked) - query.limit) for ranked in lists.values())
    return Rows(rows, [describe_weights(None, view.language)], omitted)


def read_facts(view: View, as_of: str | None, *, include_known: bool) -> dict[str, dict[str, str]]:
    """Return the digests of the items of each suggestion, by its identifier."""
    index = read_index(view, as_of)
    items = read_items(view, as_of, _themes_of(index))
    links = LinkFinder(index, items, include_known).find()
    return {one.id: digest_facts(one, items) for one in assemble(links, items, index.partnerships)}


def _are_described(items: Items) -> bool:
    """Whether texts can tell: where they are there and link nothing, likely partners would have no reason to meet."""
    described = sum(1 for one in items.initiatives.values() if one.summaries)
    return described >= MIN_DESCRIBED * len(items.initiatives)


def _themes_of(index: SuggestionIndex) -> dict[str, dict[str, bool]]:
    """Return the themes of each initiative: True where it states one or names it in its title."""
    themes: dict[str, dict[str, bool]] = defaultdict(dict)
    for work in index.works:
        themes[work.initiative][work.theme] = work.named
    return themes


def _is_wanted(suggestion: Suggestion, query: OpportunityQuery, items: Items) -> bool:
    if query.subject and query.subject not in suggestion.members:
        return False
    if query.kind and query.kind != suggestion.kind:
        return False
    return query.theme is None or any(query.theme in items[item].themes for item in suggestion.items)


def _rank(scorer: Scorer, suggestions: Sequence[Suggestion], subject: str | None) -> list[Scored]:
    mine = [scorer.score(one, subject) for one in suggestions if subject is None or subject in one.members]
    return diversify(mine)


def read_link_history(view: View, as_of: str | None) -> History:
    """Return how likely two members are to become partners, from 0 to 1, by the dated partnerships of all."""
    import numpy as np

    from queries.link_prediction.feature_matrices import FeatureMatrices
    from queries.link_prediction.history import read_history
    from queries.link_prediction.ranking import weigh_features
    from queries.suggestions.weights import choose_weights

    past = read_history(view, as_of)
    weights = choose_weights(view, as_of).features
    features = FeatureMatrices(past, as_of)
    scores = weigh_features(features.compute(np.arange(len(past.organisations)), weights), dict(weights))
    position = {name: at for at, name in enumerate(past.organisations)}

    def find(one: str, other: str) -> float:
        a, b = position[one], position[other]
        return float(min(1.0, (scores[a, b] + scores[b, a]) / 2))

    return find

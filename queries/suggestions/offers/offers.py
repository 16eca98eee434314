"""Answer the `offers` question: initiatives on the themes of a need that others lead, the best first.

    score = .4 · theme + .4 · text + .2 · status

`theme` is the rarity of the rarest theme that both share: log(1 + N / n) / log(1 + N) for n of N initiatives. `text` is
how well the initiative's title and summary match the words of the need, in either language
(`queries/fulltext/scoring.py`). `status` is 1 where the initiative is launched or completed, so that there is something
to learn from, .5 where it is in progress or its status is unknown, 0 where it is planned, paused or cancelled.

For a need that thousands could answer, those on its rarest themes are scored, finished ones first (`OfferCandidates`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby, islice, repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from graph.errors import UsageError
from graph.store import SQLITE
from graph.text.idf import positive_idf
from graph.vocabulary.word_translations import remove_stop_words
from queries.fulltext.index import open_text_index
from queries.fulltext.terms import expand_texts
from queries.questions.answer import Rows
from queries.statements import fetch_rows
from queries.suggestions.offers.offer_candidates import OfferCandidates
from queries.suggestions.offers.offer_scores import OfferScorer

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.expansion import Term
    from queries.fulltext.index import TextIndex
    from queries.questions.answer import Row
    from queries.suggestions.offers.offer_candidates import ThemeMatch
    from queries.suggestions.offers.offer_scores import NeedScores

THEME_WEIGHT, TEXT_WEIGHT, STATUS_WEIGHT = 0.4, 0.4, 0.2
STATUS_SCORES: Final[Mapping[str | None, float]] = {
    "launched": 1.0, "completed": 1.0, "in-progress": 0.5, None: 0.5, "planned": 0.0, "paused": 0.0, "cancelled": 0.0,
}  # fmt: skip
ROUNDING_ERROR: Final = 0.0002  # by how much a score of rounded parts may exceed its upper bound
MAX_NEEDS: Final = 10_000  # in one answer
SCORED_AT_ONCE: Final = 64  # candidates of a need
COUNTED_AT_ONCE: Final = 64  # needs, the words of whose candidates' titles are counted in one statement
# a need, what could answer it, and the scores of the texts in each language
_Scored = tuple[Mapping[str, Any], Mapping[str, "Sequence[ThemeMatch]"], "list[NeedScores]"]


class Base(NamedTuple):
    """What a candidate scores without its texts: the parts of its theme and of its status."""

    theme: float
    status: float


@dataclass(frozen=True)
class Offer:
    """An initiative that could answer a need: the themes they share, the rarest first, and the score."""

    need: Mapping[str, Any]
    matches: Sequence[ThemeMatch]
    score: float


def find_offers(
    view: View, *, theme: str | None = None, by: str | None = None, lead: str | None = None, edition: str | None = None,
    limit: int | None = None, most: int | None = None,
) -> Rows:  # fmt: skip
    """Return the rows of the answer: need by need, the best offer first.

    Args:
        view: what the audience may see.
        theme: only needs on this theme.
        by: only needs of this jurisdiction.
        lead: only offers of this jurisdiction.
        edition: only needs of this edition.
        limit: how many offers for each need; None is all.
        most: with more rows than that, no further need is looked at.

    Raises:
        UsageError: there are too many needs.
    """
    parameters = {"theme": theme, "by": by, "edition": edition, "most": MAX_NEEDS + 1}
    needs = [list(rows) for _, rows in groupby(fetch_rows(view, "offers/needs", parameters), _need_of)]
    if len(needs) > MAX_NEEDS:
        raise UsageError(
            "There are more than {most} needs: too many to go through at once. Name a theme, who asks (--by) or an"
            " edition (--edition).",
            most=f"{MAX_NEEDS:,}",
        )
    with closing(OfferCandidates(view, lead, sorted({row["theme"] for need in needs for row in need}))) as candidates:
        offers, omitted = _find_best(view, candidates, needs, limit, most)
        return Rows(_to_rows(view, candidates, offers), omitted=omitted)


def _find_best(
    view: View, candidates: OfferCandidates, needs: Sequence[Sequence[Mapping[str, Any]]],
    limit: int | None, most: int | None,
) -> tuple[list[Offer], int]:  # fmt: skip
    """Return the best offers for each need, and how many were left out."""
    index = open_text_index(view)
    initiative_count = index.count_initiatives()
    offers: list[Offer] = []
    omitted = 0
    bases: dict[int, dict[str, Base]] = {}  # by candidates
    scored = _score_needs(view, index, candidates, needs, _needs_at_once(limit, most))
    if view.dialect != SQLITE.dialect:  # of a file, only the words of the titles that are scored are counted
        scored = _read_counts_ahead(index, scored)
    for need, matches, scores in scored:
        if id(matches) not in bases:
            bases[id(matches)] = _read_bases(matches, initiative_count)
        wanted = len(matches) if limit is None else min(limit, len(matches))
        best = _choose_best(bases[id(matches)], scores, wanted)
        offers += [Offer(need, matches[one], score) for score, one in best]
        omitted += len(matches) - wanted
        if most is not None and len(offers) > most:
            break
    return offers, omitted


def _read_bases(matches: Mapping[str, Sequence[ThemeMatch]], initiative_count: int) -> dict[str, Base]:
    """Return what candidates score by the rarest theme that they share, and by their status."""
    known: dict[tuple[int, str | None], Base] = {}
    found = {}
    for one, shared in matches.items():
        key = size, status = shared[0].theme_size, shared[0].status
        if key not in known:
            rarity = positive_idf(initiative_count, size) / positive_idf(initiative_count, 1)
            known[key] = Base(THEME_WEIGHT * rarity, STATUS_WEIGHT * STATUS_SCORES[status])
        found[one] = known[key]
    return found


def _needs_at_once(limit: int | None, most: int | None) -> int:
    """Return for how many needs words are read at once: as many as the rows that are wanted need."""
    return MAX_NEEDS if limit is None or most is None else most // max(1, limit) + 1


def _score_needs(
    view: View, index: TextIndex, candidates: OfferCandidates, needs: Sequence[Sequence[Mapping[str, Any]]],
    at_once: int,
) -> Iterator[_Scored]:  # fmt: skip
    """Yield each need (one row for each theme) with what could answer it, and the scores of their texts."""
    for first in range(0, len(needs), at_once):
        some = needs[first : first + at_once]
        candidates.read_ahead(some)
        texts = [sorted(set(json.loads(need[0]["texts"]).values())) for need in some]
        terms = expand_texts(view, index, {text: remove_stop_words(text) for several in texts for text in several})
        scorer = OfferScorer(candidates.texts, index, _terms_by_theme(some, texts, terms))
        for need, in_languages in zip(some, texts, strict=True):
            matches = candidates.find(need)
            yield need[0], matches, scorer.score_need([terms[text] for text in in_languages], matches)


def _read_counts_ahead(index: TextIndex, scored: Iterator[_Scored]) -> Iterator[_Scored]:
    """Yield needs; the words of the titles that may be scored are counted for many needs in one statement.

    While the server counts, the needs after these are looked at.
    """
    some = list(islice(scored, COUNTED_AT_ONCE))
    while some:
        words = {word for _, _, scores in some for one in scores for word in one.title_words()}
        finish = index.begin_counts(words)
        following = list(islice(scored, COUNTED_AT_ONCE))
        finish()
        yield from some
        some = following


def _terms_by_theme(
    needs: Sequence[Sequence[Mapping[str, Any]]], texts: Sequence[Sequence[str]],
    terms: Mapping[str, Sequence[Term]],
) -> Mapping[str, Sequence[Term]]:  # fmt: skip
    """Return the terms of the needs on each theme.

    Args:
        needs: the needs, a row for each theme.
        texts: the texts of each.
        terms: the terms of each text.
    """
    found: defaultdict[str, list[Term]] = defaultdict(list)
    for need, in_languages in zip(needs, texts, strict=True):
        for row in need:
            found[row["theme"]] += [term for text in in_languages for term in terms[text]]
    return found


def _choose_best(bases: Mapping[str, Base], scores: Sequence[NeedScores], wanted: int) -> list[tuple[float, str]]:
    """Return the best offers for a need with their scores: by descending upper bound until no other can be among them.

    Args:
        bases: what candidates score without texts.
        scores: those of the texts, in each language.
        wanted: how many offers.
    """
    texts: dict[str, float] = {}
    for in_language in scores:
        for one, share in in_language.bounds.items():
            if share > texts.get(one, 0.0):
                texts[one] = share
    bounds = sorted([
        (-theme - TEXT_WEIGHT * texts.get(one, 0.0) - status, one) for one, (theme, status) in bases.items()
    ])  # fmt: skip
    best: list[tuple[float, str]] = []
    for first in range(0, len(bounds), SCORED_AT_ONCE):
        some = bounds[first : first + SCORED_AT_ONCE]
        if len(best) >= wanted and (not wanted or ROUNDING_ERROR - some[0][0] < -best[-1][0]):
            break
        names = [one for _, one in some]
        read = [in_language.score(names) for in_language in scores]
        for one, text in zip(names, map(max, *read, repeat(0.0)) if read else repeat(0.0), strict=False):
            theme, status = bases[one]
            best.append((-round(theme + TEXT_WEIGHT * text + status, 4), one))
        best.sort()
        del best[wanted:]
    return [(-score, one) for score, one in best]


def _need_of(row: Mapping[str, Any]) -> str:
    return str(row["need"])


def _to_rows(view: View, candidates: OfferCandidates, offers: Sequence[Offer]) -> list[Row]:
    wanted = sorted({offer.matches[0].initiative for offer in offers})
    found = fetch_rows(view, "offers/initiative_details", {"initiatives": wanted})
    details = {row["initiative"]: row for row in found}
    rows = []
    for offer in offers:
        need, initiative = offer.need, details[offer.matches[0].initiative]
        claims = [need["claim"], initiative["claim"], *(match.claim for match in offer.matches)]
        rows.append({
            **{name: need[name] for name in ("need", "by", "by_name", "text", "edition")},
            **{name: initiative[name] for name in ("initiative", "title", "lead", "lead_name", "status")},
            "themes": " · ".join(candidates.label(match.theme) for match in offer.matches), "score": offer.score,
            "evidence": claims,
        })  # fmt: skip
    return rows

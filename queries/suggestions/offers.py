"""Which initiatives could answer a need: those on its themes that others lead, what fits best first.

    score = .4 · theme + .4 · text + .2 · status

`theme` is how rare the rarest theme is that both share: log(1 + N / n) / log(1 + N) for n of N initiatives. `text` is
how well the initiative's title and summary answer the words of the need, in either language
(`queries/fulltext/scoring.py`). `status` is 1 where it is launched or completed, so that there is something to learn
from, .5 where it is in progress or nothing is known, 0 where it is only planned, paused or cancelled.

Of a need that thousands could answer, those on its rarest themes are looked at, what is done first (`Shelf`).
"""

from __future__ import annotations

import json
from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from math import log
from typing import TYPE_CHECKING, Any, Final

from graph.errors import UsageError
from graph.vocabulary.word_translations import said
from queries.fulltext.sqlite import words_of
from queries.questions.answer import Rows
from queries.search.terms import terms_of
from queries.statements import rows
from queries.suggestions.offer_candidates import Shelf
from queries.suggestions.offer_scores import Texts

if TYPE_CHECKING:
    from graph.store import View
    from queries.questions.answer import Row
    from queries.suggestions.offer_candidates import Offer
    from queries.suggestions.offer_scores import Answering

THEME, TEXT, STATUS = 0.4, 0.4, 0.2
DONE: Final[Mapping[str | None, float]] = {
    "launched": 1.0, "completed": 1.0, "in-progress": 0.5, None: 0.5, "planned": 0.0, "paused": 0.0, "cancelled": 0.0,
}  # fmt: skip
ROUNDED: Final = 0.0002  # by so much scores that were rounded on the way may be greater
MOST_NEEDS: Final = 10_000  # of which one answer tells


@dataclass(frozen=True)
class Match:
    """That an initiative could answer a need, and how well."""

    need: Mapping[str, Any]
    offers: Sequence[Offer]
    score: float


def offers(
    view: View, *, theme: str | None = None, by: str | None = None, lead: str | None = None, edition: str | None = None,
    most: int | None = None,
) -> Rows:  # fmt: skip
    """The rows of the answer: need by need, the best offer first.

    Args:
        view: what the audience may see.
        theme: only needs on this theme.
        by: only what this jurisdiction asks.
        lead: only what this jurisdiction could offer.
        edition: only needs of this edition.
        most: how many offers are wanted for each need; None is all.

    Raises:
        UsageError: there are too many needs to tell of all.
    """
    given = {"theme": theme, "by": by, "edition": edition}
    asked = [list(one) for _, one in groupby(rows(view, "offers/needs", {**given, "most": MOST_NEEDS + 1}), _need)]
    if len(asked) > MOST_NEEDS:
        raise UsageError(
            "There are more than {most} needs: too many to go through at once. Name a theme, who asks (--by) or an"
            " edition (--edition).",
            most=f"{MOST_NEEDS:,}",
        )
    themes = sorted({row["theme"] for one in asked for row in one})
    shelf = Shelf(view, lead, themes)
    lexicon = words_of(view)
    texts = Texts(view, lexicon)
    everything = int(rows(view, "page/size")[0]["n"])
    spoken = [sorted(set(json.loads(one[0]["texts"]).values())) for one in asked]
    terms = terms_of(view, lexicon, {text: said(text) for one in spoken for text in one})
    found: list[Match] = []
    more = 0
    for one, words in zip(asked, spoken, strict=True):
        together = shelf.offers(one)
        wanted = len(together) if most is None else min(most, len(together))
        answering = texts.answers([terms[text] for text in words], together)
        found += _best(one[0], together, answering, everything, wanted)
        more += len(together) - wanted
    return Rows(_told(view, shelf, found), more=more)


def _best(
    need: Mapping[str, Any], together: Mapping[str, Sequence[Offer]], answering: Sequence[Answering], everything: int,
    wanted: int,
) -> list[Match]:  # fmt: skip
    """The best offers for a need: those that hold the most of its words are scored first, until no other can win."""
    found: dict[str, float] = {}
    for some in answering:
        for initiative, part in some.found.items():
            found[initiative] = max(part, found.get(initiative, 0.0))
    rest = {one: _score(shared, 0.0, everything) for one, shared in together.items()}
    most = sorted((-rest[one] - TEXT * found.get(one, 0.0), one) for one in together)
    best: list[tuple[float, str]] = []
    for bound, one in most:
        if len(best) >= wanted and (not wanted or -bound + ROUNDED < -best[wanted - 1][0]):
            break
        text = max((some.score(one) for some in answering), default=0.0)
        insort(best, (-_score(together[one], text, everything), one))
    return [Match(need, together[one], -score) for score, one in best[:wanted]]


def _need(row: Mapping[str, Any]) -> str:
    return str(row["need"])


def _score(shared: Sequence[Offer], text: float, everything: int) -> float:
    """The score of an initiative: by the themes that it shares, the rarest first, and how well its words answer."""
    return round(THEME * _rare(shared[0].wide, everything) + TEXT * text + STATUS * DONE[shared[0].status], 4)


@lru_cache(maxsize=4096)
def _rare(wide: int, everything: int) -> float:
    return log(1 + everything / wide) / log(1 + everything)


def _told(view: View, shelf: Shelf, found: Sequence[Match]) -> list[Row]:
    wanted = sorted({match.offers[0].initiative for match in found})
    about = {row["initiative"]: row for row in rows(view, "offers/initiative_details", {"initiatives": wanted})}
    made = []
    for match in found:
        need, other = match.need, about[match.offers[0].initiative]
        claims = [need["claim"], other["claim"], *(offer.claim for offer in match.offers)]
        made.append({
            **{name: need[name] for name in ("need", "by", "by_name", "text", "edition")},
            **{name: other[name] for name in ("initiative", "title", "lead", "lead_name", "status")},
            "themes": " · ".join(shelf.label(offer.theme) for offer in match.offers), "score": match.score,
            "evidence": claims,
        })  # fmt: skip
    return made

"""Which initiatives could answer a need: those on its themes that others lead, what fits best first.

    score = .4 · theme + .4 · text + .2 · status

`theme` is how rare the rarest theme is that both share: log(1 + N / n) / log(1 + N) for n of N initiatives. `text` is
how well the initiative's title and summary answer the words of the need, in either language
(`queries/search_scoring.py`). `status` is 1 where it is launched or completed, so that there is something to learn
from, .5 where it is in progress or nothing is known, 0 where it is only planned, paused or cancelled.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from math import log
from typing import TYPE_CHECKING, Any, Final

from graph.bilingual import said
from queries.search import query_terms
from queries.search_query import Query
from queries.search_scoring import BETWEEN, score
from queries.search_words import words_of
from queries.statements import rows

if TYPE_CHECKING:
    from graph.view import View
    from queries.answer import Row
    from queries.search_words import GraphWords
    from queries.word_forms import Term

TEXTS: Final = {"title": "titles", "body": "summaries"}
THEME, TEXT, STATUS = 0.4, 0.4, 0.2
DONE: Final[Mapping[str | None, float]] = {
    "launched": 1.0, "completed": 1.0, "in-progress": 0.5, None: 0.5, "planned": 0.0, "paused": 0.0, "cancelled": 0.0,
}  # fmt: skip


def offers(
    view: View, *, theme: str | None = None, by: str | None = None, lead: str | None = None, edition: str | None = None
) -> list[Row]:
    """The rows of the answer: need by need, the best offer first."""
    found = rows(view, "offers", {"theme": theme, "by": by, "lead": lead, "edition": edition})
    lexicon = words_of(view)
    everything = int(rows(view, "page_size")[0]["n"])
    answer: list[Row] = []
    for _, one in groupby(found, key=lambda row: str(row["need"])):
        answer += _ranked(view, lexicon, list(one), everything)
    return answer


def _ranked(view: View, lexicon: GraphWords, found: Sequence[Mapping[str, Any]], everything: int) -> list[Row]:
    """The offers for one need, the best first."""
    asked = [_terms(view, lexicon, text) for text in sorted(set(json.loads(found[0]["texts"]).values()))]
    answer = []
    for _, one in groupby(found, key=lambda row: str(row["initiative"])):
        shared = sorted(one, key=lambda row: (row["wide"], row["theme"]))  # the rarest theme first
        parts = {
            "theme": log(1 + everything / shared[0]["wide"]) / log(1 + everything),
            "text": _alike(lexicon, asked, shared[0]),
            "status": DONE[shared[0]["status"]],
        }
        value = round(THEME * parts["theme"] + TEXT * parts["text"] + STATUS * parts["status"], 4)
        answer.append(_row(shared, value))
    return sorted(answer, key=lambda row: (-row["score"], row["initiative"]))


def _terms(view: View, lexicon: GraphWords, text: str) -> list[Term]:
    return query_terms(view, lexicon, Query(tuple(dict.fromkeys(said(text))), (), {}, text))


def _alike(lexicon: GraphWords, asked: Sequence[Sequence[Term]], offer: Mapping[str, Any]) -> float:
    """How well an initiative answers the words of a need, in the language in which it does best."""
    texts = {place: BETWEEN.join(json.loads(offer[kept]).values()) for place, kept in TEXTS.items()}
    lexicon.learn(word for text in texts.values() for word in said(text))
    return max((score(terms, texts, lexicon.rarity)[0] for terms in asked if terms), default=0.0)


def _row(shared: Sequence[Mapping[str, Any]], value: float) -> Row:
    first = shared[0]
    kept = ("need", "by", "by_name", "text", "edition", "initiative", "title", "lead", "lead_name", "status")
    claims = [first["need_claim"], first["title_claim"], *(one["theme_claim"] for one in shared)]
    themes = " · ".join(one["theme_label"] for one in shared)
    return {**{name: first[name] for name in kept}, "themes": themes, "score": value, "evidence": claims}

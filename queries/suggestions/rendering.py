"""Suggestions as rows: their sentences in both languages, and what the answer says of its weights."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from graph.values import LANGUAGES
from queries.wording import Named, dated, in_sentence, listed, sentence, wording

if TYPE_CHECKING:
    from queries.questions.answer import Row
    from queries.suggestions.index import Inventory
    from queries.suggestions.topics import Idea
    from queries.suggestions.weights import Weights


def row(
    inventory: Inventory, idea: Idea, language: str, rank: int, seen_by: str | None, score: float,
    features: Mapping[str, float], *, known: bool | None = None,
) -> Row:  # fmt: skip
    """A row of the answer, as seen by one of the two; `known` tells whether they are partners already."""
    mine, other = (idea.b, idea.a) if seen_by == idea.b else (idea.a, idea.b)
    said = {one: _sentence(inventory, idea, one) for one in LANGUAGES}
    return {
        "for": mine,
        "for_name": _name(inventory, mine, language),
        "with": other,
        "with_name": _name(inventory, other, language),
        "rank": rank,
        "score": score,
        "kind": idea.kind,
        "theme": idea.theme,
        "theme_label": _text(inventory.labels[idea.theme], language) if idea.theme else None,
        "sentence": said[language],
        "sentences": said,
        "features": dict(features),
        "initiatives": [i for i in (idea.a_initiative, idea.b_initiative) if i],
        "known": other in inventory.partners.of(mine) if known is None else known,
        "evidence": list(idea.claims),
    }


def about_weights(used: Weights | None, language: str) -> str:
    """A sentence on the weights that were used; None: those for reports."""
    said: Mapping[str, Mapping[str, str]] = wording()["weights"]
    if used is None:
        return said["reports"][language]
    if used.learnt is None:
        return said["history"][language]
    values = {"pairs": used.learnt["pairs"], "file": used.file}
    days = {end: dated(used.learnt[end], language) for end in ("since", "until")}
    return said["learnt"][language].format(**values, **days)


def _sentence(inventory: Inventory, idea: Idea, language: str) -> str:
    values: dict[str, Any] = {
        "a": _named(_name(inventory, idea.a, language), language),
        "b": _named(_name(inventory, idea.b, language), language),
    }
    if idea.theme:
        values["n"] = inventory.workers[idea.theme]
        values["theme"] = in_sentence(_text(inventory.labels[idea.theme], language))
    if idea.members:
        values["members"] = listed([_named(_name(inventory, m, language), language) for m in idea.members], language)
    for key, initiative in (("a_title", idea.a_initiative), ("b_title", idea.b_initiative)):
        values[key] = _text(inventory.initiatives[initiative]["titles"], language) if initiative else ""
    if idea.b_initiative in inventory.dates:
        values["b_date"] = dated(inventory.dates[idea.b_initiative].edtf, language)
    if idea.need:
        values["need"] = _text(inventory.need_texts[idea.need], language).rstrip(".")
    return sentence(idea.wording, language, values)


@lru_cache(maxsize=8192)
def _named(name: str, language: str) -> Named:
    """A name in a sentence; long lists name the same ones again and again."""
    return Named(name, language)


def _name(inventory: Inventory, jurisdiction: str, language: str) -> str:
    return called(inventory.jurisdictions[jurisdiction]["names"], language)


@lru_cache(maxsize=8192)
def called(names: str, language: str) -> str:
    """A name, of names in JSON by language, in the language, or in the first there is."""
    return _text(json.loads(names), language)


def _text(texts: Mapping[str, str], language: str) -> str:
    """A text in the language, or in the first there is."""
    return texts.get(language) or next(iter(texts.values()))

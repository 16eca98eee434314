"""Render suggestions as rows, with sentences in both languages, and describe the weights that were used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from graph.values import LANGUAGES
from queries.questions.labels import choose_name, choose_text
from queries.questions.wording import (
    NameWithArticle,
    format_date,
    format_sentence,
    join_names,
    load_wording,
    lower_first_letter,
)

if TYPE_CHECKING:
    from queries.questions.answer import Row
    from queries.suggestions.index import SuggestionIndex
    from queries.suggestions.topics import Topic
    from queries.suggestions.weights import Weights


def render_row(
    index: SuggestionIndex, topic: Topic, language: str, rank: int, subject: str | None, score: float,
    features: Mapping[str, float], *, known: bool | None = None,
) -> Row:  # fmt: skip
    """Return a row of the answer, for the subject; `known` says whether the two are partners already."""
    mine, other = (topic.b, topic.a) if subject == topic.b else (topic.a, topic.b)
    sentences = {one: _render_sentence(index, topic, one) for one in LANGUAGES}
    return {
        "for": mine,
        "for_name": _name(index, mine, language),
        "with": other,
        "with_name": _name(index, other, language),
        "rank": rank,
        "score": score,
        "kind": topic.kind,
        "theme": topic.theme,
        "theme_label": choose_text(index.labels[topic.theme], language) if topic.theme else None,
        "sentence": sentences[language],
        "sentences": sentences,
        "features": dict(features),
        "initiatives": [i for i in (topic.a_initiative, topic.b_initiative) if i],
        "known": other in index.partners.partners_of(mine) if known is None else known,
        "evidence": list(topic.claims),
    }


def describe_weights(used: Weights | None, language: str) -> str:
    """Return a sentence on the weights that were used; None stands for those for reports."""
    texts: Mapping[str, Mapping[str, str]] = load_wording()["weights"]
    if used is None:
        return texts["reports"][language]
    if used.learnt is None:
        return texts["history"][language]
    values = {"pairs": used.learnt["pairs"], "file": used.file}
    days = {end: format_date(used.learnt[end], language) for end in ("since", "until")}
    return texts["learnt"][language].format(**values, **days)


def _render_sentence(index: SuggestionIndex, topic: Topic, language: str) -> str:
    values: dict[str, Any] = {
        "a": _with_article(_name(index, topic.a, language), language),
        "b": _with_article(_name(index, topic.b, language), language),
    }
    if topic.theme:
        values["n"] = index.workers[topic.theme]
        values["theme"] = lower_first_letter(choose_text(index.labels[topic.theme], language))
    if topic.members:
        members = [_with_article(_name(index, member, language), language) for member in topic.members]
        values["members"] = join_names(members, language)
    for key, initiative in (("a_title", topic.a_initiative), ("b_title", topic.b_initiative)):
        values[key] = choose_text(index.initiatives[initiative]["titles"], language) if initiative else ""
    if topic.b_initiative in index.dates:
        values["b_date"] = format_date(index.dates[topic.b_initiative].edtf, language)
    if topic.need:
        values["need"] = choose_text(index.need_texts[topic.need], language).rstrip(".")
    return format_sentence(topic.wording, language, values)


@lru_cache(maxsize=8192)
def _with_article(name: str, language: str) -> NameWithArticle:
    """Return a name for a sentence; long lists name the same ones again and again."""
    return NameWithArticle(name, language)


def _name(index: SuggestionIndex, jurisdiction: str, language: str) -> str:
    return choose_name(index.jurisdictions[jurisdiction]["names"], language)

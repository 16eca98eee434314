"""Render suggestions as rows, with sentences in both languages, and describe the weights that were used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from queries.suggestions.assemble import identify
from queries.suggestions.scoring import choose_theme
from queries.suggestions.sentences import SentenceWriter

if TYPE_CHECKING:
    from queries.fulltext.matching.items import Items
    from queries.questions.answer import Row
    from queries.suggestions.assemble import Suggestion
    from queries.suggestions.history.topics import Topic
    from queries.suggestions.index import SuggestionIndex
    from queries.suggestions.scoring import Scored
    from queries.suggestions.weights import Weights


class SuggestionRenderer:
    """Renders suggestions as rows.

    Args:
        index: names, partners and partnerships.
        items: the initiatives and needs.
        text_claims: the claims of the texts of items.
        decided: what people decided, by the identifier of the suggestion.
        language: the language of the answer.
    """

    def __init__(
        self,
        index: SuggestionIndex,
        items: Items,
        text_claims: Mapping[str, Sequence[int]],
        decided: Mapping[str, str],
        language: str,
    ) -> None:
        self._decided = decided
        self._index = index
        self._items = items
        self._text_claims = text_claims
        self._language = language
        self._writers = {one: SentenceWriter(index, items, one) for one in LANGUAGES}

    def render(self, scored: Scored, rank: int, subject: str | None) -> Row:
        """Return the row of a suggestion for a member, or (None) for its lead."""
        suggestion = scored.suggestion
        mine = subject or suggestion.lead
        others = [who for who in suggestion.members if who != mine]
        other = suggestion.lead if mine != suggestion.lead else others[0]
        theme = choose_theme(suggestion, self._items, self._index.theme_rarity)
        sentences = {lang: writer.write_sentence(suggestion) for lang, writer in self._writers.items()}
        names = self._index.jurisdictions
        return {
            "id": suggestion.id,
            "for": mine,
            "for_name": _name(self._index, mine, self._language),
            "with": other,
            "with_name": join_names(
                [choose_name(names[one]["names"], self._language) for one in others], self._language
            ),
            "rank": rank,
            "score": scored.score,
            "kind": suggestion.kind,
            "theme": theme,
            "theme_label": choose_text(self._index.labels[theme], self._language) if theme else None,
            "sentence": sentences[self._language],
            "why": self._writers[self._language].write_with_caution(suggestion),
            "sentences": sentences,
            "members": [mine, *others],
            "question": self._writers[self._language].write_question(suggestion),
            "questions": {lang: writer.write_question(suggestion) for lang, writer in self._writers.items()},
            "caution": self._writers[self._language].write_caution(suggestion),
            "cautions": {lang: writer.write_caution(suggestion) for lang, writer in self._writers.items()},
            "features": scored.features,
            "initiatives": [one for one in suggestion.items if not self._items[one].is_need],
            "need": next((one for one in suggestion.items if self._items[one].is_need), None),
            "decision": self._decided.get(suggestion.id),
            "known": any(one in self._index.partners.partners_of(mine) for one in others),
            "evidence": self._claims(suggestion),
        }

    def _claims(self, suggestion: Suggestion) -> list[int]:
        """Return the claims of all items, their titles first, and of the members of the partnership to join."""
        claims = [self._items[item].claims[0] for item in suggestion.items]
        claims += [claim for item in suggestion.items for claim in self._items[item].claims]
        claims += [claim for item in suggestion.items for claim in self._text_claims.get(item, ())]
        if partnership := suggestion.best.partnership:
            claims += self._index.partnerships[partnership].values()
        return list(dict.fromkeys(claims))


def render_row(
    index: SuggestionIndex, topic: Topic, language: str, rank: int, subject: str | None, score: float,
    features: Mapping[str, float], *, known: bool | None = None,
) -> Row:  # fmt: skip
    """Return a row of the answer, for the subject; `known` says whether the two are partners already."""
    mine, other = (topic.b, topic.a) if subject == topic.b else (topic.a, topic.b)
    sentences = {one: _render_sentence(index, topic, one) for one in LANGUAGES}
    return {
        "id": _topic_id(topic),
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
        "why": sentences[language],
        "sentences": sentences,
        "members": [mine, other],
        "question": None,
        "questions": None,
        "caution": None,
        "cautions": None,
        "features": dict(features),
        "need": topic.need,
        "decision": None,
        "initiatives": [i for i in (topic.a_initiative, topic.b_initiative) if i],
        "known": other in index.partners.partners_of(mine) if known is None else known,
        "evidence": list(topic.claims),
    }


def _topic_id(topic: Topic) -> str:
    return identify(topic.kind, {topic.a, topic.b, *filter(None, (topic.a_initiative, topic.b_initiative, topic.need))})


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

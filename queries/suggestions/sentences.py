"""The words of a suggestion: its sentence, the question to open with, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from queries.fulltext.matching.lexicon import subject_labels
from queries.fulltext.matching.tokens import SUBJECT, THEME
from queries.questions.labels import choose_name, choose_text
from queries.questions.wording import (
    NameWithArticle,
    format_sentence,
    join_names,
    load_wording,
    lower_first_letter,
)

if TYPE_CHECKING:
    from queries.fulltext.matching.items import Item, Items
    from queries.suggestions.assemble import Suggestion
    from queries.suggestions.index import SuggestionIndex

WEAK_TEXT: Final = 0.3  # below which likeness is said to be weak
MAX_CAUTIONS: Final = 2
OLD_AGE: Final = 1  # editions since the last report


class SentenceWriter:
    """Writes about suggestions in one language."""

    def __init__(self, index: SuggestionIndex, items: Items, language: str) -> None:
        self._index = index
        self._items = items
        self._language = language
        self._templates: Mapping[str, Mapping[str, str]] = load_wording()["sentences"]

    def write_sentence(self, suggestion: Suggestion) -> str:
        """Return who should ask whom for what, and what each would gain."""
        return format_sentence(f"suggest_{suggestion.kind}", self._language, self._values(suggestion))

    def write_with_caution(self, suggestion: Suggestion) -> str:
        """Return the sentence, and what speaks against the suggestion."""
        sentence, caution = self.write_sentence(suggestion), self.write_caution(suggestion)
        return f"{sentence} {self._fill('against', caution=caution)}" if caution else sentence

    def write_question(self, suggestion: Suggestion) -> str:
        """Return a question to open the meeting with."""
        return format_sentence(f"question_{suggestion.kind}", self._language, self._values(suggestion))

    def write_caution(self, suggestion: Suggestion) -> str | None:
        """Return what speaks against a suggestion, None where nothing is known."""
        found = list(dict.fromkeys(self._cautions(suggestion)))[:MAX_CAUTIONS]
        return " ".join(found) or None

    def name(self, who: str) -> NameWithArticle:
        """Return the name of a member for a sentence."""
        return _with_article(choose_name(self._index.jurisdictions[who]["names"], self._language), self._language)

    def _fill(self, template: str, **values: object) -> str:
        return self._templates[template][self._language].format(**values)

    def _title(self, item: str) -> str:
        return choose_text(self._items[item].titles, self._language).rstrip(" .")

    def _titled(self, who: str, item: str | None) -> str:
        if item is None or self._items[item].is_need:
            return str(self.name(who))
        return self._fill("titled", name=self.name(who), title=self._title(item))

    def _values(self, suggestion: Suggestion) -> dict[str, Any]:
        link = suggestion.best
        subject = self.subject(suggestion)
        values: dict[str, Any] = {"a": self.name(suggestion.lead)}
        for template in ("about", "about_in"):
            values[template] = self._fill(template, subject=subject) if subject else ""
        for named, unnamed in (("at_work", "at_work_alike"), ("which_on", "which")):
            values[named] = self._fill(named, subject=subject) if subject else self._fill(unnamed)
        if suggestion.kind in {"join", "reuse"}:
            ends: list[tuple[str, str | None]] = [(one.who_a, one.a) for one in suggestion.links]
            values["base"] = self.name(link.who_b)
            values["base_title"] = self._title(link.b) if link.b else ""
            values["base_titled"] = self._fill("title_only", title=values["base_title"]) if link.b else ""
            values["in_title"] = self._fill("in_title", title=values["base_title"]) if link.b else ""
        else:
            ends = [(who, item) for who, item, _ in suggestion.ends()]
        if suggestion.kind == "answer":
            values["need"] = self._title(link.a)
        elif suggestion.anchor:
            values["a_title"] = self._title(suggestion.anchor)
            values["b_title"] = self._title(ends[0][1]) if ends[0][1] else ""
            own = [(suggestion.lead, suggestion.anchor)] if suggestion.kind == "group" else []
            values["everyone"] = join_names([self._titled(who, item) for who, item in (*own, *ends)], self._language)
        if link.partnership:
            members = self._index.partnerships[link.partnership]
            values["members"] = join_names([self.name(one) for one in members], self._language)
        names = [self.name(who) for who, _ in ends]
        values["others"] = join_names(names, self._language)
        values["others_titled"] = join_names([self._titled(who, item) for who, item in ends], self._language)
        several = len(names) > 1 or names[0].is_plural
        return values | {key: both[several] for key, both in load_wording()["share"][self._language].items()}

    def subject(self, suggestion: Suggestion) -> str | None:
        """Return the subject that the items of a suggestion share: of the lexicon, else a theme, else None."""
        for prefix in (SUBJECT, THEME):
            for token in suggestion.shared:
                if token.startswith(prefix):
                    key = token.removeprefix(prefix)
                    labels = subject_labels()[key] if prefix == SUBJECT else self._index.labels[key]
                    return lower_first_letter(choose_text(labels, self._language))
        return None

    def _cautions(self, suggestion: Suggestion) -> Iterator[str]:
        link = suggestion.best
        if link.b is None:
            yield self._fill("caution_unnamed", other=self.name(link.who_b))
        for who, item, _ in suggestion.ends():
            if item is not None and who != suggestion.lead and not self._items[item].is_need:
                yield from self._item_cautions(suggestion.kind, self._items[item])
        if link.likeness < WEAK_TEXT and not link.asked_for and suggestion.kind != "reuse":
            yield self._fill("caution_weak")
        levels = {self._index.jurisdictions[who]["level"] for who in suggestion.members}
        if len(levels) == len(suggestion.members) > 1:
            yield self._fill("caution_level")

    def _item_cautions(self, kind: str, item: Item) -> Iterator[str]:
        title = self._title(item.id)
        if item.status == "cancelled":
            yield self._fill("caution_cancelled", title=title)
        elif item.is_ended:
            yield self._fill("caution_ended", title=title)
        elif item.age > OLD_AGE:
            yield self._fill("caution_old", title=title, n=item.age)
        elif item.status == "planned" and kind in {"answer", "pair"}:
            yield self._fill("caution_planned", title=title)
        elif item.status is None:
            yield self._fill("caution_unknown", title=title)


@lru_cache(maxsize=8192)
def _with_article(name: str, language: str) -> NameWithArticle:
    return NameWithArticle(name, language)

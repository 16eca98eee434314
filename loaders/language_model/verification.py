"""Verification of a model's answer: each fact is checked against the document by rules, and kept or rejected.

A fact is kept only if its quote is in the document, its name and date are in its quote, the name means one
jurisdiction or is a new one, the date reads the same by Accord's own grammar, and the sentence is a statement: not
denied, not conditional, not a comparison, not about another initiative, and not an instruction to the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, get_args

from graph.dates.parse import find_dates
from graph.text.strings import fold, words
from graph.text.yaml import load_yaml_file
from loaders.text.names import Named, name_jurisdiction
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.language_model.answers import AnsweredInitiative, AnsweredNeed, DatedEvent, ModelAnswer
    from loaders.language_model.quotes import Quote, QuoteIndex
    from loaders.text.rules import Rules

FILE: Final = Path(__file__).parent / "verification.yaml"
MAX_DISTANCE_PASSAGES: Final = 12  # between an initiative and what is stated of it
MAX_TITLE_WORDS: Final = 30
Reason = Literal[
    "invalid-answer", "quote-not-found", "not-in-quote", "ambiguous-name", "not-a-name", "date-differs", "denied",
    "conditional", "compared", "instruction", "another-initiative", "too-far",
]  # fmt: skip
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
FactKind = Literal["initiative", "lead", "partner", "date", "need"]
FACT_KINDS: Final[tuple[FactKind, ...]] = get_args(FactKind)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A fact that was not kept, and why; `text` is what the model gave, `quote` what it quoted."""

    kind: FactKind
    text: str
    quote: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class VerifiedParty:
    """A party and the place of the words that state what it does."""

    named: Named
    quote: Quote


@dataclass(frozen=True, slots=True)
class VerifiedDate:
    """A date as EDTF, what it is of, and the place of the words that state it."""

    edtf: str
    kind: str
    quote: Quote


@dataclass(slots=True)
class VerifiedInitiative:
    """An initiative with the facts about it that passed."""

    title: str
    quote: Quote
    lead: VerifiedParty | None = None
    partners: list[VerifiedParty] = field(default_factory=list)
    dates: list[VerifiedDate] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class VerifiedNeed:
    """What somebody asks for."""

    by: Named | None
    quote: Quote


class Verifier:
    """Checks answers about one document.

    Args:
        index: its passages.
        rules: those of its language.
    """

    def __init__(self, index: QuoteIndex, rules: Rules) -> None:
        self.index = index
        self.rules = rules
        self.initiatives: list[VerifiedInitiative] = []
        self.needs: list[VerifiedNeed] = []
        self.rejections: list[Rejection] = []

    def add(self, answer: ModelAnswer, first: int) -> None:
        """Check one answer.

        Args:
            answer: what the model gave about one piece of the document.
            first: the number of the first passage of that piece: text that occurs twice is looked for from here.
        """
        titles = [one.title for one in answer.initiatives]
        for one in answer.initiatives:
            self._initiative(one, titles, first)
        for need in answer.needs:
            self._need(need, first)

    def _initiative(self, one: AnsweredInitiative, titles: Sequence[str], near: int) -> None:
        quote, reason = self._quoted(one.title, one.quote, near)
        if reason is None and (len(words(one.title)) > MAX_TITLE_WORDS or not any(map(str.isalpha, one.title))):
            reason = "not-a-name"
        if quote is None or reason:
            self._reject("initiative", one.title, one.quote, reason or "quote-not-found")
            for kind, text, quoted in _parts(one):  # nothing is kept of an initiative that is not
                self._reject(kind, text, quoted, reason or "quote-not-found")
            return
        others = [title for title in titles if title != one.title]
        made = VerifiedInitiative(one.title.strip(), quote)
        if one.lead:
            made.lead = self._party("lead", one.lead.name, one.lead.quote, made, others)
        for partner in one.partners:
            if party := self._party("partner", partner.name, partner.quote, made, others):
                made.partners.append(party)
        for date in one.dates:
            if dated := self._date(date, made, others):
                made.dates.append(dated)
        self.initiatives.append(made)

    def _party(
        self, kind: FactKind, name: str, quoted: str, of: VerifiedInitiative, others: Sequence[str]
    ) -> VerifiedParty | None:
        quote, reason = self._about(name, quoted, of, others)
        if quote is None or reason:
            self._reject(kind, name, quoted, reason or "quote-not-found")
            return None
        if not any(char.isupper() for char in name):
            self._reject(kind, name, quoted, "not-a-name")
            return None
        named = name_jurisdiction(name, self.rules)
        if named.id is None:
            self._reject(kind, name, quoted, "ambiguous-name")
            return None
        return VerifiedParty(named, quote)

    def _date(self, date: DatedEvent, of: VerifiedInitiative, others: Sequence[str]) -> VerifiedDate | None:
        quote, reason = self._about(date.text, date.quote, of, others)
        if quote is None or reason:
            self._reject("date", date.text, date.quote, reason or "quote-not-found")
            return None
        read = [found.span.edtf for found in find_dates(date.text)]
        if read != [date.edtf]:
            self._reject("date", f"{date.text} = {date.edtf}", date.quote, "date-differs")
            return None
        return VerifiedDate(date.edtf, date.kind, quote)

    def _need(self, need: AnsweredNeed, near: int) -> None:
        quote, reason = self._quoted(need.by or need.quote, need.quote, near)
        if reason in {"conditional", "compared"}:
            reason = None  # what is asked for is put as a wish
        if quote is None or reason:
            self._reject("need", need.by or "", need.quote, reason or "quote-not-found")
            return
        named = name_jurisdiction(need.by, self.rules) if need.by else None
        if named and named.id is None:
            self._reject("need", need.by or "", need.quote, "ambiguous-name")
            return
        self.needs.append(VerifiedNeed(named, quote))

    def _about(
        self, text: str, quoted: str, of: VerifiedInitiative, others: Sequence[str]
    ) -> tuple[Quote | None, Reason | None]:
        """The place of what is stated of an initiative, and why it is rejected if it is."""
        quote, reason = self._quoted(text, quoted, of.quote.passage)
        if quote is None or reason:
            return quote, reason
        if abs(quote.passage - of.quote.passage) > MAX_DISTANCE_PASSAGES:
            return quote, "too-far"
        sentence = fold(self._sentence(quote))
        if fold(of.title) not in sentence and any(fold(other) in sentence for other in others if other.strip()):
            return quote, "another-initiative"
        return quote, None

    def _quoted(self, text: str, quoted: str, near: int) -> tuple[Quote | None, Reason | None]:
        """The place of a quote that states something of `text`, and why it is rejected if it is."""
        quote = self.index.find(quoted, near)
        if quote is None:
            return None, "quote-not-found"
        if self.index.within(text, quote) is None:
            return quote, "not-in-quote"
        return quote, _unstated(self._sentence(quote), self.rules.language)

    def _sentence(self, quote: Quote) -> str:
        """The whole sentences that a quote is part of: a quote may not leave out a "not"."""
        text = self.index.passages[quote.passage].text
        bounds = [
            (start, stop) for start, stop in self.rules.sentences(text) if start < quote.stop and stop > quote.start
        ]
        return text[bounds[0][0] : bounds[-1][1]] if bounds else text

    def _reject(self, kind: FactKind, text: str, quoted: str, reason: Reason) -> None:
        self.rejections.append(Rejection(kind, text, quoted, reason))


def _parts(one: AnsweredInitiative) -> Iterator[tuple[FactKind, str, str]]:
    """What was stated of an initiative: kind, text and quote."""
    if one.lead:
        yield "lead", one.lead.name, one.lead.quote
    yield from (("partner", partner.name, partner.quote) for partner in one.partners)
    yield from (("date", date.text, date.quote) for date in one.dates)


@lru_cache(maxsize=4)
def _patterns(language: str) -> dict[Reason, re.Pattern[str]]:
    raw: dict[Reason, str] = load_yaml_file(FILE)[language]
    return {reason: re.compile(pattern, re.IGNORECASE) for reason, pattern in raw.items()}


def _unstated(sentence: str, language: str) -> Reason | None:
    """Why a sentence states no fact; None where it does. An instruction is looked for in both languages."""
    flat = straight(sentence)
    if any(_patterns(each)["instruction"].search(flat) for each in ("en", "fr")):
        return "instruction"
    return next((reason for reason, pattern in _patterns(language).items() if pattern.search(flat)), None)

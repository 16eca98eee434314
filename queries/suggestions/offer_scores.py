"""How well many texts answer many needs: the score of `search_scoring`, from an index of words.

A text alone is gone through word by word. Of thousands of needs and hundreds of initiatives for each, only those words
are looked at that a need asks for: an index tells which titles and summaries hold each.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.vocabulary.word_translations import SMALL
from queries.fulltext.scoring import BETWEEN, PLACES, TITLE, Said
from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.expansion import Term
    from queries.fulltext.sqlite import GraphWords
    from queries.suggestions.offer_candidates import Offer

COLUMNS: Final = {"title": "titles", "body": "summaries"}  # the places of a text, and where it is read


class Texts:
    """The titles and summaries of initiatives, by their words; what was read once is kept."""

    def __init__(self, view: View, lexicon: GraphWords) -> None:
        self._view = view
        self._lexicon = lexicon
        self._shelves: dict[str, Shelf] = {}  # by theme: few words, and few texts that hold each

    def answers(self, asked: Sequence[Sequence[Term]], offers: Mapping[str, Sequence[Offer]]) -> list[Answering]:
        """How the initiatives of each theme answer the words of a need (each initiative by the first theme it shares).

        Args:
            asked: the terms of the need, in each language.
            offers: by initiative the themes that it shares with the need.
        """
        on: defaultdict[str, list[str]] = defaultdict(list)
        for initiative, shared in offers.items():
            on[shared[0].theme].append(initiative)
        made = []
        for theme, initiatives in on.items():
            shelf = self._shelves.setdefault(theme, Shelf(self._lexicon))
            shelf.add(self._view, initiatives)
            made += [Answering(shelf, terms, initiatives) for terms in asked if terms]
        return made


@dataclass(slots=True)
class Title:
    """A title in one language, how rare its words are together, and which phrases it was found to hold or not."""

    said: Said
    whole: float
    phrases: dict[str, bool] = field(default_factory=dict)

    def holds(self, phrase: str) -> bool:
        """Whether the words of a phrase stand together in it."""
        if phrase not in self.phrases:
            self.phrases[phrase] = bool(self.said.together(phrase))
        return self.phrases[phrase]


class Shelf:
    """The texts of some initiatives: which hold which words, and their titles in one language each."""

    def __init__(self, lexicon: GraphWords) -> None:
        self.lexicon = lexicon
        self.titles: dict[str, list[Title]] = {}
        self.holding: dict[str, defaultdict[str, list[str]]] = {place: defaultdict(list) for place in COLUMNS}
        self._said: dict[str, dict[str, Said]] = {place: {} for place in COLUMNS}
        self._together: dict[tuple[str, str], list[str]] = {}

    def add(self, view: View, initiatives: Iterable[str]) -> None:
        """Read the texts of initiatives, where they are not there yet."""
        new = [one for one in initiatives if one not in self.titles]
        if not new:
            return
        self._together.clear()
        titles = {}
        for row in rows(view, "suggestions/initiatives", {"initiatives": sorted(new)}):
            for place, column in COLUMNS.items():
                text = BETWEEN.join(json.loads(row[column]).values())
                if place == "title":
                    titles[row["id"]] = [Said(title) for title in text.split(BETWEEN)]
                self._said[place][row["id"]] = whole = Said(text)
                for word in whole.first:
                    self.holding[place][word].append(row["id"])
        self.lexicon.learn(word for said in titles.values() for title in said for word in title.first)
        for initiative, said in titles.items():
            self.titles[initiative] = [
                Title(title, sum(self.lexicon.rarity(word) for word in title.first if word not in SMALL))
                for title in said
            ]

    def phrase(self, phrase: str, place: str) -> list[str]:
        """The texts in which the words of a phrase stand together."""
        key = (phrase, place)
        if key not in self._together:
            said, holding = self._said[place], self.holding[place]
            rarest = min((holding.get(word, []) for word in phrase.split()), key=len, default=[])
            self._together[key] = [one for one in rarest if said[one].together(phrase)]
        return self._together[key]


class Answering:
    """How the texts of a shelf answer the terms of one need.

    `found` has the part of the terms that each text holds, for those that hold any: no score is greater.
    """

    def __init__(self, shelf: Shelf, terms: Sequence[Term], initiatives: Iterable[str]) -> None:
        self._shelf = shelf
        self._weights: dict[str, float] = {}  # of words in titles
        total = sum(term.worth for term in terms)
        found: defaultdict[str, float] = defaultdict(float)
        for term in terms:
            for form, weight in term.forms.items():
                if form not in SMALL:
                    self._weights[form] = max(weight, self._weights.get(form, 0.0))
            for initiative, weight in self._best(term).items():
                found[initiative] += term.worth * weight
        self._phrases = sorted({phrase for term in terms for phrase in term.phrases})
        self.found = {one: found[one] / total for one in initiatives if one in found}

    def _best(self, term: Term) -> dict[str, float]:
        """The weight of the best form of a term in each text that holds one."""
        shelf = self._shelf
        holding = [
            (weight * PLACES[place], shelf.holding[place][form])
            for form, weight in term.forms.items()
            for place in COLUMNS
            if form in shelf.holding[place]
        ]
        holding += [
            (weight * PLACES[place], shelf.phrase(phrase, place))
            for phrase, weight in term.phrases.items()
            for place in COLUMNS
        ]
        best: dict[str, float] = {}
        for weight, initiatives in sorted(holding, key=lambda one: one[0]):
            best.update(dict.fromkeys(initiatives, weight))
        return best

    def score(self, initiative: str) -> float:
        """How well an initiative answers, as `search_scoring.score` says it."""
        if initiative not in self.found:
            return 0.0
        covered = max(map(self._covered, self._shelf.titles[initiative]))
        return round(self.found[initiative] * (1 - TITLE + TITLE * covered), 4)

    def _covered(self, title: Title) -> float:
        """How much of a title the terms make up, by the rarity of its words."""
        weights = {word: self._weights[word] for word in title.said.first.keys() & self._weights.keys()}
        for phrase in self._phrases:
            if title.holds(phrase):
                weights |= {word: 1.0 for word in phrase.split() if word not in SMALL}
        rarity = self._shelf.lexicon.rarity
        part = sum(rarity(word) * weight for word, weight in weights.items())
        return part / title.whole if title.whole else 0.0

"""How well many texts answer many needs: the score of `search_scoring`, from an index of words.

A text alone is gone through word by word. Of thousands of needs and hundreds of initiatives for each, only those words
are looked at that a need asks for: an index tells which titles and summaries hold each.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

from graph.bilingual import SMALL
from queries.search_scoring import BETWEEN, PLACES, TITLE, Said
from queries.statements import rows

if TYPE_CHECKING:
    from graph.view import View
    from queries.offers_shelf import Offer
    from queries.search_words import GraphWords
    from queries.word_forms import Term

COLUMNS: Final = {"title": "titles", "body": "summaries"}  # the places of a text, and where it is read


class Texts:
    """The titles and summaries of initiatives, by their words; what was read once is kept."""

    def __init__(self, view: View, lexicon: GraphWords) -> None:
        self._view = view
        self._lexicon = lexicon
        self._shelves: dict[str, Index] = {}  # by theme: few words, and few texts that hold each

    def alike(self, asked: Sequence[Sequence[Term]], offers: Mapping[str, Sequence[Offer]]) -> dict[str, float]:
        """How well each initiative answers the words of a need, in the language in which it does best."""
        found = dict.fromkeys(offers, 0.0)
        on: defaultdict[str, list[str]] = defaultdict(list)
        for initiative, shared in offers.items():
            on[shared[0].theme].append(initiative)
        for theme, initiatives in on.items():
            index = self._shelves.setdefault(theme, Index(self._lexicon))
            index.add(self._view, initiatives)
            for terms in filter(None, asked):
                for initiative, value in index.scores(terms).items():
                    if initiative in found:
                        found[initiative] = max(found[initiative], value)
        return found


class Index:
    """Which texts hold which words, and how rare all words of each title are together."""

    def __init__(self, lexicon: GraphWords) -> None:
        self._lexicon = lexicon
        self._known: set[str] = set()
        self._holding: dict[str, defaultdict[str, list[str]]] = {place: defaultdict(list) for place in COLUMNS}
        self._said: dict[str, dict[str, Said]] = {place: {} for place in COLUMNS}
        self._titles: list[tuple[str, Said, float]] = []  # the initiative, its title in one language, how rare
        self._in_titles: defaultdict[str, list[int]] = defaultdict(list)
        self._together: dict[tuple[str, str], list[str]] = {}  # the texts in which a phrase stands in a place,
        self._titled: dict[str, list[int]] = {}  # and the titles in one language

    def add(self, view: View, initiatives: Iterable[str]) -> None:
        """Read the texts of initiatives, where they are not there yet."""
        new = [one for one in initiatives if one not in self._known]
        if not new:
            return
        self._known.update(new)
        self._together.clear()
        self._titled.clear()
        read = rows(view, "inventory_initiatives", {"initiatives": sorted(new)})
        titles = []
        for row in read:
            for place, column in COLUMNS.items():
                text = BETWEEN.join(json.loads(row[column]).values())
                titles += [(row["id"], Said(title)) for title in text.split(BETWEEN) if place == "title"]
                self._said[place][row["id"]] = said = Said(text)
                for word in said.first:
                    self._holding[place][word].append(row["id"])
        self._lexicon.learn(chain.from_iterable(said.first for _, said in titles))
        for initiative, said in titles:
            for word in said.first:
                self._in_titles[word].append(len(self._titles))
            whole = sum(self._lexicon.rarity(word) for word in said.first if word not in SMALL)
            self._titles.append((initiative, said, whole))

    def scores(self, terms: Sequence[Term]) -> dict[str, float]:
        """How well each text answers; those that hold none of the terms are left out (see `search_scoring.score`)."""
        total = sum(term.worth for term in terms)
        found: defaultdict[str, float] = defaultdict(float)
        for term in terms:
            for initiative, weight in self._best(term).items():
                found[initiative] += term.worth * weight
        covered = self._covered(terms)
        return {
            initiative: round(value / total * (1 - TITLE + TITLE * covered.get(initiative, 0.0)), 4)
            for initiative, value in found.items()
        }

    def _best(self, term: Term) -> dict[str, float]:
        """The weight of the best form of a term in each text that holds one."""
        holding = [
            (weight * PLACES[place], self._holding[place][form])
            for form, weight in term.forms.items()
            for place in COLUMNS
            if form in self._holding[place]
        ]
        holding += [
            (weight * PLACES[place], self._phrase(phrase, place))
            for phrase, weight in term.phrases.items()
            for place in COLUMNS
        ]
        best: dict[str, float] = {}
        for weight, initiatives in sorted(holding, key=lambda one: one[0]):
            best.update(dict.fromkeys(initiatives, weight))
        return best

    def _phrase(self, phrase: str, place: str) -> list[str]:
        """The texts in which the words of a phrase stand together."""
        key = (phrase, place)
        if key not in self._together:
            said, holding = self._said[place], self._holding[place]
            rarest = min((holding.get(word, []) for word in phrase.split()), key=len, default=[])
            self._together[key] = [one for one in rarest if said[one].together(phrase)]
        return self._together[key]

    def _covered(self, terms: Sequence[Term]) -> dict[str, float]:
        """How much of a title in the language that suits the terms best they make up, by their rarity."""
        weights: dict[str, float] = {}
        for term in terms:
            for form, weight in term.forms.items():
                weights[form] = max(weight, weights.get(form, 0.0))
        parts: defaultdict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            if word not in SMALL and word in self._in_titles:
                worth = self._lexicon.rarity(word) * weight
                for title in self._in_titles[word]:
                    parts[title] += worth
        for title, words in self._phrases(terms).items():
            for word in words - SMALL:
                parts[title] += self._lexicon.rarity(word) * (1.0 - weights.get(word, 0.0))
        covered: dict[str, float] = {}
        for title, part in parts.items():
            initiative, _, whole = self._titles[title]
            if whole and part / whole > covered.get(initiative, 0.0):
                covered[initiative] = part / whole
        return covered

    def _phrases(self, terms: Sequence[Term]) -> dict[int, set[str]]:
        """The words of phrases that stand together in a title in one language."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        for phrase in {phrase for term in terms for phrase in term.phrases}:
            if phrase not in self._titled:
                rarest = min((self._in_titles.get(word, []) for word in phrase.split()), key=len, default=[])
                self._titled[phrase] = [title for title in rarest if self._titles[title][1].together(phrase)]
            for title in self._titled[phrase]:
                found[title].update(phrase.split())
        return found

"""Score many texts for many needs: the score of `fulltext.scoring`, computed from an inverted index.

`score_text` reads a text word by word. For thousands of needs with hundreds of initiatives each, only the words that a
need asks for are looked up, in an index of the titles and summaries that contain each word.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.vocabulary.function_words import STOP_WORDS
from queries.fulltext.scoring import FIELD_WEIGHTS, LANGUAGE_SEPARATOR, TITLE_SHARE, TextWords
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View
    from queries.fulltext.expansion import Term
    from queries.fulltext.index import TextIndex
    from queries.suggestions.offers.offer_candidates import ThemeMatch

COLUMNS: Final = {"title": "titles", "body": "summaries"}  # the column of each field


class OfferScorer:
    """Scores initiatives for needs; the texts of the initiatives of each theme are read once."""

    def __init__(self, view: View, index: TextIndex) -> None:
        self._view = view
        self._index = index
        self._by_theme: dict[str, ThemeTexts] = {}  # by theme: few words, and few texts for each

    def score_need(
        self, terms: Sequence[Sequence[Term]], matches: Mapping[str, Sequence[ThemeMatch]]
    ) -> list[NeedScores]:
        """Return the scores of the initiatives of each theme (each initiative by the first theme it shares).

        Args:
            terms: the terms of the need, in each language.
            matches: by initiative the themes that it shares with the need.
        """
        by_theme: defaultdict[str, list[str]] = defaultdict(list)
        for initiative, shared in matches.items():
            by_theme[shared[0].theme].append(initiative)
        found = []
        for theme, initiatives in by_theme.items():
            texts = self._by_theme.setdefault(theme, ThemeTexts(self._index))
            texts.add(self._view, initiatives)
            found += [NeedScores(texts, in_language, initiatives) for in_language in terms if in_language]
        return found


@dataclass(slots=True)
class Title:
    """A title in one language, the total rarity of its words, and which phrases it contains, as far as known."""

    words: TextWords
    total_idf: float
    phrases: dict[str, bool] = field(default_factory=dict)

    def contains(self, phrase: str) -> bool:
        """Whether the words of a phrase are adjacent in it."""
        if phrase not in self.phrases:
            self.phrases[phrase] = bool(self.words.find_phrase(phrase))
        return self.phrases[phrase]


class ThemeTexts:
    """An inverted index of the texts of some initiatives, and their titles in each language."""

    def __init__(self, index: TextIndex) -> None:
        self.index = index
        self.titles: dict[str, list[Title]] = {}
        self.postings: dict[str, defaultdict[str, list[str]]] = {field: defaultdict(list) for field in COLUMNS}
        self._words: dict[str, dict[str, TextWords]] = {field: {} for field in COLUMNS}
        self._phrases: dict[tuple[str, str], list[str]] = {}

    def add(self, view: View, initiatives: Iterable[str]) -> None:
        """Add the texts of initiatives that are not in the index yet."""
        new = [one for one in initiatives if one not in self.titles]
        if not new:
            return
        self._phrases.clear()
        titles = {}
        for row in fetch_rows(view, "suggestions/initiatives", {"initiatives": sorted(new)}):
            for place, column in COLUMNS.items():
                text = LANGUAGE_SEPARATOR.join(json.loads(row[column]).values())
                if place == "title":
                    titles[row["id"]] = [TextWords(title) for title in text.split(LANGUAGE_SEPARATOR)]
                self._words[place][row["id"]] = in_field = TextWords(text)
                for word in in_field.written:
                    self.postings[place][word].append(row["id"])
        self.index.read_counts(word for several in titles.values() for title in several for word in title.written)
        for initiative, several in titles.items():
            self.titles[initiative] = [
                Title(title, sum(self.index.idf(word) for word in title.written if word not in STOP_WORDS))
                for title in several
            ]

    def find_phrase(self, phrase: str, place: str) -> list[str]:
        """Return the initiatives whose title or summary contains a phrase."""
        key = (phrase, place)
        if key not in self._phrases:
            words, postings = self._words[place], self.postings[place]
            rarest = min((postings.get(word, []) for word in phrase.split()), key=len, default=[])
            self._phrases[key] = [one for one in rarest if words[one].find_phrase(phrase)]
        return self._phrases[key]


class NeedScores:
    """The scores of initiatives for the terms of one need.

    `matched` is the share of the terms that each text contains, for those that contain any: no score is greater.
    """

    def __init__(self, texts: ThemeTexts, terms: Sequence[Term], initiatives: Iterable[str]) -> None:
        self._texts = texts
        self._title_weights: dict[str, float] = {}  # by word
        total = sum(term.idf for term in terms)
        matched: defaultdict[str, float] = defaultdict(float)
        for term in terms:
            for form, weight in term.forms.items():
                if form not in STOP_WORDS:
                    self._title_weights[form] = max(weight, self._title_weights.get(form, 0.0))
            for initiative, weight in self._best_weights(term).items():
                matched[initiative] += term.idf * weight
        self._phrases = sorted({phrase for term in terms for phrase in term.phrases})
        self.matched = {one: matched[one] / total for one in initiatives if one in matched}

    def _best_weights(self, term: Term) -> dict[str, float]:
        """Return the weight of the best form of a term in each text that contains one."""
        texts = self._texts
        found = [
            (weight * FIELD_WEIGHTS[place], texts.postings[place][form])
            for form, weight in term.forms.items()
            for place in COLUMNS
            if form in texts.postings[place]
        ]
        found += [
            (weight * FIELD_WEIGHTS[place], texts.find_phrase(phrase, place))
            for phrase, weight in term.phrases.items()
            for place in COLUMNS
        ]
        best: dict[str, float] = {}
        for weight, initiatives in sorted(found, key=lambda one: one[0]):
            best.update(dict.fromkeys(initiatives, weight))
        return best

    def score(self, initiative: str) -> float:
        """Return the score of an initiative, as `fulltext.scoring.score_text` computes it."""
        if initiative not in self.matched:
            return 0.0
        coverage = max(map(self._title_coverage, self._texts.titles[initiative]))
        return round(self.matched[initiative] * (1 - TITLE_SHARE + TITLE_SHARE * coverage), 4)

    def _title_coverage(self, title: Title) -> float:
        """Return the share of a title, weighted by rarity, that the terms make up."""
        weights = {word: self._title_weights[word] for word in title.words.written.keys() & self._title_weights.keys()}
        for phrase in self._phrases:
            if title.contains(phrase):
                weights |= {word: 1.0 for word in phrase.split() if word not in STOP_WORDS}
        idf = self._texts.index.idf
        covered = sum(idf(word) * weight for word, weight in weights.items())
        return covered / title.total_idf if title.total_idf else 0.0

"""Score many texts for many needs: the score of `fulltext.scoring`, computed from an inverted index.

`score_text` reads a text word by word. For thousands of needs with hundreds of initiatives each, only the words that a
need asks for are looked up, in an index of the titles and summaries that contain each word.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    """Scores initiatives for needs; the texts of each initiative are read once."""

    def __init__(self, view: View, index: TextIndex) -> None:
        self._reader = TextReader(view, index)
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
            texts = self._by_theme.setdefault(theme, ThemeTexts(self._reader))
            texts.add(initiatives)
            found += [NeedScores(texts, in_language, initiatives) for in_language in terms if in_language]
        return found


class Title:
    """A title in one language, the total rarity of its words, and which phrases it contains, as far as known."""

    __slots__ = ("_index", "_phrases", "_total_idf", "words")

    def __init__(self, words: TextWords, index: TextIndex) -> None:
        self.words = words
        self._index = index
        self._total_idf = -1.0
        self._phrases: dict[str, bool] = {}

    @property
    def total_idf(self) -> float:
        """The sum of the rarities of its words."""
        if self._total_idf < 0:
            self._total_idf = sum(self._index.idf(word) for word in self.words.written if word not in STOP_WORDS)
        return self._total_idf

    def contains(self, phrase: str) -> bool:
        """Whether the words of a phrase are adjacent in it."""
        if phrase not in self._phrases:
            self._phrases[phrase] = self.words.has_phrase(phrase)
        return self._phrases[phrase]


@dataclass(frozen=True, slots=True)
class InitiativeTexts:
    """The titles of an initiative, and its text and the words of that by field."""

    titles: list[Title]
    texts: Mapping[str, str]
    words: Mapping[str, Iterable[str]]


class TextReader:
    """Reads the texts of initiatives, those of each once."""

    def __init__(self, view: View, index: TextIndex) -> None:
        self.index = index
        self._view = view
        self._read: dict[str, InitiativeTexts] = {}

    def read(self, initiatives: Sequence[str]) -> Iterator[tuple[str, InitiativeTexts]]:
        """Yield initiatives by identifier, each with its texts."""
        new = [one for one in initiatives if one not in self._read]
        for row in fetch_rows(self._view, "suggestions/initiatives", {"initiatives": sorted(new)}) if new else ():
            texts = {
                place: LANGUAGE_SEPARATOR.join(json.loads(row[column]).values()) for place, column in COLUMNS.items()
            }
            titles = [TextWords(title) for title in texts["title"].split(LANGUAGE_SEPARATOR)]
            words: dict[str, Iterable[str]] = {
                "title": dict.fromkeys(word for title in titles for word in title.written),
                "body": TextWords(texts["body"]).written,
            }
            self._read[row["id"]] = InitiativeTexts([Title(title, self.index) for title in titles], texts, words)
        self.index.read_counts(word for one in new if one in self._read for word in self._read[one].words["title"])
        for one in sorted(initiatives):
            if one in self._read:
                yield one, self._read[one]


class ThemeTexts:
    """An inverted index of the texts of some initiatives, and their titles in each language."""

    def __init__(self, reader: TextReader) -> None:
        self.index = reader.index
        self._reader = reader
        self.titles: dict[str, list[Title]] = {}
        self.postings: dict[str, defaultdict[str, list[str]]] = {field: defaultdict(list) for field in COLUMNS}
        self._texts: dict[str, Mapping[str, str]] = {}
        self._words: dict[tuple[str, str], TextWords] = {}  # of those in which phrases were looked for
        self._phrases: dict[tuple[str, str], list[str]] = {}

    def add(self, initiatives: Iterable[str]) -> None:
        """Add the texts of initiatives that are not in the index yet."""
        new = [one for one in initiatives if one not in self.titles]
        if not new:
            return
        self._phrases.clear()
        for initiative, found in self._reader.read(new):
            self.titles[initiative] = found.titles
            self._texts[initiative] = found.texts
            for place, words in found.words.items():
                for word in words:
                    self.postings[place][word].append(initiative)

    def find_phrase(self, phrase: str, place: str) -> list[str]:
        """Return the initiatives whose title or summary contains a phrase."""
        key = (phrase, place)
        if key not in self._phrases:
            postings = self.postings[place]
            rarest = min((postings.get(word, []) for word in phrase.split()), key=len, default=[])
            self._phrases[key] = [one for one in rarest if self._words_of(one, place).has_phrase(phrase)]
        return self._phrases[key]

    def _words_of(self, initiative: str, place: str) -> TextWords:
        key = (initiative, place)
        if key not in self._words:
            self._words[key] = TextWords(self._texts[initiative][place])
        return self._words[key]


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
        self._phrases = [
            (phrase, phrase.split()[0], [word for word in phrase.split() if word not in STOP_WORDS])
            for phrase in sorted({phrase for term in terms for phrase in term.phrases})
        ]
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
        for phrase, first, counted in self._phrases:
            if first in title.words.written and title.contains(phrase):
                weights |= dict.fromkeys(counted, 1.0)
        idf = self._texts.index.idf
        covered = sum(idf(word) * weight for word, weight in weights.items())
        return covered / title.total_idf if title.total_idf else 0.0

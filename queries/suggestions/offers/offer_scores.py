"""Score many texts for many needs: the score of `fulltext.scoring`, computed from an inverted index.

`score_text` reads a text word by word. For thousands of needs with hundreds of initiatives each, only the words that a
need asks for are looked up, in an index of the titles and summaries that contain each word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import orjson

from graph.vocabulary.function_words import STOP_WORDS
from queries.fulltext.scoring import FIELD_WEIGHTS, LANGUAGE_SEPARATOR, TITLE_SHARE, TextWords, fold_words
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

    __slots__ = ("_idf", "_index", "_phrases", "_text", "_total", "_words")

    def __init__(self, text: str, index: TextIndex) -> None:
        self._text = text
        self._index = index
        self._words: TextWords | None = None
        self._idf: dict[str, float] = {}
        self._total = -1.0
        self._phrases: dict[str, bool] = {}

    @property
    def words(self) -> TextWords:
        """Its words."""
        if self._words is None:  # few titles are scored of those that are read
            self._words = TextWords(self._text)
        return self._words

    def coverage(self, weights: Mapping[str, float], phrases: Sequence[tuple[str, str, Sequence[str]]]) -> float:
        """Return the share of the title, weighted by rarity, that some words make up.

        Args:
            weights: how much each word counts.
            phrases: each with its first word, and its words that are no stop words, which then count 1.
        """
        written = self.words.written
        if self._total < 0:
            self._idf = {word: self._index.idf(word) for word in written if word not in STOP_WORDS}
            self._total = sum(self._idf.values())
        idf = self._idf
        found = [counted for phrase, first, counted in phrases if first in written and self.contains(phrase)]
        counting = idf.keys() & weights.keys()
        if found:
            weights = {word: weights[word] for word in counting}
            for counted in found:
                weights |= dict.fromkeys(counted, 1.0)
            counting = idf.keys() & weights.keys()
        covered = sum([idf[word] * weights[word] for word in counting])
        return covered / self._total if self._total else 0.0

    def contains(self, phrase: str) -> bool:
        """Whether the words of a phrase are adjacent in it."""
        if phrase not in self._phrases:
            self._phrases[phrase] = self.words.has_phrase(phrase)
        return self._phrases[phrase]


@dataclass(frozen=True, slots=True)
class InitiativeTexts:
    """The titles of an initiative, and its text by field."""

    titles: list[Title]
    texts: Mapping[str, str]


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
                place: LANGUAGE_SEPARATOR.join(orjson.loads(row[column]).values()) for place, column in COLUMNS.items()
            }
            titles = [Title(title, self.index) for title in texts["title"].split(LANGUAGE_SEPARATOR)]
            self._read[row["id"]] = InitiativeTexts(titles, texts)
        for one in sorted(initiatives):
            if one in self._read:
                yield one, self._read[one]


class ThemeTexts:
    """An inverted index of the texts of some initiatives, and their titles in each language."""

    def __init__(self, reader: TextReader) -> None:
        self.index = reader.index
        self._reader = reader
        self.titles: dict[str, list[Title]] = {}
        self._postings: dict[str, defaultdict[str, list[str]]] = {field: defaultdict(list) for field in COLUMNS}
        self._texts: dict[str, Mapping[str, str]] = {}
        self._words: dict[tuple[str, str], TextWords] = {}  # of those in which phrases were looked for
        self._phrases: dict[tuple[str, str], list[str]] = {}
        self._weights: dict[tuple[str, ...], Mapping[str, float]] = {}
        self._counted: set[str] = set()

    def add(self, initiatives: Iterable[str]) -> None:
        """Add the texts of initiatives that are not in the index yet."""
        new = [one for one in initiatives if one not in self.titles]
        if not new:
            return
        self._phrases.clear()
        self._weights.clear()
        for initiative, found in self._reader.read(new):
            self.titles[initiative] = found.titles
            self._texts[initiative] = found.texts
            for place, text in found.texts.items():
                postings = self._postings[place]
                for word in fold_words(text):
                    postings[word].append(initiative)

    def best_weights(self, term: Term) -> Mapping[str, float]:
        """Return the weight of the best form of a term in each text that contains one."""
        key = (term.text, *term.phrases)  # a word has the same forms, and each phrase the same weight, in all needs
        if key not in self._weights:
            found = [
                (weight * FIELD_WEIGHTS[place], self._postings[place][form])
                for form, weight in term.forms.items()
                for place in COLUMNS
                if form in self._postings[place]
            ]
            found += [
                (weight * FIELD_WEIGHTS[place], self.find_phrase(phrase, place))
                for phrase, weight in term.phrases.items()
                for place in COLUMNS
            ]
            best: dict[str, float] = {}
            for weight, initiatives in sorted(found, key=lambda one: one[0]):
                best.update(dict.fromkeys(initiatives, weight))
            self._weights[key] = best
        return self._weights[key]

    def read_counts(self, initiatives: Iterable[str]) -> None:
        """Read how many texts contain each word of the titles of some initiatives, if that is not known."""
        new = [one for one in initiatives if one not in self._counted]
        self._counted.update(new)
        self.index.read_counts(word for one in new for title in self.titles[one] for word in title.words.written)

    def find_phrase(self, phrase: str, place: str) -> list[str]:
        """Return the initiatives whose title or summary contains a phrase."""
        key = (phrase, place)
        if key not in self._phrases:
            postings = self._postings[place]
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
            for initiative, weight in texts.best_weights(term).items():
                matched[initiative] += term.idf * weight
        self._phrases = [
            (phrase, phrase.split()[0], [word for word in phrase.split() if word not in STOP_WORDS])
            for phrase in sorted({phrase for term in terms for phrase in term.phrases})
        ]
        self.matched = {one: matched[one] / total for one in initiatives if one in matched}

    def read_counts(self, initiatives: Iterable[str]) -> None:
        """Read how many texts contain the words of the titles of some initiatives, before these are scored."""
        self._texts.read_counts(one for one in initiatives if one in self.matched)

    def score(self, initiative: str) -> float:
        """Return the score of an initiative, as `fulltext.scoring.score_text` computes it."""
        if initiative not in self.matched:
            return 0.0
        titles = self._texts.titles[initiative]
        coverage = max([title.coverage(self._title_weights, self._phrases) for title in titles])
        return round(self.matched[initiative] * (1 - TITLE_SHARE + TITLE_SHARE * coverage), 4)

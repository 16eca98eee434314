"""Score many texts for many needs: the score of `fulltext.scoring`, computed from an inverted index.

`score_text` reads a text word by word. For thousands of needs with hundreds of initiatives each, only the words that a
need asks for are looked up, in an index of the titles and summaries that contain each word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.vocabulary.function_words import STOP_WORDS
from queries.fulltext.scoring import FIELD_WEIGHTS, TITLE_SHARE
from queries.suggestions.offers.offer_texts import FIELDS, Phrase, Title

if TYPE_CHECKING:
    from queries.fulltext.expansion import Term
    from queries.fulltext.index import TextIndex
    from queries.suggestions.offers.offer_candidates import ThemeMatch
    from queries.suggestions.offers.offer_texts import Field, InitiativeTexts, OfferTexts


class OfferScorer:
    """Scores initiatives for needs.

    Args:
        texts: those of initiatives.
        index: the full-text index of the view.
        terms: those of all needs.
    """

    def __init__(self, texts: OfferTexts, index: TextIndex, terms: Iterable[Term]) -> None:
        self._texts = texts
        self._index = index
        self._wanted = frozenset(
            word for term in terms for form in (*term.forms, *term.phrases) for word in form.split()
        )
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
            texts = self._by_theme.setdefault(theme, ThemeTexts(self._texts, self._index, self._wanted))
            texts.add(initiatives)
            found += [NeedScores(texts, in_language, initiatives) for in_language in terms if in_language]
        return found


class ThemeTexts:
    """An inverted index of the texts of some initiatives, for the words that needs ask for."""

    def __init__(self, texts: OfferTexts, index: TextIndex, wanted: Collection[str]) -> None:
        self._all = texts
        self._index = index
        self._wanted = frozenset(wanted)
        self._postings: dict[Field, defaultdict[str, list[str]]] = {field: defaultdict(list) for field in FIELDS}
        self._texts: dict[str, InitiativeTexts] = {}
        self._titles: dict[str, list[Title]] = {}  # of those that were scored
        self._phrases: dict[tuple[str, Field], list[str]] = {}
        self._weights: dict[tuple[str, ...], Mapping[str, float]] = {}
        self._counted: set[str] = set()

    def add(self, initiatives: Iterable[str]) -> None:
        """Add the texts of initiatives that are not in the index yet."""
        new = [one for one in initiatives if one not in self._texts]
        if not new:
            return
        self._phrases.clear()
        self._weights.clear()
        find = self._wanted.intersection
        for initiative in sorted(new):
            texts = self._texts[initiative] = self._all[initiative]
            for field, words in texts.words.items():
                postings = self._postings[field]
                for word in find(words):
                    postings[word].append(initiative)

    def titles(self, initiative: str) -> list[Title]:
        """Return the titles of an initiative in each language."""
        if initiative not in self._titles:
            self._titles[initiative] = [Title(words, self._index) for words in self._texts[initiative].title_words]
        return self._titles[initiative]

    def best_weights(self, term: Term) -> Mapping[str, float]:
        """Return the weight of the best form of a term in each text that contains one."""
        key = (term.text, *term.phrases)  # a word has the same forms, and each phrase the same weight, in all needs
        if key not in self._weights:
            found = [
                (weight * FIELD_WEIGHTS[field], self._postings[field][form])
                for form, weight in term.forms.items()
                for field in FIELDS
                if form in self._postings[field]
            ]
            found += [
                (weight * FIELD_WEIGHTS[field], self.find_phrase(phrase, field))
                for phrase, weight in term.phrases.items()
                for field in FIELDS
            ]
            best: dict[str, float] = {}
            for weight, initiatives in sorted(found, key=lambda one: one[0]):
                best.update(dict.fromkeys(initiatives, weight))
            self._weights[key] = best
        return self._weights[key]

    def title_words(self, initiatives: Iterable[str]) -> set[str]:
        """Return the words of the titles of some initiatives, without those that were returned before."""
        new = set(initiatives) - self._counted
        self._counted |= new
        return set[str]().union(*(self._texts[one].words["title"] for one in new))

    def find_phrase(self, phrase: str, field: Field) -> list[str]:
        """Return the initiatives whose titles or summaries contain a phrase."""
        key = (phrase, field)
        if key not in self._phrases:
            postings = self._postings[field]
            rarest = min((postings.get(word, []) for word in phrase.split()), key=len, default=[])
            self._phrases[key] = [one for one in rarest if self._texts[one].contains(phrase, field)]
        return self._phrases[key]


class NeedScores:
    """The scores of initiatives for the terms of one need.

    `matched` is the share of the terms that each text contains, for those that contain any: no score is greater.
    """

    def __init__(self, texts: ThemeTexts, terms: Sequence[Term], initiatives: Iterable[str]) -> None:
        self._texts = texts
        self._title_weights: dict[str, float] = {}  # by word
        self._title_phrases: defaultdict[str, list[Phrase]] = defaultdict(list)  # by initiative
        total = sum(term.idf for term in terms)
        matched: defaultdict[str, float] = defaultdict(float)
        for term in terms:
            for form, weight in term.forms.items():
                if form not in STOP_WORDS:
                    self._title_weights[form] = max(weight, self._title_weights.get(form, 0.0))
            for initiative, weight in texts.best_weights(term).items():
                matched[initiative] += term.idf * weight
        for phrase in sorted({phrase for term in terms for phrase in term.phrases}):
            counted = [word for word in phrase.split() if word not in STOP_WORDS]
            for initiative in texts.find_phrase(phrase, "title"):
                self._title_phrases[initiative].append(Phrase(phrase, counted))
        self.matched = {one: matched[one] / total for one in initiatives if one in matched}

    def title_words(self) -> set[str]:
        """Return the words of the titles that may be scored, whose counts a score needs."""
        return self._texts.title_words(self.matched)

    def score(self, initiative: str) -> float:
        """Return the score of an initiative, as `fulltext.scoring.score_text` computes it."""
        if initiative not in self.matched:
            return 0.0
        phrases = self._title_phrases.get(initiative, ())
        coverage = max([title.coverage(self._title_weights, phrases) for title in self._texts.titles(initiative)])
        return round(self.matched[initiative] * (1 - TITLE_SHARE + TITLE_SHARE * coverage), 4)

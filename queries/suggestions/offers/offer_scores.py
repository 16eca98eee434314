"""Score many texts for many needs: the score of `fulltext.scoring`, computed from an inverted index.

`score_text` reads a text word by word. For thousands of needs with hundreds of initiatives each, only the words that a
need asks for are looked up, in an index of the titles and summaries that contain each word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, filterfalse
from typing import TYPE_CHECKING

from graph.vocabulary.function_words import STOP_WORDS
from queries.fulltext.scoring import FIELD_WEIGHTS, LANGUAGE_SEPARATOR, TITLE_SHARE, fold_words, join_words
from queries.suggestions.offers.offer_texts import FIELDS, Phrase, Title

if TYPE_CHECKING:
    from queries.fulltext.expansion import Term
    from queries.fulltext.index import TextIndex
    from queries.suggestions.offers.offer_candidates import ThemeMatch
    from queries.suggestions.offers.offer_texts import Field, OfferTexts


class OfferScorer:
    """Scores initiatives for needs.

    Args:
        texts: those of initiatives.
        index: the full-text index of the view.
        terms: those of the needs on each theme.
    """

    def __init__(self, texts: OfferTexts, index: TextIndex, terms: Mapping[str, Iterable[Term]]) -> None:
        self._texts = texts
        self._index = index
        self._terms = terms
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
            texts = self._texts_on(theme)
            texts.add(initiatives)
            found += [NeedScores(texts, in_language, initiatives) for in_language in terms if in_language]
        return found

    def _texts_on(self, theme: str) -> ThemeTexts:
        """Return the texts of a theme, with an index of the words that its needs ask for."""
        if theme not in self._by_theme:
            terms = self._terms[theme]
            wanted = {word for term in terms for form in (*term.forms, *term.phrases) for word in form.split()}
            self._by_theme[theme] = ThemeTexts(self._texts, self._index, wanted)
        return self._by_theme[theme]


class ThemeTexts:
    """An inverted index of the texts of some initiatives, for the words that needs ask for."""

    def __init__(self, texts: OfferTexts, index: TextIndex, wanted: Collection[str]) -> None:
        self._texts = texts
        self._index = index
        self._wanted = frozenset(wanted)
        self._postings: dict[Field, defaultdict[str, list[str]]] = {field: defaultdict(list) for field in FIELDS}
        self._words: dict[Field, dict[str, list[str]]] = {field: {} for field in FIELDS}
        self._joined: dict[tuple[str, Field], str] = {}  # words in which a phrase was looked for
        self._several: dict[str, list[list[str]]] = {}  # the words of titles in several languages
        self._titles: dict[str, list[Title]] = {}  # of those with several that were scored
        self._counted: set[str] = set()  # initiatives whose words were returned by `title_words`
        self._totals: dict[str, float | None] = {}  # see `read_totals`
        self._phrases: dict[tuple[str, Field], list[str]] = {}
        self._weights: dict[tuple[str, ...], Mapping[str, float]] = {}

    def add(self, initiatives: Iterable[str]) -> None:
        """Add the texts of initiatives that are not in the index yet."""
        new = sorted(set(initiatives).difference(self._words["title"]))
        if not new:
            return
        self._phrases.clear()
        self._weights.clear()
        for field in FIELDS:
            self._add_field(new, field)

    def _add_field(self, initiatives: Sequence[str], field: Field) -> None:
        known, postings, find = self._words[field], self._postings[field], self._wanted.intersection
        for initiative, text in zip(initiatives, self._texts.read(initiatives, field), strict=True):
            if not text:
                known[initiative] = []
            elif field == "title" and LANGUAGE_SEPARATOR in text:
                titles = self._several[initiative] = [fold_words(one) for one in text.split(LANGUAGE_SEPARATOR)]
                known[initiative] = list(chain.from_iterable(titles))
            else:
                known[initiative] = fold_words(text)
            for word in find(known[initiative]):
                postings[word].append(initiative)

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

    def weigh_in_titles(self, weights: Mapping[str, float]) -> dict[str, float]:
        """Return by initiative the sum of rarity times weight of the words that its titles contain."""
        postings = self._postings["title"]
        found: defaultdict[str, float] = defaultdict(float)
        for word, weight in weights.items():
            if word in postings:
                rarity = weight * self.idf(word)
                for initiative in postings[word]:
                    found[initiative] += rarity
        return found

    def idf(self, word: str) -> float:
        """Return the inverse document frequency of a word."""
        return self._index.idf(word)

    def find_phrase(self, phrase: str, field: Field) -> list[str]:
        """Return the initiatives whose titles or summaries contain a phrase."""
        key = (phrase, field)
        if key not in self._phrases:
            postings = self._postings[field]
            rarest = min((postings.get(word, []) for word in phrase.split()), key=len, default=[])
            self._phrases[key] = [one for one in rarest if self._contains(one, phrase, field)]
        return self._phrases[key]

    def _contains(self, initiative: str, phrase: str, field: Field) -> bool:
        """Whether the words of a phrase are adjacent in a field of an initiative."""
        key = (initiative, field)
        if key not in self._joined:
            self._joined[key] = join_words(self._words[field][initiative])
        return f" {phrase} " in self._joined[key]

    def title_words(self, initiatives: Iterable[str]) -> set[str]:
        """Return the words of the titles of some initiatives, without those that were returned before."""
        new = set(initiatives) - self._counted
        self._counted |= new
        return set[str]().union(*(self._words["title"][one] for one in new))

    def read_totals(self, initiatives: Iterable[str]) -> Mapping[str, float | None]:
        """Return the sum of the rarities of the words of the titles of some initiatives, and of others read before.

        Each word counts once, and stop words do not. None stands for several titles, of which the counts are read.
        """
        if new := [one for one in initiatives if one not in self._totals]:
            titles = [self._words["title"][one] for one in new]
            self._index.read_counts(set[str]().union(*titles))
            for one, words in zip(new, titles, strict=True):
                counted = dict.fromkeys(filterfalse(STOP_WORDS.__contains__, words))
                self._totals[one] = None if one in self._several else self._index.sum_idf(counted)
        return self._totals

    def titles(self, initiative: str) -> list[Title]:
        """Return the titles of an initiative that has several."""
        if initiative not in self._titles:
            self._titles[initiative] = [Title(words, self._index) for words in self._several[initiative]]
        return self._titles[initiative]


class NeedScores:
    """The scores of initiatives for the terms of one need.

    `matched` is the share of the terms that each text contains, for those that contain any, and `bounds` what no score
    is greater than: all of that where a title contains a term.
    """

    def __init__(self, texts: ThemeTexts, terms: Sequence[Term], initiatives: Iterable[str]) -> None:
        self._texts = texts
        self._title_weights: dict[str, float] = {}  # by word
        self._title_phrases: defaultdict[str, tuple[Phrase, ...]] = defaultdict(tuple)  # by initiative
        total = sum(term.idf for term in terms)
        matched: defaultdict[str, float] = defaultdict(float)
        for term in terms:
            for form, weight in term.forms.items():
                if form not in STOP_WORDS:
                    self._title_weights[form] = max(weight, self._title_weights.get(form, 0.0))
            for initiative, weight in texts.best_weights(term).items():
                matched[initiative] += term.idf * weight
        self.matched = {one: matched[one] / total for one in initiatives if one in matched}
        self._in_titles = texts.weigh_in_titles(self._title_weights)  # what the words of the title of each add up to
        self._add_phrases(sorted({phrase for term in terms for phrase in term.phrases}))
        in_title = self._in_titles.keys()
        self.bounds = {
            one: share if one in in_title else share * (1 - TITLE_SHARE) for one, share in self.matched.items()
        }

    def _add_phrases(self, phrases: Sequence[str]) -> None:
        """Find in which titles phrases are, where their words count more than by themselves."""
        for phrase in phrases:
            one = (Phrase(phrase, tuple(word for word in phrase.split() if word not in STOP_WORDS)),)
            for initiative in self._texts.find_phrase(phrase, "title"):
                self._title_phrases[initiative] += one
        weigh = lru_cache(maxsize=None)(self._weigh_phrases)
        for initiative, found in self._title_phrases.items():
            self._in_titles[initiative] = self._in_titles.get(initiative, 0.0) + weigh(found)

    def _weigh_phrases(self, phrases: tuple[Phrase, ...]) -> float:
        """Return what the words of phrases add, which count 1, to what they count by themselves."""
        words = {word for phrase in phrases for word in phrase.counted}
        return sum([self._texts.idf(word) * (1 - self._title_weights.get(word, 0.0)) for word in sorted(words)])

    def title_words(self) -> set[str]:
        """Return the words of the titles that may be scored, whose counts a score needs."""
        return self._texts.title_words(self.matched.keys() & self._in_titles.keys())

    def score(self, initiatives: Sequence[str]) -> list[float]:
        """Return the scores of some initiatives, as `fulltext.scoring.score_text` computes them."""
        in_titles, matched = self._in_titles, self.matched
        totals = self._texts.read_totals([one for one in initiatives if one in in_titles and one in matched])
        found = []
        for one in initiatives:
            share, rarity = matched.get(one), in_titles.get(one)
            if share is None:
                found.append(0.0)
                continue
            total = totals[one] if rarity is not None else 0.0
            coverage = self._cover(one) if total is None else rarity / total if rarity and total else 0.0
            found.append(round(share * (1 - TITLE_SHARE + TITLE_SHARE * coverage), 4))
        return found

    def _cover(self, initiative: str) -> float:
        """Return the share of the titles of an initiative that words make up, in the language that suits best."""
        phrases = self._title_phrases.get(initiative, ())
        return max([title.coverage(self._title_weights, phrases) for title in self._texts.titles(initiative)])

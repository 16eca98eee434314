"""Suggest themes by all words of what is said of them: names, definitions, and texts without labels.

A theme's profile weighs each word (as a stem, by language): those of its labels 1, of its other names .8, of its
definitions and notes .6, of the general subject that it is .4, of its broader theme .3. A word counts by how rare it is
among the texts (inverse document frequency) and among the themes, log(1 + T / (1 + t)). A text is compared with each
profile by the cosine.

Where there are texts enough, `queries/themes/feedback.py` learns from them, and says how likely each theme is: `p`, of
1 for all themes together. With `k` the score by names and keywords (`queries.themes.classify`), a theme's score is
p · (.45 + .55 k), and not above that of a likelier theme: words alone make no suggestion for the review queue. Without
texts, `p` is the cosine, divided by .4 and at most 1, and the score 1 - (1 - k) · (1 - .45 p): either is reason enough.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from math import log, sqrt
from typing import TYPE_CHECKING, Any, Final

from graph.text.strings import stem, words
from graph.values import LANGUAGES
from graph.vocabulary.function_words import FUNCTION_WORDS
from graph.vocabulary.theme_keywords import subjects_of
from graph.vocabulary.word_translations import shipped_pairs
from queries.themes.classify import KeywordClassifier, ThemeSuggestion, guess_languages, strongest
from queries.themes.feedback import USUAL_COSINE, Feedback, idf_of, learn, shares_of

if TYPE_CHECKING:
    from pathlib import Path

    from queries.themes.classify import ThemeNames
    from queries.themes.meanings import ThemeMeanings

LABEL_WEIGHT, NAME_WEIGHT, DEFINITION_WEIGHT, SUBJECT_WEIGHT, BROADER_WEIGHT = 1.0, 0.8, 0.6, 0.4, 0.3
TRANSLATION_FACTOR: Final = 0.6  # of a word in a language in which a theme has no names
MEANING: Final = 0.8  # of a deviation in meaning, beside the logarithms of what words say
PROFILE_SHARE: Final = 0.45  # words alone make no suggestion for the review queue
LENGTH_POWER: Final = 0.5  # of a profile's length, by which it is divided; 1 would favour short labels
LENGTH_POWER_ALONE: Final = 0.7  # the same where there are no texts to learn from
MIN_CORPUS: Final = 100  # texts from which rarity and feedback are taken
MAX_CORPUS: Final = 4000  # texts
MAX_TEXT_LENGTH: Final = 1200  # characters of a text that are read
Term = str  # language, a space and a stem
Vector = dict[Term, float]


class ProfileClassifier:
    """Suggests themes by the words of their names, other names and definitions.

    Args:
        themes: those to choose from, and no others.
        corpus: texts of the same kind as those that will be asked about, without labels; they may be these.
        kept: what `state` returned for the same themes and texts, so that nothing is computed anew.
    """

    def __init__(
        self, themes: Iterable[ThemeNames], corpus: Sequence[str] = (), kept: Mapping[str, Any] | None = None
    ) -> None:
        every = list(themes)
        self._described = every
        self.themes = [theme.id for theme in every]
        self._keywords = KeywordClassifier(every)
        self._idf: dict[Term, float] = {}
        self._feedback: Feedback | None = None
        if kept is not None:
            self._idf, self._first = dict(kept["idf"]), dict(kept["first"])
            self._feedback = Feedback.restored(kept["feedback"])
        else:
            self._learn(every, corpus[:MAX_CORPUS])
        self.has_learnt = self._feedback is not None
        self._meanings: ThemeMeanings | None = None
        learnt = (self._feedback.second, self._feedback.odds) if self._feedback else ({}, {})
        self._postings = [_invert(each, self.themes) for each in (self._first, *learnt)]

    def _learn(self, themes: Sequence[ThemeNames], corpus: Sequence[str]) -> None:
        counted = [_count_terms(text) for text in corpus] if len(corpus) >= MIN_CORPUS else []
        self._idf = idf_of(counted)
        self._first = self._make_profiles(themes)
        if counted and themes:
            vectors = [self._to_vector(counts) for counts in counted]
            named = [{one.theme: one.score for one in self._keywords.suggest(text)} for text in corpus]
            self._feedback = learn(self.themes, self._first, counted, vectors, named)

    @property
    def state(self) -> dict[str, Any]:
        """What was learnt, ready for JSON."""
        return {"idf": self._idf, "first": self._first, "feedback": self._feedback.state if self._feedback else {}}

    def suggest(self, text: str) -> list[ThemeSuggestion]:
        """Return the themes of a text, the likeliest first."""
        counts = _count_terms(text)
        vector = self._to_vector(counts)
        named = {one.theme: one for one in self._keywords.suggest(text)}
        scores = self._score(text, counts, vector, {theme: one.score for theme, one in named.items()})
        ranked = sorted(scores, key=lambda theme: -scores[theme])  # equal ones by their shares, as they come
        written = _written(text)
        return [
            ThemeSuggestion(
                theme,
                round(scores[theme], 4),
                self._explain(theme, vector, written, named[theme].because if theme in named else ()),
            )
            for theme in ranked
        ]

    def _score(
        self, text: str, counts: Mapping[Term, int], vector: Vector, named: Mapping[str, float]
    ) -> dict[str, float]:
        """Return the score of each theme that anything supports."""
        first, second = (_cosines(vector, postings) for postings in self._postings[:2])
        deviations = self._meanings.compare(text) if self._meanings else {}
        if self._feedback:
            odds = _cosines(dict.fromkeys(counts, 1.0), self._postings[2])
            logits = self._feedback.logits(list(counts), first, second, named, odds)
            logits = {theme: value + MEANING * deviations.get(theme, 0.0) for theme, value in logits.items()}
            supported = first.keys() | second.keys() | odds.keys() | named.keys() | deviations.keys()
            return _in_order(shares_of(logits), named, supported)
        from queries.themes.meanings import nearness

        near = {theme: nearness(deviation) for theme, deviation in deviations.items()}
        words = {theme: min(1.0, cosine / USUAL_COSINE) for theme, cosine in first.items()}
        return {
            theme: 1
            - (1 - named.get(theme, 0.0)) * (1 - PROFILE_SHARE * words.get(theme, 0.0)) * (1 - near.get(theme, 0.0))
            for theme in sorted(words.keys() | named.keys() | near.keys())
        }

    def compare_meanings(self, path: Path | None, corpus: Sequence[str] = ()) -> None:
        """Compare meanings, too; `path` is the file in which vectors are kept, `corpus` holds texts of the same kind.

        Raises:
            MissingExtraError: the model is not installed.
        """
        from queries.themes.meanings import ThemeMeanings

        self._meanings = ThemeMeanings(self._described, corpus, path)

    def prepare(self, texts: Sequence[str]) -> None:
        """Compute at once what comparing the meanings of many texts needs."""
        if self._meanings:
            self._meanings.prepare(texts)

    def _explain(
        self, theme: str, vector: Vector, written: Mapping[Term, str], because: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The words of a text that support a theme most: those that name it first."""
        support: dict[str, float] = {word: 2.0 - place / 10 for place, word in enumerate(because)}
        second = self._feedback.second[theme] if self._feedback else {}
        single = {word for phrase in because for word in phrase.split()}
        for term, value in vector.items():
            weight = self._first[theme].get(term, 0.0) + second.get(term, 0.0)
            if weight and written[term] not in single:
                support[written[term]] = max(value * weight, support.get(written[term], 0.0))
        return strongest(support)

    def _make_profiles(self, themes: Sequence[ThemeNames]) -> dict[str, Vector]:
        labels = {theme.id: theme.labels for theme in themes}
        raw = {theme.id: _weigh_words(theme, labels.get(theme.broader or "", {})) for theme in themes}
        having = Counter(term for weights in raw.values() for term in weights)
        made = {}
        for theme, weights in raw.items():
            vector = {
                term: weight * self._idf.get(term, 1.0) * log(1 + len(raw) / (1 + having[term]))
                for term, weight in weights.items()
            }
            made[theme] = _shorten(vector, LENGTH_POWER if self._idf else LENGTH_POWER_ALONE)
        return made

    def _to_vector(self, counts: Mapping[Term, int]) -> Vector:
        return _shorten({term: (1 + log(n)) * self._idf.get(term, 1.0) for term, n in counts.items()}, 1.0)


def _in_order(shares: Mapping[str, float], named: Mapping[str, float], supported: AbstractSet[str]) -> dict[str, float]:
    """Return the scores of themes by their shares: what names a theme raises its score, but not above likelier ones."""
    scores: dict[str, float] = {}
    most = 1.0
    for theme in sorted(supported, key=lambda one: (-shares[one], one)):
        most = min(most, shares[theme] * (PROFILE_SHARE + (1 - PROFILE_SHARE) * named.get(theme, 0.0)))
        scores[theme] = most
    return scores


def _weigh_words(theme: ThemeNames, broader: Mapping[str, str]) -> dict[Term, float]:
    """The words of all that is said of a theme, each with its greatest weight."""
    found: dict[Term, float] = {}
    subjects = subjects_of(name for lang in LANGUAGES for name in theme.names.get(lang, ()))
    for lang in LANGUAGES:
        label = theme.labels.get(lang, "")
        others = [name for name in theme.names.get(lang, ()) if name != label]
        weighted = [
            (LABEL_WEIGHT, [label]),
            (NAME_WEIGHT, others),
            (DEFINITION_WEIGHT, theme.definitions.get(lang, ())),
            (BROADER_WEIGHT, [broader.get(lang, "")]),
            (SUBJECT_WEIGHT, [text for one in subjects for text in (*one.names[lang], *one.words[lang])]),
        ]
        for weight, texts in weighted:
            for term, n in Counter(term for text in texts for term in _terms(words(text), lang)).items():
                found[term] = max(weight * (1 + log(n)), found.get(term, 0.0))
    missing = [lang for lang in LANGUAGES if not theme.names.get(lang)]
    for lang in missing:
        for term, weight in list(found.items()):
            for other in _translations().get(term, ()):
                if other.startswith(lang):
                    found[other] = max(TRANSLATION_FACTOR * weight, found.get(other, 0.0))
    return found


@cache
def _translations() -> Mapping[Term, tuple[Term, ...]]:
    """The stems that translate each stem, of the pairs that come with Accord."""
    found: dict[Term, dict[Term, None]] = defaultdict(dict)
    for english, french in shipped_pairs():
        here, there = f"en {stem(english, 'en')}", f"fr {stem(french, 'fr')}"
        found[here][there] = None
        found[there][here] = None
    return {term: tuple(others) for term, others in found.items()}


def _terms(folded: Iterable[str], lang: str) -> Iterator[Term]:
    stop = FUNCTION_WORDS[lang]
    return (
        f"{lang} {stem(word, lang)}" for word in folded if len(word) > 1 and word not in stop and not word.isdecimal()
    )


def _count_terms(text: str) -> Counter[Term]:
    """The words of a text by language, and how often each occurs."""
    folded = words(text[:MAX_TEXT_LENGTH])
    return Counter(term for lang in guess_languages(folded) for term in _terms(folded, lang))


def _written(text: str) -> dict[Term, str]:
    """Each word of a text as it is first written."""
    folded = words(text[:MAX_TEXT_LENGTH])
    found: dict[Term, str] = {}
    for lang in guess_languages(folded):
        for word in folded:
            for term in _terms([word], lang):
                found.setdefault(term, word)
    return found


def _shorten(vector: Vector, power: float) -> Vector:
    """A vector divided by its length to a power."""
    length = sqrt(sum(value * value for value in vector.values())) ** power
    return {term: round(value / length, 6) for term, value in vector.items()} if length else {}


def _invert(profiles: Mapping[str, Vector], themes: Sequence[str]) -> dict[Term, list[tuple[str, float]]]:
    """The themes whose profile has each word, with its weight."""
    found: dict[Term, list[tuple[str, float]]] = defaultdict(list)
    for theme in themes:
        for term, value in profiles.get(theme, {}).items():
            found[term].append((theme, value))
    return dict(found)


def _cosines(vector: Vector, postings: Mapping[Term, Sequence[tuple[str, float]]]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for term, value in vector.items():
        for theme, weight in postings.get(term, ()):
            found[theme] += value * weight
    return found

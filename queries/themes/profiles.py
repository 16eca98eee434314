"""Suggest themes by all words of what is said of them: names, definitions, and texts that are surely about them.

A theme's profile weighs each word (as a stem, by language): those of its labels 1, of its other names .8, of its
definitions and notes .6, of the general subject that it is .4, of its broader theme .3. A word counts by how rare it is
among the texts (inverse document frequency) and among the themes, log(1 + T / (1 + t)). A text is compared with each
profile by the cosine, which is divided by the cosine that one in a hundred texts exceeds, so that it is at most 1.

Where there are texts enough, the profiles learn from them without any label (pseudo-relevance feedback, Rocchio 1971):
the texts that are ahead for one theme by most make a second profile of it, twice over. With `p` the share by profiles
and `k` the score by names and keywords (`queries.themes.classify`), a theme's score is 1 - (1 - k) · (1 - .45 p):
either is reason enough.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import log, sqrt
from typing import TYPE_CHECKING, Any, Final

from graph.text.strings import stem, words
from graph.values import LANGUAGES
from graph.vocabulary.function_words import FUNCTION_WORDS
from graph.vocabulary.theme_keywords import subjects_of
from graph.vocabulary.word_translations import iter_shipped_pairs
from queries.themes.classify import KeywordClassifier, ThemeSuggestion, guess_languages, strongest

if TYPE_CHECKING:
    from pathlib import Path

    from queries.themes.classify import ThemeNames
    from queries.themes.meanings import ThemeMeanings

LABEL_WEIGHT, NAME_WEIGHT, DEFINITION_WEIGHT, SUBJECT_WEIGHT, BROADER_WEIGHT = 1.0, 0.8, 0.6, 0.4, 0.3
TRANSLATION_FACTOR: Final = 0.6  # of a word in a language in which a theme has no names
PROFILE_SHARE: Final = 0.45  # words alone make no suggestion for the review queue
LENGTH_POWER: Final = 0.7  # of a profile's length, by which it is divided; 1 would favour short labels
MIN_CORPUS: Final = 100  # texts from which rarity and feedback are taken
MAX_CORPUS: Final = 4000  # texts
FEEDBACK_TEXTS: Final = 100  # that make the second profile of a theme, at most
MIN_FEEDBACK_TEXTS: Final = 3
FEEDBACK_WORDS: Final = 200  # of a second profile
FEEDBACK_ROUNDS: Final = 2
USUAL_COSINE: Final = 0.4  # of a fitting text, where there are no texts to tell
TOP_SHARE: Final = 0.01
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
        self._usual = (USUAL_COSINE, 0.0)  # cosines with the first and the second profiles that count as 1
        self._second: dict[str, Vector] = {}
        if kept is not None:
            self._idf, self._usual = dict(kept["idf"]), (kept["usual"][0], kept["usual"][1])
            self._first, self._second = dict(kept["first"]), dict(kept["second"])
        else:
            self._learn(every, corpus[:MAX_CORPUS])
        self.has_learnt = bool(self._idf)
        self._meanings: ThemeMeanings | None = None
        self._postings = [_invert(self._first, self.themes), _invert(self._second, self.themes)]

    def _learn(self, themes: Sequence[ThemeNames], corpus: Sequence[str]) -> None:
        counted = [_count_terms(text) for text in corpus] if len(corpus) >= MIN_CORPUS else []
        having = Counter(term for counts in counted for term in counts)
        self._idf = {term: round(log((1 + len(counted)) / (1 + n)) + 1, 4) for term, n in having.items()}
        self._first = self._make_profiles(themes)
        if not counted:
            return
        vectors = [self._to_vector(counts) for counts in counted]
        by_names = [self._score_keywords(text) for text in corpus]
        firsts = _invert(self._first, self.themes)
        first = [_cosines(vector, firsts) for vector in vectors]
        self._usual = (_usual_cosine(first), 0.0)
        scores = [self._combine(one, {}, known) for one, known in zip(first, by_names, strict=True)]
        for _ in range(FEEDBACK_ROUNDS):
            self._second = self._make_second(vectors, scores)
            seconds = _invert(self._second, self.themes)
            second = [_cosines(vector, seconds) for vector in vectors]
            self._usual = (self._usual[0], _usual_cosine(second))
            scores = [self._combine(a, b, known) for a, b, known in zip(first, second, by_names, strict=True)]

    @property
    def state(self) -> dict[str, Any]:
        """What was learnt, ready for JSON."""
        return {"idf": self._idf, "usual": list(self._usual), "first": self._first, "second": self._second}

    def suggest(self, text: str) -> list[ThemeSuggestion]:
        """Return the themes of a text, the likeliest first."""
        counts = _count_terms(text)
        vector = self._to_vector(counts)
        cosines = [_cosines(vector, postings) for postings in self._postings]
        named = {one.theme: one for one in self._keywords.suggest(text)}
        scores = self._combine(cosines[0], cosines[1], {theme: one.score for theme, one in named.items()})
        if self._meanings:
            near = self._meanings.compare(text)
            scores = {theme: 1 - (1 - scores.get(theme, 0.0)) * (1 - near[theme]) for theme in self.themes}
        ranked = sorted(scores, key=lambda theme: (-scores[theme], theme))
        written = _written(text)
        return [
            ThemeSuggestion(
                theme,
                round(scores[theme], 4),
                self._explain(theme, vector, written, named[theme].because if theme in named else ()),
            )
            for theme in ranked
        ]

    def compare_meanings(self, path: Path | None, corpus: Sequence[str] = ()) -> None:
        """Compare meanings, too; `path` is the file in which vectors are kept, `corpus` holds texts of the same kind.

        Raises:
            MissingExtraError: the model is not installed.
        """
        from queries.themes.meanings import ThemeMeanings

        self._meanings = ThemeMeanings(self._described, corpus, path)

    def _explain(
        self, theme: str, vector: Vector, written: Mapping[Term, str], because: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The words of a text that support a theme most: those that name it first."""
        support: dict[str, float] = {word: 2.0 - place / 10 for place, word in enumerate(because)}
        single = {word for phrase in because for word in phrase.split()}
        for term, value in vector.items():
            weight = self._first[theme].get(term, 0.0) + self._second.get(theme, {}).get(term, 0.0)
            if weight and written[term] not in single:
                support[written[term]] = max(value * weight, support.get(written[term], 0.0))
        return strongest(support)

    def _score_keywords(self, text: str) -> dict[str, float]:
        return {one.theme: one.score for one in self._keywords.suggest(text)}

    def _combine(
        self, first: Mapping[str, float], second: Mapping[str, float], named: Mapping[str, float]
    ) -> dict[str, float]:
        """The score of each theme that anything supports."""
        usual, other = self._usual
        scores = {}
        for theme in first.keys() | second.keys() | named.keys():
            share = min(1.0, first.get(theme, 0.0) / usual)
            if other:
                share = (share + min(1.0, second.get(theme, 0.0) / other)) / 2
            scores[theme] = 1 - (1 - named.get(theme, 0.0)) * (1 - PROFILE_SHARE * share)
        return scores

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
            made[theme] = _shorten(vector, LENGTH_POWER)
        return made

    def _make_second(self, vectors: Sequence[Vector], scores: Sequence[Mapping[str, float]]) -> dict[str, Vector]:
        """The profiles of the texts that are ahead for one theme by most."""
        ahead: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for number, found in enumerate(scores):
            ranked = sorted(found, key=lambda theme: (-found[theme], theme))[:2]
            if ranked:
                ahead[ranked[0]].append((found[ranked[0]] - (found[ranked[1]] if len(ranked) > 1 else 0.0), number))
        made: dict[str, Vector] = {}
        for theme, texts in sorted(ahead.items()):
            best = sorted(texts, key=lambda one: (-one[0], one[1]))[:FEEDBACK_TEXTS]
            if len(best) < MIN_FEEDBACK_TEXTS or not best[0][0]:
                continue
            total: dict[Term, float] = defaultdict(float)
            for lead, number in best:
                for term, value in vectors[number].items():
                    total[term] += lead * value
            kept = sorted(total, key=lambda term: (-total[term], term))[:FEEDBACK_WORDS]
            made[theme] = _shorten({term: total[term] for term in kept}, 1.0)
        return made

    def _to_vector(self, counts: Mapping[Term, int]) -> Vector:
        return _shorten({term: (1 + log(n)) * self._idf.get(term, 1.0) for term, n in counts.items()}, 1.0)


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
    for english, french in iter_shipped_pairs():
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


def _usual_cosine(cosines: Sequence[Mapping[str, float]]) -> float:
    """The best cosine that one in a hundred texts exceeds."""
    best = sorted((max(found.values(), default=0.0) for found in cosines), reverse=True)
    return best[int(TOP_SHARE * len(best))] or USUAL_COSINE

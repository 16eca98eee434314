"""Suggest the themes of a text, each with the words that support it: by the names of themes and their keywords.

A theme's keywords (`KeywordClassifier`) are its labels, its other names, and the words of the general subject it
belongs to (`graph/vocabulary/theme_keywords.py`), in both languages. Each keyword counts by how few themes have it,

    weight · log(1 + T / t) · (1 + log n)

for T themes, t of them with the keyword, n occurrences; names of several words count half as much again. The sum s
becomes a score s / (s + 4). `queries/themes/profiles.py` adds what definitions say, and where enough of a graph is
labelled, `queries/themes/training.py` is used instead.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, Final

from graph.errors import UnknownNameError
from graph.text.idf import positive_idf
from graph.text.strings import fold, stem, words
from graph.values import LANGUAGES
from graph.vocabulary.function_words import FUNCTION_WORDS, guess_language
from graph.vocabulary.theme_keywords import subjects_of
from graph.vocabulary.themes import concepts, find
from queries.statements import fetch_rows

if TYPE_CHECKING:
    from graph.store import View

NAME_WEIGHT, WORD_WEIGHT, PHRASE_FACTOR, HALF_SCORE = 1.0, 0.5, 1.5, 4.0
MAX_NAME_WORDS: Final = 5
VOCABULARY: Final = "vocabulary"  # the scheme of the themes of the vocabulary
Keyword = tuple[str, ...]  # stems


@dataclass(frozen=True, slots=True)
class ThemeNames:
    """A theme: its labels, all its names in each language, what defines it, and the wider theme.

    Texts whose language is not known stand under each.
    """

    id: str
    labels: Mapping[str, str]
    names: Mapping[str, Sequence[str]]
    definitions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class ThemeSuggestion:
    """A theme suggested for a text: its score from 0 to 1, and the words that support it, the strongest first."""

    theme: str
    score: float
    because: tuple[str, ...]


def read_themes(view: View | None, scheme: str | None = None) -> list[ThemeNames]:
    """Return the themes of the vocabulary, and those that a graph adds.

    Args:
        view: the graph as the audience may see it; None for the vocabulary alone.
        scheme: which of them: `VOCABULARY`, a theme (with the narrower ones), or a document, by its name or the
            beginning of its identifier (the themes that it describes); None for all.

    Raises:
        UnknownNameError: there is no such scheme.
    """
    found = {
        concept.id: ThemeNames(
            concept.id,
            concept.labels,
            {lang: [name for name, _ in concept.names(lang)] for lang in LANGUAGES},
            broader=concept.broader,
        )
        for concept in concepts().values()
    }
    definitions = _read_definitions(view)
    for row in fetch_rows(view, "names/existing_themes") if view else ():
        if row["id"] not in found:
            labels, others = json.loads(row["labels"]), json.loads(row["alternatives"])
            unknown = [text for lang, text in labels.items() if lang not in LANGUAGES]
            names = {lang: [label for label in (labels.get(lang),) if label] or list(unknown) for lang in LANGUAGES}
            for lang in LANGUAGES:
                names[lang] += others.get(lang, []) if isinstance(others, dict) else []
            shown = {lang: texts[0] for lang, texts in names.items() if texts}
            found[row["id"]] = ThemeNames(
                row["id"], {**shown, **labels}, names, definitions.get(row["id"], {}), row["broader"]
            )
    if scheme is not None:
        kept = _select_scheme(view, scheme, found)
        found = {theme: names for theme, names in found.items() if theme in kept}
    return [found[theme] for theme in sorted(found)]


def _read_definitions(view: View | None) -> dict[str, dict[str, list[str]]]:
    """Return the definitions and notes of themes by language; those of no known language stand under each."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in fetch_rows(view, "themes/definitions") if view else ():
        for lang in (row["language"],) if row["language"] in LANGUAGES else LANGUAGES:
            found[row["theme"]][lang].append(row["text"])
    return found


def _select_scheme(view: View | None, scheme: str, themes: Mapping[str, ThemeNames]) -> AbstractSet[str]:
    """Return the themes of a scheme; see `read_themes`."""
    if scheme.casefold() == VOCABULARY:
        return concepts().keys()
    described = {row["theme"] for row in fetch_rows(view, "themes/described", {"source": scheme})} if view else set()
    if described:
        return described
    chosen = find(scheme).id
    if chosen is None or chosen not in themes:
        chosen = next(
            (one.id for one in themes.values() if fold(scheme) in {one.id, *map(fold, one.labels.values())}), chosen
        )
    if chosen is None or chosen not in themes:
        raise UnknownNameError(
            "“{name}” is no scheme of themes: name “vocabulary”, a document that describes themes, or a theme.",
            name=scheme,
        )
    below = {chosen}
    while wider := {one.id for one in themes.values() if one.broader in below} - below:
        below |= wider
    return below


class KeywordClassifier:
    """Suggests themes by their keywords."""

    def __init__(self, themes: Iterable[ThemeNames]) -> None:
        by_theme = {theme.id: _collect_keywords(theme) for theme in themes}
        theme_counts = Counter(key for keywords in by_theme.values() for key in keywords)
        self._weights: dict[tuple[str, Keyword], list[tuple[str, float]]] = defaultdict(list)
        for theme, keywords in by_theme.items():
            for key, weight in keywords.items():
                idf = positive_idf(len(by_theme), theme_counts[key])
                factor = PHRASE_FACTOR if len(key[1]) > 1 else 1.0
                self._weights[key].append((theme, weight * idf * factor))

    def suggest(self, text: str) -> list[ThemeSuggestion]:
        """Return the themes of a text, the likeliest first."""
        points: dict[str, float] = defaultdict(float)
        because: dict[str, dict[str, float]] = defaultdict(dict)
        for (lang, keyword), (written, count) in _extract_keywords(text).items():
            for theme, weight in self._weights.get((lang, keyword), ()):
                value = weight * (1 + log(count))
                points[theme] += value
                because[theme][written] = max(value, because[theme].get(written, 0.0))
        ranked = sorted(points, key=lambda theme: (-points[theme], theme))
        return [
            ThemeSuggestion(theme, round(points[theme] / (points[theme] + HALF_SCORE), 4), strongest(because[theme]))
            for theme in ranked
        ]


def strongest(because: Mapping[str, float]) -> tuple[str, ...]:
    """Return the words that count most, at most four."""
    return tuple(sorted(because, key=lambda word: (-because[word], word))[:4])


def _collect_keywords(theme: ThemeNames) -> dict[tuple[str, Keyword], float]:
    """Return the keywords of a theme by language, each with its weight."""
    found: dict[tuple[str, Keyword], float] = {}
    subjects = subjects_of(name for lang in LANGUAGES for name in theme.names.get(lang, ()))
    for lang in LANGUAGES:
        names = [*theme.names.get(lang, ()), *(name for one in subjects for name in one.names[lang])]
        subject_words = [word for one in subjects for word in one.words[lang]]
        weighted = [*((name, NAME_WEIGHT) for name in names), *((word, WORD_WEIGHT) for word in subject_words)]
        for name, weight in weighted:
            if keyword := _to_keyword(name, lang):
                found[lang, keyword] = max(weight, found.get((lang, keyword), 0.0))
    return found


def _to_keyword(name: str, lang: str) -> Keyword:
    return tuple(stem(word, lang) for word in words(name) if word not in FUNCTION_WORDS[lang])


def guess_languages(text: Sequence[str]) -> tuple[str, ...]:
    """Return the language of folded words, or both where it is not clear."""
    guessed = guess_language(text)
    return (guessed,) if guessed else LANGUAGES


def _extract_keywords(text: str) -> Mapping[tuple[str, Keyword], tuple[str, int]]:
    """Return the possible keywords of a text by language: each as it is first written, and its occurrences."""
    found: dict[tuple[str, Keyword], tuple[str, int]] = {}
    folded = words(text)
    for lang in guess_languages(folded):
        kept = [(word, stem(word, lang)) for word in folded if word not in FUNCTION_WORDS[lang]]
        for size in range(1, MAX_NAME_WORDS + 1):
            for at in range(len(kept) - size + 1):
                part = kept[at : at + size]
                key = (lang, tuple(one for _, one in part))
                written, count = found.get(key, (" ".join(word for word, _ in part), 0))
                found[key] = (written, count + 1)
    return found

"""The themes that a text is about, ranked, each with a reason: from words alone, or learnt from what is labelled.

From words (`from_words`): a theme is known by its labels, its other names, and the words of the general subject that it
is (`graph/vocabulary/theme_keywords.py`), all in both languages. Each that stands in the text counts by how few themes
it points to,

    weight · log(1 + T / t) · (1 + log n)

for T themes, t of them known by the word, n times in the text; names of several words count half as much again. The sum
s becomes a score s / (s + 4). Where enough of a graph is labelled, `queries/themes/training.py` learns instead.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, Final

from graph.text import words
from graph.vocabulary.theme_keywords import subjects_of
from graph.vocabulary.themes import concepts
from queries.fulltext.expansion import stem
from queries.statements import rows

if TYPE_CHECKING:
    from graph.store import View

LANGUAGES: Final = {"en": "english", "fr": "french"}
NAME, WORD, TOGETHER, HALF = 1.0, 0.5, 1.5, 4.0
LONGEST: Final = 5  # words of a name
_SMALL: Final[Mapping[str, frozenset[str]]] = {  # words that say which language a text is in, and nothing else
    "en": frozenset(
        ["the", "of", "and", "to", "in", "for", "on", "with", "by", "an", "is", "are", "this", "that", "from"]
    ),
    "fr": frozenset(
        ["le", "la", "les", "de", "des", "du", "et", "en", "pour", "sur", "avec", "par", "un", "une", "est", "l", "d"]
    ),
}
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, and the names that it is known by in each language."""

    id: str
    labels: Mapping[str, str]
    names: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Guess:
    """A theme that a text may be about: the score from 0 to 1, and the words that speak for it, the best first."""

    theme: str
    score: float
    because: tuple[str, ...]


def themes_of(view: View | None) -> list[Theme]:
    """The themes of the vocabulary, and those that a graph has besides."""
    found = {
        concept.id: Theme(
            concept.id,
            concept.labels,
            {lang: [name for name, _ in concept.names(lang)] for lang in LANGUAGES},
        )
        for concept in concepts().values()
    }
    for row in rows(view, "names/existing_themes") if view else ():
        if row["id"] not in found:
            labels, others = json.loads(row["labels"]), json.loads(row["alternatives"])
            names = {lang: [label for label in (labels.get(lang),) if label] for lang in LANGUAGES}
            for lang in LANGUAGES:
                names[lang] += others.get(lang, []) if isinstance(others, dict) else []
            found[row["id"]] = Theme(row["id"], labels, names)
    return [found[theme] for theme in sorted(found)]


class Words:
    """Guesses from words alone."""

    def __init__(self, themes: Iterable[Theme]) -> None:
        known = {theme.id: _known_by(theme) for theme in themes}
        shared = Counter(key for keys in known.values() for key in keys)
        self._says: dict[tuple[str, Key], list[tuple[str, float]]] = defaultdict(list)
        for theme, keys in known.items():
            for key, weight in keys.items():
                rare = log(1 + len(known) / shared[key])
                self._says[key].append((theme, weight * rare * (TOGETHER if len(key[1]) > 1 else 1.0)))

    def guesses(self, text: str) -> list[Guess]:
        """The themes that a text may be about, the likeliest first."""
        points: dict[str, float] = defaultdict(float)
        because: dict[str, dict[str, float]] = defaultdict(dict)
        for (lang, key), (written, times) in _spoken(text).items():
            for theme, weight in self._says.get((lang, key), ()):
                worth = weight * (1 + log(times))
                points[theme] += worth
                because[theme][written] = max(worth, because[theme].get(written, 0.0))
        ranked = sorted(points, key=lambda theme: (-points[theme], theme))
        return [
            Guess(theme, round(points[theme] / (points[theme] + HALF), 4), _first(because[theme])) for theme in ranked
        ]


def _first(because: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(because, key=lambda word: (-because[word], word))[:4])


def _known_by(theme: Theme) -> dict[tuple[str, Key], float]:
    found: dict[tuple[str, Key], float] = {}
    subjects = subjects_of(name for lang in LANGUAGES for name in theme.names.get(lang, ()))
    for lang in LANGUAGES:
        names = [*theme.names.get(lang, ()), *(name for one in subjects for name in one.names[lang])]
        given_away = [word for one in subjects for word in one.words[lang]]
        for name, weight in [*((name, NAME) for name in names), *((word, WORD) for word in given_away)]:
            if key := _key(name, lang):
                found[lang, key] = max(weight, found.get((lang, key), 0.0))
    return found


def _key(name: str, lang: str) -> Key:
    return tuple(_stem(word, lang) for word in words(name) if word not in _SMALL[lang])


@lru_cache(maxsize=1 << 16)
def _stem(word: str, lang: str) -> str:
    return stem(word, LANGUAGES[lang])


def languages_of(text: Sequence[str]) -> tuple[str, ...]:
    """The language that folded words are in, or both where they do not tell."""
    counts = {lang: sum(word in small for word in text) for lang, small in _SMALL.items()}
    if counts["en"] == counts["fr"]:
        return tuple(LANGUAGES)
    return (max(counts, key=lambda lang: counts[lang]),)


def _spoken(text: str) -> Mapping[tuple[str, Key], tuple[str, int]]:
    """What may be names in a text, by language: each as it is first written, and how often it stands there."""
    found: dict[tuple[str, Key], tuple[str, int]] = {}
    folded = words(text)
    for lang in languages_of(folded):
        kept = [(word, _stem(word, lang)) for word in folded if word not in _SMALL[lang]]
        for size in range(1, LONGEST + 1):
            for at in range(len(kept) - size + 1):
                part = kept[at : at + size]
                key = (lang, tuple(one for _, one in part))
                written, times = found.get(key, (" ".join(word for word, _ in part), 0))
                found[key] = (written, times + 1)
    return found

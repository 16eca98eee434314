"""Train a theme classifier on the labelled texts of a graph: a linear model on words and character n-grams.

One linear support vector machine for each theme (`queries.numeric.linear_svm`, C = .3) on TF-IDF of words, pairs of
words, and runs of three or four letters within words. Each text is an example in each of its languages, which doubles
the examples of rare themes. Only stated themes count, not inferred ones. The same texts give the same model.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from queries.statements import fetch_rows
from queries.themes.classify import KeywordClassifier, ThemeNames, ThemeSuggestion

if TYPE_CHECKING:
    import numpy as np

    from graph.store import View
    from queries.numeric.sparse import SparseMatrix

MIN_LABELLED_TEXTS: Final = 200
MIN_THEME_TEXTS: Final = 5  # examples of a theme
MAX_EXAMPLES: Final = 6000  # initiatives, spread evenly
MAX_TEXT_LENGTH: Final = 600  # characters
MIN_MARGIN: Final = -0.3  # a theme further on the wrong side of its plane is not suggested
MARGIN_SCALE: Final = 0.3
SVM_COST: Final = 0.3


@dataclass(frozen=True, slots=True)
class LabelledText:
    """An initiative's titles and texts by language, with its themes."""

    titles: dict[str, str]
    texts: dict[str, str]
    themes: tuple[str, ...]


def read_labelled_texts(view: View) -> list[LabelledText]:
    """Return the initiatives of a graph with their stated themes."""
    found = []
    for row in fetch_rows(view, "themes/themed_texts"):
        titles, summaries = json.loads(row["titles"]), json.loads(row["summaries"])
        themes = json.loads(row["themes"]) if isinstance(row["themes"], str) else row["themes"]  # SQL has no lists
        texts = {lang: f"{title}\n{summaries.get(lang, '')}".strip() for lang, title in titles.items()}
        found.append(LabelledText(titles, texts, tuple(sorted(set(themes)))))
    return found


def can_train(examples: Sequence[LabelledText]) -> bool:
    """Whether there are enough examples: texts, and two themes that are not rare."""
    counted = Counter(theme for one in examples for theme in one.themes)
    return len(examples) >= MIN_LABELLED_TEXTS and sum(n >= MIN_THEME_TEXTS for n in counted.values()) > 1


def choose_classifier(view: View, themes: Iterable[ThemeNames]) -> TrainedClassifier | KeywordClassifier:
    """Return a classifier trained on a graph where enough of it is labelled, else one by keywords."""
    examples = read_labelled_texts(view)
    return TrainedClassifier(examples) if can_train(examples) else KeywordClassifier(themes)


class TrainedClassifier:
    """Suggests themes with a model trained on examples."""

    def __init__(self, examples: Sequence[LabelledText]) -> None:
        import numpy as np

        from queries.numeric.linear_svm import train
        from queries.numeric.sparse import side_by_side
        from queries.numeric.tfidf import TfIdf, letter_runs, words_and_pairs

        kept = examples[:: len(examples) // MAX_EXAMPLES + 1]
        pairs = [(text[:MAX_TEXT_LENGTH], one.themes) for one in kept for _, text in sorted(one.texts.items())]
        counted = Counter(theme for _, themes in pairs for theme in themes)
        self.themes = sorted(theme for theme, n in counted.items() if MIN_THEME_TEXTS <= n < len(pairs))
        self._features = [TfIdf(terms, [text for text, _ in pairs], 2) for terms in (words_and_pairs, letter_runs)]
        labels = np.array([[theme in themes for theme in self.themes] for _, themes in pairs])
        self._planes = train(side_by_side([each.learnt for each in self._features]), labels, SVM_COST)

    def _vectorize(self, texts: Sequence[str]) -> SparseMatrix:
        from queries.numeric.sparse import side_by_side

        return side_by_side([each.vectors([text[:MAX_TEXT_LENGTH] for text in texts]) for each in self._features])

    def compute_margins(self, texts: Sequence[str]) -> np.ndarray:
        """Return how far each text is on the right side of each theme's plane: texts by themes."""
        return self._planes.margins(self._vectorize(texts))

    def suggest(self, text: str) -> list[ThemeSuggestion]:
        """Return the themes of a text, the likeliest first; at least one."""
        from math import exp

        row = self._vectorize([text])
        margins = self._planes.margins(row)[0]
        order = sorted(range(len(self.themes)), key=lambda at: (-margins[at], self.themes[at]))
        return [
            ThemeSuggestion(
                self.themes[at],
                round(1 / (1 + exp(-(margins[at] - MIN_MARGIN) / MARGIN_SCALE)), 4),
                self._explain(row, at),
            )
            for n, at in enumerate(order)
            if n == 0 or margins[at] >= MIN_MARGIN
        ]

    def _explain(self, row: SparseMatrix, at: int) -> tuple[str, ...]:
        """Return the words of a text that support a theme most."""
        words = self._features[0].terms
        support = {
            words[column]: value * float(self._planes.weights[column, at])
            for column, value in zip(row.columns.tolist(), row.values.tolist(), strict=True)
            if column < len(words)
        }
        return tuple(sorted((w for w in support if support[w] > 0), key=lambda w: (-support[w], w))[:4])

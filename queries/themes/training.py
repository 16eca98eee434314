"""Themes learnt from what a graph already says: a linear model on words and on pieces of words, in both languages.

One linear support vector machine a theme (`queries.numeric.linear_svm`, C = .3) on TF-IDF of words, pairs of words, and
runs of three or four letters within words. Each text is learnt from in each of its languages, so that rare themes have
twice as much to go by. Only stated themes count: what was inferred before is not learnt from. The same texts give the
same model.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from queries.statements import rows
from queries.themes.classify import Guess, Theme, Words

if TYPE_CHECKING:
    import numpy as np

    from graph.store import View
    from queries.numeric.sparse import SparseMatrix

ENOUGH: Final = 200  # labelled texts from which a model is learnt
LEAST: Final = 5  # texts that a theme needs to be learnt
MOST: Final = 6000  # initiatives learnt from, spread evenly
LENGTH: Final = 600  # letters of a text that are read
MARGIN: Final = -0.3  # a theme further than this on the wrong side of its plane is not suggested
SPREAD: Final = 0.3
COST: Final = 0.3  # of the support vector machine


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text that is labelled: by language, with its themes."""

    titles: dict[str, str]
    texts: dict[str, str]
    themes: tuple[str, ...]


def labelled(view: View) -> list[Labelled]:
    """What a graph says of the themes of its initiatives, stated by those who reported them."""
    found = []
    for row in rows(view, "themes/themed_texts"):
        titles, summaries = json.loads(row["titles"]), json.loads(row["summaries"])
        themes = json.loads(row["themes"]) if isinstance(row["themes"], str) else row["themes"]  # SQL has no lists
        texts = {lang: f"{title}\n{summaries.get(lang, '')}".strip() for lang, title in titles.items()}
        found.append(Labelled(titles, texts, tuple(sorted(set(themes)))))
    return found


def enough(examples: Sequence[Labelled]) -> bool:
    """Whether there is enough to learn from: texts, and two themes that are not rare."""
    counted = Counter(theme for one in examples for theme in one.themes)
    return len(examples) >= ENOUGH and sum(n >= LEAST for n in counted.values()) > 1


def guesser(view: View, themes: Iterable[Theme]) -> Learnt | Words:
    """What guesses themes: learnt where enough of a graph is labelled, else from names and words."""
    examples = labelled(view)
    return Learnt(examples) if enough(examples) else Words(themes)


class Learnt:
    """A model learnt from examples."""

    def __init__(self, examples: Sequence[Labelled]) -> None:
        import numpy as np

        from queries.numeric.linear_svm import train
        from queries.numeric.sparse import side_by_side
        from queries.numeric.tfidf import TfIdf, letter_runs, words_and_pairs

        kept = examples[:: len(examples) // MOST + 1]
        pairs = [(text[:LENGTH], one.themes) for one in kept for _, text in sorted(one.texts.items())]
        counted = Counter(theme for _, themes in pairs for theme in themes)
        self.themes = sorted(theme for theme, n in counted.items() if LEAST <= n < len(pairs))
        self._features = [TfIdf(terms, [text for text, _ in pairs], 2) for terms in (words_and_pairs, letter_runs)]
        labels = np.array([[theme in themes for theme in self.themes] for _, themes in pairs])
        self._planes = train(side_by_side([each.learnt for each in self._features]), labels, COST)

    def _vectors(self, texts: Sequence[str]) -> SparseMatrix:
        from queries.numeric.sparse import side_by_side

        return side_by_side([each.vectors([text[:LENGTH] for text in texts]) for each in self._features])

    def margins(self, texts: Sequence[str]) -> np.ndarray:
        """How far each text is on the right side of each theme's plane: texts by themes."""
        return self._planes.margins(self._vectors(texts))

    def guesses(self, text: str) -> list[Guess]:
        """The themes that a text may be about, the likeliest first; the first in any case."""
        from math import exp

        row = self._vectors([text])
        margins = self._planes.margins(row)[0]
        order = sorted(range(len(self.themes)), key=lambda at: (-margins[at], self.themes[at]))
        return [
            Guess(self.themes[at], round(1 / (1 + exp(-(margins[at] - MARGIN) / SPREAD)), 4), self._because(row, at))
            for n, at in enumerate(order)
            if n == 0 or margins[at] >= MARGIN
        ]

    def _because(self, row: SparseMatrix, at: int) -> tuple[str, ...]:
        """The words of a text that speak most for a theme."""
        words = self._features[0].terms
        worth = {
            words[column]: value * float(self._planes.weights[column, at])
            for column, value in zip(row.columns.tolist(), row.values.tolist(), strict=True)
            if column < len(words)
        }
        return tuple(sorted((w for w in worth if worth[w] > 0), key=lambda w: (-worth[w], w))[:4])

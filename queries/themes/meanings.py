"""Compare the meaning of texts with that of themes, by the vectors of the model for semantic search.

A theme is the text “label (broader theme). definition”. The cosine of a text and a theme is reduced by its mean with
other texts, as some themes are near everything, then compared with the other themes: z deviations above their mean.

    meaning = WEIGHT / (1 + exp(-STEEPNESS · (z - MIDDLE)))

Where themes have been learnt from texts, z counts as it is (`queries/themes/profiles.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from typing import TYPE_CHECKING, Final

from graph.values import LANGUAGES
from queries.search import vectors
from queries.search.embedder import get_embedder

if TYPE_CHECKING:
    from pathlib import Path

    from queries.themes.classify import ThemeNames

WEIGHT, MIDDLE, STEEPNESS = 0.5, 2.0, 1.5
MAX_COMPARED: Final = 300  # texts whose mean is taken, evenly spread
MIN_COMPARED: Final = 20
MAX_TEXT_LENGTH: Final = 400  # characters of a text that are compared
MIN_DEVIATION: Final = 1e-6


class ThemeMeanings:
    """The vectors of themes.

    Args:
        themes: those to compare with.
        corpus: other texts; with fewer than `MIN_COMPARED`, the themes are compared with each other instead.
        path: the file in which vectors are kept.

    Raises:
        MissingExtraError: the model is not installed.
    """

    def __init__(self, themes: Sequence[ThemeNames], corpus: Sequence[str], path: Path | None) -> None:
        import numpy as np

        self.themes = [theme.id for theme in themes]
        self._path = path
        self._known: dict[str, bytes] = {}  # vectors of texts that will be compared
        labels = {theme.id: theme.labels for theme in themes}
        texts = [_describe(theme, labels.get(theme.broader or "", {})) for theme in themes]
        others = [corpus[at][:MAX_TEXT_LENGTH] for at in range(0, len(corpus), len(corpus) // MAX_COMPARED + 1)]
        if len(others) < MIN_COMPARED:
            others = []
        found = vectors.read_vectors(path, [*texts, *others])
        new = list(dict.fromkeys(text for text in [*texts, *others] if text not in found))
        found |= vectors.embed_texts(path, new)
        self._vectors = vectors.to_matrix([found[text] for text in texts])
        if others:
            self._usual = (vectors.to_matrix([found[text] for text in others]) @ self._vectors.T).mean(axis=0)
        else:
            among = self._vectors @ self._vectors.T
            np.fill_diagonal(among, 0.0)
            self._usual = among.sum(axis=0) / max(1, len(texts) - 1)

    def prepare(self, texts: Sequence[str]) -> None:
        """Compute the vectors of many texts at once, before they are compared; they are kept with the others."""
        wanted = list(dict.fromkeys(text[:MAX_TEXT_LENGTH] for text in texts))
        self._known = vectors.read_vectors(self._path, wanted)
        self._known |= vectors.embed_texts(self._path, [text for text in wanted if text not in self._known])

    def compare(self, text: str) -> dict[str, float]:
        """Return how near each theme is in meaning to a text: deviations above the mean of all themes."""
        compared = text[:MAX_TEXT_LENGTH]
        known = self._known.get(compared)
        vector = vectors.to_matrix([known])[0] if known else get_embedder().embed_passages([compared])[0]
        near = self._vectors @ vector - self._usual
        deviation = max(float(near.std()), MIN_DEVIATION)
        return dict(zip(self.themes, ((near - near.mean()) / deviation).round(3).tolist(), strict=True))


def nearness(deviation: float) -> float:
    """Return a deviation as a score from 0 to `WEIGHT`."""
    return WEIGHT / (1 + exp(-STEEPNESS * (deviation - MIDDLE)))


def _describe(theme: ThemeNames, broader: Mapping[str, str]) -> str:
    """What is said of a theme, in its first language that has a label."""
    lang = next((lang for lang in LANGUAGES if theme.labels.get(lang)), LANGUAGES[0])
    label = theme.labels.get(lang) or next(iter(theme.labels.values()), theme.id)
    definition = " ".join(theme.definitions.get(lang, ()))[:MAX_TEXT_LENGTH]
    wider = f" ({broader[lang]})" if broader.get(lang) else ""
    return f"{label}{wider}. {definition}".strip() if definition else f"{label}{wider}"

"""What the words of a document mean where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import numpy as np

from loaders.documents.prose.learnt.encoder.transformer import encoder
from loaders.documents.prose.learnt.encoder.words import Words

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.encoder.transformer import Encoder, Floats
    from loaders.documents.prose.learnt.encoder.words import Span

THREADS: Final = 2


class States:
    """What the words of segments mean.

    Args:
        segments: the text of each segment.
        by: another encoder than that of the package.
    """

    def __init__(self, segments: Sequence[str], by: Encoder | None = None) -> None:
        by = by or encoder()
        self._words = Words(segments, by.pieces, by.longest)
        texts, openings = self._words.texts, self._words.openings
        middle = len(texts) // THREADS + 1
        with ThreadPoolExecutor(THREADS) as pool:
            halves = pool.map(by.encode, (texts[:middle], texts[middle:]), (openings[:middle], openings[middle:]))
            states = np.concatenate(list(halves))
        self._sums = np.concatenate([np.zeros((1, by.size)), np.cumsum(states, axis=0, dtype=np.float64)])

    def describe(self, spans: Sequence[Span]) -> Floats:
        """The mean of the pieces of each part of places, (places, parts, size); 0 where there is none."""
        pieces = self._words.parts(spans)
        counts = np.maximum(pieces[:, :, 1] - pieces[:, :, 0], 1)[:, :, None]
        made: Floats = ((self._sums[pieces[:, :, 1]] - self._sums[pieces[:, :, 0]]) / counts).astype(np.float32)
        return made


class LaterStates:
    """What the words of segments mean, found while other work goes on: layers do not hold the interpreter."""

    def __init__(self, segments: Sequence[str]) -> None:
        pool = ThreadPoolExecutor(1)
        self._made = pool.submit(States, list(segments))
        pool.shutdown(wait=False)

    def result(self) -> States:
        """What each word means, as soon as it is known."""
        return self._made.result()

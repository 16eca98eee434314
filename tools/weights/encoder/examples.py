"""Labelled documents as the encoder is fitted to them: pieces of words, and the places that heads judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from prose.names import pooled

from loaders.documents.prose.learnt.encoder.heads import OF_NAME, log_odds
from loaders.documents.prose.learnt.encoder.words import MARKS, OPENING, Words
from loaders.documents.prose.learnt.pairs.likelihoods import place_near, span_of

if TYPE_CHECKING:
    from prose.documents import Document
    from prose.relations import Judged, JudgedPairs

    from encoder.base_model import BaseModel
    from loaders.documents.prose.learnt.candidates import Pool

LONGEST: Final = 255  # pieces of a text, with the opening before it and the marks
WIDTH: Final = LONGEST - OPENING - MARKS + 2  # of these, its own pieces and its start and end

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Places:
    """Places that a head judges.

    Attributes:
        ranges: the first row of each part of a place and the first behind it, (places, parts, 2).
        odds: the logarithm of the odds without the encoder, (places, outputs).
        right, weights: the labels, and how much each counts, (places, outputs).
    """

    ranges: Array
    odds: Array
    right: Array
    weights: Array

    def within(self, low: int, high: int) -> Places:
        """Those whose first part is within some rows; other parts are left empty where they are outside."""
        first = self.ranges[:, 0]
        inside = (first[:, 0] >= low) & (first[:, 1] <= high)
        ranges = self.ranges[inside]
        outside = (ranges[..., 0] < low) | (ranges[..., 1] > high)
        return Places(
            np.where(outside[..., None], 0, ranges - low), self.odds[inside], self.right[inside], self.weights[inside]
        )

    def only(self, kept: Array) -> Places:
        """Some of them, by a mask (places,)."""
        return Places(self.ranges[kept], self.odds[kept], self.right[kept], self.weights[kept])


@dataclass(frozen=True, slots=True)
class Example:
    """A document, or one of its versions that the rules have read.

    Attributes:
        pieces: (texts, WIDTH), filled up behind the end of each.
        places: of candidates of names, of parties beside names, and of dates beside names, by the head.
        opening: pieces of the beginning of the document, which stand before each text but its first.
        begins: whether the first of these texts is that of the document.
    """

    pieces: Array
    places: dict[str, Places]
    opening: Array
    begins: bool = True


def examples_of(
    one: Document, likely: Sequence[float], judged: Sequence[JudgedPairs], base: BaseModel
) -> Iterator[Example]:
    """Yield what a document is to be fitted to.

    Args:
        one: the document.
        likely: how likely each of its candidates is without the encoder.
        judged: the pairs of each of its pools.
        base: knows the pieces of words.
    """
    at = 0
    for (pool, each), pairs in zip(pooled(one, likely), judged, strict=True):
        stop = at + len(pool.candidates)
        if pool.candidates:
            yield _example(pool, each, (one.right[at:stop], one.weights[at:stop]), pairs, base)
        at = stop


def _example(
    pool: Pool,
    likely: Sequence[float],
    labels: tuple[Sequence[int], Sequence[float]],
    pairs: JudgedPairs,
    base: BaseModel,
) -> Example:
    words = Words([each.text for each in pool.discourse.outline.segments], base.all_pieces, LONGEST)
    pieces = np.full((len(words.texts), WIDTH), base.padding)
    for row, text in zip(pieces, words.texts, strict=True):
        row[: len(text) + 2] = [base.start, *text, base.end]
    rows = _rows(words)
    names = [(one.best.segment, one.best.start, one.best.end) for one in pool.candidates]
    right, weights = (np.array(each)[:, None] for each in labels)
    return Example(
        pieces,
        {
            "names": Places(_ranges(rows, words.parts(names)), log_odds(likely)[:, None], right, weights),
            "pairs": _pair_places(pairs.parties, words, rows, outputs=2),
            "dates": _pair_places(pairs.dates, words, rows, outputs=1),
        },
        np.array(words.openings[-1], dtype=np.int64),
    )


def _pair_places(judged: Sequence[Judged], words: Words, rows: Array, outputs: int) -> Places:
    spans = [place_near(each.scene, each.pair.work, each.pair.key) for each in judged]
    named = [span_of(each.scene.names[each.pair.work][0]) for each in judged]
    both = [_ranges(rows, words.parts(spans)), _ranges(rows, words.parts(named))[:, list(OF_NAME)]]
    return Places(
        np.concatenate(both, axis=1),
        log_odds(one for each in judged for one in each.likely).reshape(-1, outputs),
        np.array([each.right for each in judged]).reshape(-1, outputs),
        np.array([each.weights for each in judged]).reshape(-1, outputs),
    )


def _rows(words: Words) -> Array:
    """The row of each piece among texts that are filled up."""
    made = [number * WIDTH + 1 + np.arange(len(text)) for number, text in enumerate(words.texts)]
    return np.concatenate([*made, np.zeros(1, dtype=np.int64)])


def _ranges(rows: Array, parts: Array) -> Array:
    """The first row of each part and the first behind it, (places, parts, 2), of pieces from one to another."""
    first = rows[parts[..., 0]]
    behind = np.where(parts[..., 1] > parts[..., 0], rows[parts[..., 1] - 1] + 1, first)
    return np.stack([first, behind], axis=-1)

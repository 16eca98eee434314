"""Labelled documents as the encoder is fitted to them: pieces of words, and the places that heads judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from prose.names import pooled

from loaders.documents.prose.learnt.encoder.heads import OF_NAME, log_odds
from loaders.documents.prose.learnt.encoder.words import Words
from loaders.documents.prose.learnt.roles import nearest_place

if TYPE_CHECKING:
    from prose.documents import Document
    from prose.relations import Judged

    from encoder.base_model import BaseModel
    from loaders.documents.prose.learnt.candidates import Pool
    from loaders.documents.prose.learnt.encoder.words import Span
    from loaders.documents.prose.learnt.scene import Spot

LONGEST: Final = 256  # pieces of a text, with its start and end

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Example:
    """A document, or one of its versions that the rules have read.

    Attributes:
        pieces: (texts, LONGEST), filled up behind the end of each.
        names, pairs: the first row of each part of a place and the first behind it, (places, parts, 2).
        names_odds, pairs_odds: the logarithm of the odds without the encoder, (names, 1) and (pairs, 2).
        names_right, names_weights, pairs_right, pairs_weights: the labels, and how much each counts, of the same shape.
    """

    pieces: Array
    names: Array
    names_odds: Array
    names_right: Array
    names_weights: Array
    pairs: Array
    pairs_odds: Array
    pairs_right: Array
    pairs_weights: Array


def examples_of(
    one: Document, likely: Sequence[float], judged: Sequence[Sequence[Judged]], base: BaseModel
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
    pairs: Sequence[Judged],
    base: BaseModel,
) -> Example:
    words = Words([each.text for each in pool.discourse.outline.segments], base.all_pieces, LONGEST)
    pieces = np.full((len(words.texts), LONGEST), base.padding)
    for row, text in zip(pieces, words.texts, strict=True):
        row[: len(text) + 2] = [base.start, *text, base.end]
    rows = _rows(words)
    names = [(one.best.segment, one.best.start, one.best.end) for one in pool.candidates]
    parties = [_span(_party_place(each)) for each in pairs]
    named = [_span(each.scene.names[each.pair.work][0]) for each in pairs]
    both = [_ranges(rows, words.parts(parties)), _ranges(rows, words.parts(named))[:, list(OF_NAME)]]
    right, weights = (np.array(each)[:, None] for each in labels)
    return Example(
        pieces=pieces,
        names=_ranges(rows, words.parts(names)),
        names_odds=log_odds(likely)[:, None],
        names_right=right,
        names_weights=weights,
        pairs=np.concatenate(both, axis=1),
        pairs_odds=log_odds(one for each in pairs for one in each.likely).reshape(-1, 2),
        pairs_right=np.array([each.right for each in pairs]).reshape(-1, 2),
        pairs_weights=np.array([each.weights for each in pairs]).reshape(-1, 2),
    )


def _party_place(judged: Judged) -> Spot:
    scene, pair = judged.scene, judged.pair
    return nearest_place(scene, pair.work, scene.spots_of(pair.key, pair.work))


def _span(spot: Spot) -> Span:
    return spot.segment, spot.start, spot.end


def _rows(words: Words) -> Array:
    """The row of each piece among texts that are filled up."""
    made = [number * LONGEST + 1 + np.arange(len(text)) for number, text in enumerate(words.texts)]
    return np.concatenate([*made, np.zeros(1, dtype=np.int64)])


def _ranges(rows: Array, parts: Array) -> Array:
    """The first row of each part and the first behind it, (places, parts, 2), of pieces from one to another."""
    first = rows[parts[..., 0]]
    behind = np.where(parts[..., 1] > parts[..., 0], rows[parts[..., 1] - 1] + 1, first)
    return np.stack([first, behind], axis=-1)

"""The words of a name, around it and above it, for a linear model, and as vectors."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np

from loaders.documents.prose.learnt.models.word_vectors import mean_of, word_vectors, words_of

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.candidates import Candidate, Pool
    from loaders.documents.prose.learnt.models.word_vectors import Floats

WINDOW: Final = 60  # characters on each side of a name
WIDE_WINDOW: Final = 80  # those of which vectors are taken
NEAR_WORDS: Final = 4
NEAR_VECTORS: Final = 3  # words on each side of which each has its vector
WIDE_WORDS: Final = 6  # of which the mean is taken
MAX_HEADING_WORDS: Final = 8
MAX_SEGMENT_WORDS: Final = 40


def name_words(one: Candidate, pool: Pool) -> Iterator[str]:
    """The words of a name and around it, as the linear model has them."""
    mention = one.best
    outline = pool.discourse.outline
    segment = outline.segments[mention.segment]
    name = words_of(one.name)
    yield from (f"n:{word}" for word in name)
    yield from (f"n5:{word[:5]}" for word in name)
    yield from (f"n2:{first} {second}" for first, second in itertools.pairwise(name))
    yield from (f"f:{word}" for word in name[:1])
    yield from (f"l:{word}" for word in name[-1:])
    yield from _around("L", segment.text[max(mention.start - WINDOW, 0) : mention.start])
    yield from _around("R", segment.text[mention.end : mention.end + WINDOW])
    heading = outline.headings.get(segment.section)
    if heading is not None:
        yield from (f"H:{word}" for word in words_of(heading.text)[:MAX_HEADING_WORDS])
    yield from sorted({f"o:{origin}" for each in one.mentions for origin in each.origins})


def _around(side: str, text: str) -> Iterator[str]:
    """The words on one side of a name, and the nearest one and two of them."""
    words = words_of(text)
    words = words[-NEAR_WORDS:] if side == "L" else words[:NEAR_WORDS]
    two = words[-2:] if side == "L" else words[:2]
    yield from (f"{side}:{word}" for word in words)
    yield from (f"{side}1:{word}" for word in (words[-1:] if side == "L" else words[:1]))
    if len(two) > 1:
        yield f"{side}2:{' '.join(two)}"


def name_vector(one: Candidate, pool: Pool) -> Floats:
    """The vectors of a name, of the words next to it, and of what stands around and above it, in one."""
    known, mention = word_vectors(), one.best
    outline = pool.discourse.outline
    segment = outline.segments[mention.segment]
    name = words_of(one.name)
    left = words_of(segment.text[max(mention.start - WIDE_WINDOW, 0) : mention.start])[-WIDE_WORDS:]
    right = words_of(segment.text[mention.end : mention.end + WIDE_WINDOW])[:WIDE_WORDS]
    heading = outline.headings.get(segment.section)
    return np.concatenate(
        [
            known.mean(name),
            known.first(name, 2),
            known.first(name[-1:], 1),
            known.first(left[::-1], NEAR_VECTORS),
            known.first(right, NEAR_VECTORS),
            known.mean(left),
            known.mean(right),
            mean_of(heading.text if heading is not None else "", MAX_HEADING_WORDS),
            mean_of(segment.text, MAX_SEGMENT_WORDS),
        ]
    )

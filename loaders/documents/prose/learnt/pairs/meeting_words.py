"""The words between a piece of work and a party or date, around and above them: for a linear model, and as vectors."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from loaders.documents.prose.learnt.models.linear import places_of
from loaders.documents.prose.learnt.models.word_vectors import mean_of, mean_of_words, word_vectors, words_of
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.models.word_vectors import Floats
    from loaders.documents.prose.learnt.scene import Scene, Spot

WINDOW: Final = 60  # characters before and behind
MAX_BETWEEN: Final = 14  # words of which all count, with their neighbours
NEAR_WORDS: Final = 4
EDGE_WORDS: Final = 3
MAX_NAME_WORDS: Final = 6
MAX_HEADING_WORDS: Final = 8
LAST_WORDS: Final = 5  # of the segment before
WIDE_WINDOW: Final = 70  # characters of which vectors are taken
WIDE_WORDS: Final = 5
NEXT_WORDS: Final = 2  # of which each has its vector
MAX_TITLE_WORDS: Final = 10
MAX_MEAN_WORDS: Final = 40  # of a sentence, or between two places
REMEMBERED: Final = 1024  # places of which it is known what stands around them
PARTS: Final = 14  # vectors of words that are put together


class Meetings:
    """The words that may say what a party or a date is to a piece of work, in one document.

    `spots` is always where the party or date stands; `met`, where it meets a name of the work, is the one of them
    and the name that come nearest to each other; `name` is that of the party.
    """

    def __init__(self, scene: Scene) -> None:
        self.outline = scene.discourse.outline
        self.segments = self.outline.segments
        self.size = word_vectors().vectors.shape[1]
        self._around = lru_cache(maxsize=REMEMBERED)(self._hashed_around)
        self._alone = lru_cache(maxsize=REMEMBERED)(self._vector_of)

    def words(self, spots: Sequence[Spot], met: tuple[Spot, Spot] | None, name: str = "") -> list[int]:
        """The places of the words between, around and above them among the weights of a linear model."""
        made = places_of(f"p:{word}" for word in words_of(name)[:MAX_NAME_WORDS])
        if not spots:
            return sorted(made)
        one = met[0] if met is not None else spots[0]
        if met is not None:
            made |= places_of(_between(straight(self.segments[one.segment].text), *met))
        else:
            made |= places_of(self._words_before(one))
        return sorted(made | self._around(one.segment, one.start, one.end))

    def _hashed_around(self, at: int, start: int, end: int) -> frozenset[int]:
        return frozenset(places_of(self._words_around(at, start, end)))

    def _words_before(self, one: Spot) -> Iterator[str]:
        """The words before the segment of what meets no name of a piece of work."""
        yield "apart"
        if one.segment:
            yield from (f"o:{word}" for word in words_of(self.segments[one.segment - 1].text)[-LAST_WORDS:])

    def _words_around(self, at: int, start: int, end: int) -> Iterator[str]:
        """The words on both sides of a place, those of the heading above it, and of what kind its segment is."""
        segment = self.segments[at]
        text = straight(segment.text)
        left = words_of(text[max(start - WINDOW, 0) : start])[-NEAR_WORDS:]
        right = words_of(text[end : end + WINDOW])[:NEAR_WORDS]
        for side, words, nearest in (("l", left, left[-2:]), ("r", right, right[:2])):
            yield from (f"{side}:{word}" for word in words)
            yield f"{side}2:{' '.join(nearest)}"
        yield f"l1:{' '.join(left[-1:])}"
        yield f"r1:{' '.join(right[:1])}"
        heading = self.outline.headings.get(segment.section)
        if heading is not None:
            yield from (f"h:{word}" for word in words_of(heading.text)[:MAX_HEADING_WORDS])
        yield f"k:{segment.kind}"

    def vector(self, spots: Sequence[Spot], met: tuple[Spot, Spot] | None, name: str, title: str) -> Floats:
        """The vectors of the name, of the title of the piece of work, and of the words between and around, in one."""
        size = self.size
        if spots:
            one = met[0] if met is not None else spots[0]
            made = self._alone(one.segment, one.start, one.end, one.sentence).copy()
        else:
            made = np.zeros(PARTS * size, dtype=np.float32)
        made[:size] = mean_of(name, MAX_NAME_WORDS)
        made[size : 2 * size] = mean_of(title, MAX_TITLE_WORDS)
        if met is not None:
            first, last = sorted(met, key=lambda each: each.start)
            text = self.segments[first.segment].text
            between = words_of(text[first.end : max(last.start, first.end)])[:MAX_MEAN_WORDS]
            between = between if first is met[0] else between[::-1]
            made[2 * size : 3 * size] = mean_of_words(tuple(between))
            made[7 * size : 9 * size] = word_vectors().first(between, NEXT_WORDS)
        return made

    def _vector_of(self, at: int, start: int, end: int, bounds: tuple[int, int]) -> Floats:
        """The vectors of the words around a place; zero for names and what is between."""
        segment = self.segments[at]
        left = words_of(segment.text[max(start - WIDE_WINDOW, 0) : start])[-WIDE_WORDS:]
        right = words_of(segment.text[end : end + WIDE_WINDOW])[:WIDE_WORDS]
        heading = self.outline.headings.get(segment.section)
        before = self.segments[at - 1].text if at else ""
        known, nothing = word_vectors(), np.zeros(self.size, dtype=np.float32)
        return np.concatenate(
            [
                nothing,  # the name
                nothing,  # the title
                nothing,  # the mean of what is between
                known.first(left[::-1], NEXT_WORDS),
                known.first(right, NEXT_WORDS),
                np.tile(nothing, NEXT_WORDS),  # what is between
                mean_of_words(tuple(left)),
                mean_of_words(tuple(right)),
                mean_of(heading.text if heading is not None else "", MAX_HEADING_WORDS),
                mean_of(segment.text[slice(*bounds)], MAX_MEAN_WORDS),
                mean_of(before[-WIDE_WINDOW:], MAX_HEADING_WORDS),
            ]
        )


def _between(text: str, one: Spot, other: Spot) -> Iterator[str]:
    """The words between two places of a segment, and on their outer sides."""
    first, last = sorted((one, other), key=lambda each: each.start)
    side = "<" if first is one else ">"
    between = words_of(text[first.end : max(last.start, first.end)])
    if len(between) <= MAX_BETWEEN:
        yield from (f"b{side}{word}" for word in between)
        yield from (f"b2{side}{a} {b}" for a, b in itertools.pairwise(between))
    else:
        yield from (f"b1{side}{word}" for word in between[:EDGE_WORDS])
        yield from (f"b9{side}{word}" for word in between[-EDGE_WORDS:])
    yield from (f"x{side}{word}" for word in words_of(text[max(first.start - WINDOW, 0) : first.start])[-NEAR_WORDS:])
    yield from (f"y{side}{word}" for word in words_of(text[last.end : last.end + WINDOW])[:NEAR_WORDS])

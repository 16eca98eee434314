"""The words between a piece of work and a party or date, around and above them: for a linear model, and as vectors."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np

from loaders.documents.prose.learnt.models.word_vectors import mean_of, mean_of_words, word_vectors, words_of
from loaders.text.rules import straight

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.models.word_vectors import Floats
    from loaders.documents.prose.learnt.scene import Scene, Spot

OTHER_SENTENCE: Final = 200.0  # characters that count for the end of a sentence
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


def nearest_meeting(spots: Sequence[Spot], names: Sequence[Spot]) -> tuple[Spot, Spot] | None:
    """The place of a party or date and that of a name that come nearest to each other in one segment, if any do."""
    met = ((one, name) for one in spots for name in names if one.segment == name.segment)
    return min(met, key=lambda pair: gap(*pair), default=None)


def meeting_words(scene: Scene, spots: Sequence[Spot], met: tuple[Spot, Spot] | None, name: str = "") -> Iterator[str]:
    """Yield the words that may say what a party or a date is to a piece of work.

    Args:
        scene: the document.
        spots: where the party or date stands.
        met: the one of them, and the name of the piece of work, that come nearest to each other.
        name: the name of the party.
    """
    yield from (f"p:{word}" for word in words_of(name)[:MAX_NAME_WORDS])
    if not spots:
        return
    segments = scene.discourse.outline.segments
    if met is not None:
        one, other = met
        yield from _between(straight(segments[one.segment].text), one, other)
    else:
        one = spots[0]
        yield "apart"
        if one.segment:
            yield from (f"o:{word}" for word in words_of(segments[one.segment - 1].text)[-LAST_WORDS:])
    segment = segments[one.segment]
    text = straight(segment.text)
    left = words_of(text[max(one.start - WINDOW, 0) : one.start])[-NEAR_WORDS:]
    right = words_of(text[one.end : one.end + WINDOW])[:NEAR_WORDS]
    for side, words, nearest in (("l", left, left[-2:]), ("r", right, right[:2])):
        yield from (f"{side}:{word}" for word in words)
        yield f"{side}2:{' '.join(nearest)}"
    yield f"l1:{' '.join(left[-1:])}"
    yield f"r1:{' '.join(right[:1])}"
    heading = scene.discourse.outline.headings.get(segment.section)
    if heading is not None:
        yield from (f"h:{word}" for word in words_of(heading.text)[:MAX_HEADING_WORDS])
    yield f"k:{segment.kind}"


def meeting_vector(scene: Scene, spots: Sequence[Spot], met: tuple[Spot, Spot] | None, name: str, title: str) -> Floats:
    """The vectors of the words that may say what a party or a date is to a piece of work, in one.

    Args:
        scene: the document.
        spots: where the party or date stands.
        met: the one of them, and the name of the piece of work, that come nearest to each other.
        name: the name of the party.
        title: that of the piece of work.
    """
    known = word_vectors()
    left: list[str] = []
    right: list[str] = []
    between: list[str] = []
    above = sentence = before = ""
    if spots:
        one = met[0] if met is not None else spots[0]
        outline = scene.discourse.outline
        segment = outline.segments[one.segment]
        left = words_of(segment.text[max(one.start - WIDE_WINDOW, 0) : one.start])[-WIDE_WORDS:]
        right = words_of(segment.text[one.end : one.end + WIDE_WINDOW])[:WIDE_WORDS]
        if met is not None:
            first, last = sorted(met, key=lambda each: each.start)
            between = words_of(segment.text[first.end : max(last.start, first.end)])[:MAX_MEAN_WORDS]
            between = between if first is one else between[::-1]
        heading = outline.headings.get(segment.section)
        above = heading.text if heading is not None else ""
        sentence = segment.text[slice(*one.sentence)]
        before = outline.segments[one.segment - 1].text if one.segment else ""
    return np.concatenate(
        [
            mean_of(name, MAX_NAME_WORDS),
            mean_of(title, MAX_TITLE_WORDS),
            mean_of_words(tuple(between)),
            known.first(left[::-1], NEXT_WORDS),
            known.first(right, NEXT_WORDS),
            known.first(between, NEXT_WORDS),
            mean_of_words(tuple(left)),
            mean_of_words(tuple(right)),
            mean_of(above, MAX_HEADING_WORDS),
            mean_of(sentence, MAX_MEAN_WORDS),
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


def gap(one: Spot, name: Spot) -> float:
    """The characters between two places, more where they stand in several sentences."""
    between = max(one.start - name.end, name.start - one.end, 0)
    return between + (0.0 if one.sentence == name.sentence else OTHER_SENTENCE)

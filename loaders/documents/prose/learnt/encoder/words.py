"""The words of a document, their pieces, the texts that are encoded together, and what is known of a place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.encoder.pieces import Pieces

MIN_WORDS: Final = 40  # that are encoded together before a text is cut where a segment ends
OPENING: Final = 46  # pieces of the beginning of a document that stand before each later text
MARKS: Final = 3  # pieces for the start of a text, the end of the opening and the end of the text
PARTS: Final = ("words", "first", "last", "before", "behind", "segment")  # of what is known of a place
_WORD: Final = re.compile(r"\S+")

Span = tuple[int, int, int]  # a segment, and characters from and to
Ranges = np.ndarray[Any, np.dtype[np.int64]]


class Words:
    """The words of segments.

    Args:
        segments: the text of each segment; some that follow each other are encoded together.
        pieces: takes words apart.
        longest: pieces of the longest text, with the opening and the marks.

    Attributes:
        texts: the places of the pieces of each text that is encoded.
        openings: what stands before each of these, so that the encoder knows what the document is about: the first
            pieces of the document; nothing before its first text.
    """

    def __init__(self, segments: Sequence[str], pieces: Pieces, longest: int) -> None:
        hits = [(number, hit) for number, text in enumerate(segments) for hit in _WORD.finditer(text)]
        self._segments = [number for number, _ in hits]
        self._starts, self._ends = [hit.start() for _, hit in hits], [hit.end() for _, hit in hits]
        made = [pieces.of_word(hit[0]) for _, hit in hits]
        self._edges = np.cumsum([0, *map(len, made)])  # the first piece of each word
        cuts = list(_cut(list(map(len, made)), self._segments, longest - OPENING - MARKS))
        self._cuts = [start for start, _ in cuts]  # the first word of each text
        self.texts = [[one for each in made[start:stop] for one in each] for start, stop in cuts]
        opening = self.texts[0][:OPENING] if self.texts else []
        self.openings = [opening if number else [] for number in range(len(self.texts))]

    def parts(self, spans: Sequence[Span]) -> Ranges:
        """The first piece of each part of places and the first behind it, (places, parts, 2).

        Both are the same where there is no such part. Of a name or segment that goes on in the next text, what stands
        in the first of both counts.
        """
        words = np.array([self._parts(span) for span in spans], dtype=np.int64)
        return self._edges[words.reshape(len(spans), len(PARTS), 2)]

    def _parts(self, span: Span) -> list[tuple[int, int]]:
        """The first word of each part of a place, and the first behind it."""
        low, high = bisect_left(self._segments, span[0]), bisect_right(self._segments, span[0])
        start, stop = bisect_right(self._ends, span[1], low, high), bisect_left(self._starts, span[2], low, high)
        if start >= stop:
            return [(low, low)] * len(PARTS)
        at = bisect_right(self._cuts, start)
        text_start, text_stop = self._cuts[at - 1], (*self._cuts, len(self._starts))[at]
        return [
            (start, min(stop, text_stop)), (start, start + 1), (stop - 1, stop), (max(start - 1, low), start),
            (stop, min(stop + 1, high)), (max(low, text_start), min(high, text_stop)),
        ]  # fmt: skip


def _cut(counts: Sequence[int], segments: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Yield the first word of each text that is encoded, and the first behind it.

    Args:
        counts: (words,), the pieces of each word.
        segments: (words,), its segment.
        most: pieces of a text.
    """
    start = 0
    while start < len(counts):
        stop, pieces = start, 0
        while stop < len(counts) and pieces + counts[stop] <= most:
            pieces += counts[stop]
            stop += 1
        if stop < len(counts):
            edge = bisect_left(segments, segments[stop])
            if edge > start + MIN_WORDS:
                stop = edge
        yield start, stop
        start = stop

"""Which piece of work a place of a party or date belongs to, as far as that can be told from where names stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from loaders.documents.prose.learnt.pairs.places import OTHER_SENTENCE

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.scene import Spot
    from loaders.documents.prose.structure.segments import Outline

OTHER_SEGMENT: Final = 300.0  # characters that count for the end of a segment, as OTHER_SENTENCE for a sentence
EACH_SEGMENT: Final = 150.0  # for each segment further
OTHER_SECTION: Final = 2000.0
AT_ONCE: Final = 256  # places that are compared with all names at once
FARTHEST: Final = 5000.0  # characters
SEGMENT: Final = 1_000_000  # characters, more than a segment has

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Proximity:
    """Which pieces of work the places of parties, or of dates, belong to.

    A place belongs to the piece of work whose name is nearest, and to that which is named last before it; of several
    that are equally near, to the first one of the document.

    Attributes:
        columns: the column of each party or date that has a place, by its key.
        owned: whether a place of it belongs to a piece of work, (works, columns).
        distances: from the nearest name of a piece of work to its nearest place, in characters or what counts like
            them, (works, columns).
    """

    columns: Mapping[str, int]
    owned: Flags
    distances: Numbers

    @classmethod
    def of(cls, names: Sequence[Sequence[Spot]], spots: Mapping[str, Sequence[Spot]], outline: Outline) -> Proximity:
        """What belongs to which piece of work.

        Args:
            names: the places of each piece of work.
            spots: the places of each party or date.
            outline: the segments of the document.
        """
        placed = {key: each for key, each in spots.items() if each}
        shape = len(names), len(placed)
        made = cls({key: at for at, key in enumerate(placed)}, np.zeros(shape, dtype=np.bool_), np.full(shape, np.inf))
        if names and placed:
            works = np.repeat(np.arange(len(names)), [len(each) for each in names])
            left = _positions([one for each in names for one in each], outline)
            keys = np.repeat(np.arange(len(placed)), [len(each) for each in placed.values()])
            right = _positions([one for each in placed.values() for one in each], outline)
            for at in range(0, len(keys), AT_ONCE):
                made._add(works, left, keys[at : at + AT_ONCE], right[at : at + AT_ONCE])
        return made

    def is_elsewhere(self, work: int, key: str) -> bool:
        """Whether a party or date has places, and none of them belongs to a piece of work."""
        return key in self.columns and not self.owned[work, self.columns[key]]

    def describe(self, work: int, key: str) -> dict[str, float]:
        """What is known of a party or date beside a piece of work from where both stand among the others."""
        if key not in self.columns:
            return {"unplaced": 1.0}
        column = self.columns[key]
        distance = self.distances[work, column]
        return {
            "distance": min(float(distance), FARTHEST),
            "owned": float(self.owned[work, column]),
            "works nearer": float(np.count_nonzero(self.distances[:, column] < distance)),
            "others nearer": float(np.count_nonzero(self.distances[work] < distance)),
        }

    def _add(self, works: Places, left: Places, keys: Places, right: Places) -> None:
        """Add some places of parties or dates."""
        by_work = np.full((len(self.owned), len(keys)), np.inf)
        np.minimum.at(by_work, works, _distances(left, right))
        np.minimum.at(self.distances.T, keys, by_work.T)
        self.owned[np.argmin(by_work, axis=0), keys] = True
        order = left[:, None, 0] * SEGMENT + left[:, None, 1]
        before = np.where(order <= right[None, :, 0] * SEGMENT + right[None, :, 1], order, -1)
        last = np.argmax(before, axis=0)
        is_behind = before[last, np.arange(len(keys))] >= 0
        self.owned[works[last[is_behind]], keys[is_behind]] = True


def _positions(spots: Sequence[Spot], outline: Outline) -> Places:
    """The segment, start, end, sentence and section of each place, (places, 5)."""
    sections = [segment.section for segment in outline.segments]
    rows = [(one.segment, one.start, one.end, one.sentence[0], sections[one.segment]) for one in spots]
    return np.array(rows, dtype=np.int64).reshape(len(rows), 5)


def _distances(left: Places, right: Places) -> Numbers:
    """The distance between each place of two kinds, (left, right), in characters or what counts like them."""
    segment, start, end, sentence, section = (left[:, None, at] for at in range(5))
    other_segment, other_start, other_end, other_sentence, other_section = (right[None, :, at] for at in range(5))
    between = np.maximum(np.maximum(other_start - end, start - other_end), 0).astype(np.float64)
    between += OTHER_SENTENCE * (sentence != other_sentence)
    segments = np.abs(segment - other_segment)
    far = OTHER_SEGMENT + EACH_SEGMENT * segments + OTHER_SECTION * (section != other_section)
    made: Numbers = np.where(segments == 0, between, far)
    return made

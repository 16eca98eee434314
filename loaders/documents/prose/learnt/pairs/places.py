"""Where a piece of work is named: by segment and by section, so that what is near its names is found at once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from graph.text.strings import fold

if TYPE_CHECKING:
    from loaders.documents.prose.initiative_candidates import Work
    from loaders.documents.prose.learnt.scene import Scene, Spot
    from loaders.documents.prose.structure.segment import Segment

_MARKS: Final = re.compile(r"[\W_]*")
OTHER_SENTENCE: Final = 200.0  # characters that count for the end of a sentence


class NamedPlaces:
    """The places of the names of a piece of work, one at least.

    Attributes:
        work: the piece of work.
        title: its name in small letters.
        spots: the places.
        by_segment: those of each segment, in order.
        by_section: those of each section, in order.
    """

    def __init__(self, work: Work, spots: Sequence[Spot], segments: Sequence[Segment]) -> None:
        self.work, self.spots, self.title = work, spots, fold(work.title)
        self.by_segment = group_by_segment(spots)
        self.by_section: dict[int, list[Spot]] = {}
        for one in spots:
            self.by_section.setdefault(segments[one.segment].section, []).append(one)
        self._segments = sorted(self.by_segment)

    def segments_to(self, spot: Spot) -> int:
        """How many segments lie from a place to the nearest name."""
        at = bisect_left(self._segments, spot.segment)
        return min(abs(spot.segment - each) for each in self._segments[max(at - 1, 0) : at + 1])


def group_by_segment(spots: Sequence[Spot]) -> dict[int, list[Spot]]:
    """The places of each segment, in their order."""
    made: dict[int, list[Spot]] = {}
    for one in spots:
        made.setdefault(one.segment, []).append(one)
    return made


def nearest_meeting(spots: Sequence[Spot], names: Mapping[int, Sequence[Spot]]) -> tuple[Spot, Spot] | None:
    """The place of a party or date and that of a name that come nearest to each other in one segment, if any do.

    Args:
        spots: the places of the party or date.
        names: those of the name, by segment.
    """
    met = ((one, name) for one in spots for name in names.get(one.segment, ()))
    return min(met, key=lambda pair: gap(*pair), default=None)


def gap(one: Spot, name: Spot) -> float:
    """The characters between two places, more where they stand in several sentences."""
    between = max(one.start - name.end, name.start - one.end, 0)
    return between + (0.0 if one.sentence == name.sentence else OTHER_SENTENCE)


def opens_segment(spot: Spot) -> bool:
    """Whether no more than marks stand before a place in its segment."""
    return _MARKS.fullmatch(spot.passage.text, 0, spot.start) is not None


def nearest_place(scene: Scene, number: int, spots: Sequence[Spot]) -> Spot:
    """The place that comes nearest to a name of a piece of work, one where a party is named rather than meant."""
    named = [one for one in spots if one.party is None or not one.party.inferred] or spots
    met = nearest_meeting(named, group_by_segment(scene.names[number]))
    return met[0] if met is not None else named[0]

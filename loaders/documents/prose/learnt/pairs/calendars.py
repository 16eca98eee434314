"""The date of a piece of work of which a section says when it is done: "Timeline", below the heading of the work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.scene import Scene, Spot
    from loaders.documents.prose.structure.segment import Segment

MAX_HEADING: Final = 4  # words of a heading that says no more than that dates follow
FIRST: Final = 2  # segments in which the title of a document stands
_MARKS: Final = re.compile(r"[\W_]*")


def calendar_dates(scene: Scene) -> dict[int, tuple[str, Spot]]:
    """The first date with which a line below such a heading opens, in EDTF, and its place, by the number of the work.

    The work is the one that the heading above names, or the title of the document; none where either names several.
    Cells of tables say when something in their row was.

    Args:
        scene: where the document names its dates and its pieces of work.
    """
    made: dict[int, tuple[str, Spot]] = {}
    segments = scene.discourse.outline.segments
    for at, segment in enumerate(segments):
        if segment.kind == "heading" and _is_calendar(scene, segment):
            below = takewhile(lambda one: not _ends(one, segment.rank), segments[at + 1 :])  # noqa: B023
            lines = {place for place, one in enumerate(below, at + 1) if one.kind != "table"}
            first = min(_openers(scene, lines), key=lambda one: one[1].segment, default=None)
            named = _named_above(scene, at)
            if first is not None and len(named) == 1:
                made.setdefault(named[0], first)
    return made


def _is_calendar(scene: Scene, heading: Segment) -> bool:
    is_short = len(heading.text.split()) <= MAX_HEADING
    return is_short and bool(scene.discourse.lexicon.regex("calendar_heading").match(heading.text.strip(" *:#")))


def _ends(segment: Segment, rank: int) -> bool:
    """Whether a segment is a heading with which the section of another one ends."""
    return segment.kind == "heading" and segment.rank <= rank


def _openers(scene: Scene, segments: set[int]) -> Iterator[tuple[str, Spot]]:
    """The dates with which these segments open, where they name no piece of work."""
    named = {spot.segment for spots in scene.names for spot in spots}
    for edtf, spots in scene.dates.items():
        for spot in spots:
            if spot.segment in segments - named and _MARKS.fullmatch(spot.passage.text, 0, spot.start):
                yield edtf, spot


def _named_above(scene: Scene, at: int) -> list[int]:
    """The pieces of work that the nearest heading above a heading names, or else the title of the document."""
    segments, rank = scene.discourse.outline.segments, scene.discourse.outline.segments[at].rank
    above: list[int] = []
    for place in range(at - 1, -1, -1):
        if segments[place].kind == "heading" and segments[place].rank < rank:
            above.append(place)
            rank = segments[place].rank
    for place in (*above, *range(min(FIRST, at))):
        if named := [
            number
            for number, spots in enumerate(scene.names)
            if not scene.works[number].is_proposed and any(spot.segment == place for spot in spots)
        ]:
            return named
    return []

"""The date of a piece of work of which a section says when it is done: "Timeline", below the heading of the work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from loaders.documents.prose.learnt.pairs.places import opens_segment

if TYPE_CHECKING:
    from loaders.documents.prose.learnt.scene import Scene, Spot
    from loaders.documents.prose.structure.segment import Segment

MAX_HEADING: Final = 4  # words of a heading that says no more than that dates follow
LABELLED: Final = re.compile(r"\W*\w[^:.;\u2029]{0,50}?\s?(?::|\s[–—-])\s*")  # what happens, before the date
FIRST: Final = 2  # segments in which the title of a document stands


def calendar_dates(scene: Scene) -> dict[int, tuple[str, Spot]]:
    """The first date with which a line below such a heading opens or that its label has, by the number of the work.

    The date is in EDTF and has its place.

    The work is the one that the nearest heading above names, or else the title of the document; none where it names
    several. A line that names work dates that, and cells of tables say when something in their row was.

    Args:
        scene: where the document names its dates and its pieces of work.
    """
    made: dict[int, tuple[str, Spot]] = {}
    segments = scene.discourse.outline.segments
    headings = {one.section: at for at, one in enumerate(segments) if one.kind == "heading"}
    calendars = [at for at in headings.values() if _is_calendar(scene, segments[at])]
    named = _named_in(scene) if calendars else {}
    opening = _openers(scene, named) if calendars else {}
    for at in calendars:
        first = next((opening[place] for place in _section(segments, at) if place in opening), None)
        works = _named_above(scene, at, headings, named)
        if first is not None and len(works) == 1:
            made.setdefault(works[0], first)
    return made


def _is_calendar(scene: Scene, heading: Segment) -> bool:
    is_short = len(heading.text.split()) <= MAX_HEADING
    return is_short and bool(scene.discourse.lexicon.regex("calendar_heading").match(heading.text.strip(" *:#")))


def _section(segments: Sequence[Segment], at: int) -> Iterator[int]:
    """The places of the segments below a heading, up to the next one that holds no less."""
    for place in range(at + 1, len(segments)):
        if segments[place].kind == "heading" and segments[place].rank <= segments[at].rank:
            return
        yield place


def _named_in(scene: Scene) -> dict[int, list[int]]:
    """The pieces of work that each segment names, by its place."""
    made: dict[int, list[int]] = {}
    for number, spots in enumerate(scene.names):
        for place in dict.fromkeys(spot.segment for spot in spots):
            made.setdefault(place, []).append(number)
    return made


def _openers(scene: Scene, named: Mapping[int, object]) -> dict[int, tuple[str, Spot]]:
    """The date with which a segment opens or ends behind a label, by its place, unless it is a table or names work."""
    segments = scene.discourse.outline.segments
    return {
        spot.segment: (edtf, spot)
        for edtf, spots in scene.dates.items()
        for spot in spots
        if spot.segment not in named
        and segments[spot.segment].kind != "table"
        and (opens_segment(spot) or _is_labelled(spot))
    }


def _is_labelled(spot: Spot) -> bool:
    """Whether a line is what happens, and when: "Start of works: May 2021"."""
    text = spot.passage.text
    return bool(LABELLED.fullmatch(text, 0, spot.start)) and not text[spot.end :].strip(" .;)*")


def _named_above(scene: Scene, at: int, headings: Mapping[int, int], named: Mapping[int, Sequence[int]]) -> list[int]:
    """The pieces of work, but those that are only proposed, of the nearest heading above one, or else of the title.

    Args:
        scene: where the document names its pieces of work.
        at: the place of the heading.
        headings: those of all, by their sections.
        named: the pieces of work that each segment names.
    """
    outline = scene.discourse.outline
    above: list[int] = []
    section = outline.segments[at].section
    while section := outline.parents.get(section, 0):
        above.append(headings.get(section, at))
    for place in (*above, *range(min(FIRST, at))):
        if works := [number for number in named.get(place, ()) if not scene.works[number].is_proposed]:
            return works
    return []
